"""The same screening in Spark: a frame of customers to a frame of results, the rows that `tizim screen --file` would write.

    Carried + held columns ──mapInArrow──► each Python worker: opens the snapshot once, answers batch by batch

The snapshot's directories go to each executor once, as an archive that Spark unpacks there: Spark takes a directory as it is in
local mode only, and a broadcast would be a copy in the memory of each Python worker, where files are mapped and shared by all.
Nothing is fetched on an executor, and no bank is opened. Needs the extra `spark`, and on executors tizim with its own version
of the rules. Start at `screen_frame`.
"""

import atexit
import gc
import shutil
import tarfile
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import chain, islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from tizim.errors import SubjectError
from tizim.index.layout import MANIFEST
from tizim.jobs.carried import Carried, Row, answered_rows
from tizim.jobs.results import COLUMNS
from tizim.screen.answering import Answering
from tizim.subjects.columns import recognised

if TYPE_CHECKING:
    from pyspark import SparkContext
    from pyspark.sql import Column, DataFrame

ROW = "tizim_row"
"""the column that carries the number of a row to the executors"""

_AT_ONCE = 1000
"""rows of results that become a batch, so that a batch of customers with many hits needs no more memory than one with few"""

_SQL: Mapping[type, str] = {str: "string", int: "bigint", float: "double"}
SCHEMA = ", ".join(f"{name} {_SQL[kind]}" for name, kind in COLUMNS.items())
"""of the frame of results, as Spark writes schemas"""


def screen_frame(
    frame: "DataFrame",
    snapshot: Carried | Path | str,
    *,
    columns: Mapping[str, str] | None = None,
    kind: str = "Thing",
    datasets: Sequence[str] | None = None,
    row: str | None = None,
) -> "DataFrame":
    """Screens a frame of customers; like all frames, the result is computed when it is written or counted.

    Every row of the frame has its rows in the result: those of its hits, or one that says "clear" or "not_screened".

    Args:
        frame: one customer a row, in columns that are called as in a customer file.
        snapshot: what `Tizim.carried` gives, or the directory of a snapshot.
        columns: {column: field} where headings do not say it.
        kind: of rows that do not say theirs.
        datasets: only these lists of a directory; of what is `Carried`, `Tizim.carried` has said it.
        row: a column of whole numbers to be the results' `row`. Otherwise Spark's `monotonically_increasing_id`, from 1, which
            depends on how the frame is parted: give customers an `id`.

    Raises:
        UnreadableTable: no column holds anything to screen by, two hold one field, or `columns` names none.
        SnapshotError, RulesError, NothingLoaded: as `Carried.of`.
        SubjectError: `datasets` is said of what has its lists already, or `row` names no column.
    """
    if isinstance(snapshot, Carried):
        if datasets is not None:
            raise SubjectError("datasets: expected none beside Tizim.carried, which takes them itself, came some")
        carried = snapshot
    else:
        carried = Carried.of(Path(snapshot), datasets)
    own = [name for name in frame.columns if name != row]
    if row is not None and row not in frame.columns:
        raise SubjectError(f"row: expected a column of the frame ({', '.join(own)}), came {row!r}")
    held = recognised(own, columns)
    archive = _shipped(frame.sparkSession.sparkContext, carried)
    wanted = frame.select(_number(frame, row), *(_column(frame, name) for name in held))
    return wanted.mapInArrow(partial(_answered, carried, archive, held, kind), SCHEMA)


def _number(frame: "DataFrame", row: str | None) -> "Column":
    from pyspark.sql.functions import monotonically_increasing_id

    return (_column(frame, row) if row is not None else monotonically_increasing_id() + 1).cast("bigint").alias(ROW)


def _column(frame: "DataFrame", name: str) -> "Column":
    """A column by its name, whatever letters it is made of."""
    return frame["`" + name.replace("`", "``") + "`"]


def _shipped(context: "SparkContext", carried: Carried) -> str:
    """The name under which executors find the snapshot; it is packed and added once for each context."""
    manifest = (carried.directory / MANIFEST).read_bytes()
    archive = f"tizim-{blake2b(manifest, digest_size=8).hexdigest()}.tar"
    if not any(one.rpartition("/")[2] == archive for one in context.listArchives):
        folder = Path(mkdtemp(prefix="tizim-spark-"))
        atexit.register(shutil.rmtree, folder, ignore_errors=True)  # Spark hands it out from here as long as it runs
        with tarfile.open(folder / archive, "w") as packed:
            for directory in carried.directories:
                packed.add(directory, directory.name)
        context.addArchive(str(folder / archive))
    return archive


def _answered(
    carried: Carried, archive: str, held: Mapping[str, str], kind: str, batches: Iterator[Any]
) -> Iterator[Any]:
    """On an executor: Arrow batches of customers to Arrow batches of results."""
    from tizim.tables.arrow import batch_of

    rows = chain.from_iterable(map(_rows, batches))
    results = answered_rows(_opened(carried, archive), rows, held, kind=kind)
    while some := list(islice(results, _AT_ONCE)):
        yield batch_of(some, COLUMNS)


def _rows(batch: Any) -> Iterator[Row]:
    for cells in batch.to_pylist():
        yield cells.pop(ROW), cells


@lru_cache(maxsize=2)
def _opened(carried: Carried, archive: str) -> Answering:
    """The snapshot, opened once in each Python worker."""
    from pyspark import SparkFiles

    answering = carried.open(Path(SparkFiles.get(archive)))
    gc.freeze()  # what is loaded stays: looking through it again and again is a tenth of the work
    return answering
