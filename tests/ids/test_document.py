"""Document numbers and the key two are compared by."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.ids import document_key, normal_form


@pytest.mark.parametrize(
    ("written", "key"),
    [
        (" ab-123 456 ", "AB123456"),
        ("No. 12/34.56", "123456"),
        ("№ АВ 123456", "AB123456"),
        ("#A-1", "A1"),
        ("NO1234567", "NO1234567"),
        ("A٠١٢٣", "A0123"),
        ("Ａ１２３", "A123"),
        ("О0", "O0"),
        ("ЖШ 7", "ЖШ7"),
        ("---", ""),
        ("", ""),
    ],
)
def test_what_is_writing_falls_away_and_what_is_number_stays(written: str, key: str) -> None:
    assert document_key(written) == key


def test_letters_and_digits_that_look_alike_stay_apart() -> None:
    assert document_key("O123") != document_key("0123")
    assert document_key("I123") != document_key("1123")


@pytest.mark.parametrize("value", ["", "AB", "passport", "12", "1" * 41])
def test_what_cannot_be_a_document_number_has_no_form(value: str) -> None:
    assert normal_form("passport", value) is None


@given(st.text(max_size=30))
def test_a_key_is_its_own_key(value: str) -> None:
    key = document_key(value)
    assert document_key(key) == key


@given(
    st.text("ABCDEFGHIJKLMPQRSTUVWXYZ0123456789", min_size=1, max_size=15),
    st.sampled_from([" ", "-", "/", ".", "\u00a0", "\u200e"]),
)
def test_separators_anywhere_give_the_same_key(number: str, separator: str) -> None:
    assert document_key(separator.join(number.lower())) == number
