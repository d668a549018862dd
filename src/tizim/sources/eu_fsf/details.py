"""Details of an EU entry to statements: citizenships, births, documents, addresses. `map` calls these in turn."""

from collections.abc import Callable
from types import MappingProxyType

from tizim.model.dates import EARLIEST_YEAR, LATEST_YEAR
from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts
from tizim.text.countries import country_code

DATES = ("%Y-%m-%d", "%d/%m/%Y")
NO_COUNTRY = frozenset({"00", "UNKNOWN"})
PASSPORTS = frozenset({"passport", "national passport"})
NUMBERS = MappingProxyType(
    {
        "swiftbic": "swiftBic",
        "swift bic": "swiftBic",
        "imo": "imoNumber",
        "imo number": "imoNumber",
        "regnumber": "registrationNumber",
        "registration number": "registrationNumber",
        "fiscalcode": "taxNumber",
        "fiscal code": "taxNumber",
        "ssn": "socialSecurityNumber",
        "social security number": "socialSecurityNumber",
    }
)
"""identificationTypeCode or its description, in lower case -> property; every other kind is an idNumber"""

CONTACTS = MappingProxyType({"PHONE": "phone", "EMAIL": "email", "WEB": "website"})
CIRCA = MappingProxyType({"true": True, "false": False})
_WARNINGS = ("@diplomatic", "@knownExpired", "@knownFalse", "@reportedLost", "@revokedByIssuer")

_Closing = Callable[[Draft, Fields], None]


def citizenships(entry: Draft, record: Fields, closing: _Closing) -> None:
    """Citizenships, with the dates between which they were held as words."""
    prop = "citizenship" if entry.schema == "Person" else "country"
    for part in record.take_parts("citizenship"):
        country(entry, prop, part)
        for field in ("@region", "@acquisitionDate", "@disenfranchisementDate"):
            entry.add_raw(f"citizenship/{field}", part.take(field), at=part.place(field))
        closing(entry, part)


def births(entry: Draft, record: Fields, reading: Reading, where: str, closing: _Closing) -> None:
    """Dates (a day, a month, a year, a span of years, about) and places of birth."""
    for part in record.take_parts("birthdate"):
        circa, calendar = part.take("@circa"), part.take("@calendarType")
        if circa is not None and circa not in CIRCA:
            reading.unknown_word("birthdate/@circa", circa, where)
        place = ", ".join(words for field in ("@place", "@city", "@region", "@zipCode") if (words := part.take(field)))
        if entry.schema != "Person":
            entry.add_raw(
                "birthdate", " ".join(words for field in _DATE_FIELDS if (words := part.take(field))), at=part.path
            )
            entry.add_raw("birthdate/@place", place, at=part.path)
            country(entry, "country", part)
            closing(entry, part)
            continue
        entry.add("birthPlace", place, at=part.place("@city"))
        country(entry, "birthCountry", part)
        words, prop_at = _date_words(part)
        if calendar not in (None, "GREGORIAN"):
            reading.cannot_read(
                "birthdate/@calendarType", f"{words} {calendar}", f"{where}: {part.path}", "expected a Gregorian date"
            )
            entry.add_raw("birthdate", f"{words} {calendar}", at=prop_at)
        else:
            _birth_date(entry, words, at=prop_at, circa=CIRCA.get(circa or "", False))
        closing(entry, part)


_DATE_FIELDS = ("@birthdate", "@dayOfMonth", "@monthOfYear", "@year", "@yearRangeFrom", "@yearRangeTo")


def _date_words(part: Fields) -> tuple[str, str]:
    """The date of a birth in normal form ("1963-05", "1958/1963", "" for none), and the field it stands in."""
    whole, day, month, year, first, last = (part.take(field) for field in _DATE_FIELDS)
    if whole is not None:
        return whole, part.place("@birthdate")
    if first or last:
        return "/".join(dict.fromkeys(one for one in (first, last) if one)), part.place("@yearRangeFrom")
    if year is None:
        return "", part.place("@year")
    steps = [year, *(one.zfill(2) for one in (month, day if month else None) if one)]
    return "-".join(steps), part.place("@year")


def _birth_date(entry: Draft, words: str, *, at: str, circa: bool) -> None:
    first, slash, last = words.partition("/")
    if (
        slash
        and all(one.isdecimal() and len(one) == 4 and EARLIEST_YEAR <= int(one) <= LATEST_YEAR for one in (first, last))
        and first <= last
    ):
        entry.add("birthDate", f"{words}~" if circa else words, at=at)
    else:
        entry.add_date("birthDate", words, at=at, formats=(*DATES, "%Y-%m", "%Y"), approximate=circa)


def documents(entry: Draft, parts: Parts, record: Fields, closing: _Closing) -> None:
    """Documents and numbers: a passport or another identification each, and its number as a property of the entry."""
    for part in record.take_parts("identification"):
        code, kind = part.take("@identificationTypeCode"), part.take("@identificationTypeDescription")
        number, latin = part.take("@number"), part.take("@latinNumber")
        if number == "UNKNOWN":
            number = None
        is_passport = {(code or "").lower(), (kind or "").lower()} & PASSPORTS
        document = parts.part(
            "Passport" if is_passport else "Identification", "holder", number or latin or "", code or kind or ""
        )
        document.add("type", kind or code, at=part.place("@identificationTypeDescription"))
        prop = _number_property(entry, code, kind, passport=bool(is_passport))
        for field, value in (("@number", number), ("@latinNumber", latin)):
            document.add("number", value, at=part.place(field))
            entry.add(prop, value, at=part.place(field))
        country(document, "country", part)
        document.add("authority", part.take("@issuedBy"), at=part.place("@issuedBy"))
        document.add_date("startDate", part.take("@issueDate"), at=part.place("@issueDate"), formats=DATES)
        document.add_date("startDate", part.take("@validFrom"), at=part.place("@validFrom"), formats=DATES)
        document.add_date("endDate", part.take("@validTo"), at=part.place("@validTo"), formats=DATES)
        entry.add("alias", part.take("@nameOnDocument"), at=part.place("@nameOnDocument"))
        document.add_raw("identification/@region", part.take("@region"), at=part.place("@region"))
        for field in _WARNINGS:
            if (flag := part.take(field)) not in (None, "false"):
                document.add_raw(f"identification/{field}", flag, at=part.place(field))
        closing(document, part)


def _number_property(entry: Draft, code: str | None, kind: str | None, *, passport: bool) -> str:
    person = entry.schema == "Person"
    if passport:
        return "passportNumber" if person else "idNumber"
    prop = NUMBERS.get((code or "").lower()) or NUMBERS.get((kind or "").lower()) or "idNumber"
    only_for = {"socialSecurityNumber": person, "imoNumber": entry.schema == "Organization"}
    return prop if only_for.get(prop, True) else "idNumber"


def addresses(entry: Draft, parts: Parts, record: Fields, closing: _Closing) -> None:
    """Addresses, and the telephone numbers, mails and sites that stand in them."""
    for part in record.take_parts("address"):
        words = {field: part.take(field) for field in ("@street", "@poBox", "@place", "@city", "@zipCode", "@region")}
        for info in part.take_parts("contactInfo"):
            kind, value = info.take("@key"), info.take("@value")
            if (prop := CONTACTS.get((kind or "").upper())) is not None:
                entry.add(prop, value, at=info.path)
            else:
                entry.add_raw(f"address/contactInfo/{kind or ''}", value, at=info.path)
        code, named = said_country(part)
        full = ", ".join(one for one in (*words.values(), named or code) if one)
        listed = part.take("@asAtListingTime")
        if not full:
            closing(entry, part)
            continue
        address = parts.address(full, at=part.path)
        for field, prop in (
            ("@street", "street"),
            ("@poBox", "postOfficeBox"),
            ("@city", "city"),
            ("@zipCode", "postalCode"),
            ("@region", "region"),
        ):
            address.add(prop, words[field], at=part.place(field))
        address.add_raw("address/@place", words["@place"], at=part.place("@place"))
        add_country(address, "country", part, code, named)
        if listed not in (None, "false"):
            address.add_raw("address/@asAtListingTime", listed, at=part.place("@asAtListingTime"))
        closing(address, part)


def country(draft: Draft, prop: str, part: Fields) -> None:
    """The country of a detail as a property."""
    add_country(draft, prop, part, *said_country(part))


def said_country(part: Fields) -> tuple[str | None, str | None]:
    """(code, description) of the country of a detail; None where the publisher writes "00" or "UNKNOWN" for none."""
    code, words = part.take("@countryIso2Code"), part.take("@countryDescription")
    return None if code in NO_COUNTRY else code, None if words in NO_COUNTRY else words


def add_country(draft: Draft, prop: str, part: Fields, code: str | None, words: str | None) -> None:
    """A country by its description, else by its code."""
    if words is not None and (read := country_code(words)) is not None:
        draft.add(prop, read, at=part.place("@countryDescription"), original=words)
    elif code is not None:
        draft.add_country(prop, code, at=part.place("@countryIso2Code"))
    else:
        draft.add_country(prop, words, at=part.place("@countryDescription"))
