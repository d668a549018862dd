"""The UN list: an invented specimen in its layout, damaged copies of it, and all genuine files."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import changed_copy, entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.registry import source
from tizim.sources.release import Release

UN = source("un_sc_sanctions")
SPECIMEN = Path(__file__).with_name("specimen.xml")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The specimen with some words replaced."""
    return changed_copy(SPECIMEN, tmp_path, (old, new))


def test_the_specimen_is_read_without_anything_unknown() -> None:
    reading, groups = load(UN, SPECIMEN)
    assert reading.published == "2026-03-01T00:00:09+00:00"
    assert (reading.records, len(groups), len(reading.rejected)) == (4, 2, 2)
    assert not reading.unknown
    assert not reading.unreadable


def test_names_keep_their_parts_and_their_strength() -> None:
    _, groups = load(UN, SPECIMEN)
    person = entry(groups, "XXi.001")
    assert person.id == "un_sc_sanctions-xxi.001"
    assert person.values("name") == ["ZUBAYR MATAR EXAMPLI"], "the word na is no name"
    assert (person.values("firstName"), person.values("lastName")) == (["ZUBAYR"], [])
    assert person.values("alias") == ["Zubair Matter", "زبير مطر"]
    assert person.values("weakAlias") == ["Abu Sample"]
    assert entry(groups, "XXe.001").values("previousName") == ["Old Specimen House"]


def test_births_may_be_exact_about_or_between() -> None:
    _, groups = load(UN, SPECIMEN)
    person = entry(groups, "XXi.001")
    assert set(person.values("birthDate")) == {"1958/1964", "1966/1967", "1971-05-03", "1972~"}
    assert person.values("birthPlace") == ["Examplestan City, North"]
    assert person.values("birthCountry") == ["sd", "ss"]


def test_a_passport_told_in_two_languages_is_one_document() -> None:
    _, groups = load(UN, SPECIMEN)
    (passport,) = parts(groups, "XXi.001", "Passport")
    assert passport.values("number") == ["Z0000001"]
    assert passport.values("country") == ["ye"]
    assert passport.values("startDate") == ["2001-02-01"]
    assert passport.values("summary") == ["expired"]
    (card,) = parts(groups, "XXi.001", "Identification")
    assert card.values("number") == ["77-88"]
    person = entry(groups, "XXi.001")
    assert (person.values("passportNumber"), person.values("idNumber")) == (["Z0000001"], ["77-88"])


def test_an_address_told_twice_is_one_and_a_country_is_found_in_its_words() -> None:
    _, groups = load(UN, SPECIMEN)
    (house,) = parts(groups, "XXe.001", "Address")
    assert house.values("full") == ["1 Specimen Street, Visoko, 71300, Bosnia and Herzegovina"]
    assert entry(groups, "XXe.001").values("addressEntity") == [house.id]
    assert [one.values("country") for one in parts(groups, "XXi.001", "Address")] == [["ye"], ["de"]]


def test_the_listing_has_its_dates_programme_and_reference() -> None:
    _, groups = load(UN, SPECIMEN)
    (listing,) = parts(groups, "XXi.001", "Sanction")
    assert listing.values("startDate") == ["2015-07-01"]
    assert listing.values("modifiedAt") == ["2020-01-02", "2021-03-04"]
    assert listing.values("program") == ["Al-Qaida"]
    assert listing.values("unscId") == ["XXi.001"]


def test_what_a_place_says_leads_back_to_the_field() -> None:
    _, groups = load(UN, SPECIMEN)
    weak = next(one for one in entry(groups, "XXi.001").statements() if one.prop == "weakAlias")
    assert (weak.place, weak.field) == ("INDIVIDUAL_ALIAS[2]/ALIAS_NAME", "INDIVIDUAL_ALIAS/ALIAS_NAME")
    country = next(one for one in entry(groups, "XXi.001").statements() if one.prop == "nationality")
    assert (country.value, country.original) == ("ye", "Yemen")


def test_records_without_a_name_or_met_twice_are_rejected_with_reasons() -> None:
    reading, _ = load(UN, SPECIMEN)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("XXi.002", "expected a name in FIRST_NAME to FOURTH_NAME, came none"),
        ("xxi. 001", "expected each REFERENCE_NUMBER once, came again"),
    ]


def test_a_field_never_met_before_is_noticed_and_kept_once_accepted(tmp_path: Path) -> None:
    strange = changed(tmp_path, "<GENDER>Male</GENDER>", "<GENDER>Male</GENDER><SHOE_SIZE>44</SHOE_SIZE>")
    reading, _ = load(UN, strange)
    assert list(reading.unknown) == ["SHOE_SIZE"]
    reading, groups = load(UN, strange, accepted=["SHOE_SIZE"])
    assert not reading.unknown
    assert entry(groups, "XXi.001").values("source:SHOE_SIZE") == ["44"]


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("<QUALITY>Low</QUALITY>", "<QUALITY>Middling</QUALITY>", "ALIAS/QUALITY=Middling"),
        ("<GENDER>Male</GENDER>", "<GENDER>Robot</GENDER>", "GENDER=Robot"),
        ("EXACT", "GUESSED", "TYPE_OF_DATE=guessed"),
        ("XXi.002", "8972855", "REFERENCE_NUMBER (not of the form QDe.004)"),
    ],
)
def test_category_words_never_met_before_are_noticed(tmp_path: Path, old: str, new: str, noticed: str) -> None:
    reading, _ = load(UN, changed(tmp_path, old, new))
    assert list(reading.unknown) == [noticed]


def test_a_country_that_is_none_is_kept_raw_and_counted(tmp_path: Path) -> None:
    reading, groups = load(UN, changed(tmp_path, "<VALUE>Yemen</VALUE>", "<VALUE>Stateless Exampli</VALUE>"))
    assert unread(reading) == {"NATIONALITY/VALUE": 1}
    assert entry(groups, "XXi.001").values("source:NATIONALITY/VALUE") == ["Stateless Exampli"]
    assert entry(groups, "XXi.001").values("nationality") == []


@pytest.mark.parametrize("damage", ["cut off", "wrong encoding", "entities"])
def test_damaged_files_are_refused(tmp_path: Path, damage: str) -> None:
    data = SPECIMEN.read_bytes()
    broken = tmp_path / "broken.xml"
    if damage == "cut off":
        data = data[: len(data) * 2 // 3]
    elif damage == "wrong encoding":
        data = data.replace("زبير".encode(), "é".encode("latin-1"))
    else:
        data = data.replace(b"<CONSOLIDATED_LIST", b'<!DOCTYPE x [<!ENTITY e "boo">]>\n<CONSOLIDATED_LIST', 1)
    broken.write_bytes(data)
    with pytest.raises(UnreadableSource, match=r"broken\.xml"):
        load(UN, broken)


def test_another_publishers_file_is_not_taken_for_this_list(tmp_path: Path) -> None:
    other = tmp_path / "other.xml"
    other.write_text("<sdnList><sdnEntry/></sdnList>")
    assert UN.format_of(Release.at(other)) is None


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("<REFERENCE_NUMBER>XXi.002</REFERENCE_NUMBER>", "", "expected a REFERENCE_NUMBER, came none"),
    ],
)
def test_a_record_without_a_reference_is_rejected(tmp_path: Path, old: str, new: str, why: str) -> None:
    reading, groups = load(UN, changed(tmp_path, old, new))
    assert reading.rejected[0].why == why
    assert reading.records == len(groups) + len(reading.rejected)


def test_a_file_whose_date_cannot_be_read_says_so_and_is_read(tmp_path: Path) -> None:
    reading, groups = load(UN, changed(tmp_path, "2026-03-01T00:00:09.554Z", "yesterday"))
    assert reading.published is None
    assert unread(reading) == {"dateGenerated": 1}
    assert len(groups) == 2


def test_an_address_of_which_nothing_is_said_makes_no_part(tmp_path: Path) -> None:
    said = "<INDIVIDUAL_ADDRESS><CITY>Sana'a</CITY><COUNTRY>Yemen</COUNTRY></INDIVIDUAL_ADDRESS>"
    blank = "<INDIVIDUAL_ADDRESS><CITY>na</CITY><COUNTRY/></INDIVIDUAL_ADDRESS><NATIONALITY2>Sudan</NATIONALITY2>"
    _, groups = load(UN, changed(tmp_path, said, blank))
    assert len(parts(groups, "XXi.001", "Address")) == 1
    assert entry(groups, "XXi.001").values("nationality") == ["ye", "sd"]


GENUINE = {
    "committee/un_1267_2014-12-12": (301, 7),
    "committee/un_1267_2015-02-19": (304, 6),
    "committee/un_1267_2015-03-17": (304, 6),
    "committee/un_1267_2015-03-26": (305, 6),
    "committee/un_1518_2015-03-17": (294, 0),
    "committee/un_1737_2015-03-17": (121, 2),
    "committee/un_1988_2015-03-27": (140, 0),
    "un_consolidated_2015-02-26": (1043, 27),
    "un_consolidated_2015-03-13": (1047, 27),
    "un_consolidated_2015-03-16": (1043, 27),
    "un_consolidated_2015-03-27": (1046, 27),
    "un_consolidated_2016-06-20": (1024, 24),
    "un_consolidated_2018-06-07": (1098, 4),
    "un_consolidated_2018-06-21": (1100, 4),
    "un_consolidated_2018-08-24": (1098, 4),
    "un_consolidated_2018-10-29": (1093, 4),
    "un_consolidated_2020-03-20": (1014, 4),
    "un_consolidated_2020-11-23": (1018, 5),
    "un_consolidated_2020-11-24": (1018, 5),
    "un_consolidated_2020-11-30": (1018, 5),
    "un_consolidated_2020-12-01": (1006, 5),
    "un_consolidated_2024-09-21": (875, 2),
    "un_consolidated_2025-04-19": (877, 2),
    "un_consolidated_2025-08-02": (879, 2),
    "un_consolidated_2026-02-27": (1003, 2),
    "un_consolidated_2026-08-01": (1011, 2),
}
"""file -> records (as counted in the folder's PROVENANCE.md), values that no reader can read"""


@pytest.mark.shared
@pytest.mark.parametrize("name", GENUINE)
def test_a_genuine_file_is_read_whole(shared: Path, name: str) -> None:
    reading, groups = load(UN, shared / "lists" / "un" / f"{name}.xml.xz")
    records, unreadable = GENUINE[name]
    assert (reading.records, len(groups), len(reading.unreadable)) == (records, records, unreadable)
    assert not reading.rejected
    assert not reading.unknown
    assert len({draft.id for group in groups for draft in group}) == sum(len(group) for group in groups)
    assert reading.published is not None
    assert reading.published[:4] == name[-10:-6]


@pytest.mark.shared
def test_the_malformed_copy_is_refused(shared: Path) -> None:
    with pytest.raises(UnreadableSource, match="line 53"):
        load(UN, shared / "lists" / "un" / "un_consolidated_2025-08-16_malformed.xml.xz")


@pytest.mark.shared
def test_the_copy_with_invented_references_is_noticed_by_their_form(shared: Path) -> None:
    reading, _ = load(UN, shared / "lists" / "un" / "un_consolidated_2016-03-07_FAKED_NAMES.xml.xz")
    assert {name: count for name, (count, _) in reading.unknown.items()} == {
        "REFERENCE_NUMBER (not of the form QDe.004)": 1025
    }


@pytest.mark.shared
def test_the_short_list_of_several_sources_is_read(shared: Path) -> None:
    reading, groups = load(UN, shared / "lists" / "cross_source_2026-09-25" / "un.xml")
    assert (reading.records, len(groups), len(reading.unknown)) == (4, 4, 0)
