"""A log with its keys, on SQLite, and on PostgreSQL where TIZIM_TEST_PG names a server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.places import Place
from tizim.audit.caller import Caller
from tizim.audit.event import Event
from tizim.audit.keys import Keyring
from tizim.audit.log import PATIENCE, Log
from tizim.audit.receipt_log import ReceiptLog

ANNA = Caller("anna", "analyst", "onboarding", "r-1")


def event(number: int = 1, name: str = "Zarina Testova") -> Event:
    """An invented question."""
    private = {"subject": {"names": [name], "id": f"C-{number}"}}
    return Event("screen", ANNA, "clear", details={"row": number}, private=private)


def opened(where: str, keyring: Keyring, patience: float = PATIENCE) -> Log:
    """A log at a path or the URL of a database."""
    is_url = "://" in where
    return Log.open(keyring, None if is_url else Path(where), url=where if is_url else None, patience=patience)


def where(log: Log) -> str:
    """The path or the URL that opens a log again."""
    url = log.engine.url
    return str(url.database) if log.engine.dialect.name == "sqlite" else url.render_as_string(hide_password=False)


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "keys")
    made.make(lambda: "2026-03-01T09:00:00.000Z")
    return made


ON_A_FILE = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
"""for tests that do something to the file behind the log's back"""


@pytest.fixture
def path(place: Place) -> Path:
    assert place.path is not None
    return place.path


@pytest.fixture
def log(place: Place, keyring: Keyring) -> Iterator[Log]:
    days = iter(range(1, 10_000))

    def clock() -> datetime:
        """A minute later each time."""
        minute = next(days)
        return datetime(2026, 3, 1, 9 + minute // 60 % 12, minute % 60, tzinfo=UTC)

    made = Log.open(keyring, place.path, url=place.url, clock=clock)
    yield made
    made.close()


@pytest.fixture
def receipts(log: Log) -> ReceiptLog:
    return ReceiptLog(log)
