"""Records of Kazakhstan's list to statements.

The second category lists persons under the tags of organisations; a 12-digit number then tells: its fifth digit is 0 to 3 in
an IIN (a day of birth) and 4 to 6 in a BIN (kind of organisation), by the rules of the national registers (Government decree
No. 853 of 11 June 2007).
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft, squeezed
from tizim.sources.kz_afm.read import CATEGORY, STATE
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts

DATES = ("%d.%m.%Y", "%Y-%m-%d", "%Y")
PROGRAMS = MappingProxyType(
    {
        "1": "List of organisations and persons connected with the financing of terrorism and extremism",
        "2": "Participants in terrorist activities",
    }
)
"""category of the file -> programme"""

_NUMBER = re.compile(r"\d{12}")
_ENTERED = re.compile(r"(?<!\w)включ\w*\s+(?:от\s+)?(\d{1,2}\.\d{1,2}\.\d{4})", re.IGNORECASE)
_LEFT = re.compile(r"(?<!\w)исключ\w*\s+(?:от\s+)?(\d{1,2}\.\d{1,2}\.\d{4})", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*;\s*")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One person or organisation: the entry, then its listing and its identity number."""
    where = f"{record.tag} {reading.records}"
    category, state = record.take(CATEGORY), record.take(STATE)
    number = record.take("iin") or record.take("org_iin")
    names = {field: words for field in ("lname", "fname", "mname") if (words := record.take(field)) is not None}
    titles = {field: words for field in ("org_name", "org_name_en") if (words := record.take(field)) is not None}
    whole = " ".join(names.values()) or next(iter(titles.values()), "")
    if not whole:
        reading.reject(where, number, "expected a name (lname, fname, mname, org_name or org_name_en), came none")
        return
    person = (
        bool(names)
        or category == "2"
        or (number is not None and _NUMBER.fullmatch(number) is not None and number[4] in "0123")
    )
    born = record.take("birthdate")
    known = number is not None and _NUMBER.fullmatch(number) is not None
    entry = Draft(
        reading, "Person" if person else "Organization", str(number) if known else squeezed(f"{whole} {born or ''}")
    )
    _names(entry, names, titles)
    parts = Parts(entry)
    _number(entry, parts, number, person=person)
    if person:
        entry.add_date("birthDate", born, at="birthdate", formats=DATES)
    else:
        entry.add_raw("birthdate", born)
    entry.add("notes", record.take("note"), at="note")
    entry.add_raw("num", record.take("num"))
    _listing(parts, record, category=category, state=state or "active")
    for field, value in record.require_nothing_left(reading, f"{where} ({entry.reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _names(entry: Draft, names: dict[str, str], titles: dict[str, str]) -> None:
    if names:
        entry.add("name", " ".join(names.values()), at=next(iter(names)))
        for field, prop in (("lname", "lastName"), ("fname", "firstName"), ("mname", "fatherName")):
            entry.add(prop, names.get(field), at=field)
    for field, words in titles.items():
        for place, one in enumerate(_BETWEEN.split(words)):
            entry.add("name" if place == 0 else "alias", one, at=field, original=words)


def _number(entry: Draft, parts: Parts, number: str | None, *, person: bool) -> None:
    """IIN or BIN; what has not 12 digits is kept as an identity number all the same."""
    if number is None:
        return
    field = "iin" if person else "org_iin"
    if person:
        entry.add("idNumber", number, at=field)
        identity = parts.part("Identification", "holder", number)
        identity.add("number", number, at=field)
        identity.add("type", "IIN", at=field)
        identity.add("country", "kz", at=field)
    else:
        entry.add("registrationNumber", number, at=field)


def _listing(parts: Parts, record: Fields, *, category: str | None, state: str) -> None:
    listing = parts.part("Sanction", "entity", category or "")
    listing.add("authority", "Agency of the Republic of Kazakhstan for Financial Monitoring", at="")
    listing.add("country", "kz", at="")
    listing.add("program", PROGRAMS.get(category or "1", category), at="")
    listing.add("status", state, at="")
    added, correction = record.take("added_to_list"), record.take("correction")
    listing.add("summary", correction, at="correction")
    entered, left = _ENTERED.search(correction or ""), _LEFT.search(correction or "")
    for prop in ("listingDate", "startDate"):
        if not listing.add_date(prop, added, at="added_to_list", formats=DATES) and entered is not None:
            listing.add_date(prop, entered[1], at="correction", formats=DATES)
    if left is not None:
        listing.add_date("endDate", left[1], at="correction", formats=DATES)
