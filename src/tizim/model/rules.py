"""The rules: features with their coefficients, thresholds and the rarity table, as one versioned value.

How rare a name part is comes from the rules, never from the lists: so a changed list moves no other score, and an answer
can be repeated. `compare.rules_file` reads the shipped rules; this module only says what they are.
"""

import copyreg
from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from tizim.errors import RulesError

SHORT_UNSEEN = 4
"""letters from which a part in no table counts as unseen in full"""
LONG_UNSEEN = 0.4
"""nats for each further letter"""
LONGEST_UNSEEN = 2.0
"""nats that length adds at most"""


def _frozen(tables: dict[Any, Any]) -> "MappingProxyType[Any, Any]":
    return MappingProxyType(tables)


def _as_dict(
    tables: "MappingProxyType[Any, Any]",
) -> tuple[Callable[..., "MappingProxyType[Any, Any]"], tuple[Any, ...]]:
    return _frozen, (dict(tables),)


# Rules go to other processes, and their tables may not be changed there either.
copyreg.pickle(MappingProxyType, _as_dict)


@dataclass(frozen=True, slots=True, eq=False)
class Rarity:
    """How surprising a name part is: nats, -ln of its share among names of the culture where it is most common.

    forms: by romanised form. sounds: by phonetic skeleton. written: by the part as it stands, in scripts that do not spell it
    out (Arabic, Hebrew, Hangul). unseen: for forms of four letters in no table; shorter ones get less, because a random
    three-letter part coincides more often, and longer ones more.
    """

    forms: Mapping[str, float]
    sounds: Mapping[str, float]
    written: Mapping[str, float]
    words: frozenset[str]
    """forms that are words of organisations' names rather than of people's (trading, bank, foundation, …)"""
    unseen: float

    def of(self, form: str) -> float:
        """Nats of a romanised form."""
        found = self.forms.get(form)
        return found if found is not None else self._unseen(len(form))

    def of_written(self, written: str) -> float:
        """Nats of a part in its own script."""
        found = self.written.get(written)
        return found if found is not None else self._unseen(len(written) + 1)

    def of_sound(self, skeleton: str) -> float:
        """Nats of a phonetic skeleton: of all forms together that sound like it."""
        found = self.sounds.get(skeleton)
        return found if found is not None else self._unseen(len(skeleton) + 1)

    def _unseen(self, letters: int) -> float:
        """The longer what nobody counted, the less likely it comes up twice by chance; short ones collide."""
        if letters < SHORT_UNSEEN:
            return max(1.0, self.unseen * letters / 5)
        return self.unseen + min(LONG_UNSEEN * (letters - SHORT_UNSEEN), LONGEST_UNSEEN)


@dataclass(frozen=True, slots=True)
class Found:
    """Share of true matches that score at or above each threshold, as measured on pairs that nothing was fitted to.

    thresholds: ascending, 0 to 1. by_name: asked by name alone. with_facts: asked with a birth date too.
    """

    thresholds: tuple[float, ...]
    by_name: tuple[float, ...]
    with_facts: tuple[float, ...]

    def share(self, threshold: float, *, dated: float) -> float:
        """The share found at a threshold, between those measured; `dated` is the share of subjects that have a birth date."""
        by_name, with_facts = self._between(threshold, self.by_name), self._between(threshold, self.with_facts)
        return (1 - dated) * by_name + dated * with_facts

    def _between(self, threshold: float, shares: tuple[float, ...]) -> float:
        """Below the first threshold that was measured, its share; above the last, falling to nothing at a score of 1."""
        points, values = (*self.thresholds, 1.0), (*shares, 0.0)
        after = bisect_left(points, threshold)
        if after == 0:
            return values[0]
        low, high = points[after - 1], points[after]
        return values[after - 1] + (values[after] - values[after - 1]) * (threshold - low) / (high - low)


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """One reviewed version of how a score is made, and the thresholds it is read by.

    version: of everything a score and the index depend on; the thresholds are no part of it, so that an index serves under
    any. weights: coefficient of each feature (see rules.toml for what each means). possible, hit: the pair of thresholds, on
    the score (0 to 1). max_candidates: entries compared in full for one subject. found: None where it was not measured.
    """

    version: str
    weights: Mapping[str, float]
    possible: float
    hit: float
    max_candidates: int
    titles: frozenset[str]
    rarity: Rarity
    found: Found | None = None

    def __getitem__(self, feature: str) -> float:
        return self.weights[feature]

    @property
    def full_version(self) -> str:
        """What made a verdict, exactly: the version and the thresholds."""
        return f"{self.version}@{self.possible}/{self.hit}"

    def require_thresholds(self, where: str) -> None:
        """Raises RulesError where the thresholds make no sense; `where` says what names them."""
        if not 0 < self.possible <= self.hit < 1:
            raise RulesError(f"{where}: expected 0 < possible <= hit < 1, came {self.possible} and {self.hit}")
