"""What a word may be that was disguised, badly scanned, or written without vowels. Start at `drawn` and `bare`."""

import re
from collections.abc import Sequence

_DIGITS = str.maketrans("0134578926", "oleastbgzg")
_STROKES = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("ii", "u"))


def drawn(forms: Sequence[str]) -> tuple[str, ...]:
    """Forms with digits inside a word as the letters they are drawn like, and pairs of strokes as the letter they look like."""
    found: dict[str, None] = {}
    for form in forms[:2]:
        letters = form.translate(_DIGITS) if any(sign.isdigit() for sign in form) else form
        found[letters] = None
        if "l" in letters and letters != form:
            found[form.translate(_DIGITS).replace("l", "i")] = None
        for strokes, letter in _STROKES:
            if strokes in letters:
                found[letters.replace(strokes, letter, 1)] = None
                found[letters.replace(strokes, letter)] = None
    return tuple(one for one in found if one not in forms)


_INNER_VOWELS = re.compile("(?<=[^aeiou])[aeiou]+(?=.)")
_VOWELS = "aeiou"
_NO_VOWELS = str.maketrans("", "", _VOWELS)
_TWICE = re.compile(r"(.)\1+")


def bare(form: str) -> str:
    """A form with its vowels left out: "hafiz" -> "hfz", "ubaidi" -> "bd"; at the beginning only while two letters follow."""
    vowels = len(form) - len(form.lstrip(_VOWELS))
    first = form[max(0, min(vowels, len(form) - 2)) :]
    rest = first.lstrip(_VOWELS)
    return _TWICE.sub(r"\1", first[: len(first) - len(rest)] + rest.translate(_NO_VOWELS))


def has_no_vowels(form: str) -> bool:
    """Whether the inner vowels of a form have been left out."""
    return _INNER_VOWELS.search(form) is None
