"""Snapshots: built beside the old one, swapped in one step, named after what they were built of.

    home/index/CURRENT             the snapshot that answers, and the stamp of the bank it was checked against
    home/index/<name>/             name = digest of (format of the index, version of the rules, state of the bank); whole, or
                                   what changed since a whole one that stands beside it, as long as that is little
    home/index/history-<name>/     for questions of other days, built when first asked

Same bank and same rules give the same name, so building again is always safe. A killed build leaves a `.building-…` folder,
which a later build removes. One process builds the current snapshot at a time (`home/index/.lock`); others answer from the last
one meanwhile. Opening a snapshot that is current reads no statement. Start at `Shelf`.
"""

import json
import os
import shutil
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING

import numpy as np

from tizim.errors import NothingLoaded, SnapshotError
from tizim.index.layout import FORMAT, MANIFEST
from tizim.index.snapshot import Snapshot
from tizim.jobs.notices import Notice, Stamp
from tizim.model.rules import Rules
from tizim.model.verdict import Searched
from tizim.model.version import Version

if TYPE_CHECKING:  # the bank brings a database along, which a question to a current snapshot must not wait for
    from filelock import BaseFileLock

    from tizim.bank.bank import Bank
    from tizim.index.build import Base, Entry

STARTER = "un_sc_starter"
"""The register that ships with tizim; it steps back as soon as any official list is there."""

KEPT = 2
"""snapshots of the newest state that stay: the current one, and the one that other processes may still read"""
KEPT_HISTORY = 4
_HISTORY = "history-"
LARGEST_CHANGE = 0.1
"""share of a snapshot's entries up to which what changed is built beside it, and no new one"""
ALWAYS_SMALL = 500
"""entries up to which it is in any case"""
_ABANDONED_SECONDS = 3600.0
_WORTH_IT = 2
"""slices of entries from which starting other processes takes less time than it saves"""


@dataclass(frozen=True, slots=True)
class Question:
    """Which state a snapshot is of: as known at a time, with or without entries that are no longer listed."""

    known_at: str | None = None
    ever: bool = False

    @property
    def is_current(self) -> bool:
        """Whether the newest snapshot answers it."""
        return self.known_at is None and not self.ever


NOW = Question()


def is_of_now(snapshot: Snapshot) -> bool:
    """Whether it was built as the newest one, and not for a question of another day."""
    return not snapshot.built_of.startswith(_HISTORY)


def told_of_starter(one: Searched) -> str:
    """What everybody should know whom the starter register answers."""
    told = f"starter register of {one.published[:10]}, {one.entities} entries: no substitute for the lists themselves"
    return f"{told}; tizim lists update fetches them"


class Shelf:
    """The snapshots of one home. stamp: tells what the bank is at (see `notices`). workers: processes that build a large one,
    None for all cores.
    """

    def __init__(self, directory: Path, stamp: Notice, rules: Rules, workers: int | None = 1) -> None:
        self.directory = directory
        self._workers = workers
        self.stamp = stamp
        self._rules = rules

    def current(self) -> Snapshot | None:
        """The current snapshot, if the bank has not changed since it was checked; None where it must be looked at anew."""
        name, rules, stamp = self._pointed_at()
        if name is None or rules != self._rules.version or stamp != self.stamp():
            return None
        return self._opened(self.directory / name)

    def last(self, opened: Snapshot | None = None) -> Snapshot | None:
        """The snapshot that answered last, whatever has happened to the bank since; None where there is none to read.

        opened: one that is open already, and is given back where it is the one.
        """
        name, _rules, _stamp = self._pointed_at()
        if opened is not None and name == opened.directory.name:
            return opened
        return self._opened(self.directory / name) if name is not None else None

    def pointer(self) -> object:
        """Equal as long as the pointer to the current snapshot is the same file; None where there is none.

        Beside the stamp, because times of files are coarse: a stamp may be that of a moment before. A pointer is put in the
        place of another in one step, so it is another file, and a build lies between two of them.
        """
        try:
            facts = self._pointer.stat()
        except OSError:
            return None
        return facts.st_ino, facts.st_mtime_ns, facts.st_size

    def build(self, bank: "Bank", question: Question = NOW) -> Snapshot:
        """The snapshot that answers a question, built if it is not there. The newest one becomes current.

        Waits where another process builds the current one.
        """
        if not question.is_current:
            with bank.frozen() as state:
                return self._built(state, question)
        with self._lock(-1):
            return self._build_current(bank)

    def build_unless_another_does(self, bank: "Bank") -> Snapshot | None:
        """The current snapshot, built if it is not there; None where another process is building it just now."""
        from filelock import Timeout  # only those who build need it

        try:
            with self._lock(0):
                return self._build_current(bank)
        except Timeout:
            return None

    def _lock(self, patience: float) -> "BaseFileLock":
        """Held by the one process that builds. patience: seconds to wait, -1 for as long as it takes."""
        from filelock import FileLock  # only those who build need it

        self.directory.mkdir(parents=True, exist_ok=True)
        return FileLock(self.directory / ".lock", timeout=patience)

    def _build_current(self, bank: "Bank") -> Snapshot:
        stamp = self.stamp()  # before the bank is read: a write that comes in between makes it stale, never wrong
        with bank.frozen() as state:
            return self._built(state, NOW, stamp)

    def _built(self, bank: "Bank", question: Question, stamp: Stamp | None = None) -> Snapshot:
        versions = self._searched_versions(bank, question)
        if not versions:
            first = min((one.published for one in bank.versions()), default=None)
            told = f"the earliest version is of {first}" if first is not None else "none is loaded: tizim lists update"
            raise NothingLoaded(f"expected a list with a version by {question.known_at or 'now'}, {told}")
        name = self._name(bank, versions, question)
        if self._opened(self.directory / name) is None:
            self._build(bank, versions, name, question)
        if stamp is not None:
            self._point_at(name, stamp)
        else:
            os.utime(self.directory / name)
        found = Snapshot.open(self.directory / name)  # before others may tidy it away: what is open stays readable
        self._tidy(keep=name)
        return found

    @property
    def _pointer(self) -> Path:
        return self.directory / "CURRENT"

    def _opened(self, directory: Path) -> Snapshot | None:
        if not (directory / MANIFEST).is_file():
            return None
        try:
            return Snapshot.open(directory)
        except SnapshotError:
            return None  # damaged or of another format: it is a function of the bank, so it is built anew

    def _searched_versions(self, bank: "Bank", question: Question) -> tuple[Version, ...]:
        """The newest version of each list as known then; the starter register only where there is no official list."""
        from tizim.sources.registry import PACKAGES  # only those who build need it

        names = dict.fromkeys(version.dataset for version in bank.versions())
        newest = [bank.latest(name, question.known_at) for name in names]
        found = [version for version in newest if version is not None]
        if any(version.dataset in PACKAGES and version.dataset != STARTER for version in found):
            found = [version for version in found if version.dataset != STARTER]
        return tuple(sorted(found, key=lambda version: version.dataset))

    def _name(self, bank: "Bank", versions: Sequence[Version], question: Question) -> str:
        facts: list[object] = [FORMAT, self._rules.version, question.ever]
        if question.ever:
            searched = {version.dataset: version.published for version in versions}
            facts += [
                (one.label, one.sha256) for one in bank.versions()
                if one.dataset in searched and one.published <= searched[one.dataset]
            ]  # fmt: skip
        else:
            facts += [(one.label, one.sha256) for one in versions]
        digest = blake2b(json.dumps(facts).encode(), digest_size=8).hexdigest()
        return digest if question.is_current else f"{_HISTORY}{digest}"

    def _build(self, bank: "Bank", versions: Sequence[Version], name: str, question: Question) -> None:
        """Builds beside, makes sure it is on the disk, and gives it its name."""
        from tizim.index.build import SLICE, build  # only those who build need it
        from tizim.jobs.workers import cores, in_order  # as above

        self.directory.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".building-", dir=self.directory))
        try:
            searched = tuple(Searched(one.dataset, one.published, one.entities) for one in versions)
            entries: Iterator[Entry] = bank.entries(
                [one.dataset for one in versions], question.known_at, ever=question.ever
            )
            change = self._change(bank, versions) if question.is_current else None
            base = change.base if change is not None else None
            if change is not None:
                entries = (entry for dataset, ids in change.ids.items() for entry in bank.some(dataset, ids))
            slices = sum(one.entities for one in searched) / SLICE if change is None else 1
            workers = 1 if slices < _WORTH_IT else self._workers or cores()
            spread = partial(in_order, workers=workers)
            build(entries, searched, self._rules, beside / name, built_of=name, base=base, spread=spread)
            for file in _files(beside / name):
                _to_disk(file)
            damaged = self.directory / name
            if damaged.exists() and self._opened(damaged) is None:
                shutil.rmtree(damaged)
            try:
                (beside / name).rename(damaged)
            except OSError:  # there is one of this name already: the same function of the same state
                if self._opened(damaged) is None:
                    raise
        finally:
            shutil.rmtree(beside, ignore_errors=True)

    def _change(self, bank: "Bank", versions: Sequence[Version]) -> "_Change | None":
        """What changed since the newest whole snapshot; None where there is none, or too much did."""
        from tizim.index.build import Base

        last = self.last()
        if last is not None and last.base is not None:
            last = self._opened(self.directory / last.base)
        if last is None or last.rules_version != self._rules.version:
            return None
        known = {one.dataset: one.published for one in last.searched}
        if not self._is_of(bank, last, known):
            return None
        ids: dict[str, tuple[str, ...]] = {}
        for version in versions:
            changed = bank.changed_since(version.dataset, known.get(version.dataset))
            if changed is None:
                return None
            ids[version.dataset] = changed
        gone = last.of_other_lists({version.dataset for version in versions})
        dead = np.union1d(gone, last.holding([one for some in ids.values() for one in some])).astype(np.int32)
        changes = max(len(dead), sum(map(len, ids.values())))
        if changes > max(LARGEST_CHANGE * last.entities, ALWAYS_SMALL):
            return None
        return _Change(Base(last.directory.name, dead), ids)

    def _is_of(self, bank: "Bank", snapshot: Snapshot, known: Mapping[str, str]) -> bool:
        """Whether a snapshot was built of versions that this bank has: dates alone would not tell two banks apart."""
        versions = [one for one in bank.versions() if known.get(one.dataset) == one.published]
        return self._name(bank, versions, NOW) == snapshot.built_of

    def _point_at(self, name: str, stamp: Stamp) -> None:
        """Makes a snapshot the current one, in one step."""
        wanted = json.dumps([name, self._rules.version, stamp])
        if self._pointer.is_file() and self._pointer.read_text(encoding="utf-8") == wanted:
            return
        beside = self.directory / f".CURRENT-{os.getpid()}"
        beside.write_text(wanted, encoding="utf-8")
        _to_disk(beside)
        beside.replace(self._pointer)

    def _tidy(self, keep: str) -> None:
        """Removes snapshots beyond those that are kept, and what killed builds left behind."""
        folders = [child for child in self.directory.iterdir() if child.is_dir()]
        now = time.time()
        for child in folders:
            if child.name.startswith(".building-") and now - child.stat().st_mtime > _ABANDONED_SECONDS:
                shutil.rmtree(child, ignore_errors=True)
        protected = {keep, self._pointed_at()[0]}
        protected |= {one.base for name in protected if name and (one := self._opened(self.directory / name))}
        whole = [child for child in folders if not child.name.startswith(".")]
        whole.sort(key=lambda child: (child.stat().st_mtime_ns, child.name), reverse=True)
        for history, kept in ((False, KEPT), (True, KEPT_HISTORY)):
            group = [child for child in whole if child.name.startswith(_HISTORY) == history]
            for child in group[kept:]:
                if child.name not in protected:
                    shutil.rmtree(child, ignore_errors=True)

    def _pointed_at(self) -> tuple[str | None, object, object]:
        """Name, rules and stamp of the current snapshot; a pointer that cannot be read points at nothing."""
        try:
            name, rules, stamp = json.loads(self._pointer.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None, None, None
        return str(name), rules, stamp


@dataclass(frozen=True, slots=True)
class _Change:
    """base: what it is a change of. ids: of each list, the entries that came, went, or are otherwise."""

    base: "Base"
    ids: dict[str, tuple[str, ...]]


def _files(directory: Path) -> Iterator[Path]:
    yield from sorted(child for child in directory.iterdir() if child.is_file())


def _to_disk(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
