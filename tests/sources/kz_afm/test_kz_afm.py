"""Kazakhstan's list. No public copy exists: these records are made up, after descriptions of the publisher's layout."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import entry, load, parts
from tizim.errors import UnreadableSource
from tizim.sources.kz_afm import SOURCE

PERSON = """<person><num>1</num><lname>УЛГИЕВ</lname><fname>ПРИМЕР</fname><mname>ОБРАЗЦОВИЧ</mname><birthdate>03.05.1971</birthdate>
<iin>710503300017</iin><note>Придуманная запись.</note><correction>включен от 12.01.2020</correction><added_to_list></added_to_list></person>"""
NAMELESS_NUMBER = "<person><num>2</num><lname>ҮЛГІ</lname><fname>Әсем</fname><birthdate>1980</birthdate><iin/><added_to_list>01.02.2021</added_to_list></person>"
ORGANISATION = """<org><num>1</num><org_name>Фонд «Пример»; Фонд примеров</org_name><org_name_en>Example Fund</org_name_en><org_iin>200240000019</org_iin>
<note/><added_to_list>05.03.2022</added_to_list></org>"""
AS_ORGANISATION = "<org><org_name>ОБРАЗЦОВ ПРИМЕР</org_name><org_iin>800101300018</org_iin></org>"


def specimen(folder: Path, *records: str, name: str = "acting.xml") -> Path:
    path = folder / name
    path.write_text(f"<?xml version='1.0' encoding='UTF-8'?><list>{''.join(records)}</list>", encoding="utf-8")
    return path


def test_a_person_has_names_number_and_listing_date(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, PERSON))
    found = entry(groups, "710503300017")
    assert found.values("name") == ["УЛГИЕВ ПРИМЕР ОБРАЗЦОВИЧ"]
    assert (found.values("lastName"), found.values("firstName"), found.values("fatherName")) == (
        ["УЛГИЕВ"],
        ["ПРИМЕР"],
        ["ОБРАЗЦОВИЧ"],
    )
    assert (found.values("birthDate"), found.values("idNumber")) == (["1971-05-03"], ["710503300017"])
    assert parts(groups, "710503300017", "Identification")[0].values("country") == ["kz"]
    assert parts(groups, "710503300017", "Sanction")[0].values("startDate") == ["2020-01-12"]
    assert (reading.unknown, reading.unreadable) == ({}, [])


def test_without_a_number_the_id_is_of_name_and_date(tmp_path: Path) -> None:
    first = load(SOURCE, specimen(tmp_path, NAMELESS_NUMBER))[1][0][0]
    moved = load(SOURCE, specimen(tmp_path, NAMELESS_NUMBER.replace("<num>2<", "<num>9<")))[1][0][0]
    assert first.id == moved.id
    assert first.values("birthDate") == ["1980"]


def test_an_organisation_has_its_names_and_number(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, ORGANISATION))
    found = entry(groups, "200240000019")
    assert found.schema == "Organization"
    assert (found.values("name"), found.values("alias")) == (["Фонд «Пример»", "Example Fund"], ["Фонд примеров"])
    assert found.values("registrationNumber") == ["200240000019"]


def test_a_person_under_the_tag_of_an_organisation_is_a_person(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, AS_ORGANISATION, name="xml_category_2.xml"))
    assert groups[0][0].schema == "Person"
    assert parts(groups, "800101300018", "Sanction")[0].values("program") == ["Participants in terrorist activities"]
    _, groups = load(SOURCE, specimen(tmp_path, AS_ORGANISATION))
    assert groups[0][0].schema == "Person"


def test_the_files_of_one_release_are_one_list(tmp_path: Path) -> None:
    specimen(tmp_path, PERSON, ORGANISATION, name="acting.xml")
    specimen(tmp_path, PERSON.replace("<num>1<", "<num>5<"), name="included.xml")
    gone = NAMELESS_NUMBER.replace("<iin/>", "<iin/><correction>исключен от 09.09.2023</correction>")
    specimen(tmp_path, gone, name="excluded.xml")
    reading, groups = load(SOURCE, tmp_path)
    assert reading.records == len(groups) == 3
    assert reading.warnings == [
        "included.xml: 1 of its records stand in another file of the release, or twice in this one"
    ]
    ended = [
        one for group in groups for one in group if one.schema == "Sanction" and one.values("status") == ["excluded"]
    ]
    assert [one.values("endDate") for one in ended] == [["2023-09-09"]]


def test_unknown_fields_are_noticed_and_nameless_records_rejected(tmp_path: Path) -> None:
    reading, groups = load(
        SOURCE,
        specimen(
            tmp_path, PERSON.replace("<note>", "<region>1</region><note>"), "<person><iin>710503300017</iin></person>"
        ),
    )
    assert set(reading.unknown) == {"region"}
    assert [one.reference for one in reading.rejected] == ["710503300017"]
    assert reading.records == len(groups) + 1


def test_a_truncated_file_is_unreadable(tmp_path: Path) -> None:
    path = specimen(tmp_path, PERSON)
    path.write_bytes(path.read_bytes()[:-20])
    with pytest.raises(UnreadableSource, match="well-formed XML"):
        load(SOURCE, path)
