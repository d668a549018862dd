"""sdnEntry elements of the legacy XML to statements."""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.ofac.features import Made, put, put_address, put_name, put_titles, put_vessel
from tizim.sources.ofac.listing import OFAC, Voice, begin
from tizim.sources.ofac.map_csv import linked, put_remarks
from tizim.sources.ofac.remarks import Fact
from tizim.sources.reading import Fields, Reading

ALIAS_KIND = MappingProxyType(
    {
        ("a.k.a.", "strong"): "alias", ("a.k.a.", "weak"): "weakAlias",
        ("f.k.a.", "strong"): "previousName", ("f.k.a.", "weak"): "weakAlias",
        ("n.k.a.", "strong"): "alias", ("n.k.a.", "weak"): "weakAlias",
    }
)  # fmt: skip
ADDRESS_LINES = ("address1", "address2", "address3")
VESSEL = ("callSign", "vesselType", "tonnage", "grossRegisteredTonnage", "vesselFlag", "vesselOwner")


def map_xml(record: Fields, reading: Reading, voice: Voice = OFAC) -> Iterator[Draft]:
    """One sdnEntry: the entry, then its listing, documents, addresses and relations."""
    reference, last, first = record.take("uid"), record.take("lastName"), record.take("firstName")
    where = f"sdnEntry {reading.records}"
    if reference is None or last is None:
        reading.reject(
            where,
            reference,
            "expected a uid and a lastName, came " + ("no uid" if reference is None else "no lastName"),
        )
        return
    programmes = [one for part in record.take_parts("programList") for one in part.take_all("program")]
    # Entries of the Palestinian Legislative Council list once had their type in an element of its own.
    sdn_type, nsp_type = record.take("sdnType"), record.take("nspType")
    made = begin(reading, reference, sdn_type or nsp_type or "entity", voice, programmes)
    put_name(made, "name", ", ".join(word for word in (last, first) if word), at="lastName", parts=True)
    _aliases(made, record)
    titles = put_titles(made, record.take("title"), at="title")
    _people(made, record)
    _documents(made, record)
    _addresses(made, record)
    for part in record.take_parts("vesselInfo"):
        put_vessel(made, {field: part.take(field) for field in VESSEL}, path=part.path)
    put_remarks(made, record.take("remarks") or "", linked(record, made), titles, at="remarks")
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        made.entry.add_raw(field, value)
    yield made.entry
    yield made.listing
    yield from made.parts


def _items(record: Fields, outer: str, inner: str) -> Iterator[Fields]:
    """The items of a list element. Their uid is a number of the row in OFAC's database, and the mark of the main entry is kept by order."""
    for whole in record.take_parts(outer):
        for item in whole.take_parts(inner):
            item.drop("uid", "mainEntry")
            yield item


def _aliases(made: Made, record: Fields) -> None:
    for part in _items(record, "akaList", "aka"):
        kind, category = (part.take("type") or "a.k.a.").lower(), (part.take("category") or "strong").lower()
        prop = ALIAS_KIND.get((kind, category))
        if prop is None:
            made.reading.unknown_word("aka/type", f"{kind} {category}", f"{made.entry.reference}: {part.path}")
        name = ", ".join(word for field in ("lastName", "firstName") if (word := part.take(field)))
        put_name(made, prop or "alias", name, at=part.place("lastName"))


def _people(made: Made, record: Fields) -> None:
    for outer, inner, field, kind in (
        ("dateOfBirthList", "dateOfBirthItem", "dateOfBirth", "DOB"),
        ("placeOfBirthList", "placeOfBirthItem", "placeOfBirth", "POB"),
        ("nationalityList", "nationality", "country", "nationality"),
        ("citizenshipList", "citizenship", "country", "citizen"),
    ):
        for part in _items(record, outer, inner):
            if (value := part.take(field)) is not None:
                put(made, Fact(kind, value, value), at=part.place(field))


def _documents(made: Made, record: Fields) -> None:
    for part in _items(record, "idList", "id"):
        kind, number = part.take("idType"), part.take("idNumber")
        country, issued, expires = part.take("idCountry"), part.take("issueDate"), part.take("expirationDate")
        at = part.place("idNumber") if number is not None else part.path
        if kind is not None and number is not None:
            put(made, Fact(kind, number, f"{kind} {number}", country, issued, expires), at=at)
        elif kind is not None or number is not None:
            made.entry.add_raw(
                "idList/id", " ".join(word for word in (kind, number, country, issued, expires) if word), at=at
            )


def _addresses(made: Made, record: Fields) -> None:
    for part in _items(record, "addressList", "address"):
        street = ", ".join(line for field in ADDRESS_LINES if (line := part.take(field)))
        put_address(
            made,
            {
                "street": street, "city": part.take("city"), "state": part.take("stateOrProvince"), "postalCode": part.take("postalCode"),
                "region": part.take("region"), "country": part.take("country"),
            },
            at=part.path,
        )  # fmt: skip
