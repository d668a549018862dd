import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tizim.text import central_asian_names, compounds, disguised, korean_ear, patronymics, sound
from tizim.text.rewriting import Rewrite, rewrite, rewritten

# Pieces of words, so that what the patterns look for is met often.
PIECES = [
    "a", "e", "i", "o", "u", "y", "w", "b", "c", "d", "g", "h", "j", "k", "l", "m", "n", "q", "r", "s", "t", "v", "x", "z",
    "ch", "kh", "gh", "zh", "dj", "sh", "sz", "ou", "ng", "ie", "ll", "ov", "ev", "ich", "ovna", "uly", "oglu", "zoda", "pur",
    "kyzy", "inich", "dokht", "ullah", "uddin", "abdul", "abul", "eldin", "oullah",
]  # fmt: skip
WORDS = st.lists(st.sampled_from(PIECES), min_size=1, max_size=8).map("".join)
TABLES = (*sound._OTHER_SOUNDS, *central_asian_names._FOLDED, *korean_ear._SPOKEN)


@pytest.mark.parametrize("rule", TABLES, ids=lambda rule: rule.written.pattern)
@given(word=WORDS)
def test_a_rule_leaves_out_no_word_that_its_pattern_matches(rule: Rewrite, word: str) -> None:
    assert rule(word) == rule.written.sub(rule.to, word)


def test_rules_are_tried_one_after_the_other() -> None:
    assert rewritten("xyz", [rewrite("x", "x", "kh"), rewrite("kh", "kh", "h"), rewrite("q", "q", "k")]) == "hyz"


@given(word=WORDS)
def test_a_word_without_groups_of_letters_sounds_as_it_is_written(word: str) -> None:
    plain = sound._DOUBLED.sub(r"\1", word)
    assert sound.sounds(word) == sound._DOUBLED.sub(r"\1", sound._SOUNDS.sub(sound._sound, plain))


@given(word=WORDS)
def test_the_last_letters_of_patronymics_leave_none_out(word: str) -> None:
    found = [match for pattern, _, _ in patronymics._SUFFIXES if (match := pattern.fullmatch(word))]
    expected = found[0][1] if found and not patronymics.is_particle(word) else None
    root = patronymics.patronymic_root(word)
    assert (root[0] if root else None) == expected


@given(word=WORDS)
def test_the_first_look_at_compounds_leaves_none_out(word: str) -> None:
    if compounds._ALLAH_FUSED.fullmatch(word) or compounds._DIN_FUSED.fullmatch(word):
        assert compounds._MAY_END_FUSED.search(word)
    if compounds._ABD_FUSED.fullmatch(word) or compounds._ABUL_FUSED.fullmatch(word):
        assert word[0] in compounds._FIRST_OF_FUSED


@given(word=WORDS)
@example("aeb")
@example("ae")
@example("a")
def test_vowels_are_left_out_but_where_nothing_would_be_left_at_the_beginning(word: str) -> None:
    after = re.sub("(?<=[^aeiou])[aeiou]+", "", re.sub("^[aeiou]+(?=..)", "", word))
    assert disguised.bare(word) == re.sub(r"(.)\1+", r"\1", after)
