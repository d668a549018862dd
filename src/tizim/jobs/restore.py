"""A backup back into a home, and into its bank wherever that lives.

Everything is read, counted and checked before anything is changed; then the bank changes in one transaction, and the files one by
one. Killed in between and started again, it ends the same. Start at `restore`.
"""

import json
import os
import shutil
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Any
from zipfile import BadZipFile, ZipFile

from sqlalchemy import Engine

from tizim.bank.bank import Bank
from tizim.db.migrations import STEPS
from tizim.errors import BankDamaged, BankTooNew
from tizim.jobs.backup import BANK, DATABASES, FORMAT, HOME, KEPT, MANIFEST
from tizim.jobs.distinguished import FILE as REVIEW
from tizim.jobs.reindex import STARTER
from tizim.review.carrying import carry, require_no_newer, steps
from tizim.review.ledger import Ledger

_BLOCK = 2**20
_UNREADABLE = (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError, RecursionError)
"""what reading a damaged or another file comes to"""
_LARGEST_MANIFEST = 2**26
Take = Callable[[Path], bool]
"""takes over what is in the file of a database; False where what is here stays as it is"""
_NONE: Mapping[str, Take] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back: when the backup was made, versions and statements of the bank, files of the home.

    kept: databases beside the bank that were there already and stayed as they are.
    """

    made: str
    versions: int
    statements: int
    files: int
    kept: tuple[str, ...]


def restore(
    bank: Bank,
    home: Path,
    file: Path,
    ledger: Callable[[], Ledger],
    *,
    discard_newer: bool = False,
    logs_here: bool = True,
    others: Mapping[str, Take] = _NONE,
) -> Restored:
    """Puts a backup into the place of what a home and its bank hold.

    ledger: opens the alerts of the home. logs_here: whether the log of questions and the alerts are files of the home; else recording is not turned on by what comes back. others: who
    takes over a database of this name.

    Raises:
        BankDamaged: the file is no whole backup; nothing was changed.
        BankTooNew: a later tizim made it.
        SubjectError: the bank has versions that the backup lacks, or the alerts steps, and they were not said to be discarded.
        BankLocked: another process writes.
    """
    home.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".restoring-", dir=home) as folder:
        staged = Path(folder)
        facts = _unpacked(file, staged)
        with Bank.open(staged / BANK) as source:  # one that an older tizim wrote is migrated here
            found = source.verify()
            if not found.whole or source.mark() != facts["mark"]:
                told = found.findings[0] if found.findings else "it is not of the state it says"
                raise BankDamaged(f"{file}: expected a bank that agrees with itself; {told}")
            with _alerts(staged / BANK) as alerts:
                there = ledger() if not logs_here or (home / REVIEW).is_file() or steps(alerts) else None
                if there is not None and not discard_newer:
                    require_no_newer(alerts, there.engine)
                statements = bank.replace_with(source, lose=discard_newer, never_missed=(STARTER,))
                if there is not None:
                    carry(alerts, there.engine)
        files, kept = _placed(staged, home, others, logs_here=logs_here)
    return Restored(str(facts["made"]), found.versions, statements, files, kept)


@contextmanager
def _alerts(copy: Path) -> Iterator[Engine]:
    opened = Ledger.open(copy)
    try:
        yield opened.engine
    finally:
        opened.close()


def _unpacked(file: Path, into: Path) -> Mapping[str, Any]:
    """Unpacks a backup whose every byte is as its manifest says; the manifest."""
    try:
        with ZipFile(file) as packed:
            facts = _manifest(packed, file)
            members = {one.filename for one in packed.infolist()} - {MANIFEST}
            if members != set(facts["files"]) or BANK not in members:
                raise BankDamaged(f"{file}: expected the members that its manifest names, came others")
            for name, told in facts["files"].items():
                _one(packed, name, told, into / _harmless(name, file), file)
            return facts
    except _UNREADABLE as wrong:
        raise BankDamaged(
            f"{file}: expected a whole backup made by tizim, came another file ({type(wrong).__name__}: {wrong})"
        ) from wrong


def _manifest(packed: ZipFile, file: Path) -> Mapping[str, Any]:
    if packed.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        raise BankDamaged(f"{file}: expected a manifest of at most {_LARGEST_MANIFEST:,} bytes, came a longer one")
    facts: dict[str, Any] = json.loads(packed.read(MANIFEST))
    known = [step.name for step in STEPS]
    ledger = list(facts["ledger"])
    if facts["format"] != FORMAT or ledger != known[: len(ledger)]:
        raise BankTooNew(f"{file}: made by a later tizim ({facts['tizim']}); update tizim to restore it")
    return facts


def _harmless(name: str, file: Path) -> PurePosixPath:
    """A member's name as a path that stays where it is put."""
    path = PurePosixPath(name)
    top, *rest = path.parts
    fine = (
        name == BANK
        or (top == HOME and rest and rest[0] in KEPT)
        or (top == DATABASES and rest and rest[:-1] in ([], ["audit"]))
    )
    if not fine or ".." in path.parts or "\\" in name or name != str(path):
        raise BankDamaged(f"{file}: expected files of a home, came a member named {name!r}")
    return path


def _one(packed: ZipFile, name: str, told: Mapping[str, Any], target: Path, file: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    digest, size = sha256(), 0
    with packed.open(name) as member, target.open("wb") as written:
        while size <= told["size"] and (block := member.read(_BLOCK)):
            digest.update(block)
            size += len(block)
            written.write(block)
    if (size, digest.hexdigest()) != (told["size"], told["sha256"]):
        raise BankDamaged(f"{file}: {name} is not what the manifest says (size or sha-256); nothing was changed")


def _placed(staged: Path, home: Path, others: Mapping[str, Take], *, logs_here: bool) -> tuple[int, tuple[str, ...]]:
    """Moves unpacked files into the home; how many, and the databases that were there already and stay.

    A log of questions and its keys belong together: where the home has either, both stay as they are.
    """
    files, kept = 0, []
    has_log = any(home.glob("audit/*.sqlite")) or (home / "keys").exists()
    for source in sorted((staged / HOME).rglob("*")):
        place = source.relative_to(staged / HOME)
        of_log = place.parts[0] in ("keys", "audit")
        if source.is_file() and not (of_log and has_log) and (logs_here or place.parts[0] != "audit"):
            target = home / place
            target.parent.mkdir(parents=True, exist_ok=True)
            os.replace(source, target)  # noqa: PTH105  (over what is there, in one step)
            files += 1
    for source in sorted((staged / DATABASES).rglob("*.sqlite")):
        place = source.relative_to(staged / DATABASES)
        target = home / place
        if (take := others.get(place.as_posix())) is not None:
            if take(source):
                files += 1
            else:
                kept.append(place.as_posix())
        elif target.exists() or (has_log and place.parts[0] == "audit"):
            kept.append(place.as_posix())
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.move(source, target)
            files += 1
    return files, tuple(kept)
