"""What `tizim.open(home)` returns: the public Python face. It wires jobs and rooms together and decides nothing itself.

    home/bank.sqlite      statements and versions, unless they are in a PostgreSQL database
    home/index/           snapshots that screening reads
    home/lists/<name>/    the list's card, and the publisher's files as last fetched
    home/search/          words of the lists, to look around in (see `jobs.looking`)
    home/customers/       customers that are screened again and again (see `jobs.customers`)
    home/rules.toml       thresholds of its own, if any (see `jobs.own_rules`)
    home/audit/           who asked what, where that is recorded, and the tree of receipts (see `jobs.auditing`)
    home/keys/            what seals and signs them (see `audit.keys`)
    home/access.sqlite    who may ask over HTTP, where that is not anyone (see `jobs.accessing`)
    home/webhooks.sqlite  who is told of changes, and what was not delivered yet (see `jobs.webhooks`)
    home/uploads/         customer files uploaded on the pages, kept for a day (see `interfaces.web.runs`)
    home/review.sqlite    what people made of hits, where the bank is in a file (see `jobs.reviewing`)
    home/review.toml      how this home reviews, if it says anything (see `review.policy`)

A question to a current snapshot opens no file of a database, and reads one row of a server's. Start at `Tizim`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property, lru_cache
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self, cast

from tizim.audit.caller import Caller
from tizim.compare.rules_file import shipped
from tizim.errors import BankError, BankUnreachable, NoSuchEntity, NothingLoaded, SubjectError
from tizim.index.snapshot import Snapshot
from tizim.jobs.auditing import Audit
from tizim.jobs.cards import read_card
from tizim.jobs.current import Answers, Current
from tizim.jobs.distinguished import FILE as REVIEW_FILE
from tizim.jobs.distinguished import Distinguished
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.lists import Lists
from tizim.jobs.moments import as_day, as_latest
from tizim.jobs.notices import of_database, of_files
from tizim.jobs.own_rules import OwnThresholds, in_force, read_own, write_own
from tizim.jobs.receipts import Receipts
from tizim.jobs.reindex import NOW, STARTER, Question, Shelf, is_of_now, told_of_starter
from tizim.jobs.send_limits import SendLimits
from tizim.model.history import History
from tizim.model.listing import ListingAnswer
from tizim.model.rules import Rules
from tizim.model.statement import Entity, SourcedStatement
from tizim.model.subject import NoSubject, Subject
from tizim.model.verdict import ListedEntity, Searched, Verdict
from tizim.screen.answering import Answering
from tizim.screen.screening import SETTLED

if TYPE_CHECKING:  # what opens databases and reads files comes only where it is needed
    import pyarrow as pa

    from tizim.access.marks import Sees
    from tizim.audit.event import Asked
    from tizim.audit.receipt import Receipt
    from tizim.bank.bank import Bank
    from tizim.bank.verification import Verification
    from tizim.index.words import Found, Looking
    from tizim.jobs.accessing import Access
    from tizim.jobs.arrow_customers import ArrowStream
    from tizim.jobs.backup import BackedUp
    from tizim.jobs.batch import AnswerParts, Summary
    from tizim.jobs.carried import Carried
    from tizim.jobs.catalog import CatalogEntry
    from tizim.jobs.customers import Customers
    from tizim.jobs.export import Exported
    from tizim.jobs.ftm_json import Ftm
    from tizim.jobs.health import Health
    from tizim.jobs.looking import Words
    from tizim.jobs.migrating import Migration
    from tizim.jobs.restore import Restored
    from tizim.jobs.reviewing import Review
    from tizim.jobs.status import ListStatus
    from tizim.jobs.tuning import Tuning
    from tizim.jobs.webhooks import Webhooks
    from tizim.review.ledger import Ledger
    from tizim.screen.explaining import Explanation, Side

LIMITS = FetchLimits()
SENDING = SendLimits()
_KEPT_ENTITIES = 2048
"""entities whose JSON is kept, as long as the lists stay as they are"""
_SEEING: "ContextVar[Sees | None]" = ContextVar("seeing", default=None)


class Tizim:
    """One home, opened. Use it as a context manager, or call `close`.

    home: folder; made when something is first written. user: who accepts what a load stopped at, and chooses thresholds.
    fetch, sending: ceilings. rules: in place of those of the home. database: the URL of a PostgreSQL database that holds the bank and the
    log, in place of files in the home. caller: who asks where no other is named; the user, if not said. audit: turns recording
    on for this home; a home where it is on records whatever is said here. build_workers: processes that build a large index or register of customers,
    None for as many as there are cores; more than one import the program's main module anew, as `multiprocessing` says. Raises RulesError where the home's own rules make
    no sense.
    """

    def __init__(  # noqa: PLR0913  (each by its name)
        self,
        home: Path,
        *,
        user: str = "unknown",
        fetch: FetchLimits = LIMITS,
        sending: SendLimits = SENDING,
        rules: Rules | None = None,
        caller: Caller | None = None,
        audit: bool = False,
        database: str | None = None,
        build_workers: int | None = 1,
    ) -> None:
        self.home = home
        self._database = database
        self.rules = rules if rules is not None else in_force(home, shipped())
        self._user = user
        self._sending = sending
        self.lists = Lists(
            home / "lists", self._bare_bank, self._reindex, user=user, fetch=fetch, seen=self._seen_by_lists
        )
        self._bank: Bank | None = None
        self._is_filled = False
        file = home / "bank.sqlite" if database is None else None
        notice = of_database(self._bare_bank) if file is None else of_files([file, home / "bank.sqlite-wal"])
        self._build_workers = build_workers
        self._shelf = Shelf(home / "index", notice, self.rules, build_workers)
        self._current = Current(self._shelf, self._opened_bank, home, file, self.rules.version)
        self._warned: dict[Path, tuple[tuple[str, str], ...]] = {}
        # Answers over HTTP carry entities in full, the same ones again and again; those of hits come from the words (`told`).
        self._plain_ftm = lru_cache(_KEPT_ENTITIES)(self._made_ftm)
        self.audit = Audit(home, caller if caller is not None else Caller(user), url=database)
        self.receipts = Receipts(self.audit, lambda: self.rules.full_version, self.screen)
        self._review_file = home / REVIEW_FILE if database is None else None
        self._distinguished = Distinguished(self._review_file, self._ledger)
        if audit and not self.audit.is_on:
            self.audit.on()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes the bank, the alerts, the log, the users, the outbox and the words, if they were opened."""
        if "review" in self.__dict__:
            self.review.close()
        self.audit.close()
        if "access" in self.__dict__:
            self.access.close()
        if "webhooks" in self.__dict__:
            self.webhooks.close()
        if "_words" in self.__dict__:
            self._words.close()
        self._close_bank()

    def _close_bank(self) -> None:
        if self._bank is not None:
            self._bank.close()
            self._bank = None
            self._is_filled = False

    @contextmanager
    def seeing(self, sees: "Sees | None") -> Iterator[None]:
        """Within the block, in this thread, only the lists that somebody sees are there (None: all): a service answers many.

        Whatever is asked answers as if the others had never been loaded. What loads, builds and copies is not asked so.
        """
        token = _SEEING.set(sees)
        try:
            yield
        finally:
            _SEEING.reset(token)

    def screen(
        self,
        subject: Subject,
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> Verdict:
        """Is this subject listed?

        Args:
            subject: who is asked about.
            datasets: only these lists; "sanctions" is all official lists, "default" all there are.
            as_of: a date; only entries listed on that day count.
            known_at: a date or time; answers from what the bank's versions up to then said.
            caller: who asks, and why, where the home records that; whoever opened it, if not said.

        Raises:
            NothingLoaded: a list that was asked for is not loaded.
            SubjectError: `as_of` or `known_at` is no date.
            NoPurpose: this home wants to know why it is asked.
            AuditError: what must be recorded cannot be; then there is no answer.
        """
        return next(self.screen_many([subject], datasets, as_of, known_at, caller=caller))

    def screen_with_receipt(
        self,
        subject: Subject,
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> "tuple[Verdict, Receipt]":
        """As `screen`, with a signed statement of what was searched and found, which others can verify."""
        from tizim.audit.event import of_verdict  # with it comes cryptography

        answering = self.asking(datasets, as_of, known_at)
        who = self.audit.asker(caller)
        verdict, asked = answering.verdict(subject), _asked(answering, known_at)
        receipt = self.audit.receipt(verdict, asked)
        if who is not None:
            event = of_verdict(who, verdict, asked, subject)
            self.audit.record([replace(event, details={"receipt": receipt.statement.says["id"]})])
        return verdict, receipt

    def screen_many(
        self,
        subjects: "Iterable[Subject] | ArrowStream",
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> Iterator[Verdict]:
        """One verdict for each subject, streamed, in order, all from one state of the lists.

        subjects: subjects, or an Arrow table or stream with the columns of a customer file. One that cannot be screened gives
        "not_screened" with the reason. Raises as `screen` does, before the first; UnreadableTable where no column of a table
        holds anything to screen by.
        """
        answering = self.asking(datasets, as_of, known_at)
        if not hasattr(subjects, "__arrow_c_stream__"):
            return self.verdicts(answering, subjects, known_at, caller=caller)
        from tizim.jobs.arrow_customers import answered, customers_of  # only for tables

        rows = answered(
            customers_of(cast("ArrowStream", subjects)),
            lambda some: self.verdicts(answering, some, known_at, caller=caller),
        )
        return (answering.unscreened(one.why) if verdict is None else verdict for one, verdict in rows)

    def screen_arrow(
        self,
        table: "ArrowStream",
        *,
        columns: Mapping[str, str] | None = None,
        kind: str = "Thing",
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        caller: Caller | None = None,
    ) -> "pa.RecordBatchReader":
        """Screens an Arrow table or stream; streams the rows that `screen_file` would write, as record batches.

        Args:
            table: of pyarrow, polars, DuckDB, pandas: whatever has `__arrow_c_stream__`; one customer a row, in columns that are
                called as in a customer file. It is read no faster than results are taken.
            columns: {column: field} where headings do not say it.
            kind: of rows that do not say theirs.
            datasets: only these lists.
            as_of: a date, as in `screen`.
            known_at: a date or time, as there.
            caller: who asks, as there.

        Raises:
            UnreadableTable: no column holds anything to screen by, two hold one field, or it is no Arrow data.
        """
        from tizim.jobs.arrow_customers import answered, customers_of, results_of  # only for tables

        answering = self.asking(datasets, as_of, known_at, settled=0)  # a row of results has no room for it
        customers = customers_of(table, columns, kind)
        return results_of(answered(customers, lambda some: self.verdicts(answering, some, known_at, caller=caller)))

    def asking(
        self,
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        settled: int = SETTLED,
    ) -> Answering:
        """One way of asking, for `verdicts` in several goes from one state of the lists.

        settled: of how many hits of an answer it is told what would settle them. Other arguments as in `screen`, which raises
        the same.
        """
        day = as_day(as_of) if as_of is not None else None
        known = as_latest(known_at) if known_at is not None else None
        found = self._answers(Question(known, ever=day is not None))
        chosen = self._named(datasets, found.snapshot)
        distinctions, unknown = self._distinguished.today()
        warnings = (*self._warnings(found.snapshot, chosen), *filter(None, [found.unasked, unknown]))
        return Answering(found.snapshot, self.rules, chosen, day, warnings, settled, distinctions)

    def verdicts(
        self,
        answering: Answering,
        subjects: Iterable[Subject | NoSubject],
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> Iterator[Verdict]:
        """As `screen_many`, by a way of asking that is there (`asking`, with the same `known_at`).

        What is no subject is an answer too, and on record as one: "not_screened", with its reason.
        """

        def answer(one: object) -> Verdict:
            return answering.unscreened(one.why) if isinstance(one, NoSubject) else answering.verdict(one)

        who = self.audit.asker(caller)
        if who is None:
            return map(answer, subjects)
        return self.audit.answers(who, _asked(answering, known_at), subjects, answer)

    def screen_file(  # noqa: PLR0913  (how a file is read, what is asked, and how it is done)
        self,
        source: Path | str,
        out: Path | str,
        *,
        columns: dict[str, str] | None = None,
        kind: str = "Thing",
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        workers: int | None = None,
        progress: "Callable[[Summary], None] | None" = None,
        caller: Caller | None = None,
    ) -> "Summary":
        """Screens a customer file into a file of results (CSV, Excel, JSON lines or Parquet, by their suffix).

        Interrupted and started again, it goes on where it was; the bytes of the result are the same either way, and
        whatever the number of workers (None: as many as there are cores, where the file is worth it).

        Raises:
            UnreadableTable: the file is not what its suffix says, or holds nothing to screen by.
        """
        from tizim.jobs.answering_parts import answered  # with it come the readers of tables
        from tizim.jobs.batch import Batch, run

        answering = self.asking(datasets, as_of, known_at, settled=0)  # a results file has no room for it
        chosen = answering.datasets
        lists = sorted(chosen) if chosen is not None else None
        state = (answering.snapshot.built_of, self.rules.full_version, lists, answering.day)
        batch = Batch(Path(source), Path(out), columns or {}, kind)
        parts = self._recorded("screen-file", answering, caller, known_at, {"file": str(source)})(
            answered(answering, workers)
        )
        summary = run(batch, parts, repr(state), progress)
        return replace(summary, warnings=(*summary.warnings, *answering.warnings))

    def _recorded(
        self, action: str, answering: Answering, caller: Caller | None, known_at: str | None, private: dict[str, object]
    ) -> "Callable[[AnswerParts], AnswerParts]":
        """What puts the answers of a customer file on record, where the home records; else nothing."""
        who = self.audit.asker(caller)
        if who is None:
            return lambda parts: parts
        from tizim.audit.event import Event
        from tizim.jobs.audited_parts import recorded

        batch = Event(action, who, asked=_asked(answering, known_at), private=private)
        return lambda parts: recorded(parts, self.audit.record, batch)

    @cached_property
    def access(self) -> "Access":
        """Who may ask over HTTP: users, their keys, and the marks of lists."""
        from tizim.jobs.accessing import Access  # only a server and those who say who may ask need it

        return Access(self.home, self.audit, url=self._database)

    @property
    def customers(self) -> "Customers":
        """Customers that are screened again whenever the lists change."""
        from tizim.jobs.customers import Customers  # with it come the readers of tables

        return Customers(
            self.home / "customers",
            lambda: self.rules,
            self._seen_bank,
            lambda: self.asking(settled=0),
            lambda name, answering: self._recorded("rescreen", answering, None, None, {"customers": name}),
            self._build_workers,
            self._forget_customers,
        )

    @cached_property
    def webhooks(self) -> "Webhooks":
        """Who is told when lists change, and when that touches customers."""
        from tizim.jobs.webhooks import Webhooks  # with it come an HTTP client and cryptography

        return Webhooks(
            self.home,
            self._database,
            bank=self._opened_bank,
            customers=lambda: self.customers,
            sealing=self.audit.sealing,
            make_keys=self.audit.make_keys,
            note=lambda action, details: self._note(action, None, details=details),
            limits=self._sending,
        )

    @cached_property
    def review(self) -> "Review":
        """What people make of hits: alerts, decisions, who is distinguished from an entry, letters."""
        from tizim.jobs.reviewing import Review  # brings the database along

        return Review(
            self.home,
            self.audit,
            self._asking_all,
            lambda: self.customers,
            url=self._database,
            sees=_SEEING.get,
            as_seen=lambda: self.asking(settled=0),
        )

    def _asking_all(self) -> Answering:
        """Against every list, whoever asks: alerts are brought up to date for all."""
        with self.seeing(None):
            return self.asking(settled=0)

    def _forget_customers(self, name: str) -> None:
        if self._may_review:
            self.review.forget_customers(name)

    def _ledger(self) -> "Ledger":
        return self.review.ledger()

    @property
    def _may_review(self) -> bool:
        """Whether there could be alerts here."""
        return self._review_file is None or self._review_file.is_file()

    def carried(
        self,
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> "Carried":
        """What other machines need to answer as this home does, to go there beside its snapshot's directories.

        Arguments as in `screen`, which raises the same. Raises RulesError where the index was built under other rules.
        """
        from tizim.jobs.carried import Carried  # with it come the readers of tables

        answering = self.asking(datasets, as_of, known_at)
        self._note("carry", None, asked=answering, known_at=known_at)  # what is asked elsewhere, only they can record
        return Carried.asking(answering)

    def tune(
        self,
        subjects: Iterable[Subject | None],
        *,
        datasets: Collection[str] | None = None,
        also: Sequence[float] = (),
        progress: Callable[[int], None] | None = None,
    ) -> "Tuning":
        """What each threshold would come to on these subjects (None: one that could not be made). Changes nothing.

        Args:
            subjects: as `screen_many` takes them.
            datasets: as in `screen`.
            also: thresholds to tell of besides the usual steps.
            progress: told how many are done.
        """
        from tizim.jobs.tuning import lowered, tuned  # only those who choose thresholds need it

        low = lowered(self.rules, also)
        answering = self.asking(datasets, settled=0)
        self._note("tune", None, asked=answering)
        answer = replace(answering, rules=low, warnings=(), distinctions=None).verdict
        searched, warnings = answering.searched, answering.warnings
        return tuned(subjects, answer, self.rules, searched=searched, also=also, warnings=warnings, progress=progress)

    def tune_file(
        self,
        source: Path | str,
        *,
        columns: dict[str, str] | None = None,
        kind: str = "Thing",
        datasets: Collection[str] | None = None,
        also: Sequence[float] = (),
        progress: Callable[[int, int], None] | None = None,
    ) -> "Tuning":
        """As `tune`, on a customer file, read as `screen_file` reads it. progress: told how many are done, of how many."""
        from tizim.jobs.customer_file import CustomerFile  # with it come the readers of tables

        customers = CustomerFile.of(Path(source), columns or {}, kind)
        subjects = (one.subject for one in customers.asked())
        tell = None if progress is None else lambda done: progress(done, customers.count)
        tuning = self.tune(subjects, datasets=datasets, also=also, progress=tell)
        return replace(tuning, warnings=(*customers.warnings, *tuning.warnings))

    def own_thresholds(self) -> OwnThresholds | None:
        """Thresholds that this home has in place of the shipped ones; None where it has none. Raises as opening does."""
        in_force(self.home, shipped())
        return read_own(self.home)

    def use_thresholds(self, tuning: "Tuning", *, possible: float, hit: float, overwrite: bool = False) -> Path:
        """Puts thresholds into force for this home, from its next question on; they are kept in the file that is returned.

        Raises:
            SubjectError: they are no thresholds, or the home has some already and `overwrite` is not said.
        """
        now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        own = OwnThresholds(possible, hit, self._user, now, tuning.rules.version, tuning.customers)
        self._note("use-thresholds", None, details={"possible": str(possible), "hit": str(hit)})
        file = write_own(self.home, own, shipped(), overwrite=overwrite)
        self.rules = in_force(self.home, shipped())
        return file

    def explain(self, one: Subject | str, other: Subject | str, *, caller: Caller | None = None) -> "Explanation":
        """Why two sides score as they do, and which fact would settle it. A text is the id of an entry, as hits give it.

        The first side is the one asked about. Raises NoSuchEntity: the bank has no entry of this id.
        """
        from tizim.screen.explaining import explain

        explained = explain(self._side(one), self._side(other), self.rules)
        self._note("explain", caller, {"subject": one, "other": other})
        return explained

    def _side(self, one: Subject | str) -> "Side":
        from tizim.screen.explaining import side_of_entity, side_of_subject

        return (
            side_of_entity(self._entity(one, None, None), self.rules)
            if isinstance(one, str)
            else side_of_subject(one, self.rules)
        )

    def entity(
        self,
        id: str,  # noqa: A002  (the field's word)
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> Entity:
        """All that its list says of an entity, every fact with its source and its life.

        Args:
            id: as hits give it.
            as_of: a date; what had been said by then (the first that was ever said, where that came later).
            known_at: a date or time; only versions up to then count.
            caller: as in `screen`.

        Raises:
            NoSuchEntity: the bank has none of this id.
        """
        found = self._entity(id, as_of, known_at)
        version = self._seen_bank().latest(found.dataset, as_latest(known_at) if known_at is not None else None)
        details = {"list": version.label if version is not None else found.dataset, **_days(as_of, known_at)}
        self._note("show", caller, {"entity": id}, details=details)
        return found

    def _entity(self, id: str, as_of: str | None, known_at: str | None) -> Entity:  # noqa: A002  (the field's word)
        bank = self._seen_bank()
        known = as_latest(known_at) if known_at is not None else None
        if as_of is None:
            return bank.entity(id, known)
        day = as_latest(as_of, "as_of")
        try:
            return bank.entity(id, day if known is None else min(day, known))
        except NoSuchEntity:
            later = bank.entity(id, known)
            first = min((one.seen_from for one in later.statements), default=None)
            return later if first is None else bank.entity(id, first)

    def listing(
        self,
        id: str,  # noqa: A002  (the field's word)
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
        recorded: bool = True,
    ) -> ListingAnswer:
        """Was it listed on that day (today where none is given), as known then or as known now?

        recorded: not where it is a part of an answer that is on record.
        """
        day = as_day(as_of) if as_of is not None else datetime.now(UTC).date().isoformat()
        answer = self._seen_bank().listing(id, day, as_latest(known_at) if known_at is not None else None)
        if recorded:
            self._note("listing", caller, {"entity": id}, details=_days(day, known_at))
        return answer

    def links(
        self,
        id: str,  # noqa: A002  (the field's word)
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> tuple[SourcedStatement, ...]:
        """Statements of other entries of its list that name this entity (its subsidiaries, its relatives, …)."""
        found = self._seen_bank().links(id, as_latest(known_at) if known_at is not None else None)
        self._note("links", caller, {"entity": id}, details=_days(None, known_at))
        return found

    def history(
        self,
        id: str,  # noqa: A002  (the field's word)
        *,
        caller: Caller | None = None,
        recorded: bool = True,
    ) -> History:
        """What the versions of its list said of an entry over time: in which it stood, what came to it and went.

        recorded: not where it is a part of an answer that is on record. Raises NoSuchEntity: the bank has none of this id.
        """
        found = self._seen_bank().history(id)
        if recorded:
            self._note("history", caller, {"entity": id})
        return found

    def ftm(self, id: str, *, nested: bool = True, recorded: bool = True) -> "Ftm":  # noqa: A002  (the field's word)
        """An entity as FollowTheMoney JSON; nested: with its listings, documents and neighbours in the place of their ids.

        recorded: not where it is a part of an answer that is on record. Raises NoSuchEntity: the bank has none of this id.
        """
        made = self._nested_ftm(id) if nested else {**self._alone(id)}
        if recorded:
            self._note("show", None, {"entity": id})
        return made

    def told(self, entity: ListedEntity, answering: Answering) -> bytes:
        """An entity of an answer as FollowTheMoney JSON, in bytes, as `ftm` gives it alone; it is a part of the answer's record.

        answering: how it was asked; from the words kept of that state of the lists where there are any, else from the bank.
        Raises NoSuchEntity: neither has it.
        """
        from tizim.index.words import as_text

        now = is_of_now(answering.snapshot)  # words are kept of the newest state alone
        kept = self._words.entity(answering.snapshot, entity.dataset, entity.id) if now else None
        if kept is not None:
            return kept
        seen = (entity.dataset,)  # who has the hit sees its list
        return as_text(self._plain_ftm(answering.snapshot.built_of, seen, entity.id, entity.dataset)).encode()

    def _nested_ftm(self, id_: str) -> "Ftm":
        from tizim.jobs.ftm_json import nested  # only those who exchange need it

        bank = self._seen_bank()
        return nested(bank.entity(id_), bank.links(id_), self._found)

    def _alone(self, id_: str) -> "Ftm":
        snapshot = self._snapshot(NOW)
        seen = tuple(self._there(snapshot)) if _SEEING.get() is not None else None
        return self._plain_ftm(snapshot.built_of, seen, id_)

    def _made_ftm(self, _state: str, _seen: tuple[str, ...] | None, id_: str, dataset: str | None = None) -> "Ftm":
        """An entity alone. The state it is of, and the lists that are seen, are only what it is kept by."""
        from tizim.jobs.ftm_json import as_ftm

        return as_ftm(self._seen_bank().entity(id_, dataset=dataset))

    def _found(self, id_: str) -> Entity | None:
        try:
            return self._seen_bank().entity(id_)
        except NoSuchEntity:
            return None

    def catalog(self) -> "tuple[CatalogEntry, ...]":
        """Every list with its publisher, its collections, its age, and whether it answers."""
        from tizim.jobs.catalog import catalog_of  # needs the bank

        searched = [one.dataset for one in self.searched()]
        return catalog_of(self.lists.status(), self.home / "lists", searched)

    def searched(self, datasets: Collection[str] | None = None) -> tuple[Searched, ...]:
        """The lists that a question to these data sets and collections asks. Raises NothingLoaded, naming those there are."""
        snapshot = self._snapshot(NOW)
        chosen = self._there(snapshot) if datasets is None else self._named(datasets, snapshot)
        return tuple(one for one in snapshot.searched if chosen is None or one.dataset in chosen)

    def look(self, looking: "Looking", *, wait: bool = True) -> "Found":
        """What the lists hold of words, kinds and facts, page by page: to look around, not to screen.

        looking: `datasets` names lists, which must be loaded (`searched` opens collections); none is all. wait: for the words of
        the newest state, which are indexed at the first question; else those of an earlier one answer meanwhile.

        Raises:
            NothingLoaded: a list that is named is not loaded.
            SubjectError: what is typed, sorted or filtered by cannot be asked.
        """
        snapshot = self._snapshot(NOW)
        named = self._named(looking.datasets or None, snapshot)
        chosen = [one.dataset for one in snapshot.searched if named is None or one.dataset in named]
        filters: dict[str, object] = {"words": looking.words, "properties": [list(one) for one in looking.properties]}
        self._note("look", None, filters, details={"lists": chosen, "kind": looking.kind})
        return self._words.find(snapshot, replace(looking, datasets=chosen), wait=wait)

    @cached_property
    def _words(self) -> "Words":
        from tizim.jobs.looking import Words  # only those who look around need it

        return Words(self.home / "search", self._opened_bank)

    def export(
        self,
        out: Path | str,
        *,
        format: str | None = None,  # noqa: A002  (the word people use)
        datasets: Collection[str] | None = None,
        known_at: str | None = None,
        caller: Caller | None = None,
    ) -> "Exported":
        """Writes the lists with source, date and licence of each: "csv", "parquet" or "ftm" (by the suffix if not said)."""
        from tizim.jobs.export import export  # with it come the writers of tables

        known = as_latest(known_at) if known_at is not None else None
        bank = self._seen_bank()
        chosen = self._named(datasets, self._snapshot(Question(known)))
        details = {"lists": list(chosen) if chosen is not None else "all", "out": str(out), **_days(None, known_at)}
        self._note("export", caller, details=details)
        return export(bank, self.home / "lists", Path(out), format=format, datasets=chosen, known_at=known)

    def status(self, *, max_hours: float = 48.0, max_days: int | None = None) -> "Health":
        """Is all well with lists, index and bank? Builds nothing. `amiss` says what a person should look at.

        Args:
            max_hours: since a list was last asked for with success.
            max_days: since the publisher's date of a list; None tolerates any.
        """
        from tizim.jobs.health import Tolerance, health_of  # needs the bank
        from tizim.jobs.webhooks import told_of

        lists: tuple[ListStatus, ...] = ()
        current: bool | None = None
        unreachable = ""
        deliveries: tuple[str, ...] = ()
        try:
            lists = () if self._current.bank_is_gone else self.lists.status()  # nothing is made by looking
            current = self._shelf.current() is not None
            deliveries = told_of(self.webhooks.standing(), datetime.now(UTC))
        except BankUnreachable as wrong:
            unreachable = str(wrong)
        found = health_of(
            self._where(),
            unreachable,
            lists,
            self._shelf.last(),
            datetime.now(UTC),
            Tolerance(max_hours, max_days),
            current=current,
            also=deliveries,
        )
        sees = _SEEING.get()
        if sees is None:
            return found
        return replace(found, searched=tuple(one for one in found.searched if sees.sees(one.dataset)))

    def _where(self) -> str:
        """Where the bank is, without a password."""
        if self._database is None:
            return str(self.home / "bank.sqlite")
        from tizim.db.engine import shown_url  # brings the database along

        return shown_url(self._database)

    def migrate(self, *, rehearse_only: bool = False) -> "Migration":
        """Brings the bank of an older tizim to the tables of this one: first a copy of it, which is verified, then itself.

        Raises BankTooNew for a bank of a later tizim, BankLocked while another process writes, BankError where there is none.
        """
        from tizim.jobs.migrating import migrate_bank  # few need it

        self.close()
        file = self.home / "bank.sqlite"
        if self._database is None and not file.is_file():
            raise BankError(f"expected a bank in {file}, there is none")
        path = file if self._database is None else None
        return migrate_bank(path, self._database, rehearse_only=rehearse_only)

    def backup(self, out: Path | str) -> "BackedUp":
        """Writes bank, lists, thresholds, customers, users, keys and the log of this home into one new file, while others read and write.

        In a folder, its name is the time. Raises SubjectError where there is a file of this name already.
        """
        from tizim.jobs.backup import back_up  # few need it

        made = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        return back_up(
            self._bare_bank(),
            self.home,
            Path(out),
            made=made,
            tizim=_engine(),
            logs_here=self._database is None,
            others={"access.sqlite": self.access.copy_to},
        )

    def restore(self, file: Path | str, *, discard_newer: bool = False) -> "Restored":
        """Puts a backup into the place of what this home holds, wherever its bank lives; the index is current when it returns.

        discard_newer: versions that the backup lacks may go.

        Raises:
            BankDamaged: the file is no whole backup; nothing was changed.
            BankTooNew: a later tizim made it.
            SubjectError: there are versions or steps of alerts that the backup lacks, and they were not said to be discarded.
            BankLocked: another process is updating.
        """
        from tizim.jobs.restore import restore  # few need it

        self.audit.close()
        restored = restore(
            self._bare_bank(),
            self.home,
            Path(file),
            self._ledger,
            discard_newer=discard_newer,
            logs_here=self._database is None,
            others={"access.sqlite": self.access.take_from},
        )
        self.rules = in_force(self.home, shipped())
        if restored.versions:
            self._reindex()
        return restored

    def verify(self) -> "Verification":
        """Does the bank agree with itself, each alert with its steps, and the current snapshot with its checksums?"""
        found = self._opened_bank().verify()
        if self._may_review:
            found = replace(found, findings=(*found.findings, *self.review.ledger().verify()))
        snapshot = self._shelf.current()
        damaged = tuple(
            finding for one in (snapshot.segments if snapshot is not None else ()) for finding in one.verify()
        )
        return replace(found, findings=(*found.findings, *damaged)) if damaged else found

    def _note(
        self,
        action: str,
        caller: Caller | None,
        private: dict[str, object] | None = None,
        *,
        details: dict[str, object] | None = None,
        asked: Answering | None = None,
        known_at: str | None = None,
    ) -> None:
        """Puts one thing that is asked on record, where the home records. Raises as `screen` does."""
        who = self.audit.asker(caller)
        if who is None:
            return
        from tizim.audit.event import Event, subject_facts

        told = {key: subject_facts(one) if isinstance(one, Subject) else one for key, one in (private or {}).items()}
        how = _asked(asked, known_at) if asked is not None else None
        self.audit.record([Event(action, who, asked=how, details=details or {}, private=told or None)])

    def _opened_bank(self) -> "Bank":
        """The bank, with the starter register in it where it would be empty: looked at once for each opening."""
        if not self._is_filled:
            self._require_bank()
            if not self._bare_bank().versions():
                self.lists.add(STARTER)
            self._is_filled = True
        return self._bare_bank()

    def _seen_bank(self) -> "Bank":
        """The same as whoever asks sees it. What builds an index never takes this one."""
        sees = _SEEING.get()
        return self._opened_bank() if sees is None else self._opened_bank().seen(sees.sees)

    def _seen_by_lists(self) -> "Bank":
        """As `_seen_bank`; nothing is loaded into a bank that is empty."""
        self._require_bank()
        sees = _SEEING.get()
        return self._bare_bank() if sees is None else self._bare_bank().seen(sees.sees)

    def _require_bank(self) -> None:
        """Raises BankUnreachable where an index was copied here alone.

        A bank that were made now would be empty, and its index, with the starter register, would answer in the place of that one.
        What loads lists does not ask: whoever loads one here begins anew.
        """
        if self._current.bank_is_gone and self._shelf.last() is not None:
            raise BankUnreachable(
                f"{self.home / 'bank.sqlite'}: expected the bank, there is none beside the index: it only screens"
            )

    def _bare_bank(self) -> "Bank":
        """The bank as it is."""
        if self._bank is None:
            from tizim.bank.bank import Bank  # a current snapshot needs no database

            try:
                self.home.mkdir(parents=True, exist_ok=True)
            except OSError as wrong:
                raise BankError(
                    f"{self.home}: expected a folder to keep lists in, came {wrong.strerror}; name another with --home"
                ) from wrong
            self._bank = (
                Bank.open(self.home / "bank.sqlite") if self._database is None else Bank.open(url=self._database)
            )
        return self._bank

    def _answers(self, question: Question) -> Answers:
        if question.is_current:
            return self._current.look()
        return Answers(self._shelf.build(self._opened_bank(), question))

    def _snapshot(self, question: Question) -> Snapshot:
        return self._answers(question).snapshot

    def _reindex(self) -> tuple[str, ...]:
        """Makes the snapshot of the bank as it is the current one, and brings the alerts up to date with it.

        The bank is closed first: then its files are settled, and the next process need not look into it. Gives what could not be
        done, in words.
        """
        self._close_bank()
        self._current.forget()
        self._shelf.build(self._bare_bank(), NOW)
        return self.review.after_lists() if self._may_review else ()

    def _named(self, datasets: Collection[str] | None, snapshot: Snapshot) -> tuple[str, ...] | None:
        """Lists by name, with collections opened; None: all there are. Raises NothingLoaded, naming what is."""
        there = self._there(snapshot)
        if datasets is None:
            if _SEEING.get() is None:
                return None
            datasets = ("default",)
        if isinstance(datasets, str):
            raise SubjectError(f"datasets: expected a list of names, came one text ({datasets!r})")
        chosen: dict[str, None] = {}
        for name in datasets:
            if name == "default":
                members = there
            elif name == "sanctions":
                members = [one for one in there if one == STARTER or "sanctions" in self._collections(one)]
            else:
                members = [name] if name in there else []
            if not members:
                raise NothingLoaded(
                    f"expected a list that is loaded ({', '.join(there) or 'none is'}), came {name!r}; tizim lists add {name}"
                )
            chosen.update(dict.fromkeys(members))
        return tuple(chosen)

    def _there(self, snapshot: Snapshot) -> list[str]:
        """The lists of a snapshot that whoever asks sees."""
        sees = _SEEING.get()
        there = [one.dataset for one in snapshot.searched]
        return there if sees is None else sees.among(there)

    def _collections(self, dataset: str) -> tuple[str, ...]:
        card = read_card(self.home / "lists" / dataset)
        return card.collections if card is not None else ("sanctions",)

    def _warnings(self, snapshot: Snapshot, datasets: Collection[str] | None) -> tuple[str, ...]:
        """What everybody should know who gets an answer from these lists."""
        if snapshot.directory not in self._warned:
            self._warned[snapshot.directory] = tuple(self._told(snapshot))
        told = self._warned[snapshot.directory]
        return tuple(words for dataset, words in told if datasets is None or not dataset or dataset in datasets)

    def _told(self, snapshot: Snapshot) -> Iterator[tuple[str, str]]:
        """(list, warning); the list is "" where all answers are meant."""
        for one in snapshot.searched:
            card = read_card(self.home / "lists" / one.dataset)
            if one.dataset == STARTER:
                yield STARTER, told_of_starter(one)
            elif card is not None and card.excerpt:
                day = one.published[:10]
                yield one.dataset, f"{one.dataset} at {day} is an excerpt: most of the list may be missing"
        if snapshot.rules_version != self.rules.version:
            yield (
                "",
                f"the index was built under other rules ({snapshot.rules_version}), and this home cannot be written to",
            )


def _asked(answering: Answering, known_at: str | None) -> "Asked":
    """How it was asked, and of what, as the log and receipts have it."""
    from tizim.audit.event import Asked

    rules = answering.rules.full_version
    return Asked(answering.searched, rules, _engine(), answering.datasets, answering.day, known_at)


@lru_cache(maxsize=1)
def _engine() -> str:
    """The version of tizim that answers."""
    from importlib.metadata import version  # only what is kept or recorded tells it

    return version("tizim")


def _days(as_of: str | None, known_at: str | None) -> dict[str, object]:
    return {key: day for key, day in (("as_of", as_of), ("known_at", known_at)) if day is not None}
