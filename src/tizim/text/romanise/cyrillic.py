"""Cyrillic: Russian, Ukrainian, Belarusian, Bulgarian, Serbian, Macedonian, Kazakh, Kyrgyz, Uzbek, Tajik, Tatar.

The first option of a letter is what passports and most lists print; the others are where BGN/PCGN, ICAO Doc 9303,
the national alphabets of the Turkic languages or older passports really differ.
"""

import re
import unicodedata
from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

_LETTERS: Final = table_of("""
а a|б b|в v|г g h|ґ g|д d|е e|ё e yo io|ж zh j|з z|и i|й y i j|к k|л l|м m|н n|о o|п p|р r|с s|т t|у u|ф f
х kh h x|ц ts c|ч ch|ш sh|щ shch sch|ъ -|ы y i|ь -|э e|ю yu iu u|я ya ia a
і i|ї i yi|є ye ie e|ў o u|ѓ g gj dj|ђ dj d j|ѕ dz z|ј j y|љ lj l|њ nj n|ћ c ch|ќ k kj c|џ dz j dzh|ѐ e|ѝ i
ә a ae|ғ g gh|қ k q|ң n ng|ө o oe|ұ u|ү u|һ h|ҳ h kh|ҷ j|ӣ i|ӯ u|җ j zh|ҡ k q|ҙ z dh|ҫ s th|ҥ n ng|ҕ g gh|ӊ n ng
ӑ a|ӗ e|ҝ k g|ӂ j zh|ҽ ch|ӡ dz|ҩ o|ҧ p|ӏ -
""")

_GROUPS: Final = table_of("""
кс ks x|дж dzh j|дз dz z j|цз z j|чж zh|тч tch ch|тш tsh ch|жж zh|щщ shch|хх kh h|вв v|нг ng n|ия iya ia iia ija|иа ia|ье ye e ie|ьё yo e|ъе ye e|аи ai
""")

# Japanese in Cyrillic (Polivanov) writes si, ti, zi where Latin has shi, chi, ji; only words made of Japanese syllables.
_JAPANESE: Final = re.compile("(?:(?:[кгсзтднхбпмр]|дз|ц)?[аиуэояюёй]н?)+")
_HEPBURN: Final = {
    "си": "ши", "ся": "ша", "сю": "шу", "сё": "шо", "ти": "чи", "тя": "ча", "тю": "чу", "тё": "чо",
    "дзи": "джи", "дзя": "джа", "дзю": "джу", "дзё": "джо",
}  # fmt: skip
_POLIVANOV: Final = re.compile("|".join(sorted(_HEPBURN, key=len, reverse=True)))
_ENDINGS: Final = table_of("ий iy y i ii|ый y yy yi|ей ey ei|ай ay ai|ой oy oi|уй uy ui")
_VOWELS: Final = frozenset("аеёиоуыэюяіїєәөұүўӣӯ")
_UKRAINIAN: Final = frozenset("їєґ")
_KAZAKH: Final = frozenset("әғқңөұүһ")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a case-folded Cyrillic token."""
    letters = unicodedata.normalize("NFC", token)
    usual = spellings(_parts(letters), limit)
    if limit < 2 or not _JAPANESE.fullmatch(letters):
        return usual
    hepburn = _POLIVANOV.sub(lambda match: _HEPBURN[match[0]], letters)
    return usual if hepburn == letters else usual[: limit - 1] + spellings(_parts(hepburn), 1)


def _parts(token: str) -> list[Options]:
    ukrainian = not _UKRAINIAN.isdisjoint(token) and _KAZAKH.isdisjoint(token)
    parts: list[Options] = []
    place = 0
    while place < len(token):
        pair = token[place : place + 2]
        if place and place + 2 == len(token) and pair in _ENDINGS:
            parts.append(_ENDINGS[pair])
            break
        if pair in _GROUPS:
            parts.append(_GROUPS[pair])
            place += 2
            continue
        parts.append(_letter(token, place, ukrainian=ukrainian))
        place += 1
    return parts


def _letter(token: str, place: int, *, ukrainian: bool) -> Options:
    letter = token[place]
    before = token[place - 1] if place else ""
    if letter == "е" and (not before or before in _VOWELS):
        return ("e", "ye")
    if letter == "ё" and not before:
        return ("yo", "e")
    if letter == "у" and not before and token[1:2] and token[1] in _VOWELS:
        return ("u", "w")
    if letter == "ш" and not before and token[1:2] in ("т", "п"):
        return ("sh", "s")
    if letter == "ў" and before in _VOWELS:
        return ("u", "w")
    if ukrainian and letter == "г":
        return ("h", "g")
    if ukrainian and letter == "и":
        return ("y", "i")
    if letter in _LETTERS:
        return _LETTERS[letter]
    bare = unicodedata.normalize("NFD", letter)[0]
    return _LETTERS[bare] if bare in _LETTERS else latin_options(letter)
