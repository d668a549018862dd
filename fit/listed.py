"""Entries of official lists as this folder needs them, read through tizim's own sources without a bank. Start at `read_list`."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from fit.pairs import Side
from tizim.index.records import is_screened, record_of
from tizim.model.ftm import schema
from tizim.model.statement import Entity, Statement, grouped
from tizim.model.subject import KINDS
from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.registry import source
from tizim.sources.release import Release


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry. words: every value it has, for references to other lists; nationalities: what a customer would state."""

    entity: Entity
    side: Side
    nationalities: tuple[str, ...]
    words: str

    @property
    def id(self) -> str:
        """Its id in tizim."""
        return self.entity.id

    @property
    def dataset(self) -> str:
        """The list it is on."""
        return self.entity.dataset

    @property
    def is_person(self) -> bool:
        """Whether it is a person's entry."""
        return self.side.kind == "Person"


def read_list(dataset: str, path: Path) -> list[Listed]:
    """Every entry of a release that one can be asked about and that has a name; no judgement on how many there should be."""
    release = Release.at(path)
    format_ = source(dataset).format_of(release)
    if format_ is None:
        raise SystemExit(f"{path}: expected a file of {dataset}, came none of its formats")
    reading = Reading(dataset, frozenset())
    found: dict[str, Listed] = {}
    for record in format_.read(release, reading):
        drafts = list(format_.map(record, reading))
        if not drafts or drafts[0].id in found:
            continue
        entity = _entity(drafts)
        if is_screened(entity) and (made := listed(entity)) is not None:
            found[entity.id] = made
    return list(found.values())


def listed(entity: Entity) -> Listed | None:
    """An entity as an entry here; None where it has no name, or is a wallet or a security."""
    kind = _kind(entity.schema)
    record = record_of(entity, ())
    if kind is None or not record.names:
        return None
    facts = record.facts
    side = Side(
        kind=kind,
        names=tuple(name.words for name in record.names),
        weak=tuple(name.words for name in record.names if name.kind == "weakAlias"),
        birth=facts.birth_dates,
        countries=tuple(sorted(facts.countries)),
        gender=next(iter(facts.genders)) if len(facts.genders) == 1 else None,
        documents=tuple(sorted(facts.documents)),
    )
    return Listed(entity, side, record.entity.countries, "\n".join(_values(entity)))


def _entity(drafts: list[Draft]) -> Entity:
    first = drafts[0]
    parts = tuple(_made(draft) for draft in drafts[1:] if draft.root == first.id)
    made = _made(first)
    return Entity(made.id, made.schema, made.dataset, made.reference, made.properties, (), parts)


def _made(draft: Draft) -> Entity:
    statements: list[Statement] = list(draft.statements())
    dataset = statements[0].dataset if statements else ""
    return Entity(draft.id, draft.schema, dataset, draft.reference, grouped(statements))


def _kind(name: str) -> str | None:
    """The most telling kind one may ask about."""
    known = schema(name)
    for kind in ("Person", "Vessel", "Airplane", "Company", "Organization", "LegalEntity"):
        if kind in KINDS and known.is_a(kind):
            return kind
    return None


def _values(entity: Entity) -> Iterator[str]:
    for one in (entity, *entity.parts):
        for values in one.properties.values():
            yield from values
