"""Entities of the enhanced XML to statements. Ids of rows and of reference values are OFAC's database keys and are left out."""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.model.dates import PartialDate
from tizim.model.statement import entity_id
from tizim.sources.draft import Draft
from tizim.sources.ofac.features import Made, put, put_address, put_link, put_name, put_titles
from tizim.sources.ofac.kinds import plain
from tizim.sources.ofac.listing import OFAC, Voice, begin
from tizim.sources.ofac.map_csv import put_remarks
from tizim.sources.ofac.names import without_directions
from tizim.sources.ofac.remarks import Fact
from tizim.sources.reading import Fields, Reading

KEYS = (
    "@id",
    "@refId",
    "@featureTypeId",
    "@nameId",
    "@nameTranslationId",
    "@featureVersionId",
    "versionId",
    "identityId",
    "valueRefId",
)
"""Keys of OFAC's database: they name rows and reference values whose words stand beside them."""
ALIAS_KIND = MappingProxyType({"A.K.A.": "alias", "F.K.A.": "previousName", "N.K.A.": "alias"})
NAME_PART = MappingProxyType(
    {
        "Last Name": "lastName", "First Name": "firstName", "Middle Name": "middleName", "Patronymic": "fatherName",
        "Matronymic": "motherName", "Maiden Name": "lastName", "Nickname": "weakAlias",
        "Entity Name": "", "Vessel Name": "", "Aircraft Name": "",
    }
)  # fmt: skip
"""Properties of a part of a person's main name; an organisation's or a thing's part is its whole name again."""
ADDRESS_PART = MappingProxyType(
    {
        "ADDRESS1": "street", "ADDRESS2": "street", "ADDRESS3": "street", "CITY": "city",
        "STATE/PROVINCE": "state", "POSTAL CODE": "postalCode", "REGION": "region",
    }
)  # fmt: skip
SCRIPTS = frozenset(
    (
        "Arabic",
        "Armenian",
        "Chinese Simplified",
        "Chinese Traditional",
        "Cyrillic",
        "Georgian",
        "Greek",
        "Hebrew",
        "Japanese",
        "Korean",
        "Latin",
    )
)
POSTS = frozenset(("Leader or official of", "Principal Executive Officer"))
OWNED, FAMILY = "Owned or Controlled By", "Family member of"
OTHER_LINKS = frozenset(
    ("Associate Of", "Providing support to", "Acting for or on behalf of", "playing a significant role in",
     "Owns, controls, or operates", "Property in the interest of")
)  # fmt: skip
LOW = "Low"


def map_enhanced(record: Fields, reading: Reading, voice: Voice = OFAC) -> Iterator[Draft]:
    """One entity: the entry, then its listing, documents, addresses, wallets and relations."""
    reference = record.take("@id")
    where = f"entity {reading.records}"
    names = [name for whole in record.take_parts("names") for name in whole.take_parts("name")]
    if reference is None or not names:
        reading.reject(
            where, reference, "expected an id and a name, came " + ("no id" if reference is None else "no name")
        )
        return
    general = record.take_parts("generalInfo")
    kind = next((word for part in general if (word := _word(part, "entityType")) is not None), "entity")
    made = begin(reading, reference, kind, voice, list(_words(record, "sanctionsPrograms", "sanctionsProgram")))
    for name in names:
        _name(made, name)
    _general(made, general)
    _listing(made, record)
    for outer, inner, take in (
        ("features", "feature", _feature),
        ("identityDocuments", "identityDocument", _document),
        ("addresses", "address", _address),
        ("relationships", "relationship", _relation),
    ):
        for whole in record.take_parts(outer):
            for one in whole.take_parts(inner):
                take(made, one)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        made.entry.add_raw(field, value)
    yield made.entry
    yield made.listing
    yield from made.parts


def _word(fields: Fields, name: str) -> str | None:
    """The text of an element, with or without attributes."""
    plain_ = fields.take(name)
    for part in fields.take_parts(name):
        part.drop(*KEYS)
        plain_ = plain_ or part.take("")
    return plain_


def _words(record: Fields, outer: str, inner: str) -> Iterator[tuple[str, str]]:
    """(place, text) of the elements of a list."""
    for whole in record.take_parts(outer):
        for part in whole.take_parts(inner):
            part.drop(*KEYS)
            if (word := part.take("")) is not None:
                yield part.path, word


def _general(made: Made, general: list[Fields]) -> None:
    for part in general:
        part.drop(*KEYS)
        titles = put_titles(made, part.take("title"), at=part.place("title"))
        put_remarks(made, part.take("remarks") or "", {}, titles, at=part.place("remarks"))


def _listing(made: Made, record: Fields) -> None:
    for whole in record.take_parts("sanctionsLists"):
        for part in whole.take_parts("sanctionsList"):
            part.drop(*KEYS)
            made.listing.add_date(
                "listingDate", part.take("@datePublished"), at=part.place("@datePublished"), formats=("%Y-%m-%d",)
            )
            made.listing.add_raw("sanctionsList", part.take(""), at=part.path)
    for place, word in _words(record, "sanctionsTypes", "sanctionsType"):
        made.listing.add("provisions", word, at=place)
    for place, word in _words(record, "legalAuthorities", "legalAuthority"):
        made.listing.add("reason", word, at=place)


def _name(made: Made, name: Fields) -> None:
    name.drop(*KEYS)
    main, low = name.take("isPrimary") == "true", name.take("isLowQuality") == "true"
    alias = _word(name, "aliasType")
    if alias is not None and alias not in ALIAS_KIND:
        made.reading.unknown_word("aliasType", alias, f"{made.entry.reference}: {name.path}")
    prop = "weakAlias" if low else ALIAS_KIND.get(alias or "", "alias")
    for whole in name.take_parts("translations"):
        for translation in whole.take_parts("translation"):
            translation.drop(*KEYS)
            first = translation.take("isPrimary") == "true"
            _translation(
                made, translation, "name" if main and first else "alias" if main else prop, main=main and first
            )


def _translation(made: Made, translation: Fields, prop: str, *, main: bool) -> None:
    script = _word(translation, "script")
    if script is not None and script not in SCRIPTS:
        made.reading.unknown_word("script", script, f"{made.entry.reference}: {translation.path}")
    # The formatted first and last names are the full name again, in two pieces.
    translation.drop("formattedFirstName", "formattedLastName")
    full = translation.take("formattedFullName")
    at = translation.place("formattedFullName")
    if full is not None and script in ("Latin", None):
        put_name(made, prop, full, at=at)
    elif full is not None:
        made.entry.add(prop, without_directions(full), at=at)
    for whole in translation.take_parts("nameParts"):
        for part in whole.take_parts("namePart"):
            part.drop(*KEYS)
            kind, value = _word(part, "type") or "", part.take("value")
            if kind not in NAME_PART:
                made.reading.unknown_word("namePart/type", kind, f"{made.entry.reference}: {part.path}")
            # Only the main name has roles worth keeping; an alias is compared as a whole.
            if main and NAME_PART.get(kind) and (role := made.prop(NAME_PART[kind])) and value:
                made.entry.add(role, without_directions(value), at=part.place("value"))


def _feature(made: Made, feature: Fields) -> None:
    feature.drop(*KEYS, "isPrimary")
    kind, words, reliability = _word(feature, "type"), feature.take("value"), _word(feature, "reliability")
    # Words say the same date as valueDate does, with "circa" and "to" where they apply.
    value, comments = words or _date(feature, "valueDate"), feature.take("comments")
    feature.drop("valueDate")
    if kind is None or value is None:
        made.entry.add_raw("feature", kind or value, at=feature.path)
        return
    at = feature.place("value")
    if reliability == "False":
        made.entry.add_raw(f"{plain(kind)} (false)", value, at=at)
    else:
        put(made, Fact(kind, value, value), at=at)
        if reliability not in (None, "Confirmed"):
            made.entry.add_raw("reliability", f"{plain(kind)} {value}: {reliability}", at=feature.place("reliability"))
    made.entry.add("notes", comments, at=feature.place("comments"))


def _document(made: Made, document: Fields) -> None:
    document.drop(*KEYS, "name")  # the name the document is in is one of the entry's own
    document.take_parts("name")
    kind, number = _word(document, "type"), document.take("documentNumber")
    country = _word(document, "issuingCountry")
    issued, expires = _date(document, "issueDate"), _date(document, "expirationDate")
    words = [document.take(field) for field in ("issuingAuthority", "issuingLocation", "comments")]
    words += [word for _place, word in _words(document, "idFeatures", "idFeature")]
    valid = document.take("isValid")
    at = document.place("documentNumber")
    if kind is None or number is None:
        made.entry.add_raw(
            "identityDocument", " ".join(word for word in (kind, number, country, *words) if word), at=document.path
        )
        return
    rest = "; ".join(word for word in words if word)
    put(made, Fact(kind, number, f"{kind} {number}", country, issued, expires, rest or None), at=at)
    if valid == "false":
        made.entry.add_raw("identityDocument/isValid", f"{kind} {number}: not valid", at=document.place("isValid"))


def _date(document: Fields, name: str) -> str | None:
    """A date as its first and its last possible day ("1999-01-01" to "1999-12-31" is 1999)."""
    for part in document.take_parts(name):
        first, last, circa = part.take("fromDateBegin"), part.take("toDateEnd"), part.take("isApproximate") == "true"
        part.drop(*KEYS, "fromDateEnd", "toDateBegin", "isDateRange")
        if first is None or last is None:
            return first or last
        try:
            read = PartialDate.parse(f"{first}/{last}")
        except ValueError:
            return f"{first} to {last}"
        return f"{'circa ' if circa else ''}{read}".replace("/", " to ")
    return None


def _address(made: Made, address: Fields) -> None:
    address.drop(*KEYS)
    words: dict[str, str | None] = {"country": _word(address, "country")}
    for whole in address.take_parts("translations"):
        for translation in whole.take_parts("translation"):
            translation.drop(*KEYS, "isPrimary")
            _word(translation, "script")
            for parts in translation.take_parts("addressParts"):
                for part in parts.take_parts("addressPart"):
                    part.drop(*KEYS)
                    kind, value = _word(part, "type") or "", part.take("value")
                    if kind not in ADDRESS_PART:
                        made.reading.unknown_word("addressPart/type", kind, f"{made.entry.reference}: {part.path}")
                    line = ADDRESS_PART.get(kind, "remarks")
                    words[line] = ", ".join(word for word in (words.get(line), value) if word)
    put_address(made, words, at=address.path)


def _relation(made: Made, relation: Fields) -> None:
    relation.drop(*KEYS)
    role, quality = _word(relation, "type"), _word(relation, "quality")
    other, other_name = None, relation.take("relatedEntity")
    for part in relation.take_parts("relatedEntity"):
        other, other_name = part.take("@entityId"), part.take("")
    if role is None or other is None:
        made.entry.add_raw("relationship", " ".join(word for word in (role, other_name) if word), at=relation.path)
        return
    if role not in POSTS | OTHER_LINKS | {OWNED, FAMILY}:
        made.reading.unknown_word("relationship/type", role, f"{made.entry.reference}: {relation.path}")
    schema_, ends = _link_schema(role, made.entry.schema)
    told = f"{role} ({quality} quality)" if quality == LOW else role
    put_link(made, entity_id(made.reading.dataset, other), told, at=relation.path, schema_=schema_, ends=ends)


def _link_schema(role: str, of: str) -> tuple[str, tuple[str, str]]:
    """Schema of a relation of an entry of schema `of`, and the properties of this end and of the other.

    What the other entity is, the record does not say: a relation that depends on it stays an UnknownLink with its role.
    """
    if role == OWNED and of in ("Vessel", "Airplane"):
        return "Ownership", ("asset", "owner")
    if role == FAMILY and of == "Person":
        return "Family", ("person", "relative")
    if role in POSTS and of in ("Person", "Organization"):
        return "Directorship", ("director", "organization")
    return "UnknownLink", ("subject", "object")
