"""One normal form of the characters of a name, and what looked wrong with them.

`clean` repairs what no reader would see (compatibility forms, invisible characters, look-alikes of another
script inside a word); `oddities` names what was repaired, for notes on data quality. Neither limits the
length, folds case, nor touches a diacritic that a language uses.
Start with `clean`.
"""

import re
import unicodedata
from typing import Final

MARKS_PER_LETTER: Final = 3
"""Combining marks kept on one letter: Vietnamese and pointed Hebrew or Arabic need at most three."""

_KEEP_APART = re.compile("([\u2116\u2120\u2122])")
"""Signs that NFKC would glue to the neighbouring word as letters (numero, service mark, trade mark)."""

_ZERO_WIDTH = re.compile(
    "[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200d\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uffa0]"
)
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ue000-\uf8ff\ufff9-\ufffd]")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u064b-\u065f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_TOO_MANY_MARKS = re.compile(f"({_MARKS}{{{MARKS_PER_LETTER}}}){_MARKS}+")
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_CYRILLIC = re.compile("[\u0400-\u052f]")
_GREEK = re.compile("[\u0370-\u03ff]")

# The same drawing in three alphabets. Kazakh, Ukrainian and Serbian letters that look Latin (і, ј, һ, ѕ) are here too:
# they are repaired only inside a word whose other letters decide its alphabet.
_CYRILLIC_LATIN = dict(zip("АВЕЅІЈКМНОРСТУХҮҺаеѕіјорсухһԁԛԝ", "ABESIJKMHOPCTYXYhaesijopcyxhdqw", strict=True))
_GREEK_LATIN = dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧανορυ", "ABEZHIKMNOPTYXavopu", strict=True))
_CYRILLIC_GREEK = dict(zip("АВЕІКМНОРТХор", "ΑΒΕΙΚΜΗΟΡΤΧορ", strict=True))


def _inverse(table: dict[str, str]) -> dict[str, str]:
    return {drawn: letter for letter, drawn in reversed(table.items())}


_LOOKALIKES: Final[dict[str, dict[str, str]]] = {
    "Latn": _GREEK_LATIN | _CYRILLIC_LATIN,
    "Cyrl": _inverse(_CYRILLIC_GREEK)
    | {drawn: letter for drawn, letter in _inverse(_CYRILLIC_LATIN).items() if drawn not in "dqsw"},
    "Grek": _inverse(_GREEK_LATIN) | _CYRILLIC_GREEK,
}
_AMBIGUOUS: Final = (
    frozenset(_CYRILLIC_LATIN)
    | frozenset(_CYRILLIC_LATIN.values())
    | frozenset(_GREEK_LATIN)
    | frozenset(_GREEK_LATIN.values())
)

_SCANNED_L = re.compile(r"(?<![^\W_])(?=[A-Z]*l)[A-Zl]*[A-Z][A-Zl]*(?![^\W_])")
"""A word of capitals with a small l among them: a scanner read an I so."""

_MOJIBAKE = re.compile(
    "[\u00c2-\u00f4\u0402-\u040f\u0452-\u045f\u0420\u0421\u0440\u0441][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
)


def clean(words: str) -> str:
    """The words in one normal form: NFKC, visible characters only, single blanks, one alphabet per word.

    Zero-width, direction and control characters and soft hyphens vanish (a line break counts as a blank). A word
    that mixes Latin with Cyrillic or Greek look-alikes is rewritten in the alphabet most of its unmistakable
    letters belong to, and a small l among capitals is the I it was. At most `MARKS_PER_LETTER` combining marks stay on a letter. The length has no limit.
    """
    if words.isascii():
        return " ".join(_SCANNED_L.sub(_capital_i, _CONTROL.sub("", words)).split())
    pieces = _KEEP_APART.split(_visible(words))
    normal = "".join(piece if index % 2 else unicodedata.normalize("NFKC", piece) for index, piece in enumerate(pieces))
    bounded = _TOO_MANY_MARKS.sub(r"\1", normal)
    sure = "".join(letter for letter in bounded if letter not in _AMBIGUOUS)
    cyrillic = bool(_CYRILLIC.search(sure)) and not _LATIN.search(sure)
    repaired = _WORD.sub(lambda match: _one_alphabet(match[0], cyrillic=cyrillic), bounded)
    if repaired != bounded and _LATIN.search(repaired):
        # A word of one name was disguised so: its other words that can be read as Latin are too.
        repaired = _WORD.sub(_as_latin, repaired)
    return " ".join(_SCANNED_L.sub(_capital_i, repaired).split())


def oddities(words: str) -> tuple[str, ...]:
    """What looked wrong in the words as written, in a fixed order.

    Any of "zero-width", "bidi-control", "control-character", "mixed-script", "mojibake"; empty for sound words.
    The zero-width non-joiner and joiner between letters of Arabic script and of the scripts of India are spelling,
    not an oddity.
    """
    if words.isascii() and not _CONTROL.search(words):
        return ()
    found = []
    if any(not _is_spelling(words, hit.start()) for hit in _ZERO_WIDTH.finditer(words)):
        found.append("zero-width")
    if _BIDI.search(words):
        found.append("bidi-control")
    if _CONTROL.search(words):
        found.append("control-character")
    if any(len(_alphabets(word)) > 1 for word in _WORD.findall(_visible(words))):
        found.append("mixed-script")
    if is_mojibake(words):
        found.append("mojibake")
    return tuple(found)


def is_mojibake(words: str) -> bool:
    """Whether the words are UTF-8 that was read as Windows-1252, Latin-1 or Windows-1251.

    Careful rather than complete: the words must turn, as a whole, into valid UTF-8 when they are written back in the
    code page, which ordinary accented words do not.
    """
    if words.isascii() or not _MOJIBAKE.search(words):
        return False
    for page in ("cp1252", "latin-1", "cp1251"):
        try:
            words.encode(page).decode("utf-8")
        except UnicodeError:
            continue
        return True
    return False


def _visible(words: str) -> str:
    return _CONTROL.sub("", _BIDI.sub("", _ZERO_WIDTH.sub("", words)))


def _is_spelling(words: str, place: int) -> bool:
    """A joiner or non-joiner right after a letter of a script that writes with them."""
    if words[place] not in "\u200c\u200d" or place == 0:
        return False
    before = words[place - 1]
    return "\u0600" <= before <= "\u06ff" or "\u0900" <= before <= "\u0dff"


def _capital_i(match: re.Match[str]) -> str:
    word = match[0]
    # A capital and a small l are an article (Al) or two consonants of a name as often as anything scanned.
    if len(word) == 2 and (word[1] == "l" or word == "lL"):
        return word
    return word.replace("l", "I")


def _as_latin(match: re.Match[str]) -> str:
    word = match[0]
    if all(letter in _CYRILLIC_LATIN for letter in word):
        return "".join(_CYRILLIC_LATIN[letter] for letter in word)
    return word


def _alphabets(word: str) -> tuple[str, ...]:
    found = []
    if _LATIN.search(word):
        found.append("Latn")
    if _CYRILLIC.search(word):
        found.append("Cyrl")
    if _GREEK.search(word):
        found.append("Grek")
    return tuple(found)


def _one_alphabet(word: str, *, cyrillic: bool) -> str:
    """The word in the alphabet of its unmistakable letters; where it has none, in that of the name (`cyrillic`, else Latin)."""
    alphabets = _alphabets(word)
    if len(alphabets) < 2:
        return word
    sure = "".join(letter for letter in word if letter not in _AMBIGUOUS)
    counts = {"Latn": _LATIN, "Cyrl": _CYRILLIC, "Grek": _GREEK}
    if not sure and "Latn" in alphabets:
        target = "Cyrl" if cyrillic and "Cyrl" in alphabets else "Latn"
    else:
        target = max(alphabets, key=lambda code: (len(counts[code].findall(sure)), len(counts[code].findall(word))))
    table = _LOOKALIKES[target]
    return "".join(table.get(letter, letter) if not counts[target].match(letter) else letter for letter in word)
