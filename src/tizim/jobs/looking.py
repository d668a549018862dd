"""Keeps the file of words of a home beside its lists: built when somebody first looks for something in a state of the lists.

    home/search/<name>.sqlite      name = digest of the snapshot it is of and the format; whole, or not there

Start at `Words.find`.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from hashlib import blake2b
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock, Thread
from typing import TYPE_CHECKING, Any

from tizim.errors import BankError
from tizim.index.snapshot import Snapshot
from tizim.index.words import FORMAT, ById, Found, Looking, find, write
from tizim.jobs.ftm_json import Life, as_ftm

if TYPE_CHECKING:  # a file that is there needs no bank
    from tizim.bank.bank import Bank

_PAUSE = 60.0
"""seconds before what could not be built in the background is tried again: every hit would ask for it"""
KEPT = 2
"""files that stay: the current one, and the one that other processes may still read"""


class Words:
    """The files of words of one home."""

    def __init__(self, folder: Path, bank: "Callable[[], Bank]") -> None:
        self._folder = folder
        self._bank = bank
        self._building = Lock()
        self._builder: Thread | None = None
        self._not_before = 0.0
        """when to try again what could not be built in the background (of the monotonic clock)"""
        self._reading = Lock()
        self._opened: tuple[str, ById] | None = None
        """the state of the lists that single entities were last asked of, and its file"""

    def find(self, snapshot: Snapshot, looking: Looking, *, wait: bool = True) -> Found:
        """What the lists of a snapshot hold of it.

        wait: for the file of just this state; else one of an earlier state answers, where there is one, while the next is
        built. Raises as `index.words.find`, and BankError where no file can be written.
        """
        return find(self._file(snapshot, wait=wait), looking)

    def entity(self, snapshot: Snapshot, dataset: str, id_: str) -> bytes | None:
        """One entity of a snapshot as FollowTheMoney JSON; None where there is no file of just this state, or it has none.

        A home that keeps words gets those of this state meanwhile; for a home that keeps none, none are made.
        """
        with self._reading:
            try:
                opened = self._opened_for(snapshot)
                return opened.json(dataset, id_) if opened is not None else None
            except sqlite3.Error:  # damaged, or gone since: the bank says the same, more slowly
                self._let_go()
                return None

    def close(self) -> None:
        """Waits for what is being built."""
        if self._builder is not None:
            self._builder.join()
        with self._reading:
            self._let_go()

    def _opened_for(self, snapshot: Snapshot) -> ById | None:
        if self._opened is not None and self._opened[0] == snapshot.built_of:
            return self._opened[1]
        file = self._file_of(snapshot)
        if not file.is_file():
            if self._files():
                self._build_meanwhile(snapshot, file)
            return None
        self._let_go()
        self._opened = (snapshot.built_of, ById(file))
        return self._opened[1]

    def _let_go(self) -> None:
        if self._opened is not None:
            self._opened[1].close()
            self._opened = None

    def _file_of(self, snapshot: Snapshot) -> Path:
        digest = blake2b(f"{FORMAT} {snapshot.built_of}".encode(), digest_size=8).hexdigest()
        return self._folder / f"{digest}.sqlite"

    def _file(self, snapshot: Snapshot, *, wait: bool) -> Path:
        file = self._file_of(snapshot)
        if file.is_file():
            return file
        earlier = self._files()
        if wait or not earlier:
            with self._building:
                self._build(snapshot, file)
            return file
        self._build_meanwhile(snapshot, file)
        return earlier[0]

    def _build_meanwhile(self, snapshot: Snapshot, file: Path) -> None:
        """In the background, unless that is being done, or could not be a moment ago."""
        if time.monotonic() < self._not_before:
            return
        if self._building.acquire(blocking=False):
            self._builder = Thread(target=self._build_and_release, args=(snapshot, file), name="tizim-words")
            self._builder.start()

    def _build_and_release(self, snapshot: Snapshot, file: Path) -> None:
        try:
            self._build(snapshot, file)
        except BankError:  # nobody waits here; who does wait for words is told
            self._not_before = time.monotonic() + _PAUSE
        finally:
            self._building.release()

    def _build(self, snapshot: Snapshot, file: Path) -> None:
        """Beside, then moved into place: a file that is there is whole."""
        if file.is_file():
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = Path(mkdtemp(prefix=".building-", dir=self._folder))
            try:
                write(self._entities(snapshot), beside / file.name)
                (beside / file.name).replace(file)
            finally:
                for left in beside.iterdir():
                    left.unlink()
                beside.rmdir()
            for old in self._files()[KEPT:]:
                old.unlink(missing_ok=True)
        except (OSError, sqlite3.Error) as wrong:
            raise BankError(f"{self._folder}: expected a folder to keep a file of words in, came {wrong}") from wrong

    def _entities(self, snapshot: Snapshot) -> Iterator[dict[str, Any]]:
        bank = self._bank()
        for searched in snapshot.searched:
            lives = bank.lives(searched.dataset)
            for entity, _ in bank.entries([searched.dataset]):
                first, change = lives[entity.id]
                yield as_ftm(entity, Life(first, searched.published, change))

    def _files(self) -> list[Path]:
        """Whole files, the newest first."""
        found = self._folder.glob("*.sqlite") if self._folder.is_dir() else ()
        return sorted(found, key=lambda file: file.stat().st_mtime_ns, reverse=True)
