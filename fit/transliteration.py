"""The same name in Latin letters and in another script, from Wikidata (CC0): same; with the nearest other names: different.

Only the half of each file that `halves` gives; one Latin name stands with one native name only, so that no name is in two splits.
"""

import csv
import lzma
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import fuzz

from fit.chance import few, number, share
from fit.clusters import split_of
from fit.halves import is_for_training
from fit.names import keys, romanised, sounds
from fit.pairs import Pair, Side

EACH = 2600
"""names of each file"""
_CANDIDATES = 40
_TOO_NEAR = 92.0
"""from this likeness on two names may be one person in two spellings"""
_ODD = re.compile(r"\d|,|\(| of | the |\bIX|\bVI|\bIV|\bII", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Twice:
    """One name in two scripts."""

    script: str
    latin: str
    native: str


def read_all(folder: Path, is_excluded: Callable[[str], bool]) -> list[Twice]:
    """A sample of each file, less the names that must not be learned from."""
    found: list[Twice] = []
    for script in ("arabic", "hebrew", "korean"):
        rows = _one_to_one(_rows(folder / f"wikidata_{script}_fullnames.tsv.xz", script))
        sample = few(rows, int(EACH * 1.1), "transliteration", script)
        found += [one for one in sample if not is_excluded(one.latin) and not is_excluded(one.native)][:EACH]
    return found


def transliteration_pairs(names: Iterable[Twice], others: Iterable[Twice]) -> Iterator[Pair]:
    """Pairs of every name: itself in the other script, and the nearest other of `others`."""
    by_sound: dict[tuple[str, str], list[Twice]] = defaultdict(list)
    for one in others:
        for sound in sounds(one.latin):
            by_sound[one.script, sound].append(one)
    for one in names:
        split = split_of(one.native)
        turned = share("turned", one.native) < 0.5
        asked, known = (one.native, one.latin) if turned else (one.latin, one.native)
        question = Side("Person", (asked,))
        source = f"transliteration:{one.script}"
        yield Pair(question, Side("Person", (known,)), same=True, source=source, split=split)
        near = [other for other in _near(one, by_sound) if split_of(other.native) == split]
        for other in near[:1]:
            theirs = other.latin if turned else other.native
            yield Pair(question, Side("Person", (theirs,)), same=False, source=f"{source}-nearest", split=split)


def _near(one: Twice, by_sound: dict[tuple[str, str], list[Twice]]) -> list[Twice]:
    """Others that share a sound, the likeliest in spelling first; none that may be the same name."""
    found: list[tuple[float, int, Twice]] = []
    for sound in sounds(one.latin):
        for other in few(by_sound[one.script, sound], _CANDIDATES, one.latin, sound):
            likeness = fuzz.token_sort_ratio(romanised(one.latin), romanised(other.latin))
            if other.native != one.native and likeness < _TOO_NEAR and keys(other.latin).isdisjoint(keys(one.latin)):
                found.append((-likeness, number(other.latin), other))
    return [other for _likeness, _number, other in sorted(found, key=lambda three: three[:2])]


def _one_to_one(rows: Iterable[Twice]) -> list[Twice]:
    """Rows whose Latin side stands with no other native name."""
    natives: dict[str, set[str]] = defaultdict(set)
    kept = list(dict.fromkeys(rows))
    for one in kept:
        natives[one.latin.lower()].add(one.native)
    return [one for one in kept if len(natives[one.latin.lower()]) == 1]


def _rows(path: Path, script: str) -> Iterator[Twice]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        if script == "arabic":
            pairs = ((row["latin"], row["arabic_key"]) for row in csv.DictReader(lines, delimiter="\t"))
        else:
            pairs = ((latin, native) for latin, _tab, native in (line.strip().partition("\t") for line in lines))
        for latin, native in pairs:
            if is_for_training(latin) and native and not _ODD.search(latin) and not _ODD.search(native):
                if script == "hebrew" and len(latin.split()) != len(native.split()):
                    continue  # a title or an epithet on one side
                yield Twice(script, latin, native)
