"""Identities of a SECO target (names, births, nationalities, addresses, documents) to statements.

A name has parts in an order; a part may have spelling variants by language and script, which make further whole names.
Primary names of an identity that is not the main one are aliases.
"""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tizim.sources.ch_seco.place import NOWHERE, Places
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts
from tizim.text.countries import country_code

NAME_TYPES = MappingProxyType({"primary-name": "name", "alias": "alias", "formerly-known-as": "previousName"})
QUALITIES = MappingProxyType({"good": True, "low": False})
NAME_PARTS: Mapping[str, str | None] = MappingProxyType(
    {
        "title": "title",
        "given-name": "firstName",
        "further-given-name": "secondName",
        "father-name": "fatherName",
        "grand-father-name": "middleName",
        "family-name": "lastName",
        "maiden-name": "lastName",
        "tribal-name": "lastName",
        "suffix": "nameSuffix",
        "whole-name": None,
        "other": None,
    }
)
"""name-part-type -> property of a person; None: part of the whole name only"""

PASSPORTS = frozenset({"passport", "diplomatic-passport"})
DATES = ("%Y-%m-%d", "%Y-%m", "%Y", "%d.%m.%Y")


def identities(entry: Draft, parts: Parts, subject: Fields, places: Places, reading: Reading, where: str) -> None:
    """All identities of a target, the main one first as the file has it."""
    for identity in subject.take_parts("identity"):
        main = identity.take("@main") != "false"
        identity.drop("@ssid")  # the publisher's row number of the identity
        for name in identity.take_parts("name"):
            _name(entry, name, reading, where, main=main)
        for birth in identity.take_parts("day-month-year"):
            _birth_date(entry, birth, reading, where)
        for nationality in identity.take_parts("nationality"):
            nationality.drop("@ssid")
            _nationality(entry, nationality)
        for birth in identity.take_parts("place-of-birth"):
            _birth_place(entry, birth, places)
        for address in identity.take_parts("address"):
            _address(entry, parts, address, places)
        for document in identity.take_parts("identification-document"):
            _document(entry, parts, document, places)


def _name(entry: Draft, name: Fields, reading: Reading, where: str, *, main: bool) -> None:
    kind, quality = name.take("@name-type") or "", name.take("@quality")
    if kind not in NAME_TYPES:
        reading.unknown_word("name/@name-type", kind, where)
    if quality is not None and quality not in QUALITIES:
        reading.unknown_word("name/@quality", quality, where)
    prop = NAME_TYPES.get(kind, "alias")
    prop = "alias" if prop == "name" and not main else prop
    prop = "weakAlias" if quality is not None and not QUALITIES.get(quality, True) else prop
    name.drop("@ssid", "@lang")  # row number; the language of the list's edition ("eng"), not of the name
    steps: dict[int, str] = {}
    spelled: dict[_Spelling, dict[int, str]] = {}
    for order, part in sorted(
        ((_order(part), part) for part in name.take_parts("name-part")), key=lambda pair: pair[0]
    ):
        role = part.take("@name-part-type") or ""
        if role not in NAME_PARTS:
            reading.unknown_word("name-part/@name-part-type", role, where)
        value = part.take("value") or ""
        _part_of_person(entry, NAME_PARTS.get(role), role, value, part)
        steps[order] = "" if role == "title" else value
        for spelling, words in _spellings(part):
            spelled.setdefault(spelling, {})[order] = words
    entry.add(prop, " ".join(word for word in steps.values() if word), at=name.path)
    for spelling, variants in spelled.items():
        whole = " ".join(word for order in steps if (word := variants.get(order, steps[order])))
        language = spelling[0].lower() if len(spelling[0]) == 3 else None
        entry.add(
            "weakAlias" if prop == "weakAlias" else "alias", whole, at=f"{name.path}/spelling-variant", lang=language
        )


_Spelling = tuple[str, str, str, int]
"""language, script, kind, and which of several with these it is"""


def _spellings(part: Fields) -> Iterator[tuple[_Spelling, str]]:
    """Other spellings of one part; those of the same language, script and kind belong together over all parts of a name."""
    met: Counter[tuple[str, str, str]] = Counter()
    for variant in part.take_parts("spelling-variant"):
        key = (variant.take("@lang") or "", variant.take("@script") or "", variant.take("@spelling-variant-type") or "")
        met[key] += 1
        yield (*key, met[key]), variant.take("") or ""
    for number, (_place, words) in enumerate(part.take_all("spelling-variant"), 1):
        yield ("", "", "", number), words


def _order(part: Fields) -> int:
    number = part.take("@order")
    return int(number) if number is not None and number.isdecimal() and len(number) < 10 else 0


def _part_of_person(entry: Draft, prop: str | None, role: str, value: str, part: Fields) -> None:
    if prop is not None and entry.schema == "Person":
        entry.add(prop, value, at=part.place("value"))
    elif role in ("title", "suffix"):
        entry.add_raw(f"name-part/{role}", value, at=part.place("value"))


def _birth_date(entry: Draft, part: Fields, reading: Reading, where: str) -> None:
    year, month, day = (part.take(f"@{field}") for field in ("year", "month", "day"))
    calendar, quality = part.take("@calendar"), part.take("@quality")
    part.drop("@ssid")
    words = "-".join(
        one.lstrip("0").zfill(2) if one.isdecimal() else one for one in (year, month, day if month else None) if one
    )
    if calendar not in (None, "Gregorian"):
        reading.cannot_read("day-month-year/@calendar", f"{words} {calendar}", where, "expected a Gregorian date")
        entry.add_raw("day-month-year", f"{words} {calendar}", at=part.path)
    elif entry.schema in ("Person", "Organization"):
        prop = "birthDate" if entry.schema == "Person" else "incorporationDate"
        entry.add_date(prop, words, at=part.path, formats=DATES, approximate=quality == "low")
    else:
        entry.add_raw("day-month-year", words, at=part.path)


def _nationality(entry: Draft, part: Fields) -> None:
    prop = "nationality" if entry.schema == "Person" else "country"
    for country in part.take_parts("country"):
        _country(entry, prop, country.take("@iso-code"), country.take(""), at=country.path)
    for place, words in part.take_all("country"):
        entry.add_country(prop, words, at=place)


def _birth_place(entry: Draft, part: Fields, places: Places) -> None:
    place = places.get(part.take("@place-id") or "", NOWHERE)
    part.drop("@ssid", "@quality")  # row number; how sure the publisher is of the place, which has no scale
    if entry.schema != "Person":
        entry.add_raw("place-of-birth", ", ".join(place.words), at=part.path)
        return
    entry.add("birthPlace", ", ".join(place.words[:2] if place.country else place.words), at=part.path)
    for variant in place.variants:
        entry.add("birthPlace", variant, at=part.path)
    _country(entry, "birthCountry", place.code, place.country, at=part.path)


def _address(entry: Draft, parts: Parts, part: Fields, places: Places) -> None:
    place = places.get(part.take("@place-id") or "", NOWHERE)
    current = part.take("@current")
    part.drop("@ssid", "@quality")
    care_of, details, box, code = (part.take(field) for field in ("c-o", "address-details", "p-o-box", "zip-code"))
    remarks = [words for field in ("remark", "remarks") for _at, words in part.take_all(field)]
    full = ", ".join(one for one in (care_of, details, f"P.O. Box {box}" if box else None, code, *place.words) if one)
    if not full:
        for remark in remarks:
            entry.add("notes", remark, at=part.path)
        return
    address = parts.address(full, at=part.path)
    address.add("street", details, at=part.place("address-details"))
    address.add("postOfficeBox", box, at=part.place("p-o-box"))
    address.add("postalCode", code, at=part.place("zip-code"))
    address.add("city", place.location, at=part.place("@place-id"))
    address.add("region", place.area, at=part.place("@place-id"))
    address.add("summary", care_of, at=part.place("c-o"))
    _country(address, "country", place.code, place.country, at=part.place("@place-id"))
    for remark in remarks:
        address.add("remarks", remark, at=part.place("remark"))
    if current == "false":
        address.add_raw("address/@current", current, at=part.place("@current"))


def _document(entry: Draft, parts: Parts, part: Fields, places: Places) -> None:
    kind, number = part.take("@document-type"), part.take("number")
    issued_at = [places.get(one.take("@place-id") or "", NOWHERE) for one in part.take_parts("place-of-issue")]
    is_passport = kind in PASSPORTS
    part.drop("@ssid")
    document = parts.part("Passport" if is_passport else "Identification", "holder", number or "", kind or "")
    document.add("number", number, at=part.place("number"))
    document.add("type", kind, at=part.place("@document-type"))
    for issuer in part.take_parts("issuer"):
        _country(document, "country", issuer.take("@code") or issuer.take("@iso-code"), issuer.take(""), at=issuer.path)
    for place, words in part.take_all("issuer"):
        _country(document, "country", None, words, at=place)
    document.add_date("startDate", part.take("date-of-issue"), at=part.place("date-of-issue"), formats=DATES)
    document.add_date("endDate", part.take("expiry-date"), at=part.place("expiry-date"), formats=DATES)
    for one in issued_at:
        document.add("description", ", ".join(one.words), at=part.place("place-of-issue"))
    for field in ("remark", "remarks"):
        document.add("summary", part.take(field), at=part.place(field))
    if entry.schema == "Person":
        entry.add("passportNumber" if is_passport else "idNumber", number, at=part.place("number"))
    elif entry.schema == "Organization":
        entry.add("registrationNumber", number, at=part.place("number"))


def _country(draft: Draft, prop: str, code: str | None, words: str | None, *, at: str) -> None:
    """A country by its code, with the publisher's words beside it; by its words where there is no code."""
    if code is not None and (read := country_code(code)) is not None:
        draft.add(prop, read, at=at, original=words or code)
    else:
        draft.add_country(prop, words, at=at)
