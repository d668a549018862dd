"""Entries of different lists that carry the same number (passport, registration, tax, ship): one asks, the other is known."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from fit.aliases import different
from fit.clusters import is_ruled_out
from fit.listed import Listed
from fit.nearest import Finder
from fit.pairs import Pair
from fit.questions import asked

_SHARED_BY = 4
"""a number that more entries carry is an agent's, or no number"""


def identifier_pairs(entries: Iterable[Listed], finder: Finder) -> Iterator[Pair]:
    """Pairs in both directions; the number itself is shown as seldom as in other questions."""
    for one, other in linked(entries):
        split = finder.clusters.split(one)
        for asking, known in ((one, other), (other, one)):
            key = f"identifier {asking.id} {known.id}"
            question = asked(asking, asking.side.names[0], key)
            yield Pair(question, known.side, same=True, source="identifier", split=split)
            yield from different("identifier", asking, question, split, finder, key)


def linked(entries: Iterable[Listed]) -> list[tuple[Listed, Listed]]:
    """Every two entries of different lists with a number in common and nothing that rules it out, once."""
    holders: dict[str, list[Listed]] = defaultdict(list)
    for one in entries:
        for number in one.side.documents:
            holders[number].append(one)
    found: dict[tuple[str, str], tuple[Listed, Listed]] = {}
    for number in sorted(holders):
        there = holders[number]
        if len(there) > _SHARED_BY:
            continue
        for at, one in enumerate(there):
            for other in there[at + 1 :]:
                if one.dataset != other.dataset and not is_ruled_out(one.side, other.side):
                    found.setdefault((one.id, other.id), (one, other))
    return list(found.values())
