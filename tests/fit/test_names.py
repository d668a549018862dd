import pytest

from fit.aliases import FAR
from fit.names import keys, nearness, tells, words


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("Черешнев Пример Александрович", "Чєрєшньов Примєр Олександрович"),
        ("Anna Maria Mislany", "Mislany, Anna"),
        ("Aleksandr Mysalov", "Александр Мысалов"),
    ],
)
def test_spellings_of_one_name_are_near(name: str, other: str) -> None:
    assert nearness(name, (other,)) >= FAR


@pytest.mark.parametrize(
    ("name", "other"), [("The Carpenter", "Anna Mislany"), ("Example Orchard", "Green Meadow Group")]
)
def test_another_name_is_far(name: str, other: str) -> None:
    assert nearness(name, (other,)) < FAR


def test_words_are_the_same_in_any_order_and_case() -> None:
    assert words("MISLANY, Anna") == words("Anna Mislany")


def test_sounds_are_the_same_in_another_script() -> None:
    assert keys("Mysalov Ivan") & keys("Иван Мысалов")


def test_one_short_word_does_not_tell_who_it_is() -> None:
    assert not any(tells(key) for key in keys("Ali"))
    assert any(tells(key) for key in keys("Anna Mislany"))
