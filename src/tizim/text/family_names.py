"""Endings of family names that change with gender or language while the name stays: Ivanov, Ivanova, Iwanow, Ivanovs, Ivanoff.

Slavic names, the names that Russia gave other peoples (-ov, -ev, -in), and what Latvian and Lithuanian add to any man's name.
Whether two stems are the same name is decided elsewhere. Start at `family_root`.
"""

import re
from typing import Final

_RULES: Final = (
    (re.compile("(.{2,}?i?)(?:y|j)?(?:ev|eva|eff|ew|evs|evas|jevs)"), "ev"),
    (re.compile("(.{2,})(?:ov|ova|off|ow|ovs|ovas|owa)"), "ov"),
    (re.compile("(.{3,})(?:in|ina|ins|inas|yn|yna|ine)"), "in"),
    (re.compile("(.{2,})(?:sk|ck|cz|tsk)(?:y|i|iy|ij|ii|yi|yj|yy|aya|aia|aja|aa|a|is|as|iy)"), "ski"),
    (re.compile("(.{3,}[bcdfgklmnprtvzj])(?:s|is|as|us)"), ""),
)
_FEMALE: Final = re.compile(".{4,}(?:ova|eva|ina|yna|owa|skaya|skaia|skaja|ska|cka)")


def family_root(form: str) -> str | None:
    """The stem that the forms of one family name share, with a canonical ending; None where no ending is known.

    "ivanova", "ivanow" and "ivanovs" give "ivanov"; "kowalska" and "kowalskaya" give "kowalski"; "lavrovs" gives "lavrov",
    "sergejs" gives "sergej".
    """
    for pattern, ending in _RULES:
        match = pattern.fullmatch(form)
        if match is not None:
            return match[1] + ending
    return None


_DERIVED: Final = re.compile("(.{3,}?)(?:(?<=i)y)?(?:(?:ov|ev|ow|ew)a?|off|eff)")


def name_within(form: str) -> str | None:
    """The name that a family name of the Russian pattern was made of; None for any other.

    "asanova" gives "asan", "nazarbayev" "nazarbay", "aliyev" "ali".
    """
    match = _DERIVED.fullmatch(form)
    return match[1] if match is not None else None


def is_womans(form: str) -> bool:
    """Whether the ending is one that women's family names have."""
    return _FEMALE.fullmatch(form) is not None
