"""Names and files that attack whoever reads them: on every page they are words, and turn nothing."""

import re
from collections.abc import Iterator

import httpx
import pytest
from lxml import html

from tests.interfaces.web.browsing import Browsing, browsing
from tests.interfaces.web.conftest import MIXED, NAMES, QUOTES, SCRIPT

CSV = "name,<script>alert(4)</script>\n" + "".join(f'"{name.replace(chr(34), chr(34) * 2)}",x\n' for name in NAMES)
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")


@pytest.fixture
def evil(hostile: str) -> Iterator[Browsing]:
    with browsing(hostile) as browser:
        yield browser


def pages(browser: Browsing) -> Iterator[tuple[str, httpx.Response]]:
    """Every page that shows words of others."""
    yield "search", browser.get("/ui/search")
    yield "search for it", browser.send("/ui/search", {"words": SCRIPT, "countries": QUOTES, "day": ""})
    yield "part", browser.send("/ui/search", {"words": QUOTES}, headers={"HX-Request": "true"})
    for name in NAMES:
        fields = {"names": name, "birth_date": QUOTES, "countries": SCRIPT, "documents": QUOTES, "wallets": SCRIPT}
        yield f"screen {name}", browser.send("/ui/screen", fields)
    for number in range(len(NAMES)):
        yield f"entity {number}", browser.get(f"/ui/entities/evil-{number}")
    for path in ("/ui/lists", "/ui/lists/evil", "/ui/lists/evil/difference"):
        yield path, browser.get(path)
    place = browser.send("/ui/customers/upload", files={"file": (f"{SCRIPT}.csv", CSV.encode())}).headers["Location"]
    yield "mapping", browser.get(place)
    browser.send(f"{place}/start", {"column": ["name"], "field": ["name"], "kind": "Person"})
    yield "results", browser.when(place, lambda page: 'id="progress"' not in page.text)
    yield "customers", browser.get("/ui/customers")
    browser.send("/ui/purpose", {"purpose": QUOTES})
    yield "purpose", browser.get("/ui/lists")
    for path in (
        f"/ui/entities/{SCRIPT}",
        f"/ui/lists/{QUOTES}",
        f"/ui/lists/evil/difference?before={SCRIPT}",
        f"/ui/{SCRIPT}",
    ):
        yield path, browser.get(path)


def test_no_name_runs_or_turns_anything_on_any_page(evil: Browsing) -> None:
    for where, page in pages(evil):
        assert page.status_code < 500, where
        tree = html.fromstring(page.text)
        sources = [one.get("src") for one in tree.iter("script")]
        assert all(source and source.startswith("/ui/static/") for source in sources), where
        assert not [one for one in tree.iter("img") if not str(one.get("src")).startswith("/ui/static/")], where
        given = [(str(key), str(value)) for one in tree.iter("*") for key, value in one.attrib.items()]
        assert not [key for key, _ in given if key.startswith("on") or key == "style"], where
        targets = [value for key, value in given if key in ("href", "action", "hx-get", "hx-post")]
        assert all(target.startswith(("/ui/", "#", "?")) for target in targets), where
        assert not TURNING.search(page.text), where


def test_every_name_stands_in_an_isolate_of_its_own(evil: Browsing) -> None:
    page = evil.get("/ui/search").text
    shown = re.findall(r"<bdi class=\"name\">([^<]*)</bdi>", page)
    assert any("GreyHeron" in one or "Grey" in one for one in shown)
    holding = [one.tag for one in html.fromstring(page).iter("*") if "Heron" in (one.text or "")]
    assert holding
    assert set(holding) == {"bdi"}


def test_letters_of_several_alphabets_and_hidden_marks_are_told_beside_the_name(evil: Browsing) -> None:
    page = evil.send("/ui/search", {"words": "heron"}).text
    assert "letters of several alphabets" in page
    assert "hidden marks of direction" in page
    assert MIXED in page
    assert "letters of several alphabets" in evil.get("/ui/entities/evil-3").text


def test_a_template_in_a_name_is_no_template(evil: Browsing) -> None:
    page = evil.get("/ui/entities/evil-4").text
    assert "{{ 7 * 7 }} Heron" in page
    assert "49 Heron" not in page


def test_what_is_downloaded_runs_in_no_spreadsheet(evil: Browsing) -> None:
    text = 'name\n"=cmd|calc"\n'
    place = evil.send("/ui/customers/upload", files={"file": ("a.csv", text.encode())}).headers["Location"]
    evil.send(f"{place}/start", {"kind": "Person"})
    given = evil.when(f"{place}/results.csv", lambda answer: answer.status_code == 200)
    assert "'=cmd|calc" in given.text
