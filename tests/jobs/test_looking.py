"""The file of words keeps up with the lists, and an earlier one answers where nobody wants to wait."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import OWN, ftm_list
from tizim.errors import NothingLoaded
from tizim.index.words import Looking
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


def test_a_list_that_is_not_loaded_is_named(tz: Tizim) -> None:
    with pytest.raises(NothingLoaded, match="no_such_list"):
        tz.look(Looking("heron", datasets=["no_such_list"]))
