"""What an Excel file may claim before anything of it is read. The workbooks are made up."""

import io
import zipfile

import pytest
import xlsxwriter

from tizim.errors import UnreadableTable
from tizim.tables import TableLimits, TableTooLarge, rows


def workbook(cell: str = "", *, of: str = "xl/worksheets/sheet1.xml") -> io.BytesIO:
    """A sheet of two columns and three rows, with one more cell in its XML."""
    made, changed = io.BytesIO(), io.BytesIO()
    book = xlsxwriter.Workbook(made, {"in_memory": True})
    sheet = book.add_worksheet()
    for number, row in enumerate([("id", "name"), (1, "GREY HERON"), (2, "VELMARK")]):
        sheet.write_row(number, 0, row)
    book.close()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            new.writestr(
                info.filename,
                content.replace(b"</sheetData>", cell.encode() + b"</sheetData>") if info.filename == of else content,
            )
    return changed


def test_an_ordinary_sheet_is_read() -> None:
    assert [cells["name"] for _, cells in rows(workbook(), "excel")] == ["GREY HERON", "VELMARK"]


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "row 1,048,576, column 16,384"),
        ("<row r='1048576'><c r='XFD1048576'><v>1</v></c></row>", "row 1,048,576, column 16,384"),
        ('<row r="99999999999"><c r="A99999999999"><v>1</v></c></row>', "beyond"),
        ('<row r="4"><c r="ABCDEFGH4"><v>1</v></c></row>', "beyond"),
        ('<x:row xmlns:x="u" r="4"><x:c r="ZZZZ4"><v>1</v></x:c></x:row>', "beyond"),
    ],
)
def test_a_cell_that_would_ask_for_more_memory_than_there_is_is_refused(cell: str, told: str) -> None:
    with pytest.raises(TableTooLarge, match=told):
        list(rows(workbook(cell), "excel", name="customers.xlsx"))


def test_the_ceiling_counts_from_the_first_used_row() -> None:
    found = workbook('<row r="9"><c r="B9"><v>7</v></c></row>')
    assert len(list(rows(found, "excel", limits=TableLimits(cells=18)))) == 3
    with pytest.raises(TableTooLarge, match="at most 17 cells"):
        list(rows(found, "excel", limits=TableLimits(cells=17)))


def test_a_cell_behind_megabytes_of_others_is_seen_all_the_same() -> None:
    filler = "".join(f'<row r="{number}"><c r="A{number}"><v>1</v></c></row>' for number in range(4, 60_000))
    with pytest.raises(TableTooLarge, match="beyond"):
        list(rows(workbook(f'{filler}<row r="60001"><c r="AAAAA60001"><v>1</v></c></row>'), "excel"))


def test_a_workbook_cut_off_is_unreadable() -> None:
    with pytest.raises(UnreadableTable, match=r"x\.xlsx.*damaged or cut off"):
        list(rows(io.BytesIO(workbook().getvalue()[:-400]), "excel", name="x.xlsx"))
