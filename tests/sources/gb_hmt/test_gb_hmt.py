"""HM Treasury's list: invented rows in both layouts, damaged copies, and the genuine files."""

import csv
from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import LimitExceeded, UnreadableSource
from tizim.sources.gb_hmt.information import keyed
from tizim.sources.reading import Reading
from tizim.sources.registry import source
from tizim.sources.release import Release

HMT = source("gb_hmt_sanctions")

NAMES = [*(f"Name {number}" for number in (6, 1, 2, 3, 4, 5)), "Title"]
PLACE = [*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country"]
OLD = [
    *NAMES, "DOB", "Town of Birth", "Country of Birth", "Nationality", "Passport Details", "NI Number", "Position", *PLACE,
    "Other Information", "Group Type", "Alias Type", "Regime", "Listed On", "Last Updated", "Group ID",
]  # fmt: skip
NEW = [
    *NAMES, "Name Non-Latin Script", "Non-Latin Script Type", "Non-Latin Script Language", "DOB", "Town of Birth", "Country of Birth",
    "Nationality", "Passport Number", "Passport Details", "National Identification Number", "National Identification Details",
    "Position", *PLACE, "Other Information", "Group Type", "Alias Type", "Alias Quality", "Regime", "Listed On",
    "UK Sanctions List Date Designated", "Last Updated", "Group ID",
]  # fmt: skip

PERSON = {
    "Name 6": "EXAMPLI",
    "Name 1": "Zubayr",
    "Name 2": "Matar",
    "Title": "1) Haji 2) Doctor",
    "DOB": "00/00/1945",
    "Town of Birth": "(1) Examplestan City (2) -",
    "Country of Birth": "(1)-(2) Yemen",
    "Nationality": "(1) Yemeni (2) Sudanese",
    "Passport Details": "(1) Z0000001 (Yemeni). Issued on 3 Feb 2001. Expired on 2 Feb 2011 (2) Z0000002",
    "NI Number": "Ration card no. 7788",
    "Position": "Treasurer",
    "Address 1": "1 Specimen Street",
    "Address 6": "Sana'a",
    "Country": "Yemen (at time of listing)",
    "Other Information": "UN Ref XXi.001. An invented person.",
    "Group Type": "Individual",
    "Alias Type": "Prime Alias",
    "Regime": "Specimen",
    "Listed On": "25/01/2011",
    "Last Updated": "01/02/2012",
    "Group ID": "99001",
}


def table(path: Path, header: list[str], *rows: dict[str, str], encoding: str = "utf-8") -> Path:
    """Invented rows in the publisher's layout."""
    with path.open("w", encoding=encoding, newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow(["Last Updated", "12/02/2016"])
        writer.writerow(header)
        writer.writerows([[row.get(column, "") for column in header] for row in rows])
    return path


def test_the_rows_of_a_group_make_one_entry_wherever_they_stand(tmp_path: Path) -> None:
    alias = {**PERSON, "Name 6": "SAMPLE", "Name 1": "Abu", "Name 2": "", "Alias Type": "AKA", "DOB": "00/03/1946"}
    former = {**PERSON, "Name 6": "OLD", "Name 1": "", "Name 2": "", "Alias Type": "FKA"}
    house = {
        "Name 6": "SPECIMEN HOUSE", "Group Type": "Entity", "Alias Type": "Prime Alias", "Regime": "Specimen",
        "Listed On": "25/01/2011", "Last Updated": "01/02/2012", "Group ID": "99002",
    }  # fmt: skip
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, alias, house, PERSON, former))
    assert (reading.records, len(groups), reading.published) == (2, 2, "2016-02-12T00:00:00+00:00")
    assert not reading.unknown
    assert not reading.unreadable
    assert reading.excerpt is None
    person = entry(groups, "99001")
    assert (person.schema, person.id) == ("Person", "gb_hmt_sanctions-99001")
    assert person.values("name") == ["Zubayr Matar EXAMPLI"]
    assert (person.values("alias"), person.values("previousName")) == (["Abu SAMPLE"], ["OLD"])
    assert person.values("birthDate") == ["1946-03", "1945"]
    assert entry(groups, "99002").schema == "Organization"


def test_values_numbered_inside_a_cell_are_told_apart(tmp_path: Path) -> None:
    _, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, PERSON))
    person = entry(groups, "99001")
    assert person.values("title") == ["Haji", "Doctor"]
    assert (person.values("birthPlace"), person.values("birthCountry")) == (["Examplestan City"], ["ye"])
    assert person.values("nationality") == ["ye", "sd"]
    assert (person.values("passportNumber"), person.values("idNumber")) == (["Z0000001", "Z0000002"], ["7788"])
    first, second = parts(groups, "99001", "Passport")
    assert (first.values("country"), second.values("country")) == (["ye"], [])
    assert (first.values("startDate"), first.values("endDate")) == (["2001-02-03"], ["2011-02-02"])


def test_a_target_of_two_regimes_has_two_listings(tmp_path: Path) -> None:
    second = {**PERSON, "Regime": "Another specimen", "Listed On": "05/06/2014", "Other Information": "UN Ref: XXi.002"}
    _, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, PERSON, second))
    assert [
        (one.values("program"), one.values("startDate"), one.values("unscId"))
        for one in parts(groups, "99001", "Sanction")
    ] == [(["Specimen"], ["2011-01-25"], ["XXi.001"]), (["Another specimen"], ["2014-06-05"], ["XXi.002"])]
    (address,) = parts(groups, "99001", "Address")
    assert (address.values("country"), address.values("city")) == (["ye"], ["Sana'a"])


def test_the_newer_layout_keeps_scripts_quality_and_keyed_information(tmp_path: Path) -> None:
    row = {
        **PERSON,
        "Alias Type": "Primary name",
        "Name Non-Latin Script": "زبير مطر",
        "Non-Latin Script Language": "Arabic",
        "Passport Number": "Z0000003",
        "Passport Details": "Yemen",
        "National Identification Number": "77-88",
        "UK Sanctions List Date Designated": "31/12/2020",
        "Other Information": (
            "(UK Sanctions List Ref):XXX0001. (UN Ref):XXi.001 (UK Statement of Reasons):Invented reasons. "
            "(Gender):Male (Phone number):+000 1 (Shoe size):44"
        ),
    }
    weak = {**row, "Name 6": "SAMPLE", "Name 1": "Abu", "Name 2": "", "Alias Type": "AKA", "Alias Quality": "Low"}
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", NEW, row, weak))
    assert not reading.unknown
    assert reading.excerpt is None
    person = entry(groups, "99001")
    assert (person.values("alias"), person.values("weakAlias")) == (["زبير مطر"], ["Abu SAMPLE"])
    assert next(one.lang for one in person.statements() if one.value == "زبير مطر") == "ara"
    assert (person.values("gender"), person.values("phone")) == (["male"], ["+000 1"])
    assert person.values("notes") == ["(Shoe size): 44"]
    (listing,) = parts(groups, "99001", "Sanction")
    assert (listing.values("authorityId"), listing.values("unscId")) == (["XXX0001"], ["XXi.001"])
    assert listing.values("reason") == ["Invented reasons."]
    assert (listing.values("startDate"), listing.values("listingDate")) == (["2020-12-31"], ["2011-01-25"])
    (passport,) = parts(groups, "99001", "Passport")
    assert (passport.values("number"), passport.values("country")) == (["Z0000003"], ["ye"])


def test_columns_left_out_make_an_excerpt_whose_entries_go_by_the_other_list(tmp_path: Path) -> None:
    row = {
        **PERSON,
        "Alias Type": "Primary name",
        "Other Information": "(UK Sanctions List Ref):XXX0001. (Gender):Male",
    }
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", NEW[:30], row, {**row, "Other Information": "none"}))
    assert reading.excerpt == "expected 36 columns, came 30"
    assert [group[0].reference for group in groups] == ["XXX0001"]
    assert (reading.records, len(reading.rejected)) == (2, 1)


def test_a_target_without_its_primary_name_shows_that_rows_are_missing(tmp_path: Path) -> None:
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, {**PERSON, "Alias Type": "AKA"}))
    assert reading.excerpt == "1 of 1 targets have no primary name; in the whole list each has one"
    assert entry(groups, "99001").values("alias") == ["Zubayr Matar EXAMPLI"]


def test_a_number_that_a_spreadsheet_rounded_is_no_number(tmp_path: Path) -> None:
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, {**PERSON, "NI Number": "2.81083E+11"}))
    assert unread(reading) == {"row/NI Number": 1}
    assert entry(groups, "99001").values("idNumber") == []
    assert entry(groups, "99001").values("source:row/NI Number") == ["2.81083E+11"]


def test_a_nationality_that_was_lost_is_none(tmp_path: Path) -> None:
    lost = {**PERSON, "Nationality": "Kuwaiti citizenship withdrawn in 2002"}
    reading, groups = load(HMT, table(tmp_path / "ConList.csv", OLD, lost))
    assert not reading.unreadable
    assert entry(groups, "99001").values("nationality") == []
    assert entry(groups, "99001").values("source:Nationality") == ["Kuwaiti citizenship withdrawn in 2002"]


def test_a_file_saved_in_a_windows_code_page_is_read_with_a_warning(tmp_path: Path) -> None:
    path = table(tmp_path / "ConList.csv", OLD, {**PERSON, "Name 1": "Zoubaïr’s"}, encoding="cp1252")
    reading, groups = load(HMT, path)
    assert entry(groups, "99001").values("firstName") == ["Zoubaïr’s"]
    assert reading.warnings == ["ConList.csv: expected UTF-8, came another encoding; read as Windows-1252"]


@pytest.mark.parametrize(
    ("change", "noticed"),
    [
        ({"Alias Type": "Nickname"}, "Alias Type=nickname"),
        ({"Group Type": "Balloon"}, "Group Type=Balloon"),
        ({"Shoe size": "44"}, "row/Shoe size"),
    ],
)
def test_words_and_columns_never_met_before_are_noticed(tmp_path: Path, change: dict[str, str], noticed: str) -> None:
    path = table(tmp_path / "ConList.csv", [*OLD[:-1], "Shoe size", "Group ID"], {**PERSON, **change})
    assert list(load(HMT, path)[0].unknown) == [noticed]


def test_damaged_files_are_refused_or_their_rows_rejected(tmp_path: Path) -> None:
    path = table(tmp_path / "ConList.csv", OLD, PERSON)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "SHORT,row\n", encoding="utf-8")
    reading, groups = load(HMT, path)
    assert (reading.records, len(groups), reading.rejected[0].why) == (2, 1, "expected 29 cells, came 2")
    path.write_text(text + '"never closed', encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"ConList\.csv: .*\(line 4\)"):
        load(HMT, path)
    path.write_text(text + "x" * 200_000, encoding="utf-8")
    with pytest.raises(LimitExceeded, match="characters"):
        load(HMT, path)
    path.write_bytes(text.encode() + b"\0")
    with pytest.raises(UnreadableSource, match="a zero byte"):
        load(HMT, path)


def test_the_newer_british_list_is_not_taken_for_this_one(tmp_path: Path) -> None:
    other = tmp_path / "uksl.csv"
    other.write_text(
        "Report Date: 08-Oct-2026\nLast Updated,Unique ID,OFSI Group ID,UN Reference Number,Name 6,Name 1\n"
    )
    assert HMT.format_of(Release.at(other)) is None


def test_keyed_information_keeps_the_words_before_the_first_key() -> None:
    assert list(keyed("Free words. (Gender):Male (UN Ref):XXi.001")) == [
        ("", "Free words."),
        ("Gender", "Male"),
        ("UN Ref", "XXi.001"),
    ]
    assert list(keyed("No keys (at all)")) == [("", "No keys (at all)")]


def test_what_is_unusual_is_kept_or_noticed(tmp_path: Path) -> None:
    nameless = {**PERSON, **dict.fromkeys(NAMES[:6], ""), "Group ID": "99003"}
    ship = {
        **dict.fromkeys(NEW, ""), "Name 6": "Specimen Star", "Group Type": "Ship", "Alias Type": "Primary name", "Group ID": "99004",
        "Position": "Anchored", "Country": "Atlantis",
        "Other Information": "(IMO number):0000000 (Current believed flag of ship):Comoros (Gender):None",
    }  # fmt: skip
    person = {
        **PERSON, "Alias Type": "AKA", "Alias Quality": "Fair", "Non-Latin Script Language": "Examplian",
        "Other Information": "(Gender):Robot",
    }  # fmt: skip
    path = table(tmp_path / "ConList.csv", NEW, nameless, ship, person)
    path.write_text(path.read_text(encoding="utf-8").replace("12/02/2016", "yesterday"), encoding="utf-8")
    reading, groups = load(HMT, path)
    assert reading.published is None
    assert unread(reading) == {"Last Updated": 1, "row/Country": 1}
    assert [one.why for one in reading.rejected] == ["expected a name in Name 1 to Name 6, came none"]
    assert set(reading.unknown) == {"Alias Quality=fair", "Other Information/(Gender)=Robot"}
    vessel = entry(groups, "99004")
    assert (vessel.schema, vessel.values("imoNumber"), vessel.values("flag")) == ("Vessel", ["0000000"], ["km"])
    assert (vessel.values("source:Position"), vessel.values("notes")) == (["Anchored"], ["(Gender): None"])
    assert entry(groups, "99001").values("source:Non-Latin Script Language") == ["Examplian"]


def test_a_table_without_a_header_row_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "ConList.csv"
    path.write_text('"Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB,"\n')
    with pytest.raises(UnreadableSource, match="expected a header that begins with Name 6"):
        load(HMT, path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rows", "targets", "unreadable", "excerpt"),
    [
        (
            "conlist_2016-02-12_subset.csv",
            800,
            463,
            3,
            "228 of 463 targets have no primary name; in the whole list each has one",
        ),
        ("conlist_2016-03-23.csv.xz", 8746, 1924, 21, None),
        ("conlist_2018-04-13.csv.xz", 9487, 2106, 29, None),
        ("conlist_2026-06-03_excerpt.csv", 2, 2, 0, "expected 36 columns, came 30"),
    ],
)
def test_a_genuine_file_is_read_whole(
    shared: Path, name: str, rows: int, targets: int, unreadable: int, excerpt: str | None
) -> None:
    release = Release.at(shared / "lists" / "uk" / name)
    format_ = HMT.format_of(release)
    assert format_ is not None
    assert sum(len(target.take_parts("row")) for target in format_.read(release, Reading("gb_hmt_sanctions"))) == rows
    reading, groups = load(HMT, shared / "lists" / "uk" / name)
    assert (reading.records, len(groups), len(reading.unreadable)) == (targets, targets, unreadable)
    assert not reading.rejected
    assert not reading.unknown
    assert reading.excerpt == excerpt
    assert len({draft.id for group in groups for draft in group}) == sum(len(group) for group in groups)
