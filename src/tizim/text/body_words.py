"""Words that names of bodies are made of, by what they mean: "front", جبهة and "jabhat" are one concept in many languages.

The words stand in `body_words.toml`, in their own script; `scripts/make_body_words.py` gives them the readings of `romanise` and
takes the endings of Slavic ones off (`body_words.tsv`). Here names' words lose what names give them: cases and genders of Russian
and Ukrainian, plurals, the Arabic feminine, the articles of Arabic and Hebrew.
Start at `concepts_of` (one word), or `fold_body_words` (a name's tokens).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import groupby
from typing import Final

from tizim.text.romanise import readings
from tizim.text.script import script_of
from tizim.text.sound import skeleton
from tizim.text.tokens import Token

Concepts = tuple[str, ...]

SHORTEST_READING: Final = 4
"""letters of a reading or stem in Latin letters that is looked up: shorter ones are words of other languages too"""
SHORTEST_STEM: Final = 3
LONGEST_RUN: Final = 4
"""characters of the longest Chinese word looked for"""
_GLUED: Final = 4
"""syllables from which a Korean word may be several"""

SMALL_WORDS: Final = frozenset(
    """
des les las das dem dei delle degli dello nel zur zum fur fuer fuers dlya dlia pour para untuk bagi
""".split()
)
"""Articles, prepositions and conjunctions that stand in names of bodies only; in a person's name they may be a name."""


def concepts_of(word: str) -> Concepts:
    """What a word of a body's name means, written in its own script or in Latin letters, lower case: keys such as "front".

    Empty for a word that names no kind of body, trade, aim or place.
    """
    return _concepts(word)


@lru_cache(maxsize=65_536)
def _concepts(word: str) -> Concepts:
    exact, stems = _tables()
    folded = fold_letters(word)
    found = exact.get(folded)
    if found is None:
        found = next((exact[other] for other in _others(folded) if other in exact), ())
    if not found and not folded.isascii() and script_of(folded) == "Latn":
        found = next((exact[form] for form in readings(folded) if form in exact), ())
    if not found:
        found = next((stems[stem] for stem in stems_of(folded) if stem in stems), ())
    return found


def fold_body_words(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens with Chinese words of several characters joined, and Korean ones written without blanks taken apart.

    银行 becomes one token, 조선무역은행 three. All other tokens stay as they are.
    """
    if not any(token.script in ("Hans", "Hang") for token in tokens):
        return tuple(tokens)
    folded: list[Token] = []
    for character, run in groupby(tokens, key=lambda token: token.script == "Hans" and len(token.written) == 1):
        if character:
            folded += _chinese(list(run))
        else:
            for token in run:
                folded += _korean(token) if token.script == "Hang" and len(token.written) >= _GLUED else [token]
    return tuple(folded)


def _chinese(run: Sequence[Token]) -> Iterator[Token]:
    exact, _ = _tables()
    place = 0
    while place < len(run):
        for length in range(min(LONGEST_RUN, len(run) - place), 0, -1):
            word = "".join(token.written for token in run[place : place + length])
            if length == 1 or word in exact:
                yield run[place] if length == 1 else _as_token(word, "Hans")
                place += length
                break


def _korean(token: Token) -> list[Token]:
    """The known words of two syllables and more, longest first from the left, and what stands between them."""
    exact, _ = _tables()
    words: list[str] = []
    rest, place = "", 0
    while place < len(token.written):
        ways = (token.written[place : place + length] for length in range(LONGEST_RUN, 1, -1))
        known = next((word for word in ways if len(word) > 1 and word in exact), None)
        if known is None:
            rest += token.written[place]
            place += 1
            continue
        words += [rest, known] if rest else [known]
        rest, place = "", place + len(known)
    words += [rest] if rest else []
    return [token] if len(words) == 1 else [_as_token(word, "Hang") for word in words]


def _as_token(word: str, script: str) -> Token:
    forms = readings(word)
    bones = tuple(dict.fromkeys(map(skeleton, forms)))
    return Token(word, script, forms, bones[0], bones)


@cache
def _tables() -> tuple[dict[str, Concepts], dict[str, Concepts]]:
    """Concepts by word and by reading; and by what is left of a Slavic word without its ending, in both alphabets."""
    exact: dict[str, Concepts] = {}
    stems: dict[str, Concepts] = {}
    text = resources.files("tizim.text").joinpath("body_words.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        way, words, of_stem = line.split("\t")
        if words:
            exact[way] = tuple(words.split())
        if of_stem:
            stems[way] = tuple(of_stem.split())
    return exact, stems


_LETTERS: Final = str.maketrans({"ی": "ي", "ى": "ي", "ک": "ك", "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ە": "ه", "\u200c": None, "ё": "е"})  # fmt: skip


def fold_letters(word: str) -> str:
    """Letters that languages or keyboards write otherwise as one."""
    return word if word.isascii() else word.translate(_LETTERS)


def _others(word: str) -> Iterator[str]:
    """The word without the ending of a plural or a feminine, or without its article."""
    if word.isascii():
        if word.endswith("es") and len(word) > SHORTEST_READING + 1:
            yield word[:-2]
        if word[-1:] in "sh" and len(word) > SHORTEST_READING:
            yield word[:-1]
        return
    if word.endswith("ه") and len(word) > SHORTEST_READING:
        yield word[:-1]
    if word.startswith("ال") and len(word) > SHORTEST_READING:
        yield word[2:]
    if word.startswith("ה") and len(word) > SHORTEST_STEM:
        yield word[1:]


_ENDINGS: Final = re.compile(
    "(?=(ыми|ими|ого|его|ому|ему|ая|яя|ое|ее|ые|ие|ый|ий|ой|ей|ых|их|ую|ым|им|ої|ам|ах|ов|ом|[аяуюыиіїеєйьо])$)"
)
_LATIN_ENDINGS: Final = re.compile(
    "(?=(ymi|imi|ogo|ego|omu|emu|aya|aia|oye|oe|yye|ye|iye|ie|yi|yy|iy|ii|oy|oi|ey|ei|ykh|ikh|uyu|ym|im|am|akh|ov|om|ya|ia|yu|iu|[auyieo])$)"
)


def stems_of(word: str) -> Iterator[str]:
    """What is left of a Slavic word without any of the endings it may have."""
    if word.isascii():
        endings, shortest = _LATIN_ENDINGS, SHORTEST_READING
    elif script_of(word) == "Cyrl":
        endings, shortest = _ENDINGS, SHORTEST_STEM
        yield word
    else:
        return
    for match in endings.finditer(word):
        if match.start() >= shortest:
            yield word[: match.start()]
