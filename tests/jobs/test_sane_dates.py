"""A version dated after today would stand in the way of all that follow; one dated before all lists is damage."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.jobs.made_up import UN, organisation, un_list
from tizim.bank.bank import Bank
from tizim.errors import SuspiciousVersion, UnreadableSource
from tizim.jobs.ingest import Order, ingest
from tizim.sources.registry import source

ORDER = Order(origin="a test", loaded="2026-10-01T12:00:00Z", accept=("fewer-records",))


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with Bank.open(tmp_path / "bank.sqlite") as opened:
        yield opened


@pytest.mark.parametrize("day", ["2026-10-03", "2062-03-01", "9999-12-31", "1926-03-01", "0001-01-01"])
def test_a_date_that_cannot_be_is_refused_with_the_file_and_the_bounds(bank: Bank, tmp_path: Path, day: str) -> None:
    with pytest.raises(UnreadableSource, match=rf"un_{day}\.xml.*from 1970-01-01 to 2026-10-02, came {day}"):
        ingest(bank, source(UN), un_list(tmp_path, day), ORDER)
    assert bank.versions() == ()


def test_tomorrow_is_today_already_somewhere(bank: Bank, tmp_path: Path) -> None:
    assert ingest(bank, source(UN), un_list(tmp_path, "2026-10-02"), ORDER).entities == 10


def test_too_many_rejects_name_the_file_and_the_first_of_them(bank: Bank, tmp_path: Path) -> None:
    damaged = un_list(tmp_path, "2026-03-01", [organisation(1, "GREY HERON"), organisation(2, "")])
    with pytest.raises(
        SuspiciousVersion, match=r"un_2026-03-01\.xml.*1 of 2 records \(first: ENTITY 2: expected a name"
    ):
        ingest(bank, source(UN), damaged, ORDER)
