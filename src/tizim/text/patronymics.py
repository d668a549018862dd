"""Suffixes and particles that say "son of" or "daughter of", on romanised tokens.

Slavic -ovich and -ovna, Turkic -uly, -uulu, -oglu, -o'g'li and -kyzy, Persian -zoda and -zade; and the particles that
stand alone (ibn, bin, uly, kyzy). Whether two patronymics name the same father is decided elsewhere; whether a token
that looks like one is a family name (Rabinovich) cannot be told from the token. Start with `patronymic_root`.
"""

import re
from typing import Final, Literal

Gender = Literal["m", "f"]

_RULES: Final[tuple[tuple[int, str, str, Gender], ...]] = (
    # shortest stem, endings, the letters these end with, gender; -y- before a Slavic ending is a glide and belongs to neither
    (2, "y?[oey]vi(?:ch|tch|tsch|tsh|c)|y?[oey]vych", "hc", "m"),
    (2, "y?[oei]v(?:na|ny)", "ay", "f"),
    (4, "inich|ich|ych", "h", "m"),
    (3, "inichna|ichna|inishna", "a", "f"),
    (3, "uul[uy]|o?ul[uyi]|ugl[iyu]|o?ugh?l[iyu]|o[gh]{1,2}l[uyi]|oglou", "uyi", "m"),
    (3, "[kqg]h?[yiu][zs][yi]", "yi", "f"),
    (3, "zoda|zada|zade|zadeh|zadah|pur|pour", "aehr", "m"),
    (3, "dukht|dokht|doxt|dokhtar", "tr", "f"),
)
_SUFFIXES: Final = tuple(
    (re.compile(f"(.{{{least},}}?)(?:{endings})"), last, gender) for least, endings, last, gender in _RULES
)

_SONS: Final = frozenset("uly uli ulu uulu ulı oul ogly oglu oghlu oghly ogli ugli uglu oglou zoda zade zadeh".split())
_DAUGHTERS: Final = frozenset("kyzy kizi qizi qyzy gyzy qizy kuzu kysy".split())
_PARTICLES: Final = _SONS | _DAUGHTERS | frozenset("""
ibn bin ben bint binti bent binte ould wuld walad weld wold mac mc fitz bar bat
""".split())  # fmt: skip


def patronymic_root(form: str) -> tuple[str, Gender] | None:
    """The stem and the gender of a romanised token that carries a patronymic suffix; None for any other token.

    The stem is what stands before the suffix: "petrovich" gives ("petr", "m"), "sergeyevna" ("serge", "f"),
    "nursultanuly" ("nursultan", "m"). It is at least two letters, three or four where the suffix is short.
    """
    end = form[-1:]
    for pattern, last, gender in _SUFFIXES:
        if end in last and (match := pattern.fullmatch(form)) and not is_particle(form):
            return match[1], gender
    return None


def particle_gender(form: str) -> Gender | None:
    """The gender that a particle after the father's name tells ("Alisher o'g'li", "Bakyt kyzy"); None for any other token."""
    return "m" if form in _SONS else "f" if form in _DAUGHTERS else None


def is_particle(form: str) -> bool:
    """Whether the romanised token, standing alone, only says "son of" or "daughter of"."""
    return form in _PARTICLES
