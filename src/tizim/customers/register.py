"""One file of customers as snapshots that can be looked up, and every customer back from it. Start at `write_register`.

A customer is written as an entity whose names are those that would be asked; its text is the row, as it came. Customers stand in
parts of a bounded size, each a snapshot of its own: so any number of them is written in the same memory.

    <directory>/0000/, 0001/, ...    the parts, in the order of the file
    <directory>/register.json        how many parts and customers, of when; written last: without it the register is not whole
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import accumulate, islice
from pathlib import Path
from typing import Any, Self

from tizim.compare.asked import Asked as Understood
from tizim.compare.asked import understand
from tizim.compare.facts import Facts
from tizim.compare.names import Name
from tizim.errors import SnapshotError
from tizim.index.build import SLICE, here, slices_of, write
from tizim.index.collected import Collected
from tizim.index.snapshot import Segment, Snapshot
from tizim.index.writer import Writer, Written
from tizim.model.rules import Rules
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Searched
from tizim.subjects.table import Asked

CUSTOMERS = "customers"
"""the one list of a register"""
PART = 64
"""slices of customers in a part: some quarter of a million"""
_MANIFEST = "register.json"


@dataclass(frozen=True, slots=True)
class Register:
    """A register, opened. made: when, as an ISO date. rules_version: under which it was written."""

    parts: tuple[Snapshot, ...]
    entities: int
    made: str
    rules_version: str

    @classmethod
    def open(cls, directory: Path) -> Self:
        """The register in a directory. Raises SnapshotError where there is none, or not all of it."""
        try:
            kept = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
            parts = tuple(Snapshot.open(directory / f"{number:04}") for number in range(kept["parts"]))
            opened = cls(parts, kept["customers"], kept["made"], kept["rules"])
        except (OSError, ValueError, KeyError, TypeError) as wrong:
            raise SnapshotError(f"{directory}: expected a whole register of customers, came {wrong}") from wrong
        there = sum(part.entities for part in parts)
        if there != opened.entities:
            raise SnapshotError(f"{directory}: expected {opened.entities:,} customers in its parts, came {there:,}")
        return opened

    def numbered(self) -> Iterator[tuple[int, Snapshot]]:
        """Each part, behind how many customers stand before it."""
        before = accumulate((part.entities for part in self.parts), initial=0)
        return zip(before, self.parts, strict=False)

    def customers(self, numbers: Iterable[int]) -> Iterator[Asked]:
        """The customers of these numbers, which ascend."""
        wanted = iter(numbers)
        number = next(wanted, None)
        for before, part in self.numbered():
            while number is not None and number < before + part.entities:
                yield _customer(part, number - before)
                number = next(wanted, None)

    def everybody(self) -> Iterator[Asked]:
        """All customers, in the order of their file."""
        return (_customer(part, number) for part in self.parts for number in range(part.entities))


@dataclass(frozen=True, slots=True)
class Collecting:
    """Starts what collects slices of customers, here or in another process."""

    rules: Rules

    def __call__(self) -> Callable[[list[Asked]], Collected]:
        """What does it."""
        return self._collected

    def _collected(self, customers: list[Asked]) -> Collected:
        writer = Writer([CUSTOMERS], asking=True)
        for one in customers:
            facts, names = Facts("Thing"), list[tuple[Name, bool]]()
            if one.subject is not None:
                understood = understand(one.subject, self.rules)
                facts, names = understood.facts, [(name, False) for name in _names(understood)]
            writer.add(Written(str(one.row), CUSTOMERS, facts, names, _text(one)))
        return writer.collected()


Spread = Callable[[Iterable[list[Asked]], Collecting], Iterable[Collected]]
"""As for entries (`index.build.Spread`)."""


def write_register(
    customers: Iterable[Asked], rules: Rules, directory: Path, *, made: str, spread: Spread = here
) -> int:
    """A register in a directory that is not there yet; how many are in it. made: when, as an ISO date.

    A row that is no subject is kept too, and is never touched by anything. spread: how the customers are worked through.
    """
    directory.mkdir(parents=True)
    slices = iter(spread(slices_of(customers, SLICE), Collecting(rules)))
    parts = count = 0
    while part := list(islice(slices, PART)):
        there = sum(len(one.entity_names) for one in part)
        (directory / f"{parts:04}").mkdir()
        write(part, [Searched(CUSTOMERS, made, there)], rules, directory / f"{parts:04}")
        parts, count = parts + 1, count + there
    kept = {"parts": parts, "customers": count, "made": made, "rules": rules.version}
    (directory / _MANIFEST).write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return count


def _customer(part: Segment, number: int) -> Asked:
    return _read(part.text(number))


def _names(understood: Understood) -> Iterator[Name]:
    """Every name, read in every way it would be asked."""
    yield from understood.as_person
    if not understood.kind_is_told:
        yield from understood.as_other


def _text(one: Asked) -> bytes:
    subject = None if one.subject is None else {key: value for key, value in asdict(one.subject).items() if value}
    return json.dumps([one.row, one.id, subject, one.why], ensure_ascii=False).encode("utf-8", "surrogatepass")


def _read(text: bytes) -> Asked:
    row, own_id, said, why = json.loads(text.decode("utf-8", "surrogatepass"))
    if said is None:
        return Asked(row, own_id, None, why)
    fields: dict[str, Any] = dict(said)
    fields["documents"] = [one if isinstance(one, str) else Document(**one) for one in fields.get("documents", ())]
    return Asked(row, own_id, Subject(**fields), why)
