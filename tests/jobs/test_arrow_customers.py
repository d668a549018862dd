"""Customers in Arrow tables: the answers of a customer file, row by row, as they are read."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest

import tizim
from tizim.errors import NothingLoaded, UnreadableTable
from tizim.jobs.results import COLUMNS
from tizim.model.subject import KINDS

ROWS = [
    {"id": "a", "name": "Abu Sayyaf Group", "kind": "organisation", "birth date": None},
    {"id": "b", "name": "", "kind": "person", "birth date": None},
    {"id": "c", "name": "Grey Heron Bakery", "kind": "", "birth date": None},
    {"id": "d", "name": "Somebody", "kind": "wombat", "birth date": "1970"},
]
TABLE = pa.Table.from_pylist(ROWS)


@pytest.fixture
def tz(tmp_path: Path) -> Iterator[tizim.Tizim]:
    with tizim.open(tmp_path / "home") as opened:
        yield opened


class Elsewhere:
    """What another library gives: it speaks Arrow and is no table of pyarrow."""

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return TABLE.__arrow_c_stream__(requested_schema)


@pytest.mark.parametrize("audit", [False, True])
@pytest.mark.parametrize(
    "table",
    [TABLE, TABLE.to_batches()[0], pa.RecordBatchReader.from_batches, Elsewhere()],
    ids=lambda one: str(type(one)),
)
def test_a_table_has_the_rows_of_the_file(tz: tizim.Tizim, tmp_path: Path, table: Any, audit: bool) -> None:
    if audit:
        tz.audit.on()
    given = table(TABLE.schema, TABLE.to_batches(max_chunksize=1)) if callable(table) else table
    file = tmp_path / "customers.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    tz.screen_file(file, tmp_path / "results.jsonl")
    expected = [
        {**dict.fromkeys(COLUMNS), **json.loads(line)} for line in (tmp_path / "results.jsonl").read_text().splitlines()
    ]
    assert tz.screen_arrow(given).read_all().to_pylist() == expected
    assert [row["outcome"] for row in expected] == ["hit", "not_screened", "clear", "not_screened"]


def test_a_table_is_screened_as_many_subjects(tz: tizim.Tizim) -> None:
    verdicts = list(tz.screen_many(TABLE))
    assert [one.outcome for one in verdicts] == ["hit", "not_screened", "clear", "not_screened"]
    assert verdicts[3].reason == f"row 4: kind: expected one of {', '.join(KINDS)}, came 'wombat'"


def test_rows_are_read_as_results_are_taken(tz: tizim.Tizim) -> None:
    taken = 0

    def endless() -> Iterator[pa.RecordBatch]:
        nonlocal taken
        while True:
            taken += 1
            yield TABLE.to_batches()[0]

    results = tz.screen_arrow(pa.RecordBatchReader.from_batches(TABLE.schema, endless()))
    assert taken == 0
    assert results.read_next_batch().num_rows == 1000
    assert taken <= 1000 / len(ROWS) + 1


def test_columns_and_kinds_may_be_said(tz: tizim.Tizim) -> None:
    table = pa.table({"who": ["Abu Sayyaf Group"], "seen": [1]})
    rows = tz.screen_arrow(table, columns={"who": "name"}, kind="Organization").read_all().to_pylist()
    assert [row["outcome"] for row in rows] == ["hit"]


def test_what_cannot_be_screened_is_said_at_once(tz: tizim.Tizim) -> None:
    with pytest.raises(UnreadableTable, match="expected an Arrow table"):
        tz.screen_arrow([{"name": "Somebody"}])  # type: ignore[arg-type]
    with pytest.raises(UnreadableTable, match="colour"):
        tz.screen_arrow(pa.table({"colour": ["red"]}))
    with pytest.raises(UnreadableTable, match="colour"):
        tz.screen_many(pa.table({"colour": ["red"]}))
    with pytest.raises(NothingLoaded):
        tz.screen_arrow(TABLE, datasets=["eu_fsf"])


def test_an_empty_table_has_no_results(tz: tizim.Tizim) -> None:
    assert tz.screen_arrow(TABLE.slice(0, 0)).read_all().num_rows == 0
    assert list(tz.screen_many(TABLE.slice(0, 0))) == []
