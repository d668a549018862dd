"""The ledger: what it applies, what it refuses, and that a broken step leaves no trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, inspect, text

from tizim.db.engine import open_engine, writing
from tizim.db.migrations import STEPS, Step, applied, migrate, pending, require_current
from tizim.db.schema import METADATA
from tizim.errors import BankError, BankTooNew


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(tmp_path / "bank.db")
    yield opened
    opened.dispose()


def described(engine: Engine) -> dict[str, object]:
    """Tables with their columns, keys and indexes, as the database tells them."""
    looked = inspect(engine)
    return {
        table: (
            [(one["name"], str(one["type"]), one["nullable"]) for one in looked.get_columns(table)],
            looked.get_pk_constraint(table)["constrained_columns"],
            sorted(
                (str(one["name"]), str(one["column_names"]), str(one["unique"])) for one in looked.get_indexes(table)
            ),
            [(one["constrained_columns"], one["referred_table"]) for one in looked.get_foreign_keys(table)],
        )
        for table in looked.get_table_names()
    }


def a_table(name: str) -> Step:
    return Step(f"2026-01 {name}", lambda connection: _make(connection, name))


def _make(connection: Connection, name: str) -> None:
    connection.execute(text(f"create table {name} (x integer)"))


def test_the_migrations_make_the_tables_of_the_schema(engine: Engine, tmp_path: Path) -> None:
    migrate(engine)
    expected = open_engine(tmp_path / "schema.db")
    METADATA.create_all(expected)
    assert described(engine) == described(expected)
    expected.dispose()


def test_migrating_again_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    migrate(engine)
    assert applied(engine) == tuple(step.name for step in STEPS)
    require_current(engine)


def test_only_what_is_left_is_applied(engine: Engine) -> None:
    first, second = a_table("one"), a_table("two")
    migrate(engine, [first])
    assert [step.name for step in pending(engine, [first, second])] == [second.name]
    with pytest.raises(BankError, match="'2026-01 two' is missing"):
        require_current(engine, [first, second])
    migrate(engine, [first, second])
    assert applied(engine) == (first.name, second.name)


def test_a_step_that_fails_leaves_no_trace_and_can_be_tried_again(engine: Engine) -> None:
    def broken(connection: Connection) -> None:
        connection.execute(text("create table two (x integer)"))
        raise RuntimeError("made up")

    with pytest.raises(RuntimeError, match="made up"):
        migrate(engine, [a_table("one"), Step("2026-01 two", broken)])
    assert applied(engine) == ("2026-01 one",)
    assert set(inspect(engine).get_table_names()) == {"migration", "one"}
    migrate(engine, [a_table("one"), a_table("two")])
    assert set(inspect(engine).get_table_names()) == {"migration", "one", "two"}


def test_a_step_that_another_process_applied_meanwhile_is_left_alone(engine: Engine) -> None:
    def meanwhile(connection: Connection) -> None:
        _make(connection, "one")
        connection.execute(text("insert into migration values (2, '2026-01 two')"))

    migrate(engine, [Step("2026-01 one", meanwhile), a_table("two")])
    assert set(inspect(engine).get_table_names()) == {"migration", "one"}


@pytest.mark.parametrize("stored", ["a later step", "another first step"])
def test_a_ledger_that_knows_more_than_we_do_is_refused(engine: Engine, stored: str) -> None:
    migrate(engine, [a_table("one")])
    with writing(engine) as connection:
        if stored == "a later step":
            connection.execute(text("insert into migration values (2, 'a later step')"))
        else:
            connection.execute(text("update migration set name = 'another first step'"))
    with pytest.raises(BankTooNew, match=f"{stored!r}"):
        migrate(engine, [a_table("one")])
