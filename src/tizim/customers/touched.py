"""Which customers could a changed entry touch? Start at `touched`.

An entry touches a customer when it could be part of the answer, as it was or as it is; whoever is untouched has the same
answer as before: how rare a name is lies in the rules, and where another entry of a list fits better, that one is an entry too.
"""

import math
from collections.abc import Iterable

from tizim.compare.names import prepare
from tizim.customers.register import Register
from tizim.index.records import is_screened, record_of
from tizim.index.reverse import touched_by
from tizim.model.ftm import schema
from tizim.model.rules import Rules
from tizim.model.statement import Entity


def touched(register: Register, entries: Iterable[Entity], rules: Rules) -> set[int]:
    """Numbers of the customers that any of these entries could touch under these rules and thresholds."""
    floor = math.log(rules.possible / (1 - rules.possible))
    prepared = []
    for entity in entries:
        if is_screened(entity):
            record, person = record_of(entity, ()), schema(entity.schema).is_a("Person")
            prepared.append(([prepare(one.words, rules, person=person) for one in record.names], record.facts))
    found: set[int] = set()
    for before, part in register.numbered():
        for names, facts in prepared:
            found.update(before + number for number in touched_by(part, names, facts, rules, floor=floor))
    return found
