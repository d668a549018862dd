"""Building, opening and damaging a snapshot."""

import json
from pathlib import Path

import numpy as np
import pytest

from tests.listed import PEOPLE, TODAY, entity
from tizim.compare.rules_file import shipped
from tizim.errors import SnapshotError
from tizim.index.build import build
from tizim.index.layout import FORMAT
from tizim.index.records import Record, record_of
from tizim.index.snapshot import Snapshot
from tizim.model.verdict import Searched

SEARCHED = [Searched("made_up", "2026-03-01T00:00:00+00:00", len(PEOPLE))]


def built(where: Path) -> Path:
    build(((one, TODAY) for one in PEOPLE), SEARCHED, shipped(), where, built_of="v1")
    return where


def test_the_same_entries_give_the_same_bytes(tmp_path: Path) -> None:
    one, other = built(tmp_path / "one"), built(tmp_path / "other")
    files = sorted(file.name for file in one.iterdir())
    assert files == sorted(file.name for file in other.iterdir())
    assert all((one / name).read_bytes() == (other / name).read_bytes() for name in files)


def test_a_snapshot_says_what_it_is_of(tmp_path: Path) -> None:
    snapshot = Snapshot.open(built(tmp_path / "s"))
    assert (snapshot.built_of, snapshot.rules_version) == ("v1", shipped().version)
    assert snapshot.searched == tuple(SEARCHED)
    assert snapshot.entities == len(PEOPLE)
    assert snapshot.verify() == ()


def test_a_record_comes_back_as_it_went_in() -> None:
    for one in PEOPLE:
        record = record_of(one, TODAY)
        assert Record.from_json(record.to_json()) == record


def test_an_existing_directory_is_not_overwritten(tmp_path: Path) -> None:
    built(tmp_path / "s")
    with pytest.raises(SnapshotError, match="expected no directory yet"):
        built(tmp_path / "s")


@pytest.mark.parametrize("lost", ["snapshot.json", "key_rest.npy", "entity_text.npy"])
def test_a_snapshot_without_one_of_its_files_is_refused(tmp_path: Path, lost: str) -> None:
    where = built(tmp_path / "s")
    (where / lost).unlink()
    with pytest.raises(SnapshotError, match="expected a whole snapshot"):
        Snapshot.open(where)


def test_another_format_is_refused_by_name(tmp_path: Path) -> None:
    where = built(tmp_path / "s")
    manifest = where / "snapshot.json"
    manifest.write_text(manifest.read_text().replace(f'"format": {FORMAT}', '"format": 99'))
    with pytest.raises(SnapshotError, match=f"format {FORMAT}, came 99"):
        Snapshot.open(where)


def test_a_flipped_bit_is_found(tmp_path: Path) -> None:
    where = built(tmp_path / "s")
    file = where / "entity_text.npy"
    data = bytearray(file.read_bytes())
    data[-1] ^= 1
    file.write_bytes(bytes(data))
    assert Snapshot.open(where).verify() == (
        "entity_text.npy: expected checksum " + _checksum(where, "entity_text") + ", came another",
    )


def _checksum(where: Path, name: str) -> str:
    return str(json.loads((where / "snapshot.json").read_text())["checksums"][name])


def test_an_empty_list_makes_a_snapshot_that_finds_nothing(tmp_path: Path) -> None:
    build([], SEARCHED, shipped(), tmp_path / "s")
    snapshot = Snapshot.open(tmp_path / "s")
    assert snapshot.entities == 0
    assert snapshot["entity_hash"].dtype == np.uint64


def test_records_come_back_though_more_are_asked_for_than_are_kept_at_hand(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tizim.index.snapshot._KEPT_RECORDS", 2)
    snapshot = Snapshot.open(built(tmp_path / "s"))
    for _ in range(2):
        assert [snapshot.record(number).entity.id for number in range(len(PEOPLE))] == [one.id for one in PEOPLE]


def test_names_stand_in_the_order_of_their_entries(tmp_path: Path) -> None:
    snapshot = Snapshot.open(built(tmp_path / "s"))
    given = [name.words for one in PEOPLE for name in record_of(one, TODAY).names]
    assert [snapshot.words(number) for number in range(snapshot.names)] == given


def test_a_name_that_no_text_may_hold_is_kept_as_it_is(tmp_path: Path) -> None:
    build([(entity("p", "Temirlan \ud800 Osgood"), TODAY)], SEARCHED, shipped(), tmp_path / "s")
    assert Snapshot.open(tmp_path / "s").words(0) == "Temirlan \ud800 Osgood"


def test_what_nobody_asks_about_is_left_out(tmp_path: Path) -> None:
    entries = [entity("a", "Nowhere Street 1", schema="Address"), PEOPLE[0]]
    build(((one, TODAY) for one in entries), SEARCHED, shipped(), tmp_path / "s")
    snapshot = Snapshot.open(tmp_path / "s")
    assert [snapshot.record(number).entity.id for number in range(snapshot.entities)] == [PEOPLE[0].id]


def test_an_entry_of_a_list_that_is_not_told_is_refused(tmp_path: Path) -> None:
    with pytest.raises(SnapshotError, match=r"expected an entry of other, came one of made_up"):
        build([(PEOPLE[0], TODAY)], [Searched("other", "2026-03-01", 1)], shipped(), tmp_path / "s")
