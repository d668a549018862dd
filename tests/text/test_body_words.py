"""Words of bodies' names by what they mean."""

import re
import tomllib
from importlib import resources

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.scripts import script
from tizim.text.body_words import SMALL_WORDS, concepts_of, fold_body_words
from tizim.text.tokens import tokenise

TEXT = resources.files("tizim.text").joinpath("body_words.toml").read_text(encoding="utf-8")
CONCEPTS = {concept: words.split() for section in tomllib.loads(TEXT).values() for concept, words in section.items()}


@pytest.mark.parametrize(
    ("concept", "words"),
    [
        ("front", "front frente фронт جبهة jabhat cephe 阵线 전선 חזית"),
        ("bank", "bank banque banco банк بانک bankasi 银行 은행 בנק"),
        ("ministry", "ministère министерство وزارة vezarat bakanlığı kementerian министрлігі"),
        ("defence", "defense défense оборона دفاع savunma 国防"),
        ("relief", "relief secours إغاثة ighatha"),
        ("university", "universität университет دانشگاه daneshgah جامعة universitesi 大学 대학"),
        ("trade", "trading commerce торговля تجارت bazargani ticaret 贸易 무역"),
    ],
)
def test_a_word_is_the_same_concept_in_every_language(concept: str, words: str) -> None:
    assert [word for word in words.casefold().split() if concept not in concepts_of(word)] == []


@pytest.mark.parametrize(
    ("word", "inflected"),
    [
        ("банк", "банка банки банков"),
        ("народный", "народная народного народной narodnaya narodnogo narodnyi"),
        ("организация", "организации организаций organizatsiya organizatsii"),
        ("предприятие", "предприятия predpriyatie predpriyatiya"),
        ("министерство", "министерства ministerstvo ministerstva"),
        ("إسلامي", "إسلامية الإسلامية اسلامیه"),
        ("מכון", "המכון"),
        ("weapon", "weapons"),
    ],
)
def test_endings_and_articles_leave_a_word_what_it_is(word: str, inflected: str) -> None:
    wanted = set(concepts_of(word))
    assert wanted
    assert [other for other in inflected.split() if wanted.isdisjoint(concepts_of(other))] == []


@pytest.mark.parametrize("word", "osgood wilson hamid megaline star-crossed ltd гмбх щука 夏 x 12".split())
def test_other_words_mean_nothing(word: str) -> None:
    assert concepts_of(word) == ()


def test_a_word_that_only_looks_like_a_stem_is_none() -> None:
    """The Russian "stary" (old) and the English "star" share letters only."""
    assert "old" in concepts_of("stary")
    assert "old" not in concepts_of("star")


def test_words_of_one_language_that_are_not_the_same_share_no_concept() -> None:
    for one, other in (
        ("relief", "charity"), ("committee", "commission"), ("army", "brigade"), ("oil", "gas"), ("north", "south"), ("iron", "steel"),
        ("university", "institute"), ("island", "islamic"), ("party", "movement"), ("bank", "fund"),
    ):  # fmt: skip
        assert set(concepts_of(one)).isdisjoint(concepts_of(other)), (one, other)


def test_every_concept_is_told_by_each_of_its_words() -> None:
    assert len(CONCEPTS) > 500
    lost = {
        (concept, word) for concept, words in CONCEPTS.items() for word in words if concept not in concepts_of(word)
    }
    assert lost == set()


def test_a_word_stands_once_under_a_concept_and_in_one_script() -> None:
    scripts = ("[a-z]", "[\u0400-\u04ff]", "[\u0600-\u06ff]", "[\u0590-\u05ff]", "[\u4e00-\u9fff]", "[\uac00-\ud7af]")
    for concept, words in CONCEPTS.items():
        assert len(words) == len(set(words)), concept
        for word in words:
            assert sum(bool(re.search(script, word)) for script in scripts) == 1, (concept, word)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("中国银行", ["中国", "银行"]),
        ("夏明银行", ["夏", "明", "银行"]),
        ("조선무역은행", ["조선", "무역", "은행"]),
        ("조선은행", ["조선", "은행"]),
        ("Nowhere Bank", ["nowhere", "bank"]),
        ("", []),
    ],
)
def test_words_written_without_blanks_are_told_apart(name: str, words: list[str]) -> None:
    assert [token.written for token in fold_body_words(tokenise(name, person=False))] == words


def test_a_korean_word_alone_is_a_persons_two_names_but_not_a_bodys() -> None:
    assert len(tokenise("조선은행")) == 2
    assert len(tokenise("조선은행", person=False)) == 1


@given(st.text(max_size=20))
def test_folding_keeps_every_letter(name: str) -> None:
    tokens = tokenise(name, person=False)
    assert "".join(one.written for one in fold_body_words(tokens)) == "".join(one.written for one in tokens)


def test_small_words_name_nothing() -> None:
    assert not any(map(concepts_of, SMALL_WORDS))


def test_the_table_is_what_the_script_makes_of_the_words() -> None:
    table = resources.files("tizim.text").joinpath("body_words.tsv").read_text(encoding="utf-8")
    assert table.splitlines() == script("make_body_words").lines(), "run python scripts/make_body_words.py"
