"""Rows of a table, whatever its kind: opens it, hands it to the reader of its kind, and keeps the ceilings.

The first row numbered is the first row a person sees: headings are row 1 of a CSV or Excel file, so its data start at 2; JSON,
JSON lines and Parquet have no heading row, and their data start at 1. Rows without any value are passed over.
"""

from collections.abc import Callable, Generator, Iterator
from contextlib import closing, contextmanager
from datetime import date, datetime, time
from importlib import import_module
from pathlib import Path
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from typing import BinaryIO, cast

from tizim.errors import UnreadableTable
from tizim.tables.csv_rows import Line, lines
from tizim.tables.kinds import KINDS
from tizim.tables.limits import TABLE_LIMITS, TableLimits, TableTooLarge

Row = tuple[int, dict[str, object]]
"""Number and cells by heading. Cells keep their type (text, int, float, bool, date, datetime, list); blank ones are left out."""

Table = Path | BinaryIO
"""A file, or its bytes as a stream; a stream that cannot be rewound is copied to a temporary file first."""

_SPOOL = 16 * 2**20


def rows(
    table: Table,
    kind: str,
    *,
    sheet: str | None = None,
    header: int = 1,
    name: str | None = None,
    limits: TableLimits = TABLE_LIMITS,
    warn: Callable[[str], None] | None = None,
) -> Iterator[Row]:
    """The rows of a table, streamed, in their order.

    A heading met twice is numbered ("name", "name (2)"); a cell under no heading is called by its column ("column 7").

    Args:
        table: a path, or a binary stream.
        kind: one of `KINDS` (see `kind_of`).
        sheet: of an Excel file, by its name; the first one otherwise.
        header: the row of the headings in a CSV or Excel file, counted from 1; what stands above it is passed over.
        name: what to call the table in messages; the path's name otherwise.
        limits: the ceilings.
        warn: told what a person should know and what stops nothing (an encoding that had to be guessed).

    Raises:
        UnreadableTable: it is not what its kind promises: damaged, cut off, another format or encoding.
        TableTooLarge: it is beyond one of `limits`.
    """
    if kind not in KINDS:
        raise UnreadableTable(f"expected a table of the kind {', '.join(KINDS)}, came {kind!r}")
    called = name or _called(table)
    reader = import_module(f"tizim.tables.{kind}_rows")
    with _rewindable(table) as stream:
        found: Generator[Row, None, None]
        if kind == "csv":
            found = reader.read(stream, called, limits, header, warn or _quiet)
        elif kind == "excel":
            found = reader.read(stream, called, limits, header, sheet)
        else:
            found = reader.read(stream, called, limits)
        with closing(found):
            yield from _within(found, called, limits)


def csv_lines(
    table: Table, separator: str, *, name: str | None = None, warn: Callable[[str], None] | None = None
) -> Iterator[Line]:
    """The rows of a CSV file as they stand, for a table whose headings are not where headings belong, or that has none.

    Raises UnreadableTable or TableTooLarge as `rows` does, and warns as it does.
    """
    with _rewindable(table) as stream:
        yield from lines(stream, name or _called(table), separator, warn or _quiet)


def sheet_names(table: Table, *, name: str = "table", limits: TableLimits = TABLE_LIMITS) -> tuple[str, ...]:
    """Names of the sheets of an Excel file; raises UnreadableTable where it is none."""
    from tizim.tables import excel_rows

    with _rewindable(table) as stream:
        return excel_rows.sheet_names(stream, name, limits)


def workbook_time(table: Table, *, name: str = "table", limits: TableLimits = TABLE_LIMITS) -> str | None:
    """When an Excel file (.xlsx) was last saved, by its own properties (ISO 8601); None where it does not say.

    Source: ECMA-376 part 2, clause 11 (core properties).
    """
    from tizim.tables import excel_rows

    with _rewindable(table) as stream:
        return excel_rows.saved(stream, name, limits)


def cell_text(value: object) -> str:
    """A cell as words: dates as in ISO 8601 (a day without hours), whole numbers without a fraction, "" for nothing."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _called(table: Table) -> str:
    return table.name if isinstance(table, Path) else "table"


def _quiet(_: str) -> None:
    """Nobody asked to be told."""


@contextmanager
def _rewindable(table: Table) -> Iterator[BinaryIO]:
    if isinstance(table, Path):
        try:
            opened = table.open("rb")
        except OSError as wrong:
            raise UnreadableTable(
                f"{table}: expected a file, came none that can be opened ({wrong.strerror})"
            ) from wrong
        with opened:
            yield opened
    elif table.seekable():
        yield table
    else:
        with SpooledTemporaryFile(_SPOOL) as copy:
            copyfileobj(table, copy)
            copy.seek(0)
            yield cast(BinaryIO, copy)


def _within(found: Iterator[Row], name: str, limits: TableLimits) -> Iterator[Row]:
    """The rows, as long as they keep to the ceilings; those without any value left out."""
    count = 0
    for number, cells in found:
        held = {heading: value for heading, value in cells.items() if not _blank(value)}
        if not held:
            continue
        count += 1
        if count > limits.rows:
            raise TableTooLarge(f"{name}: expected at most {limits.rows:,} rows, came more")
        if len(cells) > limits.columns:
            raise TableTooLarge(
                f"{name}: expected at most {limits.columns:,} columns, came {len(cells):,} in row {number}"
            )
        for heading, value in held.items():
            if isinstance(value, str) and len(value) > limits.cell:
                raise TableTooLarge(
                    f"{name}: expected cells of at most {limits.cell:,} characters, came {len(value):,} in row {number}, column {heading[:60]!r}"
                )
        yield number, held


def _blank(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not value.strip())
