"""What the UK Sanctions List says of a person, an organisation or a ship alone, to statements. `map` calls these."""

import re
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.document_words import DATE_FORMATS, document_of
from tizim.sources.shared.numbered import pieces
from tizim.sources.shared.parts import Parts

GENDERS = MappingProxyType({"male": "male", "female": "female", "unknown": None, "not known": None})
BIRTH_DATES = ("%d/%m/%Y", "dd/%m/%Y", "dd/mm/%Y", "00/%m/%Y", "00/00/%Y", "%Y")
REGISTERS = MappingProxyType(
    {
        "INN": "innCode",
        "TIN": "taxNumber",
        "TAX": "taxNumber",
        "OGRN": "ogrnCode",
        "OGRNIP": "ogrnCode",
        "OKPO": "okpoCode",
        "SWIFT": "swiftBic",
    }
)
"""label in front of a registration number -> property; any other number is a registrationNumber"""

_LABELLED = re.compile(r"(?P<label>[A-Z/]{2,8})(?: (?:number|code|BIC))?\s*[:.]?\s*(?P<number>[0-9A-Z]{8,15})")


def individual_details(entry: Draft, parts: Parts, part: Fields, reading: Reading, where: str) -> None:
    """Births, nationalities, documents, positions, gender."""
    for place, words in _values(part, "DOBs", "DOB"):
        entry.add_date("birthDate", words, at=place, formats=BIRTH_DATES)
    for holder in part.take_parts("BirthDetails"):
        for location in holder.take_parts("Location"):
            entry.add("birthPlace", location.take("TownOfBirth"), at=location.place("TownOfBirth"))
            entry.add_country("birthCountry", location.take("CountryOfBirth"), at=location.place("CountryOfBirth"))
    for place, words in _values(part, "Nationalities", "Nationality"):
        for piece in pieces(words):
            entry.add_country("nationality", piece, at=place)
    for place, words in _values(part, "Positions", "Position"):
        entry.add("position", words, at=place)
    for place, words in _values(part, "Genders", "Gender"):
        if words.lower() not in GENDERS:
            reading.unknown_word("Gender", words, where)
        elif (gender := GENDERS[words.lower()]) is not None:
            entry.add("gender", gender, at=place, original=words)
    _documents(entry, parts, part, "Passport")
    _documents(entry, parts, part, "NationalIdentifier")


def entity_details(entry: Draft, part: Fields) -> None:
    """Registration numbers, kind, and the companies above and below by name."""
    for place, words in _values(part, "BusinessRegistrationNumbers", "BusinessRegistrationNumber"):
        for line in words.splitlines():
            _registration(entry, line, at=place)
    for place, words in _values(part, "TypeOfEntities", "TypeOfEntity"):
        entry.add("legalForm", words, at=place)
    for holder, field in (("ParentCompanies", "ParentCompany"), ("Subsidiaries", "Subsidiary")):
        for place, words in _values(part, holder, field):
            entry.add_raw(field, words, at=place)


def ship_details(entry: Draft, part: Fields) -> None:
    """IMO number, flags, type, tonnage, year; owners and operators by name."""
    for holder, field, prop in (
        ("IMONumbers", "IMONumber", "imoNumber"),
        ("TypeOfShipDetails", "TypeOfShip", "type"),
        ("TonnageOfShipDetails", "TonnageOfShip", "tonnage"),
    ):
        for place, words in _values(part, holder, field):
            entry.add(prop, words, at=place)
    for holder, field, prop in (
        ("CurrentBelievedFlagOfShips", "CurrentBelievedFlagOfShip", "flag"),
        ("PreviousFlags", "PreviousFlag", "pastFlags"),
    ):
        for place, words in _values(part, holder, field):
            entry.add_country(prop, words, at=place)
    for place, words in _values(part, "YearsBuilt", "YearBuilt"):
        entry.add_date("buildDate", words, at=place, formats=("%Y", "%d/%m/%Y"))
    for holder, field in (
        ("CurrentOwnerOperators", "CurrentOwnerOperator"),
        ("PreviousOwnerOperators", "PreviousOwnerOperator"),
        ("LengthOfShipDetails", "LengthOfShip"),
        ("HullIdentificationNumbers", "HullIdentificationNumber"),
    ):
        for place, words in _values(part, holder, field):
            entry.add_raw(field, words, at=place)


def _documents(entry: Draft, parts: Parts, part: Fields, tag: str) -> None:
    passport = tag == "Passport"
    for holder in part.take_parts(f"{tag}Details"):
        for one in holder.take_parts(tag):
            number, words = one.take(f"{tag}Number"), one.take(f"{tag}AdditionalInformation")
            schema = "Passport" if passport else "Identification"
            document = parts.part(schema, "holder", number or words or "")
            document.add("number", number, at=one.place(f"{tag}Number"))
            document.add("type", "Passport" if passport else "National identifier", at="")
            _put_words(document, words, at=one.place(f"{tag}AdditionalInformation"))
            entry.add("passportNumber" if passport else "idNumber", number, at=one.place(f"{tag}Number"))


def _put_words(document: Draft, words: str | None, *, at: str) -> None:
    """The additional information of a document: whole, and the country and dates that it says."""
    document.add("summary", words, at=at)
    said = document_of(words or "")
    if said.country is not None:
        document.add("country", said.country, at=at, original=words)
    document.add_date("startDate", said.issued, at=at, formats=DATE_FORMATS)
    document.add_date("endDate", said.expires, at=at, formats=DATE_FORMATS)


def _registration(entry: Draft, words: str, *, at: str) -> None:
    met = _LABELLED.fullmatch(words.strip().rstrip("."))
    prop = REGISTERS.get(met["label"].partition("/")[0]) if met is not None else None
    if met is not None and prop is not None:
        entry.add(prop, met["number"], at=at, original=words)
    else:
        entry.add("registrationNumber", words, at=at)


def _values(part: Fields, holder: str, field: str) -> list[tuple[str, str]]:
    return [value for one in part.take_parts(holder) for value in one.take_all(field)]
