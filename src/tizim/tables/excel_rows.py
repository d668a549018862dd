"""Rows of an Excel file (.xlsx, .xlsm, .xls, .xlsb, .ods), read by calamine.

Excel keeps every number as a floating one: a whole number comes back as an int. A formula gives its stored value. What a
packed file claims to hold is checked before it is unpacked (`excel_bounds`).
"""

import re
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from tizim.errors import UnreadableTable
from tizim.tables.excel_bounds import DAMAGED, require_bounded
from tizim.tables.headings import distinct, under
from tizim.tables.limits import TableLimits, TableTooLarge

_SPELLED = re.compile(r"_x([0-9A-F]{4})_")
_SAVED = re.compile(rb"<dcterms:(modified|created)[^>]*>([^<]{10,40})<")


def read(
    stream: BinaryIO, name: str, limits: TableLimits, header: int, sheet: str | None
) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every row of a sheet under its row of headings."""
    book = _workbook(stream, name, limits)
    names = book.sheet_names
    if not names or (sheet is not None and sheet not in names):
        wanted = "a sheet" if sheet is None else f"a sheet {sheet!r}"
        raise UnreadableTable(f"{name}: expected {wanted}, came {', '.join(map(repr, names)) or 'none'}")
    try:
        opened = book.get_sheet_by_name(sheet if sheet is not None else names[0])
    except CalamineError as wrong:
        raise UnreadableTable(f"{name}: expected a sheet that can be read, came {wrong}") from wrong
    yield from _rows(opened, name, limits, header)


def sheet_names(stream: BinaryIO, name: str, limits: TableLimits) -> tuple[str, ...]:
    """Names of the sheets in their order."""
    return tuple(_workbook(stream, name, limits).sheet_names)


def saved(stream: BinaryIO, name: str, limits: TableLimits) -> str | None:
    """The time of the last saving, from docProps/core.xml."""
    require_bounded(stream, name, limits)
    stream.seek(0)
    if stream.read(4) != b"PK\x03\x04":
        return None  # an old .xls keeps its properties elsewhere
    try:
        with zipfile.ZipFile(stream) as packed:
            properties = packed.read("docProps/core.xml")
    except KeyError:
        return None
    except DAMAGED as wrong:
        raise UnreadableTable(
            f"{name}: expected an Excel file, came one that is damaged or unusual ({wrong})"
        ) from wrong
    times = {kind: value.decode("ascii", "replace") for kind, value in _SAVED.findall(properties)}
    return times.get(b"modified") or times.get(b"created")


def _rows(sheet: CalamineSheet, name: str, limits: TableLimits, header: int) -> Iterator[tuple[int, dict[str, object]]]:
    if sheet.width > limits.columns:
        raise TableTooLarge(f"{name}: expected at most {limits.columns:,} columns, came {sheet.width:,}")
    headings: list[str] = []
    # calamine starts at the first row and column that hold something; a person counts from the top left corner.
    first = (sheet.start or (0, 0))[0] + 1
    number = first - 1
    for number, cells in enumerate(sheet.iter_rows(), first):
        if number < header:
            continue
        if not headings:
            headings = distinct(cells)
            continue
        yield number, under(headings, [_cell(cell) for cell in cells])
    if not headings:
        raise UnreadableTable(f"{name}: expected headings in row {header}, came a sheet of {number} rows")


def _cell(value: object) -> object:
    """Whole numbers as int; characters that Excel spells out ("_x000D_", ECMA-376 part 1, 22.9.2.19) as themselves."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, str) and "_x" in value:
        return _SPELLED.sub(lambda met: chr(int(met[1], 16)), value)
    return value


def _workbook(stream: BinaryIO, name: str, limits: TableLimits) -> CalamineWorkbook:
    require_bounded(stream, name, limits)
    stream.seek(0)
    try:
        return CalamineWorkbook.from_filelike(stream)
    except (CalamineError, OSError, ValueError) as wrong:
        raise UnreadableTable(f"{name}: expected an Excel file, came something else ({wrong})") from wrong
