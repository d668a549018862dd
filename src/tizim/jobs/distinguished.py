"""Who is distinguished from an entry, as each question needs to know it: cheap, and never older than the last decision.

Where the ledger is a file, a question costs a look at the file; what is in it is read again only where it has changed. Where it is in a
server's database, one row is read. What cannot be read distinguishes nobody, and every answer says so. Start at `Distinguished.today`.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import BankError, ReviewError
from tizim.jobs.notices import of_files
from tizim.review.holding import holding_in
from tizim.screen.distinguishing import Distinction, Distinctions

if TYPE_CHECKING:  # a home in which nobody was distinguished opens no database
    from tizim.review.ledger import Ledger


FILE = "review.sqlite"
"""the ledger of a home whose bank is in a file"""


def today_utc() -> str:
    """The day, as an ISO date."""
    return datetime.now(UTC).date().isoformat()


class Distinguished:
    """The distinctions of one home. file: of the ledger; None where `ledger` opens one in a server's database."""

    def __init__(self, file: Path | None, ledger: "Callable[[], Ledger]", day: Callable[[], str] = today_utc) -> None:
        self._file = file
        self._ledger = ledger
        self._day = day
        self._stamp = of_files([file, file.with_name(f"{file.name}-wal")]) if file is not None else None
        self._now: tuple[object, tuple[Distinction, ...]] | None = None
        """what the ledger was at, and what held then"""

    def today(self) -> tuple[Distinctions | None, str]:
        """Those that hold today, None where there are none; and why that is not known, "" where it is."""
        try:
            held = self._held()
        except (ReviewError, BankError) as wrong:
            return None, f"who is distinguished from an entry is not known, so nobody is: {wrong}"
        return (Distinctions.on(self._day(), held), "") if held else (None, "")

    def _held(self) -> tuple[Distinction, ...]:
        now = self._now
        if self._stamp is not None and self._file is not None:
            state: object = self._stamp()
            if now is not None and now[0] == state:
                return now[1]
            held = holding_in(self._file) if state else ()
        else:
            from tizim.review.distinctions import holding, mark  # brings the database along

            engine = self._ledger().engine
            state = mark(engine)
            if now is not None and now[0] == state:
                return now[1]
            held = holding(engine) if state != (0, 0) else ()
        self._now = state, held
        return held
