"""What a reading notes of a release, and what a draft makes of a field with several countries. All records are invented."""

import pytest

from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.shared.places import countries_of_place


@pytest.mark.parametrize(
    ("words", "formats", "expected"),
    [
        ("2026-02-27T10:00:00+05:00", (), "2026-02-27T05:00:00+00:00"),
        (" 2026-02-27 ", (), "2026-02-27T00:00:00+00:00"),
        ("27/02/2026", ("%d/%m/%Y",), "2026-02-27T00:00:00+00:00"),
        ("02/27/2026", ("%m/%d/%Y",), "2026-02-27T00:00:00+00:00"),
        (None, (), None),
        (" ", (), None),
    ],
)
def test_the_time_a_file_gives_itself_is_kept_in_utc(
    words: str | None, formats: tuple[str, ...], expected: str | None
) -> None:
    reading = Reading("specimen")
    reading.published_on(words, "Date", "head", formats=formats)
    assert (reading.published, reading.unreadable) == (expected, [])


def test_a_time_that_is_none_is_noted_with_what_was_expected() -> None:
    reading = Reading("specimen")
    reading.published_on("last week", "Date", "head", formats=("%d/%m/%Y",))
    (one,) = reading.unreadable
    assert reading.published is None
    assert (one.field, one.value, one.place, one.why) == (
        "Date", "last week", "head", "expected a time in ISO 8601 or %d/%m/%Y",
    )  # fmt: skip


def test_each_country_of_a_field_is_a_value_with_the_words_it_was_read_from() -> None:
    entry = Draft(Reading("specimen"), "Person", "1")
    assert entry.add_countries("nationality", "Iraq, Syria", at="Nationality")
    assert entry.add_countries("birthCountry", "Latakia, Syria", at="Born", find=countries_of_place)
    assert not entry.add_countries("nationality", None, at="Nationality")
    assert (entry.values("nationality"), entry.values("birthCountry")) == (["iq", "sy"], ["sy"])
    assert {one.original for one in entry.statements()} == {"Iraq, Syria", "Latakia, Syria"}


def test_a_field_that_names_no_country_is_noted_once_and_kept_raw() -> None:
    reading = Reading("specimen")
    entry = Draft(reading, "Person", "1")
    assert not entry.add_countries("nationality", "Nowhere", at="Nationality[2]")
    assert [one.value for one in reading.unreadable] == entry.values("source:Nationality") == ["Nowhere"]
