"""FollowTheMoney JSON lines, flat and nested. All entities are invented."""

import json
from pathlib import Path

import pytest

from tests.sources.reading_a_release import load
from tizim.errors import LimitExceeded, UnreadableSource
from tizim.sources.ftm_json import ftm_source
from tizim.sources.release import Release

SOURCE = ftm_source("own_records", "Own records")
MAN: dict[str, object] = {
    "id": "NK-1",
    "caption": "Omar Specimen",
    "schema": "Person",
    "properties": {"name": ["Omar Specimen"], "birthDate": ["1971-05"], "addressEntity": ["addr-1"]},
    "datasets": ["a", "b"],
    "referents": ["x-1"],
    "first_seen": "2024-01-01T00:00:00",
    "target": True,
}
LISTING: dict[str, object] = {
    "id": "s-1",
    "schema": "Sanction",
    "properties": {"entity": ["NK-1"], "startDate": ["2020-01-01"]},
}
PASSPORT: dict[str, object] = {"id": "p-1", "schema": "Passport", "properties": {"holder": ["NK-1"], "number": ["N1"]}}
ADDRESS: dict[str, object] = {"id": "addr-1", "schema": "Address", "properties": {"full": ["1 Example Road"]}}
TIE: dict[str, object] = {"id": "f-1", "schema": "Family", "properties": {"person": ["NK-1"], "relative": ["NK-2"]}}


def specimen(folder: Path, *entities: object) -> Path:
    path = folder / "entities.ftm.json"
    path.write_text("".join(json.dumps(one) + "\n" for one in entities))
    return path


def test_rows_keep_their_ids_and_what_points_to_an_owner_belongs_to_its_entry(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, LISTING, PASSPORT, MAN, ADDRESS, TIE))
    roots = {group[0].id: group[0].root for group in groups}
    assert roots == {"s-1": "NK-1", "p-1": "NK-1", "NK-1": "NK-1", "addr-1": "addr-1", "f-1": "f-1"}
    assert reading.records == 3
    assert {group[0].reference for group in groups} == set(roots)


def test_values_stay_as_they_are_and_the_exporters_keys_are_kept(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, MAN))
    found = groups[0][0]
    assert (found.values("name"), found.values("birthDate")) == (["Omar Specimen"], ["1971-05"])
    assert (found.values("source:datasets"), found.values("source:target")) == (["a", "b"], ["true"])
    assert reading.unknown == {}
    assert SOURCE.spec.bookkeeping == ("first_seen", "last_seen", "last_change")


def test_nested_entities_are_taken_out_and_linked(tmp_path: Path) -> None:
    nested = {
        **MAN,
        "properties": {
            "name": ["Omar Specimen"],
            "addressEntity": [ADDRESS],
            "sanctions": [{"id": "s-1", "schema": "Sanction", "properties": {"startDate": ["2020-01-01"]}}],
        },
    }
    reading, groups = load(SOURCE, specimen(tmp_path, nested))
    by_id = {group[0].id: group[0] for group in groups}
    assert {one.root for one in by_id.values()} == {"NK-1"}
    assert by_id["NK-1"].values("addressEntity") == ["addr-1"]
    assert by_id["s-1"].values("entity") == ["NK-1"]
    assert (reading.records, reading.unknown) == (1, {})


def test_unknown_schemata_and_properties_are_noticed_by_name(tmp_path: Path) -> None:
    strange = {"id": "q-1", "schema": "Submarine", "properties": {"name": ["Deep"]}}
    odd = {**MAN, "rating": 5, "properties": {"name": ["Omar"], "shoeSize": [43], "sanctions": ["s-9"]}}
    reading, groups = load(SOURCE, specimen(tmp_path, strange, odd))
    assert set(reading.unknown) == {"schema=Submarine", "Person:rating", "Person:shoeSize", "Person:sanctions"}
    assert [one.reference for one in reading.rejected] == ["q-1"]
    assert reading.records == len(groups) + 1
    _, groups = load(SOURCE, specimen(tmp_path, odd), accepted=["Person:shoeSize"])
    assert groups[0][0].values("source:shoeSize") == ["43"]


@pytest.mark.parametrize(
    "line",
    [
        '{"id": "a", "schema": "Person", "properties": {',
        '["id", "schema", "properties"]',
        '{"id": 1, "schema": "Person", "properties": []}',
    ],
)
def test_a_damaged_line_is_named(tmp_path: Path, line: str) -> None:
    path = specimen(tmp_path, MAN)
    path.write_text(path.read_text() + line + "\n")
    with pytest.raises(UnreadableSource, match=r"entities\.ftm\.json, line 2"):
        load(SOURCE, path)


def test_deep_nesting_is_refused(tmp_path: Path) -> None:
    deep: dict[str, object] = ADDRESS
    for number in range(20):
        deep = {"id": f"a-{number}", "schema": "Person", "properties": {"addressEntity": [deep]}}
    with pytest.raises(LimitExceeded, match="nested at most"):
        load(SOURCE, specimen(tmp_path, deep))


def test_other_json_is_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text('[{"id": 1}]')
    assert SOURCE.format_of(Release.at(path)) is None


@pytest.mark.shared
@pytest.mark.parametrize(("folder", "lines", "records"), [("parteispenden", 475, 475), ("t1", 7, 7), ("zala", 91, 49)])
def test_opensanctions_files_are_read_whole(shared: Path, folder: str, lines: int, records: int) -> None:
    reading, groups = load(SOURCE, shared / "sharing" / "opensanctions" / folder / "entities.ftm.json")
    assert (len(groups), reading.records) == (lines, records)
    assert (reading.unknown, reading.rejected, reading.unreadable) == ({}, [], [])
