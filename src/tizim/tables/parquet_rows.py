"""Rows of a Parquet file, batch by batch.

A value that stands in many rows is packed once: a file of kilobytes may unpack to any size. So words are read as the file has them, each
once, and told row by row; a batch that would come to more than one may hold is taken in smaller pieces, and a row that would is refused.
"""

from collections.abc import Iterator
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tizim.errors import UnreadableTable
from tizim.tables.limits import TableLimits, TableTooLarge

_BATCH = 2_000
_NESTED_BATCH = 16
"""where words stand within lists, which come unpacked"""
_AT_ONCE = 2**26
"""bytes of words that are held unpacked at once"""
_SMALLEST = 2**16


def read(stream: BinaryIO, name: str, limits: TableLimits) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every row."""
    number = 0
    try:
        packed = stream.seek(0, 2)
        stream.seek(0)
        file = pq.ParquetFile(stream)
        _require_bounded(file.metadata, name, limits, packed)
        words = [field.name for field in file.schema_arrow if _is_of_words(field.type)]
        stream.seek(0)
        file = pq.ParquetFile(stream, read_dictionary=words)
        nested = any(pa.types.is_nested(field.type) for field in file.schema_arrow)
        for batch in file.iter_batches(batch_size=_NESTED_BATCH if nested else _BATCH):
            for piece in _pieces(batch, name, limits):
                for row in piece.to_pylist():
                    number += 1
                    yield number, row
    except (pa.ArrowException, OSError) as wrong:
        raise UnreadableTable(
            f"{name}: expected a Parquet file, came one that cannot be read after row {number} ({wrong})"
        ) from wrong


def _require_bounded(metadata: pq.FileMetaData, name: str, limits: TableLimits, packed: int) -> None:
    if metadata.num_columns > limits.columns:
        raise TableTooLarge(f"{name}: expected at most {limits.columns:,} columns, came {metadata.num_columns:,}")
    ceiling = max(packed, _SMALLEST) * limits.ratio
    unpacked = sum(metadata.row_group(place).total_byte_size for place in range(metadata.num_row_groups))
    if unpacked > ceiling:
        raise TableTooLarge(f"{name}: expected at most {ceiling:,} bytes unpacked, came {unpacked:,}")


def _is_of_words(kind: pa.DataType) -> bool:
    kinds = (pa.types.is_string, pa.types.is_large_string, pa.types.is_binary, pa.types.is_large_binary)
    return any(one(kind) for one in kinds)


def _pieces(batch: pa.RecordBatch, name: str, limits: TableLimits) -> Iterator[pa.RecordBatch]:
    """A batch in pieces, none of which comes to more words than are held at once, as long as its rows allow that."""
    longest = sum(_longest(column, name, limits) for column in batch.columns)
    if longest > limits.whole:
        raise TableTooLarge(
            f"{name}: expected rows of at most {limits.whole:,} bytes, came one that may be {longest:,}"
        )
    size = max(1, min(batch.num_rows, _AT_ONCE // max(1, longest)))
    for start in range(0, batch.num_rows, size):
        yield batch.slice(start, size)


def _longest(column: pa.Array, name: str, limits: TableLimits) -> int:
    """Bytes of its longest word."""
    if not pa.types.is_dictionary(column.type):
        return 0
    found = pc.max(pc.binary_length(column.dictionary)).as_py() or 0
    if found > 4 * limits.cell:
        raise TableTooLarge(
            f"{name}: expected cells of at most {limits.cell:,} characters, came one of {found:,} bytes"
        )
    return int(found)
