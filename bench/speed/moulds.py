"""What one real entry is like apart from the words of its names: the mould that made entries are cast in."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tizim.compare.facts import comparable_number
from tizim.index.records import NAME_KINDS
from tizim.model.ftm import schema
from tizim.model.listing import Sighting
from tizim.model.statement import Entity

DATASET = "made"
"""the data set of all made entries"""
PUBLISHED = "2026-01-01T00:00:00Z"
"""the date of its one version"""
COUNTRIES = ("nationality", "citizenship", "flag", "jurisdiction", "country", "mainCountry", "birthCountry")
_DOCUMENTS = ("Passport", "Identification")
_DIGITS = 18
"""digits of a document number that are drawn, at the most"""


@dataclass(frozen=True, slots=True)
class Number:
    """A document number. prop: of the entity, or "" where it stands in a part of the schema `part`, issued by `country`.

    form: the number with %s for each digit that is drawn, `digits` of them; letters and signs stay.
    """

    prop: str
    part: str
    country: tuple[str, ...]
    form: str
    digits: int


@dataclass(frozen=True, slots=True)
class Mould:
    """One real entry without its names.

    names: property, and the first and last+1 of its parts counted within the mould. facts: countries and gender. parts:
    sanctions with their programmes and addresses with their countries. births: the form of each birth date, one of
    "year", "year~", "month", "day", "range".
    """

    schema: str
    names: tuple[tuple[str, int, int], ...]
    facts: Mapping[str, tuple[str, ...]]
    parts: tuple[Entity, ...]
    sightings: tuple[Sighting, ...]
    births: tuple[str, ...]
    numbers: tuple[Number, ...]


def kind_of(entity: Entity) -> str:
    """Whose words its names are made of: person, craft (vessels, aircraft), body (all others)."""
    kind = schema(entity.schema)
    return "person" if kind.is_a("Person") else "craft" if kind.is_a("Vehicle") else "body"


def names_of(entity: Entity) -> Iterator[tuple[str, str]]:
    """(property, name), in the order of the index."""
    for prop in NAME_KINDS:
        for name in entity.get(prop):
            yield prop, name


def mould_of(entity: Entity, seen: Sequence[Sighting], names: Sequence[tuple[str, int, int]]) -> Mould:
    """The mould of an entry. Its parts are shared by all that is cast in it, and named after no real entry."""
    facts = {prop: entity.get(prop) for prop in (*COUNTRIES, "gender") if entity.get(prop)}
    parts = [
        Entity(f"{DATASET}-{part.schema.lower()}", part.schema, DATASET, "", {prop: part.get(prop)})
        for part in entity.parts
        for prop in [{"Sanction": "program", "Address": "country"}.get(part.schema)]
        if prop is not None and part.get(prop)
    ]
    start, end = (seen[-1].start, seen[-1].end) if seen else (None, None)
    return Mould(
        entity.schema,
        tuple(names),
        facts,
        tuple(parts),
        (Sighting(PUBLISHED, present=True, start=start, end=end),),
        tuple(_form_of_date(born) for born in entity.get("birthDate")),
        tuple(_numbers(entity)),
    )


def _form_of_date(born: str) -> str:
    if "/" in born:
        return "range"
    return {5: "year~", 7: "month", 10: "day"}.get(len(born), "year")


def _numbers(entity: Entity) -> Iterator[Number]:
    """Each document number once: as a part of the entry where it is one, else as its property."""
    met: set[str] = set()
    for part in entity.parts:
        if part.schema in _DOCUMENTS:
            for value in part.get("number"):
                if (key := comparable_number(value)) is not None and key not in met:
                    met.add(key)
                    yield Number("", part.schema, part.get("country"), *_form_of_number(value))
    kind = schema(entity.schema)
    for prop, values in entity.properties.items():
        known = kind.property(prop)
        if known is not None and known.type == "identifier":
            for value in values:
                if (key := comparable_number(value)) is not None and key not in met:
                    met.add(key)
                    yield Number(prop, "", (), *_form_of_number(value))


def _form_of_number(value: str) -> tuple[str, int]:
    form, digits = "", 0
    for letter in value:
        if letter.isascii() and letter.isdigit() and digits < _DIGITS:
            form, digits = form + "%s", digits + 1
        else:
            form += letter.replace("%", "%%")
    return form, digits
