"""Records of the UK Sanctions List (in the tree of its XML) to statements.

Owners, operators, parents and subsidiaries are names, not entries: they are kept as `source:` fields.
"""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.gb_fcdo.subjects import entity_details, individual_details, ship_details
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.languages import LANGUAGES
from tizim.sources.shared.parts import Parts

SCHEMATA = MappingProxyType({"individual": "Person", "entity": "Organization", "ship": "Vessel"})
NAME_TYPES = MappingProxyType({"primary name": "name", "primary name variation": "alias", "alias": "alias"})
STRENGTHS = MappingProxyType({"good quality a.k.a": "alias", "low quality a.k.a": "weakAlias"})
NAME_PARTS = MappingProxyType(
    {
        "Name1": "firstName",
        "Name2": "secondName",
        "Name3": "middleName",
        "Name4": "middleName",
        "Name5": "middleName",
        "Name6": "lastName",
    }
)
DATES = ("%d/%m/%Y", "%Y-%m-%d")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One Designation: the entry, then its listing, documents and addresses."""
    reference = record.take("UniqueID")
    where = f"Designation {reading.records}" + (f" ({reference})" if reference else "")
    if reference is None:
        reading.reject(where, None, "expected a UniqueID, came none")
        return
    kind = record.take("IndividualEntityShip")
    if kind is not None and kind.lower() not in SCHEMATA:
        reading.unknown_word("IndividualEntityShip", kind, where)
    entry = Draft(reading, SCHEMATA.get((kind or "").lower(), "LegalEntity"), reference)
    parts = Parts(entry)
    _names(entry, record, reading, where)
    if not entry.values("name") and not entry.values("alias"):
        reading.reject(where, reference, "expected a name in Names, came none")
        return
    _listing(entry, parts, record)
    _addresses(parts, record)
    _contacts(entry, record)
    _details(entry, parts, record, reading, where)
    entry.add("notes", record.take("OtherInformation"), at="OtherInformation")
    for field, value in record.require_nothing_left(reading, where):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _details(entry: Draft, parts: Parts, record: Fields, reading: Reading, where: str) -> None:
    """What is said of this kind alone; details of another kind stay untaken, and so are noticed."""
    kind = {"Person": "Individual", "Organization": "Entity", "Vessel": "Ship"}.get(entry.schema, "")
    for holder in record.take_parts(f"{kind}Details"):
        for part in holder.take_parts(kind):
            if kind == "Individual":
                individual_details(entry, parts, part, reading, where)
            elif kind == "Entity":
                entity_details(entry, part)
            else:
                ship_details(entry, part)


def _names(entry: Draft, record: Fields, reading: Reading, where: str) -> None:
    person = entry.schema == "Person"
    for holder in record.take_parts("Names"):
        for part in holder.take_parts("Name"):
            words = {field: part.take(field) for field in NAME_PARTS}
            kind, strength = part.take("NameType"), part.take("AliasStrength")
            prop = NAME_TYPES.get((kind or "alias").lower().strip(), "alias")
            if kind is not None and kind.lower().strip() not in NAME_TYPES:
                reading.unknown_word("NameType", kind, where)
            if strength is not None and (graded := STRENGTHS.get(strength.lower().rstrip("."))) is None:
                reading.unknown_word("AliasStrength", strength, where)
            elif strength is not None and prop == "alias":
                prop = str(graded)
            entry.add(prop, " ".join(word for word in words.values() if word), at=part.place("Name6"))
            for field, role in NAME_PARTS.items():
                if person and sum(word is not None for word in words.values()) > 1:
                    entry.add(role, words[field], at=part.place(field))
    for holder in record.take_parts("NonLatinNames"):
        for part in holder.take_parts("NonLatinName"):
            script, language = part.take("NonLatinScriptType"), part.take("NonLatinScriptLanguage")
            lang = LANGUAGES.get((language or "").lower().strip())
            entry.add("alias", part.take("NameNonLatinScript"), at=part.place("NameNonLatinScript"), lang=lang)
            entry.add_raw("NonLatinScriptType", script, at=part.place("NonLatinScriptType"))
            if lang is None:
                entry.add_raw("NonLatinScriptLanguage", language, at=part.place("NonLatinScriptLanguage"))
    for holder in record.take_parts("Titles"):
        for place, title in holder.take_all("Title"):
            if person:
                entry.add("title", title, at=place)
            else:
                entry.add_raw("Title", title, at=place)


def _listing(entry: Draft, parts: Parts, record: Fields) -> None:
    listing = parts.part("Sanction", "entity", entry.reference)
    listing.add("authority", "Foreign, Commonwealth & Development Office", at="")
    listing.add("authorityId", entry.reference, at="UniqueID")
    listing.add("recordId", record.take("OFSIGroupID"), at="OFSIGroupID")
    listing.add("unscId", record.take("UNReferenceNumber"), at="UNReferenceNumber")
    listing.add("program", record.take("RegimeName"), at="RegimeName")
    listing.add_date("startDate", record.take("DateDesignated"), at="DateDesignated", formats=DATES)
    listing.add_date("modifiedAt", record.take("LastUpdated"), at="LastUpdated", formats=DATES)
    listing.add("reason", record.take("UKStatementofReasons"), at="UKStatementofReasons")
    listing.add_raw("DesignationSource", record.take("DesignationSource"))
    for measure in (record.take("SanctionsImposed") or "").split("|"):
        listing.add("provisions", measure, at="SanctionsImposed")
    record.drop("SanctionsImposedIndicators")  # the same measures a second time, as yes and no


def _addresses(parts: Parts, record: Fields) -> None:
    lines = tuple(f"AddressLine{number}" for number in range(1, 7))
    for holder in record.take_parts("Addresses"):
        for part in holder.take_parts("Address"):
            words = {field: part.take(field) for field in (*lines, "AddressPostalCode", "AddressCountry")}
            full = ", ".join(word for word in words.values() if word)
            if not full:
                continue
            address = parts.address(full, at=part.path)
            street = ", ".join(word for field in lines[:-1] if (word := words[field]))
            address.add("street", street, at=part.place("AddressLine1"))
            address.add("city", words["AddressLine6"], at=part.place("AddressLine6"))
            address.add("postalCode", words["AddressPostalCode"], at=part.place("AddressPostalCode"))
            address.add_country("country", words["AddressCountry"], at=part.place("AddressCountry"))


def _contacts(entry: Draft, record: Fields) -> None:
    for tag, field, prop in (
        ("PhoneNumbers", "PhoneNumber", "phone"),
        ("EmailAddresses", "EmailAddress", "email"),
        ("Websites", "Website", "website"),
    ):
        for holder in record.take_parts(tag):
            for place, value in holder.take_all(field):
                if entry.schema == "Vessel":
                    entry.add_raw(field, value, at=place)
                else:
                    entry.add(prop, value, at=place)
