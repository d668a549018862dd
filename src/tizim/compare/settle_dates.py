"""Dates that somebody might answer with: one that agrees with what is known, one that does not. `settle` asks for them."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tizim.model.partial_date import EARLIEST_YEAR, LATEST_YEAR, PartialDate

_FINENESS = {"interval": 0, "year": 1, "month": 2, "day": 3}
_A_GENERATION = 30
"""years that no slip of the pen explains"""
_STEP = timedelta(days=23)
"""meets every month, on changing days"""


def finest_date(dates: Sequence[str]) -> str:
    """The date that says most."""
    return max(dates, key=lambda text: _fineness(PartialDate.parse(text)))


def other_date(dates: Sequence[str]) -> str:
    """A day a generation from all of these dates, or as far as the calendar has room."""
    read = [PartialDate.parse(text) for text in dates]
    year = max(one.latest.year for one in read) + _A_GENERATION
    if year > LATEST_YEAR:
        year = max(range(EARLIEST_YEAR, LATEST_YEAR + 1), key=lambda year: min(_years_off(one, year) for one in read))
    return f"{year:04}-07-19"


def differing_date(mine: Sequence[str], other: Sequence[str]) -> tuple[str, str] | None:
    """Where `mine` is true of a finer date of `other`: that date, and a day that is as true of `mine` and is none of `other`."""
    others = [PartialDate.parse(text) for text in other]
    for text in mine:
        coarse = PartialDate.parse(text)
        finer = [one for one in others if _overlap(coarse, one) and _fineness(one) > _fineness(coarse)]
        if not finer:
            continue
        agreed = max(finer, key=_fineness)
        for day in _days_within(coarse):
            if not any(one.earliest <= day <= one.latest or _swapped(one, day) for one in others):
                return str(agreed), day.isoformat()
    return None


def _years_off(one: PartialDate, year: int) -> int:
    return max(one.earliest.year - year, year - one.latest.year)


def _fineness(one: PartialDate) -> int:
    return 0 if one.approximate else _FINENESS[one.precision]


def _overlap(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _swapped(one: PartialDate, day: date) -> bool:
    return (one.earliest.month, one.earliest.day) == (day.day, day.month)


def _days_within(span: PartialDate) -> Iterator[date]:
    """From the middle of the span on, and around to it: far from a first of January, which stands for a year."""
    length = span.latest - span.earliest
    middle = span.earliest + timedelta(days=length.days // 2)
    day = middle
    while day <= span.latest:
        yield day
        day += _STEP
    day = span.earliest
    while day < middle:
        yield day
        day += _STEP
