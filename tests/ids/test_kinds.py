"""Each kind of identifier: its one form, and what is refused. Numbers are published specimens or made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.ids import KINDS, normal_form


@pytest.mark.parametrize(
    ("kind", "value", "form"),
    [
        ("iban", "GB82 WEST 1234 5698 7654 32", "GB82WEST12345698765432"),
        ("iban", "IBAN: kz86 125k zt50 0410 0100", "KZ86125KZT5004100100"),
        ("bic", "deutdeff", "DEUTDEFF"),
        ("swift", "SWIFT/BIC DEUTDEFFXXX", "DEUTDEFF"),
        ("bic", "DEUTDEFF500", "DEUTDEFF500"),
        ("lei", "5493 001K JTII GC8Y 1R12", "5493001KJTIIGC8Y1R12"),
        ("isin", "US0378331005", "US0378331005"),
        ("imo", "IMO 9074729", "9074729"),
        ("imo", "imo9074729", "9074729"),
        ("mmsi", "MMSI: 636 092 297", "636092297"),
        ("mmsi", "002320001", "002320001"),
        ("inn", "ИНН 7707083893", "7707083893"),
        ("ogrn", "ОГРН 1027700132195", "1027700132195"),
        ("edrpou", "32855961", "32855961"),
        ("uscc", "91110000600037341L", "91110000600037341L"),
        ("passport", "n 1234-567", "N1234567"),
        ("iin", "ИИН 990101300001", None),
    ],
)
def test_an_identifier_has_one_form(kind: str, value: str, form: str | None) -> None:
    assert normal_form(kind, value) == form


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("iban", "GB82WEST12345698765431"),
        ("iban", "XX82WEST12345698765432"),
        ("bic", "DEUTXXFF"),
        ("bic", "DEUTDEF"),
        ("lei", "5493001KJTIIGC8Y1R13"),
        ("isin", "US0378331006"),
        ("imo", "9074728"),
        ("mmsi", "123456789"),
        ("mmsi", "63609229"),
        ("inn", "7707083894"),
        ("ogrn", "1027700132196"),
        ("edrpou", "32855960"),
        ("rntrc", "1759013777"),
        ("uscc", "91110000600037342L"),
        ("wallet", "not a wallet"),
    ],
)
def test_a_wrong_check_digit_or_shape_has_none(kind: str, value: str) -> None:
    assert normal_form(kind, value) is None


def test_a_kind_nobody_knows_is_a_callers_mistake() -> None:
    with pytest.raises(KeyError, match="shoe-size"):
        normal_form("shoe-size", "43")


@given(
    st.sampled_from(sorted(KINDS)),
    st.one_of(st.text(max_size=40), st.from_regex(r"[A-Z0-9 .:-]{4,34}", fullmatch=True)),
)
def test_a_form_is_its_own_form_and_nothing_typed_breaks_it(kind: str, value: str) -> None:
    form = normal_form(kind, value)
    assert form is None or normal_form(kind, form) == form
