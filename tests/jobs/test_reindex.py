"""Snapshots: named after what they are of, swapped in one step, rebuilt when the bank changes. All lists are made up."""

import json
import os
import shutil
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.compare.rules_file import shipped
from tizim.errors import NothingLoaded
from tizim.index.snapshot import Snapshot
from tizim.jobs.ingest import Order, ingest
from tizim.jobs.notices import of_database, of_files
from tizim.jobs.reindex import KEPT, KEPT_HISTORY, NOW, Question, Shelf
from tizim.model.rules import Rules
from tizim.model.subject import Subject
from tizim.screen.screening import screen
from tizim.sources.registry import source

ORDER = Order(origin="a test", loaded="2026-10-01T12:00:00Z", accept=("fewer-records",))
DAYS = ("2023-01-01", "2024-01-01", "2025-01-01", "2026-01-01")


@pytest.fixture
def bank(place: Place) -> Iterator[Bank]:
    with place.open() as opened:
        yield opened


@pytest.fixture
def shelf(tmp_path: Path, place: Place, bank: Bank) -> Shelf:
    return Shelf(tmp_path / "index", of_database(lambda: bank), shipped()) if place.is_postgres else shelf_of(tmp_path)


def shelf_of(home: Path, rules: Rules | None = None) -> Shelf:
    return Shelf(home / "index", of_files([home / "bank.sqlite", home / "bank.sqlite-wal"]), rules or shipped())


def load(bank: Bank, folder: Path, day: str, count: int = 10) -> None:
    records = [organisation(number, f"{name} {day[:4]}") for number, name in enumerate(NAMES[:count], 1)]
    ingest(bank, source(UN), un_list(folder, day, records), ORDER)


def folders(shelf: Shelf) -> list[str]:
    return sorted(child.name for child in shelf.directory.iterdir() if child.is_dir())


def test_before_anything_is_built_there_is_no_current_snapshot(shelf: Shelf) -> None:
    assert shelf.current() is None
    assert shelf.last() is None


def test_what_is_built_is_current_until_the_bank_changes(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2025-01-01")
    built = shelf.build(bank)
    current = shelf.current()
    assert current is not None
    assert current.directory == built.directory
    assert [(one.dataset, one.published[:10], one.entities) for one in built.searched] == [(UN, "2025-01-01", 10)]
    load(bank, tmp_path, "2026-01-01")
    assert shelf.current() is None
    last = shelf.last()
    assert last is not None
    assert last.directory == built.directory
    assert shelf.build(bank).directory != built.directory


def test_the_same_bank_and_rules_give_the_same_name_and_build_nothing(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    first = shelf.build(bank)
    (first.directory / "mine").write_text("still here")
    assert shelf.build(bank).directory == first.directory
    assert (first.directory / "mine").exists()


def test_other_rules_give_another_snapshot(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    first = shelf.build(bank)
    other = shelf_of(tmp_path, replace(shipped(), version="another"))
    assert other.current() is None
    assert other.build(bank).directory != first.directory


def test_a_damaged_snapshot_is_built_anew(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    built = shelf.build(bank)
    (built.directory / "snapshot.json").write_text("{")
    assert shelf.current() is None
    assert shelf.build(bank).entities == 10


def test_a_damaged_pointer_is_no_pointer(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    shelf.build(bank)
    (shelf.directory / "CURRENT").write_text("not json")
    assert shelf.current() is None
    assert shelf.last() is None
    shelf.build(bank)
    assert shelf.current() is not None


def test_only_the_newest_snapshots_stay(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    for day in DAYS:
        load(bank, tmp_path, day)
        shelf.build(bank)
    current = shelf.current()
    assert current is not None
    assert current.searched[0].published[:10] == DAYS[-1]
    assert current.base in folders(shelf)
    assert len(folders(shelf)) <= KEPT + 1  # what the kept ones stand on stays too


def test_history_is_kept_apart_and_bounded(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    for day in DAYS:
        load(bank, tmp_path, day)
    now = shelf.build(bank)
    for day in DAYS:
        for ever in (False, True):
            answers = shelf.build(bank, Question(f"{day}T23:59:59Z", ever))
            assert answers.searched[0].published[:10] == day
    assert len([name for name in folders(shelf) if name.startswith("history-")]) == KEPT_HISTORY
    current = shelf.current()
    assert current is not None
    assert current.directory == now.directory


def test_history_can_be_asked_before_anything_is_current(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2025-01-01")
    assert shelf.build(bank, Question(ever=True)).entities == 10
    assert shelf.current() is None


def test_a_question_from_before_the_first_version_has_no_answer(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2025-01-01")
    with pytest.raises(NothingLoaded, match="the earliest version is of 2025-01-01"):
        shelf.build(bank, Question("2020-01-01T23:59:59Z"))


def test_an_empty_bank_says_what_to_type(bank: Bank, shelf: Shelf) -> None:
    with pytest.raises(NothingLoaded, match="tizim lists update"):
        shelf.build(bank, NOW)


def test_what_a_killed_build_left_is_removed_when_it_is_old(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    young, old = shelf.directory / ".building-young", shelf.directory / ".building-old"
    for left in (young, old):
        left.mkdir(parents=True)
    long_ago = time.time() - 86_400
    os.utime(old, (long_ago, long_ago))
    shelf.build(bank)
    assert young.exists()
    assert not old.exists()


def test_the_pointer_names_the_snapshot_and_its_rules(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2026-01-01")
    built = shelf.build(bank)
    name, rules, _ = json.loads((shelf.directory / "CURRENT").read_text())
    assert (shelf.directory / name, rules) == (built.directory, shipped().version)
    assert Snapshot.open(built.directory).built_of == name


@settings(deadline=None, max_examples=8)
@given(
    st.lists(
        st.lists(st.tuples(st.integers(1, 12), st.sampled_from(["Quill", "Heron", "Bakery"])), max_size=12),
        min_size=1,
        max_size=4,
    )
)
def test_what_changed_beside_a_whole_snapshot_answers_as_a_new_one(updates: list[list[tuple[int, str]]]) -> None:
    home = Path(mkdtemp())
    shelf = shelf_of(home)
    with Bank.open(home / "bank.sqlite") as bank:
        load(bank, home, "2022-01-01")
        changed = shelf.build(bank)
        for year, update in enumerate(updates, 2023):
            records = [
                organisation(number, f"{NAMES[number % len(NAMES)]} {word}") for number, word in dict(update).items()
            ]
            if records:
                ingest(bank, source(UN), un_list(home, f"{year}-01-01", records), ORDER)
            changed = shelf.build(bank)
            whole = shelf_of(home / f"whole-{year}").build(bank)
            assert whole.base is None
            for word in ("Quill", "Heron", "Bakery", "2022"):
                for name in NAMES:
                    subject = Subject("Organization", [f"{name} {word}"])
                    assert screen(subject, changed, shipped()) == screen(subject, whole, shipped())
        assert changed.base is not None or not any(updates)


def test_too_much_change_is_a_new_snapshot(bank: Bank, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.jobs.reindex.ALWAYS_SMALL", 3)
    shelf = shelf_of(tmp_path)
    load(bank, tmp_path, "2024-01-01")
    shelf.build(bank)
    load(bank, tmp_path, "2025-01-01", count=9)
    assert shelf.build(bank).base is None


def test_what_stands_on_a_snapshot_that_is_gone_is_built_anew(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2024-01-01")
    whole = shelf.build(bank)
    load(bank, tmp_path, "2025-01-01")
    assert shelf.build(bank).base == whole.directory.name
    shutil.rmtree(whole.directory)
    assert shelf.current() is None
    assert shelf.build(bank).base is None


def test_damage_in_what_a_snapshot_stands_on_is_found(bank: Bank, shelf: Shelf, tmp_path: Path) -> None:
    load(bank, tmp_path, "2024-01-01")
    whole = shelf.build(bank)
    load(bank, tmp_path, "2025-01-01")
    changed = shelf.build(bank)
    file = whole.directory / "token_rarity.npy"
    file.write_bytes(file.read_bytes()[:-1] + b"!")
    assert [finding for one in changed.segments for finding in one.verify()] == [
        finding for finding in whole.verify() if "token_rarity" in finding
    ]


@pytest.mark.parametrize("workers", [1, 2])
def test_however_it_is_sliced_and_on_however_many_cores_it_is_the_same_to_the_byte(
    bank: Bank, shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int
) -> None:
    load(bank, tmp_path, "2025-01-01")
    whole = shelf.build(bank).directory
    monkeypatch.setattr("tizim.index.build.SLICE", 3)
    notice = of_database(lambda: bank)
    sliced = Shelf(tmp_path / "sliced", notice, shipped(), workers).build(bank).directory
    names = sorted(file.name for file in whole.iterdir())
    assert names == sorted(file.name for file in sliced.iterdir())
    assert [name for name in names if (whole / name).read_bytes() != (sliced / name).read_bytes()] == []
