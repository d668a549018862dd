"""The ASCII readings of a token: how the people who write it in Latin letters spell it.

One file per script or family of scripts, each a hand-written table and a function
`readings(token, limit) -> tuple[str, ...]`. Readings are lower-case `a-z0-9`, likeliest first. Scripts that leave
short vowels out (Arabic, Hebrew) give readings poor in vowels, except for the commonest names, which are known whole.
No reading here says which language a name is in; where languages read a letter differently, each gets a reading.
Start with `readings`.
"""

from functools import lru_cache
from importlib import import_module
from typing import Final, Protocol, cast

from tizim.text.clean import clean
from tizim.text.script import script_of

READINGS: Final = 4
"""How many readings of a token are usual."""

_FILES: Final = {
    "Latn": "latin",
    "Cyrl": "cyrillic",
    "Arab": "arabic",
    "Hebr": "hebrew",
    "Grek": "greek",
    "Geor": "georgian",
    "Armn": "armenian",
    "Hang": "hangul",
    "Hans": "han",
    "Jpan": "kana",
}


class _Reader(Protocol):
    def readings(self, token: str, limit: int) -> tuple[str, ...]: ...


@lru_cache(maxsize=32)
def _reader(script: str) -> _Reader:
    """The module of a script, imported when its first token comes: most runs never see most scripts."""
    return cast("_Reader", import_module(f"{__name__}.{_FILES.get(script, 'fallback')}"))


def readings(token: str, *, limit: int = READINGS) -> tuple[str, ...]:
    """The distinct lower-case ASCII readings of one token, likeliest first.

    Args:
        token: one word in any script; it is cleaned and case-folded here. Signs in it are skipped.
        limit: the most readings wanted, at least one.

    Returns:
        At least one reading for a token that holds a letter or a digit, none for one that does not.
    """
    if token.isascii():
        letters = "".join(filter(str.isalnum, token.lower()))
        return (letters,) if letters else ()
    folded = fold_case(clean(token))
    found = _reader(script_of(folded)).readings(folded, limit)
    plain = tuple(dict.fromkeys(filter(None, map(_only_ascii, found))))
    return (plain or _last_resort(folded))[:limit]


def fold_case(words: str) -> str:
    """Lower case for comparison; the Turkish dotted capital I becomes a plain i."""
    return words.replace("\u0130", "i").casefold()


def _only_ascii(reading: str) -> str:
    return "".join(letter for letter in reading if letter.isascii() and letter.isalnum())


def _last_resort(token: str) -> tuple[str, ...]:
    """A letter no table knows is named by its code point, so that the token still equals itself and nothing else."""
    named = "".join(f"u{ord(letter):x}" for letter in token if letter.isalnum())
    return (named,) if named else ()
