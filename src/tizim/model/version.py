"""Versions of a data set, what one load did, and what differs between two versions."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

DateSource = Literal["file", "given", "server", "loading"]


@dataclass(frozen=True, slots=True)
class Rejected:
    """A record that made no entity, and why; `place` is its position in the file."""

    place: str
    reference: str | None
    why: str


@dataclass(frozen=True, slots=True)
class Version:
    """One state of a data set.

    published: ISO 8601 UTC time the state is of; `dated_by` says who gave it: the file itself, the person who loaded it,
        the publisher's server, or nobody (then it is the time of loading).
    loaded: when it came into the bank. records = entities + rejected.
    fields: in how many records each of the publisher's fields held a value.
    excerpt: the file was declared a part of the list. accepted: what a person overruled, "what (who, when)".
    """

    dataset: str
    published: str
    dated_by: DateSource
    loaded: str
    origin: str
    sha256: str
    format: str
    records: int
    entities: int
    rejected: int
    fields: Mapping[str, int]
    excerpt: bool = False
    accepted: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """As it is written in answers: `un_sc_sanctions@2026-02-27T00:00:09Z`."""
        return f"{self.dataset}@{self.published}"


@dataclass(frozen=True, slots=True)
class Change:
    """One value that came or went in an entry. `field` is the publisher's name for it."""

    entity: str
    schema: str
    prop: str
    field: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What changed in one entry that both versions hold."""

    root: str
    reference: str
    caption: str
    amended: bool
    """The publisher says so (a new date of amendment)."""
    changes: tuple[Change, ...]

    @property
    def fields(self) -> tuple[str, ...]:
        """The publisher's fields that changed, sorted."""
        return tuple(sorted({change.field for change in self.changes}))


@dataclass(frozen=True, slots=True)
class NewField:
    """A field of the publisher that only one of the two versions knows, and in how many shared entries it holds a value."""

    field: str
    entries: int
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What a person wants to know of two versions of one data set.

    Fields that came or went as a whole are told once (`new_fields`), not in every entry. `moved` counts values that only
    changed the field they stand in.
    """

    dataset: str
    before: str | None
    after: str
    added: tuple[tuple[str, str, str], ...]
    """(entity id, reference, caption)"""
    removed: tuple[tuple[str, str, str], ...]
    amended: tuple[EntryChange, ...]
    """entries with a new date of amendment"""
    changed: tuple[EntryChange, ...]
    """entries that changed without one"""
    new_fields: tuple[NewField, ...]
    unchanged: int

    def summary(self) -> str:
        """One line, as the terminal shows it."""
        by_field: dict[tuple[str, ...], int] = {}
        for entry in self.changed:
            by_field[entry.fields] = by_field.get(entry.fields, 0) + 1
        parts = [f"{len(self.added)} added", f"{len(self.removed)} removed"]
        parts.append(f"{len(self.amended)} amended by the publisher")
        other = f"{len(self.changed)} otherwise changed"
        if by_field:
            fields, count = max(by_field.items(), key=lambda item: (item[1], item[0]))
            if len(fields) == 1 and count > 1:
                other += f" ({count} in {fields[0]} only)"
        parts.append(other)
        parts += [
            f"field {new.field} {'gone from' if new.gone else 'new on'} {new.entries:,}" for new in self.new_fields
        ]
        return ", ".join(parts)


@dataclass(frozen=True, slots=True)
class Load:
    """What one load did: records = entities + rejected.

    rejects: the rejected records with reasons. difference: None for the first version. unchanged: the file was already loaded.
    """

    version: Version
    difference: Difference | None
    rejects: tuple[Rejected, ...]
    warnings: tuple[str, ...]
    unchanged: bool = False

    @property
    def records(self) -> int:
        """Records in the file."""
        return self.version.records

    @property
    def entities(self) -> int:
        """Entities they made."""
        return self.version.entities

    @property
    def rejected(self) -> int:
        """Records that made none; `rejects` says which and why."""
        return self.version.rejected
