"""Korean syllables in four spellings and in Hangul."""

import pytest

from tizim.text.korean import is_family_name, joined, syllables_of


@pytest.mark.parametrize(
    "spellings",
    [
        "jong jung chong jeong 정",
        "chol cheol chul 철",
        "pak park bak 박",
        "ri lee rhee yi 이",
        "ro no noh roh 노",
        "un eun 은",
        "yong young yeong 영",
        "hui hee 희",
        "ryu yoo yu 유",
        "choe choi 최",
    ],
)
def test_spellings_of_one_syllable_share_what_they_may_be_with_hangul(spellings: str) -> None:
    *latin, hangul = spellings.split()
    assert all(syllables_of(one) & syllables_of(hangul) for one in latin)


@pytest.mark.parametrize(
    ("one", "other"), [("song", "tong"), ("숙", "sik"), ("주", "jo"), ("ha", "hwa"), ("min", "mun")]
)
def test_a_letter_makes_another_syllable(one: str, other: str) -> None:
    assert syllables_of(one)
    assert syllables_of(other)
    assert syllables_of(one).isdisjoint(syllables_of(other))


@pytest.mark.parametrize("word", ["", "smong", "quillfeather", "b", "7", "정식이", "أحمد"])
def test_what_is_no_syllable_nor_two_is_nothing(word: str) -> None:
    assert syllables_of(word) == frozenset()


def test_two_syllables_are_one_word_or_two() -> None:
    apart = joined(syllables_of("jong"), syllables_of("sik"))
    assert apart & syllables_of("jongsik")
    assert apart & syllables_of("정식")
    assert apart.isdisjoint(syllables_of("정숙"))


def test_family_names_are_known_in_both_alphabets() -> None:
    assert is_family_name("quillfeather", "kim")
    assert is_family_name("김", "정식")
    assert not is_family_name("quillfeather", "osgood")
