"""Latin letters beyond ASCII: the plain fold first, then what languages write instead.

ASCII tokens never come here (they are their own reading). Letters not in the table lose their marks.
"""

import unicodedata
from typing import Final

from tizim.text.romanise.spellings import Options, spellings, table_of

# German, Nordic, Turkic (Turkish, Azerbaijani, Kazakh of 1993, 2018 and 2021, Uzbek), Slavic, Baltic, Romanian, Hungarian,
# Vietnamese, and the scholarly romanisations of Arabic, Persian and Hebrew (DIN 31635, ISO 233, ALA-LC, Wehr).
_LETTERS: Final = table_of("""
ö o oe|ä a ae e|ü u ue|ø o oe|å a aa o|æ ae a e|œ oe|ß ss
ç c ch s|ş s sh|ș s sh|š s sh|ś s sh|ŝ s sh|ž z zh j|ż z zh|ź z zh|ẑ z zh|č c ch|ć c ch|ĉ c ch|ċ c ch
ğ g gh -|ǵ g gh|ġ g gh j|ǧ g j|ģ g|ĝ g j|ı i y|ł l|đ d dj|ð d dh|þ th t|ħ h|ñ n ny|ń n ng|ň n ny|ŋ n ng|ņ n
ř r rz rj|ě e ie|ĕ e|ţ t ts|ț t ts|ə a e|ǝ a e|ɣ g gh|ĵ j|ý y u|ó o u|ł l w
ḥ h|ḫ kh h|ẖ kh h|ḵ k kh|ṯ th t|ḏ dh d z|ẓ z dh d|ḍ d dh z|ṣ s|ṭ t|ż z zh|ž z zh j|ẗ t h|ā a aa|ī i ee|ū u oo
ʿ -|ʾ -|ʻ -|ʼ -|ĳ ij|ŉ n|ſ s|ƶ z zh|ȝ gh y|ơ o|ư u|ɛ e|ɔ o|ŧ t|ʒ zh z|ħ h kh|ľ l ly|ĺ l|ť t ty|ď d dy
""")


_TURKIC: Final = frozenset("ğǵışžýäöüçáóúïū")
"""Letters of the Latin alphabets of Kazakh, Turkmen, Tatar and Turkish: in a word with one of them ñ, ń and ň are ng."""
_NASALS: Final = frozenset("ñńň")
_NASAL: Final[Options] = ("n", "ng")
_FIRST_W: Final[Options] = ("u", "w")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a case-folded Latin token."""
    letters = unicodedata.normalize("NFC", token)
    parts = [options_of(letter) for letter in letters]
    if not _TURKIC.isdisjoint(letters):
        parts = [_NASAL if letter in _NASALS else part for letter, part in zip(letters, parts, strict=True)]
        if "ï" in letters and letters.startswith("w"):
            # Kazakh of 1993 alone writes ï, and w for the first sound of Ualiyev.
            parts[0] = _FIRST_W
    return spellings(parts, limit)


def options_of(letter: str) -> Options:
    """What one letter may be written as; a letter of another script keeps to its own table's first option."""
    if letter.isascii():
        return (letter,)
    known = _LETTERS.get(letter)
    if known is not None:
        return known
    bare = "".join(part for part in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(part))
    if bare != letter and bare:
        return options_of(bare) if len(bare) == 1 else (bare,)
    from tizim.text.romanise.fallback import readings as other_readings

    return other_readings(letter, 1) or ("",)
