"""Writes a snapshot: a pure function of the entries, the lists they are from, and the rules. Same input, same bytes."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tizim.compare.names import prepare
from tizim.errors import SnapshotError
from tizim.index.collected import Collected, Merged
from tizim.index.layout import ARRAYS, DEAD, FORMAT, MANIFEST
from tizim.index.records import is_screened, record_of
from tizim.index.writer import Writer, Written
from tizim.model.ftm import schema
from tizim.model.listing import Sighting
from tizim.model.rules import Rules
from tizim.model.statement import Entity
from tizim.model.verdict import Searched

Entry = tuple[Entity, Sequence[Sighting]]
Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Base:
    """The snapshot that a smaller one stands on: the name of its directory, and its entities that are no more."""

    name: str
    dead: npt.NDArray[np.int32]


_MOST_OF_A_START = 2**32 - 1

SLICE = 4096
"""entries that are collected at a time; the snapshot is the same whatever it is"""


def build(
    entries: Iterable[Entry],
    searched: Sequence[Searched],
    rules: Rules,
    directory: Path,
    *,
    built_of: str = "",
    base: Base | None = None,
    spread: "Spread | None" = None,
) -> None:
    """A snapshot in a directory that does not exist yet. `built_of` names the bank version it is a function of.

    base: where it only holds the entries that another snapshot, beside it, has not or has otherwise. spread: how the entries
    are worked through; in this process, if not said. Raises SnapshotError if the directory is there already.
    """
    try:
        directory.mkdir(parents=True)
    except FileExistsError as there:
        raise SnapshotError(f"{directory}: expected no directory yet, came one") from there
    collecting = Collecting({one.dataset: one.published for one in searched}, rules)
    write((spread or here)(_slices(entries), collecting), searched, rules, directory, built_of=built_of, base=base)


@dataclass(frozen=True, slots=True)
class Collecting:
    """Starts what collects slices of entries, here or in another process. published: when each list was, by its name."""

    published: Mapping[str, str]
    rules: Rules

    def __call__(self) -> Callable[[list[Entry]], Collected]:
        """What does it."""
        return self._collected

    def _collected(self, entries: list[Entry]) -> Collected:
        writer = Writer(list(self.published))
        for entity, sightings in entries:
            record = record_of(entity, sightings)
            person = schema(entity.schema).is_a("Person")
            names = [(prepare(one.words, self.rules, person=person), one.kind == "weakAlias") for one in record.names]
            text = record.to_json(self.published.get(entity.dataset, ""))
            writer.add(Written(entity.id, entity.dataset, record.facts, names, text))
        return writer.collected()


Spread = Callable[[Iterable[list[Entry]], Collecting], Iterable[Collected]]
"""Collects each slice, and gives what was collected in the order of the slices: here, or on several cores."""


def here(
    slices: Iterable[list[Row]], collecting: Callable[[], Callable[[list[Row]], Collected]]
) -> Iterable[Collected]:
    """Collects in this process."""
    return map(collecting(), slices)


def slices_of(rows: Iterable[Row], size: int) -> Iterator[list[Row]]:
    """So many at a time, the last ones fewer."""
    rest = iter(rows)
    while slice_ := list(islice(rest, size)):
        yield slice_


def _slices(entries: Iterable[Entry]) -> Iterator[list[Entry]]:
    screened = (entry for entry in entries if is_screened(entry[0]))
    yield list(islice(screened, SLICE))  # one at least, so that a snapshot of nothing is whole
    yield from slices_of(screened, SLICE)


def write(
    slices: Iterable[Collected],
    searched: Sequence[Searched],
    rules: Rules,
    directory: Path,
    *,
    built_of: str = "",
    base: Base | None = None,
) -> None:
    """What was collected, as a snapshot in an empty directory that is there."""
    merged = Merged()
    for one in slices:
        merged.add(one)
    arrays = merged.arrays()
    checksums = {}
    kinds = dict(ARRAYS)
    if base is not None:
        arrays[DEAD], kinds[DEAD] = base.dead, np.int32
    for name, kind in kinds.items():
        if kind is np.uint32 and arrays[name].max(initial=0) > _MOST_OF_A_START:
            raise SnapshotError(
                f"{directory}: {name} goes beyond {_MOST_OF_A_START:,}: too many names for one snapshot"
            )
        np.save(directory / f"{name}.npy", np.ascontiguousarray(arrays[name], dtype=kind))
        checksums[name] = blake2b((directory / f"{name}.npy").read_bytes(), digest_size=16).hexdigest()
    manifest: dict[str, Any] = {
        "format": FORMAT,
        "rules": rules.version,
        "built_of": built_of,
        "base": base.name if base is not None else None,
        "searched": [[one.dataset, one.published, one.entities] for one in searched],
        "schemata": list(merged.schemata),
        "entities": merged.entities,
        "names": merged.names,
        "checksums": checksums,
    }
    # The manifest last: a directory without one is an unfinished build.
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
