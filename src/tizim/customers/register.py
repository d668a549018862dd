"""One file of customers as a snapshot that can be looked up, and every customer back from it. Start at `write_register`.

A customer is written as an entity whose names are those that would be asked; its text is the row, as it came.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tizim.compare.asked import Asked as Understood
from tizim.compare.asked import understand
from tizim.compare.facts import Facts
from tizim.compare.names import Name
from tizim.index.build import write
from tizim.index.snapshot import Segment, Snapshot
from tizim.index.writer import Writer, Written
from tizim.model.rules import Rules
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Searched
from tizim.subjects.table import Asked

CUSTOMERS = "customers"
"""the one list of a register"""


def write_register(customers: Iterable[Asked], rules: Rules, directory: Path, *, made: str) -> int:
    """A register in a directory that is not there yet; how many are in it. made: when, as an ISO date.

    A row that is no subject is kept too, and is never touched by anything.
    """
    directory.mkdir(parents=True)
    writer, count = Writer([CUSTOMERS], cut_words=True), 0
    for one in customers:
        count += 1
        facts, names = Facts("Thing"), list[tuple[Name, bool]]()
        if one.subject is not None:
            understood = understand(one.subject, rules)
            facts, names = understood.facts, [(name, False) for name in _names(understood)]
        writer.add(Written(str(one.row), CUSTOMERS, facts, names, _text(one)))
    write([writer.collected()], [Searched(CUSTOMERS, made, count)], rules, directory)
    return count


def customer(register: Segment, number: int) -> Asked:
    """One customer, by the number in the register."""
    return _read(register.text(number))


def everybody(register: Snapshot) -> Iterator[Asked]:
    """All customers, in the order of their file."""
    return (customer(register, number) for number in range(register.entities))


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
