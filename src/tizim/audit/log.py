"""The log in its database: lines are added, read, and made unreadable; none is changed or taken away.

Whoever adds a line holds the head of the log until it is committed, so several processes take turns and each line follows the last
one. What `append` returned is on the disk. The same code runs on SQLite and PostgreSQL. Start at `Log`.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, delete, exists, insert, literal, select, update
from sqlalchemy.exc import IntegrityError

from tizim.audit.caller import Caller
from tizim.audit.canonical import canonical, read_canonical
from tizim.audit.chain import START, Line, hash_of, written
from tizim.audit.event import Event
from tizim.audit.keys import Keyring
from tizim.audit.sealing import WRAPPED_BYTES, Sealed, seal, unseal
from tizim.audit.signing import is_same, keyed_hash
from tizim.db.engine import settle, shown, taking_turns
from tizim.db.opening import open_current
from tizim.db.schema import AUDIT_HEAD, AUDIT_KEY, AUDIT_LINE
from tizim.errors import AuditError

PATIENCE = 30.0
"""seconds a writer waits for the others"""
LINES, RECEIPTS = "lines", "receipts"
_AT_ONCE = 1000
_GONE = bytes(WRAPPED_BYTES)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a log stands: its own id, how many there are, and what holds all of them."""

    log: str
    size: int
    hash: bytes

    def mac(self, key: bytes) -> bytes:
        """What only a holder of the home's keys can make of it."""
        told = {"log": self.log, "size": self.size, "hash": self.hash.hex()}
        return keyed_hash(key, b"tizim head 1\n" + canonical(told))


@dataclass(frozen=True, slots=True)
class Told:
    """A line and what was sealed of it. erased: its key is gone, and `private` with it."""

    line: Line
    private: dict[str, Any] | None
    erased: bool


def utc_now() -> datetime:
    """The time."""
    return datetime.now(UTC)


def as_time(moment: datetime) -> str:
    """As lines have it: UTC, to the millisecond."""
    return f"{moment.astimezone(UTC).isoformat(timespec='milliseconds')[:23]}Z"


class Log:
    """The log of one home. Open with `Log.open`; `close` it. Threads may share one."""

    def __init__(self, engine: Engine, keyring: Keyring, clock: Callable[[], datetime] = utc_now) -> None:
        self.engine = engine
        self.keyring = keyring
        self._clock = clock

    @classmethod
    def open(
        cls,
        keyring: Keyring,
        path: Path | None = None,
        *,
        url: str | None = None,
        clock: Callable[[], datetime] = utc_now,
        patience: float = PATIENCE,
    ) -> Self:
        """The log in a file, which is made where there is none, or in the database at a URL.

        Raises BankError and its kin as opening a database does; AuditError where there is a log and its keys are gone.
        """
        engine = open_current(path, url, busy=patience)
        try:
            opened = cls(engine, keyring, clock)
            opened._begin()
        except BaseException:
            engine.dispose()
            raise
        return opened

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()

    def now(self) -> str:
        """The time, as lines have it."""
        return as_time(self._clock())

    # ---------------------------------------------------------------------------------------------------------- writing

    def append(self, events: Sequence[Event]) -> tuple[Line, ...]:
        """Adds lines, all or none; when it returns they are on the disk.

        Raises BankLocked where others write for longer than its patience, AuditError where head or keys are damaged.
        """
        if not events:
            return ()
        sealing = self.keyring.sealing
        ids = [os.urandom(16) for _ in events]
        contents = [
            seal(canonical(dict(event.private)), one, sealing) if event.private is not None else None
            for event, one in zip(events, ids, strict=True)
        ]
        with self.holding(LINES) as (connection, head):
            lines, after = self._written(events, ids, contents, head)
            self._insert(connection, lines, contents)
            self.move(connection, LINES, after)
        return tuple(lines)

    def erase(self, numbers: Sequence[int], caller: Caller) -> Line:
        """Destroys the keys of these lines and adds a line that says so. What is erased already stays so.

        Raises AuditError where there is no such line.
        """
        chosen = sorted(set(numbers))
        with self.holding(LINES) as (connection, head):
            if not chosen or chosen[0] < 1 or chosen[-1] > head.size:
                raise AuditError(f"expected numbers of lines from 1 to {head.size}, came {chosen or 'none'}")
            for start in range(0, len(chosen), _AT_ONCE):
                self._shred(connection, AUDIT_KEY.c.line.in_(chosen[start : start + _AT_ONCE]))
            (line,), after = self._written([Event("erase", caller, details={"lines": chosen})], None, None, head)
            self._insert(connection, [line], None)
            self.move(connection, LINES, after)
        settle(self.engine)  # the log of the database still has what was there
        return line

    def expire(self, before: str, caller: Caller) -> Line:
        """As `erase`, of all lines older than a time (as lines have it)."""
        with self.holding(LINES) as (connection, head):
            older = AUDIT_KEY.c.line.in_(select(AUDIT_LINE.c.number).where(AUDIT_LINE.c.at < before))
            count = self._shred(connection, older)
            event = Event("expire", caller, details={"before": before, "lines": count})
            (line,), after = self._written([event], None, None, head)
            self._insert(connection, [line], None)
            self.move(connection, LINES, after)
        settle(self.engine)
        return line

    @contextmanager
    def holding(self, name: str) -> Iterator[tuple[Connection, Head]]:
        """A transaction that holds a head: nobody else adds to it until the end of the block, which commits.

        Raises AuditError where the head is not one that this home's keys made.
        """
        with taking_turns(self.engine) as connection:
            # A write first: SQLite lets one writer in, PostgreSQL holds the row; both wait for whoever has it.
            connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.name == name).values(size=AUDIT_HEAD.c.size))
            yield connection, self.require_head(connection, name)

    def move(self, connection: Connection, name: str, head: Head) -> None:
        """Writes where a held head stands now."""
        values = {"size": head.size, "hash": head.hash, "mac": head.mac(self.keyring.keyed)}
        connection.execute(update(AUDIT_HEAD).where(AUDIT_HEAD.c.name == name).values(values))

    def _written(
        self, events: Sequence[Event], ids: Sequence[bytes] | None, contents: Sequence[Sealed | None] | None, head: Head
    ) -> tuple[list[Line], Head]:
        """Lines that follow a head, and the head after them."""
        lines, previous, at = [], head.hash, self.now()
        for place, event in enumerate(events):
            content = contents[place] if contents is not None else None
            words = written(
                event,
                number=head.size + place + 1,
                id=(ids[place] if ids is not None else os.urandom(16)).hex(),
                at=at,
                previous=previous,
                sealed=content.digest if content is not None else "",
            )
            lines.append(Line.read(words))
            previous = hash_of(words)
        return lines, Head(head.log, head.size + len(lines), previous)

    def _insert(self, connection: Connection, lines: Sequence[Line], contents: Sequence[Sealed | None] | None) -> None:
        held = contents if contents is not None else [None] * len(lines)
        connection.execute(
            insert(AUDIT_LINE),
            [
                {
                    "number": line.number,
                    "id": bytes.fromhex(line.id),
                    "at": line.at,
                    "line": line.words,
                    "sealed": content.content if content is not None else None,
                    "hash": line.hash,
                }
                for line, content in zip(lines, held, strict=True)
            ],
        )
        keys = [
            {"line": line.number, "wrapped": content.wrapped}
            for line, content in zip(lines, held, strict=True)
            if content is not None
        ]
        if keys:
            connection.execute(insert(AUDIT_KEY), keys)

    def _shred(self, connection: Connection, which: Any) -> int:
        """Destroys keys: written over in their place first, for a database keeps what it deletes."""
        connection.execute(update(AUDIT_KEY).where(which).values(wrapped=_GONE))
        return connection.execute(delete(AUDIT_KEY).where(which)).rowcount

    # ---------------------------------------------------------------------------------------------------------- reading

    def head(self, name: str = LINES) -> Head:
        """Where the log stands. Raises AuditError where the head is not one that this home's keys made."""
        with self.engine.connect() as connection:
            return self.require_head(connection, name)

    def lines(
        self,
        *,
        since: str | None = None,
        until: str | None = None,
        last: int | None = None,
        numbers: tuple[int, int] | None = None,
    ) -> Iterator[Told]:
        """Lines in their order, opened as far as they can be.

        Args:
            since: only from this time on, as lines have it, or the beginning of one.
            until: only before this time.
            last: only so many, the newest.
            numbers: only from the first of these to the second, both included.

        Raises AuditError at a line that cannot be read, or whose key opens nothing.
        """
        wanted = select(AUDIT_LINE.c.line, AUDIT_LINE.c.id, AUDIT_LINE.c.sealed, AUDIT_KEY.c.wrapped)
        wanted = wanted.outerjoin(AUDIT_KEY, AUDIT_KEY.c.line == AUDIT_LINE.c.number).order_by(AUDIT_LINE.c.number)
        if since is not None:
            wanted = wanted.where(AUDIT_LINE.c.at >= since)
        if until is not None:
            wanted = wanted.where(AUDIT_LINE.c.at < until)
        if numbers is not None:
            wanted = wanted.where(AUDIT_LINE.c.number.between(*numbers))
        with self.engine.connect() as connection:
            if last is not None:
                wanted = wanted.where(AUDIT_LINE.c.number > self.require_head(connection, LINES).size - last)
            sealing = self.keyring.sealing
            streamed = connection.execution_options(yield_per=_AT_ONCE).execute(wanted)
            with streamed as rows:  # a reader that stops early leaves nothing open
                for words, one, sealed, wrapped in rows:
                    line = Line.read(words)
                    private = None
                    if sealed is not None and wrapped is not None:
                        private = read_canonical(unseal(Sealed(sealed, wrapped), one, sealing))
                    yield Told(line, private, erased=sealed is not None and wrapped is None)

    def line_of(self, one: str) -> Line | None:
        """The line of an id; None where there is none."""
        with self.engine.connect() as connection:
            wanted = select(AUDIT_LINE.c.line).where(AUDIT_LINE.c.id == bytes.fromhex(one))
            words = connection.execute(wanted).scalar_one_or_none()
        return Line.read(words) if words is not None else None

    def require_head(self, connection: Connection, name: str) -> Head:
        """The head as this transaction sees it; raises AuditError where it is not one that this home's keys made."""
        row = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.name == name)).one_or_none()
        if row is None:
            raise AuditError(f"{shown(self.engine)}: expected the head of the {name}, there is none")
        head = Head(row.log, row.size, row.hash)
        if not is_same(head.mac(self.keyring.keyed), row.mac):
            raise AuditError(
                f"{shown(self.engine)}: expected a head of the {name} made with this home's keys, came another: "
                "it was changed, or the keys are others; tizim audit verify tells more"
            )
        return head

    def _begin(self) -> None:
        """Puts the two heads where there are none. Whoever is second leaves those of the first."""
        key = self.keyring.keyed
        with self.engine.connect() as connection:
            there = set(connection.execute(select(AUDIT_HEAD.c.name)).scalars())
        for name in sorted({LINES, RECEIPTS} - there):
            head = Head(os.urandom(16).hex(), 0, START)
            values = {"name": name, "log": head.log, "size": 0, "hash": head.hash, "mac": head.mac(key)}
            first = select(*(literal(value) for value in values.values())).where(
                ~exists(select(AUDIT_HEAD.c.name).where(AUDIT_HEAD.c.name == name))
            )
            try:
                with self.engine.begin() as connection:
                    connection.execute(insert(AUDIT_HEAD).from_select(list(values), first))
            except IntegrityError:
                continue
