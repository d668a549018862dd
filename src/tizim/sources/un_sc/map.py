"""Records of the UN list to statements.

A person's four name fields are an order, not roles (an Arabic chain stands in them as well as a given and a family name), so
they also make one whole name.
"""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place
from tizim.sources.un_sc.spellings import is_short, spellings
from tizim.sources.un_sc.words import bare_reference, is_reference, said, years

NAME_FIELDS = MappingProxyType(
    {"FIRST_NAME": "firstName", "SECOND_NAME": "secondName", "THIRD_NAME": "middleName", "FOURTH_NAME": "lastName"}
)
ALIAS_KIND = MappingProxyType({"good": "alias", "low": "weakAlias", "a.k.a.": "alias", "f.k.a.": "previousName"})
GENDERS = MappingProxyType({"male": "male", "female": "female", "unknown": ""})
DATE_TYPES = frozenset({"exact", "approximately", "between"})
PASSPORTS = frozenset({"passport", "numéro de passeport", "número de pasaporte"})
DATES = ("%Y-%m-%d", "%Y-%m-%d%z", "%d %b %Y", "%d %B %Y", "%b %Y", "%B %Y", "%Y", "%d/%m/%Y", "%Y-%m")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One INDIVIDUAL or ENTITY: the entry, then its listing, documents and addresses."""
    person = record.tag == "INDIVIDUAL"
    reference = record.take("REFERENCE_NUMBER")
    where = f"{record.tag} {reading.records}"
    if reference is None:
        reading.reject(where, None, "expected a REFERENCE_NUMBER, came none")
        return
    reference = bare_reference(reference)
    if not is_reference(reference):
        reading.unknown_field("REFERENCE_NUMBER (not of the form QDe.004)", f"{where} ({reference})")
    names = [(field, name) for field in NAME_FIELDS if (name := said(record.take(field))) is not None]
    if not names:
        reading.reject(where, reference, "expected a name in FIRST_NAME to FOURTH_NAME, came none")
        return
    entry = Draft(reading, "Person" if person else "Organization", reference)
    entry.add("name", " ".join(name for _, name in names), at=names[0][0])
    if person:
        for field, name in names:
            entry.add(NAME_FIELDS[field], name, at=field)
    elif (found := spellings(whole := entry.values("name")[0])) != [whole]:
        for spelling in found:
            entry.add("weakAlias" if is_short(spelling) else "alias", spelling, at=names[0][0], original=whole)
    record.drop("@noNamespaceSchemaLocation")  # decoration of the files of 2014 to 2016
    parts = Parts(entry)
    _listing(entry, parts, record)
    _aliases(entry, record, reading, where)
    _birth(entry, record, reading, where)
    _documents(entry, parts, record)
    _addresses(parts, record, "INDIVIDUAL_ADDRESS" if person else "ENTITY_ADDRESS")
    _rest(entry, record, reading, where)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _listing(entry: Draft, parts: Parts, record: Fields) -> None:
    listing = parts.part("Sanction", "entity", entry.reference)
    listing.add("authority", "UN Security Council", at="")
    listing.add("unscId", entry.reference, at="REFERENCE_NUMBER")
    listing.add("program", record.take("UN_LIST_TYPE"), at="UN_LIST_TYPE")
    listing.add_date("startDate", record.take("LISTED_ON"), at="LISTED_ON", formats=DATES)
    listing.add_date("endDate", record.take("DELISTED_ON"), at="DELISTED_ON", formats=DATES)
    listing.add_raw("SUBMITTED_BY", record.take("SUBMITTED_BY"))
    listing.add_raw("SUBMITTED_ON", record.take("SUBMITTED_ON"))
    for part in record.take_parts("LAST_DAY_UPDATED"):
        for place, value in part.take_all("VALUE"):
            listing.add_date("modifiedAt", value, at=place, formats=DATES)


def _aliases(entry: Draft, record: Fields, reading: Reading, where: str) -> None:
    for part in (*record.take_parts("INDIVIDUAL_ALIAS"), *record.take_parts("ENTITY_ALIAS")):
        quality, name = part.take("QUALITY"), part.take("ALIAS_NAME")
        kind = "alias" if quality is None else ALIAS_KIND.get(quality.lower())
        if kind is None:
            reading.unknown_word("ALIAS/QUALITY", str(quality), where)
            kind = "alias"
        for spelling in spellings(name) if name is not None else ():
            entry.add("weakAlias" if is_short(spelling) else kind, spelling, at=part.place("ALIAS_NAME"), original=name)
        if entry.schema == "Person":
            for date in (part.take("DATE_OF_BIRTH") or "").replace(" or ", ";").split(";"):
                _birth_date(entry, said(date), at=part.place("DATE_OF_BIRTH"), circa=False)
            entry.add("birthPlace", said(part.take("CITY_OF_BIRTH")), at=part.place("CITY_OF_BIRTH"))
            _country(entry, "birthCountry", part.take("COUNTRY_OF_BIRTH"), at=part.place("COUNTRY_OF_BIRTH"))
        entry.add("notes", said(part.take("NOTE")), at=part.place("NOTE"))
    for place, name in record.take_all("NAME_ORIGINAL_SCRIPT"):
        entry.add("alias", name, at=place)


def _birth(entry: Draft, record: Fields, reading: Reading, where: str) -> None:
    for part in record.take_parts("INDIVIDUAL_DATE_OF_BIRTH"):
        kind = (part.take("TYPE_OF_DATE") or "exact").lower()
        if kind not in DATE_TYPES:
            reading.unknown_word("TYPE_OF_DATE", kind, where)
        circa = kind == "approximately"
        first, last = part.take("FROM_YEAR"), part.take("TO_YEAR")
        if first is not None and last is not None:
            _birth_date(entry, f"{first}-{last}", at=part.place("FROM_YEAR"), circa=False)
        else:
            _birth_date(entry, first or last, at=part.place("FROM_YEAR"), circa=True)
        for field in ("DATE", "YEAR"):
            _birth_date(entry, part.take(field), at=part.place(field), circa=circa)
        entry.add("notes", said(part.take("NOTE")), at=part.place("NOTE"))
    for part in record.take_parts("INDIVIDUAL_PLACE_OF_BIRTH"):
        place = [words for field in ("STREET", "CITY", "STATE_PROVINCE") if (words := said(part.take(field)))]
        entry.add("birthPlace", ", ".join(place), at=part.place("CITY"))
        _country(entry, "birthCountry", part.take("COUNTRY"), at=part.place("COUNTRY"))
        entry.add("notes", said(part.take("NOTE")), at=part.place("NOTE"))


def _birth_date(entry: Draft, words: str | None, *, at: str, circa: bool) -> None:
    span = None if words is None else years(words)
    if span is None:
        entry.add_date("birthDate", words, at=at, formats=DATES, approximate=circa)
    else:
        entry.add("birthDate", f"{span}~" if circa else span, at=at, original=words)


def _country(draft: Draft, prop: str, words: str | None, *, at: str) -> None:
    draft.add_countries(prop, said(words), at=at, find=countries_of_place)


def _documents(entry: Draft, parts: Parts, record: Fields) -> None:
    for part in record.take_parts("INDIVIDUAL_DOCUMENT"):
        kind, second, number = part.take("TYPE_OF_DOCUMENT"), part.take("TYPE_OF_DOCUMENT2"), part.take("NUMBER")
        note = said(part.take("NOTE"))
        is_passport = kind is not None and kind.lower() in PASSPORTS
        schema = "Passport" if is_passport else "Identification"
        document = parts.part(
            schema, "holder", number or note or second or kind or "", part.path if number is None else ""
        )
        document.add("number", number, at=part.place("NUMBER"))
        document.add("type", " ".join((kind or "").split()) or second, at=part.place("TYPE_OF_DOCUMENT"))
        document.add("description", second, at=part.place("TYPE_OF_DOCUMENT2"))
        _country(document, "country", part.take("ISSUING_COUNTRY"), at=part.place("ISSUING_COUNTRY"))
        _country(document, "country", part.take("COUNTRY_OF_ISSUE"), at=part.place("COUNTRY_OF_ISSUE"))
        document.add("authority", part.take("CITY_OF_ISSUE"), at=part.place("CITY_OF_ISSUE"))
        document.add_date("startDate", part.take("DATE_OF_ISSUE"), at=part.place("DATE_OF_ISSUE"), formats=DATES)
        document.add_date("endDate", part.take("DATE_OF_EXPIRY"), at=part.place("DATE_OF_EXPIRY"), formats=DATES)
        document.add("summary", note, at=part.place("NOTE"))
        entry.add("passportNumber" if is_passport else "idNumber", number, at=part.place("NUMBER"))


def _addresses(parts: Parts, record: Fields, tag: str) -> None:
    for part in record.take_parts(tag):
        words = {
            field: said(part.take(field))
            for field in ("STREET", "CITY", "STATE_PROVINCE", "ZIP_CODE", "COUNTRY", "NOTE")
        }
        full = ", ".join(value for field, value in words.items() if value and field != "NOTE")
        if not full and not words["NOTE"]:
            continue
        address = parts.address(full, at=part.path, key=words["NOTE"])
        for field, prop in (
            ("STREET", "street"),
            ("CITY", "city"),
            ("STATE_PROVINCE", "state"),
            ("ZIP_CODE", "postalCode"),
        ):
            address.add(prop, words[field], at=part.place(field))
        _country(address, "country", words["COUNTRY"], at=part.place("COUNTRY"))
        address.add("remarks", words["NOTE"], at=part.place("NOTE"))


def _rest(entry: Draft, record: Fields, reading: Reading, where: str) -> None:
    for tag, prop in (("DESIGNATION", "position"), ("TITLE", "title")):
        for part in record.take_parts(tag):
            for place, value in part.take_all("VALUE"):
                entry.add(prop, value, at=place)
    for part in record.take_parts("NATIONALITY"):
        for place, value in part.take_all("VALUE"):
            entry.add_country("nationality", value, at=place)
    for field, value in record.take_all("NATIONALITY2"):
        entry.add_country("nationality", value, at=field)
    for part in record.take_parts("LIST_TYPE"):
        entry.add_raw("LIST_TYPE", part.take("VALUE"), at=part.place("VALUE"))
    if (gender := record.take("GENDER")) is not None:
        if gender.lower() not in GENDERS:
            reading.unknown_word("GENDER", gender, where)
            entry.add_raw("GENDER", gender)
        else:
            entry.add("gender", GENDERS[gender.lower()], at="GENDER", original=gender)
    entry.add("notes", record.take("COMMENTS1"), at="COMMENTS1")
    entry.add("sourceUrl", record.take("INTERPOL_LINK"), at="INTERPOL_LINK")
    for field in ("HAS_INTERPOL_LINK", "DATAID", "VERSIONNUM", "SORT_KEY", "SORT_KEY_LAST_MOD"):
        entry.add_raw(field, record.take(field))
