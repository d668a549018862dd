"""The words of the pages: complete in each language, and chosen as a person wants them."""

import re
import string
from pathlib import Path

import pytest
from markupsafe import Markup

import tizim.interfaces.web
from tizim.interfaces.web.wording import language_of, words_of
from tizim.wording.catalogue import LANGUAGES

HERE = Path(tizim.interfaces.web.__file__).parent
ASKED = re.compile(r"""\bt\(\s*["']([\w.-]+)["']\s*[,)]""")


def places(words: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(words) if name}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_the_same_keys_and_places(language: str) -> None:
    english, other = words_of("en").told, words_of(language).told
    assert english.keys() == other.keys()
    assert {key: places(text) for key, text in english.items()} == {key: places(text) for key, text in other.items()}
    assert all(text.strip() for text in other.values())


def test_every_word_that_a_template_asks_for_is_there() -> None:
    asked = {key for file in HERE.glob("templates/*.html") for key in ASKED.findall(file.read_text(encoding="utf-8"))}
    assert asked
    assert asked - words_of("en").told.keys() == set()


def test_no_template_has_words_scripts_or_styles_of_its_own() -> None:
    for file in HERE.glob("templates/*.html"):
        text = file.read_text(encoding="utf-8")
        assert not re.search(r"<style|\sstyle=|\son\w+=|\|\s*safe|autoescape|<script(?! src)", text), file.name
        bare = re.sub(r"<[^>]*>", " ", re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", " ", text, flags=re.DOTALL))
        bare = re.sub(r"&\w+;", " ", bare)
        told = set(re.findall(r"[A-Za-z]{3,}", bare)) - {"tizim"}
        assert told == set(), (file.name, told)


def test_what_is_filled_into_words_is_escaped() -> None:
    told = words_of("en")("search.as_of", day="<b>")
    assert isinstance(told, Markup)
    assert told == "as of &lt;b&gt;"


@pytest.mark.parametrize(
    ("chosen", "accepted", "language"),
    [
        (None, "", "en"),
        (None, "ru", "ru"),
        (None, "de-DE, kk-KZ;q=0.8, ru;q=0.9, en;q=0.1", "ru"),
        (None, "kk", "kk"),
        (None, "fr,de", "en"),
        (None, "ru;q=0, en", "en"),
        ("kk", "ru", "kk"),
        ("xx", "ru", "ru"),
        (None, ";;;q=,,*", "en"),
    ],
)
def test_a_page_is_in_the_language_that_was_chosen_else_in_the_browser_s(
    chosen: str | None, accepted: str, language: str
) -> None:
    assert language_of(chosen, accepted) == language
