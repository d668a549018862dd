"""Entries with their sightings, and whether one was listed on a day: as known then, as known now."""

import pytest

from tests.bank.made_up import DATASET, entry, load, part, root, says
from tizim.bank.bank import Bank
from tizim.errors import NoSuchEntity
from tizim.model.listing import ListingStatus, Sighting


def seen(bank: Bank, *, ever: bool = False, known_at: str | None = None) -> dict[str, tuple[Sighting, ...]]:
    return {entity.reference: sightings for entity, sightings in bank.entries(known_at=known_at, ever=ever)}


def test_entries_of_the_newest_version_have_one_sighting(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1", start="2015-10-15"), *entry("A.2")])
    load(bank, "2026-02-01", [*entry("A.2"), *entry("A.3", start="2026-01-10", end="2026-01-20")])
    assert seen(bank) == {
        "A.2": (Sighting("2026-02-01", present=True),),
        "A.3": (Sighting("2026-02-01", present=True, start="2026-01-10", end="2026-01-20"),),
    }
    assert seen(bank, known_at="2026-01-31") == {
        "A.1": (Sighting("2026-01-01", present=True, start="2015-10-15"),),
        "A.2": (Sighting("2026-01-01", present=True),),
    }
    assert seen(bank, known_at="2025-12-31") == {}


def test_entries_ever_seen_have_a_sighting_of_every_version(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1", "Old Works", start="2015"), *entry("A.2")])
    load(bank, "2026-02-01", [*entry("A.1", "New Works", start="2016")])
    load(bank, "2026-03-01", [*entry("A.2")])
    assert seen(bank, ever=True) == {
        "A.1": (
            Sighting("2026-01-01", present=True, start="2015"),
            Sighting("2026-02-01", present=True, start="2016"),
            Sighting("2026-03-01", present=False),
        ),
        "A.2": (
            Sighting("2026-01-01", present=True),
            Sighting("2026-02-01", present=False),
            Sighting("2026-03-01", present=True),
        ),
    }
    assert next(entity for entity, _ in bank.entries(ever=True)).caption == "New Works"
    assert next(entity for entity, _ in bank.entries(ever=True, known_at="2026-01-15")).caption == "Old Works"
    assert list(seen(bank, ever=True, known_at="2026-01-15")) == ["A.1", "A.2"]


def test_an_excerpt_shows_presence_but_never_absence(bank: Bank) -> None:
    load(bank, "2026-01-01", [*entry("A.1"), *entry("A.2")])
    load(bank, "2026-02-01", entry("A.2"), excerpt=True)
    assert seen(bank, ever=True)["A.1"] == (Sighting("2026-01-01", present=True),)
    assert len(seen(bank, ever=True)["A.2"]) == 2
    assert bank.listing(root("A.1"), "2026-06-01").status is ListingStatus.LISTED


def test_a_listing_starts_with_the_first_of_several_and_ends_when_all_have(bank: Bank) -> None:
    first = [
        part("A.1", "Sanction", "x", "startDate", "2010-01-01"),
        part("A.1", "Sanction", "x", "endDate", "2014-01-01"),
    ]
    second = [
        part("A.1", "Sanction", "y", "listingDate", "2012-01-01"),
        part("A.1", "Sanction", "y", "program", "Made-up"),
    ]
    name = says("A.1", "name", "Made-up Works")
    load(bank, "2026-01-01", [name, *first, *second])
    load(bank, "2026-02-01", [name, *first, *second, part("A.1", "Sanction", "y", "endDate", "2020-01-01")])
    dates = [(one.start, one.end) for one in seen(bank, ever=True)[root("A.1").removeprefix(f"{DATASET}-")]]
    assert dates == [("2010-01-01", None), ("2010-01-01", "2020-01-01")]


def test_entries_can_be_of_some_data_sets_only(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    assert [entity.reference for entity, _ in bank.entries([DATASET, DATASET])] == ["A.1"]
    assert list(bank.entries(["no_such_list"])) == []
    assert list(bank.entries([])) == []


@pytest.mark.parametrize(
    ("as_of", "known_at", "status", "between"),
    [
        ("2015-01-01", None, ListingStatus.NOT_LISTED, None),
        ("2016-06-20", None, ListingStatus.LISTED, None),
        ("2026-01-15", None, ListingStatus.LISTED, None),
        ("2026-02-15", None, ListingStatus.UNKNOWN, ("2026-02-01", "2026-03-01")),
        ("2026-03-01", None, ListingStatus.FORMERLY_LISTED, None),
        ("2026-02-15", "2026-02-15", ListingStatus.LISTED, None),
        ("2016-06-20T12:00:00Z", "2026-01-01", ListingStatus.LISTED, None),
        ("2016-06-20", "2025-12-31", ListingStatus.UNKNOWN, (None, None)),
    ],
)
def test_listed_on_a_day_as_known_then_and_now(
    bank: Bank, as_of: str, known_at: str | None, status: ListingStatus, between: tuple[str | None, str | None] | None
) -> None:
    for published in ("2026-01-01", "2026-02-01"):
        load(bank, published, entry("A.1", start="2015-10-15"))
    load(bank, "2026-03-01", entry("A.2"))
    answer = bank.listing(root("A.1"), as_of, known_at)
    assert answer.status is status, answer.why
    assert answer.between == between


def test_an_entry_first_seen_later_was_not_in_the_list_known_then(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    load(bank, "2026-02-01", [*entry("A.1"), *entry("A.2", start="2020-01-01")])
    assert bank.listing(root("A.2"), "2026-01-01", "2026-01-01").status is ListingStatus.NOT_LISTED
    assert bank.listing(root("A.2"), "2026-01-01").status is ListingStatus.LISTED


def test_a_part_is_listed_as_its_entry_is(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1", start="2015-10-15"))
    assert bank.listing(f"{root('A.1')}-sanction-1", "2016-01-01").status is ListingStatus.LISTED


def test_an_id_never_seen_has_no_listing(bank: Bank) -> None:
    with pytest.raises(NoSuchEntity, match="came 'made_up_list-nobody'"):
        bank.listing("made_up_list-nobody", "2016-01-01")
