"""Records of Australia's list to statements. All rows of an entry repeat its facts; what differs between them is added up."""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.au_dfat.notes import documents_in
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.document_words import DATE_FORMATS
from tizim.sources.shared.numbered import pieces
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place

SCHEMATA = MappingProxyType({"Individual": "Person", "Entity": "Organization", "Vessel": "Vessel"})
NAME_KINDS = MappingProxyType(
    {
        ("Primary Name", ""): "name",
        ("Alias", ""): "alias",
        ("Alias", "Strong"): "alias",
        ("Alias", "Weak"): "weakAlias",
        ("Original Script", ""): "alias",
    }
)
"""(Name Type, Alias Strength) -> property"""
MEASURES = ("Targeted Financial Sanction", "Travel Ban", "Arms Embargo", "Maritime Restriction")
YES_NO = MappingProxyType({"true": True, "false": False, "yes": True, "no": False})
DATES = ("%Y-%m-%d", "%d/%m/%Y", "%m/%Y", "%d %b %Y", "%b %Y", "%Y")

_SPAN = re.compile(r"(?:between\s+)(\d{4})\s+and\s+(\d{4})", re.IGNORECASE)
_ABOUT = re.compile(r"^(?:approximately|approx\.?|circa|about)\s*:?\s*", re.IGNORECASE)
_TWO_DATES = re.compile(r"(?<=\d{4})\s+(?=\d)|[,;\n]")
_LISTED = re.compile(
    r"(?<!re-)(?<!re)(?<!formerly )\b(?:listed|designated)\b[^.;(]*?\bon:?\s+(\d{1,2}\s+[A-Z][a-z]+\.?\s+\d{4})",
    re.IGNORECASE,
)
_UN_REFERENCE = re.compile(r"([A-Z]{2}[ie]\.\d{3})\b")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One entry: the entity, then its listing and addresses."""
    reference = record.take("Reference") or ""
    rows = record.take_parts("row")
    where = f"entry {reading.records}"
    kinds = {kind for row in rows if (kind := row.take("Type")) is not None}
    if not reference.isdecimal() or not kinds:
        reading.reject(
            where,
            reference or None,
            f"expected a number in Reference and a Type, came {reference!r} and {sorted(kinds)}",
        )
        return
    kind = min(kinds)
    if kind not in SCHEMATA or len(kinds) > 1:
        reading.unknown_word("Type", ", ".join(sorted(kinds)), where)
    entry = Draft(reading, SCHEMATA.get(kind, "LegalEntity"), reference)
    for row in rows:
        _name(entry, row, reading, where)
    if not any(entry.values(prop) for prop in ("name", "alias", "weakAlias")):
        reading.reject(where, reference, "expected a name, came none")
        return
    parts = Parts(entry)
    listing = parts.part("Sanction", "entity", reference)
    listing.add("authority", "Department of Foreign Affairs and Trade", at="")
    listing.add("country", "au", at="")
    listing.add("recordId", reference, at="Reference")
    births: set[str] = set()
    for row in rows:
        _about(entry, parts, row, births)
        _listing(entry, parts, row, reading, where)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _name(entry: Draft, row: Fields, reading: Reading, where: str) -> None:
    kind, strength = row.take("Name Type") or "", row.take("Alias Strength") or ""
    prop = NAME_KINDS.get((kind, strength))
    if prop is None:
        reading.unknown_word("Name Type/Alias Strength", f"{kind}/{strength}", where)
        prop = "alias"
    entry.add(prop, row.take("Name of Individual or Entity"), at=row.place("Name of Individual or Entity"))


def _about(entry: Draft, parts: Parts, row: Fields, births: set[str]) -> None:
    """`births`: the words of birth dates that earlier rows had; what cannot be read is to be noted once."""
    for place, words in row.take_all("Date of Birth"):
        if words not in births:
            _birth_dates(entry, words, at=place)
        births.add(words)
    for place, words in row.take_all("Place of Birth"):
        for one in pieces(words):
            if entry.schema == "Person":
                entry.add("birthPlace", one, at=place, original=words)
                for code in countries_of_place(one.rpartition(",")[2]):
                    entry.add("birthCountry", code, at=place, original=words)
            else:
                entry.add_raw("Place of Birth", one, at=place)
    for place, words in row.take_all("Citizenship"):
        for one in words.split(";"):
            entry.add_country("citizenship" if entry.schema == "Person" else "country", one, at=place)
    for place, words in row.take_all("Address"):
        for one in pieces(words):
            address = parts.address(one, at=place)
            for code in countries_of_place(one.rpartition(",")[2]):
                address.add("country", code, at=place, original=one)
    number = row.take("IMO Number")
    if entry.schema == "Vessel":
        entry.add("imoNumber", number, at=row.place("IMO Number"))
    else:
        entry.add_raw("IMO Number", number, at=row.place("IMO Number"))


def _birth_dates(entry: Draft, words: str, *, at: str) -> None:
    """Words such as "Approximately 1963, 30/01/1972", "Between 1955 and 1958": day first, as Australia writes."""
    for one in _TWO_DATES.split(words):
        bare = _ABOUT.sub("", one.strip())
        about = bare != one.strip()
        if entry.schema != "Person":
            entry.add_raw("Date of Birth", one, at=at)
        elif (span := _SPAN.fullmatch(bare)) is not None:
            entry.add("birthDate", f"{span[1]}/{span[2]}" + ("~" if about else ""), at=at, original=words)
        else:
            entry.add_date("birthDate", bare, at=at, formats=DATES, approximate=about)


def _documents(entry: Draft, parts: Parts, notes: str, *, at: str) -> None:
    """The documents that the notes tell of; what they say of each is kept as the original words."""
    for noted in documents_in(notes):
        for number in noted.said.numbers:
            document = parts.part("Passport" if noted.is_passport else "Identification", "holder", number)
            document.add("number", number, at=at, original=noted.words)
            document.add("country", noted.said.country, at=at, original=noted.words)
            document.add_date("startDate", noted.said.issued, at=at, formats=DATE_FORMATS)
            document.add_date("endDate", noted.said.expires, at=at, formats=DATE_FORMATS)
            entry.add("passportNumber" if noted.is_passport else "idNumber", number, at=at, original=noted.words)


def _listing(entry: Draft, parts: Parts, row: Fields, reading: Reading, where: str) -> None:
    listing = parts.part("Sanction", "entity", entry.reference)
    for place, words in row.take_all("Listing Information"):
        listing.add("summary", words, at=place)
        met = _LISTED.search(" ".join(words.split()))
        if met is not None or _DAY.fullmatch(words):
            for prop in ("listingDate", "startDate"):
                listing.add_date(prop, met[1] if met else words, at=place, formats=DATES)
    for place, words in row.take_all("Additional Information"):
        entry.add("notes", words, at=place)
        if entry.schema == "Person":
            _documents(entry, parts, words, at=place)
        if (un := _UN_REFERENCE.match(words)) is not None:
            listing.add("unscId", un[1], at=place, original=words)
    listing.add("program", row.take("Committees"), at=row.place("Committees"))
    listing.add("provisions", row.take("Instrument of Designation"), at=row.place("Instrument of Designation"))
    listing.add_date("modifiedAt", row.take("Control Date"), at=row.place("Control Date"), formats=DATES)
    for measure in MEASURES:
        for place, words in row.take_all(measure):
            applies = YES_NO.get(words.casefold())
            if applies is None:
                reading.unknown_word(measure, words, where)
            if applies is not False:
                listing.add("provisions", measure, at=place, original=words)
