"""The alerts of a home into the copy of its bank that a backup holds, and back: so a backup of one database restores into the other.

Start at `carry`.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, func, select

from tizim.db.copying import OF_THE_REVIEW, clear, copy_rows
from tizim.db.engine import open_engine, settle, writing
from tizim.db.schema import REVIEW_STEP
from tizim.errors import SubjectError
from tizim.review.ledger import Ledger


def carry_into(file: Path, copy: Path) -> None:
    """Puts the alerts of a ledger's file into a copy of the bank, which is one whole file afterwards."""
    ledger, target = Ledger.open(file), open_engine(copy)
    try:
        carry(ledger.engine, target)
    finally:
        ledger.close()
        target.dispose()
    with closing(sqlite3.connect(copy)) as alone:
        alone.execute("pragma journal_mode = delete")


def carry(source: Engine, target: Engine) -> None:
    """Puts all alerts of one database into the place of another's, in one transaction."""
    with source.connect() as reading, writing(target) as connection:
        clear(connection, OF_THE_REVIEW)
        copy_rows(reading, connection, OF_THE_REVIEW)
    settle(target)


def steps(engine: Engine) -> int:
    """How many steps a ledger holds."""
    with engine.connect() as connection:
        return int(connection.execute(select(func.count()).select_from(REVIEW_STEP)).scalar_one())


def require_no_newer(source: Engine, target: Engine) -> None:
    """Raises SubjectError where the ledger that is there has steps which a backup lacks."""
    there, known = (_all(one) for one in (target, source))
    if lost := there - known:
        raise SubjectError(
            f"expected alerts of which the backup has every step, came {len(lost):,} steps that it lacks; nothing was changed. "
            "--discard-newer restores all the same, and they are gone"
        )


def _all(engine: Engine) -> set[tuple[object, ...]]:
    query = select(REVIEW_STEP.c.alert, REVIEW_STEP.c.revision, REVIEW_STEP.c.at, REVIEW_STEP.c.who, REVIEW_STEP.c.kind)
    with engine.connect() as connection:
        return {tuple(row) for row in connection.execute(query)}
