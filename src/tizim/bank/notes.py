"""What the load of a version noted: records that made no entity, and values that could not be read."""

from sqlalchemy import Connection, func, select

from tizim.bank.timeline import Timeline
from tizim.db.schema import REJECT, UNREADABLE
from tizim.errors import NoSuchVersion
from tizim.model.version import Rejected
from tizim.sources.reading import Unreadable


def rejects(connection: Connection, line: Timeline, published: str | None) -> tuple[Rejected, ...]:
    """See `Bank.rejects`."""
    columns = (REJECT.c.place, REJECT.c.reference, REJECT.c.why)
    query = select(*columns).where(REJECT.c.version == _number(line, published)).order_by(REJECT.c.ordinal)
    return tuple(Rejected(*row) for row in connection.execute(query))


def unreadable(connection: Connection, line: Timeline, published: str | None) -> tuple[Unreadable, ...]:
    """See `Bank.unreadable_values`."""
    columns = (UNREADABLE.c.field, UNREADABLE.c.value, UNREADABLE.c.place, UNREADABLE.c.why)
    query = select(*columns).where(UNREADABLE.c.version == _number(line, published)).order_by(UNREADABLE.c.ordinal)
    return tuple(Unreadable(*row) for row in connection.execute(query))


def count_unreadable(connection: Connection, line: Timeline, published: str | None) -> int:
    """See `Bank.unreadable`."""
    query = select(func.count()).select_from(UNREADABLE).where(UNREADABLE.c.version == _number(line, published))
    return int(connection.execute(query).scalar_one())


def _number(line: Timeline, published: str | None) -> int:
    if not len(line):
        raise NoSuchVersion(f"expected a data set in the bank, came {line.dataset!r}")
    return line.ids[-1] if published is None else line.ids[line.named(published)]
