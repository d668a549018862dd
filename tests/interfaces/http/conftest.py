"""One server for the tests of this folder, and a plain HTTP client of it."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.interfaces.http.serving import fill, served, what_is_served


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two made-up lists."""
    folder = tmp_path_factory.mktemp("served")
    home = folder / "home"
    fill(home, folder)
    return home


@pytest.fixture(scope="session")
def address(filled: Path) -> Iterator[str]:
    with served(what_is_served(filled)) as running:
        yield running


@pytest.fixture(scope="session")
def http(address: str) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        yield client
