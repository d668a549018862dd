"""Records of the local list to statements: Arabic names first, as the list is Arabic."""

import re
from collections.abc import Iterator
from hashlib import blake2b
from types import MappingProxyType

from tizim.sources.draft import Draft, squeezed
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.name_lists import in_brackets
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place
from tizim.text.countries import countries_in, country_code

SCHEMATA = MappingProxyType({"شخص إرهابي": "Person"})
"""Classification -> schema: "terrorist person" """
DOCUMENTS = MappingProxyType(
    {
        "جواز سفر": "Passport",
        "جواز السفر": "Passport",
        "الرقم الموحد": "Identification",
        "تأشيرة سياحية": "Identification",
    }
)
"""Kind of document -> schema: passport, unified number of the Emirates, tourist visa"""
ARABIC, LATIN = "الاسم الكامل (بالحروف العربية)", "الاسم الكامل (بالحروف اللاتينية)"
NUMBER, KIND, ISSUER = "رقم الوثيقة", "النوع", "جهة الإصدار"
ISSUED, EXPIRES = "تاريخ الإصدار", "تاريخ الانتهاء"
DECISION = "معلومات أخرى"
DATES = ("%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%Y")

_DECISION = re.compile(r"رقم\s*\((\d+)\)\s*لسنة\s*(\d{4})")
_NOW_OR_BEFORE = re.compile(r"(?:الحالية|السابقة)\s*:")
""""now:" and "before:" in front of a nationality"""
_SEVERAL = re.compile(r"(?P<issuer>[^\W\d_]+)\s+رقم\s*:\s*(?P<number>\w+)")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One row: the entry, then its listing, documents and address."""
    where = f"row {reading.records}"
    arabic, latin = record.take(ARABIC), record.take(LATIN)
    decision = record.take(DECISION)
    name = arabic or latin
    if name is None:
        reading.reject(where, None, "expected a full name in Arabic or Latin letters, came none")
        return
    met = _DECISION.search(decision or "")
    number, year = (met[1], met[2]) if met else ("0", "0")
    reference = f"{year}-{number}-{blake2b(squeezed(name).encode(), digest_size=4).hexdigest()}"
    kind = record.take("التصنيف")
    if kind is not None and kind not in SCHEMATA:
        reading.unknown_word("التصنيف", kind, where)
    entry = Draft(reading, SCHEMATA.get(kind or "", "LegalEntity"), reference)
    _names(entry, record, arabic=arabic, latin=latin)
    entry.add_raw("#", record.take("#"))
    _about(entry, record)
    parts = Parts(entry)
    listing = parts.part("Sanction", "entity", number, year)
    listing.add("authority", "Cabinet of the United Arab Emirates", at="")
    listing.add("country", "ae", at="")
    listing.add("program", "Local terrorist list", at="")
    listing.add("provisions", decision, at=DECISION, lang="ara")
    if met is not None:
        listing.add("recordId", f"{number}/{year}", at=DECISION, original=decision)
        for prop in ("listingDate", "startDate"):
            listing.add_date(prop, year, at=DECISION, formats=("%Y",))
    _documents(entry, parts, record, reading, where)
    _address(parts, record)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _names(entry: Draft, record: Fields, *, arabic: str | None, latin: str | None) -> None:
    """Full names, then the names somebody is known by; two joined by "+" are two; what stands in brackets is another."""
    for words, field, lang in ((arabic, ARABIC, "ara"), (latin, LATIN, None), (record.take("الاسم"), "الاسم", "ara")):
        for one in (words or "").split("+"):
            bare, others, _ = in_brackets(squeezed(one))
            known = bare in entry.values("name")
            entry.add("alias" if field == "الاسم" and not known else "name", bare, at=field, original=words, lang=lang)
            for other in (*others, *_one_word(one)):
                entry.add("weakAlias", other, at=field, original=words, lang=lang)
    for field, lang in (("اسم العائلة (بالحروف العربية)", "ara"), ("اسم العائلة (بالحروف اللاتينية)", None)):
        name = record.take(field)
        if entry.schema == "Person":
            entry.add("lastName", name, at=field, lang=lang)
        else:
            entry.add_raw(field, name)


def _one_word(name: str) -> list[str]:
    """A single word in brackets: a kunya or byname ("(أبوخليل)")."""
    return [met for met in re.findall(r"\(\s*([^\s()]+)\s*\)", name) if len(met) > 2]


def _about(entry: Draft, record: Fields) -> None:
    person = entry.schema == "Person"
    for place, words in record.take_all("الجنسية"):
        prop = "nationality" if person else "country"
        entry.add_countries(prop, words, at=place, find=lambda cell: countries_in(_NOW_OR_BEFORE.sub(",", cell)))
    for place, words in record.take_all("تاريخ الميلاد"):
        if person:
            entry.add_date("birthDate", words, at=place, formats=DATES)
        else:
            entry.add_raw("تاريخ الميلاد", words, at=place)
    for place, words in record.take_all("مكان الميلاد"):
        if person:
            entry.add("birthPlace", words, at=place, lang="ara")
            for born_in in (country_code(piece) for piece in re.split(r"[-،,()]", words)):
                entry.add("birthCountry", born_in, at=place, original=words)
        else:
            entry.add_raw("مكان الميلاد", words, at=place)


def _documents(entry: Draft, parts: Parts, record: Fields, reading: Reading, where: str) -> None:
    """One document, or several in one cell with their issuers ("… رقم: N1 … رقم: N2")."""
    kind, words, issuer = record.take(KIND), record.take(NUMBER), record.take(ISSUER)
    issued, expires = record.take(ISSUED), record.take(EXPIRES)
    if kind is None and words is None:
        for field, value in ((ISSUER, issuer), (ISSUED, issued), (EXPIRES, expires)):
            entry.add_raw(field, value)
        return
    schema, holder = _kind(kind)
    if kind is not None and schema is None:
        reading.unknown_word(KIND, kind, where)
    several = [(met["number"], met["issuer"]) for met in _SEVERAL.finditer(words or "")]
    for number, country in several or [(words, issuer)]:
        document = parts.part(schema or "Identification", "holder", number or kind or "")
        document.add("number", number, at=NUMBER, original=words)
        document.add("type", kind, at=KIND, lang="ara")
        for code in _issuers(country):
            document.add("country", code, at=ISSUER, original=country)
        if holder is not None:
            document.add("country", holder, at=KIND, original=kind)
        if country and not _issuers(country):
            document.add("authority", country, at=ISSUER, lang="ara")
        document.add_date("startDate", issued, at=ISSUED, formats=DATES)
        document.add_date("endDate", expires, at=EXPIRES, formats=DATES)
        entry.add(
            "passportNumber" if schema == "Passport" and entry.schema == "Person" else "idNumber",
            number,
            at=NUMBER,
            original=words,
        )


def _kind(words: str | None) -> tuple[str | None, str | None]:
    """The schema of a kind of document, and the country an adjective after it names ("a Yemeni passport")."""
    if words is None:
        return None, None
    bare = squeezed(words)
    for kind, schema in DOCUMENTS.items():
        if bare == kind:
            return schema, None
        if bare.startswith(f"{kind} ") and (code := country_code(bare.removeprefix(kind).strip())) is not None:
            return schema, code
    return None, None


def _issuers(words: str | None) -> list[str]:
    """Countries that issued, also two joined by "and" (a prefixed "و")."""
    if words is None:
        return []
    return [code for piece in re.split(r"\s+و\s*", words) for code in countries_of_place(piece)]


def _address(parts: Parts, record: Fields) -> None:
    words = {
        prop: record.take(field) for field, prop in (("الشارع", "street"), ("المدينة", "city"), ("الدولة", "country"))
    }
    full = ", ".join(squeezed(value) for value in words.values() if value)
    if not full:
        return
    address = parts.address(full, at="الشارع")
    address.add("street", words["street"], at="الشارع", lang="ara")
    address.add("city", words["city"], at="المدينة", lang="ara")
    for piece in (words["country"] or "").split("-"):
        if (code := country_code(piece)) is not None:
            address.add("country", code, at="الدولة", original=words["country"])
