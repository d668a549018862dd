"""The search page: what is found, counted, narrowed, and never taken for a clearance."""

import re

import pytest

from tests.interfaces.web.browsing import Browsing

PART = {"HX-Request": "true"}


def captions(page: str) -> list[str]:
    return re.findall(r'<h2><a href="[^"]*"><bdi class="name">([^<]*)</bdi>', page)


def test_all_entries_are_there_to_begin_with_and_counted(web: Browsing) -> None:
    page = web.get("/ui/search").text
    assert "Entries: 14" in page
    assert len(captions(page)) == 14
    assert 'value="kz"' in page
    assert "Kazakhstan" in page


@pytest.mark.parametrize("words", ["dastan", "дастан темир", "Temirgaliyev", "N0412345"])
def test_a_name_is_found_in_any_script_and_by_its_beginning(web: Browsing, words: str) -> None:
    assert captions(web.send("/ui/search", {"words": words}).text) == ["Dastan Orlovich Temirgaliev"]


def test_what_is_typed_is_exchanged_as_a_part_of_the_page(web: Browsing) -> None:
    part = web.send("/ui/search", {"words": "heron"}, headers=PART).text
    assert "<html" not in part
    assert "Entries: 2" in part


def test_filters_narrow_what_is_found(web: Browsing) -> None:
    by_list = web.send("/ui/search", {"datasets": "our_register", "schema": ["Person", "Company"]})
    assert "Entries: 4" in by_list.text
    by_country = web.send("/ui/search", {"countries": "sy"})
    assert captions(by_country.text) == ["محمود الزنبقي"]
    assert 'value="sy" checked' in by_country.text


def test_a_filter_that_finds_nothing_is_still_shown_so_that_it_can_be_taken_away(web: Browsing) -> None:
    page = web.send("/ui/search", {"words": "dastan", "countries": "sy"}).text
    assert 'value="sy" checked' in page
    assert "No entry holds these words" in page
    assert "That clears nobody" in page


def test_beside_each_entry_stands_whether_it_was_listed_on_a_day(web: Browsing) -> None:
    page = web.send("/ui/search", {"words": "silver thorn", "day": "2026-01-20"}).text
    assert "as of 2026-01-20" in page
    assert "status-" in page
    assert "?day=2026-01-20" in page
    assert web.send("/ui/search", {"day": "soon"}).status_code == 400


def test_pages_turn(web: Browsing) -> None:
    assert "Entries: 14" in web.send("/ui/search", {"offset": "0"}).text
    assert captions(web.send("/ui/search", {"offset": "20"}).text) == []
    assert web.send("/ui/search", {"offset": "-1"}).status_code == 400
    assert web.send("/ui/search", {"offset": "٣"}).status_code == 400


def test_words_never_stand_in_an_address(web: Browsing) -> None:
    page = web.send("/ui/search", {"words": "dastan"}).text
    assert not re.search(r'(?:href|action|hx-\w+)="[^"]*dastan', page)
    assert captions(web.get("/ui/search", params={"words": "dastan"}).text) != ["Dastan Orlovich Temirgaliev"]


def test_too_much_at_once_is_told_in_words(web: Browsing) -> None:
    long = web.send("/ui/search", {"words": "x" * 30_000})
    assert long.status_code == 400
    assert "came 30,000" in long.text
