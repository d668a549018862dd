import pytest

from tizim.text.patronymics import is_particle, patronymic_root


@pytest.mark.parametrize(
    ("form", "root", "gender"),
    [
        ("petrovich", "petr", "m"), ("petrovych", "petr", "m"), ("petrovitch", "petr", "m"), ("petrovna", "petr", "f"), ("aliyevich", "ali", "m"),
        ("alievna", "ali", "f"), ("volodymyrivna", "volodymyr", "f"), ("nikitichna", "nikit", "f"), ("nursultanuly", "nursultan", "m"),
        ("nursultanovich", "nursultan", "m"), ("bakytuulu", "bakyt", "m"), ("mamedogly", "mamed", "m"), ("mammadoglu", "mammad", "m"),
        ("karimogli", "karim", "m"), ("karimugli", "karim", "m"), ("anarkyzy", "anar", "f"), ("anarqyzy", "anar", "f"), ("gulnorqizi", "gulnor", "f"),
        ("salimzoda", "salim", "m"), ("salimzade", "salim", "m"), ("iranpour", "iran", "m"), ("irandokht", "iran", "f"),
    ],
)  # fmt: skip
def test_a_suffix_gives_the_stem_and_the_gender(form: str, root: str, gender: str) -> None:
    assert patronymic_root(form) == (root, gender)


@pytest.mark.parametrize("form", ["rashid", "ivanov", "aliyeva", "oglu", "uly", "kyzy", "ilich", "", "anna", "evich"])
def test_other_tokens_are_no_patronymics(form: str) -> None:
    assert patronymic_root(form) is None


def test_particles_stand_alone() -> None:
    assert all(map(is_particle, ("ibn", "bin", "ben", "bint", "binti", "ould", "uly", "ogly", "uulu", "kyzy", "qizi")))
    assert not any(map(is_particle, ("ali", "binali", "petrovich", "al", "")))
