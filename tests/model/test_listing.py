"""Listed on a day? Tables of days for what versions showed; "-" is a version without the entry."""

import pytest

from tizim.model.listing import ListingStatus, Sighting, listing_on

LISTED, FORMERLY = ListingStatus.LISTED, ListingStatus.FORMERLY_LISTED
NOT, UNKNOWN = ListingStatus.NOT_LISTED, ListingStatus.UNKNOWN


def seen(published: str, *, start: str | None = None, end: str | None = None) -> Sighting:
    return Sighting(published, present=True, start=start, end=end)


def missed(published: str) -> Sighting:
    return Sighting(published, present=False)


@pytest.mark.parametrize(
    ("day", "status", "between"),
    [
        ("2019-12-31", UNKNOWN, (None, "2020-01-01")),
        ("2020-01-01", LISTED, None),
        ("2020-06-01", LISTED, None),
        ("2021-01-01", LISTED, None),
        ("2021-06-01", UNKNOWN, ("2021-01-01", "2022-01-01")),
        ("2022-01-01", FORMERLY, None),
        ("2023-01-01", FORMERLY, None),
    ],
)
def test_without_dates_of_the_publisher(
    day: str, status: ListingStatus, between: tuple[str | None, str | None] | None
) -> None:
    versions = [seen("2020-01-01T10:00:00Z"), seen("2021-01-01T10:00:00Z"), missed("2022-01-01T10:00:00Z")]
    answer = listing_on(day, versions)
    assert (answer.status, answer.between) == (status, between), answer.why


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2009-12-31", NOT), ("2010-01-01", LISTED), ("2020-06-01", LISTED), ("2024-12-31", LISTED),
        ("2025-01-01", FORMERLY), ("2030-01-01", FORMERLY),
    ],
)  # fmt: skip
def test_with_both_dates(day: str, status: ListingStatus) -> None:
    answer = listing_on(day, [seen("2020-01-01", start="2010-01-01", end="2025-01-01")])
    assert (answer.status, answer.start, answer.end) == (status, "2010-01-01", "2025-01-01")


@pytest.mark.parametrize(
    ("day", "status", "between"),
    [
        ("2019-06-01", UNKNOWN, (None, "2020-01-01")),
        ("2020-01-01", NOT, None),
        ("2020-06-01", UNKNOWN, ("2020-01-01", "2021-01-01")),
        ("2021-01-01", LISTED, None),
    ],
)
def test_first_seen_later_and_no_date(
    day: str, status: ListingStatus, between: tuple[str | None, str | None] | None
) -> None:
    answer = listing_on(day, [missed("2020-01-01"), seen("2021-01-01")])
    assert (answer.status, answer.between) == (status, between), answer.why


@pytest.mark.parametrize(("day", "status"), [("2020-03-01", NOT), ("2020-05-05", LISTED), ("2020-06-01", LISTED)])
def test_the_publishers_date_decides_between_two_versions(day: str, status: ListingStatus) -> None:
    answer = listing_on(day, [missed("2020-01-01"), seen("2021-01-01", start="2020-05-05")])
    assert answer.status is status, answer.why


@pytest.mark.parametrize(
    ("day", "status"),
    [
        ("2020-06-01", LISTED),
        ("2021-06-01", FORMERLY),
        ("2022-03-01", FORMERLY),
        ("2022-06-01", LISTED),
        ("2023-06-01", LISTED),
    ],
)
def test_an_entry_listed_anew(day: str, status: ListingStatus) -> None:
    versions = [
        seen("2020-01-01", start="2015-01-01"), seen("2020-12-01", start="2015-01-01"), missed("2021-01-01"), missed("2022-01-01"),
        seen("2023-01-01", start="2022-05-01"),
    ]  # fmt: skip
    answer = listing_on(day, versions)
    assert answer.status is status, answer.why


def test_a_listing_in_force_later_than_its_publication_is_not_yet_one() -> None:
    answer = listing_on("2020-01-15", [seen("2020-01-01", start="2020-02-01")])
    assert (answer.status, answer.why) == (NOT, "in force from 2020-02-01 only")


def test_an_end_in_the_next_version_reaches_back() -> None:
    answer = listing_on("2019-06-01", [seen("2020-01-01", start="2010-01-01", end="2015-01-01")])
    assert (answer.status, answer.why) == (FORMERLY, "ended 2015-01-01")


def test_nothing_seen_is_not_listed_where_there_is_a_version_and_unknown_where_there_is_none() -> None:
    assert listing_on("2020-06-01", [missed("2020-01-01")]).status is NOT
    assert listing_on("2019-06-01", [missed("2020-01-01")]).status is UNKNOWN
    assert listing_on("2019-06-01", []).between == (None, None)


def test_a_version_without_the_entry_is_evidence_for_its_own_day() -> None:
    versions = [seen("2019-01-01"), missed("2020-01-01"), seen("2021-01-01")]
    assert listing_on("2020-01-01", versions).status is FORMERLY
    assert listing_on("2020-01-02", versions).between == ("2020-01-01", "2021-01-01")


def test_a_listing_date_of_a_later_version_reaches_before_the_first() -> None:
    answer = listing_on("2019-06-01", [missed("2020-01-01"), seen("2021-01-01", start="2020-05-01")])
    assert (answer.status, answer.why) == (NOT, "listed on 2020-05-01 only")


def test_a_day_of_a_version_is_that_whole_day() -> None:
    assert listing_on("2020-01-01", [seen("2020-01-01T23:59:59Z")]).status is LISTED
