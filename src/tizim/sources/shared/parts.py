"""The parts of one entry (listings, documents, addresses), each made once.

Publishers repeat a part: the same passport in three languages, the same address for every alias. One with the same key is the
same part, and what the second says is added to the first.
"""

from collections.abc import Iterator

from tizim.sources.draft import Draft


class Parts:
    """Parts by their key, in the order they were first met. Make one for each entry."""

    __slots__ = ("_entry", "_made")

    def __init__(self, entry: Draft) -> None:
        self._entry = entry
        self._made: dict[tuple[str, ...], Draft] = {}

    def part(self, schema: str, link: str, *key: str) -> Draft:
        """The part of this key: a new one, or the one made before (see `Draft.part`)."""
        found = self._made.get((schema, *key))
        if found is None:
            found = self._made[schema, *key] = self._entry.part(schema, link, *key)
        return found

    def address(self, full: str, *, at: str, key: str | None = None) -> Draft:
        """An address under its full words (under `key` where it has none), linked from the entry."""
        made = self.part("Address", "", full or key or "")
        made.add("full", full, at=at)
        self._entry.add("addressEntity", made.id, at=at)
        return made

    def __iter__(self) -> Iterator[Draft]:
        return iter(self._made.values())
