"""Foreign names as they are heard and written in Korean."""

import pytest

from tizim.text.korean_ear import alike, bones, heard_in_hangul, heard_in_latin


@pytest.mark.parametrize(
    ("hangul", "latin"),
    [
        ("로버트", "robert"),
        ("프로스트", "frost"),
        ("빅토리아", "victoria"),
        ("헌터", "hunter"),
        ("화이트", "white"),
        ("무어", "moore"),
        ("줄리앤", "julianne"),
        ("홀리", "holly"),
    ],
)
def test_a_word_is_heard_as_it_is_written_in_hangul(hangul: str, latin: str) -> None:
    ours, theirs = heard_in_hangul(hangul), heard_in_latin(latin)
    assert set(map(bones, ours)) & set(map(bones, theirs))
    assert alike(ours, theirs) > 0.6


def test_other_words_are_not() -> None:
    assert not set(map(bones, heard_in_hangul("로버트"))) & set(map(bones, heard_in_latin("richard")))


def test_what_is_not_hangul_is_not_heard() -> None:
    assert heard_in_hangul("robert") == ()
    assert heard_in_hangul("") == ("",)
    assert alike((), ("robert",)) == 0.0
