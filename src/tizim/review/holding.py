"""Who is distinguished, read from the ledger's file as every question reads it: without what opens databases of every kind."""

import json
from contextlib import closing
from pathlib import Path

from tizim.errors import ReviewError
from tizim.screen.distinguishing import Distinction

_HOLDING = "select body from review_distinction where ended = ''"


def holding_in(file: Path) -> tuple[Distinction, ...]:
    """All distinctions that hold. Raises ReviewError where the file cannot be read."""
    import sqlite3  # a home in which nobody is reviewed does without

    try:
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True)) as connection:
            return tuple(Distinction.read(json.loads(row[0])) for row in connection.execute(_HOLDING))
    except (sqlite3.Error, ValueError, KeyError, TypeError) as wrong:
        raise ReviewError(f"{file}: expected a ledger of alerts, came {wrong}") from wrong
