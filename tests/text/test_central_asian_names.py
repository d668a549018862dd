"""Given names that sound alike and are other names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.text.central_asian_names import names_in


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("marat", "murat"), ("askar", "askat"), ("karim", "kasym"), ("nodir", "qodir"), ("meret", "myrat"), ("maksat", "maqsut"), ("serik", "berik"),
        ("karimov", "kasymov"), ("rahimova", "rahmonova"), ("nazarov", "nazarbayev"), ("zafarovich", "jafarovich"), ("salimzoda", "salomatzoda"),
    ],
)  # fmt: skip
def test_near_names_are_other_names(one: str, other: str) -> None:
    assert names_in(one)
    assert names_in(other)
    assert names_in(one).isdisjoint(names_in(other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("murat", "myrat"), ("murat", "murodov"), ("bolat", "bulatovich"), ("khasan", "asan"), ("yerlan", "erlanuly"), ("dzhakhongir", "jahongir"),
        ("zhumabek", "dzhumabekov"), ("qodir", "kadyrova"), ("yusuf", "zhusip"), ("usmonov", "ospan"), ("davlatzoda", "dowlet"), ("ghayrat", "gayrat"),
    ],
)  # fmt: skip
def test_spellings_and_what_is_made_of_a_name_are_that_name(one: str, other: str) -> None:
    assert names_in(one)
    assert names_in(one) == names_in(other)


def test_a_name_of_two_known_ones_is_known() -> None:
    assert names_in("abylkasym") == names_in("abilqosimov")
    assert names_in("qodirali").isdisjoint(names_in("qodir"))
    assert names_in("khodzhamuradov") & names_in("hojamyradow")


@pytest.mark.parametrize("form", ["osgood", "quillfeather", "ov", "", "uly"])
def test_other_words_are_no_known_name(form: str) -> None:
    assert names_in(form) == frozenset()


@given(
    st.sampled_from("murat karim aibek zhumabek rustam sherzod serdar".split()),
    st.sampled_from("ov ova uly ovich".split()),
)
def test_every_ending_leaves_the_name(name: str, ending: str) -> None:
    assert names_in(name + ending) == names_in(name)
