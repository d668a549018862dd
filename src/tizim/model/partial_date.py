"""A date known to the day, the month or the year, or a span of days.

The normal form is a subset of EDTF (ISO 8601-2:2019, clauses 4.4 and 8.2), as FollowTheMoney writes dates: "1971", "1971-05",
"1971-05-03", an interval "1958/1963" with any precision on either side, and a final "~" for "about". Reading other words is
`dates` and `free_dates`; how well two dates agree is `compare`.
"""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

EARLIEST_YEAR = 1700
LATEST_YEAR = 2200
"""Years outside these are slips of the pen in this field, or another calendar (1350 and 2514 are both 1971 somewhere)."""

_POINT = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_LENGTH = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class PartialDate:
    """The days a partial date allows: `earliest` to `latest`, both included; approximate: the publisher said "about".

    `str()` gives the normal form: the shortest text of exactly these days, so equal dates have equal texts.
    """

    earliest: date
    latest: date
    approximate: bool = False

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(
                f"expected an interval whose end is not before its start, came {self.earliest}/{self.latest}"
            )

    @classmethod
    def parse(cls, text: str) -> "PartialDate":
        """Read the normal form. Raises ValueError where it is not one, or where no such date exists."""
        bare = text.removesuffix("~")
        first, slash, last = bare.partition("/")
        return cls(_days(first, text)[0], _days(last if slash else first, text)[1], bare != text)

    @property
    def precision(self) -> str:
        """How exact it is: "day", "month", "year" or "interval"."""
        if self.earliest == self.latest:
            return "day"
        length = _common_length(self.earliest, self.latest)
        same = self.earliest.isoformat()[:length] == self.latest.isoformat()[:length]
        return "interval" if not same else "year" if length == _LENGTH["year"] else "month"

    def __str__(self) -> str:
        length = _common_length(self.earliest, self.latest)
        first, last = self.earliest.isoformat()[:length], self.latest.isoformat()[:length]
        return (first if first == last else f"{first}/{last}") + ("~" if self.approximate else "")


def written(day: date, precision: str) -> str | None:
    """The normal form of a day known to this precision ("day", "month", "year"); None outside the years 1700 to 2200."""
    if not EARLIEST_YEAR <= day.year <= LATEST_YEAR:
        return None
    return day.isoformat()[: _LENGTH[precision]]


def _days(point: str, whole: str) -> tuple[date, date]:
    """First and last day of one side of a date."""
    met = _POINT.fullmatch(point)
    if met is None:
        raise ValueError(
            f'expected a date such as "1971", "1971-05", "1971-05-03", "1958/1963" or "1958~", came {whole!r}'
        )
    year, month, day = (int(part) if part else None for part in met.groups())
    if year is None or not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise ValueError(f"expected a year from {EARLIEST_YEAR} to {LATEST_YEAR}, came {whole!r}")
    if month is None:
        return date(year, 1, 1), date(year, 12, 31)
    if not 1 <= month <= 12:
        raise ValueError(f"expected a month from 01 to 12, came {whole!r}")
    last = monthrange(year, month)[1]
    if day is None:
        return date(year, month, 1), date(year, month, last)
    if not 1 <= day <= last:
        raise ValueError(f"expected a day that {year:04}-{month:02} has, came {whole!r}")
    return date(year, month, day), date(year, month, day)


def _common_length(earliest: date, latest: date) -> int:
    """How many letters of the ISO form say these days exactly, on both sides."""
    if (earliest.month, earliest.day) == (1, 1) and (latest.month, latest.day) == (12, 31):
        return _LENGTH["year"]
    if earliest.day == 1 and latest.day == monthrange(latest.year, latest.month)[1]:
        return _LENGTH["month"]
    return _LENGTH["day"]
