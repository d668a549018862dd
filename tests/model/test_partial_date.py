"""The normal form of dates: what it allows, and that equal days have one text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.model.dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate

DAYS = st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31))


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("1971", date(1971, 1, 1), date(1971, 12, 31), "year"),
        ("1971-02", date(1971, 2, 1), date(1971, 2, 28), "month"),
        ("1972-02", date(1972, 2, 1), date(1972, 2, 29), "month"),
        ("1971-05-03", date(1971, 5, 3), date(1971, 5, 3), "day"),
        ("1958/1963", date(1958, 1, 1), date(1963, 12, 31), "interval"),
        ("1958-03/1958-05", date(1958, 3, 1), date(1958, 5, 31), "interval"),
        ("1958-03-02/1958-05-01", date(1958, 3, 2), date(1958, 5, 1), "interval"),
    ],
)
def test_a_date_allows_the_days_it_says(text: str, earliest: date, latest: date, precision: str) -> None:
    read = PartialDate.parse(text)
    assert (read.earliest, read.latest, read.approximate, read.precision) == (earliest, latest, False, precision)
    assert str(read) == text


def test_about_is_kept() -> None:
    read = PartialDate.parse("1958~")
    assert read.approximate
    assert read.precision == "year"
    assert str(read) == "1958~"


def test_sides_may_differ_in_precision() -> None:
    read = PartialDate.parse("1958/1963-05-03")
    assert (read.earliest, read.latest) == (date(1958, 1, 1), date(1963, 5, 3))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "71",
        "1971-13",
        "1971-00",
        "1971-02-30",
        "1971-5-3",
        "0000",
        "1699",
        "2201",
        "1963/1958",
        "1958/",
        "/1963",
        "1971-05-03T00:00",
        "May 1971",
        "~",
        "1971 ",
        "١٩٧١",
    ],
)
def test_anything_else_is_refused_and_shown(text: str) -> None:
    with pytest.raises(ValueError, match="expected") as caught:
        PartialDate.parse(text)
    if text != "1963/1958":
        assert repr(text) in str(caught.value)


@given(DAYS, DAYS, st.booleans())
def test_the_text_says_exactly_the_days(one: date, other: date, approximate: bool) -> None:
    made = PartialDate(min(one, other), max(one, other), approximate)
    assert PartialDate.parse(str(made)) == made


@given(DAYS, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_reading_and_writing_settle_at_once(day: date, first: int, last: int) -> None:
    text = f"{day.isoformat()[:first]}/{day.isoformat()[:last]}"
    settled = str(PartialDate.parse(text))
    assert str(PartialDate.parse(settled)) == settled
