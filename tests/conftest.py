"""Fixtures every test may use, and what is skipped by name.

`shared`: the folder of public lists (environment variable TIZIM_SHARED, else `shared` beside the checkout); tests that ask
for it carry the mark of that name and are skipped where the folder is absent. `place`: where a bank may be made, once a file and
once a database of a PostgreSQL server (`postgres`) that is started for the tests; the latter are marked `postgres`. `home`: an empty folder for a bank, with
TIZIM_HOME set to it. `browser`: tests that drive Debian's Chromium. Anything a single test file needs is built in that file.

TIZIM_NO_SKIPS=1 turns every skip into a failure: for machines on which everything is present.

`uncovered`: a test whose time is spent in code that its neighbours cover, or is what it tests. Coverage does not count there,
for counting takes longer than what is counted.
"""

import os
import shutil
from collections.abc import Generator, Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from coverage import Coverage
from hypothesis import HealthCheck, settings

from tests.places import Place
from tests.postgres import Server, programs, serving_postgres

ROOT = Path(__file__).resolve().parent.parent

# Repeatable: the same cases on every run and every machine. `--hypothesis-profile=search` looks for new ones.
settings.register_profile("repeatable", derandomize=True, deadline=None, max_examples=60)
settings.register_profile("search", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("repeatable")


def shared_folder() -> Path:
    """Where the public lists would be."""
    return Path(os.environ.get("TIZIM_SHARED") or ROOT.parent / "shared")


def browser() -> str | None:
    """The program of Debian's Chromium, where playwright is there to drive it; None where one of them is absent."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    return found if all(map(find_spec, ("playwright", "axe_playwright_python"))) else None


def _absent(item: pytest.Item) -> str | None:
    """Why this test cannot run here, or None where it can."""
    folder = shared_folder()
    wants = {
        "shared": (folder / "lists").is_dir() or f"no public lists in {folder} (TIZIM_SHARED names another folder)",
        "peer": (ROOT / "bench" / ".venv-peer" / "bin" / "python").exists() or "no peer environment (bench/README.md)",
        "network": bool(os.environ.get("TIZIM_TEST_NETWORK")) or "TIZIM_TEST_NETWORK is not set",
        "postgres": programs() is not None or "no PostgreSQL (Debian's package postgresql)",
        "browser": browser() or "no chromium (Debian's package chromium), or no playwright",
        "java": (shutil.which("java") and find_spec("pyspark")) is not None or "no java, or no pyspark (tizim[spark])",
    }
    for mark, present in wants.items():
        if isinstance(present, str) and not present.startswith("/") and item.get_closest_marker(mark):
            return f"{mark}: {present}"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "shared" in getattr(item, "fixturenames", ()) and not item.get_closest_marker("shared"):
            raise pytest.UsageError(f"{item.nodeid}: asks for the public lists without @pytest.mark.shared")
        if (why := _absent(item)) is not None:
            item.add_marker(pytest.mark.skip(reason=why))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and os.environ.get("TIZIM_NO_SKIPS"):
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid}: skipped, which TIZIM_NO_SKIPS forbids: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Generator[None, None, None]:
    counting = Coverage.current() if item.get_closest_marker("uncovered") else None
    if counting is not None:
        counting.stop()
    try:
        yield
    finally:
        if counting is not None:
            counting.start()


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public lists. The test carries @pytest.mark.shared."""
    return shared_folder()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A PostgreSQL server of our own. The test carries @pytest.mark.postgres."""
    with serving_postgres() as server:
        yield server


@pytest.fixture
def on_postgres(request: pytest.FixtureRequest) -> Iterator[Place]:
    """A database with the tables of a bank. The test carries @pytest.mark.postgres."""
    server: Server = request.getfixturevalue("postgres")
    url = server.database()
    yield Place(url=url)
    server.drop(url)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    """Where a bank may be made: the test runs once on each database."""
    if request.param == "sqlite":
        return Place(tmp_path / "bank.sqlite")
    found: Place = request.getfixturevalue("on_postgres")
    return found


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for a bank; TIZIM_HOME names it."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("TIZIM_HOME", str(folder))
    return folder
