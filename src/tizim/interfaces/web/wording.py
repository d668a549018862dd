"""The words of the pages: one file for each language in `words/`, with the same keys and places, as `tizim.wording` has them of answers.

Start at `words_of` and `Words.__call__`.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from markupsafe import Markup, escape

from tizim.wording.catalogue import LANGUAGES, Catalogue, catalogue

_CHOICE = re.compile(r"\s*([a-zA-Z]{1,8})(?:-[\w-]*)?\s*(?:;\s*q=([01](?:\.\d*)?))?\s*")
_LONGEST = 1_000


@dataclass(frozen=True, slots=True, eq=False)
class Words:
    """Words of a language. told: "page.key" -> words with {places}. answers: those of verdicts."""

    language: str
    told: Mapping[str, str]
    answers: Catalogue

    def __call__(self, key: str, **values: object) -> Markup:
        """Words with their places filled; what is filled in is escaped. Raises KeyError where nobody wrote them."""
        return escape(self.told[key]).format(**values)

    def get(self, key: str, otherwise: str) -> str:
        """Words where there are some."""
        return self.told.get(key, otherwise)


@cache
def words_of(language: str) -> Words:
    """The words of a language of `LANGUAGES`."""
    file = resources.files("tizim.interfaces.web").joinpath(f"words/{language}.toml")
    parts = tomllib.loads(file.read_text(encoding="utf-8"))
    told = {f"{page}.{key}": text for page, texts in parts.items() for key, text in texts.items()}
    return Words(language, told, catalogue(language))


def language_of(chosen: str | None, accepted: str) -> str:
    """The language a page is in: the one that was chosen, else the first that a browser accepts (RFC 9110, 12.5.4), else English."""
    if chosen in LANGUAGES:
        return chosen
    best, rank = LANGUAGES[0], 0.0
    for piece in accepted[:_LONGEST].split(","):
        met = _CHOICE.fullmatch(piece)
        if met is not None and met[1].lower() in LANGUAGES and float(met[2] or 1) > rank:
            best, rank = met[1].lower(), float(met[2] or 1)
    return best
