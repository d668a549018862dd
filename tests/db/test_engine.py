"""Opening a database and what its errors mean."""

from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest
from sqlalchemy import Connection, Engine, make_url, text
from sqlalchemy.exc import OperationalError

from tizim.db.engine import faults, open_engine, settle, shown, take_lock, writing
from tizim.errors import BankError, BankLocked


def test_a_database_has_a_path_or_a_url(tmp_path: Path) -> None:
    for path, url in ((None, None), (tmp_path / "bank.db", "sqlite://")):
        with pytest.raises(BankError, match="came both or neither"):
            open_engine(path, url)


def test_a_url_opens_a_database() -> None:
    engine = open_engine(url="sqlite://")
    with engine.connect() as connection:
        assert connection.execute(text("select 1")).scalar_one() == 1
    engine.dispose()


def test_what_is_written_is_committed_with_the_block_and_undone_by_an_error(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "bank.db")
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
        assert connection.exec_driver_sql("pragma journal_mode").scalar_one() == "wal"
        assert connection.exec_driver_sql("pragma synchronous").scalar_one() == 2
        assert connection.exec_driver_sql("pragma foreign_keys").scalar_one() == 1
        assert faults(connection) == []
    engine.dispose()


def test_two_writers_are_one_too_many(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "bank.db", busy=0.01)
    with writing(engine), pytest.raises(BankLocked, match=r"bank\.db: another process is updating it"), writing(engine):
        pass
    with writing(engine) as connection:
        connection.execute(text("create table t (x integer)"))
    engine.dispose()


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


@pytest.mark.parametrize("taken", [True, False])
def test_postgresql_is_locked_by_number(taken: bool) -> None:
    engine = open_engine(url="sqlite://")
    said: list[str] = []

    def execute(words: object, values: dict[str, int]) -> SimpleNamespace:
        said.append(f"{words} {sorted(values)}")
        return SimpleNamespace(scalar_one=lambda: taken)

    stand_in = cast(
        Connection, SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), engine=engine, execute=execute)
    )
    if taken:
        take_lock(stand_in)
    else:
        with pytest.raises(BankLocked):
            take_lock(stand_in)
    assert said == ["select pg_try_advisory_xact_lock(:number) ['number']"]
    assert faults(stand_in) == []
    engine.dispose()


def test_a_password_is_not_shown_and_only_a_file_is_settled() -> None:
    url = make_url("postgresql://tizim:made-up@localhost/bank")
    server = cast(Engine, SimpleNamespace(dialect=SimpleNamespace(name="postgresql"), url=url))
    settle(server)
    assert shown(server) == "postgresql://tizim:***@localhost/bank"
