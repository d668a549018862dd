"""Rows of a delimited text file (CSV), in whatever encoding the publisher or a later hand saved it.

Cells are read by the standard `csv` module. UTF-8 (with or without its mark) is tried first over the whole file; what is not
UTF-8 is read as Windows-1252, or where that has no such letter as Latin-1, and a warning says so. Start at `rows`.
"""

import codecs
import csv
from collections.abc import Iterable, Iterator
from io import TextIOWrapper

from tizim.errors import LimitExceeded, UnreadableSource
from tizim.sources.reading import Reading
from tizim.sources.release import Part

_BLOCK = 2**16
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def rows(part: Part, reading: Reading, *, delimiter: str = ",") -> Iterator[tuple[int, list[str]]]:
    """(line number of the row's end, cells) of every row that has a cell with words.

    Raises UnreadableSource (not text, or a quote that is never closed), LimitExceeded (a cell too long).
    """
    encoding = encoding_of(part)
    if not encoding.startswith("utf"):
        reading.warn(f"{part.name}: expected UTF-8, read as {encoding}")
    with part.open() as stream, TextIOWrapper(stream, encoding=encoding, newline="") as text:
        reader = csv.reader(text, delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, cells
        except csv.Error as wrong:
            raise _as_ours(wrong, f"{part.name}: line {reader.line_num}") from wrong


def unwrapped(
    wrapped: Iterable[tuple[int, list[str]]], *, delimiter: str, name: str
) -> Iterator[tuple[int, list[str]]]:
    """Rows of which each stands whole in one quoted cell, padded with tabs: what is left of a table saved as another."""
    for line, cells in wrapped:
        try:
            yield line, next(csv.reader([cells[0].rstrip("\t")], delimiter=delimiter, strict=True))
        except csv.Error as wrong:
            raise _as_ours(wrong, f"{name}: line {line}") from wrong


def encoding_of(part: Part) -> str:
    """The encoding of a whole text file: "utf-8-sig", "cp1252" or "latin-1". Raises UnreadableSource where it is no text."""
    left = {
        "utf-8-sig": codecs.getincrementaldecoder("utf-8-sig")(),
        "cp1252": codecs.getincrementaldecoder("cp1252")(),
    }
    with part.open() as stream:
        before = 0
        while True:
            block = stream.read(_BLOCK)
            if (before == 0 and block.startswith(_WIDE)) or b"\0" in block:
                at = before + max(block.find(b"\0"), 0)
                raise UnreadableSource(
                    f"{part.name}: expected text in UTF-8 or a Windows code page, came UTF-16 or no text after {at:,} bytes"
                )
            before += len(block)
            for name, decoder in list(left.items()):
                try:
                    decoder.decode(block, final=not block)
                except UnicodeDecodeError:
                    del left[name]
            if not block:
                return next(iter(left), "latin-1")


def _as_ours(wrong: csv.Error, where: str) -> LimitExceeded | UnreadableSource:
    if "field larger" in str(wrong):
        return LimitExceeded(f"{where}: expected cells of at most {csv.field_size_limit():,} characters, came more")
    return UnreadableSource(f"{where}: expected a delimited table, came a row that is damaged or cut off ({wrong})")
