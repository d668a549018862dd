"""Links of an entry as a drawing: it in the middle, its neighbours in a column on either side. Places only; a template draws them.

Two columns and no forces: no label lies on another, and the same links give the same picture. Start at `neighbours_of` and `drawn`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tizim.model.ftm import is_schema, schema

MOST = 16
"""neighbours that are drawn; the table has all of them"""
_PARTS = ("Sanction", "Address", "Identification", "Passport", "CryptoWallet", "Mention")
"""kinds that are facts of an entry rather than somebody beside it"""
_ROW, _WIDTH, _BOX = 56, 760, 210
_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Who is linked. prop: by which property, seen from the entry. link: the kind of the link where it is a thing of its own, else ""; how: its role, share or status."""

    id: str
    caption: str
    kind: str
    prop: str
    link: str
    how: str


@dataclass(frozen=True, slots=True)
class Node:
    """A neighbour in the drawing. x, y: of its box's corner; line: from the middle to it."""

    neighbour: Neighbour
    label: str
    x: int
    y: int
    line: tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Graph:
    """The drawing. middle: the corner of the entry's own box."""

    nodes: tuple[Node, ...]
    middle: tuple[int, int]
    label: str
    width: int
    height: int
    box: int


def neighbours_of(told: Mapping[str, Any]) -> tuple[Neighbour, ...]:
    """Who stands beside an entry, from its nested FollowTheMoney JSON, in the order it is told, each link once."""
    found: dict[Neighbour, None] = {}
    for prop, values in told["properties"].items():
        for value in values:
            if isinstance(value, dict):
                found.update(dict.fromkeys(_beside(prop, value, told["id"])))
    return tuple(found)


def _beside(prop: str, value: Mapping[str, Any], centre: str) -> Iterator[Neighbour]:
    kind = str(value["schema"])
    if any(is_schema(kind) and schema(kind).is_a(part) for part in _PARTS):
        return
    if is_schema(kind) and schema(kind).edge is not None:
        properties = value["properties"]
        how = ", ".join(
            str(one)
            for name in ("role", "relationship", "percentage", "status")
            for one in properties.get(name, ())
            if isinstance(one, str)
        )
        for ends in properties.values():
            for other in ends:
                if isinstance(other, dict) and other["id"] != centre:
                    yield Neighbour(other["id"], other["caption"], other["schema"], prop, kind, how)
        return
    yield Neighbour(value["id"], value["caption"], kind, prop, "", "")


def drawn(caption: str, neighbours: Sequence[Neighbour]) -> Graph:
    """The places of an entry and its first neighbours."""
    shown = neighbours[:MOST]
    rows = -(-len(shown) // 2)
    height = max(1, rows) * _ROW + 16
    middle = ((_WIDTH - _BOX) // 2, height // 2 - 20)
    nodes = []
    for at, one in enumerate(shown):
        right = at % 2 == 0
        column = shown[0::2] if right else shown[1::2]
        top = (height - len(column) * _ROW) // 2
        y = top + at // 2 * _ROW + 8
        x = _WIDTH - _BOX if right else 0
        start = middle[0] + (_BOX if right else 0)
        nodes.append(Node(one, short(one.caption), x, y, (start, height // 2, x if right else _BOX, y + 20)))
    return Graph(tuple(nodes), middle, short(caption), _WIDTH, height, _BOX)


def short(words: str) -> str:
    """Words that fit into a box."""
    return words if len(words) <= _LETTERS else f"{words[: _LETTERS - 1].rstrip()}…"
