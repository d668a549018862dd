"""Customers in Arrow tables (of pyarrow, polars, DuckDB, pandas: whatever gives an Arrow stream), and results as record batches.

Rows are read as those of a customer file, batch by batch, so that memory stays flat. Start at `customers_of`.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from tizim.errors import UnreadableTable
from tizim.jobs.results import COLUMNS, result_rows
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict
from tizim.subjects.columns import recognised
from tizim.subjects.table import Asked, asked

if TYPE_CHECKING:
    import pyarrow as pa

AT_ONCE = 1000
"""rows of results in a batch"""


class ArrowStream(Protocol):
    """What gives Arrow data: the Arrow PyCapsule interface."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """A stream of record batches."""


def customers_of(table: ArrowStream, columns: Mapping[str, str] | None = None, kind: str = "Thing") -> Iterator[Asked]:
    """One customer for each row, numbered from 1, in order; read as they are taken.

    Args:
        table: columns are called as in a customer file.
        columns: {column: field} where headings do not say it.
        kind: of rows that do not say theirs.

    Raises:
        UnreadableTable: at once, where no column holds anything to screen by, two hold one field, or it is no Arrow data.
    """
    import pyarrow as pa  # large, and most homes need none of it

    try:
        reader = pa.RecordBatchReader.from_stream(table)
    except (pa.ArrowException, TypeError, ValueError) as wrong:
        raise UnreadableTable(f"expected an Arrow table or stream, came {type(table).__name__}: {wrong}") from wrong
    return asked(_rows(reader), recognised(reader.schema.names, columns), kind=kind)


def _rows(reader: "pa.RecordBatchReader") -> Iterator[tuple[int, Mapping[str, object]]]:
    number = 0
    for batch in reader:
        for start in range(0, batch.num_rows, AT_ONCE):  # a table may be one batch of millions
            for cells in batch.slice(start, AT_ONCE).to_pylist():
                number += 1
                yield number, cells


Answered = tuple[Asked, Verdict | None]
"""A row with its verdict; None where it makes no subject."""


def answered(
    customers: Iterable[Asked], verdicts: Callable[[Iterable[Subject]], Iterator[Verdict]]
) -> Iterator[Answered]:
    """Each row with its verdict, in order. verdicts: one for each subject, in order, taken ahead or not."""
    waiting: deque[Asked] = deque()

    def subjects() -> Iterator[Subject]:
        for one in customers:
            waiting.append(one)
            if one.subject is not None:
                yield one.subject

    for verdict in verdicts(subjects()):
        while waiting[0].subject is None:
            yield waiting.popleft(), None
        yield waiting.popleft(), verdict
    while waiting:
        yield waiting.popleft(), None


def results_of(rows: Iterable[Answered]) -> "pa.RecordBatchReader":
    """The rows of a results file (`results.COLUMNS`), as a stream of record batches."""
    import pyarrow as pa  # as above

    from tizim.tables.arrow import batch_of, schema_of

    results = (row for one, verdict in rows for row in result_rows(one, verdict))

    def batches() -> Iterator[Any]:
        while some := list(islice(results, AT_ONCE)):
            yield batch_of(some, COLUMNS)

    return pa.RecordBatchReader.from_batches(schema_of(COLUMNS), batches())
