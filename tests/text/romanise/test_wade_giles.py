"""Wade-Giles, whose apostrophes are lost, as pinyin."""

import pytest

from tizim.text.romanise.wade_giles import is_marked, pinyin_of


@pytest.mark.parametrize(
    ("syllable", "pinyin"),
    [
        ("hsiao", ("xiao",)),
        ("hsu", ("xu",)),
        ("kuo", ("guo",)),
        ("chung", ("zhong", "chong")),
        ("ching", ("jing", "qing")),
        ("tsai", ("zai", "cai")),
        ("ssu", ("si",)),
        ("tzu", ("zi", "ci")),
        ("chih", ("zhi", "chi")),
        ("jen", ("ren",)),
        ("yeh", ("ye",)),
        ("tien", ("dian", "tian")),
    ],
)
def test_a_syllable_is_what_pinyin_writes_it_as(syllable: str, pinyin: tuple[str, ...]) -> None:
    assert pinyin_of(syllable) == pinyin


@pytest.mark.parametrize("word", ["osgood", "xiao", "li", "wang", "", "hsiaoming"])
def test_what_is_no_such_syllable_or_the_same_in_both_has_none(word: str) -> None:
    assert pinyin_of(word) == ()
    assert not is_marked(word)


def test_only_a_syllable_that_looks_like_nothing_else_is_read_alone() -> None:
    assert all(map(is_marked, ("hsiao", "tsai", "ssu", "chih", "chieh")))
    assert not any(map(is_marked, ("pan", "ho", "kim", "chin", "chung", "ku", "i", "o", "ien")))
