"""Rows of a publisher's table: the files of a release through `tables`, with errors that blame the publisher's file.

Start at `part_rows` (rows under headings) or `part_lines` (rows of a CSV as they stand).
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from tizim.errors import LimitExceeded, UnreadableSource, UnreadableTable
from tizim.model.dates import utc_time
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part
from tizim.tables import (
    TABLE_LIMITS,
    Row,
    TableLimits,
    TableTooLarge,
    cell_text,
    csv_lines,
    rows,
    sheet_names,
    workbook_time,
)  # fmt: skip
from tizim.tables.csv_rows import Line

XLSX_HEAD = b"PK\x03\x04"
"""How an .xlsx file begins (it is a zip archive)."""


def part_rows(
    part: Part, kind: str, *, sheet: str | None = None, header: int = 1, warn: Callable[[str], None] | None = None
) -> Iterator[Row]:
    """The rows of one file of a release (see `tables.rows`). Raises UnreadableSource, LimitExceeded."""
    with publishers_fault(), part.open() as stream:
        yield from rows(stream, kind, sheet=sheet, header=header, name=part.name, limits=_limits(part), warn=warn)


def part_lines(part: Part, reading: Reading, separator: str = ",") -> Iterator[Line]:
    """The rows of a CSV file that have a cell with words (see `tables.csv_lines`). Raises UnreadableSource, LimitExceeded."""
    with publishers_fault(), part.open() as stream:
        for line in csv_lines(stream, separator, name=part.name, warn=reading.warn):
            if any(cell.strip() for cell in line.cells):
                yield line


def has_width(line: Line, header: list[str], reading: Reading, reference: str | None = None) -> bool:
    """Whether a row has a cell for each column; one that has not is counted and rejected."""
    if len(line.cells) == len(header):
        return True
    reading.records += 1
    reading.reject(f"line {line.line}", reference, f"expected {len(header)} cells, came {len(line.cells)}")
    return False


def part_sheets(part: Part) -> tuple[str, ...]:
    """Names of the sheets of an Excel file; () where it is none."""
    if not part.name.lower().endswith((".xlsx", ".xlsm")) or not part.head(4).startswith(XLSX_HEAD):
        return ()
    with part.open() as stream:
        try:
            return sheet_names(stream, name=part.name, limits=_limits(part))
        except UnreadableTable:
            return ()  # damaged: whichever reader takes it by its name will say so


def saved_at(part: Part) -> str | None:
    """When an Excel file was last saved, by its own properties (ISO 8601 UTC); None where it does not say."""
    with publishers_fault(), part.open() as stream:
        saved = workbook_time(stream, name=part.name, limits=_limits(part))
    return utc_time(saved or "")


def headings(part: Part, kind: str, *, sheet: str | None = None, header: int = 1) -> tuple[str, ...]:
    """The headings under which the first row of data holds something; () where there is no row or it cannot be read.

    To tell a format by: reads a file's first rows only (of Excel: the sheet).
    """
    try:
        for _, cells in part_rows(part, kind, sheet=sheet, header=header):
            return tuple(cells)
    except (UnreadableSource, LimitExceeded):
        pass
    return ()


def as_fields(cells: dict[str, object], tag: str = "row") -> Fields:
    """A row as a record: cells as words, several values of a cell as several values of the field."""
    made = Fields(tag)
    for name, value in cells.items():
        for one in value if isinstance(value, list) else (value,):
            made.put(name, cell_text(one))
    return made


@contextmanager
def publishers_fault() -> Iterator[None]:
    """A table that cannot be read is the caller's mistake; a publisher's table that cannot is the publisher's."""
    try:
        yield
    except TableTooLarge as wrong:
        raise LimitExceeded(str(wrong)) from wrong
    except UnreadableTable as wrong:
        raise UnreadableSource(str(wrong)) from wrong


def _limits(part: Part) -> TableLimits:
    bounds = part.limits
    return TableLimits(cell=bounds.max_text, whole=min(bounds.max_bytes, TABLE_LIMITS.whole), ratio=bounds.max_ratio)
