"""PostgreSQL's side of a database: how a connection is opened, how a writer waits, and which of its errors mean what to us.

A reader's transaction is repeatable read, so that all it reads is of one state. A writer's is read committed: it takes its lock
first, and what it reads then must be what the writer before it left. Start at `postgresql_engine`.
"""

from sqlalchemy import Connection, Engine, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError

from tizim.errors import BankDamaged, BankError, BankLocked, BankUnreachable, SettingError

BUSY = "tizim_busy"
WRITER_ISOLATION = "READ COMMITTED"
CONNECT_SECONDS = 5
"""how long a server that does not answer is waited for"""

_LOCK = 7_206_349_001
"""our number among PostgreSQL's advisory locks"""
_SCHEMES = ("postgresql", "postgresql+psycopg")

# SQLSTATE classes and codes: PostgreSQL's manual, appendix A.
_LOCKED = ("55P03", "40001", "40P01")
_GONE = ("08", "57P01", "57P02", "57P03", "57P05", "28", "3D000", "53300")
_DAMAGED = ("XX001", "XX002")
_REFUSED = ("25006", "42501", "53", "54", "57014", "58", "F0")


def postgresql_engine(url: str, *, read_only: bool, busy: float) -> Engine:
    """An engine for the URL of a PostgreSQL database; nothing is connected yet.

    Raises SettingError: the URL is none of PostgreSQL's, or the driver is not installed.
    """
    options: dict[str, object] = {BUSY: busy}
    if read_only:
        options["postgresql_readonly"] = True
    try:
        parsed = make_url(url)
        if parsed.drivername not in _SCHEMES:
            raise SettingError(f"database: expected a URL that begins with postgresql://, came {parsed.drivername}://")
        return create_engine(
            parsed.set(drivername="postgresql+psycopg"),
            isolation_level="REPEATABLE READ",
            pool_pre_ping=True,  # a connection that the server dropped meanwhile is replaced before it is used
            connect_args={"connect_timeout": CONNECT_SECONDS, "application_name": "tizim", "keepalives_idle": 30},
            execution_options=options,
        )
    except ArgumentError as wrong:
        raise SettingError(f"database: expected a URL such as postgresql://user@host/bank ({wrong})") from None
    except ModuleNotFoundError as wrong:
        raise SettingError("database: expected the driver psycopg; type: pip install 'tizim[postgres]'") from wrong


def take_advisory_lock(connection: Connection) -> None:
    """Makes this transaction the only writer; waits as long as the engine was told to. Raises BankLocked."""
    limit_waiting(connection)
    connection.execute(text("select pg_advisory_xact_lock(:number)"), {"number": _LOCK})


def limit_waiting(connection: Connection) -> None:
    """Lets this transaction wait for others as long as the engine was told to; then what it waits with raises BankLocked."""
    patience = max(1, round(1000 * float(connection.get_execution_options().get(BUSY, 0))))
    connection.execute(text("select set_config('lock_timeout', :ms, true)"), {"ms": f"{patience}ms"})


def translated(error: BaseException, where: str) -> BankError | None:
    """Our error for one of the driver's; None for mistakes of our own, which keep their name."""
    from psycopg import Error, OperationalError  # the driver is an extra

    if not isinstance(error, Error):
        return None
    state = error.sqlstate or ""
    told = str(error).strip().partition("\n")[0]
    if state.startswith(_LOCKED):
        return BankLocked(f"{where}: another process is updating it; try again when it is done")
    if state.startswith(_DAMAGED):
        return BankDamaged(f"{where}: expected a whole database, came a damaged one ({told})")
    if state.startswith(_GONE) or (not state and isinstance(error, OperationalError)):
        return BankUnreachable(
            f"{where}: expected an answer of the database server, came {told or 'none'}; nothing was changed"
        )
    if state.startswith(_REFUSED):
        return BankError(f"{where}: the database could not be read or written ({told})")
    return None
