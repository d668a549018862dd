"""One server for the tests of this folder, and a plain HTTP client of it."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.interfaces.http.people import Closed, let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tizim.interfaces.http.limits import Limits


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


@pytest.fixture(scope="session")
def closed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    """A server of the same lists that only users may ask: one of each role, named after it."""
    home = tmp_path_factory.mktemp("closed") / "home"
    shutil.copytree(filled, home)
    keys = let_in(home)
    with served(replace(what_is_served(home), limits=Limits(failures=10_000, rate=10_000))) as running:
        yield Closed(running, home, keys)
