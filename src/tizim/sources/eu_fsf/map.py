"""Records of the EU list (in the tree of XML 1.1) to statements.

Each regulation is a listing of its own. `strong` is a flag of XML 1.1 only: names of the other layouts count as strong. The
legal basis of a single detail is kept as a `source:` field; numbers of details and the language of the regulation are not.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from tizim.sources.draft import Draft
from tizim.sources.eu_fsf.details import addresses, births, citizenships, documents
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts

SCHEMATA = MappingProxyType({"person": "Person", "P": "Person", "enterprise": "Organization", "E": "Organization"})
GENDERS = MappingProxyType({"M": "male", "F": "female", "?": None})
STRENGTHS = MappingProxyType({"true": True, "false": False})
OF_PEOPLE = MappingProxyType(
    {
        "@firstName": "firstName",
        "@middleName": "middleName",
        "@lastName": "lastName",
        "@title": "title",
        "@function": "position",
    }
)
NAME_FIELDS = ("@wholeName", *OF_PEOPLE, "@strong", "@gender", "@nameLanguage")
LANGUAGES = MappingProxyType(
    {
        "AR": "ara", "BE": "bel", "BG": "bul", "CS": "ces", "DA": "dan", "DE": "deu", "EL": "ell", "EN": "eng", "ES": "spa", "ET": "est",
        "FA": "fas", "FI": "fin", "FR": "fra", "GA": "gle", "HE": "heb", "HR": "hrv", "HU": "hun", "HY": "hye", "IT": "ita", "KA": "kat",
        "KK": "kaz", "KO": "kor", "KY": "kir", "LT": "lit", "LV": "lav", "MK": "mkd", "MT": "mlt", "MY": "mya", "NL": "nld", "PL": "pol",
        "PS": "pus", "PT": "por", "RO": "ron", "RU": "rus", "SK": "slk", "SL": "slv", "SR": "srp", "SV": "swe", "TG": "tgk", "TR": "tur",
        "UK": "ukr", "UR": "urd", "UZ": "uzb", "VI": "vie", "ZH": "zho",
    }
)  # fmt: skip
"""nameLanguage (ISO 639-1) -> ISO 639-3"""

DATES = ("%Y-%m-%d", "%d/%m/%Y")

_Meaning = TypeVar("_Meaning")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One sanctionEntity: the entry, then its listings, documents and addresses."""
    where = f"sanctionEntity {reading.records}"
    reference = record.take("@logicalId")
    if reference is None:
        reading.reject(where, None, "expected a logicalId, came none")
        return
    where = f"{where} ({reference})"
    schema = _schema(record, reading, where)
    names = [_Name.of(part) for part in record.take_parts("nameAlias")]
    if not any(name.words for name in names):
        reading.reject(where, reference, "expected a nameAlias with a name, came none")
        return
    entry = Draft(reading, schema, reference)
    parts = Parts(entry)
    _listings(parts, record)
    _names(entry, names, reading, where)
    citizenships(entry, record, closing)
    births(entry, record, reading, where, closing)
    documents(entry, parts, record, closing)
    addresses(entry, parts, record, closing)
    for place, remark in record.take_all("remark"):
        entry.add("notes", remark, at=place)
    entry.add("notes", record.take("@designationDetails"), at="@designationDetails")
    additional(entry, record)
    for field, value in record.require_nothing_left(reading, where):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _schema(record: Fields, reading: Reading, where: str) -> str:
    schema = "LegalEntity"
    for part in record.take_parts("subjectType"):
        for field in ("@code", "@classificationCode"):
            if (word := part.take(field)) is not None:
                if word not in SCHEMATA:
                    reading.unknown_word(part.place(field), word, where)
                schema = SCHEMATA.get(word, schema)
    return schema


def _listings(parts: Parts, record: Fields) -> None:
    designated, ended = record.take("@designationDate"), record.take("@delistingDate")
    un_number, eu_number = record.take("@unitedNationId"), record.take("@euReferenceNumber")
    regulations = record.take_parts("regulation") or [Fields("regulation", "regulation")]
    for part in regulations:
        title, programme = part.take("@numberTitle"), part.take("@programme")
        listing = parts.part("Sanction", "entity", title or "", programme or "")
        listing.add("authority", "Council of the European Union", at="")
        listing.add("authorityId", eu_number, at="@euReferenceNumber")
        listing.add("unscId", un_number, at="@unitedNationId")
        listing.add("program", programme, at=part.place("@programme"))
        listing.add("provisions", title, at=part.place("@numberTitle"))
        for field in ("publicationUrl", "@publicationUrl"):
            listing.add("sourceUrl", part.take(field), at=part.place(field))
        listing.add_date("startDate", designated, at="@designationDate", formats=DATES)
        in_force = part.take("@entryIntoForceDate")
        if designated is None:
            listing.add_date("startDate", in_force, at=part.place("@entryIntoForceDate"), formats=DATES)
        else:
            listing.add_raw("regulation/@entryIntoForceDate", in_force, at=part.place("@entryIntoForceDate"))
        listing.add_date("listingDate", part.take("@publicationDate"), at=part.place("@publicationDate"), formats=DATES)
        listing.add_date("endDate", ended, at="@delistingDate", formats=DATES)
        for field in ("@regulationType", "@organisationType"):
            listing.add_raw(f"regulation/{field}", part.take(field), at=part.place(field))
        for place, remark in part.take_all("remark"):
            listing.add("summary", remark, at=place)
        for corrigendum in part.take_parts("corrigendum"):
            listing.add_raw("regulation/corrigendum", _basis(corrigendum), at=corrigendum.path)
        additional(listing, part)
        part.drop("@logicalId")  # the publisher's row number of the regulation, which its title names


@dataclass(frozen=True, slots=True)
class _Name:
    """What a nameAlias says. words: its whole name, or its parts where the publisher leaves that out."""

    part: Fields
    words: str
    fields: Mapping[str, str | None]

    @classmethod
    def of(cls, part: Fields) -> "_Name":
        fields = {field: part.take(field) for field in NAME_FIELDS}
        pieces = (fields["@firstName"], fields["@middleName"], fields["@lastName"])
        return cls(part, fields["@wholeName"] or " ".join(piece for piece in pieces if piece), fields)


def _names(entry: Draft, names: list[_Name], reading: Reading, where: str) -> None:
    """The first strong name is the name; the order of the file is the publisher's."""
    main_given = False
    for name in names:
        strong = _known(STRENGTHS, name, "@strong", reading, where) is not False
        lang = _known(LANGUAGES, name, "@nameLanguage", reading, where)
        gender = _known(GENDERS, name, "@gender", reading, where)
        prop = "weakAlias" if not strong else "alias" if main_given else "name"
        main_given |= strong and bool(name.words)
        if prop == "name" or name.words not in entry.values("name"):
            entry.add(prop, name.words, at=name.part.place("@wholeName"), lang=lang)
        for field, prop in OF_PEOPLE.items():
            if entry.schema == "Person":
                entry.add(prop, name.fields[field], at=name.part.place(field), lang=lang)
            else:
                entry.add_raw(f"nameAlias/{field}", name.fields[field], at=name.part.place(field))
        if entry.schema == "Person":
            entry.add("gender", gender, at=name.part.place("@gender"), original=name.fields["@gender"])
        closing(entry, name.part)


def _known(table: Mapping[str, _Meaning], name: _Name, field: str, reading: Reading, where: str) -> _Meaning | None:
    """The meaning of a category word; None where there is none or where it is a new one, which is noticed."""
    word = name.fields[field]
    if word is not None and word not in table:
        reading.unknown_word(f"nameAlias/{field}", word, where)
    return None if word is None else table.get(word)


def closing(draft: Draft, part: Fields) -> None:
    """What every detail has: remarks, additional information, its legal basis."""
    for place, remark in part.take_all("remark"):
        draft.add(
            "summary"
            if draft.schema in ("Passport", "Identification")
            else "remarks"
            if draft.schema == "Address"
            else "notes",
            remark,
            at=place,
        )
    for basis in part.take_parts("regulationSummary"):
        draft.add_raw(f"{part.tag}/regulationSummary", _basis(basis), at=basis.path)
    additional(draft, part)
    part.drop(
        "@logicalId", "@regulationLanguage"
    )  # row number of the detail; language of the regulation, not of the detail


def additional(draft: Draft, part: Fields) -> None:
    """Pairs the publisher adds without a new schema."""
    for pair in part.take_parts("additionalInformation"):
        draft.add_raw(f"additionalInformation/{pair.take('@key') or ''}", pair.take("@value"), at=pair.path)


def _basis(part: Fields) -> str:
    fields = (
        "@programme",
        "@numberTitle",
        "@regulationType",
        "@organisationType",
        "@publicationDate",
        "@entryIntoForceDate",
        "@publicationUrl",
    )
    return ", ".join(words for field in fields if (words := part.take(field)))
