"""Aliases of one entry: asked by one name, known by the others; and the nearest other entries for the same question."""

from collections.abc import Iterable, Iterator

from fit.chance import few, share
from fit.listed import Listed
from fit.names import nearness
from fit.nearest import Finder
from fit.pairs import Pair, Side, Split
from fit.questions import asked, without

EACH = 2
"""names asked of one entry, so that an entry of forty names weighs no more than others"""
NEAREST = 2
BY_CHANCE = 0.35
"""share of questions that also meet an entry by chance: those are easy, and soon learned"""
POSSIBLE = 0.02
FAR = 72.0
"""below this likeness of spelling to every remaining name an alias is another name, not another spelling"""


def alias_pairs(entries: Iterable[Listed], finder: Finder) -> Iterator[Pair]:
    """Pairs of every entry with more than one name."""
    for one in entries:
        split = finder.clusters.split(one)
        for name in few([name for name in one.side.names if without(one.side, name)], EACH, "alias", one.id):
            key = f"alias {one.id} {name}"
            known = without(one.side, name)
            if known is None:
                continue
            question = asked(one, name, key)
            yield Pair(question, known, same=True, source=_source(one, name, known), split=split)
            yield from different("alias", one, question, split, finder, key)


def different(family: str, one: Listed, question: Side, split: Split, finder: Finder, key: str) -> Iterator[Pair]:
    """Pairs of a question with entries that are another than the one it is about."""
    near = finder.others(one, finder.nearest(question, possible=POSSIBLE), NEAREST)
    part = [other for other in finder.sharing_a_part(question, split, key) if other not in near]
    for other in near:
        yield Pair(question, other.side, same=False, source=f"{family}:nearest", split=split)
    for other in finder.others(one, part, 1):
        yield Pair(question, other.side, same=False, source=f"{family}:shared-part", split=split)
    by_chance = [finder.any(split, key)] if share("chance", key) < BY_CHANCE else []
    for other in finder.others(one, by_chance, 1):
        yield Pair(question, other.side, same=False, source=f"{family}:chance", split=split)


def _source(one: Listed, name: str, known: Side) -> str:
    if name in one.side.weak:
        return "alias:weak"
    return "alias:far" if nearness(name, known.names) < FAR else "alias"
