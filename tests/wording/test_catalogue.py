"""The words of three languages: one set of keys, the same places, nothing left empty."""

import tomllib
from collections.abc import Iterator
from importlib import resources
from string import Formatter
from typing import Any, get_args

import pytest

from tizim.errors import SubjectError
from tizim.model.settling import Fact, PairOutcome
from tizim.model.subject import KINDS
from tizim.wording.catalogue import LANGUAGES, OTHERWISE, catalogue

OTHERS = [one for one in LANGUAGES if one != "en"]


def entries(language: str) -> dict[tuple[str, ...], str]:
    text = resources.files("tizim.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    return dict(_leaves(tomllib.loads(text), ()))


def _leaves(part: dict[str, Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in part.items():
        if isinstance(value, dict):
            yield from _leaves(value, (*path, key))
        else:
            yield (*path, key), value


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(words) if name is not None}


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_says_the_same_things(language: str) -> None:
    assert entries(language).keys() == entries("en").keys()


@pytest.mark.parametrize("language", OTHERS)
def test_every_language_fills_the_same_places(language: str) -> None:
    english = entries("en")
    assert {path: places(words) for path, words in entries(language).items()} == {
        path: places(words) for path, words in english.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_are_empty_or_end_in_blanks(language: str) -> None:
    assert [path for path, words in entries(language).items() if not words or words != words.strip()] == []


@pytest.mark.parametrize("language", OTHERS)
def test_words_left_in_english_are_noticed(language: str) -> None:
    same = {path for path, words in entries(language).items() if any("a" <= letter <= "z" for letter in _bare(words))}
    assert same == set()


def _bare(words: str) -> str:
    return "".join(literal for literal, _, _, _ in Formatter().parse(words))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_feature_has_words_for_what_is_not_foreseen(language: str) -> None:
    assert [feature for feature, hows in catalogue(language).reasons.items() if OTHERWISE not in hows] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_outcome_and_fact_has_words(language: str) -> None:
    words = catalogue(language)
    assert set(KINDS) <= words.kinds.keys()
    assert set(get_args(PairOutcome)) == words.outcomes.keys()
    told = {key.removesuffix(", partial") for key in words.facts}
    assert told == set(get_args(Fact)) - {""}


def test_a_language_that_is_not_there_is_refused_by_name() -> None:
    with pytest.raises(SubjectError, match="expected one of en, ru, kk, came 'tlh'"):
        catalogue("tlh")
