"""Ukraine's register. The specimen is invented, in the layout of the register's export to Excel."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from tests.sources.reading_a_release import entry, load, parts
from tizim.sources.release import Release
from tizim.sources.ua_nsdc import SOURCE
from tizim.sources.ua_nsdc.codes import code_of
from tizim.sources.ua_nsdc.notes import passports_in

COMMON = (
    "row", "№ указу", "Дата указу", "Дія щодо об'єкту санкцій", "Зміни", "п/н", "Тип обмеження", "Термін обмеження",
    "Дата закінчення обмеження", "Назва укр.", "Назва ориг.", "Назва альт.",
)  # fmt: skip
PEOPLE = (
    *COMMON,
    "Дата народження",
    "Громадянство",
    "Місце народження",
    "Зайнятість",
    "Місце проживання",
    "Додатково",
    "Відповідальний орган",
)
ORGANISATIONS = (
    *COMMON,
    "ОКПО/ЄДРПОУ",
    "ІПН",
    "Місце діяльності",
    "Місце діяльності додатково",
    "Додатково",
    "Відповідальний орган",
)
DECREE = {
    "row": 0, "№ указу": "900-2099", "Дата указу": date(2099, 6, 21), "Дія щодо об'єкту санкцій": "застосування", "Зміни": "Ні", "п/н": 7,
    "Тип обмеження": "блокування активів", "Термін обмеження": "Три роки", "Дата закінчення обмеження": date(2102, 6, 21),
}  # fmt: skip
MAN: dict[str, object] = {
    **DECREE, "Назва укр.": "Зразок  Іван Петрович", "Назва ориг.": "Образец (Пробный) Иван Петрович", "Назва альт.": "OBRAZETS IVAN",
    "Дата народження": date(1971, 5, 3), "Громадянство": "RU, GE", "Місце народження": "уродженець Грузії", "Зайнятість": "вигадана особа",
    "Місце проживання": "Україна, м. Зразкове, вул. Пробна, 1",
    "Додатково": "паспорт громадянина України серії ЕЕ № 000001, паспорти № 900000002, 900000003",
}  # fmt: skip
WORKS: dict[str, object] = {
    **DECREE, "Назва укр.": 'ТОВ "Зразок"', "Назва ориг.": 'ООО "Образец"', "ОКПО/ЄДРПОУ": "ОДРН1020000000001", "ІПН": "ІПН7700000001",
    "Місце діяльності": "Російська Федерація, м. Зразкове", "Додатково": "КПП 770000001; ОКПО 12345678",
}  # fmt: skip


def specimen(
    folder: Path,
    people: Sequence[dict[str, object]] = (MAN,),
    works: Sequence[dict[str, object]] = (WORKS,),
    extra: str = "",
) -> Path:
    path = folder / "export.xlsx"
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    for name, columns, rows in (("Фізичні особи", PEOPLE, people), ("Юридичні особи", ORGANISATIONS, works)):
        sheet = book.add_worksheet(name)
        for place, column in enumerate((*columns, *([extra] if extra else []))):
            sheet.write(0, place, column)
            for number, row in enumerate(rows, 1):
                sheet.write(number, place, row.get(column, ""))
    book.close()
    return path


def test_a_person_has_names_in_two_languages_and_both_surnames(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "900-2099-p-7")
    assert found.values("name") == ["Зразок Іван Петрович", "Образец (Пробный) Иван Петрович"]
    assert found.values("alias") == ["Образец Иван Петрович", "Пробный Иван Петрович", "OBRAZETS IVAN"]
    assert {one.lang for one in found.statements() if one.value == "Зразок Іван Петрович"} == {"ukr"}


def test_what_is_known_of_a_person_is_read(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "900-2099-p-7")
    assert found.values("birthDate") == ["1971-05-03"]
    assert found.values("citizenship") == ["ru", "ge"]
    assert (found.values("birthPlace"), found.values("birthCountry")) == (["Грузії"], ["ge"])
    assert found.values("position") == ["вигадана особа"]
    assert found.values("passportNumber") == ["ЕЕ000001", "900000002", "900000003"]
    assert [one.values("country") for one in parts(groups, "900-2099-p-7", "Passport")] == [["ua"], [], []]
    assert parts(groups, "900-2099-p-7", "Address")[0].values("country") == ["ua"]


def test_the_listing_has_its_decree_and_its_end(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    (listing,) = parts(groups, "900-2099-p-7", "Sanction")
    assert (listing.values("startDate"), listing.values("endDate")) == (["2099-06-21"], ["2102-06-21"])
    assert (listing.values("program"), listing.values("duration"), listing.values("status")) == (
        ["Decree 900-2099"],
        ["Три роки"],
        ["applied"],
    )


def test_an_organisation_has_its_numbers(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path))
    found = entry(groups, "900-2099-o-7")
    assert found.schema == "Organization"
    assert (found.values("ogrnCode"), found.values("innCode"), found.values("okpoCode")) == (
        ["1020000000001"],
        ["7700000001"],
        ["12345678"],
    )
    assert parts(groups, "900-2099-o-7", "Address")[0].values("country") == ["ru"]


@pytest.mark.parametrize(
    ("words", "tax", "found"),
    [
        ("ЄДРПОУ00000001", False, ("registrationNumber", "00000001")),
        ("ОДРН1020000000001;", False, ("ogrnCode", "1020000000001")),
        ("ОДРН102", False, ("registrationNumber", "102")),
        ("основний державний реєстраційний номер – 1020000000001", False, ("ogrnCode", "1020000000001")),
        ("ІПН-7700000001", True, ("innCode", "7700000001")),
        ("NIP0000000001", True, ("taxNumber", "0000000001")),
        ("КПП 770000001, ОГРН 1020000000001", False, (None, "КПП 770000001, ОГРН 1020000000001")),
    ],
)
def test_a_number_belongs_to_the_word_before_it(words: str, tax: bool, found: tuple[str | None, str]) -> None:
    assert code_of(words, tax=tax) == found


def test_passports_in_notes_are_found_and_a_decree_number_is_none() -> None:
    assert passports_in("дипломатичні паспорти №№ 900000001,900000002") == [("900000001", None), ("900000002", None)]
    assert passports_in("паспорт громадянина РФ для виїзду за кордон № 900000003") == [("900000003", "ru")]
    assert passports_in("Змінено Указом Президента України № 82/2099") == []


def test_an_item_given_to_two_names_makes_two_entries_in_any_order(tmp_path: Path) -> None:
    other = {**MAN, "Назва укр.": "Проба Ганна"}
    first = {group[0].id for group in load(SOURCE, specimen(tmp_path, [MAN, other], []))[1]}
    second = {group[0].id for group in load(SOURCE, specimen(tmp_path, [other, MAN], []))[1]}
    assert first == second
    assert len(first) == 2


def test_the_stateless_have_no_citizenship_and_it_is_said(tmp_path: Path) -> None:
    reading, groups = load(SOURCE, specimen(tmp_path, [{**MAN, "Громадянство": "особа без громадянства"}], []))
    assert groups[0][0].values("citizenship") == []
    assert groups[0][0].values("source:Громадянство") == ["особа без громадянства"]
    assert reading.unreadable == []


def test_a_row_without_a_name_is_rejected_and_new_columns_and_words_noticed(tmp_path: Path) -> None:
    nameless = {name: value for name, value in WORKS.items() if not name.startswith("Назва")}
    path = specimen(
        tmp_path, [{**MAN, "Дія щодо об'єкту санкцій": "скасування", "Колір": "сірий"}], [nameless], extra="Колір"
    )
    reading, groups = load(SOURCE, path)
    assert set(reading.unknown) == {"Дія щодо об'єкту санкцій=скасування", "Колір"}
    assert [one.place for one in reading.rejected] == ["organisation 2"]
    assert reading.records == len(groups) + len(reading.rejected) == 2


def test_a_workbook_with_other_sheets_or_a_damaged_one_is_not_claimed(tmp_path: Path) -> None:
    path = specimen(tmp_path)
    path.write_bytes(path.read_bytes()[:-300])
    assert SOURCE.format_of(Release.at(path)) is None
    (tmp_path / "a.csv").write_text("Фізичні особи\n")
    assert SOURCE.format_of(Release.at(tmp_path / "a.csv")) is None


def test_two_numbers_in_one_cell_are_kept_as_they_are_and_a_pseudonym_is_a_name(tmp_path: Path) -> None:
    words = "КПП 770000001, ОГРН 1020000000001"
    person = {**MAN, "Назва альт.": "Псевдонім - Проба", "Громадянство": "Атлантида"}
    reading, groups = load(SOURCE, specimen(tmp_path, [person], [{**WORKS, "ОКПО/ЄДРПОУ": words}]))
    assert entry(groups, "900-2099-o-7").values("source:ОКПО/ЄДРПОУ") == [words]
    assert "Проба" in entry(groups, "900-2099-p-7").values("alias")
    assert [one.field for one in reading.unreadable] == ["Громадянство"]


@pytest.mark.shared
@pytest.mark.parametrize(
    ("file", "published"),
    [("nsdc_2021-08-11.xlsx", "2021-08-06T17:03:41+00:00"), ("nsdc_2021-08-17.xlsx", "2021-08-17T10:57:03+00:00")],
)
def test_the_genuine_files_are_read_whole(shared: Path, file: str, published: str) -> None:
    reading, groups = load(SOURCE, shared / "lists" / "ua" / file)
    assert reading.records == 3969 + 1774
    assert len({group[0].id for group in groups}) == len(groups) == reading.records - 1
    assert [(one.place, one.reference) for one in reading.rejected] == [("organisation 4143", None)]
    assert (reading.unknown, reading.unreadable) == ({}, [])
    assert reading.published == published
