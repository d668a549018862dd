"""An older bank is migrated on a copy first; the bank itself follows only where the copy is whole."""

import pytest
from sqlalchemy import Connection, inspect, text

from tests.bank.made_up import entry, load, root
from tests.places import OLDER, Place
from tizim.db.migrations import STEPS, Step, applied
from tizim.errors import BankError
from tizim.jobs.migrating import migrate_bank

"""back to the tables of the first release"""


@pytest.fixture
def older(place: Place) -> Place:
    """A bank of the first release, with two versions."""
    with place.open() as bank:
        load(bank, "2026-01-01", entry("A.1", "Old Works"))
        load(bank, "2026-02-01", entry("A.1", "New Works"))
    place.tamper(*OLDER)
    return place


def ledger(place: Place) -> tuple[str, ...]:
    with place.engine() as engine:
        return applied(engine)


def left_behind(place: Place) -> list[str]:
    """Copies that are still there."""
    if place.path is not None:
        return [child.name for child in place.path.parent.glob(".rehearsal*")]
    with place.engine() as engine:
        return [name for name in inspect(engine).get_schema_names() if name.startswith("tizim_rehearsal")]


def test_a_rehearsal_says_what_would_be_done_and_leaves_the_bank_as_it_was(older: Place) -> None:
    rehearsed = migrate_bank(older.path, older.url, rehearse_only=True)
    assert (rehearsed.steps, rehearsed.findings, rehearsed.done) == (
        ("2026-11 mark of the state", "2026-11 audit and receipts", "2026-11 users and keys", "2026-11 sessions"),
        (),
        False,
    )
    assert (rehearsed.versions, rehearsed.statements) == (2, 4)
    assert len(ledger(older)) == 1
    assert left_behind(older) == []


def test_a_bank_is_migrated_after_its_copy_was_whole(older: Place) -> None:
    assert migrate_bank(older.path, older.url).done
    assert ledger(older) == tuple(step.name for step in STEPS)
    with older.open() as bank:
        assert bank.entity(root("A.1"), "2026-01-15").caption == "Old Works"
        assert bank.verify().whole
    again = migrate_bank(older.path, older.url)
    assert (again.steps, again.done) == ((), True)


def test_a_bank_whose_copy_contradicts_itself_is_left_as_it_was(older: Place) -> None:
    older.tamper("delete from statement where value = 'New Works'", "update version set entities = 7 where id = 2")
    found = migrate_bank(older.path, older.url)
    assert any("was written with 7 entries" in finding for finding in found.findings)
    assert not found.done
    assert len(ledger(older)) == 1


def test_a_step_that_fails_on_the_copy_leaves_the_bank_and_no_copy_behind(older: Place) -> None:
    def broken(connection: Connection) -> None:
        connection.execute(text("create table half (x integer)"))
        raise RuntimeError("made up")

    with pytest.raises(RuntimeError, match="made up"):
        migrate_bank(older.path, older.url, steps=[*STEPS, Step("2026-12 broken", broken)])
    assert len(ledger(older)) == 1
    assert left_behind(older) == []
    with older.engine() as engine:
        assert not inspect(engine).has_table("half")


@pytest.mark.postgres
def test_a_role_that_may_not_make_a_schema_is_told(on_postgres: Place) -> None:
    on_postgres.tamper(*OLDER, "drop role if exists guest", "create role guest login in role pg_read_all_data")
    with pytest.raises(BankError, match="permission denied"):
        migrate_bank(None, (on_postgres.url or "").replace("user=tizim", "user=guest"))
