"""A log with its keys, on SQLite, and on PostgreSQL where TIZIM_TEST_PG names a server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.places import Place
from tizim.audit.caller import Caller
from tizim.audit.event import Event
from tizim.audit.keys import Keyring
from tizim.audit.log import Log
from tizim.audit.receipt_log import ReceiptLog

ANNA = Caller("anna", "analyst", "onboarding", "r-1")


def event(number: int = 1, name: str = "Zarina Testova") -> Event:
    """An invented question."""
    private = {"subject": {"names": [name], "id": f"C-{number}"}}
    return Event("screen", ANNA, "clear", details={"row": number}, private=private)


@pytest.fixture
def keyring(tmp_path: Path) -> Keyring:
    made = Keyring(tmp_path / "keys")
    made.make(lambda: "2026-03-01T09:00:00.000Z")
    return made


@pytest.fixture
def path(place: Place) -> Path:
    """Of the file, for those who do something to it behind the log's back."""
    if place.path is None:
        pytest.skip("a file of SQLite is looked into")
    return place.path


@pytest.fixture
def log(place: Place, keyring: Keyring) -> Iterator[Log]:
    days = iter(range(1, 10_000))

    def clock() -> datetime:
        """A minute later each time."""
        minute = next(days)
        return datetime(2026, 3, 1, 9 + minute // 60 % 12, minute % 60, tzinfo=UTC)

    opened = Log.open(keyring, place.path, url=place.url, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def receipts(log: Log) -> ReceiptLog:
    return ReceiptLog(log)
