"""The door: versions, two updaters, readers beside a writer, read-only banks, damaged files."""

from pathlib import Path

import pytest

from tests.bank.made_up import DATASET, entry, load, root, version
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.errors import BankDamaged, BankError, BankLocked, BankTooNew, NoSuchVersion, SubjectError
from tizim.model.version import Rejected
from tizim.sources.reading import Unreadable


def test_versions_come_by_data_set_and_date(bank: Bank) -> None:
    load(bank, "2026-02-01T10:00:00Z", entry("A.1"))
    load(bank, "2026-01-01T10:00:00Z", entry("A.1"), history=True)
    with bank.update("another_list") as update:
        update.commit(version("2026-03-01", 0, dataset="another_list"), [], [])
    assert [one.label for one in bank.versions()] == [
        "another_list@2026-03-01",
        "made_up_list@2026-01-01T10:00:00Z",
        "made_up_list@2026-02-01T10:00:00Z",
    ]
    assert [one.dataset for one in bank.versions("another_list")] == ["another_list"]
    assert bank.versions("no_such_list") == ()


def test_a_version_is_read_back_as_it_was_written(bank: Bank) -> None:
    made = version(
        "2026-01-01",
        0,
        fields={"NAME": 3, "ИМЯ": 1},
        excerpt=True,
        accepted=("field:ИМЯ (a person, 2026-09-01)",),
        sha256="abc",
    )
    with bank.update(DATASET) as update:
        update.commit(made, [], [])
    assert bank.versions() == (made,)
    assert bank.has(DATASET, "abc")
    assert not bank.has(DATASET, "abd")
    assert not bank.has("another_list", "abc")


@pytest.mark.parametrize(
    ("known_at", "published"),
    [
        (None, "2026-02-01T10:00:00Z"),
        ("2026-02-01", "2026-02-01T10:00:00Z"),
        ("2026-02-01T10:00:00Z", "2026-02-01T10:00:00Z"),
        ("2026-02-01T09:59:59Z", "2026-01-01T10:00:00Z"),
        ("2026-02-01T11:30:00+02:00", "2026-01-01T10:00:00Z"),
        ("2026-02-01T10:00:00", "2026-02-01T10:00:00Z"),
        ("2026-01-01", "2026-01-01T10:00:00Z"),
        ("2025-12-31", None),
    ],
)
def test_the_latest_version_known_at_a_time(bank: Bank, known_at: str | None, published: str | None) -> None:
    load(bank, "2026-01-01T10:00:00Z", entry("A.1"))
    load(bank, "2026-02-01T10:00:00Z", entry("A.1"))
    found = bank.latest(DATASET, known_at)
    assert (found and found.published) == published


def test_a_time_that_is_none_is_the_callers_mistake(bank: Bank) -> None:
    load(bank, "2026-01-01", entry("A.1"))
    with pytest.raises(SubjectError, match=r"expected a date such as 2026-02-27.*came 'yesterday'"):
        bank.latest(DATASET, "yesterday")


def test_the_state_is_that_of_the_newest_versions(bank: Bank) -> None:
    assert bank.state() == ()
    load(bank, "2026-02-01", entry("A.1"))
    assert bank.state() == ((DATASET, "2026-02-01", "digest of 2026-02-01"),)
    load(bank, "2026-01-01", entry("A.1"), history=True)
    assert bank.state() == ((DATASET, "2026-02-01", "digest of 2026-02-01"),)


def test_notes_of_a_list_that_is_not_there(bank: Bank) -> None:
    with pytest.raises(NoSuchVersion, match="came 'no_such_list'"):
        bank.unreadable("no_such_list")


def test_a_second_updater_is_told_and_readers_keep_the_old_version(place: Place) -> None:
    with place.open() as one, place.open(busy=0.01) as other, place.open(read_only=True) as reader:
        load(one, "2026-01-01", entry("A.1", "Old Works"))
        with one.update(DATASET) as update:
            for said in entry("A.1", "New Works"):
                update.add(said)
            with pytest.raises(BankLocked, match="another process is updating"), other.update(DATASET):
                pass
            assert reader.entity(root("A.1")).caption == "Old Works"
            started = reader.entries()
            update.commit(version("2026-02-01", 1), [], [])
        assert [entity.caption for entity, _ in started] == ["New Works"]
        assert reader.entity(root("A.1")).caption == "New Works"
        load(other, "2026-03-01", entry("A.1", "Newest Works"))
        assert one.entity(root("A.1")).caption == "Newest Works"


def test_a_stream_of_entries_is_of_one_state(place: Place) -> None:
    with place.open() as writer, place.open(read_only=True) as reader:
        load(writer, "2026-01-01", [one for number in range(3) for one in entry(f"A.{number}", "Old Works")])
        stream = reader.entries()
        first, _ = next(stream)
        load(writer, "2026-02-01", [one for number in range(3) for one in entry(f"A.{number}", "New Works")])
        assert [first.caption, *(entity.caption for entity, _ in stream)] == ["Old Works"] * 3


def test_the_file_stays_as_it_is_until_somebody_writes_again(tmp_path: Path) -> None:
    path, log = tmp_path / "bank.db", tmp_path / "bank.db-wal"
    with Bank.open(path) as bank:
        load(bank, "2026-01-01", entry("A.1"))
        looked = path.stat()
        assert log.stat().st_size == 0
    with Bank.open(path) as bank, Bank.open(path, read_only=True) as reader:
        assert reader.entity(root("A.1")) == bank.entity(root("A.1"))
    assert (path.stat().st_size, path.stat().st_mtime_ns) == (looked.st_size, looked.st_mtime_ns)


def test_a_reader_in_the_middle_of_a_stream_does_not_hold_a_writer_up(place: Place) -> None:
    with place.open(busy=60.0) as writer, place.open(read_only=True) as reader:
        load(writer, "2026-01-01", [one for number in range(3) for one in entry(f"A.{number}", "Old Works")])
        stream = reader.entries()
        next(stream)
        load(writer, "2026-02-01", entry("A.1", "New Works"))
        load(writer, "2026-03-01", entry("A.1", "Newest Works"))
        assert len(list(stream)) == 2


def test_a_frozen_bank_stays_as_it_was_whatever_is_written(place: Place) -> None:
    with place.open() as bank, place.open() as other:
        load(bank, "2026-01-01", entry("A.1", "Old Works"))
        with bank.frozen() as then:
            load(other, "2026-02-01", entry("A.1", "New Works"))
            assert then.entity(root("A.1")).caption == "Old Works"
            assert [entity.caption for entity, _ in then.entries()] == ["Old Works"]
            assert [one.published for one in then.versions()] == ["2026-01-01"]
            assert then.mark() != bank.mark()
        assert bank.entity(root("A.1")).caption == "New Works"


def test_the_mark_changes_with_every_version_and_is_the_same_for_the_same_loads(place: Place, tmp_path: Path) -> None:
    with place.open() as bank, Bank.open(tmp_path / "twin.sqlite") as twin:
        marks = []
        for day in ("2026-02-01", "2026-03-01", "2026-01-01"):
            for one in (bank, twin):
                load(one, day, entry("A.1", f"Works of {day}"), history=True)
            assert bank.mark() == twin.mark()
            marks.append(bank.mark())
        assert len({"", *marks}) == 4
        assert bank.verify().whole


def test_a_read_only_bank_writes_nothing(place: Place) -> None:
    with place.open() as bank:
        load(bank, "2026-01-01", entry("A.1"))
    with place.open(read_only=True) as bank:
        assert bank.entity(root("A.1")).reference == "A.1"
        with pytest.raises(BankError, match=r"read-?only"):
            load(bank, "2026-02-01", entry("A.1"))


def test_a_read_only_bank_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(BankError, match="expected a bank in"):
        Bank.open(tmp_path / "absent.db", read_only=True)
    assert not (tmp_path / "absent.db").exists()


def test_a_bank_of_a_later_tizim_is_refused(place: Place) -> None:
    place.open().close()
    place.tamper("insert into migration values (99, 'a later step')")
    for read_only in (False, True):
        with pytest.raises(BankTooNew, match=r"later tizim.*'a later step'"):
            place.open(read_only=read_only)


def test_an_empty_file_is_no_bank_to_read(tmp_path: Path) -> None:
    (tmp_path / "bank.db").touch()
    with pytest.raises(BankError, match="an older tizim wrote it"):
        Bank.open(tmp_path / "bank.db", read_only=True)


def a_bank(path: Path) -> None:
    with Bank.open(path) as bank:
        load(
            bank,
            "2026-01-01",
            [one for number in range(400) for one in entry(f"A.{number}", "Made-up Works", "Other Words")],
        )


def test_a_file_that_is_no_database_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    path.write_bytes(b"Dear Sir or Madam, " * 1000)
    with pytest.raises(BankDamaged, match=r"bank\.db: expected a whole SQLite database"):
        Bank.open(path)


def test_a_truncated_file_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    a_bank(path)
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3])
    with pytest.raises(BankDamaged, match=r"bank\.db: expected a whole SQLite database"), Bank.open(path) as bank:
        list(bank.entries())


def test_overwritten_pages_are_damaged_and_verify_says_so(tmp_path: Path) -> None:
    path = tmp_path / "bank.db"
    a_bank(path)
    content = bytearray(path.read_bytes())
    middle = len(content) // 2
    content[middle : middle + 40_000] = b"\xff" * 40_000
    path.write_bytes(content)
    with Bank.open(path) as bank:
        found = bank.verify()
        assert not found.whole
        with pytest.raises(BankDamaged):
            list(bank.entries())


def test_notes_are_those_of_the_newest_version_unless_another_is_named(bank: Bank) -> None:
    days = ("2026-01-01", "2026-02-01", "2026-03-01")
    for day in days:
        notes = [Unreadable("BORN", f"words of {day}", "BORN", "no date")]
        load(bank, day, entry("A.1"), rejects=[Rejected(f"row of {day}", "", "no name")], unreadable=notes)
    assert [one.place for one in bank.rejects(DATASET)] == ["row of 2026-03-01"]
    assert [one.value for one in bank.unreadable_values(DATASET)] == ["words of 2026-03-01"]
    assert bank.unreadable(DATASET) == 1
    for day in days:
        assert [one.place for one in bank.rejects(DATASET, day)] == [f"row of {day}"]
