"""How a foreign name is heard in Korean: Hangul has no f, v, z or th, one letter for r and l, and no consonants in a row.

So Robert Frost is written 로버트 프로스트, ro-beo-teu peu-ro-seu-teu. Both sides are brought to what is left: a string of
sounds in which those letters are one and the vowel eu, which only keeps consonants apart, is none. Korean names themselves
are `korean`'s. Start at `heard_in_hangul`, `heard_in_latin` and `alike`.
"""

import re
from functools import lru_cache
from typing import Final

from tizim.text.rewriting import rewrite, rewritten
from tizim.text.romanise.hangul import places_of
from tizim.text.sound import LONGEST, SPELLING, distance, sounds
from tizim.text.sound_costs import INSERT, SUBSTITUTE, WEIGHT

_INITIALS: Final = ("g", "k", "n", "d", "t", "r", "m", "b", "p", "s", "s", "", "j", "C", "C", "k", "t", "p", "h")
_VOWELS: Final = (
    "a", "e", "ya", "ye", "o", "e", "yo", "ye", "o", "wa", "we", "we", "yo", "u", "wo", "we", "wi", "yu", "", "ui", "i",
)  # fmt: skip
_FINALS: Final = ("", *"kkknnntrkmrrrprmpptt", "n", *"ttktpt")

_HEARD: Final = str.maketrans(
    {"f": "p", "v": "b", "z": "j", "Z": "j", "S": "s", "W": "C", "D": "d", "l": "r", "X": "h", "G": "g"}
)
_CLASSES: Final = str.maketrans({
    "g": "k", "q": "k", "d": "t", "T": "t", "b": "p", "j": "s", "C": "s", "c": "s",
    "a": None, "e": None, "i": None, "o": None, "u": None, "y": None, "w": None,
})  # fmt: skip
_NASAL: Final = re.compile("ng(?![aeiouyw])")
_SILENT_R: Final = re.compile("(?<=[aeiou])r(?=e$|[^aeiouyw]|$)")
_SOFT_G: Final = re.compile("g(?=[eiy])")
_SPOKEN: Final = (rewrite("wh", "^wh", "hw"), rewrite("mc", "^mc", "mak"), rewrite("gn", "gn(?=[aeiou])", "ny"))
_DOUBLED: Final = re.compile(r"(.)\1+")
_SOFT: Final = frozenset("aeiouyw")


@lru_cache(maxsize=20_000)
def heard_in_hangul(word: str) -> tuple[str, ...]:
    """The sounds of a word in Hangul; empty for another word."""
    heard = []
    for letter in word:
        if (places := places_of(letter)) is None:
            return ()
        initial, vowel, final = places
        heard += [_INITIALS[initial], _VOWELS[vowel], _FINALS[final]]
    return (_DOUBLED.sub(r"\1", "".join(heard)),)


@lru_cache(maxsize=100_000)
def heard_in_latin(form: str) -> tuple[str, ...]:
    """The sounds a romanised word may have to a Korean ear: as spelled; with a soft g, an English r that is silent, a German w,
    a th as s, a Spanish j.
    """
    form = rewritten(form, _SPOKEN)
    heard = sounds(_NASAL.sub("n", form))
    spelled = [heard, _SILENT_R.sub("", heard)] if "r" in heard else [heard]
    ways = [*spelled, *(_SOFT_G.sub("j", one) for one in spelled if "g" in one)]
    ways += [one.replace("w", "b") for one in ways if "w" in one]
    ways += [one.replace("T", "s") for one in ways if "T" in one]
    ways += [one.replace("j", "h") for one in spelled if "j" in one]
    return tuple(dict.fromkeys(_DOUBLED.sub(r"\1", one.translate(_HEARD)) for one in ways))


@lru_cache(maxsize=100_000)
def bones(heard: str) -> str:
    """The classes of its consonants, a vowel at the beginning marked: what two that are heard alike have in common."""
    if not heard:
        return ""
    found = _DOUBLED.sub(r"\1", heard[0].translate(_CLASSES) + heard[1:].removesuffix("h").translate(_CLASSES))
    return f"a{found}" if heard[0] in _SOFT else found


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two words are heard, the likeliest ways taken: 1 less the share of their sounds that must change."""
    return max((_alike(a[:LONGEST], b[:LONGEST]) for a in one for b in other if a and b), default=0.0)


@lru_cache(maxsize=100_000)
def _alike(one: str, other: str) -> float:
    whole = max(sum(map(WEIGHT.__getitem__, one)), sum(map(WEIGHT.__getitem__, other)))
    return max(0.0, 1.0 - SPELLING - distance(one, other, SUBSTITUTE, INSERT) / whole)
