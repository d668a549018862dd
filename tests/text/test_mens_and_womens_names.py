"""Names of men and women an ending apart."""

import pytest

from tizim.text.mens_and_womens_names import of_other_gender


@pytest.mark.parametrize(
    ("his", "hers"), [("michel", "michelle"), ("karim", "karima"), ("oleg", "olga"), ("angelo", "angela")]
)
def test_a_mans_and_a_womans_name_are_told_apart_in_either_order(his: str, hers: str) -> None:
    assert of_other_gender(his, hers)
    assert of_other_gender(hers, his)


@pytest.mark.parametrize(
    ("one", "other"), [("karim", "kareem"), ("ibrahim", "ibrahima"), ("mustaf", "mustafa"), ("karim", "karim")]
)
def test_spellings_of_one_gender_and_endings_that_say_nothing_are_not(one: str, other: str) -> None:
    assert not of_other_gender(one, other)
