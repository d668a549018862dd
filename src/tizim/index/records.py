"""What a snapshot keeps of an entity: enough to compare it and to show a hit. The dossier stays in the bank."""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from tizim.compare.facts import Facts, comparable_number
from tizim.ids import wallet_key
from tizim.model.ftm import schema
from tizim.model.listing import Sighting
from tizim.model.statement import Entity
from tizim.model.verdict import ListedEntity

NAME_KINDS = ("name", "alias", "previousName", "weakAlias")
SCREENED = ("LegalEntity", "Vehicle", "CryptoWallet", "Security")
"""schemata one can be asked about; addresses, listings and documents are parts of those"""
_DOCUMENTS = ("Passport", "Identification")


@dataclass(frozen=True, slots=True)
class ListedName:
    """One name of an entity and what the publisher calls it (a property: name, alias, previousName, weakAlias)."""

    words: str
    kind: str


@dataclass(frozen=True, slots=True)
class Record:
    """One entity in a snapshot."""

    entity: ListedEntity
    names: tuple[ListedName, ...]
    facts: Facts
    sightings: tuple[Sighting, ...]

    def to_json(self, published: str = "") -> bytes:
        """Compact JSON, the same bytes for the same record. published: a date that is left out where it is a sighting's."""
        one, facts = self.entity, self.facts
        kept = [
            one.id, one.schema, one.dataset, one.reference, one.caption, one.birth_dates, one.countries, one.programs,
            [(name.words, NAME_KINDS.index(name.kind)) for name in self.names],
            [sorted(facts.countries), sorted(facts.genders), sorted(facts.documents), sorted(facts.wallets)],
            [
                ("" if seen.published == published else seen.published, int(seen.present), seen.start, seen.end)
                for seen in self.sightings
            ],
        ]  # fmt: skip
        return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")

    @classmethod
    def from_json(cls, data: bytes, published: str = "") -> "Record":
        """Back from `to_json`, with the date that was left out."""
        kept: list[Any] = json.loads(data)
        id_, kind, dataset, reference, caption, births, shown, programs, listed, known, seen = kept
        names = tuple(ListedName(words, NAME_KINDS[number]) for words, number in listed)
        facts = Facts(kind, tuple(births), *(frozenset(values) for values in known))
        entity = ListedEntity(
            id_,
            kind,
            dataset,
            reference,
            caption,
            tuple(name.words for name in names),
            tuple(births),
            tuple(shown),
            tuple(programs),
        )
        return cls(
            entity,
            names,
            facts,
            tuple(Sighting(day or published, bool(there), start, end) for day, there, start, end in seen),
        )


def is_screened(entity: Entity) -> bool:
    """Whether one can be asked about this kind of entity."""
    kind = schema(entity.schema)
    return any(kind.is_a(one) for one in SCREENED)


def record_of(entity: Entity, sightings: Sequence[Sighting]) -> Record:
    """What the snapshot keeps of an entry with its parts."""
    births = tuple(sorted(set(entity.get("birthDate"))))
    nationalities = sorted(
        {*entity.get("nationality"), *entity.get("citizenship"), *entity.get("flag"), *entity.get("jurisdiction")}
    )
    wider = {*nationalities, *entity.get("country"), *entity.get("birthCountry"), *entity.get("mainCountry")}
    wider |= {code for part in entity.parts if part.schema in ("Address", *_DOCUMENTS) for code in part.get("country")}
    programs = sorted({words for part in entity.parts if part.schema == "Sanction" for words in part.get("program")})
    facts = Facts(
        schema=entity.schema,
        birth_dates=births,
        countries=frozenset(wider),
        genders=frozenset(entity.get("gender")) - {"other"},
        documents=frozenset(_documents(entity)),
        wallets=frozenset(_wallets(entity)),
    )
    names = tuple(_names(entity))
    shown = ListedEntity(
        entity.id, entity.schema, entity.dataset, entity.reference, entity.caption, tuple(name.words for name in names),
        births, tuple(nationalities or sorted(wider)), tuple(programs),
    )  # fmt: skip
    return Record(shown, names, facts, tuple(sightings))


def _names(entity: Entity) -> Iterator[ListedName]:
    """Every name once, under the strongest word the publisher has for it."""
    seen: set[str] = set()
    for kind in NAME_KINDS:
        for words in entity.get(kind):
            if words not in seen:
                seen.add(words)
                yield ListedName(words, kind)
    if not seen and (given := " ".join((*entity.get("firstName"), *entity.get("lastName")))):
        yield ListedName(given, "name")


def _documents(entity: Entity) -> Iterable[str]:
    kind = schema(entity.schema)
    for prop, values in entity.properties.items():
        known = kind.property(prop)
        if known is not None and known.type == "identifier":
            yield from filter(None, map(comparable_number, values))
    for part in entity.parts:
        if part.schema in _DOCUMENTS:
            yield from filter(None, map(comparable_number, part.get("number")))


def _wallets(entity: Entity) -> Iterable[str]:
    for one in (entity, *entity.parts):
        if one.schema == "CryptoWallet":
            yield from map(wallet_key, one.get("publicKey"))
