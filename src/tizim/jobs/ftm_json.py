"""An entity as FollowTheMoney JSON, as programs of that world exchange it: alone, or with what stands beside it.

A publisher's own fields become notes, so that every entity fits the schema. An entry of a list has the topic "sanction" where
its list designates it and says no topic of its own: clients filter by topics. Start at `as_ftm`; `nested` brings neighbours.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from tizim.model.ftm import schema
from tizim.model.statement import OWN_FIELD, Entity, SourcedStatement

Ftm = dict[str, Any]

DESIGNATED = "sanction"
_FOR_WORDS = ("notes", "summary")
"""Properties that hold words of any kind, for a publisher's own fields. A Mention, Page or Similar has neither: it goes without."""

MOST_NEIGHBOURS = 500
"""neighbours of other entries that are told with one entity"""


@dataclass(frozen=True, slots=True)
class Life:
    """When an entity was first said, last said, and last changed (dates of its list's versions)."""

    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None

    @classmethod
    def of(cls, entity: Entity) -> "Life":
        """From the lives of its statements and its parts'."""
        said = [one for each in (entity, *entity.parts) for one in each.statements]
        if not said:
            return cls()
        starts = [one.seen_from for one in said]
        return cls(min(starts), max(one.last_seen for one in said), max(starts))


def properties_of(entity: Entity) -> dict[str, list[str]]:
    """Its properties by FollowTheMoney's names; a publisher's own fields as notes."""
    properties = {prop: list(values) for prop, values in entity.properties.items() if not prop.startswith(OWN_FIELD)}
    own = [
        f"{prop.removeprefix(OWN_FIELD)}: {value}"
        for prop, values in entity.properties.items()
        if prop.startswith(OWN_FIELD)
        for value in values
    ]
    told = next((prop for prop in _FOR_WORDS if schema(entity.schema).property(prop) is not None), None)
    if own and told is not None:
        properties[told] = [*properties.get(told, ()), *own]
    return properties


def as_ftm(entity: Entity, life: Life | None = None) -> Ftm:
    """An entity alone. life: of the entry it belongs to; of its own statements where none is given."""
    properties: dict[str, list[Any]] = {**properties_of(entity)}
    designated = any(part.schema == "Sanction" for part in entity.parts)
    if designated and "topics" not in properties:
        properties["topics"] = [DESIGNATED]
    lived = life if life is not None else Life.of(entity)
    return {
        "id": entity.id,
        "caption": _caption(entity),
        "schema": entity.schema,
        "properties": properties,
        "datasets": [entity.dataset],
        "referents": [],
        "target": designated or bool(properties.get("topics")),
        "first_seen": lived.first_seen,
        "last_seen": lived.last_seen,
        "last_change": lived.last_change,
    }


def _caption(entity: Entity) -> str:
    """What to show of it: its name; of a listing or a document, what FollowTheMoney shows of its kind."""
    if entity.caption != entity.id:
        return entity.caption
    shown = (value for prop in schema(entity.schema).caption for value in entity.get(prop))
    return next(shown, entity.caption)


def nested(entity: Entity, links: Iterable[SourcedStatement], find: Callable[[str], Entity | None]) -> Ftm:
    """An entity with its listings, documents, relatives, …: an id becomes what it names, and what names it stands under
    the name of the property seen from here.

    links: statements of other entries that name it. find: an entity by its id.
    """
    life = Life.of(entity)
    told = as_ftm(entity, life)
    parts = {part.id: part for part in entity.parts}

    def one(id_: str) -> Entity | None:
        return parts[id_] if id_ in parts else find(id_)

    properties = told["properties"]
    _open_ids(entity, properties, one, skip="")
    for part in entity.parts:
        for prop in _naming(part, entity.id):
            _put(properties, entity, part.schema, prop, _neighbour(part, entity.id, one))
    met: set[tuple[str, str]] = set()
    for link in links:
        key = (link.statement.entity, link.statement.prop)
        if key in met or len(met) >= MOST_NEIGHBOURS:
            continue
        met.add(key)
        other = find(link.statement.entity)
        if other is not None:
            _put(properties, entity, other.schema, link.statement.prop, _neighbour(other, entity.id, one))
    return told


def _naming(part: Entity, id_: str) -> list[str]:
    """Properties of a part whose value is this id."""
    kind = schema(part.schema)
    return [
        prop
        for prop, values in part.properties.items()
        if id_ in values and (known := kind.property(prop)) is not None and known.type == "entity"
    ]


def _put(properties: dict[str, list[Any]], entity: Entity, kind: str, prop: str, neighbour: Ftm) -> None:
    known = schema(kind).property(prop)
    if known is None or known.reverse is None or known.range is None or not schema(entity.schema).is_a(known.range):
        return
    properties.setdefault(known.reverse, []).append(neighbour)


def _neighbour(entity: Entity, from_id: str, find: Callable[[str], Entity | None]) -> Ftm:
    """A neighbour; of a link between two entities with its other end."""
    told = as_ftm(replace(entity, parts=()))
    if schema(entity.schema).edge is not None:
        _open_ids(entity, told["properties"], find, skip=from_id)
    return told


def _open_ids(
    entity: Entity, properties: dict[str, list[Any]], find: Callable[[str], Entity | None], *, skip: str
) -> None:
    """Puts entities in the place of their ids, where they are known."""
    kind = schema(entity.schema)
    for prop, values in entity.properties.items():
        known = kind.property(prop)
        if known is not None and known.type == "entity":
            properties[prop] = [
                value if value == skip or (other := find(value)) is None else as_ftm(replace(other, parts=()))
                for value in values[:MOST_NEIGHBOURS]
            ]
