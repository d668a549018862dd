"""Bytes of FollowTheMoney JSON lines to records, one an entity; an entity inside another is taken out and follows it.

What belongs to another entity (a listing, a document, an address or a wallet that says whose it is, and all that stands inside
another) is given as a record but not counted: it is a piece of that entity's entry. Rows may come before what they point to.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from tizim.errors import LimitExceeded, UnreadableSource
from tizim.model.ftm import is_schema, schema
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import publishers_fault
from tizim.tables import TABLE_LIMITS
from tizim.tables.jsonl_rows import objects

BOOKKEEPING = ("first_seen", "last_seen", "last_change")
"""When the exporter met the entity: changes with every export, and means nothing of the entity."""

ROOT = "(root)"
"""Field of a record that is a piece of an entry: the id of that entry."""

PROPERTY = "properties/"
"""What stands before the name of a property in a record."""

_OWNERS = ("entity", "holder")
_OWNED = ("Sanction", "Identification", "CryptoWallet", "Address")
_DEPTH = 6
_Entity = Mapping[str, Any]


def is_ftm_json(release: Release) -> bool:
    """One file of lines with JSON objects that have an id, a schema and properties."""
    if len(release.parts) != 1:
        return False
    head = release.parts[0].head(2**16).lstrip()
    return head.startswith(b"{") and b'"schema"' in head and b'"properties"' in head and b'"id"' in head


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every entity in the order of the file."""
    part = release.parts[0]
    with publishers_fault(), part.open() as stream:
        for number, found in objects(stream, part.name, TABLE_LIMITS):
            where = f"{part.name}, line {number}"
            top = _require_entity(found, where)
            root = _owner(top)
            for entity, inside in _taken_apart(top, where, 0):
                record = _fields(entity)
                if root is None and not inside:
                    reading.records += 1
                record.census(reading)
                if root is not None or inside:
                    record.put(ROOT, root or str(top.get("id")))
                yield record


def _require_entity(found: object, where: str) -> _Entity:
    if not isinstance(found, Mapping) or not isinstance(found.get("properties"), Mapping):
        raise UnreadableSource(f"{where}: expected an entity with properties, came {str(found)[:80]!r}")
    for key in ("id", "schema"):
        if isinstance(found.get(key), list | Mapping):
            raise UnreadableSource(f"{where}: expected one {key}, came {str(found[key])[:80]!r}")
    return found


def _owner(entity: _Entity) -> str | None:
    """Id of the entity this one is a piece of; None where it stands for itself."""
    if not any(_is_a(entity, owned) for owned in _OWNED):
        return None
    for prop in _OWNERS:
        owners = _listed(entity["properties"].get(prop))
        if owners and isinstance(owners[0], str):
            return owners[0]
    return None


def _taken_apart(entity: _Entity, where: str, depth: int) -> Iterator[tuple[_Entity, bool]]:
    """The entity with ids in place of the entities inside it, then these; True marks what was inside."""
    if depth > _DEPTH:
        raise LimitExceeded(f"{where}: expected entities nested at most {_DEPTH} deep, came more")
    flat: dict[str, list[Any]] = {}
    inside: list[_Entity] = []
    for prop, values in entity["properties"].items():
        flat[prop] = []
        for value in _listed(values):
            if not isinstance(value, Mapping):
                flat[prop].append(value)
                continue
            inner = _require_entity(value, where)
            back = _pointing_back(entity, str(prop), inner)
            if back is None:
                flat[prop].append(inner.get("id"))
            else:
                inner = {
                    **inner,
                    "properties": {
                        **inner["properties"],
                        back: [*_listed(inner["properties"].get(back)), entity.get("id")],
                    },
                }
            inside.append(inner)
    yield {**entity, "properties": flat}, depth > 0
    for inner in inside:
        yield from _taken_apart(inner, where, depth + 1)


def _pointing_back(outer: _Entity, name: str, inner: _Entity) -> str | None:
    """The property of the inner entity whose reverse `name` is ("sanctions": Sanction:entity); None where outer's own is."""
    known = str(outer.get("schema"))
    if not is_schema(known) or schema(known).property(name) is not None:
        return None
    if not is_schema(str(inner.get("schema"))):
        return None
    properties = schema(str(inner["schema"])).properties.values()
    return next(
        (prop.name for prop in properties if prop.reverse == name and _is_a(outer, prop.range or "Thing")), None
    )


def _is_a(entity: _Entity, other: str) -> bool:
    name = str(entity.get("schema"))
    return is_schema(name) and schema(name).is_a(other)


def _fields(entity: _Entity) -> Fields:
    record = Fields("entity")
    for key, value in entity.items():
        if key != "properties":
            for one in _listed(value):
                record.put(str(key), _words(one))
    for prop, values in entity["properties"].items():
        for one in values:
            record.put(f"{PROPERTY}{prop}", _words(one))
    return record


def _listed(value: object) -> list[Any]:
    return list(value) if isinstance(value, list) else [value] if value is not None else []


def _words(value: object) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else "" if value is None else str(value)
