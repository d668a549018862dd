"""Records of Ukraine's register to statements. A row is one designation: a name, the decree, the measures and until when."""

from collections.abc import Iterator
from hashlib import blake2b
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.name_lists import alternatives
from tizim.sources.shared.parts import Parts
from tizim.sources.ua_nsdc.codes import code_of, okpo_in
from tizim.sources.ua_nsdc.notes import passports_in
from tizim.sources.ua_nsdc.read import DECREE, ITEM, SHARED
from tizim.text.countries import country_code

DATES = ("%Y-%m-%d", "%d.%m.%Y", "%Y")
NAMES = ("Назва укр.", "Назва ориг.", "Назва альт.")
ACTIONS = MappingProxyType({"застосування": "applied"})
STATELESS = frozenset({"особа без громадянства"})
GENITIVES = MappingProxyType(
    {
        "грузії": "ge", "російської федерації": "ru", "республіки вірменія": "am", "азербайджанської республіки": "az",
        "азербайджанська республіка": "az", "республіки молдова": "md", "республіки казахстан": "kz", "грецької республіки": "gr",
        "республіки білорусь": "by", "республіки киргизстан": "kg", "республіки литва": "lt", "україни": "ua", "рф": "ru",
    }
)  # fmt: skip
"""Countries in the case that follows "native of", and as the register abbreviates them"""
_BORN_IN = ("уродженець", "уродженка", "народився", "народилася")
_PSEUDONYM = ("Псевдонім - ", "Псевдонім – ")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One row: the entry, then its listing, passports and addresses."""
    person = record.tag == "person"
    where = f"{record.tag} {reading.records}"
    decree, item, shared = record.take(DECREE), record.take(ITEM), record.take(SHARED)
    names = {field: words for field in NAMES if (words := record.take(field)) is not None}
    if decree is None or item is None or not names:
        reading.reject(
            where, None, f"expected a decree, an item and a name, came {decree!r}, {item!r} and {len(names)} names"
        )
        return
    reference = f"{decree}-{'p' if person else 'o'}-{item}"
    if shared is not None:
        words = " ".join(next(iter(names.values())).split()).casefold()
        reference += f"-{blake2b(words.encode(), digest_size=4).hexdigest()}"
    entry = Draft(reading, "Person" if person else "Organization", reference)
    _names(entry, names)
    parts = Parts(entry)
    _listing(parts, record, reading, where, decree=decree, item=item)
    if person:
        _person(entry, parts, record)
    else:
        _organisation(entry, parts, record)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _names(entry: Draft, names: dict[str, str]) -> None:
    """The Ukrainian name and the original one are both the name; a surname in brackets is another, earlier or later, one."""
    for field, words in names.items():
        bare = words
        for lead in _PSEUDONYM:
            bare = bare.removeprefix(lead)
        prop = "alias" if field == NAMES[2] and len(names) > 1 else "name"
        entry.add(prop, bare, at=field, original=words, lang="ukr" if field == NAMES[0] else None)
        if entry.schema == "Person":
            for other in alternatives(bare):
                entry.add("alias", other, at=field, original=words)


def _listing(parts: Parts, record: Fields, reading: Reading, where: str, *, decree: str, item: str) -> None:
    listing = parts.part("Sanction", "entity", decree, item)
    listing.add("authority", "National Security and Defense Council of Ukraine", at="")
    listing.add("country", "ua", at="")
    listing.add("program", f"Decree {decree}", at=DECREE, original=decree)
    listing.add("recordId", f"{decree}/{item}", at=ITEM)
    decreed = record.take("Дата указу")
    for prop in ("listingDate", "startDate"):
        listing.add_date(prop, decreed, at="Дата указу", formats=DATES)
    listing.add_date("endDate", record.take("Дата закінчення обмеження"), at="Дата закінчення обмеження", formats=DATES)
    listing.add("duration", record.take("Термін обмеження"), at="Термін обмеження", lang="ukr")
    listing.add("provisions", record.take("Тип обмеження"), at="Тип обмеження", lang="ukr")
    field = "Дія щодо об'єкту санкцій"
    if (action := record.take(field)) is not None:
        if action.casefold() not in ACTIONS:
            reading.unknown_word(field, action, where)
        listing.add("status", ACTIONS.get(action.casefold(), action), at=field, original=action)
    for field in ("Зміни", "Відповідальний орган"):
        listing.add_raw(field, record.take(field))


def _person(entry: Draft, parts: Parts, record: Fields) -> None:
    entry.add_date("birthDate", record.take("Дата народження"), at="Дата народження", formats=DATES)
    for at, words in record.take_all("Громадянство"):
        if words in STATELESS:
            entry.add_raw(at, words)
        else:
            entry.add_countries("citizenship", words, at=at)
    for at, words in record.take_all("Місце народження"):
        bare = words
        for lead in _BORN_IN:
            bare = bare.removeprefix(lead).strip()
        entry.add("birthPlace", bare, at=at, original=words, lang="ukr")
        if (born_in := _country_in(bare)) is not None:
            entry.add("birthCountry", born_in, at=at, original=words)
    entry.add("position", record.take("Зайнятість"), at="Зайнятість", lang="ukr")
    _address(parts, record.take("Місце проживання"), at="Місце проживання")
    field = "Додатково"
    if (notes := record.take(field)) is not None:
        entry.add("notes", notes, at=field, lang="ukr")
        for number, country in passports_in(notes):
            passport = parts.part("Passport", "holder", number)
            passport.add("number", number, at=field, original=notes)
            passport.add("country", country, at=field, original=notes)
            entry.add("passportNumber", number, at=field, original=notes)


def _organisation(entry: Draft, parts: Parts, record: Fields) -> None:
    for field in ("ОКПО/ЄДРПОУ", "ІПН"):
        for place, words in record.take_all(field):
            prop, number = code_of(words, tax=field == "ІПН")
            if prop is None:
                entry.add_raw(field, words, at=place)
            else:
                entry.add(prop, number, at=place, original=words)
    for field in ("Місце діяльності", "Місце діяльності додатково"):
        _address(parts, record.take(field), at=field)
    if (notes := record.take("Додатково")) is not None:
        entry.add("notes", notes, at="Додатково", lang="ukr")
        for number in okpo_in(notes):
            entry.add("okpoCode", number, at="Додатково", original=notes)


def _address(parts: Parts, words: str | None, *, at: str) -> None:
    if words is None:
        return
    address = parts.address(words, at=at)
    if (code := _country_in(words)) is not None:
        address.add("country", code, at=at, original=words)


def _country_in(place: str) -> str | None:
    """The country a place begins or ends with ("Україна, м. Київ", "м. Гродно, Білорусь", "Російська Федерація м. Тула")."""
    pieces = [piece.strip() for piece in place.split(",") if piece.strip()]
    ends = (pieces[0], pieces[-1], " ".join(pieces[0].split()[:2]), pieces[-1].split()[-1]) if pieces else ()
    codes = (GENITIVES.get(piece.casefold()) or country_code(piece) for piece in ends if len(piece) > 1)
    return next((code for code in codes if code is not None), None)
