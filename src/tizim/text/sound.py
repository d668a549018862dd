"""How a romanised name sounds: a phonetic skeleton to look it up by, and a distance that knows spelling habits.

Both work on ASCII forms as `romanise.readings` gives them, in any language: kh/h/x, q/k/g, j/dj/zh/dzh, ch/tch/tsch,
w/v, th/t, doubled letters and unwritten or wandering vowels cost little or nothing. Neither knows names or lists, and
neither is a probability. Start with `skeleton` (equal or not) and `sounds_like` (0 to 1).
"""

import re
from functools import lru_cache
from typing import Final

from tizim.text.rewriting import rewrite
from tizim.text.sound_costs import (
    INSERT,
    INSERT_UNVOWELLED,
    SUBSTITUTE,
    SUBSTITUTE_UNVOWELLED,
    WEIGHT,
    WEIGHT_UNVOWELLED,
)

SPELLING: Final = 0.02
"""What two spellings of one sound (doubled letters, ck and k, ph and f) cost, so that only identical forms give 1.0."""

INITIAL_VOWEL: Final = 0.35
"""What an initial vowel on one side only costs where vowels are cheap: Arabic and Hebrew do write the first one."""

FINAL_VOWEL: Final = 1.0
"""What a final i or u on one side only costs there: it is written, and makes another name (Muhammad, Muhammadi)."""

LONGEST: Final = 64
"""Sounds compared at most: the cost grows with the square, and no token of a name is as long."""

# Groups of letters that stand for one sound, longest first. Capitals are sounds without a Latin letter of their own:
# S sh, C ch, Z zh, X kh, G gh, T th, D dh, W ts.
_GROUPS: Final = {
    "shch": "S", "szcz": "S", "tsch": "C", "dsch": "j", "sch": "S", "tch": "C", "tsh": "C", "tsz": "W", "dzh": "j",
    "sh": "S", "ch": "C", "zh": "Z", "kh": "X", "gh": "G", "th": "T", "dh": "D", "ph": "f", "bh": "b", "jh": "j",
    "dj": "j", "cz": "C", "sz": "s", "ck": "k", "cq": "k", "kq": "k", "ts": "W", "tz": "W", "dz": "z", "dt": "t", "qu": "k",
}  # fmt: skip
_SOUNDS: Final = re.compile("|".join([*_GROUPS, "^rh", "sc(?=[eiy])", "c(?=[eiy])", "c", "x", "ou(?=[aeiy])"]))
_NASAL: Final = re.compile("ng(?![aeiouyw])")
_MAY_BE_GROUPED: Final = re.compile("[hcxq]|[sd]z|[td]s|tz|d[jt]|ou")
"""what every group of letters holds, so that most words are done with one look"""
_DOUBLED: Final = re.compile(r"(\D)\1+")
_SINGLE: Final = {"rh": "r", "c": "k", "x": "ks", "ou": "w", "sc": "s"}

_CLASSES: Final = str.maketrans({
    "b": "p", "d": "t", "T": "t", "D": "t", "q": "k", "g": "k", "G": "k", "z": "s", "W": "s", "S": "c", "C": "c", "Z": "c", "j": "c", "X": "h", "v": "f",
    "a": None, "e": None, "i": None, "o": None, "u": None, "y": None, "w": None,
})  # fmt: skip
_VOWELS: Final = frozenset("aeiouy")
SOFT: Final = frozenset("aeiouyw")
LONG: Final = frozenset("iyu")
SHORT_AT_END: Final = frozenset("aeohw")
_VOWEL_CLASSES: Final = str.maketrans({"a": None, "e": "i", "y": "i", "w": "u", "o": "u"})


@lru_cache(maxsize=262_144)
def sounds(form: str) -> str:
    """The form as a string of sounds, one character each; doubled letters count once.

    A c or sc before e, i and y is an s, else a k; an x is ks, at the start s; French ou before a vowel is a w.
    """
    plain = _DOUBLED.sub(r"\1", form)
    if _MAY_BE_GROUPED.search(plain) is None:
        return plain
    return _DOUBLED.sub(r"\1", _SOUNDS.sub(_sound, plain))


def _sound(match: re.Match[str]) -> str:
    written = match[0]
    if written in _GROUPS:
        return _GROUPS[written]
    if written == "c" and match.string[match.end() : match.end() + 1] in ("e", "i", "y"):
        return "s"
    if written == "x" and match.start() == 0:
        return "s"
    return _SINGLE[written]


@lru_cache(maxsize=262_144)
def skeleton(form: str) -> str:
    """The consonant classes of the form, an initial vowel marked "a".

    Classes: p (b p), t (d t th dh), k (g k q gh), h (h kh), s (s z ts), c (sh ch j zh), f (f v, initial w), m, n, l, r,
    and digits as they are. Vowels, y and w inside are dropped, and so is an h that ends the form; ng is n unless a vowel
    follows. Never empty for a form with a letter or digit: a form of vowels alone keeps their colours.
    """
    heard = sounds(_NASAL.sub("n", form) if "ng" in form else form)
    if not heard:
        return ""
    first, rest = heard[0], heard[1:].removesuffix("h")
    bones = rest.translate(_CLASSES)
    if first in _VOWELS:
        return "a" + (bones or (heard.translate(_VOWEL_CLASSES)))
    if first == "w":
        return "f" + bones
    return first.translate(_CLASSES) + bones


def skeletons(form: str) -> tuple[str, ...]:
    """The skeleton of a form that was written in Latin letters, then those of its other plausible sounds.

    For letters that languages sound differently; see the table below. One habit at a time: a name follows one language.
    Readings of other scripts need none of this: their tables chose the letters.
    """
    found = {skeleton(form): None}
    plain = _DOUBLED.sub(r"\1", form)
    for rule in _OTHER_SOUNDS:
        if (other := rule(plain)) != plain:
            found[skeleton(other)] = None
    return tuple(found)


_OTHER_SOUNDS: Final = (
    rewrite("ch", "(?<![ts])ch", "kh"),  # German, Polish, Hebrew
    rewrite("ch", "(?<![ts])ch", "k"),  # Italian, Greek
    rewrite("j", "(?<!d)j", "y"),  # German, Nordic, South Slavic
    rewrite("g", "g(?=[eiy])", "j"),  # English, French, Italian
    rewrite("c", "c(?=[aeiou])", "j"),  # Turkish; Italian before e and i
    rewrite("ic", "ic$", "ich"),  # South Slavic
    rewrite("x", "^x(?=[aiu])", "sh"),  # pinyin
    rewrite("x", "x", "kh"),  # Uzbek, Azerbaijani, Kurdish
    rewrite("w", "(?<=.)w", "v"),  # German, Polish; Arabic w as Turks and Persians say it
    rewrite("sy", "sy(?=[aeiou])", "sh"),  # Indonesian, Malay
    rewrite("sz", "sz", "sh"),  # Polish
    rewrite("rz", "rz", "zh"),  # Polish
    rewrite("qu", "qu", "kv"),  # German, Latin
    rewrite("th", "th", "s"),  # Arabic th as Turks and Persians say it
    rewrite("dh", "dh", "z"),  # Arabic dh, the same
    rewrite("h", "(?<=.)([stdz])h(?=[aeiu])", r"\1ah"),  # two letters, no digraph: Ishaq, Adham, Azhar
    rewrite("h", "(?<=[aeiou])h(?=[lr]|[mn](?:[^aeiou]|$))", ""),  # German: the h only lengthens
    rewrite("kh", "(?<=[aeiou])kh$", "h"),  # Russian for an h that ends a name: Shohruh, Farruh
)


def sounds_like(a: str, b: str, *, vowelless: bool = False) -> float:
    """How alike two romanised forms sound: 1.0 only for identical forms, 0.0 for nothing in common; symmetric.

    Args:
        a: a lower-case ASCII form.
        b: another.
        vowelless: one of them was read from a script without short vowels (Arabic, Hebrew), so vowels that only one
            side has cost next to nothing, and w and y may be the vowels u and i.
    """
    if a == b:
        return 1.0
    left, right = sounds(a)[:LONGEST], sounds(b)[:LONGEST]
    if not left or not right:
        return 0.0
    if left == right:
        return 1.0 - SPELLING
    if left > right:
        left, right = right, left
    weight = WEIGHT_UNVOWELLED if vowelless else WEIGHT
    whole = max(sum(map(weight.__getitem__, left)), sum(map(weight.__getitem__, right)))
    tables = (SUBSTITUTE_UNVOWELLED, INSERT_UNVOWELLED) if vowelless else (SUBSTITUTE, INSERT)
    cost = SPELLING + distance(left, right, *tables) / whole
    if vowelless and (left[0] in SOFT) != (right[0] in SOFT):
        cost += INITIAL_VOWEL / whole
    if vowelless and (left[-1] in LONG) != (right[-1] in LONG) and not {left[-1], right[-1]} & SHORT_AT_END:
        cost += FINAL_VOWEL / whole
    return max(0.0, 1.0 - cost)


def distance(left: str, right: str, substitute: dict[str, dict[str, float]], insert: dict[str, float]) -> float:
    """The cheapest way from one string of sounds to the other: substitutions and insertions at their costs."""
    adds = [insert[sound] for sound in right]
    row = [0.0]
    for add in adds:
        row.append(row[-1] + add)
    for sound in left:
        costs, drop = substitute[sound], insert[sound]
        corner = row[0]
        best = row[0] = corner + drop
        for place, other in enumerate(right, 1):
            above = row[place]
            best += adds[place - 1]
            if (across := corner + costs[other]) < best:
                best = across
            if (down := above + drop) < best:
                best = down
            corner = above
            row[place] = best
    return row[-1]
