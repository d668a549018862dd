"""The EU list in its four layouts: invented specimens, damaged copies of them, and the genuine files."""

from pathlib import Path

import pytest

from tests.sources.reading_a_release import changed_copy, entry, load, parts, unread
from tizim.errors import UnreadableSource
from tizim.sources.eu_fsf.wording import remarks
from tizim.sources.registry import source
from tizim.sources.release import Release

EU = source("eu_fsf")
HERE = Path(__file__).parent
NEW, OLD = HERE / "specimen_1_1.xml", HERE / "specimen_1_0.xml"

OLD_COLUMNS = (
    "Date_file;Entity_logical_id;Subject_type;Leba_numtitle;Leba_publication_date;Leba_url;Programme;Entity_remark;"
    "Naal_logical_id;Entity_logical_id;Naal_leba_numtitle;Naal_leba_publication_date;Naal_leba_url;Naal_programme;"
    "Naal_lastname;Naal_firstname;Naal_middlename;Naal_wholename;Naal_gender;Naal_title;Naal_function;Naal_language;"
    "Birt_logical_id;Entity_logical_id;Birt_leba_numtitle;Birt_leba_publication_date;Birt_leba_url;Birt_programme;"
    "Birt_date;Birt_place;Birt_country;"
    "Iden_logical_id;Entity_logical_id;Iden_leba_numtitle;Iden_leba_publication_date;Iden_leba_url;Iden_programme;"
    "Iden_number;Iden_country;EU_ref_num"
)


def old_row(**cells: str) -> str:
    """A row of CSV 1.0 about the invented entry 9001."""
    said = {
        "Date_file": "04/07/2018",
        "Entity_logical_id": "9001",
        "Subject_type": "P",
        "Leba_numtitle": "9999/2012 (OJ L999)",
        "Leba_publication_date": "2012-05-06",
        "Programme": "TAQA",
        "Entity_remark": "(An invented person)\\n(Second remark)",
        "EU_ref_num": "EU.9001.1",
        **cells,
    }
    return ";".join(said.get(column, "") for column in OLD_COLUMNS.split(";"))


def old_table(tmp_path: Path, *, wrapped: bool = False) -> Path:
    """CSV 1.0 with three rows of one invented entry."""
    lines = [
        OLD_COLUMNS,
        old_row(Naal_logical_id="1", Naal_wholename="Zubayr Matar", Naal_lastname="Matar", Naal_firstname="Zubayr"),
        old_row(Naal_logical_id="2", Naal_wholename="Zoubaïr Matar", Naal_language="FR"),
        old_row(
            Birt_logical_id="3", Birt_date="1963 (approximative)", Birt_country="YEM", Iden_number="Z1 (id-Card) (old)"
        ),
    ]
    made = tmp_path / "old.csv"
    if wrapped:
        made.write_text("".join(f'"{line}\t\t\t"\n' for line in lines), encoding="cp1252")
    else:
        made.write_text("\r\n".join(lines) + "\r\n", encoding="utf-8")
    return made


def new_table(tmp_path: Path) -> Path:
    """CSV 1.1 with two rows of one invented entry, and only some of the 113 columns."""
    header = (
        "fileGenerationDate;Entity_LogicalId;Entity_EU_ReferenceNumber;Entity_UnitedNationId;Entity_DesignationDate;"
        "Entity_Remark;Entity_SubjectType;Entity_SubjectType_ClassificationCode;Entity_Regulation_PublicationDate;"
        "Entity_Regulation_EntryIntoForceDate;Entity_Regulation_NumberTitle;Entity_Regulation_Programme;"
        "NameAlias_WholeName;NameAlias_NameLanguage;Address_City;Address_ContactInfo;Address_CountryIso2Code;"
        "BirthDate_Day;BirthDate_Month;BirthDate_Year;Identification_Number;Identification_TypeCode;"
        "Citizenship_CountryIso2Code;Citizenship_CountryDescription"
    )
    own = "05/08/2026;9001;EU.9001.1;XXi.001;;(An invented person);P;person;2012-05-06;2012-05-07;9999/2012 (OJ L999);TAQA"
    rows = [
        f"{own};Zubayr Matar Exampli;;;;;;;;;;;",
        f"{own};;;Sana'a;EMAIL[z@specimen.example];YE;3;5;1971;Z0000001;passport;YE;YEMEN",
    ]
    made = tmp_path / "new.csv"
    made.write_text("\ufeff" + "\n".join([header, *rows]) + "\n", encoding="utf-8")
    return made


def test_every_record_becomes_an_entry_or_is_rejected_with_a_reason() -> None:
    reading, groups = load(EU, NEW)
    assert reading.published == "2026-03-01T20:24:35+00:00"
    assert (reading.records, len(groups)) == (4, 2)
    assert [(one.reference, one.why) for one in reading.rejected] == [
        ("9003", "expected a nameAlias with a name, came none"),
        ("9002", "expected each @logicalId once, came again"),
    ]
    assert not reading.unknown


def test_the_first_strong_name_is_the_name_and_a_weak_one_stays_weak() -> None:
    _, groups = load(EU, NEW)
    person = entry(groups, "9001")
    assert (person.schema, person.id) == ("Person", "eu_fsf-9001")
    assert person.values("name") == ["Zubayr Matar Exampli"]
    assert person.values("weakAlias") == ["Abu Sample"]
    russian = next(one for one in person.statements() if one.prop == "alias")
    assert (russian.value, russian.lang) == ("Зубайр Матар", "rus")
    assert (person.values("lastName"), person.values("title")) == (["Exampli"], ["Haji"])
    assert (person.values("position"), person.values("gender")) == (["Treasurer"], ["male"])


def test_births_are_read_to_the_precision_given_and_other_calendars_are_not_guessed() -> None:
    reading, groups = load(EU, NEW)
    person = entry(groups, "9001")
    assert person.values("birthDate") == ["1971-05-03", "1972-05~", "1966/1967"]
    assert person.values("birthCountry") == ["ye"]
    assert person.values("birthPlace") == ["Examplestan City"]
    assert unread(reading) == {"birthdate/@calendarType": 1}
    assert person.values("source:birthdate") == ["1390 ISLAMIC"]


def test_documents_keep_their_dates_holder_and_warnings() -> None:
    _, groups = load(EU, NEW)
    (passport,) = parts(groups, "9001", "Passport")
    assert passport.values("holder") == ["eu_fsf-9001"]
    assert (passport.values("startDate"), passport.values("endDate")) == (["2001-02-03"], ["2011-02-03"])
    assert (passport.values("authority"), passport.values("country")) == (["Office"], ["ye"])
    assert passport.values("summary") == ["an invented passport"]
    assert passport.values("source:identification/@diplomatic") == ["true"]
    assert passport.values("source:identification/@knownFalse") == []
    person = entry(groups, "9001")
    assert (person.values("passportNumber"), person.values("idNumber")) == (["Z0000001"], ["77-88"])
    assert "Z. M. Sample" in person.values("alias")
    house = entry(groups, "9002")
    assert (house.values("swiftBic"), house.values("registrationNumber")) == (["SPECXX00"], ["1027700000000"])


def test_contacts_leave_the_address_they_stand_in() -> None:
    _, groups = load(EU, NEW)
    person = entry(groups, "9001")
    assert (person.values("phone"), person.values("website")) == (["+000 1"], ["https://specimen.example"])
    assert person.values("source:address/contactInfo/FAX") == ["+000 2"]
    (address,) = parts(groups, "9001", "Address")
    assert address.values("full") == ["1 Specimen Street, Sana'a, YEMEN"]
    assert (address.values("country"), address.values("remarks")) == (["ye"], ["previous address"])


def test_a_listing_has_its_regulation_and_its_days() -> None:
    _, groups = load(EU, NEW)
    (listing,) = parts(groups, "9001", "Sanction")
    assert listing.values("startDate") == ["2010-02-03"], "the day of designation, not that of the amendment"
    assert listing.values("listingDate") == ["2012-05-06"]
    assert (listing.values("program"), listing.values("provisions")) == (["TAQA"], ["9999/2012 (OJ L999)"])
    assert (listing.values("authorityId"), listing.values("unscId")) == (["EU.9001.1"], ["XXi.001"])
    (ended,) = parts(groups, "9002", "Sanction")
    assert (ended.values("startDate"), ended.values("endDate")) == (["2020-01-01"], ["2025-12-31"])
    assert entry(groups, "9002").values("source:additionalInformation/note") == ["kept"]


def test_the_old_xml_says_the_same_in_words() -> None:
    reading, groups = load(EU, OLD)
    person = entry(groups, "9001")
    assert reading.published == "2016-02-11T00:00:00+00:00"
    assert not reading.unknown
    assert not reading.unreadable
    assert (person.values("name"), person.values("alias")) == (["Zubayr Matar Exampli"], ["Zoubaïr Matar"])
    assert person.values("birthDate") == ["1958/1963~", "1971-05-03"]
    assert person.values("citizenship") == ["ye"]
    assert person.values("notes") == ["An invented person", "Died (in a story)"]
    (passport,) = parts(groups, "9001", "Passport")
    assert (passport.values("number"), passport.values("endDate")) == (["Z 0000001"], ["2014-02-21"])
    assert passport.values("source:identification/@knownExpired") == ["true"]
    assert passport.values("summary") == ["issued under name Z. Sample"]
    (address,) = parts(groups, "9001", "Address")
    assert address.values("full") == ["1 Specimen Street, Sana'a, 00, YEM"]
    assert (person.values("phone"), address.values("remarks")) == (["+000 1"], ["previous address"])
    (listing,) = parts(groups, "9001", "Sanction")
    assert listing.values("startDate") == ["2012-05-07"]


def test_an_entry_keeps_its_id_and_listing_from_one_layout_to_another(tmp_path: Path) -> None:
    readings = [load(EU, path)[1] for path in (NEW, OLD, new_table(tmp_path))]
    assert {entry(groups, "9001").id for groups in readings} == {"eu_fsf-9001"}
    assert len({parts(groups, "9001", "Sanction")[0].id for groups in readings}) == 1


@pytest.mark.parametrize("wrapped", [False, True])
def test_the_old_table_makes_one_entry_of_its_rows(tmp_path: Path, wrapped: bool) -> None:
    reading, groups = load(EU, old_table(tmp_path, wrapped=wrapped))
    assert (reading.records, len(groups), reading.published) == (1, 1, "2018-07-04T00:00:00+00:00")
    assert not reading.unknown
    person = entry(groups, "9001")
    assert (person.values("name"), person.values("alias")) == (["Zubayr Matar"], ["Zoubaïr Matar"])
    assert (person.values("birthDate"), person.values("birthCountry")) == (["1963~"], ["ye"])
    assert person.values("notes") == ["An invented person", "Second remark"]
    assert person.values("idNumber") == ["Z1"]
    assert len(reading.warnings) == (2 if wrapped else 0)


def test_the_new_table_is_read_and_missing_columns_make_it_an_excerpt(tmp_path: Path) -> None:
    reading, groups = load(EU, new_table(tmp_path))
    assert reading.excerpt == "expected 113 columns, came 24"
    assert not reading.unknown
    person = entry(groups, "9001")
    assert (person.values("birthDate"), person.values("citizenship")) == (["1971-05-03"], ["ye"])
    assert (person.values("passportNumber"), person.values("email")) == (["Z0000001"], ["z@specimen.example"])


def test_rows_of_the_wrong_width_and_rows_apart_are_rejected(tmp_path: Path) -> None:
    table = old_table(tmp_path)
    other = old_row(Entity_logical_id="9002", Naal_wholename="Specimen House", Subject_type="E")
    again = old_row(Naal_wholename="Too late")
    table.write_text(table.read_text(encoding="utf-8") + f"{other}\n{again}\nshort;row\n", encoding="utf-8")
    reading, groups = load(EU, table)
    assert (reading.records, len(groups)) == (4, 2)
    assert [one.why for one in reading.rejected] == [
        "expected the rows of an entry side by side, came one apart from its entry",
        "expected 40 cells, came 2",
    ]


def test_a_column_or_attribute_never_met_before_is_noticed(tmp_path: Path) -> None:
    table = tmp_path / "strange.csv"
    table.write_text(f"{OLD_COLUMNS};Shoe_size\n{old_row(Naal_wholename='Zubayr')};44\n", encoding="utf-8")
    assert list(load(EU, table)[0].unknown) == ["Shoe_size"]
    strange = tmp_path / "strange.xml"
    strange.write_text(
        NEW.read_text(encoding="utf-8").replace('circa="true"', 'circa="true" moon="new"'), encoding="utf-8"
    )
    assert list(load(EU, strange)[0].unknown) == ["birthdate/@moon"]


@pytest.mark.parametrize(
    ("old", "new", "noticed"),
    [
        ('gender="M"', 'gender="X"', "nameAlias/@gender=X"),
        ('nameLanguage="RU"', 'nameLanguage="QQ"', "nameAlias/@nameLanguage=QQ"),
        ('code="person"', 'code="ghost"', "subjectType/@code=ghost"),
        ('strong="false"', 'strong="rather"', "nameAlias/@strong=rather"),
    ],
)
def test_category_words_never_met_before_are_noticed(tmp_path: Path, old: str, new: str, noticed: str) -> None:
    strange = tmp_path / "strange.xml"
    strange.write_text(NEW.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    assert list(load(EU, strange)[0].unknown) == [noticed]


def test_damaged_files_are_refused(tmp_path: Path) -> None:
    cut = tmp_path / "cut.xml"
    cut.write_bytes(NEW.read_bytes()[:3000])
    with pytest.raises(UnreadableSource, match=r"cut\.xml"):
        load(EU, cut)
    open_quote = tmp_path / "open.csv"
    open_quote.write_text(f'{OLD_COLUMNS}\n"{old_row()}\n', encoding="utf-8")
    with pytest.raises(UnreadableSource, match=r"open\.csv: .*\(line 2\)"):
        load(EU, open_quote)
    wide = tmp_path / "wide.csv"
    wide.write_bytes(b"fileGenerationDate;Entity_LogicalId\n\0\0")
    with pytest.raises(UnreadableSource, match="a zero byte"):
        load(EU, wide)


def test_other_files_are_not_taken_for_this_list(tmp_path: Path) -> None:
    other = tmp_path / "other.csv"
    other.write_text("name,alias\nSpecimen,House\n")
    assert EU.format_of(Release.at(other)) is None


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("(first) (second (inner))", ["first", "second (inner)"]),
        ("((doubly wrapped))", ["doubly wrapped"]),
        ("no brackets", ["no brackets"]),
        ("before (inside)", ["before (inside)"]),
        ("(never closed", ["(never closed"]),
        ("(same)\\n(same)", ["same"]),
    ],
)
def test_remarks_in_brackets_are_taken_apart(words: str, expected: list[str]) -> None:
    assert remarks(words) == expected


def changed(tmp_path: Path, *pairs: tuple[str, str]) -> Path:
    """The specimen of XML 1.1 with some words replaced."""
    return changed_copy(NEW, tmp_path, *pairs)


def test_what_organisations_say_in_fields_of_people_is_kept_as_it_is(tmp_path: Path) -> None:
    strange = changed(
        tmp_path,
        ('wholeName="Specimen Trading House"', 'wholeName="Specimen Trading House" function="Trader"'),
        (
            '<additionalInformation key="note" value="kept"/>',
            (
                '<birthdate circa="false" year="1990" city="Aleppo" countryIso2Code="SY" countryDescription="SYRIA" logicalId="9"/>'
                '<address countryIso2Code="00" countryDescription="UNKNOWN" logicalId="8"><remark>no address</remark></address>'
                '<identification number="UNKNOWN" identificationTypeCode="passport" logicalId="7"/>'
                '<identification number="123456789" identificationTypeCode="ssn" logicalId="6"/>'
            ),
        ),
        (
            'programme="SYR" logicalId="2"/>',
            (
                'programme="SYR" logicalId="2"><remark>about the regulation</remark><corrigendum regulationType="corrigendum" '
                'publicationDate="2020-02-02" numberTitle="C1"/></regulation>'
            ),
        ),
    )
    reading, groups = load(EU, strange)
    assert not reading.unknown
    house = entry(groups, "9002")
    assert house.values("source:nameAlias/@function") == ["Trader"]
    assert (house.values("source:birthdate"), house.values("source:birthdate/@place")) == (["1990"], ["Aleppo"])
    assert (house.values("country"), house.values("notes")) == (["sy"], ["no address"])
    assert "123456789" in house.values("idNumber")
    assert parts(groups, "9002", "Passport")[0].values("number") == []
    (listing,) = parts(groups, "9002", "Sanction")
    assert listing.values("summary") == ["about the regulation"]
    assert listing.values("source:regulation/corrigendum") == ["C1, corrigendum, 2020-02-02"]


def test_records_without_a_number_and_files_without_a_readable_date_are_noticed(tmp_path: Path) -> None:
    reading, groups = load(
        EU,
        changed(
            tmp_path,
            (' logicalId="9003"', ""),
            ("2026-03-01T21:24:35.826+01:00", "yesterday"),
            ('circa="true"', 'circa="perhaps"'),
        ),
    )
    assert reading.rejected[0].why == "expected a logicalId, came none"
    assert reading.records == len(groups) + len(reading.rejected)
    assert reading.published is None
    assert unread(reading)["generationDate"] == 1
    assert list(reading.unknown) == ["birthdate/@circa=perhaps"]


def test_a_birth_date_in_strange_words_is_kept_raw(tmp_path: Path) -> None:
    strange = tmp_path / "old.xml"
    text = OLD.read_text(encoding="utf-8").replace("<DATE>1971-05-03</DATE>", "<DATE>in spring</DATE>")
    strange.write_text(
        text.replace("Z 0000001 (passport-National passport) (valid to 2014-02-21)[known to be expired]", "Z9")
    )
    reading, groups = load(EU, strange)
    assert unread(reading) == {"birthdate/@birthdate": 1}
    person = entry(groups, "9001")
    assert person.values("source:birthdate/@birthdate") == ["in spring"]
    assert person.values("idNumber") == ["Z9(issued under name Z. Sample)"]


def test_a_table_without_the_number_of_entries_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "table.csv"
    table.write_text("fileGenerationDate;NameAlias_WholeName\n05/08/2026;Specimen\n")
    with pytest.raises(UnreadableSource, match="expected a column Entity_LogicalId"):
        load(EU, table)
    table.write_text(
        "fileGenerationDate;Entity_LogicalId;NameAlias_WholeName;NameAlias_Regulation_NumberTitle;Shoe_Size\n05/08/2026;1;S H;R1;44\n"
    )
    reading, groups = load(EU, table)
    assert list(reading.unknown) == ["Shoe_Size"]
    assert entry(groups, "1").values("source:nameAlias/regulationSummary") == ["R1"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "records", "published", "excerpt"),
    [
        ("eu/eu_fsd_v1.0_2016-02-11_subset.xml.xz", 595, "2016-02-11T00:00:00+00:00", None),
        ("eu/eu_fsd_csv_v1.0_2018-07-04_excerpt.csv", 93, "2018-07-04T00:00:00+00:00", None),
        ("eu/eu_fsf_v1.1_2024-12-11_excerpt.xml", 1, "2024-12-11T20:24:35+00:00", None),
        (
            "eu/eu_fsf_csv_v1.1_2026-08-05_excerpt.csv", 1, "2026-08-05T00:00:00+00:00",
            "expected 113 columns, came 21",
        ),
        ("cross_source_2026-09-25/eu.xml", 3, None, None),
    ],
)  # fmt: skip
def test_a_genuine_file_is_read_whole(
    shared: Path, name: str, records: int, published: str | None, excerpt: str | None
) -> None:
    reading, groups = load(EU, shared / "lists" / name)
    assert (reading.records, len(groups), reading.published) == (records, records, published)
    assert not reading.rejected
    assert not reading.unknown
    assert not reading.unreadable
    assert reading.excerpt == excerpt
    assert len({draft.id for group in groups for draft in group}) == sum(len(group) for group in groups)


@pytest.mark.shared
def test_the_old_xml_keeps_every_name_of_the_file(shared: Path) -> None:
    _, groups = load(EU, shared / "lists" / "eu" / "eu_fsd_v1.0_2016-02-11_subset.xml.xz")
    names = sum(len({*one[0].values("name"), *one[0].values("alias")}) for one in groups)
    assert names == 2697, "different whole names of each entry, counted in the file itself"


def test_a_wrapped_row_that_is_damaged_names_its_line(tmp_path: Path) -> None:
    path = old_table(tmp_path, wrapped=True)
    path.write_bytes(path.read_bytes() + b'"a;""b\t\t"\n')
    line = len(path.read_bytes().splitlines())
    with pytest.raises(UnreadableSource, match=rf"{path.name}: line {line}: expected a row in quotes"):
        load(EU, path)
