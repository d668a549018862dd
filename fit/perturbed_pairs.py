"""Names as somebody else writes them: asked by a changed name, known by the name as it is; and the nearest other entries."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from fit.aliases import different
from fit.chance import chosen, number, share
from fit.listed import Listed
from fit.nearest import Finder
from fit.pairs import Pair, Side
from fit.perturb import CAUSES, OF_OTHERS, OF_PERSONS, perturbed
from fit.questions import asked

ASKED_SHARE = 0.5
"""of the entries, those that are asked by a changed name"""
TWICE = 0.25
"""of the changed names, those that two causes changed"""


def changed(side: Side, name: str, key: str) -> tuple[str, str] | None:
    """(name, causes) after one cause that applies, at times two; every cause has the same chance to be tried first."""
    causes = [
        cause
        for cause in sorted(CAUSES, key=lambda one: number(key, one))
        if cause not in (OF_OTHERS if side.kind == "Person" else OF_PERSONS)
    ]
    made, why = name, ""
    wanted = 2 if share("twice", key) < TWICE else 1
    for cause in causes:
        after = perturbed(made, cause, key)
        if after is not None and after != name:
            made, why = after, f"{why}+{cause}" if why else cause
            wanted -= 1
            if not wanted:
                break
    return (made, why) if why else None


def perturbed_pairs(entries: Iterable[Listed], finder: Finder) -> Iterator[Pair]:
    """Pairs of half of the entries, each by one of its names that is not weak."""
    for one in entries:
        strong = [name for name in one.side.names if name not in one.side.weak]
        if not strong or share("perturbed", one.id) >= ASKED_SHARE:
            continue
        key = f"perturbed {one.id}"
        name = chosen(strong, key)
        if (found := changed(one.side, name, key)) is None:
            continue
        split = finder.clusters.split(one)
        question = replace(asked(one, name, key), names=(found[0],))
        yield Pair(question, one.side, same=True, source=f"perturbed:{found[1]}", split=split)
        yield from different("perturbed", one, question, split, finder, key)
