"""Targets of the SECO list to statements.

A target is a listing from each "listed" to the next "de-listed" modification, under each of its sanctions sets. What older
versions said (`modification/removed`) is kept as words; what they added stands in the target itself.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from tizim.model.ftm import schema as ftm_schema
from tizim.model.statement import entity_id
from tizim.sources.ch_seco.identities import identities
from tizim.sources.ch_seco.place import places_of
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts

KINDS = MappingProxyType({"individual": "Person", "entity": "Organization"})
OBJECTS = MappingProxyType({"vessel": "Vessel", "ship": "Vessel", "aircraft": "Airplane"})
SEXES = MappingProxyType({"male": "male", "female": "female"})
MODIFICATIONS = frozenset({"listed", "de-listed", "amended"})
LABELLED = MappingProxyType(
    {
        "IMO number": "imoNumber",
        "Website": "website",
        "E-mail": "email",
        "Email": "email",
        "E-mail address": "email",
        "Telephone": "phone",
        "Telephone number": "phone",
        "Tel.": "phone",
        "Taxpayer identification number": "innCode",
        "Tax registration number": "taxNumber",
        "Registration number": "registrationNumber",
        "State registration number": "registrationNumber",
        "Business registration number": "registrationNumber",
        "Type of entity": "legalForm",
    }
)
"""label before a colon in other-information -> property, where the schema has it"""

_CASEFOLDED = MappingProxyType({label.casefold(): prop for label, prop in LABELLED.items()})
DATES = ("%Y-%m-%d",)
REMOVED = (
    "identity",
    "justification",
    "other-information",
    "relation",
    "individual",
    "entity",
    "object",
    "target",
    "name",
    "address",
    "foreign-identifier",
)
"""elements a modification removes; kept as words"""

MARKS = frozenset(
    f"@{name}"
    for name in (
        "ssid",
        "main",
        "quality",
        "order",
        "lang",
        "place-id",
        "calendar",
        "name-type",
        "name-part-type",
        "script",
        "spelling-variant-type",
    )
)
"""attributes that are row numbers or marks, not words"""


@dataclass(frozen=True, slots=True)
class _Change:
    """One modification: its kind and its dates (effective, else published, else enacted)."""

    kind: str
    day: str | None
    enacted: str | None
    published: str | None


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One target: the entry, then its listings, documents, addresses and relations."""
    reference = record.take("@ssid")
    where = f"target {reading.records}" + (f" ({reference})" if reference else "")
    subject, schema = _subject(record, reading, where)
    if reference is None or subject is None:
        reading.reject(where, reference, "expected an ssid and an individual, entity or object, came none")
        return
    entry = Draft(reading, schema, reference)
    parts = Parts(entry)
    identities(entry, parts, subject, places_of(record), reading, where)
    if not any(entry.values(prop) for prop in ("name", "alias", "weakAlias", "previousName")):
        reading.reject(where, reference, "expected a name in an identity, came none")
        return
    reasons = [(place, words) for place, words in _texts(subject, "justification")]
    _listings(entry, parts, record, reasons, reading, where)
    _sex(entry, subject, reading, where)
    for place, words in _texts(subject, "other-information"):
        _information(entry, words, at=place)
    _relations(entry, parts, subject, reading)
    for part in record.take_parts("generic-attribute"):
        entry.add_raw(f"generic-attribute/{part.take('@name') or ''}", part.take(""), at=part.path)
        part.drop("@ssid")  # the publisher's row number of the attribute
    for field, value in record.require_nothing_left(reading, where):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _subject(record: Fields, reading: Reading, where: str) -> tuple[Fields | None, str]:
    for tag, schema in KINDS.items():
        for part in record.take_parts(tag):
            return part, schema
    for part in record.take_parts("object"):
        kind = part.take("@object-type") or ""
        if kind not in OBJECTS:
            reading.unknown_word("object/@object-type", kind, where)
        return part, OBJECTS.get(kind, "Asset")
    return None, ""


def _sex(entry: Draft, subject: Fields, reading: Reading, where: str) -> None:
    sex = subject.take("@sex")
    if sex is not None and sex not in SEXES:
        reading.unknown_word("individual/@sex", sex, where)
    elif sex is not None and entry.schema == "Person":
        entry.add("gender", SEXES[sex], at=subject.place("@sex"), original=sex)


def _texts(subject: Fields, tag: str) -> list[tuple[str, str]]:
    """(place, words) of elements that may carry a number of their own."""
    found = subject.take_all(tag)
    for part in subject.take_parts(tag):
        part.drop("@ssid")  # the publisher's row number of the text
        found += [(part.path, words) for _place, words in part.take_all("")]
    return found


def _listings(
    entry: Draft, parts: Parts, record: Fields, reasons: list[tuple[str, str]], reading: Reading, where: str
) -> None:
    foreign = record.take_all("foreign-identifier")
    changes = _changes(entry, record, reading, where)
    programmes = {part.take("@ssid") or "": part for part in record.take_parts("programme")}
    numbers = [words for _place, words in (*record.take_all("sanctions-set-id"), *record.take_all("@sanctions-set-id"))]
    for number in dict.fromkeys(numbers or [""]):
        programme = programmes.get(number)
        words = (
            {field: programme.take(field) for field in ("key", "name", "measure", "origin")}
            if programme is not None
            else {}
        )
        for start, end in _periods(changes):
            listing = parts.part("Sanction", "entity", number, start or "")
            listing.add("authority", "State Secretariat for Economic Affairs (SECO)", at="")
            listing.add("authorityId", entry.reference, at="@ssid")
            listing.add("program", words.get("key"), at="sanctions-program/program-key")
            listing.add("programId", number, at="sanctions-set-id")
            listing.add("provisions", words.get("name"), at="sanctions-program/program-name")
            listing.add("provisions", words.get("measure"), at="sanctions-program/sanctions-set")
            listing.add_raw("sanctions-program/origin", words.get("origin"))
            listing.add_date("startDate", start, at="modification/@effective-date", formats=DATES)
            listing.add_date("endDate", end, at="modification/@effective-date", formats=DATES)
            listing.add("status", "de-listed" if end is not None else "listed", at="modification/@modification-type")
            for change in changes:
                listing.add_date("modifiedAt", change.published, at="modification/@publication-date", formats=DATES)
                if change.kind == "listed" and change.day == start:
                    listing.add_date(
                        "listingDate", change.published, at="modification/@publication-date", formats=DATES
                    )
            for place, identifier in foreign:
                listing.add("recordId", identifier, at=place)
            for place, reason in reasons:
                listing.add("reason", reason, at=place)


def _changes(entry: Draft, record: Fields, reading: Reading, where: str) -> list[_Change]:
    """Modifications, oldest first (the file has the newest first)."""
    found = []
    for part in record.take_parts("modification"):
        kind = part.take("@modification-type") or ""
        if kind not in MODIFICATIONS:
            reading.unknown_word("modification/@modification-type", kind, where)
        enacted, published, effective = (
            part.take(f"@{name}-date") for name in ("enactment", "publication", "effective")
        )
        found.append(_Change(kind, effective or published or enacted, enacted, published))
        part.drop("added")  # the same facts a second time: they stand in the target
        for place, words in part.take_all("removed"):
            entry.add_raw("modification/removed", words, at=place)
        for removed in part.take_parts("removed"):
            entry.add_raw("modification/removed", ", ".join(_words_of(removed)), at=removed.path)
            removed.drop(*REMOVED)
    found.reverse()
    return sorted(found, key=lambda change: change.day or "")


def _words_of(part: Fields) -> list[str]:
    """All words of a part of an older version, but for row numbers and marks; takes the part as it is, unread."""
    return [value for name, value in part.leaves() if value and name.rpartition("/")[2] not in MARKS]


def _periods(changes: list[_Change]) -> list[tuple[str | None, str | None]]:
    """(start, end) of each time the target was listed; a start or an end that the file does not give is None."""
    periods: list[tuple[str | None, str | None]] = []
    start: str | None = None
    is_open = False
    for change in changes:
        if change.kind == "listed" and not is_open:
            start, is_open = change.day, True
        elif change.kind == "de-listed" and (is_open or not periods):
            periods.append((start, change.day))
            start, is_open = None, False
    if is_open or not periods:
        periods.append((start, None))
    return periods


def _information(entry: Draft, words: str, *, at: str) -> None:
    """Words with a label ("Website: …") to its property; any others to the notes."""
    label, colon, value = words.partition(":")
    prop = _CASEFOLDED.get(label.strip().casefold()) if colon else None
    if prop is not None and value.strip() and ftm_schema(entry.schema).property(prop) is not None:
        entry.add(prop, value.strip().rstrip("."), at=at, original=words)
    else:
        entry.add("notes", words, at=at)


def _relations(entry: Draft, parts: Parts, subject: Fields, reading: Reading) -> None:
    """Links to other targets of the list, with the publisher's word for the relation."""
    for part in subject.take_parts("relation"):
        other, kind, remark = part.take("@target-id"), part.take("@relation-type"), part.take("remark")
        part.drop("@ssid")  # the publisher's row number of the relation
        if other is None:
            entry.add_raw("relation", " ".join(one for one in (kind, remark) if one), at=part.path)
            continue
        link = parts.part("UnknownLink", "subject", other, kind or "")
        link.add("object", entity_id(reading.dataset, other), at=part.place("@target-id"))
        link.add("role", kind, at=part.place("@relation-type"))
        link.add("summary", remark, at=part.place("remark"))
