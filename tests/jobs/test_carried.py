"""A snapshot carried elsewhere answers as its home does, or says why it can't. Everything here is invented."""

import pickle
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import UN, un_list
from tizim.errors import NothingLoaded, RulesError, SnapshotError
from tizim.jobs.carried import Carried, Row, answered_rows
from tizim.jobs.results import COLUMNS
from tizim.tables.arrow import batch_of

ROWS: list[Row] = [(1, {"name": "Order of the Grey Heron"}), (2, {"name": "Example Orchard"}), (3, {"name": None})]


@pytest.fixture
def tz(home: Path, tmp_path: Path) -> Iterator[tizim.Tizim]:
    with tizim.open(home) as opened:
        opened.lists.add(UN, un_list(tmp_path, "2026-02-27"), accept=("fewer-records",))
        yield opened


def outcomes(carried: Carried, folder: Path | None = None) -> list[object]:
    return [row["outcome"] for row in answered_rows(carried.open(folder), ROWS, {"name": "name"})]


def test_it_answers_where_only_copies_are(tz: tizim.Tizim, tmp_path: Path) -> None:
    carried = pickle.loads(pickle.dumps(tz.carried()))  # noqa: S301  (what a cluster does)
    for one in carried.directories:
        shutil.copytree(one, tmp_path / "elsewhere" / one.name)
    shutil.rmtree(tz.home)
    assert outcomes(carried, tmp_path / "elsewhere") == ["hit", "clear", "not_screened"]
    assert [(one.dataset, one.published[:10]) for one in carried.searched] == [(UN, "2026-02-27")]


def test_a_directory_alone_has_the_shipped_thresholds_and_names_its_lists(tz: tizim.Tizim) -> None:
    carried = Carried.of(tz.carried().directory, [UN])
    assert (carried.possible, carried.hit, carried.datasets) == (tz.rules.possible, tz.rules.hit, (UN,))
    assert outcomes(carried) == ["hit", "clear", "not_screened"]
    with pytest.raises(NothingLoaded, match=f"expected lists it holds .{UN}., came elsewhere"):
        Carried.of(carried.directory, ["elsewhere"])


def test_another_snapshot_in_its_place_is_refused(tz: tizim.Tizim) -> None:
    with pytest.raises(SnapshotError, match="expected snapshot another"):
        replace(tz.carried(), built_of="another").open()


def test_other_rules_are_refused_here_and_there(tz: tizim.Tizim) -> None:
    carried = tz.carried()
    manifest = carried.directory / "snapshot.json"
    manifest.write_text(manifest.read_text().replace(carried.rules, "older-rules"))
    for opened in (carried.open, lambda: Carried.of(carried.directory)):
        with pytest.raises(RulesError, match="under older-rules"):
            opened()


def test_rows_of_results_are_an_arrow_batch_with_the_columns_of_a_file(tz: tizim.Tizim) -> None:
    batch = batch_of(answered_rows(tz.carried().open(), ROWS, {"name": "name"}), COLUMNS)
    assert batch.schema.names == list(COLUMNS)
    assert batch.column("row").to_pylist() == [1, 2, 3]
    assert batch_of([{"name": "half \ud800 of a pair"}], COLUMNS).column("name").to_pylist() == ["half ? of a pair"]
