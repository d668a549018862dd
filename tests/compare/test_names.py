"""What a name is made of: the role and the weight of each part. All names are invented."""

import pytest

from tizim.compare.names import prepare
from tizim.compare.rules_file import shipped

RULES = shipped()


def roles(words: str, *, person: bool) -> list[str]:
    return [part.role for part in prepare(words, RULES, person=person).parts]


@pytest.mark.parametrize(
    ("words", "person", "expected"),
    [
        ("Dr Temirlan bin Osgood", True, ["title", "word", "particle", "word"]),
        ("Dr Temirlan Works", False, ["word", "word", "word"]),
        ("Temirlan J. Osgood", True, ["word", "initial", "word"]),
        ("Al Nowhere", True, ["particle", "word"]),
        ("Nowhere Trading Ltd", False, ["word", "word", "legal"]),
        ("Nowhere Trading Ltd", True, ["word", "word", "word"]),
        ("Nowhere Limited Liability Company", False, ["word", "legal"]),
        ("Nowhere Works VII", False, ["word", "word", "number"]),
        ("Nowhere Works 12", False, ["word", "word", "number"]),
        ("Temirlan VII", True, ["word", "word"]),
    ],
)
def test_each_part_has_the_role_a_reader_would_give_it(words: str, person: bool, expected: list[str]) -> None:
    assert roles(words, person=person) == expected


def test_a_roman_number_reads_as_the_number_it_is() -> None:
    (roman,), (digits,) = (prepare(words, RULES, person=False).parts for words in ("VIII", "8"))
    assert roman.form == digits.form == "8"


def test_only_what_tells_something_by_itself_has_a_rarity() -> None:
    name = prepare("Dr Temirlan J. bin Osgood", RULES, person=True)
    assert [part.rarity > 0 for part in name.parts] == [False, True, False, False, True]
    assert name.telling == 3


def test_a_patronymic_knows_the_fathers_name_and_a_company_has_no_father() -> None:
    assert [part.root for part in prepare("Temirlan Osgoodovich", RULES, person=True).parts] == [None, "osgood"]
    assert [part.root for part in prepare("Osgoodovich Works", RULES, person=False).parts] == [None, None]


def test_a_name_in_letters_that_leave_vowels_out_is_no_rarer_than_it_sounds() -> None:
    (latin,), (arabic,) = (prepare(words, RULES, person=True).parts for words in ("Muhammad", "محمد"))
    assert 1.0 <= arabic.rarity <= latin.rarity
