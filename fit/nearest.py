"""Entries that are easily taken for the one asked about, and are another: by tizim's own index, by a part of a name, by chance.

The index alone would show only what today's score takes for near; the shared part and chance do not depend on it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from fit.chance import chosen, few, number
from fit.clusters import Clusters
from fit.listed import Listed
from fit.names import sounds
from fit.pairs import Side, Split
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.listing import Sighting
from tizim.model.subject import Subject
from tizim.model.verdict import Searched
from tizim.screen.screening import screen

CANDIDATES = 40
"""listed names that are compared for one question; the nearest two are wanted"""
SEEN = (Sighting("2026-01-01T00:00:00Z", present=True),)


class Index:
    """Entries in a snapshot of tizim's own, in a folder that does not exist yet."""

    def __init__(self, entries: Iterable[Listed], folder: Path) -> None:
        self._by_id = {one.id: one for one in entries}
        self._rules = shipped()
        datasets = sorted({one.dataset for one in self._by_id.values()})
        searched = [Searched(name, "2026-01-01T00:00:00Z", len(self._by_id)) for name in datasets]
        build(((one.entity, SEEN) for one in self._by_id.values()), searched, self._rules, folder)
        self._snapshot = Snapshot.open(folder)

    def nearest(self, side: Side, *, possible: float) -> list[Listed]:
        """Entries in the order of today's score, from `possible` up."""
        subject = Subject(
            kind=side.kind,
            names=side.names,
            birth_date=side.birth[0] if side.birth else None,
            countries=side.countries,
            gender=side.gender,
        )
        rules = replace(self._rules, possible=possible, max_candidates=CANDIDATES)
        return [self._by_id[hit.entity.id] for hit in screen(subject, self._snapshot, rules).hits]


class Finder(Index):
    """All entries that are learned from, to be looked up by likeness."""

    def __init__(self, entries: Sequence[Listed], clusters: Clusters, folder: Path) -> None:
        super().__init__(entries, folder)
        self.clusters = clusters
        self._by_split: dict[Split, list[Listed]] = defaultdict(list)
        self._by_sound: dict[tuple[Split, bool, str], list[Listed]] = defaultdict(list)
        for one in entries:
            split = clusters.split(one)
            self._by_split[split].append(one)
            for sound in sorted({sound for name in one.side.names for sound in sounds(name)}):
                self._by_sound[split, one.is_person, sound].append(one)

    def sharing_a_part(self, side: Side, split: Split, key: str) -> list[Listed]:
        """A few entries of the split that share the sound of one part of the name."""
        person = side.kind in ("Person", "Thing")
        for sound in sorted(sounds(side.names[0]), key=lambda one: number(key, one)):
            if there := self._by_sound.get((split, person, sound)):
                return few(there, 4, key, sound)
        return []

    def any(self, split: Split, key: str) -> Listed:
        """An entry of the split by chance."""
        return chosen(self._by_split[split], key, "any")

    def others(self, one: Listed, found: Iterable[Listed], count: int) -> list[Listed]:
        """The first `count` of the same split that are known to be another."""
        split = self.clusters.split(one)
        kept: list[Listed] = []
        for other in found:
            if (
                self.clusters.split(other) == split
                and other.id != one.id
                and self.clusters.relation(one, other) == "different"
            ):
                kept.append(other)
                if len(kept) == count:
                    break
        return kept
