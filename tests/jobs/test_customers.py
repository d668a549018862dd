"""A rescreen after any change gives the answers that screening everybody anew gives. All lists are made up."""

import json
import os
from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tizim.errors import NoSuchVersion, NothingKept, NothingLoaded, SnapshotError, SubjectError, UnreadableTable
from tizim.jobs.customers import Alerts
from tizim.jobs.results import COLUMNS
from tizim.tables import json_line, write_rows

WORDS = ("Quill", "Heron", "Bakery")


def load(tz: tizim.Tizim, folder: Path, day: str, records: dict[int, str]) -> None:
    made = [organisation(number, words) for number, words in records.items()]
    tz.lists.add(UN, un_list(folder, day, made), accept=["fewer-records"], excerpt=False)


def customer_file(folder: Path) -> Path:
    file = folder / "clients.csv"
    with write_rows(file, "csv", ("id", "name", "kind")) as writer:
        every = [f"{name} {word}" for name in NAMES for word in WORDS] + ["", "Wholly Unlisted Bakers"]
        writer.extend({"id": str(n), "name": name, "kind": "organization"} for n, name in enumerate(every))
    return file


def answers(file: Path) -> dict[int, list[dict[str, object]]]:
    """Rows of a file of results by customer."""
    found: dict[int, list[dict[str, object]]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        # The date of the list's version is that of the answer: who is not touched has the earlier one.
        for dated in ("searched", "listing"):
            row.pop(dated)
        found.setdefault(row["row"], []).append(row)
    return found


@settings(deadline=None, max_examples=8)
@given(
    st.lists(st.dictionaries(st.integers(1, 9), st.sampled_from(WORDS), min_size=1, max_size=9), min_size=1, max_size=3)
)
def test_a_rescreen_gives_the_answers_of_everybody_anew(updates: list[dict[int, str]]) -> None:
    home = Path(mkdtemp())
    with tizim.open(home) as tz:
        load(tz, home, "2022-01-01", dict(enumerate(NAMES[:9], 1)))
        tz.customers.add(customer_file(home))
        first = tz.customers.rescreen(home / "first.jsonl")
        assert (first.everybody, first.asked) == ("they were never screened", first.customers)
        known = answers(home / "first.jsonl")
        for year, update in enumerate(updates, 2023):
            load(tz, home, f"{year}-01-01", {number: f"{NAMES[number]} {word}" for number, word in update.items()})
            rescreened = tz.customers.rescreen(home / "again.jsonl")
            again = answers(home / "again.jsonl")
            assert len(again) == rescreened.asked
            known |= again
            tz.customers.rescreen(home / "all.jsonl", all_of_them=True)
            assert known == answers(home / "all.jsonl")


@pytest.fixture
def tz(tmp_path: Path) -> Iterator[tizim.Tizim]:
    with tizim.open(tmp_path / "home") as opened:
        load(opened, tmp_path, "2024-01-01", dict(enumerate(NAMES[:9], 1)))
        yield opened


def test_a_change_asks_only_whom_it_touches(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    out = tmp_path / "out.csv"
    tz.customers.rescreen(out)
    assert tz.customers.rescreen(out).asked == 0
    same = dict(enumerate(NAMES[:9], 1))
    load(tz, tmp_path, "2025-01-01", same | {1: "Wholly Unlisted Bakers"})
    changed = tz.customers.rescreen(out)
    assert changed.everybody == ""
    assert 0 < changed.asked < changed.customers
    assert "Wholly Unlisted Bakers" in out.read_text()
    assert changed.alerts >= 1


def test_other_thresholds_ask_everybody(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    tz.customers.rescreen(tmp_path / "out.csv")
    tuning = tz.tune([])
    tz.use_thresholds(tuning, possible=0.5, hit=0.9)
    assert "thresholds" in tz.customers.rescreen(tmp_path / "out.csv").everybody


def test_what_was_added_is_told_and_can_be_taken_out(tz: tizim.Tizim, tmp_path: Path) -> None:
    assert tz.customers.status() == ()
    tz.customers.add(customer_file(tmp_path))
    tz.customers.add(customer_file(tmp_path), "others")
    assert [(one.name, one.customers, one.screened) for one in tz.customers.status()] == [
        ("clients", 3 * len(NAMES) + 2, None),
        ("others", 3 * len(NAMES) + 2, None),
    ]
    tz.customers.rescreen(tmp_path / "out.csv", "others")
    tz.customers.remove("clients")
    (left,) = tz.customers.status()
    assert left.screened is not None
    assert left.screened[UN].startswith("2024-01-01")


def test_a_file_that_cannot_be_read_leaves_what_was_there(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    (tmp_path / "clients.csv").write_text("a,b\n")
    with pytest.raises(UnreadableTable):
        tz.customers.add(tmp_path / "clients.csv")
    assert [one.name for one in tz.customers.status()] == ["clients"]


@pytest.mark.parametrize("name", ["", "../x", ".x", "a/b", "x" * 81])
def test_a_name_that_is_no_folder_is_refused(tz: tizim.Tizim, tmp_path: Path, name: str) -> None:
    with pytest.raises(SubjectError, match="name"):
        tz.customers.add(customer_file(tmp_path), name)


def test_whom_to_screen_must_be_said_where_there_are_several_or_none(tz: tizim.Tizim, tmp_path: Path) -> None:
    with pytest.raises(SubjectError, match="tizim customers add"):
        tz.customers.rescreen(tmp_path / "out.csv")
    tz.customers.add(customer_file(tmp_path))
    tz.customers.add(customer_file(tmp_path), "others")
    with pytest.raises(SubjectError, match="clients, others"):
        tz.customers.rescreen(tmp_path / "out.csv")
    with pytest.raises(SubjectError, match="clients, others"):
        tz.customers.remove("nobody")
    with pytest.raises(UnreadableTable):
        tz.customers.rescreen(tmp_path / "out.ods", "others")


def test_an_index_of_other_rules_says_to_add_the_file_again(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    manifest = tz.home / "customers" / "clients" / "register" / "register.json"
    manifest.write_text(manifest.read_text().replace(tz.rules.version, "0-0badcafe"))
    with pytest.raises(SnapshotError, match="tizim customers add"):
        tz.customers.rescreen(tmp_path / "out.csv")
    manifest.write_text("{")
    with pytest.raises(SnapshotError, match="tizim customers add"):
        tz.customers.rescreen(tmp_path / "out.csv")


def rows_of(alerts: Alerts) -> dict[int, list[dict[str, object]]]:
    """Rows of answers by customer, without what is dated."""
    found: dict[int, list[dict[str, object]]] = {}
    for part in alerts.parts:
        for line in part.text.splitlines():
            row = json.loads(json_line(json.loads(line), COLUMNS))
            for dated in ("searched", "listing"):
                row.pop(dated)
            found.setdefault(row["row"], []).append(row)
    return found


def test_alerts_are_what_a_rescreen_writes_and_leave_what_it_goes_by(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    out = tmp_path / "out.jsonl"
    assert tz.customers.alerts().everybody == "they were never screened"
    tz.customers.rescreen(out)
    load(tz, tmp_path, "2025-01-01", dict(enumerate(NAMES[:9], 1)) | {1: "Wholly Unlisted Bakers"})
    found = tz.customers.alerts(together=2)
    since = tz.customers.alerts(since={UN: "2024-01-01"})
    assert (found.asked, found.searched) == (since.asked, since.searched)
    came = rows_of(found)
    assert came == rows_of(since)
    again = tz.customers.rescreen(out)
    assert (again.asked, again.changed) == (found.asked, found.changed)
    assert came == answers(out)
    assert tz.customers.alerts().asked == 0
    assert tz.customers.alerts(since={UN: "2025"}).asked == 0
    assert tz.customers.alerts(since={UN: None}).asked >= found.asked
    assert tz.customers.alerts(all_of_them=True).asked == found.customers


def test_what_is_asked_since_must_be_a_version_of_a_list_that_answers(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    for dates in ("1999-01-01", ""):
        with pytest.raises(NoSuchVersion, match="since: expected a version"):
            tz.customers.alerts(since={UN: dates})
    with pytest.raises(NothingLoaded, match="since: expected a list that answers"):
        tz.customers.alerts(since={"no_such_list": None})


def test_customers_are_changed_added_and_taken_out_and_only_they_are_asked_anew(
    tz: tizim.Tizim, tmp_path: Path
) -> None:
    tz.customers.add(customer_file(tmp_path))
    out = tmp_path / "out.jsonl"
    tz.customers.rescreen(out)
    known = answers(out)
    changes = {
        "3": tizim.Subject(kind="Organization", names=["Quiet Bakers"]),
        "4": None,
        "N-1": tizim.Subject(kind="Organization", names=[NAMES[2]]),
        "N-2": None,
    }
    done = tz.customers.change("clients", changes)
    assert (done.changed, done.added, done.removed) == (1, 1, 1)
    assert done.registered.customers == 3 * len(NAMES) + 2
    again = tz.customers.change("clients", {"5": tizim.Subject(names=["Another Quiet Baker"])})
    assert again.changed == 1
    rescreened = tz.customers.rescreen(out)
    assert rescreened.asked == 3
    fresh = answers(out)
    assert {row["id"] for rows in fresh.values() for row in rows} == {"3", "5", "N-1"}
    (gone,) = [number for number, rows in known.items() if rows[0]["id"] == "4"]
    del known[gone]
    tz.customers.rescreen(out, all_of_them=True)
    assert known | fresh == answers(out)
    assert tz.customers.rescreen(out).asked == 0


def test_changes_of_customers_that_were_never_screened_leave_them_so(tz: tizim.Tizim, tmp_path: Path) -> None:
    tz.customers.add(customer_file(tmp_path))
    tz.customers.change("clients", {"1": tizim.Subject(names=["Quiet Bakers"])})
    assert tz.customers.status()[0].screened is None


def test_of_rows_of_one_number_one_is_left(tz: tizim.Tizim, tmp_path: Path) -> None:
    (tmp_path / "twice.csv").write_text("id,name\n1,One Baker\n1,Other Baker\n2,Third Baker\n")
    tz.customers.add(tmp_path / "twice.csv")
    done = tz.customers.change("twice", {"1": tizim.Subject(names=["Only Baker"])})
    assert (done.changed, done.removed, done.registered.customers) == (1, 1, 2)


def test_changes_that_cannot_be_made_leave_everybody(tz: tizim.Tizim, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("id,name\n1,One Baker\n")
    tz.customers.add(tmp_path / "one.csv")
    with pytest.raises(SubjectError, match="somebody to be left"):
        tz.customers.change("one", {"1": None})
    with pytest.raises(SubjectError, match="id: expected"):
        tz.customers.change("one", {" ": None})
    with pytest.raises(NothingKept):
        tz.customers.change("other", {"1": None})
    assert tz.customers.status()[0].customers == 1


def test_what_a_killed_upload_left_is_removed_a_day_later(tz: tizim.Tizim, tmp_path: Path) -> None:
    left = tz.home / "customers" / ".adding-killed"
    left.mkdir(parents=True)
    tz.customers.add(customer_file(tmp_path))
    assert left.exists(), "it may be another process's"
    os.utime(left, (0, 0))
    tz.customers.add(customer_file(tmp_path))
    assert [one.name for one in (tz.home / "customers").iterdir() if one.is_dir()] == ["clients"]
