"""Details of one row of HM Treasury's list to statements: births, nationalities, documents, addresses.

A cell may hold several values, numbered ("(1) Tripoli (2) Tunis").
"""

import re

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.document_words import DATE_FORMATS, document_of, is_broken_number
from tizim.sources.shared.numbered import pieces
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place

BIRTH_DATES = ("00/00/%Y", "00/%m/%Y", "%d/%m/%Y")
_CITIZENSHIP = re.compile(r"\s+(?:citizenship|nationality)\b.*$|[,.]$", re.IGNORECASE)
_LINES = tuple(f"Address {number}" for number in range(1, 7))


def births(entry: Draft, part: Fields) -> None:
    """Date (00 for a day or month not known), towns and countries."""
    entry.add_date("birthDate", part.take("DOB"), at=part.place("DOB"), formats=BIRTH_DATES)
    for town in pieces(part.take("Town of Birth") or ""):
        entry.add("birthPlace", town, at=part.place("Town of Birth"))
    for words in pieces(part.take("Country of Birth") or ""):
        country(entry, "birthCountry", words, at=part.place("Country of Birth"))


def nationalities(entry: Draft, part: Fields) -> None:
    """Nationalities as adjectives or countries. One that is said to be withdrawn is kept as it is."""
    at = part.place("Nationality")
    for words in pieces(part.take("Nationality") or ""):
        lost = re.search(r"withdrawn|revoked|^not ", words, re.IGNORECASE)
        if lost is None:
            entry.add_country("nationality", _CITIZENSHIP.sub("", words), at=at)
        else:
            entry.add_raw("Nationality", words, at=at)


def documents(entry: Draft, parts: Parts, part: Fields, reading: Reading) -> None:
    """Passports and identity documents, with what is said of each in words."""
    for field, details, passport in (
        ("Passport Number", "Passport Details", True),
        ("National Identification Number", "National Identification Details", False),
    ):
        number, words = part.take(field), part.take(details)
        if number is None:
            for one in pieces(words or ""):
                if not _is_broken(entry, one, part.place(details), reading):
                    _document(entry, parts, one, at=part.place(details), passport=passport)
        else:
            for one in pieces(number):
                _with_number(entry, parts, one, words, at=part.place(field), passport=passport)
    for one in pieces(part.take("NI Number") or ""):
        if not _is_broken(entry, one, part.place("NI Number"), reading):
            _document(entry, parts, one, at=part.place("NI Number"), passport=False)


def _is_broken(entry: Draft, words: str, at: str, reading: Reading) -> bool:
    if not is_broken_number(words):
        return False
    field = f"row/{at.rpartition(']/')[2]}"
    reading.cannot_read(
        field, words, f"{entry.reference}: {at}", "expected a number, came one that a spreadsheet rounded"
    )
    entry.add_raw(field, words, at=at)
    return True


def _document(entry: Draft, parts: Parts, words: str, *, at: str, passport: bool) -> None:
    """A document whose number stands in its words."""
    said = document_of(words)
    for number in said.numbers or ("",):
        _with_number(entry, parts, number, words, at=at, passport=passport and not said.is_identity_card)


def _with_number(entry: Draft, parts: Parts, number: str, words: str | None, *, at: str, passport: bool) -> None:
    document = parts.part("Passport" if passport else "Identification", "holder", number or words or "")
    document.add("number", number, at=at)
    document.add("summary", words, at=at)
    entry.add("passportNumber" if passport else "idNumber", number, at=at)
    if words is None:
        return
    said = document_of(words)
    if said.country is not None:
        document.add("country", said.country, at=at, original=words)
    document.add_date("startDate", said.issued, at=at, formats=DATE_FORMATS)
    document.add_date("endDate", said.expires, at=at, formats=DATE_FORMATS)


def addresses(parts: Parts, part: Fields) -> None:
    """The address of a row."""
    words = {field: part.take(field) for field in (*_LINES, "Post/Zip Code", "Country")}
    full = ", ".join(word for word in words.values() if word)
    if not full:
        return
    at = part.place("Address 1")
    address = parts.address(full, at=at)
    address.add("street", ", ".join(word for field in _LINES[:-1] if (word := words[field])), at=at)
    address.add("city", words["Address 6"], at=part.place("Address 6"))
    address.add("postalCode", words["Post/Zip Code"], at=part.place("Post/Zip Code"))
    country(address, "country", words["Country"], at=part.place("Country"))


def country(draft: Draft, prop: str, words: str | None, *, at: str) -> None:
    """The countries a place is in; what names none is noted."""
    draft.add_countries(prop, words, at=at, find=countries_of_place)
