"""Recording for one home: whether it is on, who asks, what is told to the log, and what one may do with the log. `tz.audit` is one.

    home/audit/on            there while questions are recorded: which log, and whether a purpose must be told
    home/audit/log.sqlite    the log, and the tree of receipts
    home/keys/               see `audit.keys`

Where recording is on, what cannot be recorded is not answered. Where it is off, a question costs one look for a file. Start at
`Audit.asker` and `Audit.record`; whatever records goes through these two.
"""

import json
import os
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, Self

from tizim.audit.caller import Caller
from tizim.errors import AuditError, InvalidReceipt, NoPurpose, NothingKept
from tizim.jobs.moments import as_moment

if TYPE_CHECKING:  # a home that records nothing opens no database and needs no cryptography
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from tizim.audit.chain import Line
    from tizim.audit.envelope import Envelope
    from tizim.audit.event import Asked, Event
    from tizim.audit.keys import Keyring
    from tizim.audit.log import Log, Told
    from tizim.audit.receipt import Receipt
    from tizim.audit.receipt_log import ReceiptLog
    from tizim.audit.recorder import Grouped
    from tizim.audit.verification import Verified
    from tizim.model.verdict import Verdict

AT_ONCE = 500
"""answers of one batch that are recorded together, before the first of them is given"""


@dataclass(frozen=True, slots=True)
class Recording:
    """What the file says that turns recording on. purpose: whether who does not say why gets no answer."""

    log: str
    purpose: bool

    @classmethod
    def read(cls, file: Path) -> Self | None:
        """None where recording is off. Raises AuditError where the file cannot be read: no answer without a record."""
        try:
            told: dict[str, Any] = json.loads(file.read_text(encoding="ascii"))
            return cls(str(told["log"]), bool(told["purpose"]))
        except (FileNotFoundError, NotADirectoryError):
            return None
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise AuditError(f"{file}: expected what `tizim audit on` wrote, came {wrong!r}") from wrong


@dataclass(frozen=True, slots=True)
class _Opened:
    log: "Log"
    record: "Grouped[Event, Line]"
    receipts: "ReceiptLog"
    issue: "Grouped[dict[str, Any], Receipt]"


_ASKING: ContextVar[Caller | None] = ContextVar("asking", default=None)


class Audit:
    """The log of one home. Threads and processes may use it at once.

    caller: who asks where nobody else is named. url: of the database that keeps the log; None: the home's own file. clock: gives
    the time; None: the machine's.
    """

    def __init__(
        self, home: Path, caller: Caller, *, url: str | None = None, clock: Callable[[], datetime] | None = None
    ) -> None:
        self.caller = caller
        self._keys = home / "keys"
        self._marker = home / "audit" / "on"
        self._file = home / "audit" / "log.sqlite"
        self._url = url
        self._clock = clock
        self._open: _Opened | None = None
        self._opening = Lock()

    def close(self) -> None:
        """Lets the log go, if it was opened; it is opened again where it is needed."""
        with self._opening:
            if self._open is not None:
                self._open.log.close()
                self._open = None

    # ------------------------------------------------------------------------------------------------------- recording

    @property
    def is_on(self) -> bool:
        """Whether this home records who asks what."""
        return self._recording() is not None

    def on(self, *, require_purpose: bool = False, caller: Caller | None = None) -> None:
        """Records from now on, in this and every other process. require_purpose: who does not say why gets no answer."""
        from tizim.audit.event import Event

        opened = self._opened(made=True)
        details = {"purpose": "required"} if require_purpose else {}
        (line,) = opened.record([Event("on", self._who(caller), details=details)])
        self._write_marker(Recording(opened.log.head().log, require_purpose), line)

    def off(self, caller: Caller | None = None) -> None:
        """Records nothing from now on; the log stays, and its last line says who turned it off."""
        from tizim.audit.event import Event

        if self.is_on:
            self._opened().record([Event("off", self._who(caller))])
            self._marker.unlink(missing_ok=True)

    @contextmanager
    def asking_as(self, caller: Caller) -> "Iterator[None]":
        """Whoever is not named otherwise within the block, in this thread, is this caller: a service answers many."""
        token = _ASKING.set(caller)
        try:
            yield
        finally:
            _ASKING.reset(token)

    def asker(self, caller: Caller | None = None) -> Caller | None:
        """Who is to be recorded for a question; None where recording is off.

        Raises NoPurpose where this home wants to know why, and nobody says.
        """
        recording = self._recording()
        if recording is None:
            return None
        who = self._who(caller)
        if recording.purpose and not who.purpose.strip():
            raise NoPurpose("purpose: expected why this is asked (--purpose, TIZIM_PURPOSE, Caller), came nothing")
        return who

    def name_of(self, caller: Caller | None = None) -> str:
        """The account of whoever asks, recorded or not."""
        return self._who(caller).user

    def record(self, events: "Sequence[Event]") -> "tuple[Line, ...]":
        """Puts events into the log; when it returns they are on the disk. Calls of many threads share a commit.

        Raises AuditError or BankError where that cannot be done. Then whatever was to be recorded must not be told.
        """
        return self._opened().record(events)

    def answers(
        self, who: Caller, asked: "Asked", subjects: Iterable[object], answer: "Callable[[object], Verdict]"
    ) -> "Iterator[Verdict]":
        """One verdict for each subject, in order, each on record before it is given; up to 500 are asked ahead."""
        from tizim.audit.event import Event, of_verdict

        rest = iter(subjects)
        chunk = list(islice(rest, AT_ONCE))
        batch = ""
        if len(chunk) > 1:
            batch = self.record([Event("screen-many", who, asked=asked)])[0].id
        while chunk:
            verdicts = [answer(one) for one in chunk]
            events = [of_verdict(who, made, asked, one) for made, one in zip(verdicts, chunk, strict=True)]
            self.record([one.in_batch(batch) for one in events] if batch else events)
            yield from verdicts
            chunk = list(islice(rest, AT_ONCE))

    # ------------------------------------------------------------------------------------------------------- receipts

    def receipt(self, verdict: "Verdict", asked: "Asked") -> "Receipt":
        """A signed statement of an answer, in the tree of receipts when it returns. Made whether recording is on or off."""
        from tizim.audit.receipt import statement

        opened = self._opened(made=True)
        return opened.issue([statement(verdict, asked, opened.log.keyring.keyed)])[0]

    @property
    def receipts(self) -> "ReceiptLog":
        """The log of receipts."""
        return self._opened().receipts

    @property
    def keyring(self) -> "Keyring":
        """The keys of the home."""
        return self._opened().log.keyring

    @property
    def has_log(self) -> bool:
        """Whether there is a log, or must be one: what is asked of a home without is no fault of its own."""
        return self._url is not None or self._file.is_file() or self._recording() is not None

    def require_log(self) -> None:
        """Raises NothingKept where nothing was ever recorded here."""
        if not self.has_log:
            raise NothingKept("log: expected a home that records, or did, this one never has; tizim audit on")

    def make_keys(self) -> None:
        """Makes the keys of the home where there are none. Raises AuditError where a log needs those that are gone."""
        from tizim.audit.log import as_time, utc_now

        clock = self._clock or utc_now
        keyring = self._keyring_for(there=self._file.is_file())
        if not keyring.exists:
            keyring.make(lambda: as_time(clock()))

    def sealing(self) -> "AESGCM":
        """The key of the home that seals what it keeps. Raises AuditError where there is none."""
        from tizim.audit.keys import Keyring

        return Keyring(self._keys).sealing

    # --------------------------------------------------------------------------------------------------------- the log

    def lines(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        last: int | None = None,
        user: str | None = None,
        name: str | None = None,
        customer: str | None = None,
        document: str | None = None,
        caller: Caller | None = None,
    ) -> "Iterator[Told]":
        """Lines in their order, what is sealed of them opened. Where recording is on, that they were read is a line too.

        Args:
            since: a date or time.
            until: a date or time; lines before it.
            last: only so many, the newest.
            user: only what this user asked.
            name: only where this name was asked about, in any case, whole.
            customer: only where the caller's own number of the subject was this.
            document: only where this number of a document was asked about.
            caller: who reads.
        """
        from tizim.audit.event import Event

        begin = as_moment(since, "since")[:19] if since is not None else None
        end = as_moment(until, "until")[:19] if until is not None else None
        wanted = _Wanted(user, _folded(name), customer, document)
        if (who := self.asker(caller)) is not None:
            chosen = {"since": since, "until": until, "last": last, "user": user}
            about = {"name": name, "customer": customer, "document": document}
            private = {key: value for key, value in about.items() if value is not None}
            details = {key: value for key, value in chosen.items() if value is not None}
            self.record([Event("read-log", who, details=details, private=private or None)])
        return (one for one in self._opened().log.lines(since=begin, until=end, last=last) if wanted.meets(one))

    def exported(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        first: int | None = None,
        to: int | None = None,
        user: str | None = None,
        caller: Caller | None = None,
        together: int = AT_ONCE,
    ) -> "Iterator[list[dict[str, object]]]":
        """Rows as `export` writes them, some at a time; whoever takes their time holds nothing up.

        Where recording is on, that they are read is a line too, and among them. Arguments as of `lines`, and:

            first, to: only lines from this number to that, both included.
            together: as many lines are read at a time.

        Raises NothingKept where this home has no log.
        """
        from tizim.audit.event import Event

        self.require_log()
        begin = as_moment(since, "since")[:19] if since is not None else None
        end = as_moment(until, "until")[:19] if until is not None else None
        if (who := self.asker(caller)) is not None:
            chosen = {"since": since, "until": until, "first": first, "to": to, "user": user}
            self.record([Event("read-log", who, details={key: one for key, one in chosen.items() if one is not None})])
        size = self._opened().log.head().size
        numbers = range(max(first or 1, 1), min(size if to is None else to, size) + 1, together)
        return self._rows(begin, end, numbers, _Wanted(user, None, None, None))

    def _rows(
        self, begin: str | None, end: str | None, numbers: range, wanted: "_Wanted"
    ) -> "Iterator[list[dict[str, object]]]":
        from tizim.audit.exporting import rows

        for first in numbers:
            log = self._opened().log
            some = log.lines(since=begin, until=end, numbers=(first, min(first + numbers.step, numbers.stop) - 1))
            yield list(rows((one for one in some if wanted.meets(one)), log.line_of))

    def verify(self, checkpoints: Iterable[Path | str] = ()) -> "Verified":
        """Does the log agree with itself, and with checkpoints that were kept elsewhere? Raises InvalidReceipt for no checkpoint."""
        from tizim.audit.checkpoint import read_checkpoint
        from tizim.audit.envelope import read_json
        from tizim.audit.verification import verify

        kept = []
        for one in map(Path, checkpoints):
            try:
                kept.append((str(one), *read_checkpoint(read_json(one.read_bytes(), str(one)))))
            except OSError as wrong:
                raise InvalidReceipt(f"{one}: expected a checkpoint, came {wrong.strerror}") from wrong
        return verify(self._opened(checked=False).log, kept)

    def checkpoint(self) -> "Envelope":
        """A signed word on where the log stands: keep it where whoever can write to this home cannot."""
        opened = self._opened()
        return opened.receipts.checkpoint(opened.log.head())

    def export(self, out: Path | str, lines: "Iterable[Told]") -> int:
        """Writes lines to a table (.csv, .jsonl, .xlsx, .parquet), whole or not at all; gives how many."""
        from tizim.audit.exporting import COLUMNS, rows
        from tizim.jobs.batch import require_writable
        from tizim.tables import kind_of, write_rows

        path = Path(out)
        require_writable(path, kind_of(path.name))
        beside = path.with_name(f".{path.stem}.part{path.suffix}")
        try:
            with write_rows(beside, kind_of(path.name), COLUMNS) as writer:
                writer.extend(rows(lines, self._opened().log.line_of))
            with beside.open("rb") as written:
                os.fsync(written.fileno())
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        return writer.count

    def erase(
        self,
        lines: Iterable[int] = (),
        *,
        name: str | None = None,
        customer: str | None = None,
        document: str | None = None,
        caller: Caller | None = None,
    ) -> tuple[int, ...]:
        """Destroys the keys of lines, named by their numbers or by whom they are about (as `lines`); gives their numbers.

        The log goes on to verify, and says of them that they were erased, by whom and why. Nobody can undo it.
        """
        chosen = list(lines)
        if (name, customer, document) != (None, None, None):
            wanted = _Wanted(None, _folded(name), customer, document)
            about = (one for one in self._opened().log.lines() if wanted.meets(one))
            chosen += [one.line.number for one in about if one.private is not None]
        if chosen:
            self._opened().log.erase(chosen, self._who(caller))
        return tuple(sorted(set(chosen)))

    def expire(self, before: str, caller: Caller | None = None) -> int:
        """As `erase`, of all lines before a date or time; gives how many were erased now."""
        line = self._opened().log.expire(as_moment(before, "before")[:19], self._who(caller))
        return int(line.details.get("lines", 0))

    # ------------------------------------------------------------------------------------------------------------------

    def _who(self, caller: Caller | None) -> Caller:
        """Whoever is named, else the one of `asking_as`, else the home's."""
        return caller or _ASKING.get() or self.caller

    def _recording(self) -> Recording | None:
        return Recording.read(self._marker)

    def _write_marker(self, recording: Recording, line: "Line") -> None:
        self._marker.parent.mkdir(parents=True, exist_ok=True)
        beside = self._marker.with_name(f".on-{line.id}")
        with beside.open("w", encoding="ascii") as file:
            json.dump({"log": recording.log, "purpose": recording.purpose, "since": line.at, "by": line.number}, file)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._marker)

    def _opened(self, *, made: bool = False, checked: bool = True) -> _Opened:
        """The log, opened once. made: where there is none, it is made. checked: it is the one that recording was turned on for."""
        with self._opening:
            if self._open is None:
                self._open = self._open_now(made=made, checked=checked)
            return self._open

    def _open_now(self, *, made: bool, checked: bool) -> _Opened:
        from tizim.audit.log import Log, as_time, utc_now
        from tizim.audit.receipt_log import ReceiptLog
        from tizim.audit.recorder import Grouped

        clock = self._clock or utc_now
        there = self._url is not None or self._file.is_file()
        recording = self._recording()
        if not there and (recording is not None or not made):
            told = (
                "recording is on, and the log is gone"
                if recording is not None
                else "tizim audit on begins one, and the first receipt"
            )
            raise AuditError(f"{self._file}: expected the log of this home, there is none: {told}")
        keyring = self._keyring_for(there=there)
        if not keyring.exists:
            keyring.make(lambda: as_time(clock()))
        if self._url is None:
            self._file.parent.mkdir(parents=True, exist_ok=True)
        log = Log.open(keyring, None if self._url is not None else self._file, url=self._url, clock=clock)
        if checked and recording is not None and log.head().log != recording.log:
            log.close()
            raise AuditError(f"{self._marker}: expected the log {recording.log}, came another in its place")
        receipts = ReceiptLog(log)
        return _Opened(log, Grouped(log.append), receipts, Grouped(receipts.issue))

    def _keyring_for(self, *, there: bool) -> "Keyring":
        """The keys; there: a log that needs the ones it was made with."""
        from tizim.audit.keys import Keyring

        keyring = Keyring(self._keys)
        if not keyring.exists and self._url is None and there:
            raise AuditError(f"{self._keys}: expected the keys of this home's log, there are none: bring them back")
        return keyring


@dataclass(frozen=True, slots=True)
class _Wanted:
    """Which lines are chosen."""

    user: str | None
    name: str | None
    customer: str | None
    document: str | None

    def meets(self, told: "Told") -> bool:
        if self.user is not None and told.line.caller.user != self.user:
            return False
        if (self.name, self.customer, self.document) == (None, None, None):
            return True
        private = told.private or {}
        subjects = [private[key] for key in ("subject", "other") if isinstance(private.get(key), dict)]
        return any(self._is_about(one) for one in subjects)

    def _is_about(self, subject: dict[str, Any]) -> bool:
        documents = [one if isinstance(one, str) else one.get("number") for one in subject.get("documents", ())]
        return (
            (self.name is None or self.name in map(_folded, subject.get("names", ())))
            and (self.customer is None or self.customer == subject.get("id"))
            and (self.document is None or self.document in documents)
        )


def _folded(name: str | None) -> str | None:
    """A name without regard to case, blanks and ways to write the same letters."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split()) if name is not None else None
