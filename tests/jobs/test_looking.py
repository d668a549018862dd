"""The file of words keeps up with the lists, and an earlier one answers where nobody wants to wait."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import tizim
from tests.jobs.made_up import OWN, ftm_list
from tizim.errors import BankError, NothingLoaded
from tizim.index.words import Looking, as_text
from tizim.workspace import Tizim


@pytest.fixture
def tz(home: Path) -> Iterator[Tizim]:
    with tizim.open() as opened:
        yield opened


def captions(tz: Tizim, words: str, *, wait: bool = True) -> list[str]:
    return [one["caption"] for one in tz.look(Looking(words, datasets=[OWN]), wait=wait).entities]


def add(tz: Tizim, day: str, **names: str) -> None:
    tz.lists.add(OWN, ftm_list(tz.home.parent, names), published=day, accept=["fewer-records"])


def test_a_changed_list_is_looked_through_anew(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Order of the Grey Heron")
    assert captions(tz, "heron") == ["Order of the Grey Heron"]
    add(tz, "2026-01-02", one="Order of the Grey Heron", two="Heron Ferry")
    assert sorted(captions(tz, "heron")) == ["Heron Ferry", "Order of the Grey Heron"]
    assert len(list((tz.home / "search").glob("*"))) == 2


def test_who_does_not_wait_is_answered_from_the_words_before(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Order of the Grey Heron")
    assert captions(tz, "heron", wait=False) == ["Order of the Grey Heron"], (
        "the first has nothing else to be answered from"
    )
    add(tz, "2026-01-02", two="Heron Ferry")
    assert captions(tz, "heron", wait=False) == ["Order of the Grey Heron"]
    tz.close()
    assert captions(tz, "heron", wait=False) == ["Heron Ferry"]


def test_an_entity_says_when_it_came_and_when_it_changed(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Grey Heron", two="Blue Heron")
    add(tz, "2026-01-05", one="Grey Heron", two="Blue Heron Society")
    found = {one["id"]: one for one in tz.look(Looking("heron")).entities}
    assert found["one"]["last_change"] == found["one"]["first_seen"] == "2026-01-01T00:00:00Z"
    assert found["two"]["last_change"] == "2026-01-05T00:00:00Z"
    assert found["two"]["last_seen"] == "2026-01-05T00:00:00Z"
    alone = tz.ftm("two", nested=False)
    assert {key: alone[key] for key in found["two"]} == found["two"]


def test_an_entity_is_told_as_it_is_now_and_not_as_it_was_asked_before(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Grey Heron")
    first = tz.ftm("one", nested=False)
    first["caption"] = "changed by whoever asked"
    assert tz.ftm("one", nested=False)["caption"] == "Grey Heron"
    add(tz, "2026-01-02", one="Pale Heron")
    assert tz.ftm("one", nested=False)["caption"] == "Pale Heron"


def told(tz: Tizim, name: str) -> Any:
    """The entities of the hits of a name, as bytes and as the bank has them."""
    answering = tz.asking([OWN])
    hits = answering.verdict(tizim.Subject(names=[name])).hits
    assert hits
    return [(tz.told(hit.entity, answering), as_text(tz.ftm(hit.entity.id, nested=False)).encode()) for hit in hits]


def test_a_hit_s_entity_comes_from_the_words_as_the_bank_would_tell_it(
    tz: Tizim, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(tz, "2026-01-01", one="Grey Heron Society", two="Blue Heron")
    add(tz, "2026-01-05", one="Grey Heron Society", two="Blue Heron Society", three="Grey Heron Society of Almaty")
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Grey Heron Society")), (
        "no words are kept: from the bank"
    )
    assert not (tz.home / "search").exists(), "who keeps no words gets none"
    captions(tz, "heron")
    both = told(tz, "Blue Heron Society") + told(tz, "Grey Heron Society")
    assert len(both) >= 2
    assert all(bytes_ == of_bank for bytes_, of_bank in both)
    answering = tz.asking([OWN])
    (hit,) = answering.verdict(tizim.Subject(names=["Blue Heron Society"])).hits
    monkeypatch.setattr(tz, "_plain_ftm", None)  # the bank is not asked
    assert tz.told(hit.entity, answering)


def test_until_the_words_of_a_new_state_are_there_the_bank_tells_and_they_are_made_meanwhile(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Grey Heron Society")
    captions(tz, "heron")
    told(tz, "Grey Heron Society")
    add(tz, "2026-01-05", one="Pale Heron Society")
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Pale Heron Society"))
    tz.close()  # waits for what is being made
    assert len(list((tz.home / "search").glob("*.sqlite"))) == 2
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Pale Heron Society"))


def test_a_damaged_file_of_words_costs_time_and_nothing_else(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Grey Heron Society")
    captions(tz, "heron")
    (file,) = (tz.home / "search").glob("*.sqlite")
    file.write_bytes(b"no database at all" * 1000)
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Grey Heron Society"))


def test_words_that_cannot_be_made_meanwhile_cost_nobody_an_answer(tz: Tizim, monkeypatch: pytest.MonkeyPatch) -> None:
    add(tz, "2026-01-01", one="Grey Heron Society")
    captions(tz, "heron")
    add(tz, "2026-01-05", one="Pale Heron Society")

    tried = []

    def full(*_: object) -> None:
        tried.append(1)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tizim.jobs.looking.write", full)
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Pale Heron Society"))
    tz.close()  # waits for what is being made
    assert captions(tz, "heron", wait=False) == ["Grey Heron Society"], "the words before go on"
    assert all(bytes_ == of_bank for bytes_, of_bank in told(tz, "Pale Heron Society"))
    assert len(tried) == 1, "it is not tried again for each hit"
    with pytest.raises(BankError, match="No space left"):
        captions(tz, "heron")


def test_words_of_today_do_not_tell_of_another_day(tz: Tizim) -> None:
    add(tz, "2026-01-01", one="Grey Heron Society")
    add(tz, "2026-01-05", one="Grey Heron Society", two="Blue Heron")
    captions(tz, "heron")
    answering = tz.asking([OWN], known_at="2026-01-02")
    (hit,) = answering.verdict(tizim.Subject(names=["Grey Heron Society"])).hits
    assert b"2026-01-05" in tz.told(hit.entity, answering), "the bank's present words"
    assert len(list((tz.home / "search").glob("*.sqlite"))) == 1, "none are kept for a day that is past"


def test_a_list_that_is_not_loaded_is_named(tz: Tizim) -> None:
    with pytest.raises(NothingLoaded, match="no_such_list"):
        tz.look(Looking("heron", datasets=["no_such_list"]))
