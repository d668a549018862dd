"""Lists as files for others. All entries are invented."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.made_up import OWN, UN, organisation, un_list
from tizim.bank.bank import Bank
from tizim.errors import SubjectError
from tizim.jobs.export import export
from tizim.jobs.fetch_limits import FetchLimits
from tizim.jobs.loading import Request, load_list
from tizim.tables import kind_of, rows

PERSON = [
    {
        "id": "p-1",
        "schema": "Person",
        "datasets": [OWN],
        "properties": {
            "name": ["Aruzhan Testova", "Аружан Тестова"],
            "alias": ["A. Testova"],
            "weakAlias": ["Aru"],
            "birthDate": ["1971-05-03"],
            "nationality": ["kz"],
            "gender": ["female"],
            "idNumber": ["710503000000"],
        },
    },
    {"id": "d-1", "schema": "Passport", "datasets": [OWN], "properties": {"holder": ["p-1"], "number": ["N1234567"], "country": ["kz"], "type": ["passport"]}},
    {"id": "s-1", "schema": "Sanction", "datasets": [OWN], "properties": {"entity": ["p-1"], "program": ["Invented"], "startDate": ["2020-01-01"], "reason": ["made up"]}},
]  # fmt: skip


def load(bank: Bank, folder: Path, request: Request) -> None:
    load_list(
        bank, folder / "lists" / request.name, request, by="ann", loaded="2026-10-01T00:00:00Z", limits=FetchLimits()
    )


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    own = tmp_path / "own.ftm.json"
    own.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in PERSON), encoding="utf-8")
    with Bank.open(tmp_path / "bank.sqlite") as opened:
        load(opened, tmp_path, Request(OWN, own, "2026-01-01"))
        records = [organisation(1, "GREY HERON", COMMENTS1="invented"), organisation(2, "BLUE HERON")]
        load(opened, tmp_path, Request(UN, un_list(tmp_path, "2026-02-27", records), excerpt=True))
        yield opened


def read(path: Path) -> dict[object, dict[str, object]]:
    return {cells["id"]: cells for _, cells in rows(path, kind_of(path.name))}


@pytest.mark.parametrize("suffix", ["csv", "parquet"])
def test_a_table_has_a_row_for_each_entry_with_its_list_date_and_licence(
    bank: Bank, tmp_path: Path, suffix: str
) -> None:
    done = export(bank, tmp_path / "lists", tmp_path / f"out.{suffix}")
    assert (done.entries, done.lists) == (3, (OWN, UN))
    found = read(done.path)
    person, heron = found["p-1"], found["un_sc_sanctions-xxe.001"]
    assert (person["name"], person["aliases"], person["weak_aliases"]) == (
        "Aruzhan Testova",
        "Аружан Тестова; A. Testova",
        "Aru",
    )
    assert (person["birth_dates"], person["genders"], person["kind"]) == ("1971-05-03", "female", "Person")
    assert person["documents"] == "N1234567 (passport, kz); 710503000000 (idNumber)"
    assert (person["programs"], person["reasons"], person["listed_from"]) == ("Invented", "made up", "2020-01-01")
    assert (heron["published"], heron["licence"]) == ("2026-02-27T00:00:00Z", "United Nations terms of use")


def test_beside_the_file_stands_where_each_list_is_from(bank: Bank, tmp_path: Path) -> None:
    done = export(bank, tmp_path / "lists", tmp_path / "out.csv")
    sources = {one["dataset"]: one for one in json.loads(done.sources.read_text(encoding="utf-8"))}
    assert sources[UN]["excerpt"]
    assert sources[UN]["redress"]
    assert sources[OWN]["sha256"]
    assert sorted(file.name for file in tmp_path.glob("out*")) == ["out.csv", "out.csv.sources.json"]


def test_followthemoney_has_a_line_for_each_entity_and_only_its_properties(bank: Bank, tmp_path: Path) -> None:
    done = export(bank, tmp_path / "lists", tmp_path / "out.ftm.json")
    lines = [json.loads(line) for line in done.path.read_text(encoding="utf-8").splitlines()]
    by_id = {line["id"]: line for line in lines}
    assert by_id["d-1"]["properties"]["holder"] == ["p-1"]
    heron = by_id["un_sc_sanctions-xxe.001"]
    assert heron["datasets"] == [UN]
    assert not any(":" in prop for line in lines for prop in line["properties"])


def test_what_is_exported_loads_again(bank: Bank, tmp_path: Path) -> None:
    done = export(bank, tmp_path / "lists", tmp_path / "out.ftm.json", datasets=[OWN])
    with Bank.open(tmp_path / "second.sqlite") as second:
        load(second, tmp_path / "second", Request("copied", done.path, "2026-03-01"))
        person = second.entity("p-1")
    assert person.caption == "Aruzhan Testova"
    assert sorted(part.schema for part in person.parts) == ["Passport", "Sanction"]


def test_the_same_bank_gives_the_same_bytes(bank: Bank, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        export(bank, tmp_path / "lists", tmp_path / name)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()


def test_an_export_of_an_earlier_day_holds_what_was_known_then(bank: Bank, tmp_path: Path) -> None:
    done = export(bank, tmp_path / "lists", tmp_path / "out.csv", known_at="2026-02-01T00:00:00Z")
    assert done.lists == (OWN,)


def test_a_list_whose_card_is_lost_is_exported_all_the_same(bank: Bank, tmp_path: Path) -> None:
    (tmp_path / "lists" / UN / "card.json").unlink()
    done = export(bank, tmp_path / "lists", tmp_path / "out.csv", format="csv", datasets=[UN])
    assert read(done.path)["un_sc_sanctions-xxe.001"]["title"] == UN


@pytest.mark.parametrize(
    ("name", "format_", "told"),
    [
        ("out.pdf", None, "came '.pdf'"),
        ("out", None, "came 'none'"),
        ("out.csv", "xml", "came 'xml'"),
        ("no/out.csv", None, "expected a folder"),
    ],
)
def test_what_cannot_be_written_is_said(bank: Bank, tmp_path: Path, name: str, format_: str | None, told: str) -> None:
    with pytest.raises(SubjectError, match=told):
        export(bank, tmp_path / "lists", tmp_path / name, format=format_)
