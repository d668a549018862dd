"""FollowTheMoney's vocabulary as data: schemata, their parents, properties and types.

The facts are in `ftm.json` (made by scripts/make_ftm.py from the published schema, https://followthemoney.tech). This module
reads them on first use and resolves inheritance; it neither needs nor imports the library. Start at `schema`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tizim.errors import UnknownFields

MATCHABLE_TYPES = frozenset(
    {"name", "address", "checksum", "country", "date", "email", "entity", "identifier", "ip", "phone", "url"}
)
"""Types whose properties speak for or against an identity unless the property says otherwise."""


@dataclass(frozen=True, slots=True)
class Property:
    """One property.

    schema: the schema that defines it. type: FollowTheMoney's word ("name", "date", "country", "identifier", "entity", …).
    range: schema an `entity` value must be of. reverse: its name seen from there ("sanctions" for Sanction:entity).
    format: the narrower format of an identifier ("lei", "inn", "imo", …).
    """

    schema: str
    name: str
    label: str
    type: str
    range: str | None
    reverse: str | None
    format: str | None
    matchable: bool
    deprecated: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Schema:
    """One schema with all it inherits.

    extends: its direct parents. names: itself and all its ancestors. properties: own first, then the parents' in their
    order (the first definition of a name holds). edge: (source, target) properties, where it links two entities.
    """

    name: str
    label: str
    extends: tuple[str, ...]
    names: frozenset[str]
    matchable: bool
    abstract: bool
    deprecated: bool
    caption: tuple[str, ...]
    featured: tuple[str, ...]
    required: tuple[str, ...]
    edge: tuple[str, str] | None
    properties: Mapping[str, Property] = field(repr=False, hash=False)

    def is_a(self, other: "Schema | str") -> bool:
        """Whether it is `other` or descends from it."""
        return (other if isinstance(other, str) else other.name) in self.names

    def property(self, name: str) -> Property | None:
        """The property of this name, its own or inherited; None where there is none."""
        return self.properties.get(name)


@cache
def schema(name: str) -> Schema:
    """The schema of this name, as FollowTheMoney spells it ("Person", "Sanction").

    Raises UnknownFields (with the name in `names`) where FollowTheMoney has none.
    """
    spec = _table()["schemata"].get(name)
    if spec is None:
        raise UnknownFields(f"expected a FollowTheMoney schema, came {name!r}", names=(name,))
    parents = tuple(schema(parent) for parent in spec["extends"])
    properties = {prop: _property(name, prop, rest) for prop, rest in spec["properties"].items()}
    for parent in parents:
        for prop, inherited in parent.properties.items():
            properties.setdefault(prop, inherited)
    edge = spec.get("edge")
    return Schema(
        name=name,
        label=spec["label"],
        extends=tuple(spec["extends"]),
        names=frozenset({name}).union(*(parent.names for parent in parents)),
        matchable=spec.get("matchable", True),
        abstract=spec.get("abstract", False),
        deprecated=spec.get("deprecated", False),
        caption=tuple(spec.get("caption", ())),
        featured=tuple(spec.get("featured", ())),
        required=tuple(spec.get("required", ())),
        edge=(edge[0], edge[1]) if edge else None,
        properties=properties,
    )


def is_schema(name: str) -> bool:
    """Whether FollowTheMoney has a schema of this name."""
    return name in _table()["schemata"]


def schema_names() -> tuple[str, ...]:
    """Names of all schemata, sorted."""
    return tuple(sorted(_table()["schemata"]))


def ftm_version() -> str:
    """The version of FollowTheMoney the table was made from."""
    version: str = _table()["version"]
    return version


def _property(owner: str, name: str, spec: Mapping[str, Any]) -> Property:
    kind = spec.get("type", "string")
    return Property(
        schema=owner,
        name=name,
        label=spec["label"],
        type=kind,
        range=spec.get("range"),
        reverse=spec.get("reverse"),
        format=spec.get("format"),
        matchable=spec.get("matchable", kind in MATCHABLE_TYPES),
        deprecated=spec.get("deprecated", False),
        hidden=spec.get("hidden", False),
    )


@cache
def _table() -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(Path(__file__).with_name("ftm.json").read_bytes())
    return loaded
