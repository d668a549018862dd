"""Writes a snapshot: a pure function of the entries, the lists they are from, and the rules. Same input, same bytes."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tizim.compare.names import prepare
from tizim.errors import SnapshotError
from tizim.index.layout import ARRAYS, DEAD, FORMAT, MANIFEST
from tizim.index.records import is_screened, record_of
from tizim.index.writer import Writer, Written
from tizim.model.ftm import schema
from tizim.model.listing import Sighting
from tizim.model.rules import Rules
from tizim.model.statement import Entity
from tizim.model.verdict import Searched

Entry = tuple[Entity, Sequence[Sighting]]


@dataclass(frozen=True, slots=True)
class Base:
    """The snapshot that a smaller one stands on: the name of its directory, and its entities that are no more."""

    name: str
    dead: npt.NDArray[np.int32]


_MOST_OF_A_START = 2**32 - 1


def build(
    entries: Iterable[Entry],
    searched: Sequence[Searched],
    rules: Rules,
    directory: Path,
    *,
    built_of: str = "",
    base: Base | None = None,
) -> None:
    """A snapshot in a directory that does not exist yet. `built_of` names the bank version it is a function of.

    base: where it only holds the entries that another snapshot, beside it, has not or has otherwise. Raises SnapshotError if
    the directory is there already.
    """
    try:
        directory.mkdir(parents=True)
    except FileExistsError as there:
        raise SnapshotError(f"{directory}: expected no directory yet, came one") from there
    writer = Writer([one.dataset for one in searched])
    published = {one.dataset: one.published for one in searched}
    for entity, sightings in entries:
        if is_screened(entity):
            record = record_of(entity, sightings)
            person = schema(entity.schema).is_a("Person")
            names = [(prepare(one.words, rules, person=person), one.kind == "weakAlias") for one in record.names]
            text = record.to_json(published.get(entity.dataset, ""))
            writer.add(Written(entity.id, entity.dataset, record.facts, names, text))
    write(writer, searched, rules, directory, built_of=built_of, base=base)


def write(
    writer: Writer,
    searched: Sequence[Searched],
    rules: Rules,
    directory: Path,
    *,
    built_of: str = "",
    base: Base | None = None,
) -> None:
    """What a writer collected, as a snapshot in an empty directory that is there."""
    arrays = writer.arrays()
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
        "schemata": list(writer.schemata),
        "entities": len(writer.entity_dataset),
        "names": len(writer.name_entity),
        "checksums": checksums,
    }
    # The manifest last: a directory without one is an unfinished build.
    (directory / MANIFEST).write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", encoding="utf-8")
