"""Rows to a table file: CSV, JSON lines, Excel (.xlsx) or Parquet, one row at a time.

The same rows give the same bytes. Text that no encoding can hold (half of a surrogate pair) is written as "?". A cell is never
a formula: Excel gets text as text, CSV a mark before it (`formulas`). Writing beside the target and moving it into place is the caller's business.
"""

import csv
import json
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TextIO

from tizim.errors import UnreadableTable
from tizim.tables.formulas import guarded
from tizim.tables.reading import cell_text

Columns = Sequence[str] | Mapping[str, type]
"""Names of the columns, with their types (str, int, float, bool) where they are not all text."""

_EXCEL_ROWS = 1_048_576
_EXCEL_CELL = 32_767
_PARQUET_BATCH = 10_000


class RowWriter(ABC):
    """Takes rows for a table, one by one. Made by `write_rows`, which also finishes the file."""

    def __init__(self, columns: Mapping[str, type]) -> None:
        self.columns = dict(columns)
        self.count = 0

    def append(self, row: Mapping[str, object]) -> None:
        """Adds a row; columns it does not name stay blank. Raises KeyError for a column the table does not have."""
        if strange := [name for name in row if name not in self.columns]:
            raise KeyError(f"expected one of {', '.join(self.columns)}, came {strange[0]!r}")
        self._write([typed(row.get(name), kind) for name, kind in self.columns.items()])
        self.count += 1

    def extend(self, rows: Iterable[Mapping[str, object]]) -> None:
        """Adds rows."""
        for row in rows:
            self.append(row)

    @abstractmethod
    def _write(self, cells: list[object]) -> None: ...

    @abstractmethod
    def close(self) -> None:
        """Finishes the file."""


@contextmanager
def write_rows(path: Path, kind: str, columns: Columns) -> Iterator[RowWriter]:
    """A new table file of a kind ("csv", "excel", "jsonl", "parquet"); finished when the context is left.

    A heading row is written even where no row follows. Raises UnreadableTable for a kind that is not written, or where Excel
    cannot hold the rows.
    """
    if kind not in _WRITERS:
        raise UnreadableTable(f"{path.name}: expected a table of the kind {', '.join(_WRITERS)}, came {kind!r}")
    typed = dict(columns) if isinstance(columns, Mapping) else dict.fromkeys(columns, str)
    writer = _WRITERS[kind](path, typed)
    try:
        yield writer
    finally:
        writer.close()


def json_line(row: Mapping[str, object], columns: Mapping[str, type]) -> str:
    """One row as `write_rows` writes it into a file of JSON lines, with its line break."""
    return _json_line(columns, [typed(row.get(name), kind) for name, kind in columns.items()])


def _json_line(columns: Iterable[str], cells: list[object]) -> str:
    row = dict(zip(columns, cells, strict=True))
    return json.dumps(row, ensure_ascii=False, default=cell_text) + "\n"


class _Csv(RowWriter):
    def __init__(self, path: Path, columns: Mapping[str, type]) -> None:
        super().__init__(columns)
        self._file: TextIO = path.open("w", encoding="utf-8", newline="")
        self._plain = csv.writer(self._file, lineterminator="\n")
        self._quoted = csv.writer(self._file, lineterminator="\n", quoting=csv.QUOTE_ALL)
        self._write(list(self.columns))

    def _write(self, cells: list[object]) -> None:
        words = [guarded(cell) if isinstance(cell, str) else cell_text(cell) for cell in cells]
        # The csv module quotes the line break it writes itself, and not the one of old Macs, which every reader obeys.
        (self._quoted if any("\r" in word for word in words) else self._plain).writerow(words)

    def close(self) -> None:
        self._file.close()


class _JsonLines(RowWriter):
    def __init__(self, path: Path, columns: Mapping[str, type]) -> None:
        super().__init__(columns)
        self._file: TextIO = path.open("w", encoding="utf-8", newline="\n")

    def _write(self, cells: list[object]) -> None:
        self._file.write(_json_line(self.columns, cells))

    def close(self) -> None:
        self._file.close()


class _Excel(RowWriter):
    def __init__(self, path: Path, columns: Mapping[str, type]) -> None:
        super().__init__(columns)
        import xlsxwriter

        self._name = path.name
        self._book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
        self._book.set_properties({"created": datetime(1980, 1, 1, tzinfo=UTC)})  # the clock stays out of the bytes
        self._sheet = self._book.add_worksheet("rows")
        for place, name in enumerate(self.columns):
            self._sheet.write_string(0, place, name)

    def _write(self, cells: list[object]) -> None:
        number = self.count + 1
        if number >= _EXCEL_ROWS:
            raise UnreadableTable(
                f"{self._name}: expected at most {_EXCEL_ROWS - 1:,} rows in Excel, came more: write CSV or Parquet"
            )
        for place, (name, cell) in enumerate(zip(self.columns, cells, strict=True)):
            if cell is None:
                continue
            if isinstance(cell, bool):
                self._sheet.write_boolean(number, place, cell)
            elif isinstance(cell, int | float):
                self._sheet.write_number(number, place, cell)
            elif len(words := cell_text(cell)) > _EXCEL_CELL:
                raise UnreadableTable(
                    f"{self._name}: expected cells of at most {_EXCEL_CELL:,} characters in Excel, came {len(words):,} in {name!r}: write CSV or Parquet"
                )
            elif words:
                self._sheet.write_string(number, place, words)

    def close(self) -> None:
        self._book.close()


class _Parquet(RowWriter):
    def __init__(self, path: Path, columns: Mapping[str, type]) -> None:
        super().__init__(columns)
        import pyarrow.parquet as pq

        from tizim.tables.arrow import schema_of

        self._schema = schema_of(self.columns)
        self._file = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._waiting: list[list[object]] = []

    def _write(self, cells: list[object]) -> None:
        self._waiting.append(cells)
        if len(self._waiting) >= _PARQUET_BATCH:
            self._flush()

    def _flush(self) -> None:
        import pyarrow as pa

        names = list(self.columns)
        columns = {name: [row[place] for row in self._waiting] for place, name in enumerate(names)}
        self._file.write_table(pa.table(columns, schema=self._schema))
        self._waiting.clear()

    def close(self) -> None:
        if self._waiting:
            self._flush()
        self._file.close()


_WRITERS: Mapping[str, type[_Csv | _JsonLines | _Excel | _Parquet]] = {
    "csv": _Csv,
    "jsonl": _JsonLines,
    "excel": _Excel,
    "parquet": _Parquet,
}


def typed(value: object, kind: type) -> object:
    """A cell as its column's type; None stays None. Text that no encoding can hold becomes "?"."""
    if value is None:
        return None
    if kind is str:
        words = cell_text(value)
        return words if words.isascii() else words.encode("utf-8", "replace").decode("utf-8")
    return kind(value)
