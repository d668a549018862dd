"""An empty bank, once on each database. What it holds is made by each test (`made_up`)."""

from collections.abc import Iterator

import pytest

from tests.places import Place
from tizim.bank.bank import Bank


@pytest.fixture
def bank(place: Place) -> Iterator[Bank]:
    with place.open() as opened:
        yield opened
