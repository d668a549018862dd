"""The work of reconciliation, in a thread: rows become examples, hits become candidates, properties come back.

What comes in is read strictly, and a mistake says where it stands. A property is named `Person:birthDate`, or `birthDate`.
"""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel, Field, RootModel, ValidationError

from tizim.errors import NoSuchEntity, SubjectError
from tizim.index.words import Looking
from tizim.interfaces.http.yente.matching import Matching, Result, explanations, matches
from tizim.interfaces.http.yente.models import EntityExample
from tizim.interfaces.http.yente.scale import HIT
from tizim.model.ftm import Property, Schema, is_schema, schema, schema_names
from tizim.text.countries import country_name
from tizim.workspace import Tizim

Shape = dict[str, Any]
Value = str | int | float | bool
_LISTED = 20
"""suggestions of types and properties"""

SETTINGS: list[Shape] = [
    {
        "name": "limit", "label": "Limit", "type": "number", "default": 0,
        "help_text": "Most values of one row (0 is all).",
    },
    {
        "name": "render", "label": "Values", "type": "select", "default": "caption",
        "help_text": "A country as a name or as its code.",
        "choices": [{"id": "caption", "value": "caption", "name": "for people"}, {"id": "raw", "value": "raw", "name": "for programs"}],
    },
]  # fmt: skip


class Thing(BaseModel):
    """An entity or a type as a value."""

    id: str
    name: str | None = None


class RowProperty(BaseModel):
    """Another cell of the row."""

    pid: str
    v: Value | Thing | list[Value | Thing]


class RowQuery(BaseModel):
    """One row."""

    query: str | None = None
    type: str | list[str] | None = None
    limit: int = Field(default=5, ge=0, le=500)
    properties: list[RowProperty] = []
    type_strict: str | None = None


class Rows(RootModel[dict[str, RowQuery]]):
    """A batch of rows, by the client's keys."""


class ExtensionSettings(BaseModel):
    """How values come back."""

    limit: int = Field(default=0, ge=0)
    render: str = "caption"


class ExtensionProperty(BaseModel):
    """One property to bring back."""

    id: str
    settings: ExtensionSettings = ExtensionSettings()


class Extension(BaseModel):
    """Which properties of which entities."""

    ids: list[str]
    properties: list[ExtensionProperty]


def read_queries(words: str, most: int) -> dict[str, RowQuery]:
    """The rows of a batch. Raises SubjectError where they are not the protocol's."""
    try:
        rows = Rows.model_validate_json(words).root
    except ValidationError as wrong:
        raise SubjectError(f"queries: {_told(wrong)}") from wrong
    if len(rows) > most:
        raise SubjectError(f"Too many queries in one batch (limit: {most})")
    return rows


def read_extension(words: str, most: int) -> Extension:
    """What is to be brought back. Raises SubjectError where it is not the protocol's."""
    try:
        wanted = Extension.model_validate_json(words)
    except ValidationError as wrong:
        raise SubjectError(f"extend: {_told(wrong)}") from wrong
    if len(wanted.ids) > most:
        raise SubjectError(f"Too many queries in one batch (limit: {most})")
    return wanted


def _told(wrong: ValidationError) -> str:
    """The first mistake and its place, without the value: that may be a person's name."""
    first = wrong.errors()[0]
    place = ".".join(map(str, first["loc"]))
    return f"{place}: {first['msg']}" if place else str(first["msg"])


def reconciled(
    tizim: Tizim, rows: Mapping[str, RowQuery], lists: Sequence[str], changed_since: str | None
) -> dict[str, Shape]:
    """Candidates of each row, best first; `match` where a hit's line is reached."""
    found: dict[str, Shape] = {}
    for key, row in rows.items():
        how = Matching(lists, threshold=HIT, cutoff=0.0, limit=row.limit, changed_since=changed_since)
        found[key] = {"result": [_candidate(one) for one in matches(tizim, {key: _example(row)}, how)[key].results]}
    return found


def _candidate(one: Result) -> Shape:
    entity = json.loads(one.entity)
    return {
        "id": entity["id"],
        "name": entity["caption"],
        "description": ", ".join(entity["datasets"]),
        "type": [type_shape(schema(entity["schema"]))],
        "score": one.score,
        "match": one.match,
        "features": [{"id": name, "value": each["score"]} for name, each in explanations(one.reasons).items()],
    }


def _example(row: RowQuery) -> EntityExample:
    type_ = row.type[0] if isinstance(row.type, list) and row.type else row.type
    kind = type_ if isinstance(type_, str) and type_ else "Thing"
    properties: dict[str, str | list[Any]] = {}
    if row.query:
        properties["name"] = [row.query]
    for one in row.properties:
        values = one.v if isinstance(one.v, list) else [one.v]
        name = one.pid.rpartition(":")[2]
        held = properties.setdefault(name, [])
        if isinstance(held, list):
            held += [(value.name or value.id) if isinstance(value, Thing) else value for value in values]
    return EntityExample(schema=kind, properties=properties)


def extended(tizim: Tizim, wanted: Extension) -> Shape:
    """Properties of entities; a row of an entity that is not there, and a property its kind has not, stay empty."""
    meta: dict[str, Shape] = {}
    rows: dict[str, Shape] = {}
    for id_ in wanted.ids:
        row: Shape = {}
        rows[id_] = row
        try:
            found = tizim.ftm(id_, nested=False)
        except NoSuchEntity:
            found = None
        for one in wanted.properties:
            name = one.id.rpartition(":")[2]
            known = schema(found["schema"]).property(name) if found is not None else _anywhere(name)
            meta.setdefault(one.id, {"id": one.id, "name": known.label if known is not None else name})
            held = found["properties"].get(name, []) if found is not None else []
            held = held[: one.settings.limit] if one.settings.limit else held
            row[one.id] = [{"str": _rendered(value, known, one.settings.render)} for value in held]
    for one in wanted.properties:
        meta.setdefault(one.id, {"id": one.id, "name": one.id})
    return {"meta": list(meta.values()), "rows": rows}


def _rendered(value: str, known: Property | None, how: str) -> str:
    return country_name(value) if how == "caption" and known is not None and known.type == "country" else value


def _anywhere(name: str) -> Property | None:
    return next((known for kind in matchable() if (known := kind.property(name)) is not None), None)


def entities_like(tizim: Tizim, prefix: str, lists: Sequence[str], limit: int) -> list[Shape]:
    """Entities whose words begin so."""
    if not prefix.strip():
        return []
    found = tizim.look(Looking(prefix, datasets=lists, simple=True, prefix=True, limit=limit), wait=False)
    return [
        {
            "id": one["id"],
            "name": one["caption"],
            "description": ", ".join(one["datasets"]),
            "type": [type_shape(schema(one["schema"]))],
        }
        for one in found.entities
    ]


def matchable() -> list[Schema]:
    """Schemata one may ask about."""
    found = [schema(name) for name in schema_names()]
    return [one for one in found if one.matchable and not one.abstract and one.is_a("Thing")]


def types_like(prefix: str) -> list[Shape]:
    """Types whose name or label holds this."""
    return [type_shape(one) for one in matchable() if _meets(prefix, one.name, one.label)][:_LISTED]


def properties_like(prefix: str) -> list[Shape]:
    """Properties of those types whose name or label holds this."""
    found: dict[str, Shape] = {}
    for kind in matchable():
        for prop in kind.properties.values():
            if not prop.hidden and prop.type != "entity" and _meets(prefix, prop.name, prop.label):
                key = f"{prop.schema}:{prop.name}"
                found.setdefault(key, {"id": key, "name": prop.label, "description": f"of {schema(prop.schema).label}"})
    return list(found.values())[:_LISTED]


def properties_of_kind(kind: str, limit: int) -> list[Shape]:
    """Properties that entities of a kind may have. Raises SubjectError where there is no such kind."""
    if not is_schema(kind):
        raise SubjectError(f"type: expected a schema of FollowTheMoney, came {kind!r}")
    shown = [prop for prop in schema(kind).properties.values() if not prop.hidden and prop.type != "entity"]
    return [{"id": prop.name, "name": prop.label} for prop in (shown[:limit] if limit > 0 else shown)]


def type_shape(kind: Schema) -> Shape:
    """A schema as the protocol's type."""
    return {"id": kind.name, "name": kind.label}


def _meets(prefix: str, *words: str) -> bool:
    wanted = prefix.strip().lower()
    return any(wanted in one.lower() for one in words)
