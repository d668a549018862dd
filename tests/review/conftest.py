"""A ledger, once in a file and once in a database of PostgreSQL."""

from collections.abc import Iterator

import pytest

from tests.places import Place
from tizim.review.ledger import Ledger


@pytest.fixture
def ledger(place: Place) -> Iterator[Ledger]:
    made = Ledger.open(place.path, url=place.url)
    yield made
    made.close()
