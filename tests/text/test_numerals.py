"""Numbers in words. Bodies are invented."""

import pytest

from tizim.text.numerals import fold_numbers, number_of
from tizim.text.tokens import tokenise


@pytest.mark.parametrize(
    ("words", "folded"),
    [
        ("Brigade Forty 4", ["brigade", "44"]),
        ("Brigade forty four", ["brigade", "44"]),
        ("Twenty First Works", ["21", "works"]),
        ("1st Nowhere Bank", ["1", "nowhere", "bank"]),
        ("First Nowhere Bank", ["1", "nowhere", "bank"]),
        ("44th Brigade", ["44", "brigade"]),
        ("Первая фабрика", ["1", "fabrika"]),
        ("3% Works", ["3", "percent", "works"]),
        ("Nowhere Works", ["nowhere", "works"]),
        ("Forty Works", ["40", "works"]),
    ],
)
def test_numbers_in_words_are_numbers(words: str, folded: list[str]) -> None:
    assert [token.forms[0] for token in fold_numbers(tokenise(words))] == folded


@pytest.mark.parametrize("form", ["someone", "ten1", "onetwo", "stone", "12"])
def test_words_that_only_begin_like_numbers_are_none(form: str) -> None:
    assert number_of(form) is None
