"""Records of Kyrgyzstan's list to statements. A date field may hold several dates; "нет данных" says there is nothing."""

import re
from collections.abc import Iterator

from tizim.sources.draft import Draft, squeezed
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.parts import Parts
from tizim.text.countries import country_code

DATES = ("%d.%m.%Y", "%d.%m.%Y г.", "%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%m.%Y", "%Y")
NOTHING = frozenset({"нет данных", "нет", "н/д", "-", "маалымат жок"})

_BETWEEN = re.compile(r"\s*[,;]\s*")


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One person or organisation: the entry, then its listing."""
    person = record.tag == "KyrgyzPhysicPerson"
    where = f"{record.tag} {reading.records}"
    taken = {field: _said(record.take(field)) for field in ("Surname", "Name", "Patronomic")}
    names = {field: words for field, words in taken.items() if words is not None}
    if not names:
        reading.reject(where, record.take("Number"), "expected a name (Surname, Name or Patronomic), came none")
        return
    born, included = _said(record.take("DataBirth")), _said(record.take("DateInclusion"))
    whole = " ".join(names.values())
    entry = Draft(reading, "Person" if person else "Organization", squeezed(f"{whole} {born or ''} {included or ''}"))
    if person:
        entry.add("name", whole, at=next(iter(names)))
        for field, prop in (("Surname", "lastName"), ("Name", "firstName"), ("Patronomic", "fatherName")):
            entry.add(prop, names.get(field), at=field)
    else:
        for place, one in enumerate(_BETWEEN.split(whole)):
            entry.add("name" if place == 0 else "alias", one, at="Name", original=whole)
    _birth(entry, born, _said(record.take("PlaceBirth")))
    entry.add_raw("Number", record.take("Number"))
    parts = Parts(entry)
    listing = parts.part("Sanction", "entity", included or "")
    listing.add("authority", "State Financial Intelligence Service of the Kyrgyz Republic", at="")
    listing.add("country", "kg", at="")
    listing.add("program", _said(record.take("CategoryPerson")), at="CategoryPerson")
    listing.add("reason", _said(record.take("BasicInclusion")), at="BasicInclusion")
    for one in _BETWEEN.split(included or ""):
        for prop in ("listingDate", "startDate"):
            listing.add_date(prop, one, at="DateInclusion", formats=DATES)
    for field, value in record.require_nothing_left(reading, f"{where} ({entry.reference})"):
        entry.add_raw(field, value)
    yield entry
    yield from parts


def _birth(entry: Draft, born: str | None, place: str | None) -> None:
    if entry.schema != "Person":
        entry.add_raw("DataBirth", born)
        entry.add_raw("PlaceBirth", place)
        return
    for one in _BETWEEN.split(born or ""):
        entry.add_date("birthDate", one, at="DataBirth", formats=DATES)
    entry.add("birthPlace", place, at="PlaceBirth")
    if (
        place is not None
        and (code := country_code(place.partition(",")[0]) or country_code(place.rpartition(",")[2])) is not None
    ):
        entry.add("birthCountry", code, at="PlaceBirth", original=place)


def _said(words: str | None) -> str | None:
    """The words, or None where they only say that there are none."""
    return None if words is None or words.casefold() in NOTHING else words
