"""Everything the bank knows of one entity: its statements with their lives, its parts, and what points to it.

Start at `entity`. Whether it was listed on a day is `listing`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from tizim.bank.assembling import Row, assembled, statement_of
from tizim.bank.listings import last_present, present_in, sightings
from tizim.bank.timeline import Timeline, timeline
from tizim.db.schema import STATEMENT
from tizim.errors import NoSuchEntity
from tizim.model.history import History, VersionChange
from tizim.model.listing import ListingAnswer, Sighting, listing_on
from tizim.model.statement import Entity, SourcedStatement, Statement

_KNOWN_COLUMNS = tuple(
    STATEMENT.c[name]
    for name in (
        "entity", "schema", "prop", "value", "ordinal", "id", "seen_from", "seen_until",
        "original", "lang", "place",
    )
)  # fmt: skip
_Words = tuple[str | None, str | None, str]
Sees = Callable[[str], bool]
"""whether a data set is there for whoever asks"""


@dataclass(frozen=True, slots=True)
class _Life:
    """All rows of the entry that an entity belongs to, in one data set, in the publisher's order."""

    line: Timeline
    root: str
    rows: tuple[Row, ...]
    words: tuple[_Words, ...]


def entity(
    connection: Connection, name: str, known_at: str | None, dataset: str | None, sees: Sees | None = None
) -> Entity:
    """See `Bank.entity`."""
    seen: list[tuple[bool, _Life, int, int]] = []
    for life in _lives(connection, name, dataset, sees):
        known = life.line.known(known_at)
        position = last_present(present_in(name, life.rows), known)
        if position is not None:
            seen.append((position == known - 1, life, position, known))
    if not seen:
        raise NoSuchEntity(_absent(name, known_at))
    _, life, position, known = max(seen, key=lambda one: one[0])  # of several, the first that was still said then
    return _assembled_at(life, position, known)[name]


def listing(
    connection: Connection,
    name: str,
    as_of: str,
    known_at: str | None,
    dataset: str | None,
    sees: Sees | None = None,
) -> ListingAnswer:
    """See `Bank.listing`."""
    seen: tuple[Sighting, ...] = ()
    lives = _lives(connection, name, dataset, sees)
    if not lives:
        raise NoSuchEntity(_absent(name, None))
    for life in lives:
        seen = sightings(life.root, life.rows, life.line, life.line.known(known_at))
        if any(one.present for one in seen):
            break
    return listing_on(as_of[:10], seen)


def history(connection: Connection, name: str, sees: Sees | None = None) -> History:
    """See `Bank.history`."""
    lives = _lives(connection, name, None, sees)
    if not lives:
        raise NoSuchEntity(_absent(name, None))
    life = next((one for one in lives if any(row.end == len(one.line) for row in one.rows)), lives[0])
    line = life.line
    added: dict[int, list[Statement]] = {}
    ended: dict[int, list[Statement]] = {}
    for row, words in zip(life.rows, life.words, strict=True):
        said = statement_of(line.dataset, life.root, row, words)
        added.setdefault(row.first, []).append(said)
        if row.end < len(line):
            ended.setdefault(row.end, []).append(said)
    changes = tuple(
        VersionChange(line.versions[at].published, tuple(added.get(at, ())), tuple(ended.get(at, ())))
        for at in sorted({*added, *ended})
    )
    return History(line.dataset, life.root, sightings(life.root, life.rows, line, len(line)), changes)


def links(
    connection: Connection, name: str, known_at: str | None, sees: Sees | None = None
) -> tuple[SourcedStatement, ...]:
    """See `Bank.links`."""
    query = (
        select(STATEMENT.c.dataset, STATEMENT.c.root, *_KNOWN_COLUMNS)
        .where(STATEMENT.c.value == name, STATEMENT.c.link == 1, STATEMENT.c.root != name)
        .order_by(STATEMENT.c.dataset, STATEMENT.c.root, STATEMENT.c.ordinal, STATEMENT.c.id)
    )
    lines: dict[str, Timeline] = {}
    found: list[SourcedStatement] = []
    for dataset, root, *columns in connection.execute(query).all():
        if sees is not None and not sees(dataset):
            continue
        line = lines.get(dataset) or lines.setdefault(dataset, timeline(connection, dataset))
        row, words = _read(line, columns)
        known = line.known(known_at)
        if row.first <= known - 1 < row.end:
            found.append(_sourced(line, statement_of(dataset, root, row, words), row, known))
    return tuple(found)


def _lives(connection: Connection, name: str, dataset: str | None, sees: Sees | None) -> list[_Life]:
    """The entries it belongs to: one, unless several data sets use the same id."""
    where = STATEMENT.c.entity == name
    if dataset is not None:
        where &= STATEMENT.c.dataset == dataset
    query = select(STATEMENT.c.dataset, STATEMENT.c.root).where(where).distinct()
    found = sorted(tuple(row) for row in connection.execute(query))
    return [_life(connection, *one) for one in found if sees is None or sees(one[0])]


def _life(connection: Connection, dataset: str, root: str) -> _Life:
    query = (
        select(*_KNOWN_COLUMNS)
        .where(STATEMENT.c.dataset == dataset, STATEMENT.c.root == root)
        .order_by(STATEMENT.c.ordinal, STATEMENT.c.id)
    )
    line = timeline(connection, dataset)
    read = [_read(line, list(columns)) for columns in connection.execute(query)]
    return _Life(line, root, tuple(row for row, _ in read), tuple(words for _, words in read))


def _read(line: Timeline, columns: Sequence[Any]) -> tuple[Row, _Words]:
    *facts, seen_from, seen_until, original, lang, place = columns
    return Row._make((*facts, *line.span(seen_from, seen_until))), (original, lang, place)


def _assembled_at(life: _Life, position: int, known: int) -> dict[str, Entity]:
    chosen = [at for at, row in enumerate(life.rows) if row.first <= position < row.end]
    rows = [life.rows[at] for at in chosen]
    dataset = life.line.dataset
    sourced = [
        _sourced(life.line, statement_of(dataset, life.root, life.rows[at], life.words[at]), life.rows[at], known)
        for at in chosen
    ]
    return assembled(dataset, life.root, rows, sourced)


def _sourced(line: Timeline, statement: Statement, row: Row, known: int) -> SourcedStatement:
    """With its life as it was known then: an end that came later is not told."""
    end = min(row.end, known)
    return SourcedStatement(
        statement,
        seen_from=line.versions[row.first].published,
        seen_until=line.versions[end].published if end < known else None,
        last_seen=line.versions[end - 1].published,
    )


def _absent(name: str, known_at: str | None) -> str:
    return f"expected the id of an entity in the bank{f' as known at {known_at}' if known_at else ''}, came {name!r}"
