"""Dates as tizim keeps them, and a publisher's words read into them by that publisher's formats.

`PartialDate` is the value behind the text; `read_any_date` reads words of nobody's format (a customer's file); `utc_time`
reads the time that a whole file gives itself. Start at `read_date`. Nothing here compares two dates: that is `compare`.
"""

import re
from datetime import UTC, datetime
from functools import cache

from tizim.model.free_dates import read_any_date
from tizim.model.partial_date import EARLIEST_YEAR, LATEST_YEAR, PartialDate, written

__all__ = ["EARLIEST_YEAR", "LATEST_YEAR", "PartialDate", "read_any_date", "read_date", "utc_time"]

_LETTERS = re.compile(r"[A-Za-z]+\.?")
_DIRECTIVE = re.compile(r"%([A-Za-z])")
_DAY_DIRECTIVES = frozenset("djxcDF")
_MONTH_DIRECTIVES = frozenset("mbBh")
_MONTH_WORDS = (
    "jan feb mar apr may jun jul aug sep oct nov dec".split(),
    ("january february march april may june july august september october november december".split()),
)
_ENGLISH_MONTHS = {name: f"{number:02}" for names in _MONTH_WORDS for number, name in enumerate(names, start=1)} | {
    "sept": "09"
}


def read_date(words: str, *, formats: tuple[str, ...]) -> str | None:
    """A publisher's words in normal form, or None where no format reads them or there is no such day.

    `formats` are strptime formats, tried in their order. A format without a day gives a month, without a month a year.
    %b and %B both read English month names, short or whole, whatever the locale of the process. Years 1700 to 2200.
    """
    stripped = words.strip()
    for one in formats:
        plain, precision, named = _understood(one)
        try:
            read = datetime.strptime(_LETTERS.sub(_month_number, stripped) if named else stripped, plain)  # noqa: DTZ007 - a date has no zone
        except ValueError:
            continue
        return written(read.date(), precision)
    return None


def utc_time(words: str) -> str | None:
    """An ISO 8601 date or time as UTC to the second, or None where it is neither; a time without a zone is taken for UTC."""
    try:
        read = datetime.fromisoformat(words)
        return (read if read.tzinfo else read.replace(tzinfo=UTC)).astimezone(UTC).isoformat(timespec="seconds")
    except (ValueError, OverflowError):  # the second: a time at the end of all years, moved by its zone
        return None


@cache
def _understood(one: str) -> tuple[str, str, bool]:
    """A format with month numbers in place of month names, the precision it gives, and whether it had names."""
    directives = set(_DIRECTIVE.findall(one))
    precision = "day" if directives & _DAY_DIRECTIVES else "month" if directives & _MONTH_DIRECTIVES else "year"
    plain = re.sub(r"%[bBh]", "%m", one)
    return plain, precision, plain != one


def _month_number(met: re.Match[str]) -> str:
    """The number of an English month; any other word as it is."""
    return _ENGLISH_MONTHS.get(met[0].rstrip(".").lower(), met[0])
