"""Opens a database: settings of the connection, how a write begins, and which of its errors mean what to us.

Readers never wait and never block: SQLite runs in write-ahead mode, and in both databases a reader keeps the state of its first
query. One process writes at a time (`writing`); a second one is told so after a short wait. Nothing here knows the tables.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import ExceptionContext

from tizim.db.postgresql import WRITER_ISOLATION, limit_waiting, postgresql_engine, take_advisory_lock, translated
from tizim.errors import BankDamaged, BankError, BankLocked

BUSY_SECONDS = 2.0
"""how long a second writer waits before it is told"""
_PAGE_CACHE_KIB = 65_536
_WRITE = "tizim_write"
_DAMAGED = ("malformed", "not a database", "disk image", "unsupported file format", "file is encrypted")
_LOCKED = ("locked", "busy")
_NO_ROOM = ("full", "disk i/o", "readonly", "unable to open")


def open_engine(
    path: Path | None = None, url: str | None = None, *, read_only: bool = False, busy: float = BUSY_SECONDS
) -> Engine:
    """A database at a path (SQLite) or a URL (PostgreSQL). The file is made, unless `read_only`.

    busy: seconds a second writer waits. Errors of the database come as BankLocked, BankUnreachable, BankDamaged or BankError
    from whatever is done with the engine. Raises BankError where there is no file and none may be made, SettingError where the
    URL is none of PostgreSQL's.
    """
    if (path is None) == (url is None):
        raise BankError("expected a path or the URL of a database, came both or neither")
    if path is None:
        engine = postgresql_engine(url or "", read_only=read_only, busy=busy)
    else:
        if read_only and not path.is_file():
            raise BankError(f"expected a bank in {path}, there is none")
        engine = create_engine(_sqlite_url(path, read_only=read_only), connect_args={"timeout": busy})
        event.listen(engine, "connect", _prepare_read_only if read_only else _prepare)
        event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _translate)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One write transaction, committed at the end of the block, undone where the block raises.

    Raises BankLocked where another process writes.
    """
    options: dict[str, object] = {_WRITE: True}
    if is_postgresql(engine):
        options["isolation_level"] = WRITER_ISOLATION
    with engine.connect().execution_options(**options) as connection, connection.begin():
        take_lock(connection)
        yield connection


def take_lock(connection: Connection) -> None:
    """Makes this transaction the only writer. On SQLite it already is (it began as one)."""
    if is_postgresql(connection):
        take_advisory_lock(connection)


@contextmanager
def taking_turns(engine: Engine) -> Iterator[Connection]:
    """One write transaction that waits for others only where they hold the same row; its first statement is the write that waits.

    Each statement sees what was committed before it. Raises BankLocked where it waits longer than the engine was told to.
    """
    options: dict[str, object] = {"isolation_level": WRITER_ISOLATION} if is_postgresql(engine) else {}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        if is_postgresql(connection):
            limit_waiting(connection)
        yield connection


def is_postgresql(database: Engine | Connection) -> bool:
    """Whether it is PostgreSQL; else it is SQLite."""
    return database.dialect.name == "postgresql"


def faults(connection: Connection) -> list[str]:
    """What the database itself finds wrong with its file; empty where it is whole (and always on PostgreSQL)."""
    if connection.dialect.name != "sqlite":
        return []
    told = [str(row[0]) for row in connection.exec_driver_sql("pragma integrity_check(20)")]
    return [line for line in told if line != "ok"]


def settle(engine: Engine) -> None:
    """Moves what was written from SQLite's log into its file, unless a reader still needs the log.

    What is committed is safe without it. With it, the file stays as it is until somebody writes again: whoever has looked at
    its size and time need not look into it twice.
    """
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        cursor = connection.cursor()
        (patience,) = cursor.execute("pragma busy_timeout").fetchone()
        cursor.execute("pragma busy_timeout = 0")  # answers "busy" at once rather than waiting for readers
        with suppress(sqlite3.OperationalError):  # what is committed stays so, whatever keeps it in the log
            cursor.execute("pragma wal_checkpoint(truncate)").fetchone()
        cursor.execute(f"pragma busy_timeout = {patience}")
        cursor.close()
    finally:
        connection.close()


def _sqlite_url(path: Path, *, read_only: bool) -> URL:
    if not read_only:
        return URL.create("sqlite", database=str(path))
    return URL.create("sqlite", database=path.absolute().as_uri(), query={"mode": "ro", "uri": "true"})


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("pragma journal_mode = wal")
    _prepare_read_only(connection, _record)


def _prepare_read_only(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # transactions begin where we say so (`_begin`)
    connection.execute("pragma synchronous = full")  # what is committed survives a loss of power
    connection.execute("pragma foreign_keys = on")
    connection.execute(f"pragma cache_size = -{_PAGE_CACHE_KIB}")
    connection.execute("select count(*) from sqlite_schema").fetchone()  # a damaged file says so now


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITE, False)
    connection.exec_driver_sql("begin immediate" if writes else "begin")


def _translate(context: ExceptionContext) -> None:
    """Raises our error for the database's: locked, damaged, or neither."""
    if context.is_pre_ping:
        return  # a lost connection of the pool, which is replaced
    original = context.original_exception
    words = str(original).lower()
    where = shown(context.engine) if context.engine is not None else "bank"
    if _is(original, sqlite3.OperationalError, words, _LOCKED):
        raise BankLocked(f"{where}: another process is updating it; try again when it is done") from original
    if _is(original, sqlite3.DatabaseError, words, _DAMAGED):
        raise BankDamaged(f"{where}: expected a whole SQLite database, came a damaged file ({original})") from original
    if _is(original, sqlite3.OperationalError, words, _NO_ROOM):
        raise BankError(f"{where}: the database could not be read or written ({original})") from original
    if context.dialect.name == "postgresql" and (ours := translated(original, where)) is not None:
        raise ours from original


def _is(error: BaseException, kind: type[Exception], words: str, signs: tuple[str, ...]) -> bool:
    return isinstance(error, kind) and any(sign in words for sign in signs)


def shown(engine: Engine) -> str:
    """Where the database is, without a password."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database).removeprefix("file://")
    return shown_url(engine.url)


def shown_url(url: str | URL) -> str:
    """A database's URL without a password."""
    return make_url(url).render_as_string()
