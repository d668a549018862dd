"""Arabic script: Arabic, Persian, Dari, Urdu, Pashto, Kurdish, Uyghur.

Short vowels are unwritten, so readings are consonants with the long vowels; the commonest names are known whole
(`arabic_names`) and come first. Vowel marks are used where a writer set them. Start with `readings`.
"""

import unicodedata
from typing import Final

from tizim.text.romanise.arabic_names import COMMON
from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

_SAME_LETTER: Final = str.maketrans(
    {
        "\u0643": "ک",
        "ى": "ی",
        "ي": "ی",
        "ۍ": "ی",
        "ې": "ێ",
        "ہ": "ه",
        "ۀ": "ه",
        "ۂ": "ه",
        "ە": "ه",
        "ٱ": "ا",
        "ـ": None,
        "\u200c": None,
        "\u200d": None,
    }
)
"""Letters that Arabic, Persian and Urdu keyboards encode apart, in the Persian form."""

_LETTERS: Final = table_of("""
ا a|أ a|إ i e|آ a|ب b|پ p|ت t|ث th s|ج j g|چ ch|ح h|خ kh h|د d|ذ dh z d|ر r|ز z|ژ zh j|س s|ش sh|ص s|ض d z|ط t|ظ z d|ع a -|غ gh g|ف f|ق q k g|ک k
گ g|ل l|م m|ن n|ه h|ة a at|ء -|ؤ u -|ئ y -|ی i y|و u w|ے e|ں n|ھ h -|ۃ a at|ۓ e
ٹ t|ڈ d|ڑ r|ټ t|ډ d|ړ r|ږ zh g|ښ sh kh|ځ dz z|څ ts s|ڼ n|ګ g|ڭ ng n|ۇ u|ۆ o|ۈ u|ۋ v w|ێ e|ڕ r|ڵ l|ڤ v|ڨ g|ڥ v|ݣ g|ڠ ng|ۅ o|ۉ u|ؽ y|ڪ k|ﷲ allah
َ a|ِ i|ُ u|ً -|ٍ -|ٌ -|ّ -|ْ -|ٰ a
""")
_LONG: Final = frozenset("اآأىةو" + "یێۆۇۈےإ")
_MARK_BEFORE: Final = {"َ": "اة", "ِ": "ی", "ُ": "و"}
"""Vowel marks that only repeat the long vowel after them."""
_MARKS: Final = frozenset("ًٌٍَُِّْٰ")

_BEFORE_H: Final = frozenset("کستدزژجگچطصپبشخغذثظ")
_FUSES_WITH: Final = {
    "ه": _BEFORE_H,
    "ح": _BEFORE_H,
    "ز": frozenset("تطد"),
    "ص": frozenset("تطد"),
    "ت": frozenset("دط"),
}
"""Letters whose Latin form would fuse with the one before into a digraph (s+h is not sh): a short vowel goes between."""


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a token in Arabic script."""
    letters = unicodedata.normalize("NFC", token.translate(_SAME_LETTER)).translate(_SAME_LETTER)
    bare = "".join(letter for letter in letters if letter not in _MARKS)
    known = COMMON.get(bare, ())
    if len(known) >= limit:
        return known[:limit]
    return tuple(dict.fromkeys(known + spellings(_parts(letters), limit)))[:limit]


def _parts(token: str) -> list[Options]:
    parts: list[Options] = []
    for place, letter in enumerate(token):
        before = token[place - 1] if place else ""
        after = token[place + 1 : place + 2]
        if before and before in _FUSES_WITH.get(letter, ()):
            parts.append(("a",))
        elif before == letter and letter not in _LONG:
            parts.append(("a", ""))
        elif before == "ن" and letter in "جغگ" and after:
            parts.append(("", "a"))
        parts.append(_letter(letter, before, after))
    return parts


def _letter(letter: str, before: str, after: str) -> Options:
    if letter in _MARK_BEFORE and after and after in _MARK_BEFORE[letter]:
        return ("",)
    if letter in "وی":
        return _half_vowel(letter, before, after)
    if letter == "ه" and before and not after:
        return ("h", "a", "e") if before not in _LONG else ("h", "t")
    if letter == "ع" and (not before or before not in _LONG):
        return ("a", "") if before and after not in _LONG else ("a",) if not before else ("", "a")
    return _LETTERS.get(letter) or _unknown(letter)


def _half_vowel(letter: str, before: str, after: str) -> Options:
    """و and ی are consonants at the start and beside another vowel, vowels elsewhere."""
    vowel, consonant = ("u", "w") if letter == "و" else ("i", "y")
    if not before:
        return (consonant, "v") if letter == "و" else (consonant, vowel)
    if before == "َ" or (before in "اأ" and not after):
        return (consonant, vowel)
    if after and after in _LONG:
        return (consonant, "v") if letter == "و" else (consonant,)
    if before in _LONG:
        return (consonant, "v") if letter == "و" and before not in "أآ" else (vowel, consonant)
    return (vowel, "o", consonant) if letter == "و" else (vowel, consonant)


def _unknown(letter: str) -> Options:
    return ("",) if unicodedata.combining(letter) else latin_options(letter)
