"""Opens a snapshot: memory-mapped, immutable, shared by processes; needs no bank, no lock, no network."""

import json
from collections import OrderedDict
from hashlib import blake2b
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from tizim.errors import SnapshotError
from tizim.index.kernel import Kernel
from tizim.index.layout import ARRAYS, FORMAT, MANIFEST, UNVOWELLED_NUMBERS
from tizim.index.records import Record
from tizim.model.verdict import Searched

_KEPT_RECORDS = 4096


class Snapshot:
    """One bank version under one rules version, ready to be asked. Open with `Snapshot.open`."""

    def __init__(self, directory: Path, manifest: dict[str, Any], arrays: dict[str, npt.NDArray[Any]]) -> None:
        self.directory = directory
        self.rules_version: str = manifest["rules"]
        self.built_of: str = manifest["built_of"]
        self.searched = tuple(Searched(*one) for one in manifest["searched"])
        self.schemata: tuple[str, ...] = tuple(manifest["schemata"])
        self.entities: int = manifest["entities"]
        self.names: int = manifest["names"]
        self._checksums: dict[str, str] = manifest["checksums"]
        self._arrays = arrays
        self._records: OrderedDict[int, Record] = OrderedDict()
        self.kernel = Kernel(arrays, UNVOWELLED_NUMBERS)

    @classmethod
    def open(cls, directory: Path) -> "Snapshot":
        """The snapshot in a directory; raises SnapshotError if there is none, it is unfinished, or of another format."""
        try:
            manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
            if manifest["format"] != FORMAT:
                raise SnapshotError(
                    f"{directory}: expected a snapshot of format {FORMAT}, came {manifest['format']}: build it anew"
                )
            # As plain arrays: every look into a memmap object costs ten times one into an array over the same pages.
            arrays = {name: np.load(directory / f"{name}.npy", mmap_mode="r").view(np.ndarray) for name in ARRAYS}
            return cls(directory, manifest, arrays)
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise SnapshotError(f"{directory}: expected a whole snapshot, came {wrong}") from wrong

    def __getitem__(self, name: str) -> npt.NDArray[Any]:
        """An array of `layout`."""
        return self._arrays[name]

    def record(self, entity: int) -> Record:
        """What is kept of an entity, by its number in the snapshot."""
        if (known := self._records.get(entity)) is not None:
            return known
        start, end = self._arrays["entity_start"][entity : entity + 2]
        made = Record.from_json(self._arrays["entity_text"][start:end].tobytes())
        self._records[entity] = made
        if len(self._records) > _KEPT_RECORDS:
            self._records.popitem(last=False)
        return made

    def words(self, name: int) -> str:
        """A name as listed, by its number in the snapshot."""
        start, end = self._arrays["name_start"][name : name + 2]
        return self._arrays["name_text"][start:end].tobytes().decode("utf-8", "surrogatepass")

    def verify(self) -> tuple[str, ...]:
        """Findings: files whose checksum is not the manifest's. Empty when the snapshot is whole."""
        return tuple(
            f"{name}.npy: expected checksum {expected}, came another"
            for name, expected in sorted(self._checksums.items())
            if blake2b((self.directory / f"{name}.npy").read_bytes(), digest_size=16).hexdigest() != expected
        )
