"""The UK Sanctions List: an invented specimen, the same as a table, damaged copies, and the genuine files."""

import csv
from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.gb_fcdo.tables import COLUMNS
from tizim.sources.registry import source
from tizim.sources.release import Release

UK = source("gb_fcdo_sanctions")
SPECIMEN = Path(__file__).with_name("specimen.xml")

PERSON = {
    "Last Updated": "14/04/2026",
    "Unique ID": "XXX0001",
    "OFSI Group ID": "99001",
    "Name 1": "ZUBAYR",
    "Name 6": "EXAMPLI",
    "Name type": "Primary Name",
    "Regime Name": "The Specimen (Sanctions) Regulations 2020",
    "Designation Type": "Individual",
    "Sanctions Imposed": "Asset freeze|Travel Ban",
    "Address Line 6": "Sana'a",
    "Address Country": "Yemen",
    "Date Designated": "25/01/2021",
    "D.O.B": "dd/mm/1945",
    "Passport number": "Z0000001",
}


def table(
    path: Path, *rows: dict[str, str], extra: tuple[str, ...] = (), banner: str = "Report Date: 08-Oct-2026"
) -> Path:
    """Invented rows in the layout of the CSV."""
    header = [*COLUMNS, *extra]
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.write(banner + "\n")
        writer = csv.writer(stream)
        writer.writerow(header)
        writer.writerows([[row.get(column, "") for column in header] for row in rows])
    return path


def test_every_designation_becomes_an_entry_or_is_rejected_with_a_reason() -> None:
    reading, groups = load(UK, SPECIMEN)
    assert reading.published == "2026-09-02T00:00:00+00:00"
    assert (reading.records, len(groups)) == (5, 3)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("XXX0003", "expected each UniqueID once, came again"),
        ("XXX0004", "expected a name in Names, came none"),
    ]
    assert not reading.unknown


def test_name_six_is_said_last_and_strength_is_kept() -> None:
    _, groups = load(UK, SPECIMEN)
    person = entry(groups, "XXX0001")
    assert (person.schema, person.id) == ("Person", "gb_fcdo_sanctions-xxx0001")
    assert person.values("name") == ["ZUBAYR MATAR EXAMPLI"]
    assert person.values("alias") == ["Zubair Exampli", "زبير مطر"]
    assert person.values("weakAlias") == ["Abu Sample"]
    assert next(one.lang for one in person.statements() if one.value == "زبير مطر") == "ara"
    assert (person.values("firstName"), person.values("secondName")) == (["ZUBAYR", "Zubair"], ["MATAR"])


def test_birth_dates_without_day_or_month_are_read_and_a_broken_one_is_counted() -> None:
    reading, groups = load(UK, SPECIMEN)
    person = entry(groups, "XXX0001")
    assert person.values("birthDate") == ["1945", "1946-03", "1958-03-01"]
    assert unread(reading) == {"IndividualDetails/Individual/DOBs/DOB": 1}
    assert person.values("source:IndividualDetails/Individual/DOBs/DOB") == ["15/08/19yy"]
    assert (person.values("nationality"), person.values("birthCountry")) == (["ye", "sd"], ["ye"])
    assert (person.values("gender"), person.values("position"), person.values("title")) == (
        ["male"],
        ["Treasurer"],
        ["Haji"],
    )


def test_a_passport_has_the_country_and_dates_its_words_say() -> None:
    _, groups = load(UK, SPECIMEN)
    (passport,) = parts(groups, "XXX0001", "Passport")
    assert (passport.values("number"), passport.values("country")) == (["Z0000001"], ["ye"])
    assert (passport.values("startDate"), passport.values("endDate")) == (["2001-02-03"], ["2011-02-02"])
    (card,) = parts(groups, "XXX0001", "Identification")
    assert card.values("number") == ["77-88"]


def test_the_listing_has_measures_reasons_and_references_to_other_lists() -> None:
    _, groups = load(UK, SPECIMEN)
    (listing,) = parts(groups, "XXX0001", "Sanction")
    assert (listing.values("startDate"), listing.values("modifiedAt")) == (["2021-01-25"], ["2026-04-14"])
    assert listing.values("provisions") == ["Asset freeze", "Travel Ban"]
    assert (listing.values("unscId"), listing.values("recordId")) == (["XXi.001"], ["99001"])
    assert listing.values("reason") == ["Invented reasons."]
    (address,) = parts(groups, "XXX0001", "Address")
    assert address.values("full") == ["1 Specimen Street, Sana'a, 00, Yemen"]


def test_registration_numbers_go_to_the_register_they_name() -> None:
    _, groups = load(UK, SPECIMEN)
    house = entry(groups, "XXX0002")
    assert (house.values("ogrnCode"), house.values("innCode")) == (["1027700000000"], ["7700000000"])
    assert house.values("registrationNumber") == ["reg. no. 5"]
    assert house.values("source:ParentCompany") == ["Specimen Holding"]
    assert house.values("website") == ["https://specimen.example"]


def test_a_ship_is_a_vessel_with_flag_number_and_owner() -> None:
    _, groups = load(UK, SPECIMEN)
    ship = entry(groups, "XXX0003")
    assert (ship.schema, ship.values("imoNumber")) == ("Vessel", ["IMO0000000"])
    assert (ship.values("flag"), ship.values("pastFlags")) == (["km"], ["in"])
    assert (ship.values("tonnage"), ship.values("buildDate"), ship.values("type")) == (
        ["7078"],
        ["2011"],
        ["Bulk Carrier"],
    )
    assert ship.values("source:CurrentOwnerOperator") == ["Specimen Ships"]


def test_rows_of_the_table_make_the_same_entry_though_they_stand_apart(tmp_path: Path) -> None:
    alias = {**PERSON, "Name 1": "", "Name 6": "Abu Sample", "Name type": "Alias", "D.O.B": "01/03/1958"}
    house = {
        "Unique ID": "XXX0002",
        "Name 6": "Specimen House",
        "Name type": "Primary Name",
        "Designation Type": "Entity",
    }
    reading, groups = load(UK, table(tmp_path / "list.csv", PERSON, house, alias))
    assert (reading.records, len(groups), reading.published) == (2, 2, "2026-10-08T00:00:00+00:00")
    assert not reading.unknown
    person = entry(groups, "XXX0001")
    assert (person.values("name"), person.values("alias")) == (["ZUBAYR EXAMPLI"], ["Abu Sample"])
    assert person.values("birthDate") == ["1945", "1958-03-01"]
    assert person.values("passportNumber") == ["Z0000001"]
    assert len(parts(groups, "XXX0001", "Address")) == 1


def test_a_field_never_met_before_is_noticed_in_both_layouts(tmp_path: Path) -> None:
    strange = table(tmp_path / "strange.csv", {**PERSON, "Shoe size": "44"}, extra=("Shoe size",))
    assert list(load(UK, strange)[0].unknown) == ["Shoe size"]
    made = tmp_path / "strange.xml"
    made.write_text(
        SPECIMEN.read_text(encoding="utf-8").replace("<DOB>dd/mm/1945</DOB>", "<DOB>dd/mm/1945</DOB><Age>80</Age>")
    )
    assert list(load(UK, made)[0].unknown) == ["IndividualDetails/Individual/DOBs/Age"]


def test_details_of_another_kind_are_noticed(tmp_path: Path) -> None:
    made = tmp_path / "strange.xml"
    made.write_text(SPECIMEN.read_text(encoding="utf-8").replace(">Individual<", ">Entity<", 1), encoding="utf-8")
    assert "IndividualDetails/Individual/DOBs/DOB" in load(UK, made)[0].unknown


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        (">ALias<", ">Nickname<", "NameType=Nickname"),
        (">Ship<", ">Balloon<", "IndividualEntityShip=Balloon"),
        (">Low quality a.k.a<", ">Fair<", "AliasStrength=Fair"),
        (">Male<", ">Robot<", "Gender=Robot"),
    ],
)
def test_category_words_never_met_before_are_noticed(tmp_path: Path, old: str, new: str, noticed: str) -> None:
    made = tmp_path / "strange.xml"
    made.write_text(SPECIMEN.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert noticed in load(UK, made)[0].unknown


def test_damaged_files_are_refused_or_their_rows_rejected(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(SPECIMEN.read_bytes()[:2500])
    with pytest.raises(UnreadableSource, match=r"cut\.xml"):
        load(UK, cut)
    short = table(tmp_path / "short.csv", PERSON)
    short.write_text(short.read_text(encoding="utf-8") + "14/04/2026,XXX0009\n", encoding="utf-8")
    reading, groups = load(UK, short)
    assert (reading.records, len(groups)) == (2, 1)
    assert reading.rejected[0].why == f"expected {len(COLUMNS)} cells, came 2"


def test_the_older_british_list_is_not_taken_for_this_one(tmp_path: Path) -> None:
    other = tmp_path / "conlist.csv"
    other.write_text("Last Updated,12/02/2016\nName 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,DOB\n")
    assert UK.format_of(Release.at(other)) is None


def test_what_is_unusual_is_kept_or_noticed(tmp_path: Path) -> None:
    text = SPECIMEN.read_text(encoding="utf-8")
    for old, new in (
        ("02/09/2026", "yesterday"),
        ("<UniqueID>XXX0004</UniqueID>", ""),
        (
            "<IndividualEntityShip>Ship</IndividualEntityShip>",
            (
                "<IndividualEntityShip>Ship</IndividualEntityShip><Titles><Title>MV</Title></Titles><PhoneNumbers><PhoneNumber>+000 9"
                "</PhoneNumber></PhoneNumbers><Addresses><Address><AddressLine1/></Address></Addresses>"
            ),
        ),
        ("<NonLatinScriptLanguage>Arabic<", "<NonLatinScriptLanguage>Examplian<"),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    made = tmp_path / "unusual.xml"
    made.write_text(text, encoding="utf-8")
    reading, groups = load(UK, made)
    assert reading.published is None
    assert unread(reading)["DateGenerated"] == 1
    assert reading.rejected[-1].why == "expected a UniqueID, came none"
    ship = entry(groups, "XXX0003")
    assert (ship.values("source:Title"), ship.values("source:PhoneNumber")) == (["MV"], ["+000 9"])
    assert parts(groups, "XXX0003", "Address") == []
    assert entry(groups, "XXX0001").values("source:NonLatinScriptLanguage") == ["Examplian"]


def test_a_table_without_a_header_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text('Report Date: 08-Oct-2026\n"a,Unique ID,OFSI Group ID,b"\n')
    with pytest.raises(UnreadableSource, match="expected a header with Unique ID"):
        load(UK, path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "records", "published"),
    [
        ("uk/uksl_xml_2026-08_layout_sample.xml", 2, "2026-08-20T00:00:00+00:00"),
        ("uk/uksl_xml_2026-09-02_excerpt.xml", 2, "2026-09-02T00:00:00+00:00"),
        ("uk/uksl_csv_2026-10-08_excerpt.csv", 1, "2026-10-08T00:00:00+00:00"),
        ("cross_source_2026-09-25/uk.xml", 5, None),
    ],
)
def test_a_genuine_file_is_read_whole(shared: Path, name: str, records: int, published: str | None) -> None:
    reading, groups = load(UK, shared / "lists" / name)
    assert (reading.records, len(groups), reading.published) == (records, records, published)
    assert not reading.rejected
    assert not reading.unknown
    assert not reading.unreadable
