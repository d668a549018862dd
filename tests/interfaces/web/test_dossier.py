"""The dossier: facts with their source, when it was listed, whom it is linked with, what changed, and how it was on a day."""

import pytest

from tests.interfaces.http.people import Closed
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.interfaces.web.drawing import Days, band, day_of, line, steps
from tizim.interfaces.web.graph import MOST, Neighbour, drawn, neighbours_of

UN = "un_sc_sanctions-xxe.010"


def test_every_fact_stands_with_its_field_and_since_when(web: Browsing) -> None:
    page = web.get("/ui/entities/our-1").text
    for words in ("Dastan Orlovich Temirgaliev", "Дастан Темиргалиев", "N0412345", "passportNumber", "said 2026-02-01"):
        assert words in page
    assert "Kazakhstan" in page


def test_links_are_drawn_and_told_in_a_table(web: Browsing) -> None:
    page = web.get("/ui/entities/our-1").text
    assert 'class="graph"' in page
    assert 'href="/ui/entities/our-2"' in page
    assert "Owns · Ownership · " in page
    other = web.get("/ui/entities/our-2").text
    assert 'href="/ui/entities/our-1"' in other


def test_a_listing_is_on_the_timeline_and_in_a_table(web: Browsing) -> None:
    page = web.get(f"/ui/entities/{UN}").text
    assert 'class="timeline"' in page
    assert "by the publisher: 2015-03-02 to" in page
    assert '<th scope="row" class="nowrap">2026-01-10</th><td>no</td>' in page
    assert '<th scope="row" class="nowrap">2026-02-27</th><td>yes</td>' in page
    assert "What changed, and when" in page


def test_it_is_told_as_it_was_on_a_day(web: Browsing) -> None:
    page = web.get(f"/ui/entities/{UN}", params={"day": "2014-01-01"}).text
    assert "status-not_listed" in page
    assert "on 2014-01-01" in page
    assert web.get(f"/ui/entities/{UN}", params={"day": "yesterday"}).status_code == 400
    assert web.get(f"/ui/entities/{UN}", params={"day": "2014-01-01-and-more"}).status_code == 422


@pytest.mark.parametrize("id_", ["nobody", "our-1%00", "..", "%2e%2e%2fsearch", "a" * 900])
def test_an_entry_that_is_not_there_is_a_page_that_says_so(web: Browsing, id_: str) -> None:
    assert web.get(f"/ui/entities/{id_}").status_code in (404, 303)


def test_an_asker_sees_no_dossier(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["asker"])
        assert browser.get("/ui/entities/our-1").status_code == 403


def neighbour(number: int) -> Neighbour:
    return Neighbour(f"n-{number}", f"Neighbour number {number} with a rather long name", "Person", "owner", "", "")


@pytest.mark.parametrize("count", [0, 1, 2, 7, MOST + 5])
def test_no_box_of_the_graph_lies_on_another_or_outside(count: int) -> None:
    graph = drawn("Centre", [neighbour(one) for one in range(count)])
    boxes = [(graph.middle[0], graph.middle[1]), *((node.x, node.y) for node in graph.nodes)]
    assert len(graph.nodes) == min(count, MOST)
    for at, (x, y) in enumerate(boxes):
        assert 0 <= x <= graph.width - graph.box
        assert 0 <= y <= graph.height - 40
        for left, top in boxes[:at]:
            assert abs(left - x) >= graph.box or abs(top - y) >= 40


def test_listings_and_addresses_are_facts_and_no_neighbours() -> None:
    told = {
        "id": "a",
        "properties": {
            "sanctions": [{"id": "s", "caption": "s", "schema": "Sanction", "properties": {}}],
            "parent": [{"id": "p", "caption": "P", "schema": "Company", "properties": {}}, "text"],
            "ownershipOwner": [
                {"id": "o", "caption": "o", "schema": "Ownership", "properties": {"asset": [{"id": "b", "caption": "B", "schema": "Company"}], "percentage": ["60"]}},
                {"id": "o", "caption": "o", "schema": "Ownership", "properties": {"asset": [{"id": "b", "caption": "B", "schema": "Company"}], "percentage": ["60"]}},
            ],
        },
    }  # fmt: skip
    found = neighbours_of(told)
    assert [(one.id, one.link, one.how) for one in found] == [("p", "", ""), ("b", "Ownership", "60")]


def test_days_stand_in_their_order_on_a_scale() -> None:
    days = Days.over(["2020", "2021-06", "2022-01-01", "no day"], left=10, right=110)
    assert days.at("2020-01-01") == 10
    assert days.at("2022-01-01") == 110
    assert 10 < days.at("2021-06") < 110
    assert days.at("2030-01-01") == 110
    assert [label for _, label in days.ticks()][::4] == ["2020-01", "2022-01"]
    alone = Days.over(["2020-05-05"])
    assert alone.first < alone.last
    assert Days.over([]).ticks()
    assert Days.over(["0001-01-01"]).ticks()
    assert day_of("2020-13-45") is None


def test_a_number_stays_until_the_next_day_that_is_told() -> None:
    plot = steps([("2020-01-01", 10), ("2021-01-01", 20)])
    assert len(plot.points.split()) == 3
    assert plot.dots[0][1] > plot.dots[1][1]
    assert steps([]).points == ""
    assert line([(0.0, 5.0), (1.0, 10.0)], top=10) == "0.0,90.0 640.0,0.0"
    assert band([(0.5, 1.0)], [(0.5, 2.0)], top=2) == "320.0,0.0 320.0,90.0"
