"""Two sides held against each other: one pair explained, with the score that screening gives it. Start at `explain`.

A side is a subject somebody typed, or an entry of a list. Nothing is looked up here.
"""

from dataclasses import dataclass

from tizim.compare.asked import understand
from tizim.compare.facts import Facts, compare_facts
from tizim.compare.names import Name, prepare
from tizim.compare.settle import Sides, outcome_of, settle
from tizim.compare.subjects import Comparison, KnownName, best_names, weigh
from tizim.index.records import Record, record_of
from tizim.model.ftm import schema
from tizim.model.rules import Rules
from tizim.model.settling import PairOutcome, Settling
from tizim.model.statement import Entity
from tizim.model.subject import Subject
from tizim.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Side:
    """One side, understood.

    as_person, as_other: its names read either way (see `compare.asked`); the same where the kind is told. weak: names their
    publisher calls weak. listed: an entry of a list, which cannot be asked for more.
    """

    title: str
    as_person: tuple[Name, ...]
    as_other: tuple[Name, ...]
    facts: Facts
    weak: frozenset[str] = frozenset()
    listed: bool = False
    warnings: tuple[str, ...] = ()

    @property
    def kind_is_told(self) -> bool:
        """Whether its names are read in one way only."""
        return self.as_person is self.as_other

    def names(self, *, person: bool) -> tuple[Name, ...]:
        """Its names, read as a person's or as anything else's."""
        return self.as_person if person else self.as_other


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why two sides score as they do. outcome: what screening would call a hit of this score; settle: what to find out."""

    asked: Side
    known: Side
    comparison: Comparison
    outcome: PairOutcome
    settle: Settling


def side_of_subject(subject: Subject, rules: Rules) -> Side:
    """Somebody typed by a person; what could not be understood is in `warnings`."""
    asked = understand(subject, rules)
    numbers = (one if isinstance(one, str) else one.number for one in subject.documents)
    title = "; ".join(subject.names) or ", ".join((*numbers, *subject.wallets))
    return Side(title, asked.as_person, asked.as_other, asked.facts, warnings=asked.warnings)


def side_of_entity(entity: Entity, rules: Rules) -> Side:
    """An entry of a list, read as screening reads it."""
    return side_of_record(record_of(entity, ()), rules)


def side_of_record(record: Record, rules: Rules) -> Side:
    """An entry as a snapshot keeps it."""
    entity = record.entity
    person = schema(record.entity.schema).is_a("Person")
    names = tuple(prepare(one.words, rules, person=person) for one in record.names)
    weak = frozenset(one.words for one in record.names if one.kind == "weakAlias")
    return Side(f"{entity.caption} ({entity.id})", names, names, record.facts, weak, listed=True)


def explain(asked: Side, known: Side, rules: Rules) -> Explanation:
    """How well two sides agree, why, and what would settle it."""
    facts = compare_facts(asked.facts, known.facts, rules)
    return max(
        (_read(asked, known, person, facts, rules) for person in _readings(asked, known)),
        key=lambda one: one.comparison.log_odds,
    )


def _readings(asked: Side, known: Side) -> tuple[bool, ...]:
    """As persons or not: by the side whose kind is told, an entry's first; both ways where neither is."""
    for side in sorted((asked, known), key=lambda one: not one.listed):
        if side.kind_is_told:
            return (schema(side.facts.schema).is_a("Person"),)
    return True, False


def _read(asked: Side, known: Side, person: bool, facts: list[Reason], rules: Rules) -> Explanation:  # noqa: FBT001  (which reading)
    names = asked.names(person=person)
    others = [KnownName(name, name.words in known.weak) for name in known.names(person=person)]
    comparison = weigh(best_names(names, others, rules), facts, rules)
    sides = Sides(
        asked.facts,
        known.facts,
        names,
        others,
        asked_can_be_asked=not asked.listed,
        known_can_be_asked=not known.listed,
    )
    found = settle(sides, comparison, rules)
    return Explanation(asked, known, comparison, outcome_of(comparison.score, rules), found)
