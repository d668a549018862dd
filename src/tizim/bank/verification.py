"""Does what is stored agree with itself? Reads everything, changes nothing.

Checked: the file (by the database), each span (it begins and ends at versions of its data set, in this order), spans of one
statement (they do not overlap), keys (they are those of the words beside them), the counts each version was written
with, and the mark of the state.
Start at `verified`.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from sqlalchemy import Connection, Row, func, select

from tizim.bank.mark import expected, mark
from tizim.bank.timeline import Timeline, timelines
from tizim.db.engine import faults
from tizim.db.schema import REJECT, STATEMENT
from tizim.errors import BankDamaged
from tizim.model.statement import Statement

_TOLD = 100
"""findings told of one data set; a damaged bank has as many as rows"""


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at and what was found wrong, in words."""

    datasets: int
    versions: int
    statements: int
    findings: tuple[str, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing contradicts itself."""
        return not self.findings


def verified(connection: Connection) -> Verification:
    """See `Bank.verify`."""
    findings: list[str] = []
    statements = 0
    lines: dict[str, Timeline] = {}
    try:
        findings += faults(connection)
        lines = timelines(connection)
        findings += _orphans(connection, lines)
        if mark(connection) != expected(connection):
            findings.append("the mark of the state is not that of the versions there are")
        for line in lines.values():
            count, found = _checked(connection, line)
            statements += count
            findings += found[:_TOLD]
            if len(found) > _TOLD:
                findings.append(f"{line.dataset}: {len(found) - _TOLD:,} more findings")
    except BankDamaged as damage:
        findings.append(str(damage))
    return Verification(len(lines), sum(map(len, lines.values())), statements, tuple(dict.fromkeys(findings)))


def _orphans(connection: Connection, lines: dict[str, Timeline]) -> list[str]:
    """Statements of data sets that have no version."""
    query = select(STATEMENT.c.dataset, func.count()).group_by(STATEMENT.c.dataset).order_by(STATEMENT.c.dataset)
    return [
        f"{dataset}: {count:,} statements of a data set without a version"
        for dataset, count in connection.execute(query)
        if dataset not in lines
    ]


def _checked(connection: Connection, line: Timeline) -> tuple[int, list[str]]:
    """Statements looked at, and findings."""
    findings: list[str] = []
    statements = 0
    present: Counter[int] = Counter()
    for root, rows in _by_root(connection, line):
        statements += len(rows)
        mask = 0
        spans: dict[bytes, list[tuple[int, int]]] = {}
        for row in rows:
            findings += _wrong_key(row, line.dataset)
            span = _span(row, line)
            if span is None:
                findings.append(
                    f"{line.dataset}: row {row.id} of {root} does not begin and end at versions of its data set"
                )
                continue
            spans.setdefault(row.key, []).append(span)
            if row.entity == root:
                mask |= (1 << span[1]) - (1 << span[0])
        findings += _overlaps(root, line.dataset, spans)
        present[mask] += 1
    findings += _miscounted(connection, line, present)
    return statements, findings


def _by_root(connection: Connection, line: Timeline) -> Iterator[tuple[str, list[Row[tuple[object, ...]]]]]:
    query = select(STATEMENT).where(STATEMENT.c.dataset == line.dataset).order_by(STATEMENT.c.root)
    found = connection.execute(query, execution_options={"yield_per": 10_000})
    for root, rows in groupby(found, key=lambda row: str(row.root)):
        yield root, list(rows)


def _wrong_key(row: Row[tuple[object, ...]], dataset: str) -> list[str]:
    said = Statement(dataset, row.root, row.entity, row.schema, row.prop, row.value, row.original, row.lang)
    return (
        [] if said.key == row.key else [f"{dataset}: row {row.id} of {row.root} does not say what its key was made of"]
    )


def _span(row: Row[tuple[object, ...]], line: Timeline) -> tuple[int, int] | None:
    known = line.positions
    if row.seen_from not in known or (row.seen_until is not None and row.seen_until not in known):
        return None
    first, end = line.span(row.seen_from, row.seen_until)
    return (first, end) if first < end else None


def _overlaps(root: str, dataset: str, spans: dict[bytes, list[tuple[int, int]]]) -> list[str]:
    return [
        f"{dataset}: two spans of one statement of {root} overlap or touch"
        for several in spans.values()
        for (_, end), (first, _) in pairwise(sorted(several))
        if first <= end
    ]


def _miscounted(connection: Connection, line: Timeline, present: Counter[int]) -> list[str]:
    counts = select(REJECT.c.version, func.count()).group_by(REJECT.c.version)
    rejects = {int(version): int(count) for version, count in connection.execute(counts)}
    return [finding for position in range(len(line)) for finding in _miscounts(line, position, present, rejects)]


def _miscounts(line: Timeline, position: int, present: Counter[int], rejects: dict[int, int]) -> Sequence[str]:
    version = line.versions[position]
    entries = sum(count for mask, count in present.items() if mask >> position & 1)
    findings = []
    if entries != version.entities:
        findings.append(f"{version.label}: was written with {version.entities:,} entries, holds {entries:,}")
    if (rejected := rejects.get(line.ids[position], 0)) != version.rejected:
        findings.append(f"{version.label}: was written with {version.rejected:,} rejects, holds {rejected:,}")
    if version.records != version.entities + version.rejected:
        counts = f"{version.records:,} records, {version.entities:,} entries and {version.rejected:,} rejects"
        findings.append(f"{version.label}: expected every record to be an entry or a reject, holds {counts}")
    return findings
