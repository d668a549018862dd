"""The SECO list: an invented specimen, damaged copies of it, and the two genuine files."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import changed_copy, entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.registry import source
from tizim.sources.release import Release

SECO = source("ch_seco_sanctions")
SPECIMEN = Path(__file__).with_name("specimen.xml")


def changed(tmp_path: Path, old: str, new: str) -> Path:
    """The specimen with some words replaced."""
    return changed_copy(SPECIMEN, tmp_path, (old, new))


def test_every_target_becomes_an_entry_or_is_rejected_with_a_reason() -> None:
    reading, groups = load(SECO, SPECIMEN)
    assert (reading.records, len(groups), reading.published) == (5, 3, "2026-03-01T00:00:00+00:00")
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("300", "expected each @ssid once, came again"),
        ("400", "expected an ssid and an individual, entity or object, came none"),
    ]
    assert not reading.unknown
    assert reading.excerpt is None


def test_a_name_is_said_in_the_order_of_its_parts_and_in_every_spelling() -> None:
    _, groups = load(SECO, SPECIMEN)
    person = entry(groups, "100")
    assert (person.schema, person.id) == ("Person", "ch_seco_sanctions-100")
    assert person.values("name") == ["Zubayr Exampli"]
    assert person.values("alias") == ["Зубайр Экзампли", "Zubayr Экземпли", "Second Self"]
    assert next(one.lang for one in person.statements() if one.value == "Зубайр Экзампли") == "rus"
    assert (person.values("weakAlias"), person.values("previousName")) == (["Abu Sample"], ["Old Zubayr"])
    assert (person.values("firstName"), person.values("lastName")) == (["Zubayr"], ["Exampli"])
    assert (person.values("title"), person.values("gender")) == (["Haji"], ["male"])


def test_a_place_is_found_wherever_it_stands_in_the_file() -> None:
    reading, groups = load(SECO, SPECIMEN)
    person = entry(groups, "100")
    assert person.values("birthDate") == ["1971-05-03", "1972~"]
    assert person.values("birthPlace") == ["Examplestan City, North", "Eksamplestan"]
    assert (person.values("birthCountry"), person.values("nationality")) == (["ye"], ["ye"])
    assert unread(reading) == {"day-month-year/@calendar": 1}
    (address,) = parts(groups, "100", "Address")
    assert address.values("full") == [
        "Specimen Club, 1 Specimen Street, P.O. Box 7, 00, Examplestan City, North, Yemen"
    ]
    assert (address.values("country"), address.values("remarks")) == (["ye"], ["previous"])
    assert address.values("source:address/@current") == ["false"]


def test_a_document_has_its_number_issuer_and_dates() -> None:
    _, groups = load(SECO, SPECIMEN)
    (passport,) = parts(groups, "100", "Passport")
    assert (passport.values("number"), passport.values("country")) == (["Z0000001"], ["ye"])
    assert (passport.values("startDate"), passport.values("endDate")) == (["2001-02-03"], ["2011-02-02"])
    assert entry(groups, "100").values("passportNumber") == ["Z0000001"]


def test_a_target_listed_again_after_delisting_has_two_periods_under_each_set() -> None:
    _, groups = load(SECO, SPECIMEN)
    listings = parts(groups, "100", "Sanction")
    assert [
        (one.values("programId"), one.values("startDate"), one.values("endDate"), one.values("status"))
        for one in listings
    ] == [
        (["21"], ["2015-01-03"], ["2018-01-03"], ["de-listed"]),
        (["21"], ["2020-01-03"], [], ["listed"]),
        (["22"], ["2015-01-03"], ["2018-01-03"], ["de-listed"]),
        (["22"], ["2020-01-03"], [], ["listed"]),
    ]
    assert listings[0].values("listingDate") == ["2015-01-02"]
    assert listings[0].values("program") == ["Specimen"]
    assert listings[0].values("provisions") == ["Ordinance on measures against Specimen", "article 1"]
    assert listings[2].values("provisions") == ["Ordinance on measures against Specimen", "Artikel 2"]
    assert (listings[0].values("recordId"), listings[0].values("reason")) == (["XXi.001"], ["Invented reasons."])


def test_a_delisted_target_stays_with_its_end_though_its_start_is_not_given() -> None:
    _, groups = load(SECO, SPECIMEN)
    (listing,) = parts(groups, "200", "Sanction")
    assert (listing.values("startDate"), listing.values("endDate")) == ([], ["2016-03-01"])
    assert listing.values("program") == ["Specimen"]


def test_relations_point_at_the_other_target() -> None:
    _, groups = load(SECO, SPECIMEN)
    (link,) = parts(groups, "100", "UnknownLink")
    assert link.values("subject") == ["ch_seco_sanctions-100"]
    assert link.values("object") == [entry(groups, "200").id]
    assert (link.values("role"), link.values("summary")) == (["related-to"], ["treasurer of"])


def test_labelled_information_finds_its_property_and_the_rest_are_notes() -> None:
    _, groups = load(SECO, SPECIMEN)
    person = entry(groups, "100")
    assert (person.values("email"), person.values("notes")) == (["z@specimen.example"], ["An invented person."])
    assert person.values("source:modification/removed") == ["Taken back."]
    assert person.values("source:generic-attribute/colour") == ["blue"]
    assert (entry(groups, "300").schema, entry(groups, "300").values("imoNumber")) == ("Vessel", ["0000000"])


def test_an_amendment_is_an_excerpt(tmp_path: Path) -> None:
    reading, _ = load(SECO, changed(tmp_path, "whole-list", "amendment"))
    assert reading.excerpt == "the file calls itself 'amendment', not 'whole-list'"


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ('sex="male"', 'sex="robot"', "individual/@sex=robot"),
        ('quality="low" lang', 'quality="fair" lang', "name/@quality=fair"),
        ("given-name", "nick-name", "name-part/@name-part-type=nick-name"),
        ('"alias"', '"pen-name"', "name/@name-type=pen-name"),
        ('"vessel"', '"balloon"', "object/@object-type=balloon"),
        ('modification-type="amended"', 'modification-type="paused"', "modification/@modification-type=paused"),
        ("<origin>", "<shade>green</shade><origin>", "shade"),
        ("<zip-code>", "<floor>4</floor><zip-code>", "individual/identity/address/floor"),
    ],
)
def test_words_and_elements_never_met_before_are_noticed(tmp_path: Path, old: str, new: str, noticed: str) -> None:
    assert list(load(SECO, changed(tmp_path, old, new))[0].unknown) == [noticed]


def test_damaged_files_are_refused_and_others_are_not_taken_for_this_list(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(SPECIMEN.read_bytes()[:4000])
    with pytest.raises(UnreadableSource, match=r"cut\.xml"):
        load(SECO, cut)
    other = tmp_path / "other.xml"
    other.write_text("<export/>")
    assert SECO.format_of(Release.at(other)) is None


def test_what_is_unusual_is_kept_or_noticed(tmp_path: Path) -> None:
    house = (
        '<day-month-year year="1990" month="2" calendar="Gregorian"/><place-of-birth place-id="900"/>'
        '<nationality><country>Yemen</country></nationality><address place-id="1"><remark>address unknown</remark></address>'
        '<identification-document document-type="register"><number>R-1</number><issuer>Yemen</issuer></identification-document>'
        '<name name-type="alias"><name-part order="1" name-part-type="whole-name"><value>House</value><spelling-variant>Haus</spelling-variant>'
        '</name-part><name-part order="2" name-part-type="suffix"><value>Ltd</value></name-part></name></identity></entity>'
    )
    text = SPECIMEN.read_text(encoding="utf-8")
    for old, new in (
        ("</identity></entity>", house),
        ('date="2026-03-01"', 'date="yesterday"'),
        (
            '<removed><other-information ssid="119">Taken back.</other-information></removed>',
            "<removed>Words</removed>",
        ),
        ('<relation ssid="117" target-id="200" relation-type="related-to">', '<relation relation-type="related-to">'),
        ("<value>Twice</value>", "<value/>"),
        ('<target ssid="300"><individual>', '<target ssid="301"><individual>'),
        (
            "<value>Specimen Star</value></name-part></name>",
            '<value>Specimen Star</value></name-part></name><day-month-year year="2001"/>',
        ),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    made = tmp_path / "unusual.xml"
    made.write_text(text, encoding="utf-8")
    reading, groups = load(SECO, made)
    assert not reading.unknown
    assert reading.published is None
    assert "swiss-sanctions-list/@date" in unread(reading)
    assert reading.rejected[0].why == "expected a name in an identity, came none"
    entity = entry(groups, "200")
    assert entity.values("alias") == ["House Ltd", "Haus Ltd"]
    assert (entity.values("incorporationDate"), entity.values("country")) == (["1990-02"], ["ye"])
    assert (entity.values("notes"), entity.values("registrationNumber")) == (["address unknown"], ["R-1"])
    assert entity.values("source:place-of-birth") == ["Examplestan City, North, Yemen"]
    assert entity.values("source:name-part/suffix") == ["Ltd"]
    assert parts(groups, "200", "Identification")[0].values("country") == ["ye"]
    person = entry(groups, "100")
    assert person.values("source:relation") == ["related-to treasurer of"]
    assert person.values("source:modification/removed") == ["Words"]
    assert entry(groups, "300").values("source:day-month-year") == ["2001"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "published", "excerpt"),
    [
        ("seco_2026-08-27_excerpt.xml", "2026-08-27T00:00:00+00:00", None),
        (
            "seco_example_amendment_2024-01-17.xml", "2024-01-17T00:00:00+00:00",
            "the file calls itself 'amendment', not 'whole-list'",
        ),
    ],
)  # fmt: skip
def test_a_genuine_file_is_read_whole(shared: Path, name: str, published: str, excerpt: str | None) -> None:
    reading, groups = load(SECO, shared / "lists" / "ch" / name)
    assert (reading.records, len(groups), reading.published, reading.excerpt) == (3, 3, published, excerpt)
    assert not reading.rejected
    assert not reading.unknown
    assert not reading.unreadable
