"""Cells that a spreadsheet program would run. All records are invented."""

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.tables import rows, write_rows
from tizim.tables.formulas import guarded, unguarded

FORMULAS = ["=1+1", "+7 701 000 00 00", "-2+3", "@SUM(A1)", "＝1+1", "=HYPERLINK(A1)"]
CELLS = st.text(alphabet="'=+-@\t\r\n＝a1;,.\"|", max_size=8)


@pytest.mark.parametrize("words", FORMULAS)
def test_no_text_begins_a_cell_of_a_csv_file_as_a_formula_would(words: str, tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.csv", "csv", ["id", "name"]) as writer:
        writer.append({"id": "1", "name": words})
    with (tmp_path / "a.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1] == ["1", f"'{words}"]
    assert [cells.get("name") for _, cells in rows(tmp_path / "a.csv", "csv")] == [words]


@pytest.mark.parametrize("words", ["-5", "+77010000000", "-0.25", "1,5", "Grey-Heron", "'Abd al-Example", "a=b", ""])
def test_numbers_and_ordinary_words_stay_as_they_are(words: str) -> None:
    assert guarded(words) == unguarded(words) == words


def test_numbers_of_a_column_of_numbers_are_never_marked(tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.csv", "csv", {"score": float, "n": int}) as writer:
        writer.append({"score": -1e-30, "n": -5})
    assert (tmp_path / "a.csv").read_text().splitlines()[1] == "-1e-30,-5"


@pytest.mark.parametrize("separator", [";", "\t", "\r", "\n"])
def test_no_formula_stands_alone_where_other_settings_split_the_file(separator: str, tmp_path: Path) -> None:
    for words in (f"Grey Heron{separator}=1+1", f"{separator}=1+1"):
        with write_rows(tmp_path / "a.csv", "csv", ["id", "name"]) as writer:
            writer.append({"id": "1", "name": words})
        pieces = re.split(f'[{separator},"\n]', (tmp_path / "a.csv").read_bytes().decode())
        assert "'=1+1" in pieces, "the formula begins a piece"
        assert "=1+1" not in pieces
        assert [cells["name"] for _, cells in rows(tmp_path / "a.csv", "csv")] == [words]


def test_a_heading_is_marked_and_read_like_any_cell(tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.csv", "csv", ["=id"]) as writer:
        writer.append({"=id": "1"})
    assert (tmp_path / "a.csv").read_text() == "'=id\n1\n"
    assert list(rows(tmp_path / "a.csv", "csv")) == [(2, {"=id": "1"})]


@pytest.mark.parametrize(("name", "kind"), [("a.jsonl", "jsonl"), ("a.parquet", "parquet"), ("a.xlsx", "excel")])
def test_what_says_that_a_cell_is_text_needs_no_mark(name: str, kind: str, tmp_path: Path) -> None:
    with write_rows(tmp_path / name, kind, ["name"]) as writer:
        writer.append({"name": "=1+1"})
    assert [cells for _, cells in rows(tmp_path / name, kind)] == [{"name": "=1+1"}]


@given(CELLS)
def test_every_text_is_given_back_as_it_was(words: str) -> None:
    assert unguarded(guarded(words)) == words
