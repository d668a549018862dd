"""All rows of a bank's tables from one database into another, of either kind. Start at `copy_file` and `copy_rows`."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text

from tizim.db.engine import is_postgresql, open_engine, writing
from tizim.db.migrations import migrate
from tizim.db.schema import METADATA, OF_THE_BANK, STATEMENT

_BATCH = 10_000
OF_THE_REVIEW = tuple(table for table in METADATA.sorted_tables if table.name.startswith("review_"))
"""what people made of hits, in an order in which rows may be inserted; a copy of a bank on a server holds it too"""


def copy_file(engine: Engine, path: Path) -> None:
    """The bank as it is now, as a new SQLite file; nobody waits for it. Both have the tables of the last migration."""
    if not is_postgresql(engine):
        online_copy(engine, path)
        return
    target = open_engine(path)
    try:
        migrate(target)
        with engine.connect() as reading, writing(target) as connection:
            clear(connection, (*OF_THE_BANK, *OF_THE_REVIEW))
            copy_rows(reading, connection, (*OF_THE_BANK, *OF_THE_REVIEW))
    finally:
        target.dispose()
    with closing(sqlite3.connect(path)) as alone:
        alone.execute("pragma journal_mode = delete")


def copy_rows(source: Connection, target: Connection, tables: Sequence[Table] = OF_THE_BANK) -> int:
    """Every row of these tables, of the bank if none are named, with its number, into empty ones; how many statements they were."""
    statements = 0
    for table in tables:
        query = select(table).order_by(*table.primary_key)
        with source.execute(query, execution_options={"yield_per": _BATCH}) as rows:
            for some in rows.mappings().partitions():
                target.execute(insert(table), [dict(row) for row in some])
                statements += len(some) if table is STATEMENT else 0
    if is_postgresql(target) and STATEMENT in tables:
        # Rows came with their numbers; the next one is counted from there.
        last = target.execute(select(func.coalesce(func.max(STATEMENT.c.id), 0))).scalar_one()
        words = text("select setval(pg_get_serial_sequence('statement', 'id'), :next, false)")
        target.execute(words, {"next": last + 1})
    return statements


def clear(target: Connection, tables: Sequence[Table] = OF_THE_BANK) -> None:
    """Takes every row out of these tables, of the bank if none are named: who asked, who may ask and what was made of it stay."""
    for table in reversed(tables):
        target.execute(delete(table))


def online_copy(engine: Engine, path: Path) -> None:
    """SQLite's own online backup: one state, while others read and write."""
    source = engine.raw_connection()
    try:
        driver = source.driver_connection
        assert isinstance(driver, sqlite3.Connection)  # noqa: S101  (the engine is one of SQLite's)
        with closing(sqlite3.connect(path)) as target:
            driver.backup(target)
            target.execute("pragma journal_mode = delete")  # one file, without a log beside it
    finally:
        source.close()
