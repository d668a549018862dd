"""Rows of a CSV file (RFC 4180, and what spreadsheets make of it): encoding and separator are found out, then csv reads.

The separator is a comma, semicolon, tab or bar: the one that splits the heading row best. A quote left open is an error: half
a file must not pass for one long cell. Start at `lines`, which `read` puts under the headings; `read` also gives back the
words that were guarded from being run as a formula (`formulas`).
"""

import csv
from collections.abc import Callable, Iterator
from io import TextIOWrapper
from itertools import islice
from typing import BinaryIO, NamedTuple

from tizim.errors import UnreadableTable
from tizim.tables.encodings import encoding_of
from tizim.tables.formulas import unguarded
from tizim.tables.headings import distinct, under
from tizim.tables.limits import TableLimits, TableTooLarge

SEPARATORS = ",;\t|"


class Line(NamedTuple):
    """number: of the row, from 1. line: of the file, where the row ends (a cell may hold line breaks)."""

    number: int
    line: int
    cells: list[str]


def read(
    stream: BinaryIO, name: str, limits: TableLimits, header: int, warn: Callable[[str], None]
) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every row under the row of headings."""
    headings: list[str] = []
    number = 0
    for number, _, found in lines(stream, name, None, warn, header=header):
        cells = [unguarded(cell) for cell in found]
        if number == header:
            headings = distinct(cells)
            if len(headings) > limits.columns:
                raise TableTooLarge(f"{name}: expected at most {limits.columns:,} columns, came {len(headings):,}")
        elif number > header:
            yield number, under(headings, cells)
    if number < header:
        raise UnreadableTable(f"{name}: expected headings in row {header}, came a table of {number} rows")


def lines(
    stream: BinaryIO, name: str, separator: str | None, warn: Callable[[str], None], *, header: int = 1
) -> Iterator[Line]:
    """Every row as it stands, blank ones too; the separator is told by the rows up to `header` where none is given."""
    encoding = encoding_of(stream, name, warn)
    stream.seek(0)
    text = TextIOWrapper(stream, encoding=encoding, newline="")
    try:
        yield from _lines(text, name, separator or _separator(text, header))
    except UnicodeDecodeError as wrong:
        raise UnreadableTable(f"{name}: expected {encoding} throughout, came other bytes ({wrong.reason})") from wrong
    finally:
        text.detach()


def _lines(text: TextIOWrapper, name: str, separator: str) -> Iterator[Line]:
    number = 0
    reader = csv.reader(text, delimiter=separator, strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield Line(number, reader.line_num, cells)
    except csv.Error as wrong:
        at = f"after row {number} (line {reader.line_num})"
        if "field limit" in str(wrong):
            most = csv.field_size_limit()
            raise TableTooLarge(f"{name}: expected cells of at most {most:,} characters, came more {at}") from wrong
        raise UnreadableTable(f"{name}: expected CSV, came {wrong} {at}: the table is cut off or damaged") from wrong


def _separator(text: TextIOWrapper, header: int) -> str:
    """The separator that makes the most cells of the first rows up to the headings; a comma where none does."""
    start = text.tell()
    head = text.read(2**16)
    text.seek(start)

    def cells(separator: str) -> int:
        rows = csv.reader(head.splitlines(keepends=True), delimiter=separator)
        return max((len(row) for row in islice(rows, header)), default=0)

    return max(SEPARATORS, key=cells)
