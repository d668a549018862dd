"""Does the log agree with itself, with its head, and with the checkpoints that were kept elsewhere?

It reads every line once and names each that was changed, removed, put in or moved, each that lost its key without a line that
says so, and what is missing at the end. It changes nothing. Start at `verify`.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from sqlalchemy import Connection, func, select

from tizim.audit.chain import START, Line, hash_of
from tizim.audit.envelope import Envelope
from tizim.audit.log import LINES, Head, Log
from tizim.audit.sealing import Sealed, digest_of, unseal
from tizim.db.engine import faults
from tizim.db.schema import AUDIT_HEAD, AUDIT_KEY, AUDIT_LINE
from tizim.errors import AuditError

_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying came to. erased: lines whose sealed part was erased, as a line says. findings: empty where all is whole."""

    lines: int
    erased: int
    findings: tuple[str, ...]
    checkpoints: int = 0

    @property
    def whole(self) -> bool:
        """Whether nothing was found."""
        return not self.findings


@dataclass(slots=True)
class _Walk:
    """What is known so far of the lines gone through."""

    expected: int = 1
    previous: bytes = START
    count: int = 0
    last: int = 0
    hashes: dict[int, bytes] = field(default_factory=dict)
    """of the lines that checkpoints name"""
    keyless: list[tuple[int, str]] = field(default_factory=list)
    """(number, time) of lines that were sealed and have no key"""
    keyed: set[int] = field(default_factory=set)
    erased: dict[int, int] = field(default_factory=dict)
    """number of a line -> of the line that says it was erased"""
    expired: list[tuple[int, str]] = field(default_factory=list)
    """(number, before) of the lines that expired others"""


def verify(log: Log, checkpoints: Sequence[tuple[str, Envelope, Head]] = ()) -> Verified:
    """Reads the whole log. checkpoints: (what to call it, the signed value, the head it tells of)."""
    walk = _Walk()
    wanted = {head.size for _, _, head in checkpoints}
    with log.engine.connect() as connection:
        findings = [f"the database: {one}" for one in faults(connection)]
        row = connection.execute(select(AUDIT_HEAD).where(AUDIT_HEAD.c.name == LINES)).one_or_none()
        findings += _of_lines(log, connection, walk, wanted)
        if row is None:
            findings.append("the head of the log is missing")
        else:
            findings += _of_head(log, connection, Head(row.log, row.size, row.hash), walk)
    findings += _of_keys(walk)
    for name, envelope, head in checkpoints:
        findings += (f"{name}: {one}" for one in _of_checkpoint(log, envelope, head, walk, row.log if row else ""))
    return Verified(walk.count, len(walk.keyless), tuple(findings), len(checkpoints))


def _of_lines(log: Log, connection: Connection, walk: _Walk, wanted: set[int]) -> Iterator[str]:
    key = AUDIT_KEY.c.wrapped
    rows = select(AUDIT_LINE, key).outerjoin(AUDIT_KEY, AUDIT_KEY.c.line == AUDIT_LINE.c.number)
    streamed = connection.execution_options(yield_per=_AT_ONCE).execute(rows.order_by(AUDIT_LINE.c.number))
    sealing = log.keyring.sealing
    for number, one, at, words, sealed, kept_hash, wrapped in streamed:
        if number != walk.expected:
            gone = (
                f"line {walk.expected} is"
                if number == walk.expected + 1
                else f"lines {walk.expected} to {number - 1} are"
            )
            yield f"{gone} missing"
        walk.count, walk.last, walk.expected = walk.count + 1, number, number + 1
        before, walk.previous = walk.previous, kept_hash
        if number in wanted:
            walk.hashes[number] = hash_of(words)
        if hash_of(words) != kept_hash:
            yield f"line {number} was changed: its words and its hash do not agree"
        try:
            line = Line.read(words)
        except AuditError as wrong:
            yield f"line {number} was changed: {wrong}"
            continue
        if (line.number, line.id, line.at) != (number, one.hex(), at):
            yield f"line {number} was changed or moved: it calls itself line {line.number} of {line.at}"
        if line.previous != before.hex():
            yield f"line {number} does not follow the line before it: one of them was changed, removed, put in or moved"
        if line.sealed != (digest_of(sealed) if sealed is not None else ""):
            yield f"line {number}: its sealed part was changed or taken away"
        elif sealed is not None and wrapped is not None:
            walk.keyed.add(number)
            try:
                unseal(Sealed(sealed, wrapped), one, sealing)
            except AuditError as wrong:
                yield f"line {number}: its sealed part does not open ({wrong})"
        elif sealed is not None:
            walk.keyless.append((number, at))
        if line.action == "erase":
            walk.erased.update(dict.fromkeys(line.details.get("lines", ()), number))
        elif line.action == "expire":
            walk.expired.append((number, str(line.details.get("before", ""))))


def _of_head(log: Log, connection: Connection, head: Head, walk: _Walk) -> Iterator[str]:
    try:
        log.require_head(connection, LINES)
    except AuditError as wrong:
        yield str(wrong)
    if walk.last < head.size:
        yield f"the log was cut off: its head tells of {head.size} lines, lines {walk.last + 1} to {head.size} are missing"
    elif walk.last == head.size and walk.previous != head.hash:
        yield f"the head does not hold line {head.size}: the line or the head was changed"
    elif walk.last > head.size:
        # Others may have added meanwhile, on a database that lets a reader see it: then the head has moved too.
        now = connection.execute(select(func.max(AUDIT_HEAD.c.size)).where(AUDIT_HEAD.c.name == LINES)).scalar_one()
        if walk.last > now:
            yield f"lines {now + 1} to {walk.last} were put in: the head tells of {now} lines"


def _of_keys(walk: _Walk) -> Iterator[str]:
    for number, at in walk.keyless:
        told = number in walk.erased or any(number < by and at < before for by, before in walk.expired)
        if not told:
            yield f"line {number}: its key is gone, and no line says that it was erased"
    for number in sorted(walk.keyed & walk.erased.keys()):
        yield f"line {number}: line {walk.erased[number]} says that it was erased, and its key is there"


def _of_checkpoint(log: Log, envelope: Envelope, head: Head, walk: _Walk, name: str) -> Iterator[str]:
    yield from envelope.findings(log.keyring.succession())
    if head.log != name:
        yield f"it is of another log ({head.log}), this one is {name or 'without a head'}"
    elif walk.last < head.size:
        yield f"the log was cut off: the checkpoint tells of {head.size} lines, lines {walk.last + 1} to {head.size} are missing"
    elif head.size and walk.hashes.get(head.size) != head.hash:
        yield f"line {head.size} is not the one that the checkpoint tells of: it, or one before it, was written anew"
