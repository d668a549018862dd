"""Puts what OFAC says of an entry on the entry, its listing and its documents, whichever layout it was said in.

Start at `Made`: the drafts of one record; `put` reads one fact by its kind (`kinds`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from tizim.model.ftm import schema
from tizim.sources.draft import Draft
from tizim.sources.ofac.dates import put_date
from tizim.sources.ofac.kinds import Kind, kind_of, plain
from tizim.sources.ofac.names import person_name
from tizim.sources.ofac.remarks import Fact, without_country
from tizim.sources.reading import Reading
from tizim.text.countries import country_code

SCHEMATA = MappingProxyType(
    {"individual": "Person", "entity": "Organization", "vessel": "Vessel", "aircraft": "Airplane"}
)
NO_COUNTRY = frozenset({"undetermined", "none identified", "unknown"})
HONORIFICS = frozenset(
    "doctor dr haji hajj maulana moulana maulawi mawlawi mulawi mullah shaykh sheikh sheik ustad ustadz hojjatoleslam qari professor engineer "
    "ayatollah imam sayyid mr mrs".split()
)
VESSEL_FIELDS = MappingProxyType(
    {
        "call_sign": "callSign", "vess_type": "type", "tonnage": "tonnage", "grt": "grossRegisteredTonnage", "vess_flag": "flag",
        "vess_owner": "owner", "callsign": "callSign", "vesseltype": "type", "grossregisteredtonnage": "grossRegisteredTonnage",
        "vesselflag": "flag", "vesselowner": "owner",
    }
)  # fmt: skip
"""Properties of a vessel by OFAC's field, of the CSV and of the XML. An owner is a name here; FollowTheMoney wants an entity."""
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}\b)")
_IMO = re.compile(r"IMO[\s:#]*(\d{7})\.?", re.IGNORECASE)
_BARE_IMO = re.compile(r"\(?(\d{7})\)?")
_LEI = re.compile(r"[0-9A-Z]{18}\d\d")
DIRECTIVE_DATES = MappingProxyType({"listing": "listingDate", "effective": "startDate"})
_URL = re.compile(r"https?://\S+", re.IGNORECASE)


@dataclass(slots=True)
class Made:
    """The drafts of one record: the entry, its listing, and its other parts."""

    reading: Reading
    entry: Draft
    listing: Draft
    parts: list[Draft] = field(default_factory=list)

    def document(self, schema_: str, link: str, *key: str) -> Draft:
        """A part of the entry; the same key twice is the same part."""
        made = self.entry.part(schema_, link, *key)
        known = next((part for part in self.parts if part.id == made.id), None)
        if known is None:
            self.parts.append(made)
        return known or made

    def prop(self, *names: str) -> str | None:
        """The first of these properties that the entry's schema has."""
        return next((name for name in names if schema(self.entry.schema).property(name) is not None), None)


def put(made: Made, fact: Fact, *, at: str) -> None:
    """One fact. A word that is not known is noticed, and what it says kept under that word."""
    kind = kind_of(fact.kind)
    if kind is None:
        made.reading.unknown_word(re.sub(r"\[\d+\]", "", at), fact.kind, f"{made.entry.reference}: {at}")
        made.entry.add_raw(plain(fact.kind), fact.words, at=at)
        return
    match kind.way:
        case "document":
            _document(made, kind, fact, at)
        case "date" if (prop := made.prop(*kind.props)) is not None:
            put_date(made.entry, prop, fact.value, at=at)
        case "country" if (prop := made.prop(*kind.props)) is not None:
            put_country(made.entry, prop, fact.value, at=at, field=plain(fact.kind))
        case "birthplace" if made.entry.schema == "Person":
            _birthplace(made.entry, fact.value, at)
        case "gender" if made.entry.schema == "Person" and fact.value.lower() in ("male", "female"):
            made.entry.add("gender", fact.value.lower(), at=at, original=fact.value)
        case "text" | "phone" if (prop := made.prop(*kind.props)) is not None:
            made.entry.add(prop, fact.value, at=at, original=fact.words if kind.way == "phone" else None)
        case "wallet":
            _wallet(made, fact, at)
        case "scope":
            made.listing.add("provisions", fact.words.removeprefix("alt. ").removesuffix("."), at=at)
        case "directive date":
            _directive_date(made, fact, at)
        case "link" if (url := _URL.search(fact.value)) is not None:
            made.listing.add("sourceUrl", url[0].rstrip("."), at=at, original=fact.words)
        case "security":
            made.document("Security", "issuer", fact.value).add("isin", fact.value, at=at)
        case _:
            made.entry.add_raw(plain(fact.kind), fact.value, at=at)


def put_country(draft: Draft, prop: str, words: str | None, *, at: str, field: str) -> None:
    """A country; a word for "none known" is kept raw, under the publisher's `field`, without complaint."""
    if words is None:
        return
    if words.strip().lower() in NO_COUNTRY:
        draft.add_raw(field, words, at=at)
        return
    draft.add_country(prop, words, at=at)


def put_name(made: Made, prop: str, written: str, *, at: str, parts: bool = False) -> None:
    """A name; a person's in natural order, its parts only where asked (those of the main name)."""
    if made.entry.schema != "Person":
        made.entry.add(prop, written, at=at)
        return
    name = person_name(written)
    made.entry.add(prop, name.whole, at=at, original=written)
    if parts:
        for part, words in (("firstName", name.given), ("lastName", name.family), ("nameSuffix", name.suffix)):
            made.entry.add(part, words, at=at)


def put_vessel(made: Made, words: Mapping[str, str | None], *, path: str = "") -> None:
    """What the legacy layouts say of a vessel in fields of their own; kept raw where the entry is none."""
    for name, value in words.items():
        prop = made.prop(VESSEL_FIELDS[name.lower()])
        at = f"{path}/{name}" if path else name
        if prop is None or VESSEL_FIELDS[name.lower()] == "owner":
            made.entry.add_raw(name, value, at=at)
        elif prop == "flag":
            put_country(made.entry, "flag", value, at=at, field=name)
        else:
            # Tonnages of the CSV files group their thousands, those of the XML do not.
            made.entry.add(prop, value and _THOUSANDS.sub("", value), at=at, original=value)


def put_titles(made: Made, words: str | None, *, at: str) -> frozenset[str]:
    """Positions and forms of address, separated by semicolons. Gives them for comparison with the remarks, which repeat them."""
    told = [piece.strip() for piece in (words or "").split(";") if piece.strip()]
    for piece in told:
        honorific = piece.lower().rstrip(".") in HONORIFICS
        prop = made.prop("title" if honorific else "position")
        if prop is None:
            made.entry.add_raw("Title", piece, at=at)
        else:
            made.entry.add(prop, piece, at=at)
    return frozenset(piece.casefold().rstrip(".") for piece in told)


def put_address(made: Made, words: dict[str, str | None], *, at: str, key: str = "") -> None:
    """An address of these properties of Address; "country" is the publisher's name of it, "remarks" a remark on it."""
    lines = ("street", "street2", "city", "state", "postalCode", "region", "country")
    full = ", ".join(value for line in lines if (value := words.get(line)))
    remark = words.get("remarks")
    if not full and not remark:
        return
    country = words.get("country")
    region, named = (
        (country.partition(":")[2].strip(), True) if country and country.startswith("Region:") else (None, False)
    )
    address = made.document("Address", "", full or str(remark), key)
    address.add("full", full, at=at)
    for prop in ("street", "street2", "city", "state", "postalCode", "region", "remarks"):
        address.add(prop, words.get(prop), at=at)
    if named:
        address.add("region", region, at=at, original=country)
        if region and country_code(region) is not None:
            address.add_country("country", region, at=at)
    else:
        put_country(address, "country", country, at=at, field="Country")
    made.entry.add("addressEntity", address.id, at=at)


def put_link(
    made: Made,
    other: str,
    role: str,
    *,
    at: str,
    schema_: str = "UnknownLink",
    ends: tuple[str, str] = ("subject", "object"),
) -> None:
    """A relation from this entry to the entry of id `other`; `ends`: the properties of this one and of the other."""
    if other == made.entry.id:
        return
    link = made.document(schema_, ends[0], other, role)
    link.add(ends[1], other, at=at)
    link.add("relationship" if schema_ in ("Family", "Associate") else "role", role, at=at)


def _document(made: Made, kind: Kind, fact: Fact, at: str) -> None:
    imo = _IMO.fullmatch(fact.value) or (_BARE_IMO.fullmatch(fact.value) if kind.props[0] == "imoNumber" else None)
    if imo is not None and made.prop("imoNumber"):
        made.entry.add("imoNumber", imo[1], at=at, original=fact.value)
        return
    props = kind.props
    if props == ("leiCode",) and not _LEI.fullmatch(fact.value):
        props = ("registrationNumber",)
    prop = made.prop(*props) or made.prop("idNumber")
    if prop is None:
        made.entry.add_raw(plain(fact.kind), fact.value, at=at)
        return
    # In some numbers of the XML the country still stands in brackets, as in the remarks.
    number, in_brackets = (fact.value, None) if fact.country else without_country(fact.value)
    country = fact.country or in_brackets
    made.entry.add(prop, number, at=at, original=fact.value)
    if made.prop("idNumber") is None:
        return
    document = made.document(
        "Passport" if kind.passport else "Identification", "holder", plain(fact.kind), number, country or ""
    )
    document.add("number", number, at=at, original=fact.value)
    document.add("type", plain(fact.kind), at=at)
    put_country(document, "country", country, at=at, field="country")
    put_date(document, "startDate", fact.issued, at=at)
    put_date(document, "endDate", fact.expires, at=at)
    document.add("summary", fact.rest, at=at)


def _birthplace(entry: Draft, words: str, at: str) -> None:
    entry.add("birthPlace", words, at=at)
    last = words.rpartition(",")[2].strip()
    if country_code(last) is not None:
        entry.add_country("birthCountry", last, at=at)


def _wallet(made: Made, fact: Fact, at: str) -> None:
    """Its kind ends with OFAC's word for the currency: "Digital Currency Address - XBT"."""
    wallet = made.document("CryptoWallet", "holder", fact.value)
    wallet.add("publicKey", fact.value, at=at)
    wallet.add("currency", plain(fact.kind).rpartition(" ")[2].upper(), at=at)


def _directive_date(made: Made, fact: Fact, at: str) -> None:
    """The dates of a directive or of the CMIC list, "Listing Date (CMIC)", are those of an act of listing of its own."""
    which, _, of = plain(fact.kind).removesuffix(")").partition(" Date (")
    act = made.document("Sanction", "entity", made.entry.reference, of)
    act.add("program", of, at=at)
    for prop in ("authority", "country", "recordId"):
        for value in made.listing.values(prop):
            act.add(prop, value, at="")
    if which.lower() in DIRECTIVE_DATES:
        put_date(act, DIRECTIVE_DATES[which.lower()], fact.value, at=at)
    else:
        act.add_raw(plain(fact.kind), fact.value, at=at)
