"""Which few names of a segment could it be? What shared keys can say at most, weighed for every name; never a verdict."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final, NamedTuple

import numpy as np

from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.compare.subjects import MayMeet
from tizim.index import kernel
from tizim.index.kernel import Question, Unit, hashes
from tizim.index.keys import number_keys
from tizim.index.lookup import TINY, units_of, weights_of
from tizim.index.snapshot import Segment
from tizim.model.rules import Rules


class Candidates(NamedTuple):
    """names: their numbers, likeliest first, with whether other names of the same entity matter too: a part asked for may
    stand in one of those. left_out: how many more there were than the limit. shared: which words may meet at all.
    """

    names: list[tuple[int, bool]]
    left_out: int
    shared: "Shared"


_MOST_SHARED: Final = 4096
"""listed words by which it is worth asking: to look through more takes longer than to compare"""


class Shared:
    """Which words of a segment share a key with which part asked: no others can meet it (see `keys`)."""

    def __init__(self, segment: Segment, asked: Name, units: Sequence[Unit]) -> None:
        self._segment = segment
        self._found = [
            unit.found if part.role == "word" and unit.found.tokens <= _MOST_SHARED else None
            for part, unit in zip(asked.parts, units, strict=False)
        ]

    @cached_property
    def _words(self) -> list[frozenset[int] | None]:
        """Of each part asked; None where it is no word, or too many share a key with it."""
        return [frozenset(found.arrays()[0].tolist()) if found is not None else None for found in self._found]

    def with_name(self, number: int, parts: Sequence[Part]) -> MayMeet | None:
        """Of a listed name, by its number and what it is made of; None where that is not told."""
        words, tokens = self._words, self._segment.tokens(number)
        if not tokens:
            return None

        def may_meet(i: int, j: int) -> bool:
            shared = words[i]
            return shared is None or parts[j].role != "word" or tokens[j] in shared

        return may_meet


def by_name(
    segment: Segment,
    asked: Name,
    facts: kernel.Facts,
    rules: Rules,
    *,
    floor: float,
    limit: int,
    datasets: bytes,
) -> Candidates:
    """The names that could still reach the floor (log-odds).

    The evidence of shared keys bounds from above what `compare` will find (see kernel.c), so what is left out here could
    not have been an alert; `limit` is only a guard against names that many entries share. facts: from `bounds`. datasets:
    1 for each list that is asked, by its number, else 0 (see `Segment.asked`).
    """
    units = units_of(segment, asked, rules)
    shared = Shared(segment, asked, units)
    if not any(unit.found.tokens for unit in units):
        return Candidates([], 0, shared)
    question = Question(
        weights=[share_of_absence(part) for part in asked.parts],
        rarities=[max(part.rarity, part.own_rarity) for part in asked.parts],
        kinds=bytes(map(kind_of, asked.parts)),
        letters=bytes(map(letter_of, asked.parts)),
        units=units,
        initials=sum(1 for part in asked.parts if part.role == "initial"),
        titles=sum(1 for part in asked.parts if part.role == "title"),
        cut=len(units) - 1 if asked.cut is not None else -1,
        floor=floor - TINY,
        facts=facts,
        datasets=datasets,
    )
    found = sorted(segment.kernel.search(question, weights_of(rules)), key=lambda one: (-one[0], one[1]))
    best = [(number, others) for _, number, others in found[:limit]]
    return Candidates(best, len(found) - len(best), shared)


_KINDS: Final = {"word": 1, "number": 2, "initial": 4, "particle": 8, "title": 8, "legal": 16}
_FATHER: Final = 32
_DAUGHTER: Final = 64


def kind_of(part: Part) -> int:
    """What a part is, as kernel_pairing.h counts it."""
    return _KINDS[part.role] | _FATHER * (part.root is not None) | _DAUGHTER * (part.child == "f")


def letter_of(part: Part) -> int:
    """The letter of an initial, as forms are kept; 0 for any other part."""
    return part.form.encode("ascii", "replace")[0] if part.role == "initial" else 0


def by_number(segment: Segment, *, documents: Sequence[str], wallets: Sequence[str]) -> list[int]:
    """Numbers of the entities that hold one of these document keys or wallets."""
    asked = number_keys(documents, wallets)
    if not asked:
        return []
    known = segment["number_hash"]
    found: set[int] = set()
    for hashed in hashes(asked):
        start, end = np.searchsorted(known, hashed, "left"), np.searchsorted(known, hashed, "right")
        found.update(int(entity) for entity in segment["number_entity"][start:end])
    return sorted(found)
