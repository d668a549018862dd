"""One source's claim of one property of one entity, and the entities that such claims make.

The vocabulary is FollowTheMoney's (schemata and property names, see `ftm`). A publisher's field that FollowTheMoney has no
property for is kept under the property `source:<FIELD>`: it is shown and compared between versions, never scored.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

OWN_FIELD = "source:"
"""Prefix of a property that holds a publisher's own field verbatim."""

_UNSAFE = re.compile(r"[^a-z0-9._~-]+")


def entity_id(dataset: str, reference: str) -> str:
    """The id of a publisher's entry: `<dataset>-<reference in lower case, made URL-safe>`.

    Blanks inside a reference are not part of it (the UN list writes "QDi.001 " and "QDi. 001").
    """
    bare = re.sub(r"\s+", "", reference).lower()
    safe = _UNSAFE.sub("-", bare).strip("-")
    if not safe or safe != bare:
        # Two references must never share an id: what was replaced is told apart by a short digest.
        safe = f"{safe}-{blake2b(bare.encode(), digest_size=4).hexdigest()}".strip("-")
    return f"{dataset}-{safe}"


@dataclass(frozen=True, slots=True)
class Statement:
    """One claim: `dataset` says that `entity` (of schema `schema`) has `value` for `prop`.

    root: id of the entry the claim stands in. A person's listing, passport and address are entities of their own whose
        root is the person, so that a change of a passport is a change of that person's entry.
    value: the normal form (a date as in `model.dates`, a country code, else the words with blanks collapsed).
    original: the publisher's words where they differ from `value` by more than blanks.
    lang: ISO 639-3 code, where the publisher says it.
    place: where in the entry, with positions: `INDIVIDUAL_ALIAS[2]/ALIAS_NAME`.
    """

    dataset: str
    root: str
    entity: str
    schema: str
    prop: str
    value: str
    original: str | None = None
    lang: str | None = None
    place: str = ""

    @property
    def key(self) -> bytes:
        """What makes it this claim and no other: all but `place` (16 bytes, blake2b)."""
        parts = (self.dataset, self.root, self.entity, self.schema, self.prop, self.value)
        text = "\x1f".join((*parts, self.original or "", self.lang or ""))
        return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).digest()

    @property
    def field(self) -> str:
        """The publisher's field: `place` without positions."""
        return re.sub(r"\[\d+\]", "", self.place)


@dataclass(frozen=True, slots=True)
class SourcedStatement:
    """A statement with its life in the bank (ISO 8601 UTC times of the publisher's versions).

    seen_from: date of the first version that said so. seen_until: date of the first later version that no longer did,
    None while it is still said. last_seen: date of the newest version that said so.
    """

    statement: Statement
    seen_from: str
    seen_until: str | None
    last_seen: str


@dataclass(frozen=True, slots=True)
class Entity:
    """All that one data set says of one entity at one time; `parts` are its listings, documents, addresses, ….

    `reference` is the publisher's own number of the entry. `properties` maps a property to its values in the order the
    publisher gives them, without repeats.
    """

    id: str
    schema: str
    dataset: str
    reference: str
    properties: Mapping[str, tuple[str, ...]]
    statements: tuple[SourcedStatement, ...] = ()
    parts: tuple["Entity", ...] = field(default=())

    def get(self, prop: str) -> tuple[str, ...]:
        """Values of a property; empty where there are none."""
        return self.properties.get(prop, ())

    def first(self, prop: str) -> str | None:
        """The first value of a property."""
        values = self.properties.get(prop)
        return values[0] if values else None

    @property
    def caption(self) -> str:
        """The name to show."""
        for prop in ("name", "alias", "weakAlias", "previousName", "registrationNumber", "publicKey"):
            if (value := self.first(prop)) is not None:
                return value
        return self.id


def grouped(statements: Iterable[Statement]) -> dict[str, tuple[str, ...]]:
    """Values by property, in the order met, without repeats."""
    found: dict[str, dict[str, None]] = {}
    for one in statements:
        found.setdefault(one.prop, {}).setdefault(one.value)
    return {prop: tuple(values) for prop, values in found.items()}
