"""Cards of lists."""

from pathlib import Path

from tizim.jobs.cards import ListCard, read_card, write_card
from tizim.sources.registry import source

FETCHED = {"https://list.example/a.xml": {"file": "a.xml", "etag": '"1"'}}


def test_a_card_comes_back_as_it_was_written(tmp_path: Path) -> None:
    card = ListCard("a_list", "A list", bookkeeping=("COUNTER",), excerpt=True, fetched=FETCHED)
    write_card(tmp_path / "a_list", card)
    assert read_card(tmp_path / "a_list") == card
    assert [file.name for file in (tmp_path / "a_list").iterdir()] == ["card.json"]


def test_a_card_that_is_lost_or_damaged_is_no_card(tmp_path: Path) -> None:
    assert read_card(tmp_path) is None
    for damaged in ("", "{", "[]", '{"name": "x", "unheard_of": 1}'):
        (tmp_path / "card.json").write_text(damaged)
        assert read_card(tmp_path) is None, damaged


def test_the_card_of_an_official_list_carries_its_licence_and_where_a_listed_person_can_turn_to() -> None:
    card = ListCard.of(source("un_sc_sanctions").spec, official=True)
    assert card.licence
    assert "sanctions" in card.collections
    assert "Focal Point" in card.redress
    assert ListCard.of(source("un_sc_sanctions").spec, official=False).collections == ()
