"""Which script a token is written in, as an ISO 15924 code.

Ranges of code points instead of Unicode names, because this runs for every token of every name. Latin, Cyrillic,
Arabic and the other scripts that lists are written in are told apart; a letter of any other script answers "Zzzz".
"""

from bisect import bisect_right
from functools import lru_cache
from typing import Final

# First code point, last code point, script; in ascending order. Source: Unicode blocks (Blocks.txt), letters only.
_RANGES: Final[tuple[tuple[int, int, str], ...]] = (
    (0x0041, 0x005A, "Latn"),
    (0x0061, 0x007A, "Latn"),
    (0x00AA, 0x00AA, "Latn"),
    (0x00BA, 0x00BA, "Latn"),
    (0x00C0, 0x00D6, "Latn"),
    (0x00D8, 0x00F6, "Latn"),
    (0x00F8, 0x02AF, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0531, 0x058A, "Armn"),
    (0x0591, 0x05F4, "Hebr"),
    (0x0620, 0x065F, "Arab"),
    (0x066E, 0x06EF, "Arab"),
    (0x06FA, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x0780, 0x07BF, "Thaa"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x0965, "Deva"),
    (0x0980, 0x09E5, "Beng"),
    (0x0A00, 0x0A65, "Guru"),
    (0x0A80, 0x0AE5, "Gujr"),
    (0x0B00, 0x0B65, "Orya"),
    (0x0B80, 0x0BE5, "Taml"),
    (0x0C00, 0x0C65, "Telu"),
    (0x0C80, 0x0CE5, "Knda"),
    (0x0D00, 0x0D65, "Mlym"),
    (0x0D80, 0x0DE5, "Sinh"),
    (0x0E01, 0x0E4E, "Thai"),
    (0x0E80, 0x0ECF, "Laoo"),
    (0x0EDC, 0x0EFF, "Laoo"),
    (0x0F40, 0x0FBC, "Tibt"),
    (0x1000, 0x103F, "Mymr"),
    (0x1050, 0x108F, "Mymr"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1100, 0x11FF, "Hang"),
    (0x1200, 0x139F, "Ethi"),
    (0x1780, 0x17D3, "Khmr"),
    (0x1820, 0x18AF, "Mong"),
    (0x1C80, 0x1C8F, "Cyrl"),
    (0x1C90, 0x1CBF, "Geor"),
    (0x1D00, 0x1D7F, "Latn"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x1F00, 0x1FFF, "Grek"),
    (0x2C60, 0x2C7F, "Latn"),
    (0x2D00, 0x2D2F, "Geor"),
    (0x2D80, 0x2DDF, "Ethi"),
    (0x2E80, 0x2FD5, "Hans"),
    (0x3005, 0x3007, "Hans"),
    (0x3041, 0x30FA, "Jpan"),
    (0x30FC, 0x30FF, "Jpan"),
    (0x3105, 0x312F, "Bopo"),
    (0x3131, 0x318E, "Hang"),
    (0x31F0, 0x31FF, "Jpan"),
    (0x3400, 0x4DBF, "Hans"),
    (0x4E00, 0x9FFF, "Hans"),
    (0xA640, 0xA69F, "Cyrl"),
    (0xA720, 0xA7FF, "Latn"),
    (0xA960, 0xA97F, "Hang"),
    (0xAB30, 0xAB6F, "Latn"),
    (0xAC00, 0xD7FB, "Hang"),
    (0xF900, 0xFAFF, "Hans"),
    (0xFB00, 0xFB06, "Latn"),
    (0xFB13, 0xFB17, "Armn"),
    (0xFB1D, 0xFB4F, "Hebr"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFC, "Arab"),
    (0xFF21, 0xFF3A, "Latn"),
    (0xFF41, 0xFF5A, "Latn"),
    (0xFF66, 0xFF9D, "Jpan"),
    (0xFFA1, 0xFFDC, "Hang"),
    (0x20000, 0x323AF, "Hans"),
)
_STARTS: Final = tuple(start for start, _, _ in _RANGES)
SCRIPTS: Final = tuple(sorted({"Zyyy", "Zzzz", *(script for _, _, script in _RANGES)}))
"""every answer that `script_of` gives"""


@lru_cache(maxsize=16_384)
def script_of_letter(letter: str) -> str:
    """The script of one character: "Zyyy" if it is no letter, "Zzzz" for a letter outside the table."""
    if letter in "\u00d7\u00f7":
        return "Zyyy"
    point = ord(letter)
    place = bisect_right(_STARTS, point) - 1
    if place >= 0:
        _, last, script = _RANGES[place]
        if point <= last:
            return script
    return "Zzzz" if letter.isalpha() else "Zyyy"


def script_of(token: str) -> str:
    """The ISO 15924 code most letters of the token belong to; the first one met wins a tie.

    Chinese characters answer "Hans" whether simplified, traditional or Japanese, kana "Jpan"; a token without letters
    (digits, signs) answers "Zyyy".
    """
    if token.isascii():
        return "Latn" if any(map(str.isalpha, token)) else "Zyyy"
    counts: dict[str, int] = {}
    for letter in token:
        script = script_of_letter(letter)
        if script != "Zyyy":
            counts[script] = counts.get(script, 0) + 1
    return max(counts, key=lambda code: counts[code]) if counts else "Zyyy"
