"""Rows of a Parquet file, batch by batch."""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from tizim.errors import UnreadableTable
from tizim.tables.limits import TableLimits, TableTooLarge

_BATCH = 2_000


def read(stream: BinaryIO, name: str, limits: TableLimits) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every row."""
    number = 0
    try:
        file = pq.ParquetFile(stream)
        if file.metadata.num_columns > limits.columns:
            raise TableTooLarge(
                f"{name}: expected at most {limits.columns:,} columns, came {file.metadata.num_columns:,}"
            )
        for batch in file.iter_batches(batch_size=_BATCH):
            for row in batch.to_pylist():
                number += 1
                yield number, row
    except (pa.ArrowException, OSError) as wrong:
        raise UnreadableTable(
            f"{name}: expected a Parquet file, came one that cannot be read after row {number} ({wrong})"
        ) from wrong
