"""Small readers of words: values numbered in a cell, countries in a place, tables in any encoding, repeats."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.errors import UnreadableSource
from tizim.sources.delimited import encoding_of, rows, unwrapped
from tizim.sources.draft import Draft
from tizim.sources.numbered import pieces
from tizim.sources.parts import Parts
from tizim.sources.places import countries_in
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part
from tizim.sources.repeats import once

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
    assert countries_in(words) == codes


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("a,é\n".encode(), "utf-8-sig"),
        ("\ufeffa,é\n".encode(), "utf-8-sig"),
        ("a,é’\n".encode("cp1252"), "cp1252"),
        (b"a,\x81\xe9\n", "latin-1"),
    ],
)
def test_a_table_is_read_in_the_encoding_it_was_saved_in(tmp_path: Path, data: bytes, encoding: str) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(data)
    part, reading = Part("table.csv", path), Reading("specimen")
    assert encoding_of(part) == encoding
    ((line, cells),) = rows(part, reading)
    assert (line, cells[0], "é" in cells[1]) == (1, "a", True)
    assert reading.warnings == ([] if encoding == "utf-8-sig" else [f"table.csv: expected UTF-8, read as {encoding}"])


def test_a_letter_cut_in_two_by_a_block_is_still_utf8(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes(b"x" * (2**16 - 1) + "é".encode())
    assert encoding_of(Part("table.csv", path)) == "utf-8-sig"


def test_rows_without_words_are_passed_over_and_utf16_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_text("a,b\n,\n\n1,2\n")
    assert [cells for _line, cells in rows(Part("table.csv", path), Reading("specimen"))] == [["a", "b"], ["1", "2"]]
    path.write_bytes("a,b\n".encode("utf-16"))
    with pytest.raises(UnreadableSource, match="UTF-16"):
        list(rows(Part("table.csv", path), Reading("specimen")))


def test_a_wrapped_row_that_is_damaged_names_its_line() -> None:
    with pytest.raises(UnreadableSource, match=r"copy\.csv: line 7"):
        list(unwrapped([(7, ['a;"b\t\t'])], delimiter=";", name="copy.csv"))


def test_an_entry_met_twice_is_rejected_and_counted() -> None:
    reading = Reading("specimen")
    records = []
    for reference in ("A 1", "a1", "", "B2"):
        record = Fields("record")
        record.put("number", reference)
        records.append(record)
    assert [record.take("number") for record in once(records, "number", reading)] == ["A 1", None, "B2"]
    assert (reading.records, [one.reference for one in reading.rejected]) == (1, ["a1"])


def test_a_part_of_the_same_key_is_made_once_and_gathers_what_is_said() -> None:
    entry = Draft(Reading("specimen"), "Person", "1")
    parts = Parts(entry)
    parts.part("Passport", "holder", "Z1").add("number", "Z1", at="a")
    parts.part("Passport", "holder", "Z1").add("country", "ye", at="b")
    parts.address("", at="c", key="only a remark").add("remarks", "only a remark", at="c")
    passport, address = parts
    assert (passport.values("number"), passport.values("country")) == (["Z1"], ["ye"])
    assert (address.values("full"), entry.values("addressEntity")) == ([], [address.id])
