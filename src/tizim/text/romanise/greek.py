"""Greek: ELOT 743 (ISO 843, transcription) first, then older and English habits."""

import unicodedata
from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

_LETTERS: Final = table_of("""
α a|β v b|γ g y|δ d|ε e|ζ z|η i e|θ th t|ι i|κ k c|λ l|μ m|ν n|ξ x ks|ο o|π p|ρ r|σ s|ς s|τ t|υ y i u|φ f ph|χ ch h kh|ψ ps|ω o
""")
_GROUPS: Final = table_of("""
ου ou u|αυ av au af|ευ ev eu ef|ηυ iv if|αι ai e|ει ei i|οι oi i|γγ ng gg|γκ gk g ng|γξ nx|γχ nch nh|μπ mp b|ντ nt d nd|τζ tz j dz|τσ ts
""")
_VOICELESS: Final = frozenset("θκξπσςτφχψ")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a case-folded Greek token, with or without accents."""
    return spellings(_parts(_without_accents(token)), limit)


def _without_accents(token: str) -> str:
    """Accents dropped; a vowel with a diaeresis is kept apart from the one before it by a blank."""
    out: list[str] = []
    for letter in unicodedata.normalize("NFD", token):
        if letter == "\u0308" and out:
            out.insert(-1, " ")
        elif not unicodedata.combining(letter):
            out.append(letter)
    return "".join(out)


def _parts(token: str) -> list[Options]:
    parts: list[Options] = []
    place = 0
    while place < len(token):
        pair = token[place : place + 2]
        if pair in _GROUPS:
            parts.append(_group(pair, first=place == 0, after=token[place + 2 : place + 3]))
            place += 2
            continue
        letter = token[place]
        if letter != " ":
            parts.append(_LETTERS.get(letter) or latin_options(letter))
        place += 1
    return parts


def _group(pair: str, *, first: bool, after: str) -> Options:
    if first and pair in ("μπ", "ντ", "γκ"):
        return {"μπ": ("b", "mp"), "ντ": ("d", "nt"), "γκ": ("g", "gk")}[pair]
    if pair in ("αυ", "ευ") and (not after or after in _VOICELESS):
        return {"αυ": ("af", "au", "av"), "ευ": ("ef", "eu", "ev")}[pair]
    return _GROUPS[pair]
