"""Ordinary people asked against the lists (all different), against one another, and against themselves as written by others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from fit.aliases import BY_CHANCE
from fit.chance import chosen, share
from fit.clusters import split_of
from fit.listed import Listed
from fit.names import keys, sounds
from fit.nearest import Finder
from fit.ordinary import Ordinary
from fit.pairs import Pair, Side, Split
from fit.perturbed_pairs import changed
from fit.questions import shown

NEAREST = 2
POSSIBLE = 0.002
THEMSELVES = 0.3
"""share of people who are also asked against themselves"""


@dataclass(frozen=True, slots=True)
class _Placed:
    """Somebody with the question they ask, the entries nearest to them, and the split they belong to."""

    one: Ordinary
    question: Side
    near: list[Listed]
    split: Split


Namesakes = dict[tuple[Split, str], list[Ordinary]]
"""(split, sound) -> people with it in their name"""


def ordinary_pairs(folk: Iterable[Ordinary], finder: Finder) -> Iterator[Pair]:
    """Pairs of everyone. Somebody belongs to the split of the entry they are most easily taken for, if there is one."""
    placed: list[_Placed] = []
    for one in folk:
        question = shown(one.side, one.side.countries, one.id)
        near = finder.nearest(question, possible=POSSIBLE)
        split = finder.clusters.split(near[0]) if near else split_of(one.id)
        near = [other for other in near if finder.clusters.split(other) == split][:NEAREST]
        placed.append(_Placed(one, question, near, split))
    namesakes = _namesakes(placed)
    for someone in placed:
        yield from _against_lists(someone, finder)
        if share("themselves", someone.one.id) < THEMSELVES:
            yield from _against_one_another(someone, namesakes)


def _namesakes(placed: Iterable[_Placed]) -> Namesakes:
    found: Namesakes = defaultdict(list)
    for someone in placed:
        for sound in sounds(someone.one.side.names[0]):
            found[someone.split, sound].append(someone.one)
    return found


def _against_lists(someone: _Placed, finder: Finder) -> Iterator[Pair]:
    one, question, split = someone.one, someone.question, someone.split
    for other in someone.near:
        yield Pair(question, other.side, same=False, source="ordinary:nearest", split=split)
    part = [other for other in finder.sharing_a_part(question, split, one.id) if other not in someone.near]
    for other in part[:1]:
        yield Pair(question, other.side, same=False, source="ordinary:shared-part", split=split)
    if share("chance", one.id) < BY_CHANCE:
        yield Pair(question, finder.any(split, one.id).side, same=False, source="ordinary:chance", split=split)


def _against_one_another(someone: _Placed, namesakes: Namesakes) -> Iterator[Pair]:
    one, split = someone.one, someone.split
    found = changed(one.side, one.side.names[0], one.id)
    if found is None:
        return
    question = replace(shown(one.side, one.side.countries, f"{one.id} again"), names=(found[0],))
    yield Pair(question, one.side, same=True, source=f"ordinary:perturbed:{found[1]}", split=split)
    for sound in sorted(sounds(one.side.names[0])):
        others = [
            other for other in namesakes[split, sound] if keys(other.side.names[0]).isdisjoint(keys(one.side.names[0]))
        ]
        if others:
            other = chosen(others, one.id, "namesake")
            yield Pair(question, other.side, same=False, source="ordinary:namesake", split=split)
            return
