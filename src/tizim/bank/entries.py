"""All entries of the bank, one by one, in a stable order, lean: properties without the lives of their statements.

Made to be streamed into an index: one ordered query, one entry in memory. Start at `entries`.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from sqlalchemy import Connection, and_, or_, select

from tizim.bank.assembling import Row, assembled, in_order
from tizim.bank.listings import ENDS, STARTS, last_present, listing_dates, present_in, sightings
from tizim.bank.timeline import Timeline, timelines
from tizim.db.schema import STATEMENT
from tizim.model.listing import Sighting
from tizim.model.statement import Entity

Entry = tuple[Entity, tuple[Sighting, ...]]
_FETCHED = 20_000
_ASKED = 500
"""ids of one query: databases bound how many values a query may hold"""
_COLUMNS = tuple(
    STATEMENT.c[name]
    for name in ("root", "entity", "schema", "prop", "value", "ordinal", "id", "seen_from", "seen_until")
)  # fmt: skip


def changed_since(
    connection: Connection, dataset: str, published: str | None, *, listings: bool = False
) -> tuple[str, ...] | None:
    """See `Bank.changed_since`."""
    line = timelines(connection, dataset).get(dataset)
    if line is None:
        return None
    days = [None, *(version.published for version in line.versions)]
    if published not in days:
        return None
    later = line.ids[days.index(published) :]
    columns = STATEMENT.c
    changed = or_(columns.seen_from.in_(later), columns.seen_until.in_(later))
    if listings and published is not None and later:
        dated = (columns.prop.in_((*STARTS, *ENDS)), columns.value >= published[:4], columns.seen_until.is_(None))
        changed = or_(changed, and_(*dated))
    query = select(columns.root).where(columns.dataset == dataset, changed).distinct().order_by(columns.root)
    return tuple(connection.execute(query).scalars())


def some(connection: Connection, dataset: str, ids: Sequence[str], known_at: str | None) -> Iterator[Entry]:
    """See `Bank.some`."""
    line = timelines(connection, dataset).get(dataset)
    if line is None or not (known := line.known(known_at)):
        return
    for start in range(0, len(ids), _ASKED):
        yield from _at(connection, line, known, ids[start : start + _ASKED])


def entries(
    connection: Connection, datasets: Sequence[str] | None, known_at: str | None, *, ever: bool
) -> Iterator[Entry]:
    """See `Bank.entries`."""
    every = timelines(connection)
    names = sorted(every) if datasets is None else sorted(set(datasets))
    for name in names:
        line = every.get(name)
        if line is not None and (known := line.known(known_at)):
            yield from _ever(connection, line, known) if ever else _at(connection, line, known)


def grouped_rows(
    connection: Connection, line: Timeline, ids: Sequence[str] | None = None, *, open_only: bool = False
) -> Iterator[tuple[str, list[Row]]]:
    """Rows of a data set by entry, ordered by its id. ids: only these entries. open_only: those that are still said."""
    query = select(*_COLUMNS).where(STATEMENT.c.dataset == line.dataset).order_by(STATEMENT.c.root)
    if ids is not None:
        query = query.where(STATEMENT.c.root.in_(ids))
    if open_only:
        query = query.where(STATEMENT.c.seen_until.is_(None))
    positions, end = line.positions, len(line)
    with connection.execute(query, execution_options={"yield_per": _FETCHED}) as found:  # closed where nobody reads on
        for root, group in groupby(found, key=itemgetter(0)):
            rows = [
                Row._make((*row[1:7], positions[row[7]], end if row[8] is None else positions[row[8]])) for row in group
            ]
            yield root, in_order(rows)


def _at(connection: Connection, line: Timeline, known: int, ids: Sequence[str] | None = None) -> Iterator[Entry]:
    """Entries of the version before the position `known`."""
    position = known - 1
    published = line.versions[position].published
    for root, rows in grouped_rows(connection, line, ids, open_only=known == len(line)):
        true_then = [row for row in rows if row.first <= position < row.end]
        made = assembled(line.dataset, root, true_then)
        if root in made:
            start, end = listing_dates(true_then, position)
            yield made[root], (Sighting(published, present=True, start=start, end=end),)


def _ever(connection: Connection, line: Timeline, known: int) -> Iterator[Entry]:
    """Entries of every version before the position `known`, each as last seen."""
    for root, rows in grouped_rows(connection, line):
        position = last_present(present_in(root, rows), known)
        if position is not None:
            made = assembled(line.dataset, root, [row for row in rows if row.first <= position < row.end])
            yield made[root], sightings(root, rows, line, known)
