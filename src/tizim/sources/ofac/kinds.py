"""OFAC's words for what it says of an entry ("Passport", "Vessel Year of Build", "Secondary sanctions risk:"), and what each is.

The words are those of the publisher's own reference tables (feature types and ID document types of the enhanced XML), and
of the remarks of the legacy files since 2016, which spell some in another way. Look one up with `kind_of`.
"""

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

Way = Literal[
    "text",
    "date",
    "country",
    "birthplace",
    "gender",
    "phone",
    "document",
    "wallet",
    "scope",
    "directive date",
    "link",
    "security",
    "raw",
]


@dataclass(frozen=True, slots=True)
class Kind:
    """What a word of OFAC's is.

    way: how its value is read. props: FollowTheMoney properties it belongs to, the first that the entry's schema has;
    a value with none of them is kept under the publisher's word. passport: the document is a travel document.
    """

    way: Way
    props: tuple[str, ...] = ()
    passport: bool = False


_TAX = (
    "Tax ID No.", "R.F.C.", "RFC", "NIT #", "RUC #", "RIF #", "C.U.I.T.", "C.I.F.", "N.I.F.", "US FEIN", "Italian Fiscal Code", "Fiscal Code",
    "Romanian Tax Registration", "Paraguayan tax identification number", "Numero Unico de Identificacao Tributaria (NUIT)", "RTN", "RSIN",
)  # fmt: skip
_REGISTERS = (
    "Registration ID", "Registration Number", "Commercial Registry Number", "Company Number", "UK Company Number", "Business Number",
    "Business Registration Number", "Business Registration Document #", "Public Registration Number", "C.R. No.", "Romanian C.R.",
    "Certificate of Incorporation Number", "Folio Mercantil No.", "Matricula Mercantil No", "Enterprise Number", "Organization Code",
    "Branch Unit Number", "Registered Charity No.", "Chamber of Commerce Number", "Dubai Chamber of Commerce Membership No.",
    "Istanbul Chamber of Comm. No.", "Registration Certificate Number (Dubai)", "Central Registration System Number", "File Number",
    "Economic Register Number (CBLS)", "Russian State Individual Business Registration Number Pattern (OGRNIP)", "Trademark number",
)  # fmt: skip
_LICENCES = (
    "License", "Trade License No.", "Tourism License No.", "Afghan Money Service Provider License Number", "MSB Registration Number",
    "Permit Number", "SRE Permit No.", "Pilot License Number",
)  # fmt: skip
_PERSONAL = (
    "National ID No.", "Cedula No.", "Identification Number", "C.U.R.P.", "D.N.I.", "C.U.I.", "C.U.I.P.", "C.I.N.", "N.I.E.", "LE Number",
    "Bosnian Personal ID No.", "Kenyan ID No.", "Moroccan Personal ID No.", "Turkish Identification Number", "Turkish Identificiation Number",
    "Personal ID Card", "National Foreign ID Number", "Numero de Identidad", "CNP (Personal Numerical Code)", "Tazkira National ID Card",
    "Citizen's Card Number", "UAE Identification", "Birth Certificate Number", "Driver's License No.", "Credencial electoral", "I.F.E.",
    "Electoral Registry No.", "Cartilla de Servicio Militar Nacional", "Military Registration Number", "Residency Number", "Serial No.",
    "Romanian Permanent Resident", "Public Security and Immigration No.", "Immigration No.", "VisaNumberID", "Refugee ID Card",
    "Stateless Person ID Card", "Seafarer's Identification Document", "Chinese Commercial Code",
)  # fmt: skip
_PASSPORTS = (
    "Passport", "Diplomatic Passport", "British National Overseas Passport", "Stateless Person Passport", "Travel Document Number",
)  # fmt: skip
_SCOPES = (
    "Additional Sanctions Information", "Secondary sanctions risk",
    "Transactions Prohibited For Persons Owned or Controlled By U.S. Financial Institutions", "U.S. Persons Must Continue to Block",
)  # fmt: skip
_RAW = (
    "Target Type", "Equity Ticker", "Issuer Name", "MICEX Code", "UN/LOCODE", "Location", "Aircraft Operator", "Vessel Owner",
    "Other Vessel Call Sign",
)  # fmt: skip

_TABLE: dict[str, Kind] = {
    "DOB": Kind("date", ("birthDate",)),
    "Birthdate": Kind("date", ("birthDate",)),
    "POB": Kind("birthplace"),
    "Place of Birth": Kind("birthplace"),
    "nationality": Kind("country", ("nationality", "country")),
    "Nationality Country": Kind("country", ("nationality", "country")),
    "citizen": Kind("country", ("citizenship", "country")),
    "Citizenship Country": Kind("country", ("citizenship", "country")),
    "Nationality of Registration": Kind("country", ("jurisdiction", "country")),
    "Registration Country": Kind("country", ("jurisdiction", "country")),
    "Gender": Kind("gender"),
    "Title": Kind("text", ("position",)),
    "Website": Kind("text", ("website",)),
    "Email Address": Kind("text", ("email",)),
    "Phone Number": Kind("phone", ("phone",)),
    "Telephone": Kind("phone", ("phone",)),
    "Telephone No.": Kind("phone", ("phone",)),
    "Phone": Kind("phone", ("phone",)),
    "Fax": Kind("phone", ("phone",)),
    "Fax No.": Kind("phone", ("phone",)),
    "SWIFT/BIC": Kind("text", ("swiftBic",)),
    "BIK (RU)": Kind("text", ("bikCode",)),
    "D-U-N-S Number": Kind("text", ("dunsCode",)),
    "Organization Type": Kind("text", ("sector",)),
    "Organization Established Date": Kind("date", ("incorporationDate",)),
    "ISIN": Kind("security"),
    "Aircraft Model": Kind("text", ("model",)),
    "Aircraft Manufacture Date": Kind("date", ("buildDate",)),
    "Aircraft Manufacturer's Serial Number (MSN)": Kind("text", ("serialNumber",)),
    "Aircraft Construction Number (also called L/N or S/N or F/N)": Kind("text", ("serialNumber",)),
    "Aircraft Serial Identification": Kind("text", ("serialNumber",)),
    "Aircraft Tail Number": Kind("text", ("registrationNumber",)),
    # An aircraft is listed under its tail number, so the one before is its previous name.
    "Previous Aircraft Tail Number": Kind("text", ("previousName",)),
    "Aircraft Mode S Transponder Code": Kind("text", ("icaoCode",)),
    "Vessel Call Sign": Kind("text", ("callSign",)),
    "VESSEL TYPE": Kind("text", ("type",)),
    "Other Vessel Type": Kind("text", ("type",)),
    "Vessel Flag": Kind("country", ("flag",)),
    "Other Vessel Flag": Kind("country", ("flag",)),
    "Former Vessel Flag": Kind("country", ("pastFlags",)),
    "Vessel Tonnage": Kind("text", ("tonnage",)),
    "Vessel Gross Registered Tonnage": Kind("text", ("grossRegisteredTonnage",)),
    "Vessel Year of Build": Kind("date", ("buildDate",)),
    "Vessel Registration Identification": Kind("document", ("registrationNumber",)),
    "International Maritime Organization No.": Kind("document", ("imoNumber", "registrationNumber")),
    "MMSI": Kind("document", ("mmsi",)),
    "V.A.T. Number": Kind("document", ("vatCode",)),
    "SSN": Kind("document", ("socialSecurityNumber", "idNumber")),
    # The "government gazette number" of Russian entries is the OKPO code of the state statistics register.
    "Government Gazette Number": Kind("document", ("okpoCode",)),
    "Legal Entity Number": Kind("document", ("leiCode",)),
    "Unified Social Credit Code (USCC)": Kind("document", ("uscCode",)),
    "United Social Credit Code Certificate (USCCC)": Kind("document", ("uscCode",)),
    "For more information": Kind("link"),
    **dict.fromkeys(_TAX, Kind("document", ("taxNumber",))),
    **dict.fromkeys(_REGISTERS, Kind("document", ("registrationNumber",))),
    **dict.fromkeys(_LICENCES, Kind("document", ("licenseNumber",))),
    **dict.fromkeys(_PERSONAL, Kind("document", ("idNumber",))),
    **dict.fromkeys(_PASSPORTS, Kind("document", ("passportNumber", "idNumber"), passport=True)),
    **dict.fromkeys(_SCOPES, Kind("scope")),
    **dict.fromkeys(_RAW, Kind("raw")),
}
_FAMILIES = (
    (re.compile(r"Digital Currency Address - \w+"), Kind("wallet")),
    (re.compile(r"(?:Listing|Effective|(?:Purchase/Sales For )?Divestment) Date \([^)]*\)"), Kind("directive date")),
    # One word a law or an order: "CAATSA Section 235 Information", "Executive Order 14059 information", "IFCA Determination".
    (
        re.compile(
            r"(?:Executive Order \d+\w?|[A-Z]{4,6}(?: Section \d+)?)(?: Directive)? (?:Determination|Information)",
            re.IGNORECASE,
        ),
        Kind("scope"),
    ),
)


def plain(word: str) -> str:
    """A word without the dash or colon it may end with, and with one kind of apostrophe."""
    return word.replace("’", "'").rstrip(" :-")


KINDS = MappingProxyType({plain(word).lower(): kind for word, kind in _TABLE.items()})
"""Kind by word, in lower case."""


@cache
def kind_of(word: str) -> Kind | None:
    """What a word of OFAC's is, None where it is not known."""
    bare = plain(word)
    found = KINDS.get(bare.lower())
    if found is None and bare.lower().startswith("for more information"):
        return KINDS["for more information"]
    return found or next((kind for pattern, kind in _FAMILIES if pattern.fullmatch(bare)), None)


@cache
def at_the_start() -> re.Pattern[str]:
    """Any known word at the start of a remark: groups `kind` and `value`; an "alt." before it says only that it is not the first."""
    words = sorted((re.escape(plain(word)) for word in _TABLE), key=len, reverse=True)
    families = [pattern.pattern for pattern, _kind in _FAMILIES]
    told = r"for more information\b[^:]*"
    return re.compile(
        rf"(?:alt\.\s+)?(?P<kind>{'|'.join([*families, told, *words])})(?=[\s:(+.]|$)[\s:]*(?:- )?(?P<value>.*)",
        re.IGNORECASE | re.DOTALL,
    )
