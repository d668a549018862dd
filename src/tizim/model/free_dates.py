"""Dates as anybody types them: ISO, day first, month names in a dozen languages, spreadsheet cells.

For files whose author told nobody a format. What two readers could read differently is read only as far as they agree:
"03/05/1971" is the 3rd of May or the 5th of March, so it gives "1971". Month names come from Babel (CLDR), loaded when the
first one is met. Only the Gregorian calendar: a year of another one lies outside 1700 to 2200 and gives None.
"""

import re
from datetime import date, datetime
from functools import cache
from unicodedata import decimal

from tizim.model.partial_date import PartialDate, written

MONTH_LANGUAGES = "en ru kk ky uz uz_Cyrl tg uk tr az de fr es it pt pl ar fa".split()
"""Languages whose month names are read. A name that means two months in two of them is read as none."""

_ABOUT = re.compile(
    r"^(?:circa|ca\b\.?|c\.|about|approximately|approx\b\.?|around|около|примерно|приблизительно|близько|шамамен)\s*",
    re.IGNORECASE,
)
_SPAN = re.compile(r"(?:between\s+)?([0-9]{4})\s*(?:-|–|—|/|\bto\b|\band\b|\bдо\b)\s*([0-9]{4})", re.IGNORECASE)
_TIME = re.compile(r"(?:[T,]|\s)\s*[0-9]{1,2}:[0-9]{2}.*$", re.DOTALL)
_NUMBERS = re.compile(r"([0-9]{1,4})([./\- ])(?:([0-9]{1,2})\2)?([0-9]{1,4})")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_TOKEN = re.compile(r"[0-9]+|[^\W\d_]+[.'’]?")
_BETWEEN_TOKENS = re.compile(r"[\s,.\-/«»\"“”]*")
_FILLERS = frozenset(
    "of the st nd rd th г гг год года р рік року ж жыл жылы жылғы жылдын йил йили соли de del di do le er den".split()
)


def read_any_date(words: str | date | datetime) -> str | None:
    """Words, or a spreadsheet's date, in normal form ("1971-05-03", "1971-05", "1971", "1958/1963", "1971~"); None if unread.

    Dots are day first ("03.05.1971"). With slashes or dashes the order is taken from what is possible ("13/05/1971"); where
    both orders are, only the year is kept: a month that may be wrong would speak against the right person. A day or month
    of 00 is one not known. Years of two digits are not read.
    """
    if isinstance(words, date):
        return written(words if not isinstance(words, datetime) else words.date(), "day")
    text = _ascii_digits(words).strip().rstrip(".")
    bare = _ABOUT.sub("", text, count=1)
    read = _normal(bare) or _span(bare) or _point(_TIME.sub("", bare).strip().rstrip("."))
    if read is None:
        return None
    return read if bare == text or read.endswith("~") else f"{read}~"


def _point(text: str) -> str | None:
    """One date, with no time and no "about"."""
    return _normal(text) or _in_numbers(text) or _in_words(text)


def _normal(text: str) -> str | None:
    try:
        return str(PartialDate.parse(text))
    except ValueError:
        return None


def _span(text: str) -> str | None:
    met = _SPAN.fullmatch(text)
    return _normal(f"{met[1]}/{met[2]}") if met else None


def _in_numbers(text: str) -> str | None:
    if (compact := _COMPACT.fullmatch(text)) is not None:
        return _made(int(compact[1]), int(compact[2]), int(compact[3]))
    met = _NUMBERS.fullmatch(text)
    if met is None:
        return None
    first, separator, middle, last = met.groups()
    if len(first) == 4 and len(last) <= 2:
        return _made(int(first), int(middle or last), int(last) if middle else 0)
    if len(last) != 4 or len(first) > 2:
        return None
    if middle is None:
        return _made(int(last), int(first), 0)
    return _year_last(int(first), int(middle), int(last), day_first=separator == ".")


def _year_last(first: int, second: int, year: int, *, day_first: bool) -> str | None:
    """A day and a month in one order or the other; the year alone where both orders are dates and differ."""
    as_day_first = _made(year, second, first)
    if day_first:
        return as_day_first
    as_month_first = _made(year, first, second) if first and second else None
    if as_day_first is None or as_month_first is None or as_day_first == as_month_first:
        return as_day_first or as_month_first
    return _made(year, 0, 0)


def _in_words(text: str) -> str | None:
    """A month by its name, with a year and perhaps a day, in any order."""
    if _BETWEEN_TOKENS.sub("", _TOKEN.sub("", text)):
        return None
    months = _months()
    numbers: list[str] = []
    found: list[int] = []
    for token in _TOKEN.findall(text):
        word = token.rstrip(".'’").casefold()
        if token.isdigit():
            numbers.append(token)
        elif word in months:
            found.append(months[word])
        elif word not in _FILLERS:
            return None
    years = [int(one) for one in numbers if len(one) == 4]
    days = [int(one) for one in numbers if len(one) <= 2]
    if len(years) != 1 or len(days) > 1 or len(years) + len(days) != len(numbers) or len(found) > 1:
        return None
    if not found:
        return _made(years[0], 0, 0) if not days else None
    return _made(years[0], found[0], days[0] if days else 0)


def _made(year: int, month: int, day: int) -> str | None:
    """The normal form; a month or day of 0 is one not known."""
    if month == 0:
        return _normal(f"{year:04}")
    return _normal(f"{year:04}-{month:02}" + (f"-{day:02}" if day else ""))


@cache
def _months() -> dict[str, int]:
    """Month names, whole and short, case-folded, of every language of `MONTH_LANGUAGES`."""
    from babel import Locale  # late: 40 ms, and few files spell their months

    met: dict[str, set[int]] = {}
    for language in MONTH_LANGUAGES:
        months = Locale.parse(language).months
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                for number, name in months[context][width].items():
                    met.setdefault(name.rstrip(".'’").casefold(), set()).add(number)
    return {name: numbers.pop() for name, numbers in met.items() if len(numbers) == 1 and not name.isdigit()}


def _ascii_digits(text: str) -> str:
    """Arabic, Persian and any other decimal digits as 0 to 9."""
    return "".join(str(decimal(letter)) if letter.isdecimal() else letter for letter in text)
