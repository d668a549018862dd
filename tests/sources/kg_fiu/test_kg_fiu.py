"""Kyrgyzstan's list. These records are made up, after descriptions of the publisher's layout."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import load, unread
from tizim.errors import UnreadableSource
from tizim.sources.kg_fiu import SOURCE

PERSON = """<KyrgyzPhysicPerson><Number>1</Number><Surname>Үлгүбаев</Surname><Name>Мисал</Name><Patronomic>Үлгүбаевич</Patronomic>
<DataBirth>27.12.1979, 26.12.1979</DataBirth><PlaceBirth>Кыргызстан, Мисал айылы</PlaceBirth><BasicInclusion>ойдон чыгарылган</BasicInclusion>
<CategoryPerson>мисал</CategoryPerson><DateInclusion>17.01.2018, 29.05.2018</DateInclusion></KyrgyzPhysicPerson>"""
LEGAL = """<KyrgyzLegalPerson><Number>1</Number><Name>Мисал коому, Example Society</Name><BasicInclusion>нет данных</BasicInclusion>
<CategoryPerson>мисал</CategoryPerson><DateInclusion>29.05.2018</DateInclusion></KyrgyzLegalPerson>"""


def specimen(folder: Path, people: str = PERSON, legal: str = LEGAL, encoding: str = "utf-8") -> Path:
    path = folder / "list.xml"
    text = f"<SanctionList><physicPersons>{people}</physicPersons><legalPersons>{legal}</legalPersons></SanctionList>"
    path.write_bytes(f"<?xml version='1.0' encoding='{encoding}'?>{text}".encode(encoding))
    return path


def test_a_person_has_names_dates_and_places(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path))
    found = groups[0][0]
    assert found.values("name") == ["Үлгүбаев Мисал Үлгүбаевич"]
    assert (found.values("lastName"), found.values("fatherName")) == (["Үлгүбаев"], ["Үлгүбаевич"])
    assert found.values("birthDate") == ["1979-12-27", "1979-12-26"]
    assert (found.values("birthPlace"), found.values("birthCountry")) == (["Кыргызстан, Мисал айылы"], ["kg"])
    assert (reading.unknown, reading.unreadable, reading.records) == ({}, [], 2)


def test_the_listing_has_both_dates_reason_and_category(tmp_path: Path) -> None:
    listing = load(SOURCE, specimen(tmp_path))[1][0][1]
    assert listing.values("listingDate") == ["2018-01-17", "2018-05-29"]
    assert (listing.values("reason"), listing.values("program")) == (["ойдон чыгарылган"], ["мисал"])


def test_an_organisation_has_its_names_and_no_data_is_nothing(tmp_path: Path) -> None:
    organisation, listing = load(SOURCE, specimen(tmp_path))[1][1]
    assert (organisation.schema, organisation.values("name"), organisation.values("alias")) == (
        "Organization",
        ["Мисал коому"],
        ["Example Society"],
    )
    assert listing.values("reason") == []


def test_the_old_cyrillic_encoding_is_read(tmp_path: Path) -> None:
    person = "<KyrgyzPhysicPerson><Surname>Примеров</Surname><Name>Образец</Name></KyrgyzPhysicPerson>"
    _, groups = load(SOURCE, specimen(tmp_path, person, "", encoding="windows-1251"))
    assert groups[0][0].values("name") == ["Примеров Образец"]


def test_what_is_unknown_unreadable_or_nameless_is_noticed(tmp_path: Path) -> None:
    people = (
        PERSON.replace("<Number>", "<Region>x</Region><Number>").replace("27.12.1979, 26.12.1979", "зимой")
        + "<KyrgyzPhysicPerson><Number>2</Number></KyrgyzPhysicPerson>"
    )
    reading, groups = load(SOURCE, specimen(tmp_path, people))
    assert set(reading.unknown) == {"Region"}
    assert unread(reading) == {"DataBirth": 1}
    assert groups[0][0].values("source:DataBirth") == ["зимой"]
    assert [one.reference for one in reading.rejected] == ["2"]
    assert reading.records == len(groups) + 1


def test_a_truncated_file_is_unreadable(tmp_path: Path) -> None:
    path = specimen(tmp_path)
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(UnreadableSource, match="well-formed XML"):
        load(SOURCE, path)
