"""One row's entry in the making: each cell goes where its column's role says."""

from types import MappingProxyType

from tizim.model.dates import read_any_date, read_date
from tizim.model.ftm import Property, schema
from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.shared.parts import Parts
from tizim.sources.shared.places import countries_of_place
from tizim.sources.table.mapping import Column
from tizim.text.countries import countries_in

_GENDERS = {
    "male": "male m man masculine м муж мужской ер еркек erkak",
    "female": "female f woman feminine ж жен женский әйел ayol",
    "other": "other x",
}
GENDERS = MappingProxyType({word: gender for gender, words in _GENDERS.items() for word in words.split()})
"""word -> FollowTheMoney's gender"""
ISO_DAY = "%Y-%m-%d"
"""How a date cell of Excel or Parquet comes, whatever the formats of words are"""


class Row:
    """The entry of a row with its parts. `screenable`: it has a name, a document or a wallet to be found by."""

    def __init__(self, entry: Draft, reading: Reading, where: str, authority: str) -> None:
        self.entry, self.parts, self.screenable = entry, Parts(entry), False
        self._reading, self._where, self._authority = reading, where, authority

    def add(self, column: Column, words: str, beside: str | None) -> None:
        """One value of a column; `beside` is what the column beside it says (a country, a currency)."""
        given = column.given or beside
        if column.role == "property":
            self._property(self.entry, column, words)
        elif column.role == "listing":
            self._property(self._listing(), column, words)
        elif column.role == "document":
            self._document(column, words, given)
        elif column.role == "wallet":
            self._wallet(column, words, given)
        elif column.role == "address":
            self._address(column, words, given)
        elif column.role == "raw":
            self.entry.add_raw(column.name, words)

    def _property(self, draft: Draft, column: Column, words: str) -> None:
        prop = schema(draft.schema).property(column.target)
        if prop is None:  # a property of another kind of row of this table
            draft.add_raw(column.name, words)
            return
        if prop.type == "date":
            self._date(draft, column, words)
        elif prop.type == "country":
            self._country(draft, prop.name, column.name, words)
        elif prop.type == "gender":
            self._gender(draft, column, words)
        else:
            draft.add(prop.name, words, at=column.name, lang=column.language)
        self.screenable = self.screenable or _is_key(prop)

    def _date(self, draft: Draft, column: Column, words: str) -> None:
        if column.formats:
            read = read_date(words, formats=(*column.formats, ISO_DAY))
            expected = f"expected a date ({', '.join(column.formats)})"
        else:
            read, expected = read_any_date(words), "expected a date that can be read in one way"
        if read is None:
            self._cannot_read(draft, column.name, words, expected)
        else:
            draft.add(column.target, read, at=column.name, original=words)

    def _country(self, draft: Draft, prop: str, at: str, words: str) -> None:
        codes = countries_in(words)
        for code in codes:
            draft.add(prop, code, at=at, original=words)
        if not codes:
            self._cannot_read(draft, at, words, "expected a country")

    def _gender(self, draft: Draft, column: Column, words: str) -> None:
        gender = GENDERS.get(words.casefold().rstrip("."))
        if gender is None:
            self._cannot_read(draft, column.name, words, "expected a gender")
        else:
            draft.add("gender", gender, at=column.name, original=words)

    def _listing(self) -> Draft:
        listing = self.parts.part("Sanction", "entity", self.entry.reference)
        listing.add("authority", self._authority, at="")
        return listing

    def _document(self, column: Column, number: str, country: str | None) -> None:
        document = self.parts.part(column.target, "holder", number)
        document.add("number", number, at=column.name)
        document.add("type", column.type or column.name, at=column.name)
        if country is not None:
            self._country(document, "country", column.beside or column.name, country)
        kind = schema(self.entry.schema)
        prop = next(
            (
                one
                for one in (("passportNumber", "idNumber") if column.target == "Passport" else ("idNumber",))
                if kind.property(one)
            ),
            None,
        )
        if prop is not None:
            self.entry.add(prop, number, at=column.name)
        self.screenable = True

    def _wallet(self, column: Column, key: str, currency: str | None) -> None:
        wallet = self.parts.part("CryptoWallet", "holder", key)
        wallet.add("publicKey", key, at=column.name)
        wallet.add("currency", currency, at=column.beside or column.name)
        self.screenable = True

    def _address(self, column: Column, words: str, country: str | None) -> None:
        address = self.parts.address(words, at=column.name)
        if country is not None:
            self._country(address, "country", column.beside or column.name, country)
        for code in () if country is not None else countries_of_place(words.rpartition(",")[2]):
            address.add("country", code, at=column.name, original=words)

    def _cannot_read(self, draft: Draft, field: str, words: str, why: str) -> None:
        self._reading.cannot_read(field, words, f"{self._where} ({self.entry.reference})", why)
        draft.add_raw(field, words)


def _is_key(prop: Property) -> bool:
    """Whether an entry can be found by this property alone: a name or an identifier."""
    return prop.matchable and prop.type in ("name", "identifier")
