"""What it costs to hear one sound for another: the tables of `sound.sounds_like`.

A consonant for an unrelated one costs 1. Class-mates cost what the habit that confuses them deserves. Sounds are those
of `sound.sounds`: lower-case letters, and S sh, C ch, Z zh, X kh, G gh, T th, D dh, W ts.
"""

from typing import Final

_CONSONANTS: Final = "bcdfghjklmnpqrstvxzSCZXGTDW"
_VOWELS: Final = "aeiou"
_HALF_VOWELS: Final = "yw"
_DIGITS: Final = "0123456789"
SOUNDS: Final = _CONSONANTS + _VOWELS + _HALF_VOWELS + _DIGITS

_ALIKE: Final = """
q k .08|k g .35|q g .25|g G .15|k G .4|q G .3|k X .35|X h .12|X G .35|G h .45|g h .4|q X .4|X C .4|h C .5
s z .3|s S .35|S C .35|C j .35|j Z .15|Z z .3|Z S .35|S z .5|C Z .35|S j .45|W s .3|W z .3|W C .35|W S .45|W t .4|s C .5|s Z .45
T t .1|T s .3|T f .5|D d .1|D z .15|d z .45|t d .35|T d .4|D t .4|T D .3|s t .7|T z .4|t C .5
b p .35|f v .3|v w .1|b v .4|p f .4|f w .4|b w .6|b f .6
r l .6|m n .5|n l .7|g j .3|G j .5|q j .6|k C .45|k s .6|k h .6|j y .2|j i .3|j z .4|g y .5|Z y .4|d j .5
w u .1|w o .15|w a .4|v u .35|v o .45|y i .05|y e .2|y u .3|y a .35|w y .5|h y .6|h w .6
a e .15|a o .18|a i .25|a u .22|e i .1|e o .2|e u .22|i o .28|i u .22|o u .08
"""


def _substitutions(scale: float) -> dict[str, dict[str, float]]:
    """The full symmetric table; `scale` is applied between vowels and half-vowels."""
    table = {one: dict.fromkeys(SOUNDS, 1.0) for one in SOUNDS}
    soft = _VOWELS + _HALF_VOWELS
    for one in soft:
        for other in _CONSONANTS + _DIGITS:
            table[one][other] = table[other][one] = 1.1
    for row in _ALIKE.replace("\n", "|").split("|"):
        if row:
            one, other, cost = row.split()
            price = float(cost) * (scale if one in soft and other in soft else 1.0)
            table[one][other] = table[other][one] = price
    for one in SOUNDS:
        table[one][one] = 0.0
    return table


def _each(consonant: float, vowel: float, half_vowel: float, breath: float) -> dict[str, float]:
    table = dict.fromkeys(_CONSONANTS + _DIGITS, consonant)
    table |= dict.fromkeys(_VOWELS, vowel) | dict.fromkeys(_HALF_VOWELS, half_vowel)
    return table | {"h": breath}


SUBSTITUTE: Final = _substitutions(1.0)
SUBSTITUTE_UNVOWELLED: Final = _substitutions(0.3)
INSERT: Final = _each(0.9, 0.3, 0.35, 0.45)
INSERT_UNVOWELLED: Final = _each(0.9, 0.03, 0.2, 0.35)
WEIGHT: Final = _each(1.0, 0.5, 0.6, 0.7)
WEIGHT_UNVOWELLED: Final = _each(1.0, 0.1, 0.3, 0.7)
