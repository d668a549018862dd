"""The Emirates' local list. The specimen is invented, in the publisher's layout with Arabic headings in the third row."""

import csv
import io
from pathlib import Path

import pytest

from tests.sources.reading_a_release import load, unread
from tizim.errors import UnreadableSource
from tizim.sources.ae_local import SOURCE
from tizim.sources.release import Release

TITLES = (["الأفراد المدرجين في قائمة الإرهاب المحلية", *[""] * 18], ["أولاً- المعلومات الرئيسية", *[""] * 18])
HEADINGS = [
    "#", "التصنيف", "الجنسية", "اسم العائلة (بالحروف العربية)", "اسم العائلة\n (بالحروف اللاتينية)", "الاسم الكامل (بالحروف العربية)",
    "الاسم الكامل (بالحروف اللاتينية)", "تاريخ الميلاد ", "مكان الميلاد", "الاسم", "الشارع   ", "المدينة", "الدولة", "النوع ",
    "رقم الوثيقة     ", "جهة الإصدار    ", "تاريخ الإصدار ", "تاريخ الانتهاء", "معلومات أخرى",
]  # fmt: skip
DECISION = "مدرج بموجب قرار مجلس الوزراء رقم (99) لسنة 2099"
MAN = [
    "1", "شخص إرهابي", "السعودية / الكويت", "المثال", "AL MITHAL", "فلان المثال + فلان مثال (أبومثال)", "FULAN AL MITHAL", "13-01-1963",
    "صنعاء - اليمن", "-", "شارع 1", "صنعاء", "اليمن", "جواز السفر", " تركي رقم: X1\n إماراتي رقم: X2", "تركيا و الإمارات", "01-01-2013",
    "06-09-2020", DECISION,
]  # fmt: skip


def specimen(folder: Path, *rows: list[str]) -> Path:
    out = io.StringIO(newline="")
    csv.writer(out).writerows([*TITLES, HEADINGS, *rows])
    path = folder / "list.csv"
    path.write_bytes(out.getvalue().encode("utf-8-sig"))
    return path


def changed(**cells: str) -> list[str]:
    names = {" ".join(name.split()): place for place, name in enumerate(HEADINGS)}
    row = list(MAN)
    for name, value in cells.items():
        row[names[name.replace("_", " ")]] = value
    return row


def test_names_are_read_in_both_scripts_and_a_kunya_is_weak(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, MAN))
    found = groups[0][0]
    assert found.values("name") == ["فلان المثال", "فلان مثال (أبومثال)", "FULAN AL MITHAL"]
    assert found.values("weakAlias") == ["أبومثال"]
    assert found.values("lastName") == ["المثال", "AL MITHAL"]


def test_a_person_has_date_place_and_nationalities(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, MAN))
    found = groups[0][0]
    assert (found.values("birthDate"), found.values("birthCountry")) == (["1963-01-13"], ["ye"])
    assert found.values("nationality") == ["sa", "kw"]


def test_two_documents_in_one_cell_are_two(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, MAN))
    documents = [one for one in groups[0] if one.schema == "Passport"]
    assert [(one.values("number"), one.values("country")) for one in documents] == [(["X1"], ["tr"]), (["X2"], ["ae"])]
    assert documents[0].values("endDate") == ["2020-09-06"]
    assert groups[0][0].values("passportNumber") == ["X1", "X2"]


def test_the_listing_has_its_decision_and_year(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, MAN))
    listing = next(one for one in groups[0] if one.schema == "Sanction")
    assert (listing.values("recordId"), listing.values("listingDate"), listing.values("provisions")) == (
        ["99/2099"],
        ["2099"],
        [DECISION],
    )


def test_the_id_does_not_depend_on_the_number_of_the_row(tmp_path: Path) -> None:
    first = load(SOURCE, specimen(tmp_path, MAN))[1][0][0].id
    assert load(SOURCE, specimen(tmp_path, ["8", *MAN[1:]]))[1][0][0].id == first


def test_the_table_of_persons_is_called_a_part_of_the_list(tmp_path: Path) -> None:
    reading, _ = load(SOURCE, specimen(tmp_path, MAN))
    assert reading.excerpt is not None
    assert "organisations" in reading.excerpt


def test_a_former_nationality_is_a_nationality(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, changed(الجنسية="الحالية: السويد السابقة: ليبيريا")))
    assert groups[0][0].values("nationality") == ["se", "lr"]


def test_an_adjective_after_the_kind_of_a_document_is_its_country(tmp_path: Path) -> None:
    _, groups = load(SOURCE, specimen(tmp_path, changed(النوع="جواز سفر يمني", رقم_الوثيقة="X3", جهة_الإصدار="-")))
    passport = next(one for one in groups[0] if one.schema == "Passport")
    assert (passport.values("number"), passport.values("country")) == (["X3"], ["ye"])


def test_unknown_words_are_noticed_and_unreadable_values_kept(tmp_path: Path) -> None:
    reading, groups = load(
        SOURCE, specimen(tmp_path, changed(التصنيف="كيان", النوع="بطاقة", تاريخ_الميلاد="قديم", الجنسية="مجهولستان"))
    )
    assert set(reading.unknown) == {"التصنيف=كيان", "النوع=بطاقة"}
    assert groups[0][0].schema == "LegalEntity"
    assert unread(reading) == {"الجنسية": 1}
    assert groups[0][0].values("source:تاريخ الميلاد") == ["قديم"]


def test_a_row_without_a_name_is_rejected(tmp_path: Path) -> None:
    row = changed(**{"الاسم_الكامل_(بالحروف_العربية)": "-", "الاسم_الكامل_(بالحروف_اللاتينية)": ""})
    reading, groups = load(SOURCE, specimen(tmp_path, MAN, row))
    assert [one.place for one in reading.rejected] == ["row 2"]
    assert reading.records == len(groups) + 1 == 2


def test_a_table_with_other_headings_is_not_claimed_and_a_cut_one_unreadable(tmp_path: Path) -> None:
    path = tmp_path / "other.csv"
    path.write_text("id,name\n1,A\n")
    assert SOURCE.format_of(Release.at(path)) is None
    path = specimen(tmp_path, MAN, MAN)
    data = path.read_bytes()
    path.write_bytes(data[: data.rindex("إماراتي".encode())])
    with pytest.raises(UnreadableSource, match="expected CSV"):
        load(SOURCE, path)


@pytest.mark.shared
def test_the_genuine_file_is_read_whole(shared: Path) -> None:
    reading, groups = load(SOURCE, shared / "lists" / "ae" / "uae_local_terrorist_list_2023.csv")
    assert reading.records == len(groups) == len({group[0].id for group in groups}) == 155
    assert (reading.unknown, reading.unreadable, reading.rejected, reading.warnings) == ({}, [], [], [])
