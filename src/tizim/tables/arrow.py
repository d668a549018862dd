"""Rows as Arrow record batches: what Parquet files and data platforms are made of. Imported late: Arrow is large."""

from collections.abc import Iterable, Mapping
from typing import Any

import pyarrow as pa

from tizim.tables.writing import typed

_TYPES: Mapping[type, Any] = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}


def schema_of(columns: Mapping[str, type]) -> Any:
    """The Arrow schema of columns with their types (str, int, float, bool)."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in columns.items()])


def batch_of(rows: Iterable[Mapping[str, object]], columns: Mapping[str, type]) -> Any:
    """One record batch of rows; a column that a row does not name stays blank, as in a file."""
    held = list(rows)
    cells = {name: [typed(row.get(name), kind) for row in held] for name, kind in columns.items()}
    return pa.RecordBatch.from_pydict(cells, schema=schema_of(columns))
