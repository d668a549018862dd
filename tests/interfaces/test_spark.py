"""Spark gives the rows that a results file has: a real Spark in local mode, two partitions at least."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import tizim
from tests.conftest import ROOT
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.manual import Page
from tizim.errors import NothingLoaded, RulesError, SnapshotError, SubjectError, UnreadableTable
from tizim.jobs.carried import Carried
from tizim.jobs.results import COLUMNS

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

pytestmark = pytest.mark.java

CUSTOMERS = """row,Customer ID,Full name,type,DOB,Nationality,passport,note
2,c1,Order of the Grey Heron,organization,,,,asked for twice
3,c2,Kestrel Harbor Bank,company,,,,
4,c3,Example Orchard Cooperative,company,,,,
5,c4,"Invented, Person; Somebody Else",person,1971-05,kz,N1234567,
6,c5,Grey Heron,robot,,,,of no kind
7,c6,,person,,,,without a name
8,c7,"Velmark ""The"" Ship",,,,,
9,c8,Северный фонд,,,,,
10,c9,Order of the Grey Heron,person,,,,
11,c10,.,person,,,,
"""


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[SparkSession]":
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    folder = tmp_path_factory.mktemp("spark")
    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", str(folder))
        .config("spark.sql.warehouse.dir", str(folder / "warehouse"))
        .config("spark.sql.shuffle.partitions", "2")
        .getOrCreate()
    )
    yield session
    session.stop()


@pytest.fixture
def tz(home: Path, tmp_path: Path) -> Iterator[tizim.Tizim]:
    with tizim.open(home) as opened:
        opened.lists.add(UN, un_list(tmp_path, "2026-02-27"), accept=("fewer-records",))
        yield opened


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    file = tmp_path / "customers.csv"
    file.write_text(CUSTOMERS, encoding="utf-8")
    return file


def parted(spark: "SparkSession", customers: Path, parts: int = 3) -> "DataFrame":
    frame = spark.read.option("escape", '"').csv(str(customers), header=True).repartition(parts, "Customer ID")
    assert frame.rdd.getNumPartitions() == parts
    return frame


def told(rows: "list[Any]") -> list[str]:
    """Rows as lines, in an order of their own."""
    return sorted(json.dumps(dict(row), ensure_ascii=False, sort_keys=True) for row in rows)


def of_the_file(tz: tizim.Tizim, customers: Path, **asked: Any) -> list[str]:
    out = customers.with_name("out.jsonl")
    tz.screen_file(customers, out, **asked)
    return told([json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()])


def of_spark(result: "DataFrame") -> list[str]:
    return told([row.asDict() for row in result.collect()])


def screened(frame: "DataFrame", snapshot: Carried | Path, **asked: Any) -> "DataFrame":
    from tizim.interfaces.spark import screen_frame

    return screen_frame(frame, snapshot, row="row", **asked)


def test_a_frame_has_the_rows_of_the_file(spark: "SparkSession", tz: tizim.Tizim, customers: Path) -> None:
    expected = of_the_file(tz, customers)
    result = screened(parted(spark, customers), tz.carried())
    assert result.columns == list(COLUMNS)
    assert of_spark(result) == expected
    outcomes = {json.loads(line)["outcome"] for line in expected}
    assert outcomes == {"hit", "possible", "clear", "not_screened"}
    assert len({json.loads(line)["id"] for line in expected}) == 10


def test_a_directory_alone_answers_and_says_how_old_its_lists_are(
    spark: "SparkSession", tz: tizim.Tizim, customers: Path
) -> None:
    directory = tz.carried().directory
    result = screened(parted(spark, customers), directory)
    assert of_spark(result) == of_the_file(tz, customers)
    found = {row.searched for row in result.select("searched").distinct().collect()}
    assert found == {None, f"{UN}@2026-02-27T00:00:00Z"}  # None: the row made no subject


def test_kinds_lists_days_thresholds_and_columns_are_those_of_the_file(
    spark: "SparkSession", tz: tizim.Tizim, customers: Path
) -> None:
    tz.use_thresholds(tz.tune([tizim.Subject(names=["Grey Heron"])]), possible=0.05, hit=0.6)
    asked: dict[str, Any] = {"kind": "Organization", "columns": {"note": "alias"}}
    carried = tz.carried(["sanctions"], as_of="2015-03-04")
    result = of_spark(screened(parted(spark, customers), carried, **asked))
    assert result == of_the_file(tz, customers, datasets=["sanctions"], as_of="2015-03-04", **asked)


def test_what_changed_in_a_list_goes_along_with_what_it_stands_on(
    spark: "SparkSession", tz: tizim.Tizim, tmp_path: Path, customers: Path
) -> None:
    records = [organisation(number, name) for number, name in enumerate((*NAMES[1:], "EXAMPLE ORCHARD COOPERATIVE"), 2)]
    tz.lists.add(UN, un_list(tmp_path, "2026-03-27", records))
    carried = tz.carried()
    assert len(carried.directories) == 2
    assert of_spark(screened(parted(spark, customers), carried)) == of_the_file(tz, customers)


def test_the_starter_register_says_what_it_is(
    spark: "SparkSession", home: Path, tmp_path: Path, customers: Path
) -> None:
    with tizim.open(home) as tz:
        expected = of_the_file(tz, customers)
        result = of_spark(screened(parted(spark, customers), tz.carried().directory))
    assert result == expected
    assert "no substitute" in result[0]


def test_without_numbers_rows_are_numbered_without_repeats(
    spark: "SparkSession", tz: tizim.Tizim, customers: Path
) -> None:
    from tizim.interfaces.spark import screen_frame

    rows = screen_frame(parted(spark, customers).drop("row"), tz.carried()).collect()
    assert len({row.row for row in rows}) == len({row.id for row in rows}) == 10


def test_a_snapshot_goes_out_once(spark: "SparkSession", tz: tizim.Tizim, customers: Path) -> None:
    for _ in range(2):
        screened(parted(spark, customers), tz.carried()).collect()
    before = len(spark.sparkContext.listArchives)
    screened(parted(spark, customers), tz.carried().directory)
    assert len(spark.sparkContext.listArchives) == before


def test_what_cannot_be_asked_is_said_before_anything_runs(
    spark: "SparkSession", tz: tizim.Tizim, customers: Path, tmp_path: Path
) -> None:
    frame, carried = parted(spark, customers), tz.carried()
    with pytest.raises(UnreadableTable, match="expected a column with names"):
        screened(frame.select("row", "note"), carried)
    with pytest.raises(SubjectError, match="expected a column of the frame"):
        screened(frame.drop("row"), carried)
    with pytest.raises(SubjectError, match=r"beside Tizim\.carried"):
        screened(frame, carried, datasets=[UN])
    with pytest.raises(NothingLoaded, match="us_ofac_sdn"):
        screened(frame, carried.directory, datasets=["us_ofac_sdn"])
    with pytest.raises(SnapshotError):
        screened(frame, tmp_path / "nowhere")
    manifest = carried.directory / "snapshot.json"
    manifest.write_text(manifest.read_text().replace(carried.rules, "older-rules"))
    with pytest.raises(RulesError, match="older-rules"):
        screened(frame, carried.directory)


def test_the_program_of_the_manual_runs(home: Path, tmp_path: Path) -> None:
    """In a process and a session of its own, on the starter register."""
    Page(ROOT / "docs" / "spark.md", "docs/spark.md").write_files(tmp_path)
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, "screen_all.py", "customers.csv", "results"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "un_sc_starter at 2026-02-27" in done.stdout
    assert list((tmp_path / "results").glob("*.parquet"))
