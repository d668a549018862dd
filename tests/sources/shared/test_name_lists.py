"""Several names in one field: what separates, what belongs together. All names are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.sources.shared.name_lists import alternatives, in_brackets, names_in, slashed


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("Example Works, Example Plant", ["Example Works", "Example Plant"]),
        ("Example Works; Plant No. 1, Example LLC", ["Example Works", "Plant No. 1", "Example LLC"]),
        ("Завод Пример, ООО", ["Завод Пример, ООО"]),
        ("ОАО, Пример", ["ОАО, Пример"]),
        ('АО "Наука, техника и связь"; Связь', ['АО "Наука, техника и связь"', "Связь"]),
        ("Служба примеров, образцов и проб or Служба", ["Служба примеров, образцов и проб", "Служба"]),
        (
            "Front of Examples, Army of Examples and Sons of Examples.",
            ["Front of Examples", "Army of Examples", "Sons of Examples"],
        ),
        ("Office for Trade and Industry", ["Office for Trade and Industry"]),
        ("Example One; and Example Two (ET–EX)", ["Example One", "Example Two (ET–EX)"]),
        ("Islamic Examples, (IE).", ["Islamic Examples", "IE"]),
        ("Example Co. Ltd., Sample Inc.", ["Example Co. Ltd.", "Sample Inc."]),
        ("АО Пример / АТ Приклад", ["АО Пример", "АТ Приклад"]),
        ("Group (First, Second), Group Three", ["Group (First, Second)", "Group Three"]),
        ("N/A", []),
        ("", []),
    ],
)
def test_names_of_one_field(words: str, names: list[str]) -> None:
    assert [name for name, _ in names_in(words)] == names


def test_a_label_gives_the_language() -> None:
    found = names_in("Alena Specimen, Belarusian: Алена Узор, Russian: Елена Образец")
    assert found == [("Alena Specimen", None), ("Алена Узор", "bel"), ("Елена Образец", "rus")]


def test_and_always_separates_people() -> None:
    assert [name for name, _ in names_in("Anna Specimen and Hanna Sample", person=True)] == [
        "Anna Specimen",
        "Hanna Sample",
    ]


@pytest.mark.parametrize(
    ("name", "sides"),
    [
        (
            "Example Industries Organization/Organisation des exemples",
            ["Example Industries Organization", "Organisation des exemples"],
        ),
        ("Qods/Quds", ["Qods/Quds"]),
        ("Army of Examples/AOE", ["Army of Examples", "AOE"]),
    ],
)
def test_a_slash_separates_names_not_spellings(name: str, sides: list[str]) -> None:
    assert slashed(name) == sides


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("Example Industries (EXI)", ("Example Industries", [], ["EXI"])),
        ("Jaish-e-Examples (JeX)", ("Jaish-e-Examples", [], ["JeX"])),
        ("Army of Sample (Sampel, Sampl)", ("Army of Sample", [], [])),
        ("Front (Army of Examples) (AE)", ("Front", ["Army of Examples"], ["AE"])),
        ("Example Bank (Belarus)", ("Example Bank (Belarus)", [], [])),
        ("Example Bank (Hong Kong)", ("Example Bank (Hong Kong)", [], [])),
        ("No brackets", ("No brackets", [], [])),
    ],
)
def test_what_stands_in_brackets(name: str, found: tuple[str, list[str], list[str]]) -> None:
    assert in_brackets(name) == found


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("Зетова (Тетова) Анна Ивановна", ["Зетова Анна Ивановна", "Тетова Анна Ивановна"]),
        ("Зетова Анна (Anna Zetova)", ["Зетова Анна", "Anna Zetova"]),
        ("Зетова Анна", []),
    ],
)
def test_a_surname_in_brackets_is_another_surname(name: str, names: list[str]) -> None:
    assert alternatives(name) == names


@given(st.text(max_size=80))
def test_any_words_give_names_without_blanks_around_them(words: str) -> None:
    names = [name for name, _ in names_in(words)]
    assert all(name == name.strip() and name for name in names)
    assert len(names) == len(set(names))
