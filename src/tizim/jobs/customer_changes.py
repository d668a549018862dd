"""A file of customers after some of them were changed, added or taken out. Start at `Changing`."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from tizim.model.subject import Subject
from tizim.subjects.table import Asked


class Changing:
    """Everybody after some changes, once. It counts what it does while it is read. fresh: numbers of those without an answer."""

    def __init__(self, before: Iterable[Asked], changes: Mapping[str, Subject | None], fresh: Iterable[int]) -> None:
        self._before = before
        self._changes = changes
        self._fresh_before = frozenset(fresh)
        self.fresh: set[int] = set()
        self.changed = self.added = self.removed = 0

    def __iter__(self) -> Iterator[Asked]:
        number = last = 0
        met: set[str] = set()
        for place, one in enumerate(self._before):
            last = max(last, one.row)
            after = self._after(one, met)
            if after is None:
                continue
            if after is not one or place in self._fresh_before:
                self.fresh.add(number)
            number += 1
            yield after
        for own, subject in self._changes.items():
            if subject is not None and own not in met:
                last, self.added = last + 1, self.added + 1
                self.fresh.add(number)
                number += 1
                yield Asked(last, own, replace(subject, id=own))

    def _after(self, one: Asked, met: set[str]) -> Asked | None:
        """The customer as it is after the changes; None where it goes."""
        own = one.id
        if own is None or own not in self._changes:
            return one
        subject, again = self._changes[own], own in met
        met.add(own)
        if subject is None or again:  # one row is enough for one customer
            self.removed += 1
            return None
        self.changed += 1
        return Asked(one.row, own, replace(subject, id=own))
