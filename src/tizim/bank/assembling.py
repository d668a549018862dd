"""Rows of one entry to an Entity with its parts. Pure: rows come in, with positions on the timeline instead of ids.

Start at `assembled`.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from tizim.model.statement import Entity, SourcedStatement, Statement, entity_id

_DIGEST = re.compile(r"(?:^|-)[0-9a-f]{8}$")
"""what `entity_id` ends an id with where the reference has letters that an id may not have"""


class Row(NamedTuple):
    """One row of one entry: what was said, its order in the entry, and the versions [first, end) it is true in."""

    entity: str
    schema: str
    prop: str
    value: str
    ordinal: int
    row: int
    first: int
    end: int


def in_order(rows: Iterable[Row]) -> list[Row]:
    """Rows in the order the publisher gave them; what a later version said first stands where it stood there."""
    return sorted(rows, key=lambda one: (one.ordinal, one.row))


def reference_of(dataset: str, root: str, values: Iterable[str]) -> str:
    """The publisher's own number of an entry, as the publisher writes it: the value that its id is made of.

    An id that was not made of a number (a FollowTheMoney row keeps its id) is its own reference; where no value is left that
    the id was made of, it is the id without the data set.
    """
    bare = root.removeprefix(f"{dataset}-")
    if bare == root:
        return root
    replaced = _DIGEST.search(bare) is not None
    for value in values:
        # The id of a plain reference is the reference; only where letters were replaced is it worth making the id again.
        if _squeezed(value) == bare or (replaced and entity_id(dataset, value) == root):
            return value
    return bare


def _squeezed(value: str) -> str:
    return "".join(value.split()).lower()


@dataclass(slots=True)
class _Made:
    schema: str
    properties: dict[str, dict[str, None]] = field(default_factory=dict)
    statements: list[SourcedStatement] = field(default_factory=list)


def assembled(
    dataset: str, root: str, rows: Sequence[Row], sourced: Sequence[SourcedStatement] | None = None
) -> dict[str, Entity]:
    """Entities of one entry by id, in the publisher's order, the entry itself first, with its parts. Empty without rows.

    sourced: the same statements with their lives, one for each row; None leaves them out.
    """
    made: dict[str, _Made] = {}
    for at, row in enumerate(rows):
        one = made.get(row.entity)
        if one is None:
            one = made[row.entity] = _Made(row.schema)
        one.properties.setdefault(row.prop, {}).setdefault(row.value)
        if sourced is not None:
            one.statements.append(sourced[at])
    reference = reference_of(dataset, root, (row.value for row in rows))
    parts = {name: _entity(dataset, name, reference, one) for name, one in made.items() if name != root}
    if root not in made:
        return parts
    return {root: _entity(dataset, root, reference, made[root], tuple(parts.values())), **parts}


def _entity(dataset: str, name: str, reference: str, made: _Made, parts: tuple[Entity, ...] = ()) -> Entity:
    properties = {prop: tuple(values) for prop, values in made.properties.items()}
    return Entity(name, made.schema, dataset, reference, properties, tuple(made.statements), parts)


def statement_of(dataset: str, root: str, row: Row, words: tuple[str | None, str | None, str]) -> Statement:
    """The statement of a row and its (original, lang, place)."""
    original, lang, place = words
    return Statement(dataset, root, row.entity, row.schema, row.prop, row.value, original, lang, place)
