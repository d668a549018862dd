"""How much the facts of an entity could add to its score at most, for many entities at once.

Years and countries are kept coarsely (a span of years, a bit for each country's digest): enough to leave out most of those
whose facts speak against them before their names are compared, never enough to decide.
"""

import math
from array import array
from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from tizim.compare.facts import Facts, compare_facts
from tizim.index import kernel
from tizim.index.snapshot import Segment
from tizim.model.partial_date import PartialDate
from tizim.model.rules import Rules

_NEAR_YEARS: Final = 2
"""years apart up to which two dates, one of them approximate, are no conflict (see `compare.facts`)"""


def country_bits(countries: Iterable[str]) -> int:
    """64 bits in which each country sets one."""
    bits = 0
    for code in countries:
        bits |= 1 << (blake2b(code.encode(), digest_size=1).digest()[0] % 64)
    return bits


def year_span(dates: Iterable[str]) -> tuple[int, int]:
    """First and last year of all dates; (0, 0) where there is none."""
    known = [PartialDate.parse(date) for date in dates]
    if not known:
        return 0, 0
    return min(date.earliest.year for date in known), max(date.latest.year for date in known)


def facts_bound(segment: Segment, asked: Facts, rules: Rules) -> kernel.Facts:
    """Log-odds that the facts of the segment's entities can add at most."""
    of_schema = _of_schemata(asked.schema, segment.schemata, rules)
    gender = rules["gender_same"] if asked.genders else 0.0
    first, last = year_span(asked.birth_dates)
    best = max((rules[_BEST[PartialDate.parse(date).precision]] for date in asked.birth_dates), default=0.0)
    return kernel.Facts(
        of_schema,
        gender,
        (first - _NEAR_YEARS, last + _NEAR_YEARS) if asked.birth_dates else None,
        max(best, rules["birth_circa"]),
        rules["birth_off"],
        country_bits(asked.countries),
        rules["country_same"],
        rules["country_conflict"],
    )


_BEST: Final = {
    "day": "birth_day_same",
    "month": "birth_month_same",
    "year": "birth_year_same",
    "interval": "birth_year_same",
}
"""the most that a date of this precision can bring"""


@lru_cache(maxsize=256)
def _of_schemata(asked: str, known: tuple[str, ...], rules: Rules) -> bytes:
    """What a kind adds beside each of the segment's, by number."""
    others = [-math.inf] * (256 - len(known))
    return array("f", [*(_kind(asked, one, rules) for one in known), *others]).tobytes()


def _kind(asked: str, known: str, rules: Rules) -> float:
    return sum(reason.weight for reason in compare_facts(Facts(asked), Facts(known), rules))
