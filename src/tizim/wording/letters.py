"""The words of a letter to a person, in one language, and which of its reasons belong to which group. Start at `letter_words`."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType
from typing import Final

from tizim.errors import SubjectError
from tizim.wording.catalogue import LANGUAGES

GROUPS: Final[Mapping[str, str]] = MappingProxyType(
    {
        **dict.fromkeys(
            ("name part", "other name part", "first name", "father's name", "family name", "whole name"), "name"
        ),
        "birth date": "birth date",
        "country": "country",
        "gender": "gender",
        "kind": "kind",
        "document": "document",
        "wallet": "wallet",
    }
)
"""feature of a reason -> the group by which a home says whether it may be told; any other feature is never told to a person"""


def letter_words(language: str) -> Mapping[str, str]:
    """Sentences by key, with {places}; raises SubjectError where the language is none of those there are."""
    if language not in LANGUAGES:
        raise SubjectError(f"language: expected one of {', '.join(LANGUAGES)}, came {language!r}")
    return _read(language)


@cache
def _read(language: str) -> Mapping[str, str]:
    file = resources.files("tizim.wording").joinpath("letter_words", f"{language}.toml")
    return MappingProxyType(tomllib.loads(file.read_text(encoding="utf-8")))
