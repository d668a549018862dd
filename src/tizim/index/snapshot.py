"""Opens a snapshot: memory-mapped, immutable, shared by processes; needs no bank, no lock, no network.

A snapshot that holds only what changed stands on a larger one beside it: both together are its `segments`, and what the
smaller one has otherwise is dead in the larger.
"""

import json
from collections import OrderedDict
from collections.abc import Collection, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from tizim.compare.parts import Part
from tizim.errors import SnapshotError
from tizim.index.kept_parts import part_of
from tizim.index.kernel import Kernel, hashes
from tizim.index.layout import ARRAYS, DEAD, FORMAT, MANIFEST, UNVOWELLED_NUMBERS
from tizim.index.records import Record
from tizim.model.verdict import Searched

_KEPT_RECORDS = 4096
_KEPT_PARTS = 65_536
Made = TypeVar("Made")
Array = npt.NDArray[Any]


class Segment:
    """Arrays of one directory, ready to be asked. datasets: of its entities' lists, by number; published: their dates."""

    def __init__(self, directory: Path, manifest: Mapping[str, Any], arrays: Mapping[str, Array]) -> None:
        self.directory = directory
        self.datasets = tuple(str(dataset) for dataset, _, _ in manifest["searched"])
        self.schemata: tuple[str, ...] = tuple(manifest["schemata"])
        self.entities: int = manifest["entities"]
        self.names: int = manifest["names"]
        self._checksums: Mapping[str, str] = manifest["checksums"]
        self._published = {str(dataset): str(published) for dataset, published, _ in manifest["searched"]}
        self._arrays = dict(arrays)
        self._records: OrderedDict[int, Record] = OrderedDict()
        self._parts: OrderedDict[int, Part] = OrderedDict()

    @cached_property
    def kernel(self) -> Kernel:
        """The compiled loops over its arrays."""
        return Kernel(self._arrays, UNVOWELLED_NUMBERS)

    def __getitem__(self, name: str) -> Array:
        """An array of `layout`."""
        return self._arrays[name]

    def asked(self, datasets: Collection[str]) -> bytes:
        """1 for each number of a list that is asked, else 0; the dead are of a list that never is."""
        return bytes([*(dataset in datasets for dataset in self.datasets), False])

    def record(self, entity: int) -> Record:
        """What is kept of an entity, by its number in the segment."""
        if (known := self._records.get(entity)) is not None:
            return known
        published = self._published[self.datasets[self._arrays["entity_dataset"][entity]]]
        return _remember(self._records, entity, Record.from_json(self.text(entity), published), _KEPT_RECORDS)

    def text(self, entity: int) -> bytes:
        """The same as it is kept."""
        start, end = self._arrays["entity_start"][entity : entity + 2]
        kept: bytes = self._arrays["entity_text"][start:end].tobytes()
        return kept

    def parts(self, name: int) -> tuple[Part, ...] | None:
        """What a name is made of, by its number; None where it has more parts than their places are told apart."""
        tokens = self.tokens(name)
        return tuple(map(self._part, tokens)) if tokens else None

    def tokens(self, name: int) -> list[int]:
        """The tokens of its parts, in their order; none where it has too many."""
        start = int(self._arrays["name_token_start"][name])
        tokens: list[int] = self._arrays["name_token"][start : start + int(self._arrays["name_parts"][name])].tolist()
        return tokens

    def _part(self, token: int) -> Part:
        """The same part for the same word: what two parts say of each other is remembered by which they are."""
        if (known := self._parts.get(token)) is not None:
            return known
        start, end = self._arrays["token_part_start"][token : token + 2]
        return _remember(self._parts, token, part_of(self._arrays["token_part"][start:end].tobytes()), _KEPT_PARTS)

    def words(self, name: int) -> str:
        """A name as listed, by its number in the segment."""
        entity, place = self.named(name)
        return self.record(entity).names[place].words

    def named(self, name: int) -> tuple[int, int]:
        """Whose name it is: the number of the entity, and the place among its names."""
        entity = int(self._arrays["name_entity"][name])
        return entity, name - int(self._arrays["entity_name"][entity])

    def verify(self) -> tuple[str, ...]:
        """Findings: files whose checksum is not the manifest's. Empty when the segment is whole."""
        return tuple(
            f"{name}.npy: expected checksum {expected}, came another"
            for name, expected in sorted(self._checksums.items())
            if blake2b((self.directory / f"{name}.npy").read_bytes(), digest_size=16).hexdigest() != expected
        )

    def beneath(self, dead: Array, published: Mapping[str, str]) -> "Segment":
        """The same as others see it who stand on it: without its dead, and with their dates of its lists."""
        made = object.__new__(Segment)
        made.__dict__.update({key: value for key, value in self.__dict__.items() if key != "kernel"})
        datasets = self._arrays["entity_dataset"].copy()
        datasets[dead] = len(self.datasets)
        made._arrays = {**self._arrays, "entity_dataset": datasets}
        made._published = {**self._published, **published}
        made._records = OrderedDict()
        return made


class Snapshot(Segment):
    """One bank version under one rules version, ready to be asked. Open with `Snapshot.open`.

    base: the name of the directory it stands on, if any.
    """

    def __init__(
        self,
        directory: Path,
        manifest: Mapping[str, Any],
        arrays: Mapping[str, Array],
        beneath: tuple[Segment, ...] = (),
    ) -> None:
        super().__init__(directory, manifest, arrays)
        self.rules_version: str = manifest["rules"]
        self.built_of: str = manifest["built_of"]
        self.base: str | None = manifest["base"]
        self.searched = tuple(Searched(*one) for one in manifest["searched"])
        self._beneath = beneath

    @property
    def segments(self) -> tuple[Segment, ...]:
        """What holds its entries, itself last. Not kept: what leads to itself holds its files until somebody looks for such."""
        return (*self._beneath, self)

    @classmethod
    def open(cls, directory: Path) -> "Snapshot":
        """The snapshot in a directory; raises SnapshotError if there is none, it is unfinished, or of another format."""
        try:
            manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
            if manifest["format"] != FORMAT:
                raise SnapshotError(
                    f"{directory}: expected a snapshot of format {FORMAT}, came {manifest['format']}: build it anew"
                )
            arrays = {name: _mapped(directory, name) for name in ARRAYS}
            if manifest["base"] is None:
                return cls(directory, manifest, arrays)
            base = cls.open(directory.parent / manifest["base"])
            published = {dataset: day for dataset, day, _ in manifest["searched"]}
            return cls(directory, manifest, arrays, (base.beneath(_mapped(directory, DEAD), published),))
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise SnapshotError(f"{directory}: expected a whole snapshot, came {wrong}") from wrong

    def holding(self, ids: Collection[str]) -> Array:
        """Numbers of its own entities that have one of these ids."""
        return np.flatnonzero(np.isin(self["entity_hash"], hashes(sorted(ids)))).astype(np.int32)

    def of_other_lists(self, datasets: Collection[str]) -> Array:
        """Numbers of its own entities that are of none of these lists."""
        gone = [number for number, dataset in enumerate(self.datasets) if dataset not in datasets]
        return np.flatnonzero(np.isin(self["entity_dataset"], gone)).astype(np.int32)


def _remember(kept: OrderedDict[int, Made], number: int, made: Made, most: int) -> Made:
    kept[number] = made
    if len(kept) > most:
        kept.popitem(last=False)
    return made


def _mapped(directory: Path, name: str) -> Array:
    # As plain arrays: every look into a memmap object costs ten times one into an array over the same pages.
    mapped: Array = np.load(directory / f"{name}.npy", mmap_mode="r").view(np.ndarray)
    return mapped
