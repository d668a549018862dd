"""Whether all is well, as a monitor asks."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.places import Place
from tests.postgres import serving_postgres
from tizim.workspace import Tizim


@pytest.fixture
def tz(place: Place, tmp_path: Path) -> Iterator[Tizim]:
    with Tizim(tmp_path / "home", database=place.url) as opened:
        yield opened


def add(tz: Tizim, day: str, names: tuple[str, ...] = NAMES) -> None:
    records = [organisation(number, name) for number, name in enumerate(names, 1)]
    tz.lists.add(UN, un_list(tz.home.parent, day, records), accept=["fewer-records"])


def checked(tz: Tizim, moment: str) -> None:
    """Sets when the list was last asked for with success."""
    card = tz.home / "lists" / UN / "card.json"
    card.write_text(json.dumps(json.loads(card.read_text()) | {"checked": moment}))


def test_a_home_without_an_official_list_is_something_to_look_at(tz: Tizim) -> None:
    empty = tz.status()
    assert empty.amiss == (
        "no official list is loaded: tizim lists update",
        "there is no index yet: the next question builds it",
    )
    tz.screen(tizim.Subject(kind="Organization", names=["Grey Heron"]))
    assert tz.status().amiss[0] == "un_sc_starter: the starter register answers"


def test_a_list_that_was_asked_for_of_late_is_well_however_old_its_version(tz: Tizim) -> None:
    add(tz, "2020-01-01")
    found = tz.status()
    assert (found.amiss, found.current, found.unreachable) == ((), True, "")
    assert [(one.dataset, one.published[:10]) for one in found.searched] == [(UN, "2020-01-01")]
    assert "made-up" not in found.bank
    assert tz.status(max_days=30).amiss[0].startswith("un_sc_sanctions: the version of 2020-01-01 is ")


def test_a_list_nobody_could_get_for_long_is_told_with_the_version_that_answers(tz: Tizim) -> None:
    add(tz, "2026-01-01")
    checked(tz, "2026-02-01T08:00:00Z")
    (told,) = tz.status().amiss
    assert told.startswith("un_sc_sanctions: last asked for with success at 2026-02-01T08:00:00Z, ")
    assert told.endswith(" days ago; answers keep the version of 2026-01-01")
    assert tz.status(max_hours=1e6).amiss == ()


def test_loading_what_is_there_already_counts_as_asked_for(tz: Tizim) -> None:
    add(tz, "2026-01-01")
    checked(tz, "2026-02-01T08:00:00Z")
    add(tz, "2026-01-01")
    assert tz.status().amiss == ()


def test_an_index_that_waits_to_be_built_is_told_and_not_built(tz: Tizim, place: Place) -> None:
    add(tz, "2026-01-01")
    pointer = tz.home / "index" / "CURRENT"
    name, rules, _ = json.loads(pointer.read_text())
    pointer.write_text(json.dumps([name, rules, []]))
    found = tz.status()
    assert found.current is False
    assert found.amiss == ("the index is of an earlier state of the bank: the next question or update builds it",)
    assert json.loads(pointer.read_text())[2] == []


@pytest.mark.postgres
def test_a_server_that_is_away_is_told_with_what_still_answers(tmp_path: Path) -> None:
    with serving_postgres() as server, Tizim(tmp_path / "home", database=server.database()) as tz:
        add(tz, "2026-01-01")
        server.stop()
        found = tz.status()
        assert found.unreachable
        assert found.current is None
        assert [one.dataset for one in found.searched] == [UN]
        assert found.amiss == (f"the bank cannot be asked: {found.unreachable}",)
        server.start()
