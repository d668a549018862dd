"""Numbers printed on passports, identity cards, licences, registrations: no check digit is shared by all of them.

So the normal form only takes away what is writing and not number. O and 0, I and 1 stay apart: both occur in real numbers.
"""

import re
import unicodedata

_LEADING_SIGN = re.compile(r"^\s*(?:[№#]|n[°º]|no[.:]|nr[.:])\s*", re.IGNORECASE)
_LOOKALIKES = str.maketrans("АВЕКМНОРСТУХІЈЅ", "ABEKMHOPCTYXIJS")
"""Cyrillic capitals drawn as Latin ones: the series of a Ukrainian, Russian or Belarusian document is typed in either script."""


def document_key(value: str) -> str:
    """The one comparison key of a document number: letters and digits, upper case; "" where there are none.

    Separators and a leading "No." fall away, digits of any script become 0 to 9, Cyrillic letters drawn like Latin ones
    become those.
    """
    bare = unicodedata.normalize("NFKD", _LEADING_SIGN.sub("", value)).upper()
    kept = "".join(_digit(letter) for letter in bare if letter.isalnum())
    return kept.translate(_LOOKALIKES)


def document_form(value: str) -> str | None:
    """The key where it may be a document number: at least one digit and three characters, at most forty; else None."""
    key = document_key(value)
    return key if 3 <= len(key) <= 40 and any(letter.isdigit() for letter in key) else None


def _digit(letter: str) -> str:
    return str(unicodedata.decimal(letter)) if letter.isdecimal() else letter
