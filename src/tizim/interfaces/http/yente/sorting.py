"""Sorting as yente's clients ask for it: `field` or `field:asc` or `field:desc`, several of them; who lacks the field comes last."""

from collections.abc import Sequence
from typing import Any

from tizim.errors import SubjectError

FIELDS = ("id", "caption", "schema", "first_seen", "last_seen", "last_change")
"""fields of an entity itself; any other is a property"""


def orders(sort: Sequence[str]) -> list[tuple[str, bool]]:
    """(field, whether descending) of each. Raises SubjectError where a direction is none."""
    found = []
    for one in sort:
        field, _, direction = one.partition(":")
        if not field or direction not in ("", "asc", "desc"):
            raise SubjectError(f"sort: expected FIELD, FIELD:asc or FIELD:desc, came {one!r}")
        found.append((field, direction == "desc"))
    return found


def in_order(entities: Sequence[dict[str, Any]], sort: Sequence[str]) -> list[dict[str, Any]]:
    """Entities sorted; in their own order where nothing else is asked."""
    found = list(entities)
    for field, descending in reversed(orders(sort)):
        held = [one for one in found if _value(one, field) is not None]
        lacking = [one for one in found if _value(one, field) is None]
        held.sort(key=lambda one: str(_value(one, field)), reverse=descending)
        found = [*held, *lacking]
    return found


def _value(entity: dict[str, Any], field: str) -> str | None:
    if field in FIELDS:
        return entity.get(field)
    values = [
        value for value in entity["properties"].get(field.removeprefix("properties."), []) if isinstance(value, str)
    ]
    return min(values, default=None)
