"""The ledger: what it applies, what it refuses, and that a broken step leaves no trace."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, insert, inspect, text

from tests.bank.made_up import entry, load, root, says, version
from tests.places import Place
from tests.postgres import Server
from tizim.bank.timeline import version_row
from tizim.db.engine import writing
from tizim.db.migrations import STEPS, Step, applied, migrate, pending, require_current
from tizim.db.schema import METADATA, STATEMENT, VERSION
from tizim.errors import BankError, BankTooNew


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[list[Place]]:
    """Two places without a table."""
    if request.param == "sqlite":
        yield [Place(tmp_path / "bank.db"), Place(tmp_path / "other.db")]
        return
    server: Server = request.getfixturevalue("postgres")
    places = [Place(url=server.database(empty=True)) for _ in range(2)]
    yield places
    for one in places:
        server.drop(one.url or "")


@pytest.fixture
def engine(empty: list[Place]) -> Iterator[Engine]:
    with empty[0].engine() as opened:
        yield opened


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


def test_the_migrations_make_the_tables_of_the_schema(engine: Engine, empty: list[Place]) -> None:
    migrate(engine)
    with empty[1].engine() as expected:
        METADATA.create_all(expected)
        assert described(engine) == described(expected)


def an_older_bank(place: Place) -> None:
    """A bank as the first release left it, with two versions of a made-up list."""
    with place.engine() as engine:
        migrate(engine, STEPS[:1])
    said = says("A.1", "name", "Invented Works")
    with place.engine() as engine, writing(engine) as connection:
        facts = {"key": said.key, "dataset": said.dataset, "root": said.root, "entity": said.entity}
        facts |= {"schema": said.schema, "prop": said.prop, "value": said.value, "place": said.place}
        for number in (1, 2):
            connection.execute(insert(VERSION), version_row(number, version(f"2026-0{number}-01", 1)))
        connection.execute(insert(STATEMENT), facts | {"ordinal": 1, "link": 0, "seen_from": 1})


def test_a_bank_of_an_older_ledger_says_the_same_after_it_is_migrated(empty: list[Place]) -> None:
    an_older_bank(empty[0])
    with empty[0].engine() as engine:
        assert [step.name for step in pending(engine)] == [
            "2026-11 mark of the state",
            "2026-11 audit and receipts",
            "2026-11 review of alerts",
        ]
        migrate(engine)
    with empty[0].open() as bank:
        found = bank.verify()
        assert (found.findings, found.versions, found.statements) == ((), 2, 1)
        assert bank.entity(root("A.1")).caption == "Invented Works"
        before = bank.mark()
        load(bank, "2026-03-01", entry("A.1"))
        assert bank.mark() != before
        assert bank.verify().whole


@pytest.mark.postgres
def test_a_database_of_an_older_tizim_is_migrated_only_when_told_to(postgres: Server) -> None:
    place = Place(url=postgres.database(empty=True))
    an_older_bank(place)
    with pytest.raises(BankError, match=r"'2026-11 mark of the state' is missing.*type: tizim bank migrate"):
        place.open()
    with place.engine() as engine:
        migrate(engine)
    place.open().close()


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
