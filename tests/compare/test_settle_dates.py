"""Dates somebody might answer with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.settle_dates import differing_date, finest_date, other_date
from tizim.model.partial_date import PartialDate

DATES = st.sampled_from(
    [
        "1971",
        "1971-05",
        "1971-05-03",
        "1971~",
        "1968/1975",
        "1700",
        "2200",
        "2200-12-31",
        "1700-01-01",
        "1971-12-31",
        "1972-02",
    ]
)


def test_the_finest_date_is_the_one_that_says_most() -> None:
    assert finest_date(["1971", "1972-05-03", "1970-01"]) == "1972-05-03"
    assert finest_date(["1968/1975", "1971~", "1971"]) == "1971"


@given(st.lists(DATES, min_size=1, max_size=4))
def test_another_date_is_a_generation_away_from_all(dates: list[str]) -> None:
    other = PartialDate.parse(other_date(dates))
    for one in map(PartialDate.parse, dates):
        assert other.earliest.year - one.latest.year >= 30 or one.earliest.year - other.latest.year >= 30


@given(st.lists(DATES, min_size=1, max_size=2), st.lists(DATES, min_size=1, max_size=3))
def test_a_day_that_differs_is_as_true_of_the_coarse_date_and_none_of_the_others(
    mine: list[str], other: list[str]
) -> None:
    pair = differing_date(mine, other)
    if pair is None:
        return
    agreed, differed = (PartialDate.parse(text) for text in pair)
    assert str(agreed) in {str(PartialDate.parse(text)) for text in other}
    assert any(one.earliest <= differed.earliest <= one.latest for one in map(PartialDate.parse, mine))
    assert not any(one.earliest <= differed.earliest <= one.latest for one in map(PartialDate.parse, other))


@pytest.mark.parametrize(
    ("mine", "other"),
    [
        (["1971-05-03"], ["1971"]),
        (["1971"], ["1971"]),
        (["1940"], ["1971-05-03"]),
        ([], ["1971-05-03"]),
        (["1971"], []),
    ],
)
def test_nothing_finer_to_ask_for(mine: list[str], other: list[str]) -> None:
    assert differing_date(mine, other) is None
