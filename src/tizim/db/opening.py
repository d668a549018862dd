"""A database with the tables of this tizim, however old it was. Start at `open_current`."""

from pathlib import Path

from sqlalchemy import Engine

from tizim.db.engine import open_engine
from tizim.db.migrations import applied, migrate, require_current


def open_current(path: Path | None = None, url: str | None = None, *, busy: float, read_only: bool = False) -> Engine:
    """The file, which is made where there is none, or the database at a URL. busy: seconds that a writer waits for another.

    A file that an older tizim wrote is migrated. A database is not, unless it is empty: other processes may be using it, so that is
    a decision. Raises BankError and its kin, and leaves nothing open.
    """
    engine = open_engine(path, url, read_only=read_only, busy=busy)
    try:
        if read_only or (url is not None and applied(engine)):
            require_current(engine)
        else:
            migrate(engine)
    except BaseException:
        engine.dispose()
        raise
    return engine
