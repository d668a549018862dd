"""Registration and tax numbers as the register writes them: the word of the register, then the number ("ЄДРПОУ00039002").

Sources of the lengths: Russia's OGRN has 13 digits (15 for entrepreneurs) and INN 10 (12 for people), by its tax service;
Ukraine's EDRPOU has 8.
"""

import re
from types import MappingProxyType

PROPERTIES = MappingProxyType(
    {
        "ЄДРПОУ": "registrationNumber",
        "ОДРН": "ogrnCode",
        "ОГРН": "ogrnCode",
        "основний державний реєстраційний номер": "ogrnCode",
        "ІПН": "innCode",
        "ІПГ": "innCode",
        "ІНП": "innCode",
        "REGON": "registrationNumber",
        "NIP": "taxNumber",
        "ՀՎՀՀ": "taxNumber",
    }
)
"""word before the number -> property (two of them are misspellings that the register has)"""
_LENGTHS = MappingProxyType({"ogrnCode": (13, 15), "innCode": (10, 12)})
_CODE = re.compile(r"(?P<word>\D*?)[\s–:-]*(?P<number>\d[\d ]*[A-Z]?)\W*")
_OKPO = re.compile(r"ОКПО[\s:]*(\d{8,10})\b")


def code_of(words: str, *, tax: bool) -> tuple[str | None, str]:
    """The property a number belongs to, and the number; (None, …) where the words hold more than one number."""
    met = _CODE.fullmatch(words)
    if met is None:
        return None, words
    prop = PROPERTIES.get(met["word"].strip(), "taxNumber" if tax else "registrationNumber")
    number = met["number"].replace(" ", "")
    if prop in _LENGTHS and len(number) not in _LENGTHS[prop]:
        prop = "taxNumber" if tax else "registrationNumber"
    return prop, number


def okpo_in(notes: str) -> list[str]:
    """Numbers of Russia's statistical register (OKPO) that the notes give."""
    return list(dict.fromkeys(_OKPO.findall(notes)))
