"""Reads the real lists once and fills the tables of `list_statistics`. Start at `measured`."""

import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from anyascii import anyascii

import tizim
from bench.lists import every_list
from bench.speed.list_statistics import FIXED, NEW, RESPELT, SAME, WRITTEN, Floats, Statistics
from bench.speed.made_words import WRITTEN_IN, rewrites_of, stand_ins
from bench.speed.moulds import Mould, kind_of, mould_of, names_of
from bench.speed.name_parts import JOINING, Root, common_words, culture_in_names, parts_of, place_of, root_of
from tizim.bank.bank import Bank
from tizim.index.build import Entry
from tizim.index.records import is_screened
from tizim.model.listing import Sighting
from tizim.model.statement import Entity
from tizim.text.script import script_of

LEAST_PLACES = 200
"""a class with fewer places joins that of all cultures"""


def real_statistics() -> Statistics:
    """The statistics of every real list at hand, loaded into a home of their own: a minute or two."""
    with tempfile.TemporaryDirectory(prefix="tizim-bench-") as folder:
        with tizim.open(Path(folder)) as opened:
            for listed in every_list():
                opened.lists.add(listed.dataset, listed.path, excerpt=listed.excerpt)
        return statistics_of(Path(folder))


def statistics_of(home: Path) -> Statistics:
    """The statistics of all lists that are loaded in a home."""
    bank = Bank.open(home / "bank.sqlite")
    try:
        return measured(bank.entries())
    finally:
        bank.close()


def measured(entries: Iterable[Entry]) -> Statistics:
    """Reads all entries once, in order; holds them until it is done. Raises ValueError where none has a name."""
    kept = [(entity, seen) for entity, seen in entries if is_screened(entity) and any(names_of(entity))]
    if not kept:
        raise ValueError("expected entries with names, came none")
    measuring = _Measuring(common_words([entity for entity, _ in kept]))
    for entity, seen in kept:
        measuring.add(entity, seen)
    return measuring.statistics()


Key = tuple[str, str, str, str]
"""kind, script, culture, place"""


@dataclass(slots=True)
class _Pool:
    """All classes of a kind and a script. new_to_class: V1 of its classes, summed. end: behind its last word."""

    number: int
    words: set[str] = field(default_factory=set)
    new_to_class: float = 0.0
    end: int = 0

    def growth(self, met: Counter[str]) -> float:
        """Its Heaps' exponent, where words count once that were `met` once in all the lists, in whatever place."""
        return _growth([met[word] for word in self.words])

    def share_new(self, met: Counter[str]) -> float:
        """Of words new to a class, those new to all the lists."""
        return min(1.0, self.growth(met) * len(self.words) / self.new_to_class)


@dataclass(slots=True)
class _Measuring:
    """Collects one entry after the other."""

    common: frozenset[tuple[str, str]]
    moulds: list[Mould] = field(default_factory=list)
    starts: list[int] = field(default_factory=lambda: [0])
    how: list[int] = field(default_factory=list)
    of: list[int] = field(default_factory=list)
    keys: dict[Key, int] = field(default_factory=dict)
    counts: list[Counter[str]] = field(default_factory=list)
    forms: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    met: Counter[str] = field(default_factory=Counter)
    listed: set[tuple[str, ...]] = field(default_factory=set)
    fixed: dict[str, int] = field(default_factory=dict)
    respellings: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    written: dict[tuple[str, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    pairs: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    years: list[int] = field(default_factory=list)
    gaps: list[int] = field(default_factory=list)

    def add(self, entity: Entity, seen: Sequence[Sighting]) -> None:
        """One entry: its mould, its words, its birth dates.

        Lists repeat one another, and nobody's family name gets commoner by that: the words of an entry of which another
        list gave a name already are counted where they are new only.
        """
        kind, culture = kind_of(entity), culture_in_names(entity)
        known = {tuple(sorted(parts_of(anyascii(name).casefold()))) for _, name in names_of(entity)}
        known = {words for words in known if len(words) > 1}
        repeats = not self.listed.isdisjoint(known)
        self.listed |= known
        roots: list[Root] = []
        names: list[tuple[str, int, int]] = []
        begun = self.starts[-1]
        for prop, name in names_of(entity):
            words = parts_of(name)
            if not words:
                continue
            first = len(self.how) - begun
            self._add_name(words, (kind, culture), roots, begun, repeats=repeats)
            names.append((prop, first, len(self.how) - begun))
        if not names:
            return
        self.starts.append(len(self.how))
        self.moulds.append(mould_of(entity, seen, names))
        years = [int(born[:4]) for born in entity.get("birthDate") if born[:4].isdigit()]
        self.years += years
        self.gaps += [year - years[0] for year in years[1:]]

    def _add_name(
        self, words: Sequence[str], of_whom: tuple[str, str], roots: list[Root], begun: int, *, repeats: bool
    ) -> None:
        kind, culture = of_whom
        first = not roots
        bound = [self._is_fixed(kind, word) for word in words]
        if first and all(bound):
            bound[max(range(len(words)), key=lambda place: len(words[place]))] = False
        for place, word in enumerate(words):
            slot, script, folded = len(self.how) - begun, script_of(word), word.casefold()
            self.met[folded] += not (repeats and folded in self.met)
            how, of = NEW, -1
            if bound[place]:
                how, of = FIXED, self.fixed.setdefault(word, len(self.fixed))
            elif (root := root_of(word, script, roots)) is not None:
                how, of = self._goes_back(word, script, root)
            if how == NEW:
                of = self._class((kind, script, culture, place_of(place, len(words))))
                self.counts[of][folded] += not (repeats and folded in self.counts[of])
                self.forms[folded][word] += 1
            if how not in (FIXED, SAME):
                roots.append(Root(slot, folded, script, anyascii(word).casefold(), how))
            self.how.append(how)
            self.of.append(of)

    def _goes_back(self, word: str, script: str, root: Root) -> tuple[int, int]:
        """How a word comes of an earlier part; notes what was met."""
        folded = word.casefold()
        if folded == root.folded:
            return SAME, root.slot
        if script == root.script:
            self.respellings[root.folded].append(word)
            self.pairs[script].append((root.folded, folded))
            return RESPELT, root.slot
        self.written[script, root.folded].append(word)
        return WRITTEN + WRITTEN_IN.index(script), root.slot

    def _is_fixed(self, kind: str, word: str) -> bool:
        folded = word.casefold()
        return folded in JOINING if kind == "person" else (kind, folded) in self.common

    def _class(self, key: Key) -> int:
        number = self.keys.setdefault(key, len(self.keys))
        if number == len(self.counts):
            self.counts.append(Counter())
        return number

    def statistics(self) -> Statistics:
        """The tables."""
        final, classes = self._merged()
        words: list[str] = []
        starts, cumulative = [0], list[Floats]()
        pools: dict[tuple[str, str], _Pool] = {}
        for number, (key, counts) in enumerate(classes.items()):
            ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
            words += [self.forms[word].most_common(1)[0][0] for word, _ in ranked]
            starts.append(len(words))
            each = np.array([count for _, count in ranked], dtype=np.float64)
            growth = _growth(counts.values())
            cumulative.append(number + np.cumsum(each - growth) / each.sum())
            pool = pools.setdefault(key[:2], _Pool(len(pools)))
            pool.words.update(counts)
            pool.new_to_class += growth * len(counts)
            pool.end = len(words)
        how = np.array(self.how, np.int8)
        of = np.array(self.of, np.int32)
        of[how == NEW] = np.array(final, np.int32)[of[how == NEW]]
        return Statistics(
            moulds=tuple(self.moulds),
            slot_start=np.array(self.starts, np.int64),
            slot_how=how,
            slot_of=of,
            words=tuple(words),
            word_start=np.array(starts, np.int64),
            cumulative=np.concatenate(cumulative),
            scripts=tuple(key[1] for key in classes),
            pool=np.array([pools[key[:2]].number for key in classes], np.int64),
            pool_start=np.array([0, *(pool.end for pool in pools.values())], np.int64),
            pool_new=np.array([pool.share_new(self.met) for pool in pools.values()]),
            distinct=np.array([len(pool.words) for pool in pools.values()], np.int64),
            growth=np.array([pool.growth(self.met) for pool in pools.values()]),
            fixed=tuple(self.fixed),
            respellings={word: tuple(met) for word, met in self.respellings.items()},
            written={word: tuple(met) for word, met in self.written.items()},
            rewrites={script: rewrites_of(pairs) for script, pairs in self.pairs.items()},
            stand_ins=stand_ins(words),
            years=np.array(self.years or [1970], np.int32),
            gaps=np.array(self.gaps or [0], np.int32),
        )

    def _merged(self) -> tuple[list[int], dict[Key, Counter[str]]]:
        """Which class each key ends in, and the classes: small ones joined with those of all cultures."""
        merged: dict[Key, Counter[str]] = {}
        ends: list[Key] = []
        for key, number in self.keys.items():
            counts = self.counts[number]
            small = counts.total() < LEAST_PLACES
            end = (key[0], key[1], "", key[3]) if small else key
            merged.setdefault(end, Counter()).update(counts)
            ends.append(end)
        ordered = dict(sorted(merged.items()))  # the classes of a pool stand together
        numbers = {end: number for number, end in enumerate(ordered)}
        return [numbers[end] for end in ends], ordered


def _growth(counts: Collection[int]) -> float:
    """Heaps' exponent d at the end of the curve: V1 / V, of words that stand in `counts` places each."""
    return min(0.9, max(0.05, sum(count == 1 for count in counts) / len(counts)))
