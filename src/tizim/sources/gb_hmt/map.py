"""Targets of HM Treasury's list to statements. Rows repeat what is the same for all names; a statement is made once."""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.gb_hmt.details import addresses, births, documents, nationalities
from tizim.sources.gb_hmt.information import put_information
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.languages import LANGUAGES
from tizim.sources.shared.numbered import pieces
from tizim.sources.shared.parts import Parts

SCHEMATA = MappingProxyType({"individual": "Person", "entity": "Organization", "ship": "Vessel"})
NAME_TYPES = MappingProxyType(
    {
        "prime alias": "name",
        "primary name": "name",
        "primary name variation": "alias",
        "aka": "alias",
        "fka": "previousName",
    }
)
QUALITIES = MappingProxyType(
    {"good": "alias", "low": "weakAlias", "good quality a.k.a": "alias", "low quality a.k.a": "weakAlias"}
)
NAME_PARTS = MappingProxyType(
    {
        "Name 1": "firstName",
        "Name 2": "secondName",
        "Name 3": "middleName",
        "Name 4": "middleName",
        "Name 5": "middleName",
        "Name 6": "lastName",
    }
)
DATES = ("%d/%m/%Y",)


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One target: the entry, then its listings, documents and addresses."""
    reference = record.take("Group ID") or ""
    where = f"group {reading.records} ({reference})"
    group = record.take_parts("row")
    kinds = {kind for part in group if (kind := part.take("Group Type")) is not None}
    if len(kinds) != 1 or next(iter(kinds)).lower() not in SCHEMATA:
        reading.unknown_word("Group Type", "/".join(sorted(kinds)), where)
    schema = SCHEMATA.get(next(iter(sorted(kinds)), "").lower(), "LegalEntity")
    entry = Draft(reading, schema, reference)
    parts = Parts(entry)
    for part in group:
        _row(entry, parts, part, reading, where)
    if not any(entry.values(prop) for prop in ("name", "alias", "weakAlias", "previousName")):
        reading.reject(where, reference, "expected a name in Name 1 to Name 6, came none")
        return
    for field, value in record.require_nothing_left(reading, where):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _row(entry: Draft, parts: Parts, part: Fields, reading: Reading, where: str) -> None:
    _name(entry, part, reading, where)
    listing = _listing(parts, part)
    if entry.schema == "Person":
        for title in pieces(part.take("Title") or ""):
            entry.add("title", title, at=part.place("Title"))
        for position in pieces(part.take("Position") or ""):
            entry.add("position", position, at=part.place("Position"))
        births(entry, part)
        nationalities(entry, part)
        documents(entry, parts, part, reading)
    else:
        _kept_raw(entry, part)
    addresses(parts, part)
    put_information(entry, listing, part, reading, where)


def _kept_raw(entry: Draft, part: Fields) -> None:
    """Fields of people that stand with an organisation now and then: kept as they are."""
    for field in ("Title", "Position", "DOB", "Town of Birth", "Country of Birth", "Nationality", *_PAPERS):
        entry.add_raw(field, part.take(field), at=part.place(field))


_PAPERS = (
    "Passport Details",
    "Passport Number",
    "NI Number",
    "National Identification Number",
    "National Identification Details",
)


def _name(entry: Draft, part: Fields, reading: Reading, where: str) -> None:
    words = {field: part.take(field) for field in NAME_PARTS}
    kind, quality = (part.take("Alias Type") or "").lower(), (part.take("Alias Quality") or "").lower().rstrip(".")
    prop = NAME_TYPES.get(kind, "alias")
    if kind not in NAME_TYPES:
        reading.unknown_word("Alias Type", kind, where)
    if quality and quality not in QUALITIES:
        reading.unknown_word("Alias Quality", quality, where)
    elif quality and prop == "alias":
        prop = QUALITIES[quality]
    entry.add(prop, " ".join(word for word in words.values() if word), at=part.place("Name 6"))
    if entry.schema == "Person" and sum(word is not None for word in words.values()) > 1:
        for field, role in NAME_PARTS.items():
            entry.add(role, words[field], at=part.place(field))
    script, language = part.take("Non-Latin Script Type"), part.take("Non-Latin Script Language")
    lang = LANGUAGES.get((language or "").lower())
    entry.add("alias", part.take("Name Non-Latin Script"), at=part.place("Name Non-Latin Script"), lang=lang)
    entry.add_raw("Non-Latin Script Type", script, at=part.place("Non-Latin Script Type"))
    if lang is None:
        entry.add_raw("Non-Latin Script Language", language, at=part.place("Non-Latin Script Language"))


def _listing(parts: Parts, part: Fields) -> Draft:
    """A listing for each regime and day: a target may be listed under several."""
    regime, listed, designated = (
        part.take("Regime"),
        part.take("Listed On"),
        part.take("UK Sanctions List Date Designated"),
    )
    listing = parts.part("Sanction", "entity", regime or "", listed or "")
    listing.add("authority", "HM Treasury", at="")
    listing.add("program", regime, at=part.place("Regime"))
    listing.add_date("listingDate", listed, at=part.place("Listed On"), formats=DATES)
    listing.add_date("startDate", designated or listed, at=part.place("Listed On"), formats=DATES)
    listing.add_date("modifiedAt", part.take("Last Updated"), at=part.place("Last Updated"), formats=DATES)
    return listing
