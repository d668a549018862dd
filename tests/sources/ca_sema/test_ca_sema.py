"""Canada's consolidated list. The specimen is invented, in the publisher's layouts of 2020 and 2025."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.ca_sema import SOURCE
from tizim.sources.release import Release

RECORDS = """
<record><Country>Burma / Birmanie</Country><Entity>Example Air/Air exemple</Entity><Aliases>Example Air Holdings Pte. Ltd., EAH</Aliases>
 <Schedule>1</Schedule><Item>1</Item></record>
<record><Country>Belarus / Bélarus</Country><TitleOrShip>Major General/major-général</TitleOrShip><LastName>TESTOV (TESTAU)</LastName><GivenName>Ales</GivenName>
 <Aliases>Alex; Belarusian: Алесь Тэстаў</Aliases><DateOfBirthOrShipBuildDate>1972-08-10 or 1972-08-11</DateOfBirthOrShipBuildDate>
 <Schedule>1, Part 1.1</Schedule><Item>7</Item><DateOfListing>2021-06-21</DateOfListing></record>
<record><Country>Russia / Russie</Country><EntityOrShip>Specimen Star</EntityOrShip><TitleOrShip>Oil Tanker</TitleOrShip><ShipIMONumber>9074729</ShipIMONumber>
 <DateOfBirthOrShipBuildDate>2005</DateOfBirthOrShipBuildDate><Schedule>3</Schedule><Item>2</Item><DateOfListing>2025-02-21</DateOfListing></record>
<record><Country>Nicaragua</Country><LastName>Probe</LastName><GivenName>Juana</GivenName>
 <DateOfBirthOrShipBuildDate>born in the early 1970s</DateOfBirthOrShipBuildDate><Item>4</Item><DateOfListing>2019-06-21</DateOfListing></record>
<record><Country>Nicaragua</Country><Schedule>N/A</Schedule><Item>5</Item></record>
"""


def specimen(folder: Path, records: str = RECORDS) -> Path:
    path = folder / "sema-lmes.xml"
    path.write_text(
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<data-set>{records}</data-set>', encoding="utf-8"
    )
    return path


def test_an_organisation_has_its_names_in_both_languages_and_its_aliases(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "mm-1-1-1")
    assert found.schema == "Organization"
    assert found.values("name") == ["Example Air", "Air exemple"]
    assert found.values("alias") == ["Example Air Holdings Pte. Ltd.", "EAH"]


def test_a_person_has_names_by_strength_titles_and_both_birth_dates(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "by-1-1.1-7")
    assert found.values("name") == ["Ales TESTOV (TESTAU)"]
    assert found.values("alias") == ["Ales TESTOV", "Ales TESTAU", "Алесь Тэстаў"]
    assert found.values("weakAlias") == ["Alex"]
    assert found.values("birthDate") == ["1972-08-10", "1972-08-11"]
    assert found.values("title") == ["Major General", "major-général"]
    assert {one.lang for one in found.statements() if one.value == "Алесь Тэстаў"} == {"bel"}


def test_the_listing_says_when_and_under_what(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    (listing,) = parts(groups, "by-1-1.1-7", "Sanction")
    assert listing.values("listingDate") == listing.values("startDate") == ["2021-06-21"]
    assert listing.values("program") == ["Belarus / Bélarus"]
    assert listing.values("provisions") == ["Schedule 1, Part 1.1, item 7"]


def test_a_ship_has_its_number_type_and_year(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "ru-3-1-2")
    assert (found.schema, found.values("imoNumber"), found.values("type"), found.values("buildDate")) == (
        "Vessel",
        ["9074729"],
        ["Oil Tanker"],
        ["2005"],
    )


def test_a_date_that_is_none_is_kept_raw_and_a_record_without_a_name_is_rejected(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path))
    assert unread(reading) == {"DateOfBirthOrShipBuildDate": 1}
    assert entry(groups, "ni-1-1-4").values("source:DateOfBirthOrShipBuildDate") == ["born in the early 1970s"]
    assert [one.reference for one in reading.rejected] == ["ni-1-1-5"]
    assert reading.records == len(groups) + len(reading.rejected) == 5


def test_a_regulation_keeps_its_word_when_its_name_changes(tmp_path: Path) -> None:
    one = "<record><Country>Myanmar (Burma) / Myanmar (Birmanie)</Country><EntityOrShip>E</EntityOrShip><Schedule>1, Part 1</Schedule><Item>1</Item></record>"
    _, groups = load(SOURCE, specimen(tmp_path, one))
    assert groups[0][0].reference == "mm-1-1-1"


def test_unknown_fields_and_words_are_noticed(tmp_path: Path) -> None:
    one = "<record><Country>Atlantis</Country><Entity>E</Entity><Schedule>Annex B</Schedule><Item>1</Item><Rating>high</Rating></record>"
    reading, groups = load(SOURCE, specimen(tmp_path, one))
    assert set(reading.unknown) == {"Country=Atlantis", "Schedule=Annex B", "Rating"}
    _, groups = load(SOURCE, specimen(tmp_path, one), accepted=["Rating"])
    assert groups[0][0].values("source:Rating") == ["high"]


def test_a_truncated_file_is_unreadable(tmp_path: Path) -> None:
    path = specimen(tmp_path)
    path.write_bytes(path.read_bytes()[:-300])
    with pytest.raises(UnreadableSource, match=r"sema-lmes\.xml: expected well-formed XML"):
        load(SOURCE, path)


def test_another_publishers_xml_is_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "other.xml"
    path.write_text("<CONSOLIDATED_LIST><INDIVIDUALS/></CONSOLIDATED_LIST>")
    assert SOURCE.format_of(Release.at(path)) is None


def test_facts_of_a_person_on_an_organisation_are_kept_raw_and_noticed(tmp_path: Path) -> None:
    one = """<record><Country>Haiti / Haïti</Country><EntityOrShip>E</EntityOrShip><TitleOrShip>Dr.</TitleOrShip>
    <DateOfBirthOrShipBuildDate>1972</DateOfBirthOrShipBuildDate><Item>1</Item></record>
    <record><Country>Haiti / Haïti</Country><LastName>Probe</LastName><DateOfBirthOrShipBuildDate>1963-1964</DateOfBirthOrShipBuildDate><Item>2</Item></record>
    <record><LastName>Probe</LastName></record>"""
    reading, groups = load(SOURCE, specimen(tmp_path, one))
    assert groups[0][0].values("source:TitleOrShip") == ["Dr."]
    assert groups[0][0].values("source:DateOfBirthOrShipBuildDate") == ["1972"]
    assert unread(reading) == {"DateOfBirthOrShipBuildDate": 1}
    assert groups[1][0].values("birthDate") == ["1963/1964"]
    assert [(one.reference, one.place) for one in reading.rejected] == [(None, "record 3")]


def test_a_folder_of_several_files_is_not_this_list(tmp_path: Path) -> None:
    specimen(tmp_path)
    (tmp_path / "b.xml").write_text("<data-set/>")
    assert SOURCE.format_of(Release.at(tmp_path)) is None


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "records", "unreadable"), [("sema_2020-04.xml", 1369, 0), ("sema_2025-05.xml.xz", 4759, 2)]
)
def test_the_genuine_files_are_read_whole(shared: Path, file: str, records: int, unreadable: int) -> None:
    reading, groups = load(SOURCE, shared / "lists" / "ca" / file)
    assert reading.records == len(groups) == len({group[0].id for group in groups}) == records
    assert reading.unknown == {}
    assert reading.rejected == []
    assert len(reading.unreadable) == unreadable
