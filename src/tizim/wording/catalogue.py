"""The words of one language, read from its file once. Start at `catalogue`."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from types import MappingProxyType

from tizim.errors import SubjectError

LANGUAGES = ("en", "ru", "kk")
"""languages in which answers are told: English, Russian, Kazakh"""
OTHERWISE = "otherwise"
"""the words for a way to meet that has none of its own"""


@dataclass(frozen=True, slots=True, eq=False)
class Catalogue:
    """Words of a language. reasons: feature -> how -> words; the others: key -> words; {places} as in `str.format`."""

    language: str
    reasons: Mapping[str, Mapping[str, str]]
    sentences: Mapping[str, str]
    outcomes: Mapping[str, str]
    facts: Mapping[str, str]
    kinds: Mapping[str, str]
    genders: Mapping[str, str]

    def say(self, sentence: str, **values: object) -> str:
        """A sentence with its places filled."""
        return self.sentences[sentence].format(**values)


def catalogue(language: str) -> Catalogue:
    """The words of a language; raises SubjectError where it is none of `LANGUAGES`."""
    if language not in LANGUAGES:
        raise SubjectError(f"language: expected one of {', '.join(LANGUAGES)}, came {language!r}")
    return _read(language)


@cache
def _read(language: str) -> Catalogue:
    said = tomllib.loads(resources.files("tizim.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8"))
    reasons = {feature: MappingProxyType(words) for feature, words in said.pop("reasons").items()}
    return Catalogue(
        language, MappingProxyType(reasons), **{name: MappingProxyType(part) for name, part in said.items()}
    )
