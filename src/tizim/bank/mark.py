"""The mark of a bank: a digest over its versions in the order in which they were loaded, so equal marks mean equal contents.

Every write moves it on, in its own transaction. Who remembers a mark learns in one row whether anything was written since,
whichever process wrote it; a bank restored from a backup has the mark it had then. Start at `mark`.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b

from sqlalchemy import Connection, select, update

from tizim.db.schema import STATE, VERSION
from tizim.model.version import Version


def mark(connection: Connection) -> str:
    """The mark as it is stored; "" of a bank without versions."""
    return str(connection.execute(select(STATE.c.mark)).scalar_one())


def advance(connection: Connection, number: int, version: Version) -> None:
    """Moves the mark on to a version that is being written."""
    moved = _next(mark(connection), (number, version.dataset, version.published, version.sha256, version.loaded))
    connection.execute(update(STATE).values(mark=moved))


def expected(connection: Connection) -> str:
    """The mark that the versions there are come to."""
    columns = (VERSION.c.id, VERSION.c.dataset, VERSION.c.published, VERSION.c.sha256, VERSION.c.loaded)
    found = ""
    for row in connection.execute(select(*columns).order_by(VERSION.c.id)):
        found = _next(found, row)
    return found


def _next(before: str, words: Iterable[object]) -> str:
    return blake2b(json.dumps([before, *words]).encode(), digest_size=16).hexdigest()
