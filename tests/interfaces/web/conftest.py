"""Servers for the tests of the pages: open to anyone, for users only, and one whose lists are hostile."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tizim
from tests.conftest import browser as program
from tests.interfaces.http.people import Closed, let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.interfaces.http.limits import Limits

PATIENT = Limits(failures=10_000, rate=10_000, burst=10_000)


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with two made-up lists."""
    folder = tmp_path_factory.mktemp("pages")
    fill(folder / "home", folder)
    return folder / "home"


@pytest.fixture(scope="session")
def address(filled: Path) -> Iterator[str]:
    """Of a server without users."""
    with served(what_is_served(filled)) as running:
        yield running


@pytest.fixture
def web(address: str) -> Iterator[Browsing]:
    """A browser on a server without users."""
    with browsing(address) as browser:
        yield browser


@pytest.fixture(scope="session")
def closed(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Closed]:
    """A server that only users may ask: one of each role, named after it."""
    home = tmp_path_factory.mktemp("closed-pages") / "home"
    shutil.copytree(filled, home)
    keys = let_in(home)
    with tizim.open(home) as tz:
        tz.audit.on()
    with served(replace(what_is_served(home), limits=PATIENT)) as running:
        yield Closed(running, home, keys)


SCRIPT = "<script>alert(1)</script>"
QUOTES = "\"'><img src=x onerror=alert(2)>"
TURNED = "Grey\u202eHeron\u202c Partners\u2066"
MIXED = "P\u0430ypal Heron"
NAMES = (SCRIPT, QUOTES, TURNED, MIXED, "{{ 7 * 7 }} Heron", "javascript:alert(3)")


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a server whose list has names that attack whoever reads them, in two versions."""
    folder = tmp_path_factory.mktemp("hostile")
    home = folder / "home"
    rows = [
        {
            "id": f"evil-{number}", "schema": "Person", "datasets": ["evil"],
            "properties": {"name": [name], "alias": list(NAMES), "notes": [SCRIPT], "birthDate": ["1970"], "country": ["kz"], "topics": ["sanction"]},
        }
        for number, name in enumerate(NAMES)
    ]  # fmt: skip
    rows.append({"id": "evil-own", "schema": "Ownership", "datasets": ["evil"], "properties": {"owner": ["evil-0"], "asset": ["evil-1"], "role": [QUOTES]}})  # fmt: skip
    with tizim.open(home) as tz:
        for day, some in (("2026-01-01", rows[1:]), ("2026-02-01", rows)):
            file = folder / "evil.ftm.json"
            file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in some), encoding="utf-8")
            tz.lists.add("evil", file, published=day)
    with served(what_is_served(home)) as running:
        yield running


@pytest.fixture(scope="session")
def chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=program(), args=["--no-sandbox"])
        yield opened
        opened.close()
