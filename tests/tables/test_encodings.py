"""The encoding a table was saved in. All records are invented."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.errors import UnreadableTable
from tizim.tables import csv_lines, rows
from tizim.tables.encodings import encoding_of

BLOCK = 2**20


def _told(data: bytes) -> tuple[str, list[str]]:
    told: list[str] = []
    return encoding_of(io.BytesIO(data), "a.csv", told.append), told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_encodings_are_read_without_a_warning(encoding: str) -> None:
    told: list[str] = []
    table = io.BytesIO("id,name\n1,Зарина\n".encode(encoding))
    assert list(rows(table, "csv", warn=told.append)) == [(2, {"id": "1", "name": "Зарина"})]
    assert told == []


@pytest.mark.parametrize(
    ("name", "encoding", "called"),
    [("Зарина Тестова", "cp1251", "Windows-1251"), ("José Müller-Espécimen", "cp1252", "Windows-1252")],
)
def test_an_old_windows_encoding_is_guessed_and_told(name: str, encoding: str, called: str) -> None:
    told: list[str] = []
    table = io.BytesIO(f"id,name\n1,{name}\n".encode(encoding))
    assert list(rows(table, "csv", name="old.csv", warn=told.append)) == [(2, {"id": "1", "name": name})]
    assert told == [f"old.csv: expected UTF-8, came another encoding; read as {called}"]


def test_a_letter_cut_in_two_by_a_block_is_still_utf8() -> None:
    assert _told(b"x" * (BLOCK - 1) + "é".encode()) == ("utf-8-sig", [])


def test_an_encoding_that_fails_at_the_end_only_is_found_before_the_first_row() -> None:
    told: list[str] = []
    table = io.BytesIO(b"a,b\n" * BLOCK + "1,é\n".encode("cp1252"))
    assert next(csv_lines(table, ",", name="a.csv", warn=told.append)).cells == ["a", "b"]
    assert len(told) == 1


def test_a_text_that_ends_inside_a_letter_is_not_utf8() -> None:
    with pytest.raises(UnreadableTable, match="damaged letters"):
        _told("Зарина Тестов".encode() + b"\xd0")


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"a,\x81\xe9\n", "no letter in it after 2 bytes"),
        (b"x" * BLOCK + b"\xe9 \x8d", f"no letter in it after {BLOCK + 2:,} bytes"),
        (b"x" * BLOCK + b"\0", f"a zero byte .* after {BLOCK:,} bytes"),
        (b"%PDF-1.7", "another kind of file"),
    ],
)
def test_what_is_no_text_of_a_known_encoding_says_where(data: bytes, expected: str) -> None:
    with pytest.raises(UnreadableTable, match=f"a.csv: expected text.*{expected}"):
        _told(data)


@given(st.text(alphabet=st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=60))
def test_all_that_is_utf8_is_read_as_utf8(words: str) -> None:
    data = words.encode()
    if not data.startswith((b"PK\x03\x04", b"PAR1", b"%PDF")):
        assert _told(data) == ("utf-8-sig", [])


def test_a_wide_text_that_ends_inside_a_letter_is_refused() -> None:
    table = io.BytesIO("id,name\n1,Зарина\n".encode("utf-16")[:-1])
    with pytest.raises(UnreadableTable, match=r"a\.csv: expected utf-16 throughout"):
        list(rows(table, "csv", name="a.csv"))
