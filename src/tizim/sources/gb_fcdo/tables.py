"""Rows of the UK Sanctions List in CSV to records in the tree of its XML.

A designation has a row for each name, repeated for each address, birth date and so on; its rows need not stand together, so
all are gathered before the first is given.
"""

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from tizim.errors import UnreadableSource
from tizim.sources.counted import counted
from tizim.sources.gb_fcdo.read import published_on
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import has_width, part_lines

COLUMNS = MappingProxyType(
    {
        "Last Updated": "LastUpdated",
        "Unique ID": "UniqueID",
        "OFSI Group ID": "OFSIGroupID",
        "UN Reference Number": "UNReferenceNumber",
        **{f"Name {number}": f"Names/Name/Name{number}" for number in range(1, 7)},
        "Name type": "Names/Name/NameType",
        "Alias strength": "Names/Name/AliasStrength",
        "Title": "Titles/Title",
        "Name non-latin script": "NonLatinNames/NonLatinName/NameNonLatinScript",
        "Non-latin script type": "NonLatinNames/NonLatinName/NonLatinScriptType",
        "Non-latin script language": "NonLatinNames/NonLatinName/NonLatinScriptLanguage",
        "Regime Name": "RegimeName",
        "Designation Type": "IndividualEntityShip",
        "Designation source": "DesignationSource",
        "Sanctions Imposed": "SanctionsImposed",
        "Other Information": "OtherInformation",
        "UK Statement of Reasons": "UKStatementofReasons",
        **{f"Address Line {number}": f"Addresses/Address/AddressLine{number}" for number in range(1, 7)},
        "Address Postal Code": "Addresses/Address/AddressPostalCode",
        "Address Country": "Addresses/Address/AddressCountry",
        "Phone number": "PhoneNumbers/PhoneNumber",
        "Website": "Websites/Website",
        "Email address": "EmailAddresses/EmailAddress",
        "Date Designated": "DateDesignated",
        "D.O.B": "IndividualDetails/Individual/DOBs/DOB",
        "Nationality(/ies)": "IndividualDetails/Individual/Nationalities/Nationality",
        "National Identifier number": "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierNumber",
        "National Identifier additional information": (
            "IndividualDetails/Individual/NationalIdentifierDetails/NationalIdentifier/NationalIdentifierAdditionalInformation"
        ),
        "Passport number": "IndividualDetails/Individual/PassportDetails/Passport/PassportNumber",
        "Passport additional information": "IndividualDetails/Individual/PassportDetails/Passport/PassportAdditionalInformation",
        "Position": "IndividualDetails/Individual/Positions/Position",
        "Gender": "IndividualDetails/Individual/Genders/Gender",
        "Town of birth": "IndividualDetails/Individual/BirthDetails/Location/TownOfBirth",
        "Country of birth": "IndividualDetails/Individual/BirthDetails/Location/CountryOfBirth",
        "Type of entity": "EntityDetails/Entity/TypeOfEntities/TypeOfEntity",
        "Subsidiaries": "EntityDetails/Entity/Subsidiaries/Subsidiary",
        "Parent company": "EntityDetails/Entity/ParentCompanies/ParentCompany",
        "Business registration number (s)": "EntityDetails/Entity/BusinessRegistrationNumbers/BusinessRegistrationNumber",
        "IMO number": "ShipDetails/Ship/IMONumbers/IMONumber",
        "Current owner/operator (s)": "ShipDetails/Ship/CurrentOwnerOperators/CurrentOwnerOperator",
        "Previous owner/operator (s)": "ShipDetails/Ship/PreviousOwnerOperators/PreviousOwnerOperator",
        "Current believed flag of ship": "ShipDetails/Ship/CurrentBelievedFlagOfShips/CurrentBelievedFlagOfShip",
        "Previous flags": "ShipDetails/Ship/PreviousFlags/PreviousFlag",
        "Type of ship": "ShipDetails/Ship/TypeOfShipDetails/TypeOfShip",
        "Tonnage of ship": "ShipDetails/Ship/TonnageOfShipDetails/TonnageOfShip",
        "Length of ship": "ShipDetails/Ship/LengthOfShipDetails/LengthOfShip",
        "Year Built": "ShipDetails/Ship/YearsBuilt/YearBuilt",
        "Hull identification number (HIN)": "ShipDetails/Ship/HullIdentificationNumbers/HullIdentificationNumber",
    }
)
"""column -> path in the XML"""

GROUPED = frozenset({"Name", "NonLatinName", "Address", "NationalIdentifier", "Passport", "Location"})
"""elements of several fields: the cells of a row that belong to one are one"""


def is_table(release: Release) -> bool:
    """One file with the columns Unique ID and OFSI Group ID in its first lines."""
    head = release.parts[0].head()
    return len(release.parts) == 1 and b"Unique ID,OFSI Group ID," in head


def read_table(release: Release, reading: Reading) -> Iterator[Fields]:
    """Designations in the order in which they first come."""
    part = release.parts[0]
    header: list[str] = []
    found: dict[str, _Gathered] = {}
    for line in part_lines(part, reading):
        cells = line.cells
        if not header:
            if cells[0].startswith("Report Date:"):
                published_on(cells[0].removeprefix("Report Date:"), reading)
            if "Unique ID" in cells:
                header = [cell.strip() for cell in cells]
            continue
        if not has_width(line, header, reading):
            continue
        row = dict(zip(header, cells, strict=True))
        reference = row["Unique ID"].strip()
        found.setdefault(reference or f"line {line.line}", _Gathered()).add(row)
    if not header:
        raise UnreadableSource(f"{part.name}: expected a header with Unique ID, came none")
    yield from counted((gathered.record for gathered in found.values()), reading)


class _Gathered:
    """A designation in the making. met: what its rows said so far. inside: its elements that hold others, by path."""

    __slots__ = ("inside", "met", "record")

    def __init__(self) -> None:
        self.record = Fields("Designation")
        self.inside: dict[str, Fields] = {"": self.record}
        self.met: Counter[tuple[str, ...]] = Counter()

    def add(self, row: dict[str, str]) -> None:
        """The cells of a row; what an earlier row said already is not said again."""
        groups: dict[str, list[tuple[str, str]]] = {}
        for column, cell in row.items():
            if not cell.strip():
                continue
            path = COLUMNS[column] if column in COLUMNS else column.replace("/", " or ")
            holder, _, field = path.rpartition("/")
            if holder.rpartition("/")[2] in GROUPED:
                groups.setdefault(holder, []).append((field, cell))
            elif not self.met[path, cell]:
                self.met[path, cell] += 1
                self._holder(holder).put(field, cell)
        for holder, values in groups.items():
            key = (holder, *(word for pair in values for word in pair))
            if not self.met[key]:
                self.met[key] += 1
                self.met[holder, "parts"] += 1
                self._put_group(holder, values, self.met[holder, "parts"])

    def _put_group(self, holder: str, values: list[tuple[str, str]], number: int) -> None:
        above, _, tag = holder.rpartition("/")
        inside = self._holder(above)
        part = Fields(tag, inside.place(f"{tag}[{number}]"))
        for field, value in values:
            part.put(field, value)
        inside.put_part(part)

    def _holder(self, path: str) -> Fields:
        """The element of this path, made where it is not there yet."""
        if path not in self.inside:
            above, _, tag = path.rpartition("/")
            outer = self._holder(above)
            self.inside[path] = Fields(tag, outer.place(tag))
            outer.put_part(self.inside[path])
        return self.inside[path]
