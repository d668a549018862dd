"""Ceilings of an Excel file, looked at before calamine reads it.

calamine holds a sheet as one block from its first to its last used cell: a single cell at the far corner of an otherwise small
sheet would ask for more memory than there is, and end the process. So the places of all cells of an .xlsx are read first.
Start at `require_bounded`.
"""

import re
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import IO, BinaryIO

from tizim.errors import UnreadableTable
from tizim.tables.limits import TableLimits, TableTooLarge

DAMAGED = (zipfile.BadZipFile, zlib.error, EOFError, struct.error, ValueError, RuntimeError)
"""What the standard library raises over a damaged, encrypted or unusual archive."""

_SMALLEST = 2**16
_BLOCK = 2**20
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_PLACE = re.compile(rb"<(?:[A-Za-z]+:)?(?:c|row)\b[^<>]*?\sr\s*=\s*[\"']([A-Za-z]*)([0-9]+)[\"']")
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
"""of a sheet, as Excel itself writes it"""


def require_bounded(stream: BinaryIO, name: str, limits: TableLimits) -> None:
    """Raises TableTooLarge where a file unpacks to more, or a sheet spans more, than it may; UnreadableTable where it is damaged."""
    packed = stream.seek(0, 2)
    stream.seek(0)
    unpacked = packed
    is_zip = stream.read(4) == b"PK\x03\x04"
    ceiling = min(limits.whole, max(packed, _SMALLEST) * limits.ratio)
    try:
        if is_zip:
            stream.seek(0)
            with zipfile.ZipFile(stream) as archive:
                unpacked = sum(member.file_size for member in archive.infolist())
                if unpacked <= ceiling:
                    _require_small_sheets(archive, name, limits)
    except DAMAGED as wrong:
        raise UnreadableTable(
            f"{name}: expected an Excel file, came one that is damaged or cut off within its {packed:,} bytes ({wrong})"
        ) from wrong
    if unpacked > ceiling:
        raise TableTooLarge(f"{name}: expected at most {ceiling:,} bytes unpacked, came {unpacked:,}")


def _require_small_sheets(archive: zipfile.ZipFile, name: str, limits: TableLimits) -> None:
    for member in archive.infolist():
        if not _SHEET.fullmatch(member.filename):
            continue
        first_row, last_row, last_column = _LAST_ROW, 0, 0
        with archive.open(member) as sheet:
            for row, column in _places(sheet):
                if row > _LAST_ROW or column > _LAST_COLUMN:
                    raise TableTooLarge(
                        f"{name}: expected cells up to row {_LAST_ROW:,} and column {_LAST_COLUMN:,}, came one beyond in {member.filename}"
                    )
                first_row, last_row, last_column = min(first_row, row), max(last_row, row), max(last_column, column)
        cells = (last_row - first_row + 1) * last_column
        if cells > limits.cells:
            raise TableTooLarge(
                f"{name}: expected a sheet of at most {limits.cells:,} cells, came one up to row {last_row:,}, column {last_column:,}"
            )


def _places(sheet: IO[bytes]) -> Iterator[tuple[int, int]]:
    """Row and column of every cell that says where it stands; column 0 for a row."""
    left = b""
    while block := sheet.read(_BLOCK):
        block = left + block
        end = block.rfind(b"<")
        left = block[end:] if end >= 0 and len(block) - end < _BLOCK else b""
        for letters, digits in _PLACE.findall(block[: len(block) - len(left)]):
            yield _number(digits), _column(letters)


def _number(digits: bytes) -> int:
    return int(digits) if len(digits) < 10 else _LAST_ROW + 1


def _column(letters: bytes) -> int:
    """The number of a column: "A" is 1, "XFD" 16,384; anything longer is beyond."""
    if len(letters) > 3:
        return _LAST_COLUMN + 1
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
