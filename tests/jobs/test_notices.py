"""What tells that a bank has changed."""

from pathlib import Path

import pytest

from tests.bank.made_up import entry, load
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.errors import BankUnreachable
from tizim.jobs.notices import PAUSE_SECONDS, of_database, of_files


def test_files_that_are_not_there_or_empty_are_left_out_and_a_write_changes_the_stamp(tmp_path: Path) -> None:
    notice = of_files([tmp_path / "bank.sqlite", tmp_path / "bank.sqlite-wal"])
    assert notice() == []
    with Bank.open(tmp_path / "bank.sqlite") as bank:
        empty = notice()
        load(bank, "2026-01-01", entry("A.1"))
        assert [] != notice() != empty


def test_a_write_of_another_process_changes_the_mark_of_a_database_and_reading_does_not(place: Place) -> None:
    with place.open() as bank, place.open() as other:
        notice = of_database(lambda: bank)
        empty = notice()
        load(other, "2026-01-01", entry("A.1"))
        written = notice()
        list(other.entries())
        assert empty != written == notice()


def test_a_server_that_does_not_answer_is_not_asked_again_at_once() -> None:
    now, asked = 100.0, 0

    def bank() -> Bank:
        nonlocal asked
        asked += 1
        raise BankUnreachable("made up")

    notice = of_database(bank, lambda: now)
    for _ in range(3):
        with pytest.raises(BankUnreachable, match="made up"):
            notice()
    assert asked == 1
    now += PAUSE_SECONDS
    with pytest.raises(BankUnreachable, match="made up"):
        notice()
    assert asked == 2
