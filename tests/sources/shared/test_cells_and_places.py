"""Small readers of words: values numbered in a cell, countries in a place; and the parts of an entry."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.shared.numbered import pieces
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place

WORDS = st.text(alphabet="ABCdefg éж", min_size=1, max_size=12).map(str.strip).filter(lambda words: len(words) > 1)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("(1) Tripoli (2) Tunis", ["Tripoli", "Tunis"]),
        ("1) Maulavi, 2) Mullah,", ["Maulavi", "Mullah"]),
        ("a) French, b) Tunisian", ["French", "Tunisian"]),
        ("(1)-(2) Tunisia (3) Libya", ["Tunisia", "Libya"]),
        ("(1) to (6) Algeria (7) Morocco", ["Algeria", "Morocco"]),
        ("(1) Beja (2) - (3) -", ["Beja"]),
        ("Passport no: (a) 472320665, (b) 563120356.", ["Passport no: 472320665", "Passport no: 563120356."]),
        ("00344994 (Yemeni) (b) 973406", ["00344994 (Yemeni)", "973406"]),
        ("Tunisian (dual nationality)", ["Tunisian (dual nationality)"]),
        ("issued under (x) and (z)", ["issued under (x) and (z)"]),
        ("  ", []),
    ],
)
def test_values_numbered_in_a_cell_are_told_apart(cell: str, expected: list[str]) -> None:
    assert pieces(cell) == expected


@given(st.lists(WORDS, min_size=1, max_size=9))
def test_what_was_numbered_is_found_again(values: list[str]) -> None:
    cell = " ".join(f"({number}) {value}" for number, value in enumerate(values, 1))
    assert pieces(cell) == [value for value in values if value.lower() != "to"]


@given(st.text(max_size=60))
def test_no_words_break_the_reader_of_numbered_values(cell: str) -> None:
    assert all(piece.strip() for piece in pieces(cell))


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("Yemen", ["ye"]),
        ("In prison in Germany", ["de"]),
        ("Sudan/South Sudan", ["sd", "ss"]),
        ("Amman, Jordan", ["jo"]),
        ("Branch Office 11: Iran", ["ir"]),
        ("Tunisian National Identity Card number", ["tn"]),
        ("In Uganda as of late 2014.", ["ug"]),
        ("Milan", []),
    ],
)
def test_the_countries_a_place_names_are_found(words: str, codes: list[str]) -> None:
    assert countries_of_place(words) == codes


def test_a_part_of_the_same_key_is_made_once_and_gathers_what_is_said() -> None:
    entry = Draft(Reading("specimen"), "Person", "1")
    parts = Parts(entry)
    parts.part("Passport", "holder", "Z1").add("number", "Z1", at="a")
    parts.part("Passport", "holder", "Z1").add("country", "ye", at="b")
    parts.address("", at="c", key="only a remark").add("remarks", "only a remark", at="c")
    passport, address = parts
    assert (passport.values("number"), passport.values("country")) == (["Z1"], ["ye"])
    assert (address.values("full"), entry.values("addressEntity")) == ([], [address.id])
