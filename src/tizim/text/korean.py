"""Korean names by their syllables: one is spelled Jong, Jung, Chong or Jeong, written apart or with the next, or in Hangul.

Four systems are in use side by side: McCune-Reischauer, mostly without its marks; Revised Romanization; the spellings of
North Korea; and those that people choose for a passport. What each may stand for is given as the sounds of Hangul, so that
two spellings are of one syllable when they have a sound in common. Start at `syllables_of`.
"""

import re
from functools import lru_cache
from itertools import product
from typing import Final

from tizim.text.romanise import hangul

FAMILY_NAMES: Final = frozenset(
    """
kim gim ri li lee yi rhee pak park bak choe choi jong jung chong chung jeong kang gang jo cho yun yoon jang chang rim lim im han o oh so suh
sin shin kwon gwon hwang an ahn song ryu yu yoo hong jon chon jeon chun jun ko go koh mun moon son yang pae bae paek baek ho hur heo nam sim
shim ro no roh noh ha kwak cha chu joo ju u woo ku koo min jin ji om um won pang bang kong hyon hyun hyeon ham yom yeom tae ok to do sok mo
""".split()
)
"""in the spellings of passports and lists"""

LONGEST: Final = 6
"""letters of the longest syllable"""

_INITIALS: Final = {
    "": "-", "k": "k", "g": "k", "kk": "k", "n": "n", "t": "t", "d": "t", "tt": "t", "r": "rn-", "l": "rn-", "rh": "rn-", "m": "m",
    "p": "p", "b": "p", "pp": "p", "s": "s", "sh": "s", "ss": "s", "j": "c", "ch": "c", "jj": "c", "h": "h",
}  # fmt: skip
"""Letters a syllable begins with, and the consonants they may stand for; r is n or silent in the South at the head of a name."""
_VOWELS: Final = {
    "a": "a", "ah": "a", "ar": "a", "ae": "E", "ai": "E", "ya": "A", "yae": "Y", "eo": "u", "o": "uo", "oh": "uo", "ow": "o", "u": "uwx",
    "ur": "u", "uh": "u", "oo": "w", "ou": "uw", "woo": "w", "wu": "w", "eu": "x", "e": "eE", "ey": "e", "yeo": "U", "yo": "UO", "yu": "UW", "you": "UW",
    "yoo": "W", "ye": "Y", "wa": "v", "wae": "q", "oe": "q", "oi": "q", "we": "q", "wo": "Q", "weo": "Q", "wi": "z", "ui": "Zi", "eui": "Z", "i": "i",
    "ee": "i", "yi": "i", "ie": "i", "y": "i",
}  # fmt: skip
"""Vowels as they are spelled, and the sounds of Hangul, each by a letter of its own, that they may stand for."""
_FINALS: Final = {
    "": "", "k": "k", "g": "k", "c": "k", "ck": "k", "n": "n", "t": "t", "d": "t", "s": "t", "l": "l", "m": "m", "p": "p", "b": "p", "ng": "N",
}  # fmt: skip


def is_family_name(*words: str) -> bool:
    """Whether one of these words, in Latin letters or Hangul, is a Korean family name."""
    return any(word in FAMILY_NAMES or word in hangul.FAMILY_NAMES for word in words)


_SYLLABLE: Final = re.compile(
    "({}|)({})({}|)".format(*("|".join(sorted(filter(None, table), key=len, reverse=True)) for table in (_INITIALS, _VOWELS, _FINALS)))
)  # fmt: skip
_R: Final = frozenset({"r", "l", "rh"})
_BEFORE_Y: Final = frozenset("iAUOWY")

# The same for Hangul, in the order of Unicode's composed syllables.
_HANGUL_INITIALS: Final = "k k n t t r m p p s s - c c c k t p h".split()
_HANGUL_VOWELS: Final = "a E A Y u e U Y o v q q O w Q q z W x Z i".split()
_HANGUL_FINALS: Final = ["", *"k k k n n n t l k m l l l p l m p p t t N t t k t p t".split()]


@lru_cache(maxsize=20_000)
def syllables_of(form: str) -> frozenset[str]:
    """What a word may be, read as one Korean syllable or two: consonant, vowel, closing consonant; empty for anything else.

    "jong", "jung", "chong" and 정 share a member, and so do "jongsik" and 정식; "song" and "tong" share none, "smong" has none.
    """
    if 0 < len(form) <= 2 and all(map(hangul.places_of, form)):
        return joined(*map(_of_hangul, form))
    found = set(_of_latin(form))
    for at in range(1, len(form)) if len(form) <= 2 * LONGEST else ():
        found |= joined(_of_latin(form[:at]), _of_latin(form[at:]))
    return frozenset(found)


def joined(*words: frozenset[str]) -> frozenset[str]:
    """What syllables, or words of them, are when they are written together."""
    return frozenset(map(".".join, product(*words)))


def _of_latin(form: str) -> frozenset[str]:
    match = _SYLLABLE.fullmatch(form) if 0 < len(form) <= LONGEST else None
    if match is None:
        return frozenset()
    first, vowel, last = match.groups()
    return frozenset(
        f"{one}{sound}{_FINALS[last]}"
        for one in _INITIALS[first]
        for sound in _VOWELS[vowel]
        # Silent before i and y only, n before the others only.
        if first not in _R or one == "r" or (one == "-") == (sound in _BEFORE_Y)
    )


def _of_hangul(letter: str) -> frozenset[str]:
    places = hangul.places_of(letter)
    if places is None:
        return frozenset()
    initial, vowel, final = places
    sound = _HANGUL_VOWELS[vowel]
    # What is spelled ui is said i after a consonant.
    return frozenset(
        f"{_HANGUL_INITIALS[initial]}{one}{_HANGUL_FINALS[final]}" for one in ("Zi" if sound == "Z" else sound)
    )
