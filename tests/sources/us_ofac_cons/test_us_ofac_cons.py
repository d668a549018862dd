"""The consolidated list: an invented specimen in the legacy XML, and all genuine files, the CSV against the XML."""

from collections import Counter
from pathlib import Path

import pytest

from tests.sources.reading_a_release import changed_copy, entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.draft import Draft
from tizim.sources.registry import source
from tizim.sources.release import Release

CONS = source("us_ofac_cons")
SPECIMEN = Path(__file__).with_name("specimen.xml")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The specimen with some words replaced."""
    return changed_copy(SPECIMEN, tmp_path, (old, new))


def test_the_specimen_is_read_and_says_of_when_it_is() -> None:
    reading, groups = load(CONS, SPECIMEN)
    assert reading.published == "2018-04-06T00:00:00+00:00"
    assert (reading.declared, reading.records, len(groups)) == (4, 4, 3)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("204", "expected a uid and a lastName, came no lastName")
    ]
    assert not reading.unknown
    assert not reading.unreadable
    assert reading.excerpt is None


def test_a_person_is_read_whole() -> None:
    _, groups = load(CONS, SPECIMEN)
    person = entry(groups, "201")
    assert person.id == "us_ofac_cons-201"
    assert person.values("name") == ["Sample Samplevich SAMPLEV"]
    assert (person.values("alias"), person.values("weakAlias"), person.values("previousName")) == (
        ["Sampel SAMPLEFF"],
        ["LITTLE SAMPLE"],
        ["Sample EXAMPLEV"],
    )
    assert person.values("birthDate") == ["1954-05-20", "1955~"]
    assert (person.values("birthPlace"), person.values("birthCountry")) == (["Invented Town, Somalia"], ["so"])
    assert (person.values("nationality"), person.values("citizenship"), person.values("gender")) == (
        ["so"],
        ["dj"],
        ["female"],
    )
    assert (person.values("title"), person.values("position")) == (
        ["Doctor"],
        ["General Manager of the Invented House"],
    )
    assert person.values("phone") == ["(998)(71000000)"]
    (passport,) = parts(groups, "201", "Passport")
    assert (passport.values("number"), passport.values("country")) == (["A0012345"], ["so"])
    assert (passport.values("startDate"), passport.values("endDate")) == (["2001-10-01"], ["2011-01-23"])
    (address,) = parts(groups, "201", "Address")
    assert address.values("full") == ["1 Invention Street, Flat 2, Jenin, West Bank, P100, Palestinian"]
    assert (address.values("country"), address.values("postalCode")) == (["ps"], ["P100"])
    (link,) = parts(groups, "201", "UnknownLink")
    assert link.values("object") == ["us_ofac_cons-202"]


def test_directives_and_divestment_dates_are_acts_of_listing() -> None:
    _, groups = load(CONS, SPECIMEN)
    listing, cmic = parts(groups, "202", "Sanction")
    assert listing.values("provisions") == ["Executive Order 13662 Directive Determination - Subject to Directive 1"]
    assert (cmic.values("program"), cmic.values("listingDate")) == (["CMIC"], ["2021-06-03"])
    assert cmic.values("source:Purchase/Sales For Divestment Date (CMIC)") == ["03 Jun 2022"]


def test_a_country_left_in_a_number_is_taken_out_of_it() -> None:
    _, groups = load(CONS, SPECIMEN)
    assert entry(groups, "202").values("okpoCode") == ["00032520"]
    (document,) = parts(groups, "202", "Identification")
    assert document.values("country") == ["ru"]


def test_a_vessel_is_read_whole() -> None:
    _, groups = load(CONS, SPECIMEN)
    ship = entry(groups, "203")
    assert (ship.schema, ship.values("imoNumber"), ship.values("callSign"), ship.values("flag")) == (
        "Vessel",
        ["9051648"],
        ["EXMP1"],
        ["ir"],
    )
    assert (ship.values("tonnage"), ship.values("grossRegisteredTonnage")) == (["24065"], ["16621"])
    assert ship.values("source:vesselOwner") == ["INVENTED LINE"]


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ("<title>", "<shoeSize>9</shoeSize><title>", "shoeSize"),
        ("<category>weak", "<category>middling", "aka/type=a.k.a. middling"),
        ("<idType>Gender", "<idType>Shoe Size", "idList/id/idNumber=Shoe Size"),
        ("<sdnType>Vessel", "<sdnType>Balloon", "SDN_Type=Balloon"),
    ],
)
def test_what_was_never_met_before_stops(tmp_path: Path, old: str, new: str, noticed: str) -> None:
    reading, _ = load(CONS, changed(tmp_path, old, new))
    assert set(reading.unknown) == {noticed}


def test_an_accepted_element_is_kept_raw(tmp_path: Path) -> None:
    reading, groups = load(CONS, changed(tmp_path, "<title>", "<shoeSize>9</shoeSize><title>"), accepted=["shoeSize"])
    assert not reading.unknown
    assert entry(groups, "201").values("source:shoeSize") == ["9"]


def test_a_heading_that_says_more_entries_than_there_are_tells_of_an_excerpt(tmp_path: Path) -> None:
    reading, _ = load(CONS, changed(tmp_path, "<Record_Count>4", "<Record_Count>5704"))
    assert (reading.declared, reading.records) == (5704, 4)
    assert reading.excerpt == "the heading says 5,704 entries, the file holds 4"


def test_a_heading_with_no_date_is_noticed(tmp_path: Path) -> None:
    reading, _ = load(CONS, changed(tmp_path, "04/06/2018", "6 April"))
    assert reading.published is None
    assert unread(reading) == {"Publish_Date": 1}


def test_a_file_without_a_heading_is_an_excerpt(tmp_path: Path) -> None:
    text = SPECIMEN.read_text(encoding="utf-8")
    start, end = text.index("<publshInformation>"), text.index("</publshInformation>")
    bare = tmp_path / "bare.xml"
    bare.write_text(text[:start] + text[end + len("</publshInformation>") :], encoding="utf-8")
    reading, _ = load(CONS, bare)
    assert (reading.published, reading.declared) == (None, None)
    assert reading.excerpt == "the file has no heading that says of when it is and how many entries it holds"


def test_a_document_without_a_number_is_kept_raw(tmp_path: Path) -> None:
    _, groups = load(CONS, changed(tmp_path, "<idNumber>A0012345</idNumber>", ""))
    assert entry(groups, "201").values("source:idList/id") == ["Passport Somalia 01 Oct 2001 23 Jan 2011"]


def test_the_type_of_old_palestinian_council_entries_stands_in_an_element_of_its_own(tmp_path: Path) -> None:
    _, groups = load(CONS, changed(tmp_path, "<sdnType>Individual</sdnType>", "<nspType>Individual</nspType>"))
    assert entry(groups, "201").schema == "Person"


def test_a_uid_that_stands_twice_keeps_the_first_entry(tmp_path: Path) -> None:
    reading, groups = load(CONS, changed(tmp_path, "<uid>203</uid>", "<uid>201</uid>"))
    assert [one.reference for one in reading.rejected] == ["201", "204"]
    assert len(groups) == 2


def test_a_file_cut_off_is_unreadable(tmp_path: Path) -> None:
    made = tmp_path / "cut.xml"
    made.write_bytes(SPECIMEN.read_bytes()[:2000])
    with pytest.raises(UnreadableSource, match=r"cut\.xml"):
        load(CONS, made)


def test_the_sdn_lists_file_is_not_claimed(tmp_path: Path) -> None:
    made = tmp_path / "sdn.xml"
    made.write_bytes(SPECIMEN.read_bytes())
    assert CONS.format_of(Release.at(made)) is None


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "records", "rejected", "published", "whole"),
    [
        ("cons_2018-05", 639, 0, None, True),
        ("cons_2025-12", 442, 0, None, True),
        ("cons_2018-05/cons_prim.pip", 639, 0, None, False),
        ("cons_2018-05/cons_prim.del", 639, 0, None, False),
        ("xml/consolidated_2018-04-06.xml.xz", 639, 0, "2018-04-06", True),
        ("xml/consolidated_2024-05-06.xml", 443, 0, "2024-05-06", True),
        ("xml/consolidated_2025-03-28.xml", 443, 0, "2025-03-28", True),
        ("xml/consolidated_excerpt_2014-2021.xml", 24, 1, "2014-12-17", False),
    ],
)
def test_every_genuine_file_is_read(
    shared: Path, file: str, records: int, rejected: int, published: str | None, whole: bool
) -> None:
    reading, groups = load(CONS, shared / "lists/ofac" / file)
    assert (reading.records, len(groups), len(reading.rejected)) == (records, records - rejected, rejected)
    assert not reading.unknown
    assert not reading.unreadable
    assert (reading.published or "")[:10] == (published or "")
    assert (reading.excerpt is None) is whole


@pytest.mark.shared
def test_the_remarks_of_the_csv_say_what_the_elements_of_the_xml_say(shared: Path) -> None:
    """The same publication in two layouts: what the sentence of remarks is read into, against OFAC's own fields."""
    _, csv = load(CONS, shared / "lists/ofac/cons_2018-05")
    _, xml = load(CONS, shared / "lists/ofac/xml/consolidated_2018-04-06.xml.xz")
    left, right = (Counter(fact for group in groups for fact in _facts(group)) for groups in (csv, xml))
    assert sum(left.values()) > 9000
    only = [*(left - right).elements(), *(right - left).elements()]
    assert {prop for _, _, prop, _ in only} == {"alias"}
    assert len(only) == 2, "one name has double quotation marks in the XML and single ones in the CSV"


def _facts(group: list[Draft]) -> list[tuple[str, str, str, str]]:
    """Values but those that the layouts tell in other pieces: addresses, fields kept raw, and scopes of sanctions."""
    return [
        (group[0].reference, one.schema, one.prop, one.value)
        for draft in group
        if draft.schema != "Address"
        for one in draft.statements()
        if one.prop not in ("addressEntity", "provisions") and not one.prop.startswith("source:")
    ]
