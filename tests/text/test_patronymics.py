import pytest

from tizim.text.patronymics import is_particle, particle_gender, patronymic_root


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


def test_what_follows_the_fathers_name_tells_son_or_daughter() -> None:
    assert {particle_gender(form) for form in ("uly", "ogli", "ogly", "uulu", "zoda")} == {"m"}
    assert {particle_gender(form) for form in ("kyzy", "qizi", "gyzy")} == {"f"}
    assert {particle_gender(form) for form in ("bin", "ibn", "ould", "ali")} == {None}
