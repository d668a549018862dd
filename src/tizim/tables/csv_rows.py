"""Rows of a CSV file (RFC 4180, and what spreadsheets make of it): encoding and separator are found out, then csv reads.

Encodings: UTF-8 and UTF-16 (with its mark); what is neither is one of the old Windows code pages, guessed and told. The
separator is a comma, semicolon, tab or bar: the one that splits the heading row best. A quote left open is an error: half a
file must not pass for one long cell.
"""

import codecs
import csv
import re
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO

from tizim.errors import UnreadableTable
from tizim.tables.headings import distinct, under
from tizim.tables.limits import TableLimits, TableTooLarge

SEPARATORS = ",;\t|"
_BLOCK = 2**20
_CYRILLIC_RUN = re.compile(rb"[\xc0-\xff\xa8\xb8]{3,}")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_ASCII = bytes(range(128))
_LONE_LETTER = re.compile(rb"(?<![\x80-\xff])[\x8a-\xff](?![\x80-\xff])")


def read(
    stream: BinaryIO, name: str, limits: TableLimits, header: int, warn: Callable[[str], None]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every row under the row of headings."""
    encoding = _encoding(stream, name, warn)
    stream.seek(0)
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _rows(text, name, limits, header)
    except UnicodeDecodeError as wrong:
        raise UnreadableTable(f"{name}: expected {encoding} throughout, came other bytes at {wrong.start:,}") from wrong
    finally:
        text.detach()


def _rows(text: TextIOWrapper, name: str, limits: TableLimits, header: int) -> Iterator[tuple[int, dict[str, object]]]:
    headings: list[str] = []
    number = 0
    reader = csv.reader(text, delimiter=_separator(text, header), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            if number < header:
                continue
            if number == header:
                headings = distinct(cells)
                if len(headings) > limits.columns:
                    raise TableTooLarge(f"{name}: expected at most {limits.columns:,} columns, came {len(headings):,}")
                continue
            yield number, under(headings, cells)
    except csv.Error as wrong:
        kind = TableTooLarge if "field limit" in str(wrong) else UnreadableTable
        raise kind(f"{name}: expected CSV, came {wrong} after row {number} (line {reader.line_num})") from wrong
    if number < header:
        raise UnreadableTable(f"{name}: expected headings in row {header}, came a table of {number} rows")


def _separator(text: TextIOWrapper, header: int) -> str:
    """The separator that makes the most cells of the first rows up to the headings; a comma where none does."""
    start = text.tell()
    head = text.read(2**16)
    text.seek(start)

    def cells(separator: str) -> int:
        rows = csv.reader(head.splitlines(keepends=True), delimiter=separator)
        return max((len(row) for row in islice(rows, header)), default=0)

    return max(SEPARATORS, key=cells)


def _encoding(stream: BinaryIO, name: str, warn: Callable[[str], None]) -> str:
    """Reads the whole file once: an encoding that only fails at its end would otherwise leave half a table behind."""
    stream.seek(0)
    mark = stream.read(4)
    if mark.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if mark.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b"PAR1", b"%PDF", b"\x1f\x8b")):
        raise UnreadableTable(f"{name}: expected CSV, came another kind of file (it starts with {mark!r})")
    stream.seek(0)
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    is_utf8, runs, lone, high, paired = True, 0, 0, 0, 0
    while block := stream.read(_BLOCK):
        if b"\0" in block:
            at = stream.tell() - len(block) + block.index(b"\0")
            raise UnreadableTable(f"{name}: expected text, came a zero byte after {at:,} bytes")
        runs += len(_CYRILLIC_RUN.findall(block))
        lone += len(_LONE_LETTER.findall(block))
        high += len(block.translate(None, _ASCII))
        paired += sum(map(len, _UTF8_LETTER.findall(block)))
        if is_utf8:
            is_utf8 = _decodes(decoder, block)
    if is_utf8 and _decodes(decoder, b"", final=True):
        return "utf-8-sig"
    if paired * 2 > high:
        raise UnreadableTable(f"{name}: expected UTF-8, came UTF-8 with damaged letters in it")
    # Letters beyond ASCII stand side by side in Cyrillic words, and alone among ASCII letters in Western ones.
    guessed = "cp1251" if runs > lone else "cp1252"
    warn(f"{name}: expected UTF-8, came another encoding; read as {guessed}")
    return guessed


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True
