"""Legal forms of companies and other bodies: which words of a name say only what kind of body it is.

A table written for this project (`legal_form_table.py`, which `scripts/make_legal_forms.py` turns into every way to write a form,
`legal_forms.tsv`); each form belongs to one broad class, since lists and registers mix the local form with loose translations
of it. Start with `fold_legal_forms` (a name's tokens) or `legal_form_class` (one token).
"""

from collections.abc import Sequence
from functools import cache
from importlib import resources
from typing import Final

from rapidfuzz.distance import OSA

from tizim.text.legal_form_table import forms
from tizim.text.romanise import fold_case, readings
from tizim.text.sound import skeleton
from tizim.text.tokens import Token

_LONG_WORD: Final = 8
"""Letters from which a word one edit from a form of law may be it, misspelt; the form may be a letter shorter."""


def legal_form_class(form: str) -> str | None:
    """The class of a single token, written or romanised, lower case; None if it is no legal form.

    Classes: "limited company", "joint-stock company", "company", "partnership", "sole proprietor", "state enterprise",
    "cooperative", "foundation", "association", "branch".
    """
    return _classes().get((form,))


def misspelt_legal_form(word: str) -> str | None:
    """The class of a long form of law with a letter wrong, left out, added or swapped with its neighbour; None for another word.

    Whether the word is another known one is for the caller to ask first: "kampaniya" is no company.
    """
    if len(word) < _LONG_WORD:
        return None
    return next(
        (
            name
            for length in range(len(word) - 1, len(word) + 2)
            for form, name in _long_words().get(length, ())
            if OSA.distance(word, form, score_cutoff=1) <= 1
        ),
        None,
    )


@cache
def _long_words() -> dict[int, tuple[tuple[str, str], ...]]:
    """The forms of one long word with their classes, by length; only words of the table, no phrases written together."""
    found: dict[int, tuple[tuple[str, str], ...]] = {}
    for name, phrase in forms():
        if " " not in phrase and len(phrase) >= _LONG_WORD - 1:
            for word in dict.fromkeys((fold_case(phrase), readings(phrase, limit=1)[0])):
                found[len(word)] = (*found.get(len(word), ()), (word, name))
    return found


def fold_legal_forms(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with every legal form of several tokens joined into one, whose form `legal_form_class` knows.

    "sp z o o", "sdn bhd", "limited liability company", 有限公司 become one token each; the longest form wins.
    Single-token forms and all other tokens stay as they are.
    """
    folded: list[Token] = []
    place = 0
    while place < len(tokens):
        taken = _length_at(tokens, place)
        folded.append(tokens[place] if taken == 1 else _as_one(tokens[place : place + taken]))
        place += taken
    return tuple(folded)


def _length_at(tokens: Sequence[Token], place: int) -> int:
    if tokens[place].written not in _firsts() and tokens[place].forms[0] not in _firsts():
        return 1
    for length in range(min(_longest(), len(tokens) - place), 1, -1):
        part = tokens[place : place + length]
        if (
            tuple(token.written for token in part) in _classes()
            or tuple(token.forms[0] for token in part) in _classes()
        ):
            return length
    return 1


def _as_one(tokens: Sequence[Token]) -> Token:
    form = "".join(token.forms[0] for token in tokens)
    bones = skeleton(form)
    return Token("".join(token.written for token in tokens), tokens[0].script, (form,), bones, (bones,))


@cache
def _classes() -> dict[tuple[str, ...], str]:
    """Every way to write a form, as a tuple of tokens, with its class."""
    table = resources.files("tizim.text").joinpath("legal_forms.tsv").read_text(encoding="utf-8")
    return {tuple(way.split(" ")): name for way, _, name in (line.partition("\t") for line in table.splitlines())}


@cache
def _firsts() -> frozenset[str]:
    """The first words of forms of several."""
    return frozenset(way[0] for way in _classes() if len(way) > 1)


@cache
def _longest() -> int:
    return max(map(len, _classes()))
