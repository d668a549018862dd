"""Other forms and pet names of given names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.text.given_names import linked, links_of


@pytest.mark.parametrize(
    ("one", "other", "link"),
    [
        ("yusuf", "joseph", "variant"),
        ("aleksandr", "iskander", "variant"),
        ("mykola", "nikolai", "variant"),
        ("sasha", "aleksandr", "nickname"),
        ("bill", "william", "nickname"),
        ("zhenya", "evgeny", "nickname"),
        ("bill", "robert", None),
        ("ali", "alexander", None),
        ("ivan", "ivan", None),
        ("sergei", "andrei", None),
    ],
)
def test_names_are_linked_as_people_use_them(one: str, other: str, link: str | None) -> None:
    assert linked(one, other) == linked(other, one) == link


FORMS = st.sampled_from(
    "yusuf joseph aleksandr iskander mykola nikolai sasha bill william zhenya evgeny ali ivan alex".split()
)


@given(FORMS, FORMS)
def test_linked_names_share_a_key_and_others_do_not(one: str, other: str) -> None:
    shared = not set(links_of(one)).isdisjoint(links_of(other))
    assert shared == (linked(one, other) is not None) or one == other
