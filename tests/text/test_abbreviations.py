"""Usual shortenings of words of organisations' names."""

import pytest

from tizim.text.abbreviations import expansions_of


@pytest.mark.parametrize(
    ("short", "full"), [("intl", "international"), ("assn", "association"), ("govt", "government")]
)
def test_a_usual_shortening_is_expanded(short: str, full: str) -> None:
    assert full in expansions_of(short)


@pytest.mark.parametrize("form", ["international", "quillfeather", "st", "x"])
def test_other_words_and_very_short_ones_are_not(form: str) -> None:
    assert expansions_of(form) == ()
