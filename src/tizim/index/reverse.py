"""Whom of those who ask could a listed entry touch? The question of `candidates` the other way round, for a list that changed.

The segment holds those who ask, written like entries (`Writer` with `asking`). What is found is a superset: everybody whose
answer the entry could be part of is among them. Start at `touched_by`.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tizim.compare.facts import Facts
from tizim.compare.left_over import share_of_absence
from tizim.compare.names import Name
from tizim.index.bounds import facts_bound
from tizim.index.candidates import by_number, kind_of, letter_of
from tizim.index.kernel import Question, Unit
from tizim.index.lookup import TINY, looked_up, units_of, weights_of
from tizim.index.snapshot import Segment
from tizim.model.rules import Rules


def touched_by(segment: Segment, names: Sequence[Name], facts: Facts, rules: Rules, *, floor: float) -> set[int]:
    """Numbers of those who ask for whom an entry of these names and facts could reach the floor (log-odds)."""
    bounds = facts_bound(segment, facts, rules)
    everybody = segment.asked(segment.datasets)
    weights = weights_of(rules, listed=True)
    found = set(by_number(segment, documents=sorted(facts.documents), wallets=sorted(facts.wallets)))
    for name in names:
        alone = replace(name, cut=None)
        units = units_of(segment, alone, rules, listed=True)
        if not any(unit.found.tokens for unit in units):
            continue
        question = Question(
            weights=[share_of_absence(part) for part in name.parts],
            rarities=[max(part.rarity, part.own_rarity) for part in name.parts],
            kinds=bytes(map(kind_of, name.parts)),
            letters=bytes(map(letter_of, name.parts)),
            units=[*units, *_in_others(segment, name, names, rules)],
            initials=sum(1 for part in name.parts if part.role == "initial"),
            titles=sum(1 for part in name.parts if part.role == "title"),
            cut=-1,
            floor=floor - TINY,
            facts=bounds,
            datasets=everybody,
        )
        numbers = [number for _, number, _ in segment.kernel.search(question, weights)]
        found.update(np.unique(segment["name_entity"][numbers]).tolist())
    return found


def _in_others(segment: Segment, name: Name, names: Sequence[Name], rules: Rules) -> list[Unit]:
    """Words of the other names of the entry."""
    looked, own = looked_up(segment), set(name.parts)
    words = dict.fromkeys(part for other in names for part in other.parts if part.role == "word" and part not in own)
    return [Unit(-1, 0, looked.part(part, rules), in_others=True) for part in words]
