"""Which script a name is written in, by what Unicode calls most of its letters."""

import unicodedata
from collections import Counter


def script_of(name: str) -> str:
    """As in "Latin", "Arabic", "Cyrillic", "Devanagari"; "none" where there is no letter."""
    words = Counter(unicodedata.name(letter, "UNKNOWN").split()[0] for letter in name if letter.isalpha())
    most = words.most_common(1)[0][0].title() if words else "none"
    return "Han" if most == "Cjk" else most
