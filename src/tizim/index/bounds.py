"""How much the facts of an entity could add to its score at most, for many entities at once.

Years and countries are kept coarsely (a span of years, a bit for each country's digest): enough to leave out most of those
whose facts speak against them before their names are compared, never enough to decide.
"""

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from tizim.compare.facts import Facts, compare_facts
from tizim.index.snapshot import Snapshot
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


def facts_bound(snapshot: Snapshot, entities: npt.NDArray[Any], asked: Facts, rules: Rules) -> npt.NDArray[Any]:
    """Log-odds that the facts of these entities (their numbers) can add at most."""
    bound: npt.NDArray[np.float64] = _kinds(snapshot, asked.schema, rules)[snapshot["entity_schema"][entities]]
    if asked.genders:
        bound = bound + rules["gender_same"]
    if asked.birth_dates:
        bound = bound + _births(snapshot, entities, asked.birth_dates, rules)
    if asked.countries:
        known = snapshot["entity_countries"][entities]
        shared = (known & np.uint64(country_bits(asked.countries))) != 0
        weight = np.where(shared, rules["country_same"], rules["country_conflict"])
        bound = bound + np.where(known == 0, 0.0, weight)
    return bound


def _births(snapshot: Snapshot, entities: npt.NDArray[Any], asked: tuple[str, ...], rules: Rules) -> npt.NDArray[Any]:
    first, last = year_span(asked)
    born_from, born_to = snapshot["entity_born_from"][entities], snapshot["entity_born_to"][entities]
    near = (born_from <= last + _NEAR_YEARS) & (born_to >= first - _NEAR_YEARS)
    best = max(rules[_BEST[PartialDate.parse(date).precision]] for date in asked)
    return np.where(born_from == 0, 0.0, np.where(near, max(best, rules["birth_circa"]), rules["birth_off"]))


_BEST: Final = {
    "day": "birth_day_same",
    "month": "birth_month_same",
    "year": "birth_year_same",
    "interval": "birth_year_same",
}
"""the most that a date of this precision can bring"""


def _kinds(snapshot: Snapshot, asked: str, rules: Rules) -> npt.NDArray[Any]:
    return np.array([_kind(asked, known, rules) for known in snapshot.schemata], np.float64)


@lru_cache(maxsize=1024)
def _kind(asked: str, known: str, rules: Rules) -> float:
    return sum(reason.weight for reason in compare_facts(Facts(asked), Facts(known), rules))
