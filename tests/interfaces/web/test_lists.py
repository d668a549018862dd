"""The pages of lists: how old each is, how it grew, what changed; and an update by whoever may."""

from pathlib import Path

import pytest

import tizim
from tests.interfaces.http.people import Closed
from tests.interfaces.http.serving import OWN, served, what_is_served
from tests.interfaces.web.browsing import Browsing, browsing
from tests.jobs.made_up import organisation, un_list

UN = "un_sc_sanctions"


def test_every_list_stands_with_its_age_and_what_to_be_careful_with(web: Browsing) -> None:
    page = web.get("/ui/lists").text
    assert "UN Security Council Consolidated List" in page
    assert "2026-02-27" in page
    assert "tag possible" in page  # it is old
    assert "Update now" not in page


def test_a_list_shows_its_size_over_time_its_versions_and_where_to_turn_to(web: Browsing) -> None:
    page = web.get(f"/ui/lists/{UN}").text
    assert page.count('class="there"') == 2
    assert "fewer-records" in page
    assert "Ombudsperson" in page
    assert "The list does not say" in web.get(f"/ui/lists/{OWN}").text
    assert web.get("/ui/lists/none_such").status_code == 404


def test_the_difference_of_two_versions_is_told_to_a_person(web: Browsing) -> None:
    page = web.get(f"/ui/lists/{UN}/difference").text
    assert "Between the versions of 2026-01-10 and 2026-02-27" in page
    assert "SILVER THORN COLLECTIVE" in page
    back = web.get(f"/ui/lists/{UN}/difference", params={"before": "2026-02-27", "after": "2026-01-10"}).text
    assert "Removed" in back
    assert web.get(f"/ui/lists/{UN}/difference", params={"before": "1999"}).status_code == 404
    assert "is the first" in web.get(f"/ui/lists/{OWN}/difference").text


def test_an_operator_updates_and_sees_how_it_ends(closed: Closed, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.interfaces.http.updating._COMMAND", "import time, sys; time.sleep(1.5); sys.exit(4)")
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["operator"])
        assert "Update now" in browser.get("/ui/lists").text
        assert browser.send("/ui/lists/update").headers["Location"] == "/ui/lists"
        part = browser.get("/ui/lists", headers={"HX-Request": "true"}).text
        assert part.startswith('<div id="lists" hx-get')
        ended = browser.when("/ui/lists", lambda page: "An update is running" not in page.text)
        assert "did not bring every list" in ended.text
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["analyst"])
        assert browser.send("/ui/lists/update").status_code == 403


def test_a_large_difference_is_a_page_that_stays_small(tmp_path: Path) -> None:
    rows = [organisation(number, f"BODY NUMBER {number} OF MANY") for number in range(1, 301)]
    changed = [organisation(number, f"ANOTHER NAME {number} " + "LONG " * 200) for number in range(1, 101)]
    with tizim.open(tmp_path / "home") as tz:
        tz.lists.add(UN, un_list(tmp_path, "2026-01-10", rows), accept=["fewer-records"])
        tz.lists.add(UN, un_list(tmp_path, "2026-02-10", changed), accept=["fewer-records"])
    with served(what_is_served(tmp_path / "home")) as address, browsing(address) as browser:
        page = browser.get(f"/ui/lists/{UN}/difference").text
    assert "Removed: 200" in page
    assert "and 140 more" in page
    assert "and 85 more" in page
    assert "…" in page
    assert len(page.encode()) < 75_000
