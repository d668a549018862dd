"""Any table through a mapping. The example is the one of docs/tables.md; all records are invented."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import UnreadableSource, UnreadableTable
from tizim.sources.release import Release
from tizim.sources.table import table_source
from tizim.tables import write_rows

MANUAL = Path(__file__).resolve().parents[3] / "docs" / "tables.md"
SMALL: dict[str, Any] = {"dataset": "own", "reference": "no", "kind": "Person", "columns": {"name": "name"}}


@pytest.fixture
def example(tmp_path: Path) -> tuple[Path, Path]:
    """(table, mapping) of the manual."""
    text = MANUAL.read_text(encoding="utf-8")
    table, mapping = tmp_path / "watch.csv", tmp_path / "watch.toml"
    for path, kind in ((table, "csv"), (mapping, "toml")):
        met = re.search(rf"```{kind}\n(.*?)```", text, re.DOTALL)
        assert met is not None
        path.write_text(met[1], encoding="utf-8")
    return table, mapping


def rows_of(folder: Path, *rows: dict[str, object]) -> Path:
    path = folder / "table.jsonl"
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_manuals_example_gives_what_the_manual_says(example: tuple[Path, Path]) -> None:
    table, mapping = example
    reading, groups = load(table_source(mapping), table)
    assert [group[0].id for group in groups] == ["agency_watch-a-001", "agency_watch-a-002", "agency_watch-a-003"]
    assert (reading.unknown, reading.unreadable, reading.rejected, reading.warnings) == ({}, [], [], [])
    found = entry(groups, "A-001")
    assert [*found.values("name"), *found.values("alias")] == ["Zarina Testova", "Zara T.", "Зарина Тестова"]
    assert (found.values("birthDate"), found.values("gender"), found.values("country")) == (
        ["1971-05-03"],
        ["female"],
        ["kz"],
    )
    assert found.values("source:Officer") == ["7"]
    (passport,) = parts(groups, "A-001", "Passport")
    assert (passport.values("number"), passport.values("country")) == (["N00000001"], ["kz"])
    assert parts(groups, "A-001", "Address")[0].values("country") == ["kz"]
    (listing,) = parts(groups, "A-001", "Sanction")
    assert (listing.values("startDate"), listing.values("reason"), listing.values("authority")) == (
        ["2024-01-12"], ["watch for contact"], ["Agency for Examples"],
    )  # fmt: skip
    assert entry(groups, "A-002").values("country") == ["kg", "uz"]
    assert entry(groups, "A-003").schema == "Organization"
    assert parts(groups, "A-003", "CryptoWallet")[0].values("currency") == ["BTC"]


@pytest.mark.parametrize(
    ("kind", "file"), [("csv", "t.csv"), ("excel", "t.xlsx"), ("jsonl", "t.jsonl"), ("parquet", "t.parquet")]
)
def test_every_kind_of_table_gives_the_same_entries(kind: str, file: str, tmp_path: Path) -> None:
    with write_rows(tmp_path / file, kind, ["no", "name", "born"]) as writer:
        writer.append({"no": "7", "name": "Зарина Тестова", "born": date(1971, 5, 3)})
    source = table_source(
        {**SMALL, "columns": {"name": "name", "born": {"property": "birthDate", "formats": ["%d.%m.%Y"]}}}
    )
    _, groups = load(source, tmp_path / file)
    assert [(one.id, one.values("name"), one.values("birthDate")) for one in groups[0]] == [
        ("own-7", ["Зарина Тестова"], ["1971-05-03"])
    ]


def test_a_column_nobody_mapped_is_noticed_and_kept_once_accepted(tmp_path: Path) -> None:
    path = rows_of(tmp_path, {"no": 1, "name": "Zarina", "height": 170})
    assert set(load(table_source(SMALL), path)[0].unknown) == {"height"}
    reading, groups = load(table_source(SMALL), path, accepted=["height"])
    assert (reading.unknown, groups[0][0].values("source:height")) == ({}, ["170"])


def test_rows_without_reference_kind_or_name_are_rejected_with_the_reason(tmp_path: Path) -> None:
    mapping = {**SMALL, "kind": {"column": "kind", "words": {"man": "Person"}}}
    path = rows_of(
        tmp_path,
        {"no": 1, "name": "Zarina", "kind": "MAN"}, {"name": "Omar", "kind": "man"}, {"no": 3, "name": "Deep", "kind": "submarine"},
        {"no": 4, "kind": "man"},
    )  # fmt: skip
    reading, groups = load(table_source(mapping), path)
    assert [group[0].reference for group in groups] == ["1"]
    assert [(one.place, one.reference) for one in reading.rejected] == [("row 2", None), ("row 3", "3"), ("row 4", "4")]
    assert set(reading.unknown) == {"kind=submarine"}
    assert reading.records == 4


def test_a_document_or_a_wallet_alone_is_enough(tmp_path: Path) -> None:
    columns = {
        "name": "name",
        "id": {"document": "Identification", "type": "national id", "country": "kz"},
        "key": {"wallet": True, "currency column": "coin"},
    }
    path = rows_of(tmp_path, {"no": 1, "id": "710503300017"}, {"no": 2, "key": "1Example", "coin": "BTC"})
    reading, groups = load(table_source({**SMALL, "columns": columns}), path)
    assert reading.rejected == []
    assert entry(groups, "1").values("idNumber") == ["710503300017"]
    assert parts(groups, "1", "Identification")[0].values("country") == ["kz"]
    assert parts(groups, "2", "CryptoWallet")[0].values("currency") == ["BTC"]


def test_values_that_cannot_be_read_are_kept_and_counted(tmp_path: Path) -> None:
    columns = {"name": "name", "born": "birthDate", "from": "nationality", "sex": "gender"}
    path = rows_of(tmp_path, {"no": 1, "name": "Zarina", "born": "in spring", "from": "Atlantis", "sex": "?"})
    reading, groups = load(table_source({**SMALL, "columns": columns}), path)
    assert unread(reading) == {"born": 1, "from": 1, "sex": 1}
    assert groups[0][0].values("source:born") == ["in spring"]


def test_a_property_of_another_kind_of_row_is_kept_raw(tmp_path: Path) -> None:
    mapping = {
        **SMALL,
        "kind": {"column": "kind", "words": {"man": "Person", "ship": "Vessel"}},
        "columns": {"name": "name", "imo": "imoNumber"},
    }
    _, groups = load(
        table_source(mapping), rows_of(tmp_path, {"no": 1, "kind": "man", "name": "Zarina", "imo": "9074729"})
    )
    assert groups[0][0].values("source:imo") == ["9074729"]


def test_a_mapped_column_that_is_never_there_is_told(tmp_path: Path) -> None:
    mapping = {**SMALL, "columns": {"name": "name", "nmae": "alias"}}
    reading, _ = load(table_source(mapping), rows_of(tmp_path, {"no": 1, "name": "Zarina"}))
    assert reading.warnings == [
        "table.jsonl: expected a column 'nmae', which the mapping names, and no row has anything in it"
    ]


def test_a_reference_may_be_made_of_several_columns(tmp_path: Path) -> None:
    _, groups = load(
        table_source({**SMALL, "reference": ["region", "no"]}),
        rows_of(tmp_path, {"region": "KZ", "no": 5, "name": "Zarina"}),
    )
    assert groups[0][0].id == "own-kz-5"


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"colums": {}}, "came 'colums'"),
        ({"dataset": ""}, "dataset: expected words"),
        ({"reference": []}, "reference: expected words or a list"),
        ({"kind": "Submarine"}, "kind: expected a kind such as"),
        ({"kind": {"column": "k", "words": {"a": "Nothing"}}}, "kind.words.a: expected a kind"),
        ({"columns": {}}, "columns: expected a table"),
        ({"columns": {"a": "shoeSize"}}, "expected a property of Person, came 'shoeSize'"),
        ({"columns": {"a": {"property": "name", "document": "Passport"}}}, "expected one of property"),
        ({"columns": {"a": {"listing": "shoeSize"}}}, "expected a property of Sanction"),
        ({"columns": {"a": {"document": "Ticket"}}}, "expected one of Passport, Identification"),
        ({"columns": {"a": {"wallet": "yes"}}}, "expected wallet = true"),
        ({"columns": {"a": {"property": "name", "seperator": ";"}}}, "came 'seperator'"),
        ({"columns": {"a": {"property": "name", "formats": 5}}}, "expected words or a list"),
        ({"header": 0}, "header: expected a number from 1"),
        ({"table": "pdf"}, "table: expected one of"),
        ({"min_records": "many"}, "min_records: expected a number"),
        ({"title": 5}, "title: expected words"),
    ],
)
def test_a_wrong_mapping_names_the_key(changes: dict[str, object], expected: str) -> None:
    with pytest.raises(UnreadableTable, match=re.escape(expected)):
        table_source({**SMALL, **changes})


def test_a_mapping_that_is_no_toml_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "m.toml"
    path.write_text("dataset = ")
    with pytest.raises(UnreadableTable, match="expected a mapping in TOML"):
        table_source(path)


def test_a_damaged_table_is_the_publishers_fault_and_other_files_are_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "t.jsonl"
    path.write_text('{"no": ')
    with pytest.raises(UnreadableSource, match=r"t\.jsonl, line 1"):
        load(table_source(SMALL), path)
    (tmp_path / "t.pdf").write_text("x")
    assert table_source(SMALL).format_of(Release.at(tmp_path / "t.pdf")) is None
    assert table_source({**SMALL, "table": "jsonl"}).format_of(Release.at(tmp_path / "t.pdf")) is not None
