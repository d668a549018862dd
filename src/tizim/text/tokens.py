"""From a name to its tokens: where to split, what to join, and what each token sounds like.

Apostrophes inside words vanish, hyphens and slashes split, dotted abbreviations of three letters and more are joined
("S.A.L." is sal, "И.И." stays two initials). What Arabic writes in two words and others in one gets one form, in every
script: see `compounds`. What a token means in a name (given, family, legal form) is not decided here.
Start with `tokenise`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from tizim.text.clean import clean
from tizim.text.compounds import Word, joined
from tizim.text.romanise import READINGS, fold_case, readings
from tizim.text.script import script_of, script_of_letter
from tizim.text.sound import skeleton, skeletons


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a name.

    Attributes:
        written: the word as written, cleaned and case-folded, in its own script.
        script: ISO 15924 code ("Zyyy" for digits alone).
        forms: the lower-case ASCII readings, likeliest first; at least one.
        skeleton: the phonetic skeleton of the first form.
        skeletons: the distinct skeletons of all forms, that of the first form first.
    """

    written: str
    script: str
    forms: tuple[str, ...]
    skeleton: str
    skeletons: tuple[str, ...]


_APOSTROPHES: Final = "'`\u00b4\u02b9-\u02bf\u02c8\u02ca\u02cb\u2018\u2019\u201b\u2032\uff07\u055a\ua78b\ua78c"
_APOSTROPHE: Final = re.compile(
    rf"(?<=\w)[{_APOSTROPHES}]+(?=\w)|[{_APOSTROPHES}\u05f4]+|(?<=[\u0590-\u05ff])\"(?=[\u0590-\u05ff])"
)
_GERESH: Final = re.compile(rf"(?<=[גזצץתדחוטסרעש])[{_APOSTROPHES}\u05f3](?=[\u0590-\u05ff]|$|\W)")
_PERCENT: Final = re.compile(r"(\d)\s*%")
_DOTTED: Final = re.compile(r"(?<!\w)(?:[^\W\d_]\.){2,}[^\W\d_](?![\w])\.?")
_EZAFE: Final = re.compile(r"(?<=\w{3})-(?:[ei]|ye|yi)(?=[-\s]\w)")
_MARKS: Final = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1-\u05c2\u05c4-\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed\u0730-\u074a\u07a6-\u07b0\u0900-\u0963\u0971-\u0df3\u0e01-\u0e4e\u0e80-\u0ece"
    "\u0f71-\u0f84\u0f90-\u0fbc\u102b-\u103e\u1056-\u108d\u135d-\u135f\u17b4-\u17d3\u3099\u309a"
)
"""Vowel signs and accents are part of a word, although they are no letters to a regular expression."""
_WORD: Final = re.compile(rf"[\w\u05f3{_MARKS}]+")
_NOT_IN_WORDS: Final = re.compile("[_\u30fb\u00b7\u2022]+")


@lru_cache(maxsize=131_072)
def tokenise(name: str, *, person: bool = True) -> tuple[Token, ...]:
    """The tokens of a name, in the order written; empty for a name without letters and digits.

    person: whether a Korean word that stands alone is a family name and a given name.
    """
    folded = fold_case(clean(name))
    words = joined(_words(folded, person=person))
    return tuple(token for token in map(_token, words) if token is not None)


def _words(name: str, *, person: bool) -> list[Word]:
    """The words of a cleaned, case-folded name, before anything is joined."""
    if name.isascii() and name.replace(" ", "a").isalnum():
        return [Word(word) for word in name.split()]
    name = _GERESH.sub("\u05f3", name)
    name = _EZAFE.sub(" ", _APOSTROPHE.sub("", name))
    name = _PERCENT.sub(r"\1 percent ", name)
    name = _DOTTED.sub(lambda match: match[0].replace(".", ""), name)
    found = _WORD.findall(_NOT_IN_WORDS.sub(" ", name))
    alone = person and sum(script_of(word) == "Hang" for word in found) == 1
    return [Word(part) for word in found for part in _split(word, alone=alone)]


def _split(word: str, *, alone: bool) -> list[str]:
    """A word of Chinese characters into characters, a full Korean name (`alone`) into family and given name."""
    script = script_of(word)
    if script == "Hans":
        return _characters(word)
    if script == "Hang" and alone and 2 <= len(word) <= 4:
        from tizim.text.romanise.hangul import family_name_of

        family = family_name_of(word)
        return [family, word[len(family) :]] if family and word != family else [word]
    return [word]


def _characters(word: str) -> list[str]:
    """Each Chinese character alone; runs of anything else (kana, digits, Latin) together."""
    parts: list[str] = []
    for letter in word:
        chinese = script_of_letter(letter) == "Hans"
        if chinese or not parts or script_of_letter(parts[-1][-1]) == "Hans":
            parts.append(letter)
        else:
            parts[-1] += letter
    return parts


@lru_cache(maxsize=262_144)
def _token(word: Word) -> Token | None:
    script = script_of(word.written)
    forms = word.forms or readings(word.written, limit=_READINGS.get(script, READINGS))
    if not forms:
        return None
    if script == "Latn":
        bones = tuple(dict.fromkeys(bone for form in forms for bone in skeletons(form)))
    else:
        bones = tuple(dict.fromkeys(map(skeleton, forms)))
    return Token(word.written, script, forms, bones[0], bones)


_READINGS: Final = {"Hebr": 6, "Arab": 5, "Hans": 5}
"""Scripts that leave more open than others get more readings."""
