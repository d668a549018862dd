"""Tables: bytes in, rows out, and back. CSV, Excel, JSON, JSON lines and Parquet, under ceilings, streamed.

A row is its number, as a person counts it in that file, and its cells by heading; what the cells mean is the business of
`sources` and `subjects`. Start at `rows` and `write_rows`. The libraries behind Excel and Parquet are imported when needed.
"""

from tizim.tables.kinds import KINDS, kind_of
from tizim.tables.limits import TABLE_LIMITS, TableLimits, TableTooLarge
from tizim.tables.reading import Row, cell_text, csv_lines, rows, sheet_names, workbook_time
from tizim.tables.writing import RowWriter, json_line, write_rows

__all__ = [
    "KINDS", "TABLE_LIMITS", "Row", "RowWriter", "TableLimits", "TableTooLarge",
    "cell_text", "csv_lines", "json_line", "kind_of", "rows", "sheet_names", "workbook_time", "write_rows",
]  # fmt: skip
