"""Countries inside the words of a place: "In prison in Germany", "Sudan/South Sudan", "Amman, Jordan".

`text.countries.countries_in` reads a field in which each piece is a country, and finds none where one piece is not; here the
pieces that are no country are the rest of the place.
"""

import re

from tizim.text.countries import country_code

_BETWEEN = re.compile(r"[/,;:]|\b(?:in|or|by|of|as at|as of|since|between|from)\b", re.IGNORECASE)
_DOCUMENT = re.compile(
    r"\b(?:foreign travel passport|national passport|national identity(?: card)?|identity card|national identification|alien registration|passport)"
    r"(?: number)?\s*$",
    re.IGNORECASE,
)


def countries_of_place(words: str) -> list[str]:
    """Codes of the countries that a place, or the issuer of a document, is said to be in; in the order of the words.

    For places and documents only: a nationality with words around it ("citizenship withdrawn") may say the opposite.
    """
    if (whole := country_code(words)) is not None:
        return [whole]
    codes = (
        country_code(_DOCUMENT.sub("", piece).strip(" .")) for piece in _BETWEEN.split(words) if len(piece.strip()) > 2
    )
    return list(dict.fromkeys(code for code in codes if code is not None))
