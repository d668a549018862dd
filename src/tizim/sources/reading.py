"""What a reader meets on its way through one release, and the fields it takes.

Strictness lives here (docs/adr: reading is strict): a reader *takes* each field it knows; what is left over and holds a value
is noticed by name. The load decides afterwards whether what was noticed stops it.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tizim.model.dates import read_date, utc_time
from tizim.model.version import Rejected

_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A value that could not be read; it is kept raw under `source:<field>`."""

    field: str
    value: str
    place: str
    why: str


@dataclass(slots=True)
class Reading:
    """The notes of one load (mutable; belongs to it).

    accepted: names of unknown fields and words a person let in; they are kept as `source:` statements.
    published: the date the file gives itself (ISO 8601). declared: how many records the file says it holds.
    records: counted by the reader, one for each record it gives, whether or not it becomes an entity.
    """

    dataset: str
    accepted: frozenset[str] = frozenset()
    published: str | None = None
    declared: int | None = None
    excerpt: str | None = None
    """why the reader takes the release for a part of the list, None if it looks whole"""
    records: int = 0
    fields: Counter[str] = field(default_factory=Counter)
    unknown: dict[str, tuple[int, str]] = field(default_factory=dict)
    """unknown field or "field=word" -> (how often, first place)"""
    empty: Counter[str] = field(default_factory=Counter)
    """unknown fields that never held a value"""
    unreadable: list[Unreadable] = field(default_factory=list)
    odd: dict[str, tuple[int, str]] = field(default_factory=dict)
    """what looked wrong in the letters of names (see `text.clean.oddities`) -> (how many names, first place)"""
    rejected: list[Rejected] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def published_on(self, words: str | None, name: str, place: str, *, formats: tuple[str, ...] = ()) -> None:
        """The time or day that the file gives itself, in UTC: ISO 8601, or by strptime formats; noted where it is neither."""
        if words is None or not words.strip():
            return
        self.published = utc_time(read_date(words, formats=formats) or words.strip())
        if self.published is None:
            self.cannot_read(name, words, place, f"expected a time in {' or '.join(('ISO 8601', *formats))}")

    def unknown_field(self, name: str, place: str) -> None:
        """A field never met before holds a value."""
        count, first = self.unknown.get(name, (0, place))
        self.unknown[name] = (count + 1, first)

    def unknown_word(self, name: str, word: str, place: str) -> None:
        """A category word never met before."""
        self.unknown_field(f"{name}={word}", place)

    def odd_name(self, odd: str, place: str) -> None:
        """A name whose letters look tampered with or damaged; it is kept as it came and compared without what is odd."""
        count, first = self.odd.get(odd, (0, place))
        self.odd[odd] = (count + 1, first)

    def cannot_read(self, name: str, value: str, place: str, why: str) -> None:
        """A value that is not what its field promises."""
        self.unreadable.append(Unreadable(name, value, place, why))

    def reject(self, place: str, reference: str | None, why: str) -> None:
        """A record that makes no entity."""
        self.rejected.append(Rejected(place, reference, why))

    def warn(self, message: str) -> None:
        """Something a person should know that stops nothing; told once."""
        if message not in self.warnings:
            self.warnings.append(message)


class Fields:
    """One record or a part of one: named values and nested parts, each to be taken once.

    `path` is the place from the record down, with positions ("INDIVIDUAL_ALIAS[2]"). Blank values count as absent.
    """

    __slots__ = ("_left", "_parts", "_taken", "path", "tag")

    def __init__(self, tag: str, path: str = "") -> None:
        self.tag, self.path = tag, path
        self._left: dict[str, list[str]] = {}
        self._parts: dict[str, list[Fields]] = {}
        self._taken: list[Fields] = []

    @classmethod
    def row(cls, cells: Iterable[tuple[str, object]], tag: str = "row") -> "Fields":
        """A table row: column name and cell; cells become text."""
        made = cls(tag)
        for name, value in cells:
            made.put(name, "" if value is None else str(value))
        return made

    def put(self, name: str, value: str) -> None:
        """Adds a value (for those who build records). Half a surrogate pair, which JSON can hold, is no character: it becomes U+FFFD."""
        self._left.setdefault(_sound(name), []).append(_sound(value))

    def put_part(self, part: "Fields") -> None:
        """Adds a nested part under its tag."""
        self._parts.setdefault(part.tag, []).append(part)

    def place(self, name: str) -> str:
        """Where a value of this name stands, from the record down."""
        return f"{self.path}/{name}" if self.path else name

    def take(self, name: str) -> str | None:
        """The first non-blank value of a field, with outer blanks removed; None where there is none. Takes all of them."""
        for value in self._left.pop(name, ()):
            if value.strip():
                return value.strip()
        return None

    def take_all(self, name: str) -> list[tuple[str, str]]:
        """(place, value) of every non-blank value."""
        values = self._left.pop(name, [])
        many = len(values) > 1
        return [
            (self.place(f"{name}[{i}]" if many else name), value.strip())
            for i, value in enumerate(values, 1)
            if value.strip()
        ]

    def take_parts(self, name: str) -> "list[Fields]":
        """The nested parts of this tag; what nobody takes out of them counts as left over here. An empty element is none."""
        if name in self._left and not any(value.strip() for value in self._left[name]):
            del self._left[name]
        parts = self._parts.pop(name, [])
        self._taken += parts
        return parts

    def drop(self, *names: str) -> None:
        """Fields known to say nothing: namespace decoration, a second copy of the same fact."""
        for name in names:
            self._left.pop(name, None)
            self._parts.pop(name, None)

    def leaves(self) -> Iterator[tuple[str, str]]:
        """(field path without positions, value) of all that was not taken."""
        for name, values in self._left.items():
            for value in values:
                yield _plain(self.place(name)), value.strip()
        for parts in self._parts.values():
            for part in parts:
                if not part._left and not part._parts:
                    yield _plain(part.path), ""
                yield from part.leaves()
        for part in self._taken:
            yield from part.leaves()

    def census(self, reading: Reading) -> None:
        """Counts the fields that hold a value, once a record. Call before taking anything."""
        reading.fields.update({path for path, value in self.leaves() if value})

    def require_nothing_left(self, reading: Reading, where: str) -> "list[tuple[str, str]]":
        """Notices every field that nobody took. Returns what a person has accepted: (field, value), to be kept raw."""
        kept = []
        for name, value in self.leaves():
            if not value:
                reading.empty[name] += 1
            elif name in reading.accepted:
                kept.append((name, value))
            else:
                reading.unknown_field(name, where)
        return kept


def _sound(words: str) -> str:
    """Words that can be written as UTF-8."""
    return words if words.isascii() else _HALF_PAIR.sub("\N{REPLACEMENT CHARACTER}", words)


def _plain(path: str) -> str:
    if "[" not in path:
        return path
    return "/".join(step.partition("[")[0] for step in path.split("/"))
