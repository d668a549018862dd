"""A part of a listed name as a snapshot keeps it, so that nobody has to read the name again. Start at `kept` and `part_of`."""

import json
from dataclasses import MISSING, fields
from typing import Any, Final

from tizim.compare.parts import Part

_ALWAYS: Final = ("written", "script", "forms", "skeletons", "role", "rarity", "own_rarity")
_OTHERS: Final = {
    one.name: one.default for one in fields(Part) if one.default is not MISSING and one.name not in (*_ALWAYS, "form")
}
_NUMBERED: Final = tuple(_OTHERS)
_KINDS: Final = {name: type(default) for name, default in _OTHERS.items() if isinstance(default, tuple | frozenset)}


def kept(part: Part) -> bytes:
    """Compact JSON, the same bytes for the same part: what every part has, then the number and value of what only some have."""
    made: list[Any] = [getattr(part, name) for name in _ALWAYS]
    for number, (name, default) in enumerate(_OTHERS.items()):
        if (value := getattr(part, name)) != default:
            made += (number, sorted(value) if isinstance(value, frozenset) else value)
    return json.dumps(made, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def part_of(data: bytes) -> Part:
    """Back from `kept`."""
    written, script, forms, skeletons, role, rarity, own, *others = json.loads(data)
    named: dict[str, Any] = {}
    for number, value in zip(others[::2], others[1::2], strict=True):
        name = _NUMBERED[number]
        named[name] = _KINDS[name](value) if name in _KINDS else value
    return Part(written, script, tuple(forms), tuple(skeletons), role, rarity, own, form=forms[0], **named)
