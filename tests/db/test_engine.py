"""Opening a database and what its errors mean."""

from pathlib import Path
from threading import Thread
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Engine, make_url, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from tests.places import Place
from tests.postgres import Server, serving_postgres
from tizim.bank.bank import Bank
from tizim.db.engine import faults, open_engine, settle, shown, writing
from tizim.errors import BankDamaged, BankError, BankLocked, BankUnreachable, SettingError


def test_a_database_has_a_path_or_a_url(tmp_path: Path) -> None:
    for path, url in ((None, None), (tmp_path / "bank.db", "postgresql://")):
        with pytest.raises(BankError, match="came both or neither"):
            open_engine(path, url)


def test_a_url_that_is_none_of_postgresql_is_refused_without_showing_a_password() -> None:
    for url in ("sqlite:///bank.db", "postgresql+psycopg2://tizim:made-up@localhost/bank", "made-up"):
        with pytest.raises(SettingError, match="expected a URL") as told:
            open_engine(url=url)
        assert "made-up@" not in str(told.value)


def test_what_is_written_is_committed_with_the_block_and_undone_by_an_error(place: Place) -> None:
    with place.engine() as engine:
        with writing(engine) as connection:
            connection.execute(text("create table t (x integer)"))

        def broken() -> None:
            with writing(engine) as connection:
                connection.execute(text("insert into t values (1)"))
                raise RuntimeError("made up")

        with pytest.raises(RuntimeError, match="made up"):
            broken()
        with engine.connect() as connection:
            assert connection.execute(text("select count(*) from t")).scalar_one() == 0
            assert faults(connection) == []


def test_what_is_committed_survives_a_loss_of_power(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "bank.db")
    with engine.connect() as connection:
        assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("pragma foreign_keys").scalar_one() == 1
    engine.dispose()


def test_two_writers_are_one_too_many(place: Place) -> None:
    with place.engine(busy=0.01) as engine:
        with writing(engine), pytest.raises(BankLocked, match="another process is updating it"), writing(engine):
            pass
        with writing(engine) as connection:
            connection.execute(text("create table t (x integer)"))


def test_a_second_writer_waits_for_the_first_and_sees_what_it_wrote(place: Place) -> None:
    seen: list[int] = []
    with place.engine(busy=60.0) as engine:
        with writing(engine) as connection:
            connection.execute(text("create table t (x integer)"))

        def second() -> None:
            with writing(engine) as connection:
                seen.append(connection.execute(text("select count(*) from t")).scalar_one())

        with writing(engine) as connection:
            waiting = Thread(target=second)
            waiting.start()
            waiting.join(0.3)
            connection.execute(text("insert into t values (1)"))
        waiting.join()
    assert seen == [1]


@pytest.mark.postgres
def test_a_reader_s_transaction_is_of_one_state_and_a_read_only_one_writes_nothing(on_postgres: Place) -> None:
    with on_postgres.engine() as writer, on_postgres.engine(read_only=True) as reader:
        with reader.connect() as reading:
            count = text("select count(*) from migration")
            before = reading.execute(count).scalar_one()
            with writing(writer) as connection:
                connection.execute(text("insert into migration values (99, 'made up')"))
            assert reading.execute(count).scalar_one() == before
        with pytest.raises(BankError, match="could not be read or written"), writing(reader) as connection:
            connection.execute(text("delete from migration"))


@pytest.mark.postgres
def test_a_server_that_is_stopped_is_told_and_one_that_is_back_is_used_again() -> None:
    with serving_postgres() as server:
        engine = open_engine(url=server.database())
        with engine.connect() as connection:
            server.stop()
            with pytest.raises(BankUnreachable, match=r"tizim.*expected an answer of the database server"):
                connection.execute(text("select 1"))
        with pytest.raises(BankUnreachable, match="nothing was changed"):
            engine.connect()
        server.start()
        with engine.connect() as connection:
            assert connection.execute(text("select 1")).scalar_one() == 1
        engine.dispose()


@pytest.mark.postgres
def test_a_database_that_is_not_there_is_unreachable(postgres: Server) -> None:
    with pytest.raises(BankUnreachable, match="no_such_bank"):
        Bank.open(url=postgres.url("no_such_bank"))


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("state", "expected"),
    [
        ("40001", BankLocked),  # serialization failure
        ("40P01", BankLocked),  # deadlock
        ("XX001", BankDamaged),  # data corrupted
        ("57P01", BankUnreachable),  # the server is shut down
        ("53100", BankError),  # disk full
        ("42501", BankError),  # insufficient privilege
    ],
)
def test_what_the_server_says_becomes_our_error(on_postgres: Place, state: str, expected: type[BankError]) -> None:
    with on_postgres.engine() as engine, engine.connect() as connection:
        with pytest.raises(BankError) as told:
            connection.execute(text(f"do $$ begin raise exception 'made up' using errcode = '{state}'; end $$"))
        assert type(told.value) is expected


@pytest.mark.postgres
def test_our_own_mistakes_keep_their_name_on_postgresql_too(on_postgres: Place) -> None:
    with (
        on_postgres.engine() as engine,
        engine.connect() as connection,
        pytest.raises(ProgrammingError, match="no_such_table"),
    ):
        connection.execute(text("select * from no_such_table"))


def test_a_path_that_is_no_file_says_so(tmp_path: Path) -> None:
    engine = open_engine(tmp_path)
    with pytest.raises(BankError, match="could not be read or written"):
        engine.connect()
    engine.dispose()


def test_our_own_mistakes_keep_their_name(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "bank.db")
    with engine.connect() as connection, pytest.raises(OperationalError, match="no such table"):
        connection.execute(text("select * from no_such_table"))
    engine.dispose()


def test_a_password_is_not_shown_and_only_a_file_is_settled() -> None:
    url = make_url("postgresql://tizim:made-up@localhost/bank")
    server = cast(Engine, SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), url=url))
    settle(server)
    assert shown(server) == "postgresql://tizim:***@localhost/bank"
