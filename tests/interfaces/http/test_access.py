"""Who may ask what over HTTP: every route as every role and as nobody, against the manual's table."""

import re
from pathlib import Path

import httpx
import pytest
from yente_client import Client, Person

from tests.interfaces.http.people import Closed
from tests.interfaces.http.serving import OWN, TOKEN
from tizim.access.roles import Role

MANUAL = Path(__file__).parents[3] / "docs" / "access.md"
COLUMNS = ("needs", "nobody", "anyone", *Role)
ROW = re.compile(r"^\| `([A-Z]+ /[^`]*)` \|(.*)\|$", re.MULTILINE)


def table() -> dict[str, dict[str, str]]:
    """Route of the API -> who -> whether they may, as the manual has it."""
    return {route: told for route, told in whole_table().items() if "/ui" not in route}


def whole_table() -> dict[str, dict[str, str]]:
    """The same with the pages."""
    rows = ROW.findall(MANUAL.read_text(encoding="utf-8"))
    return {
        route: dict(zip(COLUMNS, (cell.strip() for cell in cells.split("|")), strict=True)) for route, cells in rows
    }


def routes(document: httpx.Response) -> set[str]:
    paths = document.json()["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods} | {"GET /openapi.json"}


def asked(route: str) -> tuple[str, str]:
    """A request of a route, that says as little as one can."""
    method, path = route.split(" ")
    known = {"{dataset}": "default", "{entity_id}": "our-1", "{id}": "our-1", "{name}": OWN}
    for name, value in known.items():
        path = path.replace(name, value)
    return method, re.sub(r"\{[^}]*\}", "x", path)


@pytest.fixture
def no_update(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.interfaces.http.updating._COMMAND", "import sys")


def test_every_route_is_in_the_manual_s_table_and_nothing_else(http: httpx.Client) -> None:
    assert set(table()) == routes(http.get("/openapi.json"))


@pytest.mark.parametrize("route", sorted(table()))
def test_a_route_answers_those_whom_the_manual_names_and_nobody_else(
    closed: Closed, http: httpx.Client, no_update: None, route: str
) -> None:
    method, path = asked(route)
    told = table()[route]
    came = {}
    for who in Role:
        status = closed.asks(method, path, closed.keys[who], json={}).status_code
        came[str(who)] = "no" if status == 403 else "yes"
        assert status != 401, who
    stranger = closed.asks(method, path, None, json={})
    came["nobody"] = "no" if stranger.status_code == 401 else "yes"
    assert stranger.status_code != 403
    anyone = http.request(method, path, json={})
    came["anyone"] = "no" if anyone.status_code == 403 else "yes"
    assert anyone.status_code != 401
    if told["anyone"] == "token":
        assert came["anyone"] == "no"
        assert http.request(method, path, params={"token": TOKEN}).status_code == 200
        came["anyone"] = "token"
    assert came == {who: told[who] for who in came}


def test_the_manual_names_the_permission_that_a_route_declares(closed: Closed) -> None:
    for route, told in table().items():
        refused = [closed.asks(*asked(route), closed.keys[who], json={}) for who in Role if told[who] == "no"]
        for one in refused:
            assert one.json()["detail"].startswith(f"expected a caller who may {told['needs'].strip('`')!r}"), route


def test_who_shows_nothing_is_told_how_to_show_a_key(closed: Closed) -> None:
    stranger = closed.asks("GET", "/catalog", None)
    assert stranger.status_code == 401
    assert stranger.headers["WWW-Authenticate"].startswith("Bearer")
    assert stranger.json() == {"detail": "expected a key or token (Authorization: Bearer ...), came none"}


def test_who_is_ready_tells_nobody_which_lists_there_are(closed: Closed) -> None:
    assert closed.asks("GET", "/readyz", None).json()["ages"] == {}
    assert OWN in closed.asks("GET", "/readyz", closed.keys["auditor"]).json()["ages"]
    assert closed.asks("GET", "/readyz", "tizim_wrong").status_code == 401


def test_a_client_of_yente_shows_its_key_in_its_own_way(closed: Closed) -> None:
    with Client(base_url=closed.address, api_key=closed.keys["asker"]) as client:
        found = client.match(Person(name=["Dastan Temirgaliev"], birthDate=["1971-05-03"]))
    assert [one.id for one in found.results] == ["our-1"]
