"""What is written: two sides, whether they are the same, from which source, for which split. And the weights."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

Split = Literal["train", "held"]
HELD_SHARE = 0.25


@dataclass(frozen=True, slots=True)
class Side:
    """One side as it is compared. kind: one of `tizim.model.subject.KINDS`; weak: those of the names that a publisher calls so."""

    kind: str
    names: tuple[str, ...]
    weak: tuple[str, ...] = ()
    birth: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    gender: str | None = None
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """One line. `one` is who is asked, `other` who is known. source: `family` or `family:detail`."""

    one: Side
    other: Side
    same: bool
    source: str
    split: Split
    weight: float = 1.0

    @property
    def family(self) -> str:
        """The source without its details."""
        return self.source.partition(":")[0]

    def line(self) -> str:
        """As JSON, the same bytes for the same pair."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))


SHARES: dict[str, float] = {"alias": 3.0, "identifier": 1.0, "transliteration": 1.0, "perturbed": 2.0, "ordinary": 3.0}
"""What each family counts in all, whatever its size. Aliases and ordinary people are what a screening is asked most."""

LESS: dict[str, float] = {"alias:weak": 0.3, "alias:far": 0.3}
"""Pairs of which most share no name that anybody could match: they are true, and would teach that names need not agree."""


def weighted(pairs: Iterable[Pair]) -> list[Pair]:
    """Pairs with weights: within a split and a label each family has its share in all, so that no list's size decides.

    A family without pairs of one label leaves its share to the others. The mean weight of a split is 1.
    """
    kept = list(pairs)
    mass: dict[tuple[str, bool, str], float] = defaultdict(float)
    for pair in kept:
        mass[pair.split, pair.same, pair.family] += LESS.get(pair.source, 1.0)
    labels: dict[tuple[str, bool], float] = defaultdict(float)
    for split, same, family in mass:
        labels[split, same] += SHARES[family]
    sizes = Counter(pair.split for pair in kept)
    return [replace(pair, weight=round(_weight(pair, mass, labels, sizes), 5)) for pair in kept]


def _weight(
    pair: Pair,
    mass: dict[tuple[str, bool, str], float],
    labels: dict[tuple[str, bool], float],
    sizes: Counter[Split],
) -> float:
    of_family = SHARES[pair.family] / labels[pair.split, pair.same]
    of_pair = LESS.get(pair.source, 1.0) / mass[pair.split, pair.same, pair.family]
    return sizes[pair.split] / 2 * of_family * of_pair


def counted(pairs: Sequence[Pair]) -> dict[str, tuple[int, int, int, int]]:
    """Source -> same in train, different in train, same in held, different in held; sources sorted, causes of change as one."""
    counts = Counter((_told(pair), pair.split, pair.same) for pair in pairs)
    return {
        source: (
            counts[source, "train", True],
            counts[source, "train", False],
            counts[source, "held", True],
            counts[source, "held", False],
        )
        for source in sorted({source for source, _split, _same in counts})
    }


def _told(pair: Pair) -> str:
    """The source; for a changed name without the cause, of which there are too many for a table."""
    parts = pair.source.split(":")
    if pair.same and pair.family == "perturbed":
        return parts[0]
    return ":".join(parts[:2])
