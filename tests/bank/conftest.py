"""A bank in an empty folder. What it holds is made by each test (`made_up`)."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tizim.bank.bank import Bank


@pytest.fixture
def bank(tmp_path: Path) -> Iterator[Bank]:
    with Bank.open(tmp_path / "bank.db") as opened:
        yield opened
