"""Australia's consolidated list. The specimen is invented, in the publisher's layout of 19 columns."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.au_dfat import SOURCE
from tizim.sources.au_dfat.notes import documents_in

COLUMNS = (
    "Reference", "Name of Individual or Entity", "Type", "Name Type", "Alias Strength", "Date of Birth", "Place of Birth", "Citizenship",
    "Address", "Additional Information", "Listing Information", "IMO Number", "Committees", "Control Date", "Instrument of Designation",
    "Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction",
)  # fmt: skip
BORN = "Approximately 1963, 30/01/1972, Between 1955 and 1958"
PERSON = {
    "Type": "Individual", "Date of Birth": BORN, "Place of Birth": "a) Samplestan village, Afghanistan b) Kabul, Afghanistan",
    "Citizenship": "Russia;Congo, Democratic Republic of the", "Address": "1 Example Road, Tehran, Iran",
    "Additional Information": "XXi.901. An invented man.", "Listing Information": "Listed on 25 Jan. 2001 (amended on 3 Sep. 2003)",
    "Committees": "1988 (Taliban)", "Control Date": date(2026, 4, 14), "Instrument of Designation": "Invented Regulation 2013",
    "Targeted Financial Sanction": True, "Travel Ban": True, "Arms Embargo": False, "Maritime Restriction": False,
}  # fmt: skip
SHIP = {
    "Reference": 902, "Name of Individual or Entity": "SPECIMEN STAR", "Type": "Vessel", "Name Type": "Primary Name", "IMO Number": 9074729,
    "Listing Information": "Designated as a sanctioned vessel", "Committees": "Autonomous (Vessels)", "Control Date": date(2025, 6, 18),
    "Targeted Financial Sanction": False, "Travel Ban": False, "Arms Embargo": False, "Maritime Restriction": True,
}  # fmt: skip
ROWS: tuple[dict[str, object], ...] = (
    {"Reference": 901, "Name of Individual or Entity": "Omar SPECIMEN", "Name Type": "Primary Name", **PERSON},
    {
        "Reference": "901a",
        "Name of Individual or Entity": "Omar Sample",
        "Name Type": "Alias",
        "Alias Strength": "Strong",
        **PERSON,
    },
    {
        "Reference": "901b",
        "Name of Individual or Entity": "Abu Sample",
        "Name Type": "Alias",
        "Alias Strength": "Weak",
        **PERSON,
    },
    {"Reference": "901c", "Name of Individual or Entity": "عمر نموذج", "Name Type": "Original Script", **PERSON},
    SHIP,
)


def specimen(folder: Path, rows: Sequence[dict[str, object]] = ROWS, columns: Sequence[str] = COLUMNS) -> Path:
    path = folder / "list.xlsx"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": datetime(2026, 7, 23, 4, 5, 22)})  # noqa: DTZ001 - xlsxwriter takes no zone
    sheet = book.add_worksheet("Consolidated List")
    for place, name in enumerate(columns):
        sheet.write(0, place, name)
        for number, row in enumerate(rows, 1):
            if name in row:
                sheet.write(number, place, row[name])
    book.close()
    return path


def test_the_rows_of_a_number_make_one_entry_with_names_by_strength(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "901")
    assert reading.records == len(groups) == 2
    assert (found.values("name"), found.values("alias"), found.values("weakAlias")) == (
        ["Omar SPECIMEN"], ["Omar Sample", "عمر نموذج"], ["Abu Sample"],
    )  # fmt: skip
    assert reading.published == "2026-07-23T04:05:22+00:00"


def test_dates_places_and_citizenships_are_all_read(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "901")
    assert found.values("birthDate") == ["1963~", "1972-01-30", "1955/1958"]
    assert found.values("birthPlace") == ["Samplestan village, Afghanistan", "Kabul, Afghanistan"]
    assert found.values("birthCountry") == ["af"]
    assert found.values("citizenship") == ["ru", "cd"]
    (address,) = parts(groups, "901", "Address")
    assert (address.values("full"), address.values("country")) == (["1 Example Road, Tehran, Iran"], ["ir"])


def test_the_listing_has_its_dates_measures_and_the_un_number(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    (listing,) = parts(groups, "901", "Sanction")
    assert listing.values("listingDate") == ["2001-01-25"]
    assert listing.values("modifiedAt") == ["2026-04-14"]
    assert listing.values("provisions") == ["Invented Regulation 2013", "Targeted Financial Sanction", "Travel Ban"]
    assert (listing.values("program"), listing.values("unscId"), listing.values("recordId")) == (
        ["1988 (Taliban)"],
        ["XXi.901"],
        ["901"],
    )


def test_a_relisting_is_no_listing_date(tmp_path: Path) -> None:
    row = {**SHIP, "Listing Information": "Instrument of first listing: an example. Relisted on 12 January 2024."}
    _, groups = load(SOURCE, specimen(tmp_path, [row]))
    assert parts(groups, "902", "Sanction")[0].values("listingDate") == []


def test_a_ship_has_its_number(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    assert entry(groups, "902").values("imoNumber") == ["9074729"]
    assert parts(groups, "902", "Sanction")[0].values("provisions") == ["Maritime Restriction"]


def test_a_value_that_every_row_repeats_is_unreadable_once(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, [{**row, "Date of Birth": "10/061962"} for row in ROWS[:4]]))
    assert unread(reading) == {"row/Date of Birth": 1}
    assert entry(groups, "901").values("source:row/Date of Birth") == ["10/061962"]


def test_a_number_that_comes_back_later_is_rejected(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, [ROWS[0], SHIP, ROWS[1]]))
    assert [(one.reference, one.place) for one in reading.rejected] == [("901", "row 4")]
    assert reading.records == len(groups) + len(reading.rejected) == 3


def test_rows_without_a_number_or_a_name_are_rejected(tmp_path: Path) -> None:
    nameless = {name: value for name, value in SHIP.items() if name != "Name of Individual or Entity"}
    reading, groups = load(
        SOURCE, specimen(tmp_path, [ROWS[0], {**SHIP, "Reference": "n/a"}, {**nameless, "Reference": 903}])
    )
    assert [one.reference for one in reading.rejected] == ["n/a", "903"]
    assert len(groups) == 1


def test_new_columns_and_words_are_noticed(tmp_path: Path) -> None:
    row = {**SHIP, "Type": "Aircraft", "Name Type": "Former Name", "Travel Ban": "partly", "Colour": "grey"}
    reading, groups = load(SOURCE, specimen(tmp_path, [row], (*COLUMNS, "Colour")))
    assert set(reading.unknown) == {
        "Type=Aircraft",
        "Name Type/Alias Strength=Former Name/",
        "Travel Ban=partly",
        "row/Colour",
    }
    assert len(groups) == 1


def test_another_workbook_is_not_claimed_and_a_truncated_one_unreadable(tmp_path: Path) -> None:
    from tizim.sources.release import Release

    path = specimen(tmp_path)
    whole = path.read_bytes()
    assert SOURCE.format_of(Release.at(specimen(tmp_path, [{"Name": "x"}], ["Name"]))) is None
    path.write_bytes(whole[:-500])
    assert SOURCE.format_of(Release.at(path)) is None
    from tizim.sources.reading import Reading

    with pytest.raises(UnreadableSource, match=r"list\.xlsx"):
        list(SOURCE.formats[0].read(Release.at(path), Reading("au_dfat_sanctions")))


@pytest.mark.parametrize(
    ("notes", "found"),
    [
        ("Passport no: Example 00000001. Review was concluded.", [(True, ("00000001",), None)]),
        (
            "XXi.901. Passport no.: a) Tunisian passport number X000001, issued on 27 April 1999 b) X000002 National identification no: na.",
            [(True, ("X000001",), "tn"), (True, ("X000002",), None)],
        ),
        ("Afghan national identification card (tazkira) number 55130. Involved in trade.", [(False, ("55130",), "af")]),
        ("Passport information: 131000001 (Taiwan)", [(True, ("131000001",), "tw")]),
        (
            "Afghanistan diplomatic passport D0000001, issued in Kabul (Name in Latin script: A B; expires 3 May 2030)",
            [(True, ("D0000001",), "af")],
        ),
        ("Passport no.: na. Born in 1971. Director of the Passport Department.", []),
    ],
)
def test_documents_in_the_notes_are_found(notes: str, found: list[tuple[bool, tuple[str, ...], str | None]]) -> None:
    assert [(one.is_passport, one.said.numbers, one.said.country) for one in documents_in(notes)] == found


def test_a_passport_of_the_notes_is_a_document_of_the_entry(tmp_path: Path) -> None:
    notes = "Passport no.: Tunisian passport number X000001, issued on 27 April 1999, expired on 26 April 2004."
    _, groups = load(SOURCE, specimen(tmp_path, [{**ROWS[0], "Additional Information": notes}]))
    assert entry(groups, "901").values("passportNumber") == ["X000001"]
    (passport,) = parts(groups, "901", "Passport")
    assert (passport.values("country"), passport.values("startDate"), passport.values("endDate")) == (
        ["tn"],
        ["1999-04-27"],
        ["2004-04-26"],
    )


def test_facts_of_people_on_another_kind_of_entry_are_kept_raw(tmp_path: Path) -> None:
    row = {**SHIP, "Reference": 904, "Type": "Entity", "Date of Birth": "1999", "Place of Birth": "Kabul, Afghanistan"}
    _, groups = load(SOURCE, specimen(tmp_path, [row]))
    found = entry(groups, "904")
    assert (found.values("source:Date of Birth"), found.values("source:Place of Birth")) == (
        ["1999"],
        ["Kabul, Afghanistan"],
    )
    assert found.values("source:IMO Number") == ["9074729"]


@pytest.mark.shared
def test_the_genuine_file_is_read_whole(shared: Path) -> None:
    reading, groups = load(SOURCE, shared / "lists" / "au" / "dfat_consolidated_2026-07-23.xlsx")
    assert reading.records == len(groups) == 3846
    names = sum(len(group[0].values(prop)) for group in groups for prop in ("name", "alias", "weakAlias"))
    assert names == 11048  # of 11,068 rows, 20 repeat a name of their entry
    assert (reading.unknown, reading.rejected) == ({}, [])
    assert unread(reading) == {"row/Date of Birth": 5}
    assert reading.published == "2026-07-23T04:05:22+00:00"
