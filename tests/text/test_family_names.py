"""Endings of family names. All are common ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.text.family_names import family_root, is_womans, name_within


@pytest.mark.parametrize(
    "forms",
    [
        ["ivanov", "ivanova", "ivanoff", "ivanow", "ivanovs", "ivanovas"],
        ["kowalski", "kowalska", "kowalskaya", "kowalskiy", "kowalskij", "kowalsky"],
        ["aliev", "alieva", "aliyev", "aliyeva"],
    ],
)
def test_the_forms_of_one_family_name_have_one_stem(forms: list[str]) -> None:
    assert len({family_root(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("form", "stem"), [("lavrovs", "lavrov"), ("sergejs", "sergej"), ("smith", None), ("osgood", None)]
)
def test_what_baltic_languages_add_is_taken_off(form: str, stem: str | None) -> None:
    assert family_root(form) == stem


@given(st.sampled_from(["ivan", "petr", "nurlan", "osman"]), st.sampled_from(["ov", "ova", "off", "ow"]))
def test_a_stem_is_its_own_stem(name: str, ending: str) -> None:
    root = family_root(name + ending)
    assert root is not None
    assert family_root(root) == root


def test_womens_forms_are_known() -> None:
    assert is_womans("ivanova")
    assert is_womans("kowalskaya")
    assert not is_womans("ivanov")


@pytest.mark.parametrize(
    ("form", "name"),
    [("asanov", "asan"), ("asanova", "asan"), ("nazarbayev", "nazarbay"), ("aliyeva", "ali"), ("orazow", "oraz"), ("smith", None), ("kowalski", None)],
)  # fmt: skip
def test_a_family_name_of_the_russian_pattern_holds_a_name(form: str, name: str | None) -> None:
    assert name_within(form) == name
