"""The SDN list: invented specimens in the legacy CSV and the enhanced XML, damaged copies, and all genuine files."""

import shutil
from functools import cache
from pathlib import Path

import pytest

from tests.sources.reading_a_release import changed_copy, entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.registry import source
from tizim.sources.release import Release

SDN = source("us_ofac_sdn")
HERE = Path(__file__).parent
SPECIMEN = HERE / "specimen"
ENHANCED = HERE / "enhanced.xml"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The specimen's folder, free to be damaged."""
    return Path(shutil.copytree(SPECIMEN, tmp_path / "release"))


def test_the_specimen_is_read_and_what_belongs_to_nothing_is_told() -> None:
    reading, groups = load(SDN, SPECIMEN)
    assert (reading.records, len(groups), reading.rejected) == (6, 6, [])
    assert not reading.unknown
    assert reading.excerpt is None
    assert [warning for warning in reading.warnings if "sdn_comments: 1 of 2 rows continue no remark" in warning]
    assert [(one.value, one.place) for one in reading.unreadable] == [("Harbour Pass No. 4711", "102: Remarks")]


def test_a_persons_names_are_in_natural_order_with_their_parts_and_strength() -> None:
    _, groups = load(SDN, SPECIMEN)
    person = entry(groups, "102")
    assert person.id == "us_ofac_sdn-102"
    assert person.values("name") == ["Sample Samplevich SAMPLEV"]
    assert (person.values("firstName"), person.values("lastName")) == (["Sample Samplevich"], ["SAMPLEV"])
    assert person.values("alias") == ["Sampel SAMPLEFF"]
    assert person.values("weakAlias") == ["ABU SAMPLE", "Little SAMPLE"]
    assert [one.original for one in person.statements() if one.prop == "name"] == ["SAMPLEV, Sample Samplevich"]
    assert person.values("title") == ["Haji"]
    assert person.values("position") == ["Head of the Invented House"], "the remarks repeat it; it is no note"
    assert person.values("notes") == ["currently at large", "Harbour Pass No. 4711"]


def test_births_may_be_exact_about_partial_or_between() -> None:
    _, groups = load(SDN, SPECIMEN)
    person = entry(groups, "102")
    assert person.values("birthDate") == ["1971-05-03", "1969~", "1966/1967", "1970-07", "1953/1954"]
    assert (person.values("birthPlace"), person.values("birthCountry")) == (["Invented City, Mali"], ["ml"])
    assert (person.values("nationality"), person.values("citizenship"), person.values("gender")) == (
        ["ml", "ne"],
        ["uz"],
        ["male"],
    )


def test_documents_have_number_country_and_dates() -> None:
    _, groups = load(SDN, SPECIMEN)
    first, second = parts(groups, "102", "Passport")
    assert (first.values("number"), first.values("country")) == (["A0012345"], ["ml"])
    assert (first.values("startDate"), first.values("endDate")) == (["2003-06-19"], ["2013-06-19"])
    assert (second.values("number"), second.values("endDate")) == (["B77"], ["2020"])
    assert entry(groups, "102").values("passportNumber") == ["A0012345", "B77"]
    assert entry(groups, "102").values("idNumber") == ["7-77-7", "XEXX010101HNEXXXA4"]
    assert [part.values("type") for part in parts(groups, "102", "Identification")] == [
        ["National ID No."],
        ["C.U.R.P."],
    ]


def test_wallets_are_parts_with_their_currency() -> None:
    _, groups = load(SDN, SPECIMEN)
    wallets = [(part.values("publicKey")[0], part.values("currency")) for part in parts(groups, "102", "CryptoWallet")]
    assert wallets == [
        ("1InventedInventedInventedInvented1", ["XBT"]),
        ("0x00000000000000000000000000000000000000ff", ["ETH"]),
    ]


def test_an_organisation_keeps_its_names_numbers_and_contacts() -> None:
    _, groups = load(SDN, SPECIMEN)
    house = entry(groups, "101")
    assert house.schema == "Organization"
    assert (house.values("alias"), house.values("previousName")) == (
        ["TRADING HOUSE OF INVENTION", "NEW INVENTED HOUSE"],
        ["OLD INVENTED HOUSE"],
    )
    assert house.values("leiCode") == ["5493001KJTIIGC8Y1R12"]
    assert house.values("registrationNumber") == ["HR-77", "85169"], (
        "twenty letters make an LEI, other entity numbers do not"
    )
    assert (house.values("taxNumber"), house.values("swiftBic"), house.values("imoNumber")) == (
        ["12345678"],
        ["INVTXX22"],
        ["5342883"],
    )
    assert house.values("incorporationDate") == ["1990-10-17"]
    assert house.values("phone") == ["99871000000", "99871000001"]
    assert (house.values("email"), house.values("website")) == (
        ["info@invented.example"],
        ["http://www.invented.example"],
    )
    assert house.values("source:Target Type") == ["Private Company"]
    assert house.values("notes") == ["all offices worldwide"]
    (registered,) = [part for part in parts(groups, "101", "Identification") if part.values("number") == ["HR-77"]]
    assert (registered.values("country"), registered.values("startDate")) == (["nl"], ["1996-02-14"])
    (security,) = parts(groups, "101", "Security")
    assert security.values("isin") == ["US0000000001"]


def test_addresses_without_words_are_none_and_a_region_is_no_country() -> None:
    _, groups = load(SDN, SPECIMEN)
    (address,) = parts(groups, "101", "Address")
    assert address.values("full") == ["1 Invention Street, Tashkent 100000, Uzbekistan"]
    assert address.values("country") == ["uz"]
    (unknown,) = parts(groups, "102", "Address")
    assert (unknown.values("country"), unknown.values("source:Country")) == ([], ["undetermined"])
    (region,) = parts(groups, "106", "Address")
    assert (region.values("region"), region.values("remarks")) == (["Gaza"], ["and the surroundings"])


def test_a_listing_says_who_listed_why_and_by_which_directive() -> None:
    _, groups = load(SDN, SPECIMEN)
    listing, directive = parts(groups, "101", "Sanction")
    assert listing.values("authority") == ["Office of Foreign Assets Control"]
    assert listing.values("program") == ["SDGT", "IFSR"]
    assert listing.values("recordId") == ["101"]
    assert listing.values("provisions") == ["Secondary sanctions risk: See Section 11 of Executive Order 14024"]
    assert listing.values("sourceUrl") == ["https://ofac.example/directives#one"]
    assert directive.values("program") == ["EO 14024 Directive 3"]
    assert (directive.values("listingDate"), directive.values("startDate")) == (["2022-02-24"], ["2022-03-26"])


def test_names_after_linked_to_become_relations_where_the_list_has_them() -> None:
    _, groups = load(SDN, SPECIMEN)
    (link,) = parts(groups, "101", "UnknownLink")
    assert (link.values("subject"), link.values("object")) == (["us_ofac_sdn-101"], ["us_ofac_sdn-102"])
    assert link.values("role") == ["Linked To"]
    assert entry(groups, "102").values("source:Linked To") == ["NOBODY OF THIS LIST."]
    (of_aircraft,) = parts(groups, "104", "UnknownLink")
    assert of_aircraft.values("object") == ["us_ofac_sdn-101"], "the full stop of the remark is no part of the name"


def test_vessels_and_aircraft_keep_what_identifies_them() -> None:
    _, groups = load(SDN, SPECIMEN)
    ship = entry(groups, "103")
    assert (ship.schema, ship.values("imoNumber"), ship.values("mmsi"), ship.values("callSign")) == (
        "Vessel",
        ["9187629"],
        ["572469210"],
        ["EXMP1"],
    )
    assert (ship.values("flag"), ship.values("pastFlags"), ship.values("type")) == (
        ["mn"],
        ["mt"],
        ["Crude Oil Tanker"],
    )
    assert ship.values("source:Former Vessel Flag") == ["None Identified"]
    assert (ship.values("tonnage"), ship.values("grossRegisteredTonnage"), ship.values("buildDate")) == (
        ["99144"],
        ["56068"],
        ["2004"],
    )
    assert ship.values("source:Vess_owner") == ["INVENTED TRADING HOUSE, LTD."]
    plane = entry(groups, "104")
    assert (plane.schema, plane.values("model"), plane.values("serialNumber"), plane.values("buildDate")) == (
        "Airplane",
        ["An-74T-200"],
        ["36547"],
        ["1998"],
    )
    assert (plane.values("previousName"), plane.values("icaoCode")) == (["EX-OLD"], ["730C4A"])
    assert plane.values("source:Aircraft Operator") == ["INVENTED AIR"]


def test_a_long_remark_goes_on_in_the_spillover_file() -> None:
    _, groups = load(SDN, SPECIMEN)
    conglomerate = entry(groups, "105")
    assert conglomerate.values("website") == ["ne.example", "www.invented-conglomerate.example"]
    assert conglomerate.values("weakAlias")[-1] == "LAST ONE"
    (link,) = parts(groups, "105", "UnknownLink")
    assert link.values("object") == ["us_ofac_sdn-101"], "the name was cut in two"


def test_a_remark_cut_off_without_its_spillover_is_noticed_and_kept_raw(copy: Path) -> None:
    (copy / "sdn_comments.csv").unlink()
    reading, groups = load(SDN, copy)
    assert unread(reading)["Remarks"] == 2
    assert entry(groups, "105").values("source:Remarks") == ["Linked To: INVENTED TR"]
    assert not parts(groups, "105", "UnknownLink")


def test_a_primary_file_alone_is_an_excerpt_under_any_name(copy: Path) -> None:
    alone = copy / "list of today.csv"
    (copy / "sdn.csv").rename(alone)
    reading, groups = load(SDN, alone)
    assert reading.excerpt == "list of today.csv came without alt.csv and add.csv: entries without aliases or addresses"
    assert len(groups) == 6


def test_aliases_and_addresses_without_entries_make_no_list(copy: Path) -> None:
    (copy / "sdn.csv").unlink()
    with pytest.raises(
        UnreadableSource, match=r"expected sdn\.csv beside add\.csv, alt\.csv, sdn_comments\.csv, came none"
    ):
        load(SDN, copy)


def test_a_number_that_stands_twice_keeps_the_first_entry(copy: Path) -> None:
    file = copy / "sdn.csv"
    joined = file.read_bytes() + b'101,"ANOTHER INVENTED HOUSE",-0- ,"IRAN"' + b",-0- " * 8 + b"\r\n"
    file.write_bytes(joined)
    reading, groups = load(SDN, copy)
    assert [(one.place, one.reference) for one in reading.rejected] == [("row 7", "101")]
    assert any("rows stand behind the end-of-file mark" in warning for warning in reading.warnings)
    assert reading.records == len(groups) + 1


def test_a_row_of_too_few_cells_is_rejected(copy: Path) -> None:
    file = copy / "sdn.csv"
    text = file.read_bytes().replace(b'-0- ,"SDGT] [IFSR"', b'"SDGT] [IFSR"')
    file.write_bytes(text)
    reading, groups = load(SDN, copy)
    assert [one.why for one in reading.rejected] == ["expected 12 cells, came 11"]
    assert reading.records == len(groups) + 1


def test_a_row_of_a_side_file_that_is_too_short_is_noticed(copy: Path) -> None:
    (copy / "alt.csv").write_bytes(b'101,1,"aka"\r\n\x1a')
    reading, _ = load(SDN, copy)
    assert unread(reading)["alt.csv"] == 1


def test_a_type_or_kind_of_alias_never_met_before_stops(copy: Path) -> None:
    for name, old, new in (("sdn.csv", b'"aircraft"', b'"balloon"'), ("alt.csv", b'"nka"', b'"xka"')):
        (copy / name).write_bytes((copy / name).read_bytes().replace(old, new))
    reading, groups = load(SDN, copy)
    assert set(reading.unknown) == {"SDN_Type=balloon", "alt_type=xka"}
    assert entry(groups, "104").schema == "LegalEntity"


def test_a_file_cut_off_inside_quotes_is_unreadable(copy: Path) -> None:
    file = copy / "sdn.csv"
    file.write_bytes(file.read_bytes()[:1500])
    with pytest.raises(UnreadableSource, match="cut off or damaged"):
        load(SDN, copy)


def test_a_file_cut_off_between_rows_misses_its_end_mark(copy: Path) -> None:
    file = copy / "add.csv"
    file.write_bytes(file.read_bytes().removesuffix(b"\x1a"))
    reading, _ = load(SDN, copy)
    assert any("add.csv: expected the end-of-file mark" in warning for warning in reading.warnings)


def test_an_older_encoding_is_read_and_told(copy: Path) -> None:
    file = copy / "alt.csv"
    file.write_bytes(file.read_bytes().replace(b"OLD INVENTED", "OLD INVENT\xc9D".encode("cp1252")))
    reading, groups = load(SDN, copy)
    assert entry(groups, "101").values("previousName") == ["OLD INVENTÉD HOUSE"]
    assert any("read as Windows-1252" in warning for warning in reading.warnings)


def test_bytes_that_are_no_text_are_unreadable(copy: Path) -> None:
    (copy / "alt.csv").write_bytes(b'101,1,"aka","A\0B",-0- \r\n')
    with pytest.raises(UnreadableSource, match="0x00"):
        load(SDN, copy)


def test_files_of_others_are_not_claimed(tmp_path: Path) -> None:
    for name, content in (
        ("any.csv", b"id,name\r\n1,A\r\n"),
        ("cons_prim.csv", (SPECIMEN / "sdn.csv").read_bytes()),
        ("any.xml", b"<CONSOLIDATED_LIST/>"),
        ("empty.csv", b""),
        ("consolidated.xml", b"<sdnList/>"),
    ):
        file = tmp_path / name
        file.write_bytes(content)
        assert SDN.format_of(Release.at(file)) is None, name


def test_the_enhanced_layout_gives_names_in_their_scripts() -> None:
    reading, groups = load(SDN, ENHANCED)
    assert reading.published == "2024-05-24T19:59:26+00:00"
    assert not reading.unknown
    assert (reading.records, len(groups)) == (2, 2), "the third is on another list"
    assert any("1 of 3 entities" in warning for warning in reading.warnings)
    person = entry(groups, "301")
    assert person.values("name") == ["Sample Middle SAMPLI"]
    assert person.values("alias") == ["عينة عينتي"], "without the invisible marks of direction"
    assert (person.values("weakAlias"), person.values("previousName")) == (["ABU SAMPLE"], ["Sample EXAMPLI"])
    assert (person.values("firstName"), person.values("middleName"), person.values("lastName")) == (
        ["Sample"],
        ["Middle"],
        ["Sampli"],
    )
    assert (person.values("title"), person.values("phone")) == (["Dr"], ["998710000"])


def test_the_enhanced_layout_says_how_far_a_feature_is_to_be_believed() -> None:
    _, groups = load(SDN, ENHANCED)
    person = entry(groups, "301")
    assert person.values("birthDate") == ["1961~"], "a birth date marked as false is not one to compare by"
    assert person.values("source:Birthdate (false)") == ["1950"]
    assert person.values("source:reliability") == ["Birthdate circa 1961: Reported"]
    assert person.values("source:identityDocument/isValid") == ["Passport R0000001: not valid"]
    (passport,) = parts(groups, "301", "Passport")
    assert (passport.values("startDate"), passport.values("country"), passport.values("summary")) == (
        ["1999"],
        ["ir"],
        ["Military"],
    )


def test_the_enhanced_layout_gives_the_listing_and_relations_by_id() -> None:
    _, groups = load(SDN, ENHANCED)
    (listing,) = parts(groups, "301", "Sanction")
    assert (listing.values("listingDate"), listing.values("program")) == (["2020-03-26"], ["SDGT"])
    assert (listing.values("provisions"), listing.values("reason")) == (
        ["Block"],
        ["Executive Order 13224 (Terrorism)"],
    )
    (link,) = parts(groups, "301", "UnknownLink")
    assert (link.values("object"), link.values("role")) == (["us_ofac_sdn-302"], ["Acting for or on behalf of"])
    (post,) = parts(groups, "301", "Directorship")
    assert (post.values("director"), post.values("organization")) == (["us_ofac_sdn-301"], ["us_ofac_sdn-302"])
    (kin,) = parts(groups, "301", "Family")
    assert (kin.values("person"), kin.values("relative")) == (["us_ofac_sdn-301"], ["us_ofac_sdn-305"])
    (owned,) = parts(groups, "303", "Ownership")
    assert (owned.values("asset"), owned.values("owner")) == (["us_ofac_sdn-303"], ["us_ofac_sdn-302"])
    assert entry(groups, "303").values("serialNumber") == ["36547"]
    (address,) = parts(groups, "301", "Address")
    assert address.values("full") == ["1 Invention Street, Tehran, Iran"]


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("Acting for or on behalf of", "Neighbour of", "relationship/type=Neighbour of"),
        ("<versionId>2<", "<newElement>new</newElement><versionId>2<", "features/feature/newElement"),
        ("Digital Currency Address - XBT", "Shoe Size", "features/feature/value=Shoe Size"),
        (">A.K.A.<", ">Z.K.A.<", "aliasType=Z.K.A."),
        (">Arabic<", ">Runic<", "script=Runic"),
        (">Middle Name<", ">Regnal Name<", "namePart/type=Regnal Name"),
        (">CITY<", ">PLANET<", "addressPart/type=PLANET"),
        (">Aircraft<", ">Balloon<", "SDN_Type=Balloon"),
    ],
)
def test_an_element_or_word_never_met_before_stops_the_enhanced_layout(
    tmp_path: Path, old: str, new: str, noticed: str
) -> None:
    reading, groups = load(SDN, changed(tmp_path, old, new))
    assert set(reading.unknown) == {noticed}
    assert len(groups) == 2, "and the rest is read all the same"


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The enhanced specimen with some words replaced."""
    return changed_copy(ENHANCED, tmp_path, (old, new))


def test_an_accepted_element_of_the_enhanced_layout_is_kept_raw(tmp_path: Path) -> None:
    changed_file = changed(tmp_path, "<names>", "<newElement>new</newElement><names>")
    reading, groups = load(SDN, changed_file, accepted=["newElement"])
    assert not reading.unknown
    assert entry(groups, "301").values("source:newElement") == ["new"]


def test_an_entity_whose_id_was_met_before_is_rejected(tmp_path: Path) -> None:
    reading, groups = load(SDN, changed(tmp_path, '<entity id="303">', '<entity id="301">'))
    assert [(one.reference, one.why) for one in reading.rejected] == [("301", "expected each @id once, came again")]
    assert len(groups) == 1


def test_an_entity_without_names_is_rejected(tmp_path: Path) -> None:
    text = ENHANCED.read_text(encoding="utf-8")
    start = text.rindex("<names>", 0, text.index("EX-INV"))
    end = text.index("</names>", start) + len("</names>")
    nameless = tmp_path / "nameless.xml"
    nameless.write_text(text.replace(text[start:end], ""), encoding="utf-8")
    reading, _ = load(SDN, nameless)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("303", "expected an id and a name, came no name")
    ]


def test_documents_and_relations_that_name_nothing_are_kept_raw(tmp_path: Path) -> None:
    _, groups = load(SDN, changed(tmp_path, "<documentNumber>R0000001</documentNumber>", ""))
    assert entry(groups, "301").values("source:identityDocument") == ["Passport Iran Military"]
    assert not parts(groups, "301", "Passport")
    _, groups = load(SDN, changed(tmp_path, ' entityId="302">INVENTED AIR', ">INVENTED AIR"))
    assert entry(groups, "301").values("source:relationship") == ["Acting for or on behalf of INVENTED AIR"]


@pytest.mark.parametrize(
    ("first", "last", "read"),
    [
        ("2001-02-03", "2001-02-03", "2001-02-03"),
        ("2001-02-01", "2001-02-28", "2001-02"),
        ("2001-02-03", "2003-05-06", "2001-02-03/2003-05-06"),
    ],
)
def test_a_documents_date_is_as_exact_as_its_first_and_last_day(
    tmp_path: Path, first: str, last: str, read: str
) -> None:
    text = ENHANCED.read_text(encoding="utf-8").replace("1999-01-01", first).replace("1999-12-31", last)
    file = tmp_path / "dates.xml"
    file.write_text(text, encoding="utf-8")
    _, groups = load(SDN, file)
    (passport,) = parts(groups, "301", "Passport")
    assert passport.values("startDate") == [read]


def test_a_documents_date_that_ends_before_it_begins_is_noticed(tmp_path: Path) -> None:
    text = ENHANCED.read_text(encoding="utf-8").replace("1999-12-31", "1998-12-31")
    file = tmp_path / "dates.xml"
    file.write_text(text, encoding="utf-8")
    reading, _ = load(SDN, file)
    assert [one.value for one in reading.unreadable] == ["1999-01-01 to 1998-12-31"]


def test_a_feature_without_words_is_its_date_and_one_without_either_is_kept_raw(tmp_path: Path) -> None:
    _, groups = load(SDN, changed(tmp_path, "<value>circa 1961</value>", ""))
    assert entry(groups, "301").values("birthDate") == ["1961~"]
    _, groups = load(SDN, changed(tmp_path, "<value>1950</value>", ""))
    assert entry(groups, "301").values("source:feature") == ["Birthdate"]


def test_a_folder_of_several_files_is_no_single_xml(tmp_path: Path) -> None:
    for name in ("one.xml", "two.xml"):
        (tmp_path / name).write_bytes(ENHANCED.read_bytes())
    assert SDN.format_of(Release.at(tmp_path)) is None


def test_a_title_of_what_is_no_person_is_kept_raw(copy: Path) -> None:
    file = copy / "sdn.csv"
    file.write_bytes(
        file.read_bytes().replace(b'"EX-INV","aircraft","SDGT",-0- ', b'"EX-INV","aircraft","SDGT","Flagship"')
    )
    _, groups = load(SDN, copy)
    assert entry(groups, "104").values("source:Title") == ["Flagship"]


def test_a_relation_of_low_quality_says_so(tmp_path: Path) -> None:
    told = "Acting for or on behalf of</type>"
    _, groups = load(SDN, changed(tmp_path, told, f'{told}<quality refId="1">Low</quality>'))
    (link,) = parts(groups, "301", "UnknownLink")
    assert link.values("role") == ["Acting for or on behalf of (Low quality)"]


def test_a_time_of_publication_that_is_none_is_noticed(tmp_path: Path) -> None:
    reading, _ = load(SDN, changed(tmp_path, "2024-05-24T15:59:26.4511801-04:00", "today"))
    assert (reading.published, unread(reading)) == (None, {"dataAsOf": 1})
    reading, _ = load(SDN, changed(tmp_path, "<dataAsOf>2024-05-24T15:59:26.4511801-04:00</dataAsOf>", ""))
    assert (reading.published, reading.unreadable) == (None, [])


def test_dates_that_are_none_are_noticed_and_kept_raw(copy: Path) -> None:
    file = copy / "sdn.csv"
    file.write_bytes(
        file.read_bytes()
        .replace(b"alt. DOB 1966 to 1967", b"alt. DOB 1967 to 1966")
        .replace(b"DOB Jul 1970", b"DOB in summer")
    )
    reading, groups = load(SDN, copy)
    assert [one.value for one in reading.unreadable][:2] == ["1967 to 1966", "in summer"]
    assert entry(groups, "102").values("source:Remarks") == ["1967 to 1966", "in summer"]


def test_numbers_of_things_that_hold_no_documents_are_kept_on_them(copy: Path) -> None:
    file = copy / "sdn.csv"
    file.write_bytes(
        file.read_bytes().replace(b"Aircraft Model An-74T-200", b"Registration Number 7; Passport 8; Linked To: EX-INV")
    )
    _, groups = load(SDN, copy)
    plane = entry(groups, "104")
    assert (plane.values("registrationNumber"), plane.values("source:Passport")) == (["7"], ["8"])
    assert len(parts(groups, "104", "UnknownLink")) == 1, "no entry is linked to itself"


def test_an_entry_without_a_name_is_rejected(copy: Path) -> None:
    file = copy / "sdn.csv"
    file.write_bytes(file.read_bytes().replace(b'"EX-INV"', b"-0- "))
    reading, _ = load(SDN, copy)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("104", "expected a number and a name, came no name")
    ]


def test_an_export_filtered_by_programme_is_an_excerpt(tmp_path: Path) -> None:
    filtered = tmp_path / "filtered.xml"
    told = (
        '<filters><sanctionsPrograms><sanctionsProgram refId="1">YEMEN</sanctionsProgram></sanctionsPrograms></filters>'
    )
    filtered.write_text(ENHANCED.read_text(encoding="utf-8").replace("<filters />", told), encoding="utf-8")
    reading, _ = load(SDN, filtered)
    assert reading.excerpt == "the file is an export filtered by programme (YEMEN)"


@cache
def genuine(path: Path) -> tuple[Reading, list[list[Draft]]]:
    """A genuine release, read once for all tests."""
    return load(SDN, path)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "records", "rejected", "unreadable", "whole"),
    [
        ("ofac/sdn_2019-01", 7379, 0, 1, True),
        ("ofac/sdn_2021-07", 8976, 0, 1, True),
        ("ofac/sdn_only/sdn_2018-01.csv.xz", 6068, 0, 4, False),
        # 11,118 rows of the SDN list, then 449 of the consolidated list: the first of them stands on the line of the end-of-file mark.
        ("ofac/sdn_only/sdn_then_cons_2022-11.csv.xz", 11567, 58, 24, False),
        ("ofac/xml/sdn_excerpt_2014.xml", 4, 0, 0, False),
        ("ofac/xml/enhanced_IRGC_2024-08-28.xml.xz", 293, 0, 0, False),
        ("ofac/xml/enhanced_YEMEN_2024-05-24.xml", 10, 0, 0, False),
        ("cross_source_2026-09-25/ofac_sdn.xml", 3, 0, 0, False),
    ],
)
def test_every_genuine_file_is_read(
    shared: Path, file: str, records: int, rejected: int, unreadable: int, whole: bool
) -> None:
    reading, groups = genuine(shared / "lists" / file)
    assert (reading.records, len(groups), len(reading.rejected)) == (records, records - rejected, rejected)
    assert len({group[0].id for group in groups}) == len(groups)
    assert not reading.unknown
    assert len(reading.unreadable) == unreadable, unread(reading)
    assert (reading.excerpt is None) is whole
    assert all(one.why.startswith("ent_num stands twice") for one in reading.rejected)


@pytest.mark.shared
def test_aliases_and_addresses_of_a_genuine_release_without_entries_are_refused(shared: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"expected sdn\.csv"):
        load(SDN, shared / "lists/ofac/sdn_2026-08_partial")


@pytest.mark.shared
def test_spilled_remarks_of_a_later_publication_are_not_joined_to_an_older_list(shared: Path) -> None:
    reading, _ = genuine(shared / "lists/ofac/sdn_2019-01")
    assert any("10 of 13 rows continue no remark" in warning for warning in reading.warnings)


@pytest.mark.shared
def test_wallets_in_the_remarks_are_those_the_advanced_file_has(shared: Path) -> None:
    """The addresses of 2022 were drawn by others from another file of OFAC's (sdn_advanced.xml)."""
    _, groups = genuine(shared / "lists/ofac/sdn_2021-07")
    told: dict[str, set[str]] = {}
    for part in (part for group in groups for part in group if part.schema == "CryptoWallet"):
        for currency in part.values("currency"):
            told.setdefault(currency, set()).update(part.values("publicKey"))
    assert {currency: len(told[currency]) for currency in ("XBT", "ETH", "XMR")} == {"XBT": 65, "ETH": 10, "XMR": 1}
    for currency, gone in (("XBT", 0), ("ETH", 1), ("XMR", 0)):
        later = set((shared / f"lists/ofac/crypto/{currency}_2022-11-09.txt").read_text().split())
        assert len(told[currency] - later) == gone, "one Ethereum address of 2021 was a letter short, and was amended"


@pytest.mark.shared
def test_numbers_are_the_same_entries_in_the_enhanced_and_in_the_legacy_layout(shared: Path) -> None:
    _, legacy = genuine(shared / "lists/ofac/sdn_2021-07")
    _, enhanced = genuine(shared / "lists/ofac/xml/enhanced_IRGC_2024-08-28.xml.xz")
    names = {group[0].reference: set(group[0].values("name") + group[0].values("alias")) for group in legacy}
    both = [group[0] for group in enhanced if group[0].reference in names]
    differ = [one.reference for one in both if not names[one.reference] & set(one.values("name") + one.values("alias"))]
    assert len(both) == 183
    assert differ == []
