"""Tables of every kind give the same rows; damaged and oversized ones say what they are. All records are invented."""

import io
import json
import zipfile
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from tizim.errors import UnreadableTable
from tizim.tables import TableLimits, TableTooLarge, cell_text, kind_of, rows, sheet_names, workbook_time, write_rows

HEADINGS = ("id", "name", "born")
PEOPLE = [("1", "Зарина Тестова", "1971-05-03"), ("2", 'Omar "Specimen", Ltd', "1980")]


def _csv(text: str, encoding: str = "utf-8") -> io.BytesIO:
    return io.BytesIO(text.encode(encoding))


def _excel(path: Path, table: list[list[object]], sheet: str = "Sheet1") -> Path:
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "yyyy-mm-dd"})
    page = book.add_worksheet(sheet)
    for number, cells in enumerate(table):
        for place, cell in enumerate(cells):
            page.write(number, place, cell)
    book.close()
    return path


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_csv_rows_come_with_their_numbers_whatever_separates_the_cells(separator: str) -> None:
    lines = [
        separator.join(HEADINGS),
        separator.join(["1", "Zarina Testova", "1971"]),
        "",
        separator.join(["2", "Omar", "1980"]),
    ]
    assert list(rows(_csv("\r\n".join(lines)), "csv")) == [
        (2, {"id": "1", "name": "Zarina Testova", "born": "1971"}),
        (4, {"id": "2", "name": "Omar", "born": "1980"}),
    ]


def test_a_cell_with_line_breaks_and_quotes_stays_one_cell() -> None:
    found = list(rows(_csv('id,name\n1,"Example ""Charity""\nFund"\n'), "csv"))
    assert found == [(2, {"id": "1", "name": 'Example "Charity"\nFund'})]


def test_cells_beyond_the_headings_are_called_by_their_place_and_repeated_headings_are_numbered() -> None:
    found = list(rows(_csv("name,name,,id\nA,B,C,1,extra\nonly\n"), "csv"))
    assert found == [
        (2, {"name": "A", "name (2)": "B", "column 3": "C", "id": "1", "column 5": "extra"}),
        (3, {"name": "only"}),
    ]


def test_titles_above_the_headings_are_passed_over() -> None:
    found = list(rows(_csv("A list of examples,,\n,,\nid,name,born\n1,Zarina,1971\n"), "csv", header=3))
    assert found == [(4, {"id": "1", "name": "Zarina", "born": "1971"})]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b'id,name\n1,"never closed\n2,Omar\n', "expected CSV"),
        (b"id,name\n1,A\0B\n", "zero byte"),
        ("id,name\n1,Зарина Тестова\n".encode().replace("а".encode(), b"\xd0", 1), "UTF-8 with damaged letters"),
        (b"PK\x03\x04 an archive", "another kind of file"),
        (b"", "expected headings in row 1"),
    ],
)
def test_a_damaged_csv_says_what_is_wrong(data: bytes, expected: str) -> None:
    with pytest.raises(UnreadableTable, match=expected):
        list(rows(io.BytesIO(data), "csv", name="bad.csv"))


def test_excel_gives_whole_numbers_dates_and_truths_as_they_are(tmp_path: Path) -> None:
    path = _excel(
        tmp_path / "a.xlsx",
        [["id", "born", "listed", "share"], [7, date(1971, 5, 3), True, 0.5], [], ["8a_x000D_", "", False, ""]],
    )
    assert list(rows(path, "excel")) == [
        (2, {"id": 7, "born": date(1971, 5, 3), "listed": True, "share": 0.5}),
        (4, {"id": "8a\r", "listed": False}),
    ]


def test_a_sheet_is_chosen_by_its_name(tmp_path: Path) -> None:
    path = _excel(tmp_path / "a.xlsx", [["id"], [1]], sheet="People")
    assert sheet_names(path) == ("People",)
    assert list(rows(path, "excel", sheet="People")) == [(2, {"id": 1})]
    with pytest.raises(UnreadableTable, match="expected a sheet 'Ships', came 'People'"):
        list(rows(path, "excel", sheet="Ships"))


def test_excel_tells_when_it_was_saved(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    book.add_worksheet()
    book.set_properties({"created": datetime(2024, 2, 3, 4, 5, 6)})  # noqa: DTZ001 - xlsxwriter takes no zone
    book.close()
    assert workbook_time(tmp_path / "a.xlsx") == "2024-02-03T04:05:06Z"


def test_a_truncated_excel_file_is_unreadable(tmp_path: Path) -> None:
    path = _excel(tmp_path / "a.xlsx", [["id"], [1]])
    path.write_bytes(path.read_bytes()[:-200])
    with pytest.raises(UnreadableTable, match="damaged or cut off"):
        list(rows(path, "excel"))
    path.write_bytes(b"not a workbook at all")
    with pytest.raises(UnreadableTable, match="expected an Excel file"):
        list(rows(path, "excel"))


def test_an_excel_file_that_unpacks_to_far_too_much_is_refused(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(TableTooLarge, match="60,000,000"):
        list(rows(bomb, "excel"))


def test_json_objects_are_spread_out_with_dotted_names() -> None:
    data = [
        {"id": 1, "names": ["A", "B"], "address": {"city": "Almaty"}, "papers": [{"no": "N1"}, {"no": "N2"}]},
        {"id": 2},
    ]
    assert list(rows(io.BytesIO(json.dumps(data).encode()), "json")) == [
        (1, {"id": 1, "names": ["A", "B"], "address.city": "Almaty", "papers.no": ["N1", "N2"]}),
        (2, {"id": 2}),
    ]


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (b'{"id": 1}', UnreadableTable),
        (b"[1, 2]", UnreadableTable),
        (b'[{"id": 1}', UnreadableTable),
        (b"\xff\xfe\xfa", UnreadableTable),
        (b"[" * 100_000, TableTooLarge),
        (b'[{"n": ' + b"9" * 5000 + b"}]", UnreadableTable),
    ],
)
def test_json_that_is_no_list_of_objects_is_an_error_never_a_crash(data: bytes, wrong: type[Exception]) -> None:
    with pytest.raises(wrong):
        list(rows(io.BytesIO(data), "json", name="x.json"))


def test_json_lines_name_the_line_that_is_wrong() -> None:
    with pytest.raises(UnreadableTable, match=r"x\.jsonl, line 3"):
        list(rows(io.BytesIO(b'{"id": 1}\n\n{"id": \n'), "jsonl", name="x.jsonl"))


def test_a_parquet_file_gives_its_rows_and_a_damaged_one_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"id": [1, 2], "name": ["A", None]}), path)
    assert list(rows(path, "parquet")) == [(1, {"id": 1, "name": "A"}), (2, {"id": 2})]
    path.write_bytes(path.read_bytes()[:40])
    with pytest.raises(UnreadableTable, match="expected a Parquet file"):
        list(rows(path, "parquet"))


@pytest.mark.parametrize(
    ("limits", "expected"),
    [
        (TableLimits(rows=1), "at most 1 rows"),
        (TableLimits(columns=1), "at most 1 columns"),
        (TableLimits(cell=5), "at most 5 characters, came 14 in row 2, column 'name'"),
    ],
)
def test_ceilings_are_kept(limits: TableLimits, expected: str) -> None:
    with pytest.raises(TableTooLarge, match=expected):
        list(rows(_csv("id,name\n1,Zarina Testova\n2,Omar\n"), "csv", limits=limits))


def test_ceilings_of_json_are_kept() -> None:
    with pytest.raises(TableTooLarge, match="at most 4 bytes"):
        list(rows(io.BytesIO(b'[{"id": 1}]'), "json", limits=TableLimits(whole=4)))
    with pytest.raises(TableTooLarge, match="in line 1"):
        list(rows(io.BytesIO(b'{"id": 1}'), "jsonl", limits=TableLimits(cell=4)))


def test_a_missing_file_and_an_unknown_kind_are_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="none that can be opened"):
        list(rows(tmp_path / "absent.csv", "csv"))
    with pytest.raises(UnreadableTable, match="came 'pdf'"):
        list(rows(_csv(""), "pdf"))
    with pytest.raises(UnreadableTable, match=r"list\.pdf: expected a table"):
        kind_of("list.pdf")


@pytest.mark.parametrize(
    ("name", "kind"), [("a.CSV", "csv"), ("a.xlsx", "excel"), ("a.b.jsonl", "jsonl"), ("x.parquet", "parquet")]
)
def test_the_kind_is_told_by_the_name(name: str, kind: str) -> None:
    assert kind_of(name) == kind


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (None, ""),
        (7.0, "7"),
        (0.5, "0.5"),
        (True, "true"),
        (date(1971, 5, 3), "1971-05-03"),
        (datetime(1971, 5, 3), "1971-05-03"),  # noqa: DTZ001 - a spreadsheet's cell has no zone
    ],
)
def test_cells_become_words(cell: object, words: str) -> None:
    assert cell_text(cell) == words


def test_a_stream_that_cannot_be_rewound_is_read_too() -> None:
    class OneWay(io.BytesIO):
        def seekable(self) -> bool:
            return False

    assert list(rows(OneWay(b"id\n1\n"), "csv")) == [(2, {"id": "1"})]


@pytest.mark.parametrize("kind", ["csv", "jsonl", "excel", "parquet"])
def test_what_is_written_is_read_back_and_written_the_same_twice(kind: str, tmp_path: Path) -> None:
    columns: dict[str, type] = {"id": str, "name": str, "score": float, "row": int, "clear": bool}
    table = [
        {"id": "1", "name": 'Зарина "Тестова", =1+1', "score": 0.25, "row": 2, "clear": True},
        {"id": "2", "score": 1.5, "row": 3, "clear": False},
    ]
    for name in ("first", "second"):
        with write_rows(tmp_path / name, kind, columns) as writer:
            writer.extend(table)
            assert writer.count == 2
    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()
    found = [cells for _, cells in rows(tmp_path / "first", kind)]
    assert [{name: cell_text(cell) for name, cell in row.items()} for row in found] == [
        {name: cell_text(cell) for name, cell in row.items()} for row in table
    ]


def test_a_table_without_rows_still_has_its_headings(tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.csv", "csv", HEADINGS):
        pass
    assert (tmp_path / "a.csv").read_text() == "id,name,born\n"


def test_a_row_may_only_have_columns_the_table_has(tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.csv", "csv", HEADINGS) as writer, pytest.raises(KeyError, match="came 'nmae'"):
        writer.append({"nmae": "Zarina"})


def test_what_no_encoding_can_hold_is_written_as_a_question_mark(tmp_path: Path) -> None:
    with write_rows(tmp_path / "a.parquet", "parquet", ["name"]) as writer:
        writer.append({"name": "half \ud800 pair"})
    assert list(rows(tmp_path / "a.parquet", "parquet")) == [(1, {"name": "half ? pair"})]


def test_excel_refuses_what_it_cannot_hold(tmp_path: Path) -> None:
    with (
        write_rows(tmp_path / "a.xlsx", "excel", ["name"]) as writer,
        pytest.raises(UnreadableTable, match="write CSV or Parquet"),
    ):
        writer.append({"name": "x" * 40_000})
    with pytest.raises(UnreadableTable, match="came 'json'"), write_rows(tmp_path / "a.json", "json", ["name"]):
        pass


@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).map(str.strip).filter(bool),
            min_size=3,
            max_size=3,
        ),
        max_size=5,
    )
)
def test_any_words_survive_csv(table: list[list[str]]) -> None:
    import csv

    out = io.StringIO(newline="")
    csv.writer(out).writerows([HEADINGS, *table])
    found = [list(cells.values()) for _, cells in rows(_csv(out.getvalue()), "csv")]
    assert found == table


def test_a_workbook_that_holds_no_headings_and_one_beyond_its_columns(tmp_path: Path) -> None:
    with pytest.raises(UnreadableTable, match="expected headings in row 5, came a sheet of 2 rows"):
        list(rows(_excel(tmp_path / "a.xlsx", [["id"], [1]]), "excel", header=5, name="a.xlsx"))
    with pytest.raises(TableTooLarge, match="at most 1 columns, came 2"):
        list(rows(_excel(tmp_path / "b.xlsx", [["id", "name"], [1, "A"]]), "excel", limits=TableLimits(columns=1)))
    found = list(rows(_excel(tmp_path / "c.xlsx", [["A list of examples"], [], ["id"], [1]]), "excel", header=3))
    assert found == [(4, {"id": 1})]


def test_a_file_that_is_no_workbook_was_saved_at_no_time(tmp_path: Path) -> None:
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0 an old workbook")
    assert workbook_time(tmp_path / "old.xls") is None


def test_a_long_csv_cell_and_too_many_parquet_columns_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TableTooLarge, match="cells of at most 131,072 characters"):
        list(rows(_csv("id,name\n1," + "x" * 200_000 + "\n"), "csv"))
    pq.write_table(pa.table({"id": [1], "name": ["A"]}), tmp_path / "a.parquet")
    with pytest.raises(TableTooLarge, match="at most 1 columns, came 2"):
        list(rows(tmp_path / "a.parquet", "parquet", limits=TableLimits(columns=1)))


def test_a_value_of_another_type_in_excel_and_parquet_keeps_its_column(tmp_path: Path) -> None:
    for kind in ("excel", "parquet"):
        with write_rows(tmp_path / kind, kind, {"score": float, "n": int, "name": str}) as writer:
            writer.append({"score": 1, "n": 2.0, "name": 7})
        ((_, cells),) = rows(tmp_path / kind, kind)
        assert (cells["score"], cells["n"], cells["name"]) == (1.0, 2, "7")
