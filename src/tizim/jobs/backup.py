"""A home and its bank in one file, wherever the bank lives.

    manifest.json      what is in it: format, ledger, mark, versions; size and sha-256 of every other member
    bank.sqlite        the bank and the alerts, as a SQLite file whatever database they are in: so a backup of one restores into the other
    home/...           lists' cards, mappings and files; thresholds; how this home reviews; customers; the keys of the log
    databases/...      other databases of the home, the log of questions among them, each of one state

The index is left out: it is a function of the bank. A backup is made beside its place and moved there whole. Start at `back_up`;
`restore` puts it back.
"""

import json
import os
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from tizim.bank.bank import Bank
from tizim.db.migrations import STEPS
from tizim.errors import SubjectError
from tizim.jobs.distinguished import FILE as REVIEW
from tizim.review.carrying import carry_into

FORMAT = 1
MANIFEST, BANK, HOME, DATABASES = "manifest.json", "bank.sqlite", "home", "databases"
KEPT = ("rules.toml", "review.toml", "lists", "customers", "keys", "audit")
"""what of a home is kept besides its databases"""
_BLOCK = 2**20
Copy = Callable[[Path], bool]
"""writes a database to a new file; False where there is nothing to write"""
_NONE: Mapping[str, Copy] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The file, its size and its digest; how many versions and files of the home are in it."""

    path: Path
    size: int
    sha256: str
    versions: int
    files: int


def back_up(
    bank: Bank,
    home: Path,
    out: Path,
    *,
    made: str,
    tizim: str,
    logs_here: bool = True,
    others: Mapping[str, Copy] = _NONE,
) -> BackedUp:
    """Writes a backup of a home; `made` and `tizim` are the time and version it is to say. In a folder it is named by the time.

    logs_here: whether the log of questions is a file of the home; that a server records says nothing without its database.
    others: databases that are written by whoever knows them, by their names in a home.

    Raises SubjectError where there is a file of this name already.
    """
    if out.is_dir():
        out = out / f"tizim-{made.replace(':', '')}.zip"
    if out.exists():
        raise SubjectError(f"{out}: expected a name for a new file, came one that is there")
    out.parent.mkdir(parents=True, exist_ok=True)
    beside = out.parent / f".{out.name}-{os.getpid()}"
    try:
        with TemporaryDirectory(prefix=".backup-", dir=out.parent) as folder:
            staged = Path(folder)
            bank.copy_to(staged / BANK)
            if logs_here and (home / REVIEW).is_file():
                carry_into(home / REVIEW, staged / BANK)
            with Bank.open(staged / BANK, read_only=True) as copied:
                versions, mark = copied.versions(), copied.mark()
            facts: dict[str, object] = {
                "format": FORMAT, "tizim": tizim, "made": made, "ledger": [step.name for step in STEPS], "mark": mark,
                "versions": [[one.dataset, one.published, one.sha256, one.entities] for one in versions],
            }  # fmt: skip
            files = _written(beside, facts, dict(_members(home, staged, others, logs_here=logs_here)))
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        digest, size = sha256_of(beside), beside.stat().st_size
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
    return BackedUp(out, size, digest, len(versions), files)


def sha256_of(path: Path) -> str:
    """The digest of a file."""
    digest = sha256()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            digest.update(block)
    return digest.hexdigest()


def _members(home: Path, staged: Path, others: Mapping[str, Copy], *, logs_here: bool) -> Iterator[tuple[str, Path]]:
    """Name in the backup and file."""
    yield BANK, staged / BANK
    kept = KEPT if logs_here and any(home.glob("audit/*.sqlite")) else [name for name in KEPT if name != "audit"]
    for name in kept:
        top = home / name
        for file in [top] if top.is_file() else sorted(top.rglob("*")):
            if file.is_file() and not file.name.startswith(".") and not file.suffix.startswith(".sqlite"):
                yield f"{HOME}/{file.relative_to(home).as_posix()}", file
    for number, file in enumerate(sorted((*home.glob("*.sqlite"), *home.glob("audit/*.sqlite")))):
        if file not in (home / BANK, home / REVIEW) and file.name not in others:
            copied = staged / f"other-{number}.sqlite"
            with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(copied)) as target:
                source.backup(target)
                target.execute("pragma journal_mode = delete")
            yield f"{DATABASES}/{file.relative_to(home).as_posix()}", copied
    for number, (name, copy) in enumerate(others.items()):
        copied = staged / f"written-{number}.sqlite"
        if copy(copied):
            yield f"{DATABASES}/{name}", copied


def _written(path: Path, facts: dict[str, object], members: dict[str, Path]) -> int:
    told: dict[str, dict[str, object]] = {}
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)  # it may hold customers
    with os.fdopen(descriptor, "wb") as file, ZipFile(file, "w", ZIP_DEFLATED) as packed:
        for name, source in members.items():
            digest, size = sha256(), 0
            with source.open("rb") as read, packed.open(_named(name), "w", force_zip64=True) as member:
                while block := read.read(_BLOCK):
                    digest.update(block)
                    size += len(block)
                    member.write(block)
            told[name] = {"size": size, "sha256": digest.hexdigest()}
        packed.writestr(_named(MANIFEST), json.dumps(facts | {"files": told}, ensure_ascii=False, indent=1))
    return len(told) - 1


def _named(name: str) -> ZipInfo:
    member = ZipInfo(name)  # of no time: the same state gives the same member
    member.compress_type = ZIP_DEFLATED
    return member
