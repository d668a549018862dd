"""Alerts over HTTP: asked, worked on by two people, written about, counted; and what somebody may not see."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import tizim
from tests.interfaces.http.people import Closed, key_of, let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role
from tizim.interfaces.http.limits import Limits

RUSLANA: dict[str, Any] = {
    "kind": "Person",
    "names": ["Ruslana Ferghani Oksovna"],
    "id": "C-9",
    "documents": ["K7654321"],
}


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Closed]:
    home = tmp_path / "home"
    fill(home, tmp_path)
    (home / "review.toml").write_text('[four_eyes]\ndecisions = ["dismissed"]\n', encoding="utf-8")
    keys = let_in(home) | {"second": key_of(home, "second", Role.REVIEWER)}
    with tizim.open(home) as tz:
        tz.audit.on()
        (tmp_path / "clients.csv").write_text(
            "id,name\nC-1,Dastan Orlovich Temirgaliev\nC-2,محمود الزنبقي\n", encoding="utf-8"
        )
        tz.customers.add(tmp_path / "clients.csv")
    with served(replace(what_is_served(home), limits=Limits(rate=10_000))) as address:
        yield Closed(address, home, keys)


def asked(closed: Closed, who: str, method: str, path: str, **how: Any) -> Any:
    answer = closed.asks(method, path, closed.keys[who], **how)
    assert answer.is_success, answer.text
    return answer.json()


def test_two_people_decide_and_one_is_told_who_was_faster(closed: Closed) -> None:
    found = asked(closed, "reviewer", "POST", "/v1/alerts/ask", json={"subject": RUSLANA})
    assert found["outcome"] == "hit"
    (alert,) = found["alerts"]
    steps = f"/v1/alerts/{alert['number']}/steps"
    said = {
        "do": "decide",
        "decision": "dismissed",
        "reason": "other_person",
        "words": "seen",
        "revision": alert["revision"],
    }
    proposed = asked(closed, "reviewer", "POST", steps, json=said)
    assert proposed["proposal"]["who"] == "reviewer"
    late = closed.asks("POST", steps, closed.keys["second"], json=said)
    assert late.status_code == 409
    assert "proposed dismissed by reviewer" in late.json()["detail"]
    again = {"do": "decide", "decision": "dismissed", "revision": proposed["revision"]}
    assert closed.asks("POST", steps, closed.keys["reviewer"], json=again).status_code == 409
    decided = asked(closed, "second", "POST", steps, json=again)
    assert (decided["state"], decided["decision"]["first"]) == ("dismissed", "reviewer")
    whole = asked(closed, "analyst", "GET", f"/v1/alerts/{alert['number']}")
    assert [one["kind"] for one in whole["steps"]] == ["opened", "proposed", "decided"]
    letter = closed.asks("POST", f"/v1/alerts/{alert['number']}/letter", closed.keys["second"], json={"language": "ru"})
    assert letter.headers["content-type"] == "text/plain; charset=utf-8"
    assert "our-4" in letter.text
    pdf = closed.asks("POST", f"/v1/alerts/{alert['number']}/letter", closed.keys["second"], json={"form": "pdf"})
    assert pdf.content.startswith(b"%PDF")
    assert [one["number"] for one in asked(closed, "analyst", "POST", "/v1/alerts/about", json={"id": "C-9"})] == [
        alert["number"]
    ]
    figures = asked(closed, "analyst", "GET", "/v1/review/figures")
    assert figures["decided"] == {"decided": 1, "confirmed": 0, "false_alarms": 1.0}
    assert "other_person" in asked(closed, "analyst", "GET", "/v1/review/reasons")["dismissed"]
    assert closed.asks("GET", "/v1/review/figures", closed.keys["analyst"], params={"since": "soon"}).status_code == 400


def test_kept_customers_are_worked_through_together(closed: Closed) -> None:
    (done,) = [one for one in asked(closed, "reviewer", "POST", "/v1/review/update", json={}) if one["name"]]
    assert (done["asked"], done["opened"]) == (2, 2)
    page = asked(closed, "analyst", "GET", "/v1/alerts")
    assert page["counts"] == {"new": 2}
    ticked = [{"number": one["number"], "revision": one["revision"]} for one in page["alerts"]]
    stale = [ticked[0], {**ticked[1], "revision": 9}]
    refused = closed.asks("POST", "/v1/alerts/steps", closed.keys["reviewer"], json={"do": "take", "alerts": stale})
    assert refused.status_code == 409
    assert list(refused.json()["why"]) == [str(ticked[1]["number"])]
    assert asked(closed, "analyst", "GET", "/v1/alerts")["counts"] == {"new": 2}
    taken = asked(closed, "reviewer", "POST", "/v1/alerts/steps", json={"do": "take", "alerts": ticked})
    assert {one["assignee"] for one in taken} == {"reviewer"}
    mine = asked(closed, "analyst", "GET", "/v1/alerts", params={"assignee": "reviewer", "limit": 1, "offset": 1})
    assert len(mine["alerts"]) == 1
    assert asked(closed, "analyst", "GET", "/v1/alerts", params={"state": "closed"})["alerts"] == []
    wrong = {"do": "take", "alerts": ticked, "revision": 1}
    assert closed.asks("POST", "/v1/alerts/steps", closed.keys["reviewer"], json=wrong).status_code == 422
    assert closed.asks("GET", "/v1/alerts/99", closed.keys["analyst"]).status_code == 404
    nobody = {"subject": {"names": ["Ann Other"]}}
    assert closed.asks("POST", "/v1/alerts/ask", closed.keys["reviewer"], json=nobody).status_code == 400


def test_who_was_distinguished_does_not_count_whichever_way_one_asks(closed: Closed) -> None:
    (alert,) = asked(closed, "reviewer", "POST", "/v1/alerts/ask", json={"subject": RUSLANA})["alerts"]
    steps = f"/v1/alerts/{alert['number']}/steps"
    seen = {"do": "distinguish", "kind": "passport", "document": "K7654321", "revision": 1}
    asked(closed, "reviewer", "POST", steps, json=seen)
    assert asked(closed, "reviewer", "POST", "/v1/screen", json={"subject": RUSLANA})["outcome"] == "hit"
    asked(closed, "second", "POST", steps, json={"do": "decide", "decision": "dismissed", "revision": 2})
    assert asked(closed, "reviewer", "POST", "/v1/screen", json={"subject": RUSLANA})["outcome"] == "clear"
    query: dict[str, Any] = {
        "schema": "Person",
        "properties": {"name": RUSLANA["names"], "passportNumber": ["K7654321"]},
    }
    found = asked(closed, "reviewer", "POST", "/match/default", json={"queries": {"q": query}})["responses"]["q"]
    (result,) = found["results"]
    assert (result["match"], found["total"]["value"]) == (False, 0)
    assert result["score"] >= 0.7
    assert "passport seen by" in result["explanations"]["distinguished"]["detail"]
    del query["properties"]["passportNumber"]
    assert asked(closed, "reviewer", "POST", "/match/default", json={"queries": {"q": query}})["responses"]["q"][
        "results"
    ][0]["match"]
    with tizim.open(closed.home) as tz:
        carried = tz.carried().open()
    subject = tizim.Subject("Person", ["Ruslana Ferghani Oksovna"], documents=["K7654321"])
    assert carried.verdict(subject).outcome == "clear"


def test_what_is_of_a_list_one_may_not_see_is_not_there(closed: Closed) -> None:
    asked(closed, "reviewer", "POST", "/v1/review/update", json={})
    with tizim.open(closed.home) as tz:
        tz.access.mark("our_register", Mark.RED)
    seeing = key_of(closed.home, "clara", Role.REVIEWER, Clearance(Mark.RED, frozenset({"our_register"})))
    assert asked(closed, "reviewer", "GET", "/v1/alerts", params={"every_state": True}) == {"alerts": [], "counts": {}}
    assert asked(closed, "reviewer", "GET", "/v1/review/figures")["alerts"] == 0
    for method, path, body in (
        ("GET", "/v1/alerts/1", None),
        ("POST", "/v1/alerts/1/steps", {"do": "take"}),
        ("POST", "/v1/alerts/steps", {"do": "take", "alerts": [{"number": 1}]}),
        ("POST", "/v1/alerts/1/letter", {}),
    ):
        assert closed.asks(method, path, closed.keys["reviewer"], json=body).status_code == 404, path
    # A step of somebody who does not see it leaves the alerts of that list as they are.
    hidden = closed.asks("POST", "/v1/alerts/ask", closed.keys["reviewer"], json={"subject": RUSLANA}).json()
    assert hidden == {"outcome": "clear", "alerts": []}
    there = closed.asks("GET", "/v1/alerts", seeing).json()
    assert there["counts"] == {"new": 3}
