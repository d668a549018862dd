"""A customer file to a file of results, against a register that is made up."""

import csv
import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

import tizim.jobs.batch as job
from tizim.errors import UnreadableTable
from tizim.jobs.batch import Answer, AnswerParts, Batch, Summary, part_of, run
from tizim.model.listing import ListingAnswer, ListingStatus
from tizim.model.subject import Subject
from tizim.model.verdict import Hit, ListedEntity, Reason, Searched, Verdict
from tizim.tables import kind_of, rows, write_rows

LISTED = ListedEntity("made_up-1", "Organization", "made_up", "1", "Grey Heron", ("Grey Heron",))
SEARCHED = (Searched("made_up", "2026-01-01T00:00:00Z", 1),)


def answer(subjects: Iterable[Subject]) -> Iterator[Verdict]:
    """A hit for every name with "heron" in it, two for a flock, none for the rest; "?" cannot be screened."""
    for subject in subjects:
        name = " ".join(subject.names).lower()
        reasons = (Reason("name", 3.0, name, "Grey Heron", "same", "made_up 1"),)
        listing = ListingAnswer(ListingStatus.LISTED, "made up", "2020-01-01")
        hit = Hit(LISTED, 0.95, reasons, listing, "hit")
        hits = (hit,) * (2 if "flock" in name else 1 if "heron" in name else 0)
        if name == "?":
            yield Verdict(subject, "not_screened", (), SEARCHED, "1", (), "no letters")
        else:
            yield Verdict(subject, "hit" if hits else "clear", hits, SEARCHED, "1", ("a warning",))


def here(answer: Answer) -> AnswerParts:
    """Chunks answered in this process."""
    return lambda chunks: (part_of(chunk, answer) for chunk in chunks)


@pytest.fixture
def customers(tmp_path: Path) -> Path:
    names = ["Grey Heron", "Invented Bakery", "", "Flock of Herons", "?", "Инвентед"] * 3
    path = tmp_path / "customers.csv"
    with write_rows(path, "csv", ("id", "name")) as writer:
        writer.extend({"id": str(number), "name": name} for number, name in enumerate(names, 1))
    return path


def read(path: Path) -> list[dict[str, object]]:
    return [cells for _, cells in rows(path, kind_of(path.name))]


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_every_customer_has_a_row_and_every_hit_its_own(customers: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"results.{suffix}"
    summary = run(Batch(customers, out, {}), here(answer), "v1")
    found = read(out)
    assert [str(row["outcome"]) for row in found[:7]] == [
        "hit",
        "clear",
        "not_screened",
        "hit",
        "hit",
        "not_screened",
        "clear",
    ]
    assert [int(str(row["row"])) for row in found[:7]] == [2, 3, 4, 5, 5, 6, 7]
    assert found[0]["entity_id"] == "made_up-1"
    assert "name: grey heron ~ Grey Heron (same)" in str(found[0]["reasons"])
    assert str(found[2]["why_not_screened"]).startswith("row 4: expected a name")
    assert found[5]["why_not_screened"] == "no letters"
    assert (summary.rows, summary.hit, summary.clear, summary.not_screened) == (18, 6, 6, 6)
    assert summary.alerts == 6
    assert summary.by_list == {"made_up": 6}
    assert sorted(file.name for file in tmp_path.iterdir()) == sorted(["customers.csv", out.name])


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "parquet"])
def test_an_interrupted_run_ends_with_the_same_bytes(
    customers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str
) -> None:
    monkeypatch.setattr(job, "PART_ROWS", 4)
    whole, resumed = tmp_path / f"whole.{suffix}", tmp_path / f"resumed.{suffix}"
    uninterrupted = run(Batch(customers, whole, {}), here(answer), "v1")

    def stop(so_far: Summary) -> None:
        if so_far.done == 8:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Batch(customers, resumed, {}), here(answer), "v1", stop)
    assert not resumed.exists()
    asked: list[Subject] = []

    def counted(subjects: Iterable[Subject]) -> Iterator[Verdict]:
        for subject in subjects:
            asked.append(subject)
            yield from answer([subject])

    summary = run(Batch(customers, resumed, {}), here(counted), "v1")
    assert summary.resumed == 8
    assert len(asked) < 15
    assert resumed.read_bytes() == whole.read_bytes()
    assert (summary.hit, summary.clear, summary.not_screened, summary.by_list) == (
        uninterrupted.hit,
        uninterrupted.clear,
        uninterrupted.not_screened,
        uninterrupted.by_list,
    )


def test_a_checkpoint_of_other_lists_or_another_file_is_not_used(
    customers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(job, "PART_ROWS", 4)
    out = tmp_path / "out.csv"

    def stop(_: Summary) -> None:
        raise KeyboardInterrupt

    for state, change in (("v2", ""), ("v1", "19,Late Comer\n")):
        with pytest.raises(KeyboardInterrupt):
            run(Batch(customers, out, {}), here(answer), "v1", stop)
        with customers.open("a", encoding="utf-8") as file:
            file.write(change)
        assert run(Batch(customers, out, {}), here(answer), state).resumed == 0


def test_a_damaged_checkpoint_is_started_anew(customers: Path, tmp_path: Path) -> None:
    parts = tmp_path / ".out.csv.parts"
    parts.mkdir()
    (parts / "state.json").write_text("{")
    assert run(Batch(customers, tmp_path / "out.csv", {}), here(answer), "v1").resumed == 0


def test_results_of_an_earlier_run_stay_until_the_new_ones_are_whole(customers: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    out.write_text("yesterday")

    def stop(_: Summary) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(Batch(customers, out, {}), here(answer), "v1", stop)
    assert out.read_text() == "yesterday"


def test_a_damaged_input_shows_before_any_answer(tmp_path: Path) -> None:
    broken = tmp_path / "broken.jsonl"
    broken.write_text('{"name": "Grey Heron"}\n{"name": \n')

    def never(_: Iterable[Subject]) -> Iterator[Verdict]:
        raise AssertionError("asked before the file was known to be whole")

    with pytest.raises(UnreadableTable):
        run(Batch(broken, tmp_path / "out.csv", {}), here(never), "v1")


@pytest.mark.parametrize(
    ("name", "text", "out", "told"),
    [
        ("in.csv", "id,name\n", "out.csv", "expected rows with customers"),
        ("in.csv", "id,balance\n1,2\n", "out.csv", "expected a column with names"),
        ("in.csv", "name\nx\n", "out.json", "expected an output of"),
        ("in.csv", "name\nx\n", "out.xls", "expected an output of"),
        ("in.csv", "name\nx\n", "out.docx", "expected a table"),
        ("in.docx", "name\nx\n", "out.csv", "expected a table"),
        ("in.csv", "name\nx\n", "nowhere/out.csv", "expected a folder to write to"),
    ],
)
def test_what_cannot_be_read_or_written_is_said(tmp_path: Path, name: str, text: str, out: str, told: str) -> None:
    (tmp_path / name).write_text(text)
    with pytest.raises(UnreadableTable, match=told):
        run(Batch(tmp_path / name, tmp_path / out, {}), here(answer), "v1")


def test_columns_may_be_said(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_text("X1,X2\nGrey Heron,7\n")
    summary = run(Batch(tmp_path / "in.csv", tmp_path / "out.jsonl", {"X1": "name", "X2": "id"}), here(answer), "v1")
    assert summary.columns == {"X1": "name", "X2": "id"}
    assert json.loads((tmp_path / "out.jsonl").read_text().splitlines()[0])["id"] == "7"


def test_an_old_encoding_is_told_and_read(tmp_path: Path) -> None:
    (tmp_path / "in.csv").write_bytes("name\nСерая цапля\n".encode("cp1251"))
    summary = run(Batch(tmp_path / "in.csv", tmp_path / "out.csv", {}), here(answer), "v1")
    assert any("Windows-1251" in words for words in summary.warnings)
    with (tmp_path / "out.csv").open(encoding="utf-8") as file:
        assert next(csv.DictReader(file))["name"] == "Серая цапля"


def test_a_name_that_no_encoding_holds_is_written_all_the_same(tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text('{"name": "half \\ud800 heron"}\n')
    run(Batch(tmp_path / "in.jsonl", tmp_path / "out.csv", {}), here(answer), "v1")
    assert "half" in (tmp_path / "out.csv").read_text(encoding="utf-8")
