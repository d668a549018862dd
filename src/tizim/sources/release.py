"""A publisher's release: one or more files, opened as plain bytes whatever they were packed in.

Takes a file, a folder of the publisher's files, or an `.xz`, `.gz` or `.zip` of them. Reads under ceilings.
"""

import gzip
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import BinaryIO, cast

from tizim.errors import LimitExceeded, UnreadableSource


@dataclass(frozen=True, slots=True)
class ReadLimits:
    """Ceilings of one file, unpacked. A file beyond them is an attack or a new kind of file; both must stop us."""

    max_bytes: int = 2 * 2**30
    max_ratio: int = 400
    """unpacked over packed size; genuine lists pack about 30 to 1"""
    max_depth: int = 32
    """nesting of XML elements or JSON values"""
    max_text: int = 4 * 2**20
    """characters of one value"""
    max_files: int = 64


LIMITS = ReadLimits()

_DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError)
"""What the standard library raises over a damaged archive (a wild offset is a ValueError)."""


class _Counted(RawIOBase):
    """A stream that refuses to give more than it may, and turns a packer's odd errors into ours."""

    def __init__(self, inner: BinaryIO, name: str, ceiling: int) -> None:
        self._inner, self._name, self._left, self._ceiling = inner, name, ceiling, ceiling

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]  # RawIOBase gives any writable buffer
        try:
            data = self._inner.read(len(view))
        except (*_DAMAGED, lzma.LZMAError, gzip.BadGzipFile, RuntimeError) as wrong:
            raise UnreadableSource(
                f"{self._name}: expected a whole packed file, came one that is damaged or cut off after {self._ceiling - self._left:,} bytes unpacked ({wrong})"
            ) from wrong
        self._left -= len(data)
        if self._left < 0:
            raise LimitExceeded(f"{self._name}: expected at most {self._ceiling:,} bytes unpacked, came more")
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._inner.close()
        super().close()


@dataclass(frozen=True, slots=True)
class Part:
    """One file of a release. `name` is the publisher's file name without packing (`sdn.csv`)."""

    name: str
    path: Path
    member: str | None = None
    limits: ReadLimits = LIMITS

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The unpacked bytes from the start."""
        packed = self.path.suffix.lower()
        raw = self.path.open("rb")
        inner: BinaryIO = raw
        archive: zipfile.ZipFile | None = None
        try:
            ceiling = self.limits.max_bytes
            if packed in (".xz", ".gz", ".zip"):
                ceiling = min(ceiling, max(self.path.stat().st_size, 2**14) * self.limits.max_ratio)
            if packed == ".xz":
                inner = cast(BinaryIO, lzma.LZMAFile(raw))  # noqa: SIM115  (closed with `raw`, below)
            elif packed == ".gz":
                inner = cast(BinaryIO, gzip.GzipFile(fileobj=raw))
            elif packed == ".zip" and self.member is not None:
                archive = _archive(self.path)
                inner = _member(archive, self.member, self.name)
            with BufferedReader(_Counted(inner, self.name, ceiling), 2**16) as stream:
                yield cast(BinaryIO, stream)
        finally:
            if archive is not None:
                archive.close()
            raw.close()

    def head(self, size: int = 4096) -> bytes:
        """The first bytes, to tell the format by."""
        with self.open() as stream:
            return stream.read(size)


@dataclass(frozen=True, slots=True)
class Release:
    """The files of one publication, sorted by name."""

    parts: tuple[Part, ...]

    @classmethod
    def at(cls, path: Path, limits: ReadLimits = LIMITS) -> "Release":
        """A file, a folder or an archive as a release; raises UnreadableSource where there is none."""
        if path.is_dir():
            files = sorted(child for child in path.iterdir() if child.is_file() and not child.name.startswith("."))
            parts = [part for file in files for part in _parts(file, limits)]
        elif path.is_file():
            parts = _parts(path, limits)
        else:
            raise UnreadableSource(f"{path}: expected a file or a folder, came nothing")
        if not parts:
            raise UnreadableSource(f"{path}: expected a publisher's files, came an empty folder")
        if len(parts) > limits.max_files:
            raise LimitExceeded(f"{path}: expected at most {limits.max_files} files, came {len(parts)}")
        return cls(tuple(sorted(parts, key=lambda part: part.name)))

    def part(self, *names: str) -> Part | None:
        """The first part with one of these names (any case)."""
        wanted = [name.lower() for name in names]
        for name in wanted:
            for one in self.parts:
                if one.name.lower() == name:
                    return one
        return None

    def sha256(self) -> str:
        """Digest of the unpacked content: of the one file, or of all names and contents."""
        digest = sha256()
        for part in self.parts:
            if len(self.parts) > 1:
                digest.update(f"{part.name}\0".encode())
            with part.open() as stream:
                while block := stream.read(2**20):
                    digest.update(block)
        return digest.hexdigest()


def _parts(file: Path, limits: ReadLimits) -> list[Part]:
    packed = file.suffix.lower()
    if packed == ".zip":
        with _archive(file) as archive:
            members = [info for info in archive.infolist() if not info.is_dir()]
            return [Part(Path(info.filename).name, file, info.filename, limits) for info in members]
    name = file.name[: -len(packed)] if packed in (".xz", ".gz") else file.name
    return [Part(name, file, None, limits)]


def _member(archive: zipfile.ZipFile, member: str, name: str) -> BinaryIO:
    try:
        return cast(BinaryIO, archive.open(member))
    except (*_DAMAGED, RuntimeError) as wrong:  # a RuntimeError: it is encrypted, or packed by an unusual method
        raise UnreadableSource(
            f"{name}: expected a zip of plain files, came one that is damaged, encrypted or unusual at {member} ({wrong})"
        ) from wrong


def _archive(file: Path) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(file)
    except (*_DAMAGED, NotImplementedError) as wrong:
        raise UnreadableSource(f"{file.name}: expected a zip archive, came something else ({wrong})") from wrong
