"""A file of customers against the lists as they are: whom a change may touch is asked, and alerts are opened, updated, closed.

    who is to be asked (all, or whom changed entries touch; whose pair was judged since; whose distinction is over)
        ──► asked, on all cores ──► settled in the ledger, a chunk in one transaction ──► noted against what

Killed at any moment and started again, it ends as if it had never been killed: what is done is looked at, not done twice, and what it
was asked against is noted last. Start at `Updating.update`.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from typing import TYPE_CHECKING

from tizim.jobs.customers import noted_of
from tizim.jobs.review_asking import Answered, asked_in_chunks, referred, repeated_numbers
from tizim.jobs.review_planning import Planner
from tizim.review.distinctions import end_what_is_over
from tizim.review.ledger import Ledger
from tizim.review.opening import (
    Opener,
    Planning,
    Settled,
    Whom,
    read_bookmark,
    subjects_to_ask,
    subjects_with_alerts,
    write_bookmark,
)
from tizim.review.silence import Doing
from tizim.review.states import Alert
from tizim.screen.answering import Answering

if TYPE_CHECKING:  # with it come the readers of tables
    from tizim.jobs.customers import Customers

CHUNK = 500
"""customers of one transaction"""
REMOVED = "customer removed"


@dataclass(frozen=True, slots=True)
class Updated:
    """What an update of one file came to. asked: of how many customers; everybody: why all were asked, "" where not.

    not_screened: rows and customers that could not be asked: their alerts stay as they are, and they are not clear.
    """

    name: str
    customers: int
    asked: int
    everybody: str
    not_screened: int
    opened: int
    updated: int
    closed: int


@dataclass(frozen=True, slots=True)
class _Round:
    """Who is asked in one update."""

    whom: Iterable[Whom]
    count: int
    customers: int
    everybody: str
    unreadable: int
    gone: tuple[str, ...]
    note: Mapping[str, object]


class Updating:
    """Updates by one state of the lists, on one day. record: puts answers of a file on record before anything is done with them."""

    def __init__(
        self,
        ledger: Ledger,
        answering: Answering,
        customers: "Customers",
        opener: Opener,
        today: str,
        at: str,
        record: Callable[[str, Answered], None] | None = None,
    ) -> None:
        self._ledger = ledger
        self._answering = answering
        self._customers = customers
        self._opener = opener
        self._today = today
        self._at = at
        self._record = record

    def update(
        self,
        name: str,
        *,
        everybody: bool = False,
        workers: int | None = 1,
        progress: Callable[[int, int], None] | None = None,
    ) -> Updated:
        """One file of customers; "" those who were asked singly."""
        end_what_is_over(self._ledger.engine, self._today, self._at)
        found = self._singly(everybody=everybody) if not name else self._of_file(name, everybody=everybody)
        planner = Planner(self._answering, self._today)
        made, done, unscreened = Settled(), 0, found.unreadable
        counts = [0, 0, 0]
        for answered in asked_in_chunks(_chunks(found.whom), self._answering, workers):
            if self._record is not None:
                self._record(name, answered)
            made = self._opener.settle(answered.whom, _planning(planner, answered))
            counts = [
                so_far + len(some)
                for so_far, some in zip(counts, (made.opened, made.updated, made.closed), strict=True)
            ]
            done += len(answered.whom)
            unscreened += answered.not_screened
            if progress is not None:
                progress(done, max(done, found.count))
        if found.gone:
            closed = self._opener.close_all(name, found.gone, REMOVED, f"no longer in the file {name}")
            counts[2] += len(closed.closed)
        write_bookmark(self._ledger, name, found.note)
        return Updated(name, found.customers, done, found.everybody, unscreened, *counts)

    def _of_file(self, name: str, *, everybody: bool) -> _Round:
        noted = read_bookmark(self._ledger, name)
        digest = self._customers.digest(name)
        note = {**noted_of(self._answering), "file": digest}
        anew = noted is not None and noted["file"] != digest
        known = None if anew else noted
        register = self._customers.opened(name)
        found = self._customers.to_ask(register, self._answering, known, all_of_them=everybody)
        repeated = repeated_numbers(register.everybody())
        rows = list(referred(name, found.asked, repeated)) if not found.everybody else None
        gone: tuple[str, ...] = ()
        if rows is None:
            there: set[str] = set()
            unreadable = 0
            for one in referred(name, register.everybody(), repeated):
                unreadable += one is None
                if one is not None:
                    there.add(one.reference)
            gone = tuple(
                one.reference for one in subjects_with_alerts(self._ledger, name) if one.reference not in there
            )
            whom = _told(referred(name, found.asked, repeated))
            everybody_words = "the file of customers is another" if anew else found.everybody
            return _Round(whom, found.count, found.customers, everybody_words, unreadable, gone, note)
        asked, unreadable = list(_told(rows)), sum(one is None for one in rows)
        known_already = {one.reference for one in asked}
        flagged = [one for one in subjects_to_ask(self._ledger, name) if one.reference not in known_already]
        whom = chain(asked, flagged)
        return _Round(whom, len(asked) + len(flagged), found.customers, "", unreadable, (), note)

    def _singly(self, *, everybody: bool) -> _Round:
        noted, note = read_bookmark(self._ledger, ""), noted_of(self._answering)
        every = subjects_with_alerts(self._ledger, "")
        why = "all were asked for" if everybody else "the lists or the rules are others" if noted != note else ""
        whom = every if why else subjects_to_ask(self._ledger, "")
        return _Round(whom, len(whom), len(every), why, 0, (), note)


def put_under_review(ledger: Ledger, name: str, answering: Answering) -> None:
    """Notes that those of a file are asked from now on, where that was not noted before."""
    if read_bookmark(ledger, name) is None:
        write_bookmark(ledger, name, noted_of(answering))


def _planning(planner: Planner, answered: Answered) -> Planning:
    verdicts = {answered.whom[place].reference: verdict for place, verdict in answered.verdicts.items()}

    def plan(whom: Whom, alerts: Mapping[str, Sequence[Alert]]) -> Sequence[Doing] | None:
        verdict = verdicts.get(whom.reference)
        if verdict is None and not alerts:
            return ()  # clear, and nothing to close
        return planner.plan(whom, alerts, verdict)

    return plan


def _told(every: Iterable[Whom | None]) -> Iterator[Whom]:
    """Each once: rows that say the same of somebody without a number are one."""
    seen: set[str] = set()
    for one in every:
        if one is not None and one.reference not in seen:
            seen.add(one.reference)
            yield one


def _chunks(whom: Iterable[Whom]) -> Iterator[list[Whom]]:
    rest = iter(whom)
    while chunk := list(islice(rest, CHUNK)):
        yield chunk
