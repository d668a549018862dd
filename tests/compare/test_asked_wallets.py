"""A wallet that is none cannot be asked for: to call it clear would be wrong."""

import pytest

from tizim.compare.asked import understand
from tizim.compare.rules_file import shipped
from tizim.model.subject import Subject


@pytest.mark.parametrize("wallet", ["--", "x", "0x", "\ud800", "цццццццццццц"])
def test_what_cannot_be_an_address_is_left_out_with_a_warning(wallet: str) -> None:
    asked = understand(Subject(wallets=[wallet]), shipped())
    assert asked.facts.wallets == frozenset()
    assert asked.warnings == ("a wallet address is too short to be one; screened without it",)


def test_an_address_of_no_known_form_is_asked_as_it_is() -> None:
    asked = understand(Subject(wallets=["inventedname12"]), shipped())
    assert asked.facts.wallets == {"inventedname12"}
    assert asked.warnings == ()
