"""What becomes of a birth date or a nationality on its way: mistyped, rounded, of another calendar, another of several, left out."""

import re
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from fit.chance import chosen, share

DateCause = Callable[[str, str], str | None]
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)$")


def _swapped(date: str, key: str) -> str | None:  # noqa: ARG001
    """Day and month in the other order."""
    found = _DAY.match(date)
    if not found or int(found[3]) > 12 or found[2] == found[3]:
        return None
    return f"{found[1]}-{found[3]}-{found[2]}"


def _year_off(date: str, key: str) -> str | None:
    """A year more or less."""
    if not date[:4].isdigit() or date[4:] == "-02-29":
        return None
    return f"{int(date[:4]) + chosen((-1, 1), key, date):04d}{date[4:]}"


def _year_only(date: str, key: str) -> str | None:  # noqa: ARG001
    """The year is all that is known."""
    return date[:4] if len(date) > 4 and date[:4].isdigit() else None


def _new_year(date: str, key: str) -> str | None:  # noqa: ARG001
    """The first of January, as forms have it that insist on a day."""
    return f"{date[:4]}-01-01" if date[:4].isdigit() and date != f"{date[:4]}-01-01" else None


def _digit(date: str, key: str) -> str | None:
    """One digit of the day mistyped."""
    found = _DAY.match(date)
    if not found:
        return None
    days = [day for day in range(1, 29) if _differ_by_one(f"{day:02d}", found[3])]
    return f"{found[1]}-{found[2]}-{chosen(days, key, date):02d}" if days else None


def _differ_by_one(one: str, other: str) -> bool:
    return sum(first != second for first, second in zip(one, other, strict=True)) == 1


def _hijri(date: str, key: str) -> str | None:  # noqa: ARG001
    """The year of the Islamic calendar that most of the year falls into."""
    return str(round((int(date[:4]) - 621.57) * 1.030684)) if date[:4].isdigit() else None


DATES: Mapping[str, DateCause] = MappingProxyType(
    {
        "day-month-swapped": _swapped,
        "year-off-by-one": _year_off,
        "year-only": _year_only,
        "first-of-january": _new_year,
        "day-digit": _digit,
        "hijri-year": _hijri,
    }
)
"""Every cause by name; each gives None where it does not apply, and never the date itself."""


def date_perturbed(date: str, cause: str, key: str) -> str | None:
    """The date after this cause; None where it does not apply to it."""
    made = DATES[cause](date, key)
    return made if made != date else None


def stated_country(nationalities: Sequence[str], all_countries: Sequence[str], key: str) -> tuple[str, ...]:
    """What a person states as nationality: mostly one of theirs, sometimes another country they have to do with."""
    if not all_countries:
        return ()
    if nationalities and share("country", key) < 0.85:
        return (chosen(nationalities, key, "nationality"),)
    return (chosen(all_countries, key, "country"),)
