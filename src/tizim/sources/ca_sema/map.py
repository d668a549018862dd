"""Records of Canada's list to statements.

`Country` names the regulation an entry stands under, not a nationality: it is the listing's programme. A ship is an entry with
an IMO number; its title is its type and its date the year it was built.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.name_lists import alternatives, in_brackets, names_in, slashed
from tizim.text.countries import country_code

DATES = ("%Y-%m-%d", "%Y-%m", "%Y")
REGIMES = MappingProxyType(
    {
        "extremist settler violence": "settlers",
        "hamas terrorist attacks": "hamas",
        "justice for victims of corrupt foreign officials regulations (jvcfor)": "jvcfor",
    }
)
"""Regulations that bear no country's name -> their word in references."""

_SPAN = re.compile(r"(\d{4})\s*-\s*(\d{4})")
_SCHEDULE = re.compile(r"(?:(?P<schedule>[\d.]+)\s*,?\s*)?(?:part\s*(?P<part>[\d.]+))?", re.IGNORECASE)
_NO_SCHEDULE = frozenset({"", "n/a"})


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One record: the entry, then its listing."""
    where = f"record {reading.records}"
    country, schedule, item = record.take("Country"), record.take("Schedule"), record.take("Item")
    if country is None or item is None:
        reading.reject(where, None, f"expected a Country and an Item, came {country!r} and {item!r}")
        return
    reference = f"{_regime(country, reading, where)}-{_schedule(schedule, reading, where)}-{item}"
    imo, last, given = record.take("ShipIMONumber"), record.take("LastName"), record.take("GivenName")
    entity = record.take("EntityOrShip") or record.take("Entity")
    if last is None and given is None and entity is None:
        reading.reject(where, reference, "expected a name (LastName, GivenName, EntityOrShip or Entity), came none")
        return
    person = last is not None or given is not None
    entry = Draft(reading, "Person" if person else "Vessel" if imo else "Organization", reference)
    if person:
        name = " ".join(part for part in (given, last) if part)
        entry.add("name", name, at="LastName")
        for other in alternatives(name):
            entry.add("alias", other, at="LastName", original=name)
        entry.add("firstName", given, at="GivenName")
        entry.add("lastName", last, at="LastName")
        entry.add("alias", entity, at="EntityOrShip")
    else:
        _organisation(entry, entity or "")
    _aliases(entry, record, person=person)
    _title_and_date(entry, record, reading, where)
    entry.add("imoNumber", imo, at="ShipIMONumber") if entry.schema == "Vessel" else entry.add_raw("ShipIMONumber", imo)
    listing = entry.part("Sanction", "entity", reference)
    listing.add("authority", "Global Affairs Canada", at="")
    listing.add("country", "ca", at="")
    listing.add("program", country, at="Country")
    listing.add("provisions", None if schedule is None else f"Schedule {schedule}, item {item}", at="Schedule")
    listing.add("recordId", item, at="Item")
    listing.add_date("listingDate", date := record.take("DateOfListing"), at="DateOfListing", formats=DATES)
    listing.add_date("startDate", date, at="DateOfListing", formats=DATES)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield listing


def _regime(country: str, reading: Reading, where: str) -> str:
    """A regulation in a word that survives its renaming ("Burma / Birmanie", "Myanmar (Burma) / …": mm)."""
    english = " ".join(country.partition(" / ")[0].split())
    code = country_code(english) or REGIMES.get(english.casefold())
    if code is None:
        reading.unknown_word("Country", english, where)
        code = re.sub(r"\W+", "", english).casefold()
    return code


def _schedule(words: str | None, reading: Reading, where: str) -> str:
    """Schedule and part as "1-2"; one that is not given is the first, as the publisher writes "1", "Part 1" and "1, Part 1"."""
    bare = " ".join((words or "").split())
    if bare.casefold() in _NO_SCHEDULE:
        return "1-1"
    met = _SCHEDULE.fullmatch(bare)
    if met is None:
        reading.unknown_word("Schedule", bare, where)
        return re.sub(r"[^\w.]+", "-", bare).casefold()
    return f"{met['schedule'] or '1'}-{met['part'] or '1'}"


def _organisation(entry: Draft, words: str) -> None:
    """A name in English and French around a slash is two names; what stands in brackets is another name or an abbreviation."""
    at = "EntityOrShip"
    sides = [words] if entry.schema == "Vessel" else slashed(words)
    for name in sides:
        entry.add("name", name, at=at, original=words)
        bare, others, short = in_brackets(name)
        for other in (bare, *others):
            if other != name:
                entry.add("alias", other, at=at, original=words)
        for abbreviation in short:
            entry.add("weakAlias", abbreviation, at=at, original=words)


def _aliases(entry: Draft, record: Fields, *, person: bool) -> None:
    """All other names in one field. One word for a person is a spelling of a part of the name, or a nickname: weak."""
    for place, words in record.take_all("Aliases"):
        for name, lang in names_in(words, person=person):
            weak = person and " " not in name
            entry.add("weakAlias" if weak else "alias", name, at=place, original=words, lang=lang)


def _title_and_date(entry: Draft, record: Fields, reading: Reading, where: str) -> None:
    """TitleOrShip and DateOfBirthOrShipBuildDate hold a person's facts or a ship's (Title, DateOfBirth before 2021)."""
    person, ship = entry.schema == "Person", entry.schema == "Vessel"
    for field in ("Title", "TitleOrShip"):
        for place, title in record.take_all(field):
            if person or ship:
                for name in title.split("/") if person else (title,):
                    entry.add("title" if person else "type", name, at=place, original=title)
            else:
                entry.add_raw(field, title, at=place)
    for field in ("DateOfBirth", "DateOfBirthOrShipBuildDate"):
        for place, words in record.take_all(field):
            if not (person or ship):
                reading.cannot_read(field, words, where, "expected no date of birth for an organisation")
                entry.add_raw(field, words, at=place)
                continue
            for one in re.split(r"\s+or\s+", words, flags=re.IGNORECASE):
                prop = "birthDate" if person else "buildDate"
                if (span := _SPAN.fullmatch(one)) is not None:
                    entry.add(prop, f"{span[1]}/{span[2]}", at=place, original=words)
                else:
                    entry.add_date(prop, one, at=place, formats=DATES)
