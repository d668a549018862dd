"""What is asked over HTTP is on record as the caller's, where the home records."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

import tizim
from tests.interfaces.http.people import let_in
from tests.interfaces.http.serving import OWN, fill, served, what_is_served

DASTAN = {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}
WHY = {"X-Purpose": "onboarding", "X-Request-ID": "case-17"}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    fill(tmp_path / "home", tmp_path)
    with tizim.open(tmp_path / "home") as tz:
        tz.audit.on(require_purpose=True)
    return tmp_path / "home"


@pytest.fixture
def http(home: Path) -> Iterator[httpx.Client]:
    with served(what_is_served(home)) as address, httpx.Client(base_url=address, timeout=60) as client:
        yield client


def test_every_way_to_ask_is_on_record_with_who_why_and_which_request(home: Path, http: httpx.Client) -> None:
    many = '{"names": ["Grey Heron Shipping"]}\n{"names": ["Nobody Listed"]}\n'
    asked = [
        http.post("/match/default", json={"queries": {"q": DASTAN}}, headers=WHY),
        http.post("/v1/screen", json={"subject": {"names": ["Dastan Temirgaliev"]}}, headers=WHY),
        http.post("/v1/screen/many", content=many, headers=WHY),
        http.get("/entities/our-1", headers=WHY),
        http.get("/search/default", params={"q": "heron"}, headers=WHY),
    ]
    assert [one.status_code for one in asked] == [200] * 5
    with tizim.open(home, caller=tizim.Caller("an auditor", purpose="yearly audit")) as tz:
        told = [one for one in tz.audit.lines() if one.line.caller.request]
        assert tz.audit.verify().whole
    callers = {(one.line.caller.user, one.line.caller.purpose, one.line.caller.request) for one in told}
    assert callers == {("anyone on loopback", "onboarding", "case-17")}
    actions = [one.line.action for one in told]
    assert [actions.count(one) for one in ("screen", "screen-many", "show", "look")] == [4, 1, 1, 1]
    assert "Dastan Temirgaliev" in str([one.private for one in told])


def test_who_does_not_say_why_gets_no_answer_where_the_home_wants_to_know(http: httpx.Client) -> None:
    refused = http.post("/match/default", json={"queries": {"q": DASTAN}})
    assert refused.status_code == 400
    assert "expected why this is asked" in refused.json()["detail"]
    assert http.get(f"/entities/{OWN}-none").status_code in (400, 404)


def test_with_users_it_is_on_record_who_asked_and_as_what_and_no_header_changes_that(home: Path) -> None:
    keys = let_in(home)
    with served(what_is_served(home)) as address:
        headers = WHY | {"Authorization": f"Bearer {keys['reviewer']}", "X-User": "somebody", "X-Role": "operator"}
        found = httpx.post(f"{address}/match/default", json={"queries": {"q": DASTAN}}, headers=headers, timeout=60)
        assert found.status_code == 200
    with tizim.open(home, caller=tizim.Caller("an auditor", purpose="yearly audit")) as tz:
        (asked,) = [one.line.caller for one in tz.audit.lines() if one.line.action == "screen"]
        assert tz.access.look().keys[keys["reviewer"].split("_")[1]].used is not None
    assert asked == tizim.Caller("reviewer", "reviewer", "onboarding", "case-17")
