"""Passports in the notes on a person: "паспорти № 100071547, 100100215", "паспорт громадянина України серії ЕЕ № 848971"."""

import re
from types import MappingProxyType

_PASSPORT = re.compile(
    r"паспорт\w*(?P<about>[^№\d]{0,90}?)(?:сері[їя]\s+(?P<series>\w{2}))?\s*№+\s*(?P<numbers>[\dA-ZА-ЯІЇЄ]{2,}(?:\s*,\s*\d{5,})*)",
    re.IGNORECASE,
)
_CITIZEN = MappingProxyType({"україни": "ua", "рф": "ru", "російської федерації": "ru", "республіки білорусь": "by"})


def passports_in(notes: str) -> list[tuple[str, str | None]]:
    """(number with its series, code of the country where the notes say whose citizen) of every passport, in order."""
    found: dict[str, str | None] = {}
    for met in _PASSPORT.finditer(" ".join(notes.split())):
        about = met["about"].casefold()
        country = next(
            (
                code
                for words, code in _CITIZEN.items()
                if f"громадянина {words}" in about or f"громадянки {words}" in about
            ),
            None,
        )
        for number in met["numbers"].split(","):
            if any(letter.isdigit() for letter in number):
                found.setdefault(f"{met['series'] or ''}{number.strip()}", country)
    return list(found.items())
