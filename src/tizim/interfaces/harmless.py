"""Words of others made harmless for whoever reads them: no control characters, no marks that turn the direction of a line."""

import unicodedata

_JOINERS = frozenset("\u200c\u200d")
"""zero-width marks that spelling needs (Persian, Indic scripts)"""


def harmless(words: object) -> str:
    """Words without control characters and marks of direction; what Unicode gives no letter for is shown as missing."""
    return "".join(map(_harmless, str(words)))


def _harmless(letter: str) -> str:
    kind = unicodedata.category(letter)
    if kind in ("Cc", "Zl", "Zp"):
        return " "
    if kind == "Cf" and letter not in _JOINERS:
        return ""
    return "\N{REPLACEMENT CHARACTER}" if kind in ("Cs", "Co", "Cn") else letter
