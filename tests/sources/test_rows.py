"""A publisher's table: whose fault it is when it cannot be read. All records are invented."""

import zipfile
from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter

from tizim.errors import LimitExceeded, UnreadableSource
from tizim.sources.reading import Reading
from tizim.sources.release import Part, ReadLimits, Release
from tizim.sources.rows import as_fields, has_width, headings, part_lines, part_rows, part_sheets, saved_at


def _part(path: Path, limits: ReadLimits | None = None) -> Part:
    (part,) = Release.at(path, limits or ReadLimits()).parts
    return part


def _book(path: Path) -> Path:
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": datetime(2024, 2, 3, 4, 5, 6)})  # noqa: DTZ001 - xlsxwriter takes no zone
    sheet = book.add_worksheet("People")
    sheet.write_row(0, 0, ["id", "name"])
    sheet.write_row(1, 0, [1, "Zarina"])
    book.close()
    return path


def test_a_packed_table_is_read_where_it_lies(tmp_path: Path) -> None:
    inner = _book(tmp_path / "list.xlsx")
    packed = tmp_path / "list.zip"
    with zipfile.ZipFile(packed, "w") as archive:
        archive.write(inner, "list.xlsx")
    part = _part(packed)
    assert part_sheets(part) == ("People",)
    assert headings(part, "excel") == ("id", "name")
    assert list(part_rows(part, "excel")) == [(2, {"id": 1, "name": "Zarina"})]
    assert saved_at(part) == "2024-02-03T04:05:06+00:00"


def test_what_is_no_workbook_has_no_sheets_and_a_damaged_one_none_that_can_be_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id\n1\n")
    assert part_sheets(_part(path)) == ()
    path = _book(tmp_path / "b.xlsx")
    path.write_bytes(path.read_bytes()[:-100])
    assert part_sheets(_part(path)) == ()
    assert headings(_part(path), "excel") == ()


def test_a_workbook_with_a_time_that_is_none_was_saved_at_no_time(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("docProps/core.xml", "<dcterms:modified>a long time ago</dcterms:modified>")
    assert saved_at(_part(path)) is None


def test_a_publishers_table_that_cannot_be_read_is_the_publishers_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('id\n"1\n')
    with pytest.raises(UnreadableSource, match=r"a\.csv: expected CSV"):
        list(part_rows(_part(path), "csv"))
    path.write_text("id\n" + "x" * 100 + "\n")
    with pytest.raises(LimitExceeded, match="at most 10 characters"):
        list(part_rows(_part(path, ReadLimits(max_text=10)), "csv"))


def test_several_values_of_a_cell_are_several_values_of_the_field() -> None:
    record = as_fields({"name": ["A", "B"], "n": 7.0})
    assert [value for _, value in record.take_all("name")] == ["A", "B"]
    assert record.take("n") == "7"


def test_lines_without_words_are_passed_over_and_keep_their_numbers(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text('a;b\n;\n\n"1\n";2\n')
    found = list(part_lines(_part(path), Reading("specimen"), ";"))
    assert found == [(1, 1, ["a", "b"]), (4, 5, ["1\n", "2"])]


def test_an_older_encoding_of_a_publishers_table_is_told_with_the_load(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("a,é’\n".encode("cp1252"))
    reading = Reading("specimen")
    assert [line.cells for line in part_lines(_part(path), reading)] == [["a", "é’"]]
    assert reading.warnings == ["a.csv: expected UTF-8, came another encoding; read as Windows-1252"]


def test_lines_of_a_damaged_table_are_the_publishers_fault(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    for content in (b'a,b\n1,"2\n', b"PK\x03\x04", b"a,\0"):
        path.write_bytes(content)
        with pytest.raises(UnreadableSource, match=r"a\.csv: expected"):
            list(part_lines(_part(path), Reading("specimen")))
    path.write_text(f"a,b\n1,{'x' * 200_000}\n")
    with pytest.raises(LimitExceeded, match="characters"):
        list(part_lines(_part(path), Reading("specimen")))


def test_a_line_of_another_width_than_the_headings_is_counted_and_rejected(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("a,b\n1,2\n3\n")
    reading = Reading("specimen")
    header, *table = part_lines(_part(path), reading)
    assert [has_width(line, header.cells, reading, line.cells[0]) for line in table] == [True, False]
    (one,) = reading.rejected
    assert (reading.records, one.place, one.reference, one.why) == (1, "line 3", "3", "expected 2 cells, came 1")
