"""Hebrew (and Yiddish letters): the Academy's simple romanisation first, then English and biblical habits.

Short vowels are unwritten. The geresh makes foreign sounds (j, zh, ch) of the letter before it and is read here.
"""

import unicodedata
from typing import Final

from tizim.text.romanise.latin import options_of as latin_options
from tizim.text.romanise.spellings import Options, spellings, table_of

_LETTERS: Final = table_of("""
א a|ב v b|ג g|ד d|ה h|ו u o v|ז z|ח h ch|ט t|י i y|כ k kh|ך kh ch|ל l|מ m|ם m|נ n|ן n|ס s|ע a|פ p f|ף f|צ ts z|ץ ts z|ק k|ר r|ש sh s|ת t
""")
_GERESH: Final = table_of("ג j g|ז zh|צ ch|ץ ch|ת th|ד dh|ח kh|ו w|ט z|ס s|ר gh|ע gh|ש sh")
_SIGNS: Final = frozenset("'\u05f3\u2019\u02b9\u2032`")
_DOUBLED: Final = table_of("וו v w|יי y ai|ױ oi|ײ ai ei|װ v w")
_FUSES_WITH_H: Final = frozenset("כקסתדזטצגשפב")


def readings(token: str, limit: int) -> tuple[str, ...]:
    """The readings of a token in Hebrew script, pointed or not."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", token) if not unicodedata.combining(letter))
    return spellings(_parts(letters), limit)


def _parts(token: str) -> list[Options]:
    parts: list[Options] = []
    place = 0
    while place < len(token):
        letter, after = token[place], token[place + 1 : place + 2]
        before = token[place - 1] if place else ""
        if letter + after in _DOUBLED:
            parts.append(_DOUBLED[letter + after])
            place += 2
            continue
        if after and after in _SIGNS and letter in _GERESH:
            parts.append(_GERESH[letter])
            place += 2
            continue
        if (before and letter in "הח" and before in _FUSES_WITH_H and after) or (
            before == letter and letter not in "וי"
        ):
            parts.append(("a", ""))
        if letter not in _SIGNS:
            parts.append(_letter(letter, before, after))
        place += 1
    return parts


def _letter(letter: str, before: str, after: str) -> Options:
    if letter == "ב":
        return ("b",) if not before else ("v", "b") if after in ("", "ה") else ("b", "v")
    if letter == "פ":
        return ("p", "f") if not before or not after else ("f", "p")
    if letter == "ו":
        return ("v",) if not before else ("v", "o", "u") if before in "אה" and not after else ("o", "u", "v")
    if letter == "י":
        return ("y", "i") if not before else ("i", "y")
    if letter == "ה" and before and not after:
        return ("a", "h")
    if letter in "אע" and before:
        return ("a", "")
    return _LETTERS.get(letter) or latin_options(letter)
