"""Damaged customer files: a clear error about the file, or rows that say they were not screened; never a false "clear".

The customers are the invented organisations of the sound list, so every one that is screened must be found.
"""

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tizim
from tests.jobs.made_up import NAMES
from tests.robustness import damage, damage_tables
from tests.robustness.attempts import Home
from tests.robustness.damage import Damage, in_member
from tests.robustness.specimens import SPECIMENS
from tizim.errors import UnreadableTable
from tizim.jobs.batch import Summary
from tizim.tables import kind_of, rows, write_rows

SUFFIXES = ("csv", "xlsx", "jsonl", "json", "parquet")


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tizim.Tizim]:
    """A home with the sound UN list."""
    folder = tmp_path_factory.mktemp("customers")
    Home(SPECIMENS["un-xml"], folder)
    with tizim.open(folder / "home") as tz:
        yield tz


def sound(folder: Path, suffix: str) -> bytes:
    """The customers as a file of this kind."""
    table = [{"id": str(number), "name": name, "birth_date": "1990-05-03"} for number, name in enumerate(NAMES, 1)]
    path = folder / f"sound.{suffix}"
    if suffix == "json":
        path.write_text(json.dumps(table), encoding="utf-8")
    else:
        with write_rows(path, kind_of(path.name), ("id", "name", "birth_date")) as writer:
            writer.extend(table)
    return path.read_bytes()


def screened(tz: tizim.Tizim, folder: Path, name: str, content: bytes) -> tuple[Summary, list[dict[str, object]]]:
    """What became of a file, and the rows of the result."""
    (folder / name).write_bytes(content)
    summary = tz.screen_file(folder / name, folder / "out.jsonl", kind="Organization")
    return summary, [cells for _, cells in rows(folder / "out.jsonl", "jsonl")]


def _require_no_false_clear(found: list[dict[str, object]], *, flipped: bool) -> None:
    """No row with the sound name of a listed organisation is clear; in a file that is otherwise whole, no row at all."""
    clear = [str(row.get("name", "")) for row in found if row["outcome"] == "clear"]
    assert not set(clear) & set(NAMES)
    if not flipped:
        assert clear == []


BYTES = [one for one in damage.BYTES if one.make is not None]


def _cases() -> Iterator[tuple[str, Damage, int]]:
    for suffix in SUFFIXES:
        for one in BYTES:
            yield from ((suffix, one, seed) for seed in range(min(one.seeds, 3)))


@pytest.mark.timeout(20)
@pytest.mark.parametrize("case", list(_cases()), ids=lambda case: f"{case[0]}: {case[1].name} ({case[2]})")
def test_a_damaged_file_is_refused_by_name_or_screened_row_by_row(
    opened: tizim.Tizim, tmp_path: Path, case: tuple[str, Damage, int]
) -> None:
    suffix, kind, seed = case
    assert kind.make is not None
    content = kind.make(sound(tmp_path, suffix), random.Random(f"{suffix} {kind.name} {seed}"))
    refusal, summary, found = "", None, list[dict[str, object]]()
    try:
        summary, found = screened(opened, tmp_path, f"customers.{suffix}", content)
    except UnreadableTable as wrong:
        refusal = str(wrong)
    if refusal:
        assert f"customers.{suffix}" in refusal or "column" in refusal
        assert not (tmp_path / "out.jsonl").exists(), "half a result must not pass for a whole one"
        return
    assert summary is not None
    assert summary.hit + summary.possible + summary.clear + summary.not_screened == summary.rows
    _require_no_false_clear(found, flipped=True)


def _text(words: str) -> bytes:
    return words.encode()


def _vast_sheet(folder: Path) -> bytes:
    corner = b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    return in_member(
        sound(folder, "xlsx"), "xl/worksheets/sheet1.xml", lambda text: text.replace(b"</sheetData>", corner)
    )


def _bomb_sheet(folder: Path) -> bytes:
    return in_member(sound(folder, "xlsx"), "xl/worksheets/sheet1.xml", lambda text: text + b" " * 100_000_000)


def _wrong_archive(_folder: Path) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("../../customers.csv", "id,name\n1,GREY HERON\n")
    return made.getvalue()


def _parquet_of(table: pa.Table) -> bytes:
    made = io.BytesIO()
    pq.write_table(table, made)
    return made.getvalue()


REFUSED: tuple[tuple[str, str, Callable[[Path], bytes]], ...] = (
    ("a quote that is never closed", "csv", lambda _f: _text('id,name\n1,"VELMARK SHIPPING\n2,TALOVAR FRONT\n')),
    ("no column of names", "csv", lambda _f: _text("colour,size\nred,44\n")),
    ("headings only", "csv", lambda _f: _text("id,name\n")),
    ("two columns of names", "csv", lambda _f: _text("name,full name\na,b\n")),
    ("zero bytes", "csv", lambda _f: b"id,name\n1,VELMARK\0 SHIPPING\n"),
    ("a cell too long", "csv", lambda _f: _text("id,name\n1," + "HERON " * 30_000 + "\n")),
    ("a row too wide", "csv", lambda _f: _text("id,name\n1," + "x," * 10_000 + "\n")),
    ("deep lists", "json", lambda _f: b"[" * 200_000),
    ("deep objects", "jsonl", lambda _f: b'{"name":' * 200_000),
    ("an object for a table", "json", lambda _f: b'{"name": "VELMARK SHIPPING"}'),
    ("a number of five thousand digits", "jsonl", lambda _f: b'{"id": ' + b"9" * 5_000 + b', "name": "a"}\n'),
    ("a line that is a list", "jsonl", lambda _f: b'["VELMARK SHIPPING"]\n'),
    ("half a line", "jsonl", lambda _f: b'{"name": "VELMARK SHIPPING"}\n{"name": "TALO'),
    ("a workbook that is none", "xlsx", lambda _f: b"id,name\n1,VELMARK SHIPPING\n"),
    ("an archive that is no workbook", "xlsx", _wrong_archive),
    ("a cell at the far corner", "xlsx", _vast_sheet),
    ("a bomb", "xlsx", _bomb_sheet),
    ("a parquet that is none", "parquet", lambda _f: b"PAR1 and no more PAR1"),
    ("a parquet without columns", "parquet", lambda _f: _parquet_of(pa.table({}))),
    ("a kind nobody reads", "docx", lambda _f: b"PK"),
)


@pytest.mark.timeout(20)
@pytest.mark.parametrize(("suffix", "make"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_a_file_that_is_no_table_of_customers_is_refused(
    opened: tizim.Tizim, tmp_path: Path, suffix: str, make: Callable[[Path], bytes]
) -> None:
    content = make(tmp_path)
    with pytest.raises(UnreadableTable, match=r"customers|column"):
        screened(opened, tmp_path, f"customers.{suffix}", content)
    assert not (tmp_path / "out.jsonl").exists()


def test_a_row_without_anything_to_ask_is_not_screened_and_says_why(opened: tizim.Tizim, tmp_path: Path) -> None:
    content = _text(
        'id,name,kind\n1,VELMARK SHIPPING,company\n2,,company\n3,---,company\n4,TALOVAR FRONT,dragon\n5,"\u200b\u202e",company\n'
    )
    summary, found = screened(opened, tmp_path, "customers.csv", content)
    assert [row["outcome"] for row in found] == ["hit", "not_screened", "not_screened", "not_screened", "not_screened"]
    assert all(str(row["why_not_screened"]) for row in found[1:])
    assert (summary.rows, summary.not_screened) == (5, 4)


@pytest.mark.parametrize(
    ("encoding", "told"),
    [("utf-8", ""), ("utf-8-sig", ""), ("utf-16", ""), ("cp1251", "Windows-1251"), ("cp1252", "Windows-1252")],
)
def test_old_encodings_are_read_and_told(opened: tizim.Tizim, tmp_path: Path, encoding: str, told: str) -> None:
    other = "Серая цапля" if encoding != "cp1252" else "Société générale des hérons"
    content = f"id,name\n1,VELMARK SHIPPING\n2,{other}\n".encode(encoding)
    summary, found = screened(opened, tmp_path, "customers.csv", content)
    assert found[0]["outcome"] == "hit"
    assert found[1]["name"] == other
    assert bool(summary.warnings) == bool(told)
    assert told in " ".join(summary.warnings)


@pytest.mark.parametrize("odd", damage.WORDS[:5], ids=lambda one: str(one.name))
def test_a_name_that_is_tampered_with_is_found_all_the_same(opened: tizim.Tizim, tmp_path: Path, odd: Damage) -> None:
    assert odd.make is not None
    content = odd.make(sound(tmp_path, "csv"), random.Random(7))
    _, found = screened(opened, tmp_path, "customers.csv", content)
    assert [row["outcome"] for row in found] == ["hit"] * len(NAMES)


def test_the_damage_of_delimited_lists_is_refused_in_customers_too(opened: tizim.Tizim, tmp_path: Path) -> None:
    for kind in damage_tables.DELIMITED:
        for seed in range(kind.seeds):
            assert kind.make is not None
            content = kind.make(sound(tmp_path, "csv").replace(b"\n", b"\r\n"), random.Random(seed))
            try:
                _, found = screened(opened, tmp_path, "customers.csv", content)
            except UnreadableTable:
                continue
            _require_no_false_clear(found, flipped=True)
