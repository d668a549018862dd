"""A copy of a database of the same kind, to try something on, and gone afterwards. Start at `rehearsing`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy import Engine, inspect, text

from tizim.db.copying import online_copy
from tizim.db.engine import is_postgresql, open_engine


@contextmanager
def rehearsing(engine: Engine) -> Iterator[Engine]:
    """The copy, opened: a file beside SQLite's own; a schema of its own in PostgreSQL's database, without foreign keys.

    Nobody waits for the copy to be made.
    """
    if is_postgresql(engine):
        with _schema(engine) as name, _opened(None, _within(engine, name)) as copied:
            yield copied
        return
    file = Path(str(engine.url.database))
    with TemporaryDirectory(prefix=".rehearsal-", dir=file.parent) as folder:
        copy = Path(folder) / file.name
        online_copy(engine, copy)
        with _opened(copy, None) as copied:
            yield copied


@contextmanager
def _opened(path: Path | None, url: str | None) -> Iterator[Engine]:
    opened = open_engine(path, url)
    try:
        yield opened
    finally:
        opened.dispose()


@contextmanager
def _schema(engine: Engine) -> Iterator[str]:
    name = f"tizim_rehearsal_{os.getpid()}"
    quoted = engine.dialect.identifier_preparer.quote
    try:
        with engine.begin() as connection:  # repeatable read: all tables are of one state
            tables = inspect(connection).get_table_names()
            connection.execute(text(f"create schema {quoted(name)}"))
            for table in map(quoted, tables):
                connection.execute(text(f"create table {quoted(name)}.{table} (like {table} including all)"))
                connection.execute(text(f"insert into {quoted(name)}.{table} select * from {table}"))  # noqa: S608  (quoted names)
        yield name
    finally:
        with engine.begin() as connection:
            connection.execute(text(f"drop schema if exists {quoted(name)} cascade"))


def _within(engine: Engine, schema: str) -> str:
    """The URL of the same database with a schema of its own."""
    given = engine.url.query.get("options", "")
    words = " ".join(given) if isinstance(given, tuple) else given
    url = engine.url.update_query_dict({"options": f"{words} -csearch_path={schema}".strip()})
    return url.render_as_string(hide_password=False)
