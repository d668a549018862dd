"""Every page as every role, as nobody and as anyone, against the manual's table; and what every answer of a page forbids."""

import re

import httpx
import pytest
from fastapi.routing import APIRoute

from tests.interfaces.http.people import Closed
from tests.interfaces.http.serving import OWN
from tests.interfaces.http.test_access import whole_table
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.access.roles import Role
from tizim.interfaces.http.caller import permission_of
from tizim.interfaces.web import pages

KNOWN = {"{id}": "our-1", "{name}": OWN}


def table() -> dict[str, dict[str, str]]:
    return {route: told for route, told in whole_table().items() if "/ui" in route}


def asked(browser: Browsing, route: str) -> httpx.Response:
    """A request that says as little as one can."""
    method, path = route.split(" ")
    for name, value in KNOWN.items():
        path = path.replace(name, value)
    path = re.sub(r"\{[^}]*\}", "x", path)
    return browser.get(path) if method == "GET" else browser.send(path)


def needed() -> dict[str, str]:
    """Route -> the permission it declares, of the pages that ask for one."""
    found: dict[str, str] = {}
    for route in (one for router in pages.ASKING for one in router.routes if isinstance(one, APIRoute)):
        permission = permission_of(route)
        assert permission is not None
        found |= {f"{method} {route.path}": permission.value for method in route.methods or ()}
    return found


def test_every_page_is_in_the_manual_s_table_with_what_it_needs() -> None:
    assert {route: told["needs"].strip("`") for route, told in table().items()} == needed()


@pytest.fixture
def no_update(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.interfaces.http.updating._COMMAND", "import sys")


@pytest.mark.parametrize("who", ["nobody", "anyone", *Role])
def test_a_page_is_there_for_those_whom_the_manual_names_and_for_nobody_else(
    closed: Closed, address: str, no_update: None, who: str
) -> None:
    came = {}
    with browsing(address if who == "anyone" else closed.address) as browser:
        if who in closed.keys:
            browser.sign_in(closed.keys[who])
        for route in table():
            answer = asked(browser, route)
            refused = answer.status_code in (401, 403) or answer.headers.get("Location") == "/ui/sign-in"
            assert answer.status_code < 500, (route, answer.text)
            came[route] = "no" if refused else "yes"
    assert came == {route: told[who] for route, told in table().items()}


def test_every_page_forbids_scripts_frames_and_referrers(web: Browsing) -> None:
    for route in [*table(), "GET /ui/sign-in", "GET /ui/nothing-here"]:
        headers = asked(web, route).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy, route
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_files_of_the_pages_are_packed_kept_and_named_by_what_is_in_them(web: Browsing) -> None:
    page = web.get("/ui/search").text
    whole = len(page.encode())
    for path in re.findall(r'(?:href|src)="(/ui/static/[^"]+)"', page):
        packed = web.get(path, headers={"Accept-Encoding": "gzip"})
        plain = web.get(path, headers={"Accept-Encoding": "identity"})
        assert packed.content == plain.content
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "immutable" in packed.headers["Cache-Control"]
        whole += int(packed.headers["Content-Length"])
    assert whole < 100_000
    assert web.get("/ui/static/000000000000/app.css").status_code == 404
    assert web.get("/ui/static/x/..%2f..%2fpages.py").status_code in (303, 404)


def test_what_is_not_there_is_a_page_too(web: Browsing) -> None:
    missing = web.get("/ui/no-such-page")
    assert missing.status_code == 404
    assert "There is no such page" in missing.text
    part = web.get("/ui/no-such-page", headers={"HX-Request": "true"})
    assert "<html" not in part.text
    assert web.client.put("/ui/search").status_code == 405
