"""How likely two subjects are the same, with the reasons: the whole score in one place.

The log-odds are the sum of the reasons' weights; the score is its logistic. Index and screening give the same answer,
because they call `best_names` and `weigh` too.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from tizim.compare.agreement import NameAgreement, agree
from tizim.compare.asked import Asked, understand
from tizim.compare.facts import compare_facts
from tizim.compare.findings import Finding
from tizim.compare.left_over import Elsewhere
from tizim.compare.names import Name
from tizim.compare.parts import Part
from tizim.compare.tokens import Meeting, meet
from tizim.model.rules import Rules
from tizim.model.subject import Subject
from tizim.model.verdict import Reason


@dataclass(frozen=True, slots=True)
class Comparison:
    """Score (0 to 1) and the reasons that make it; log_odds is the sum of their weights."""

    score: float
    log_odds: float
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class KnownName:
    """A listed name; weak: its publisher calls it a weak alias."""

    name: Name
    weak: bool = False


def compare(one: Subject, other: Subject, rules: Rules) -> Comparison:
    """Compares two subjects by everything both have."""
    asked, known = understand(one, rules), understand(other, rules)
    facts = compare_facts(asked.facts, known.facts, rules)
    made = [
        weigh(best_names(names, [KnownName(name) for name in listed], rules), facts, rules)
        for names, listed in _readings(asked, known)
    ]
    return max(made, key=lambda comparison: comparison.log_odds)


def _readings(asked: Asked, known: Asked) -> list[tuple[tuple[Name, ...], tuple[Name, ...]]]:
    """The ways to read both sides' names: as the side whose kind is told; both ways where neither is."""
    if asked.kind_is_told:
        return [(asked.as_person, known.names(person=asked.facts.schema == "Person"))]
    if known.kind_is_told:
        return [(asked.names(person=known.facts.schema == "Person"), known.as_person)]
    return [(asked.as_person, known.as_person), (asked.as_other, known.as_other)]


def best_names(
    asked: Sequence[Name],
    known: Iterable[KnownName],
    rules: Rules,
    *,
    floor: float = -math.inf,
    others: Sequence[Name] = (),
) -> NameAgreement | None:
    """The pair of names that agrees best; None where there is no pair, or none that can reach `floor` (log-odds).

    others: all names of the entry, so that a part asked for that stands in another of them is told as such; those of
    `known` where it is empty.
    """
    listed = list(known)
    every = others or [one.name for one in listed]
    best: NameAgreement | None = None
    for name in asked:
        elsewhere = _elsewhere(every, rules) if len(every) > 1 else None
        for candidate in listed:
            agreement = agree_names(name, candidate, rules, elsewhere=elsewhere, floor=floor)
            if agreement is not None and (best is None or agreement.total > best.total):
                best = agreement
    return best


SAME_ELSEWHERE = 0.9
"""how alike a part of another name of the same entry must be"""


def _elsewhere(names: Sequence[Name], rules: Rules) -> Elsewhere:
    """What a part shares with any of these names."""

    @cache
    def shared(number: int, part: Part) -> float:
        return in_name(names[number], part)

    def in_name(name: Name, part: Part) -> float:
        met = (_meet(part, other, rules) for other in name.parts if other.role == "word")
        return max((one.terms[0][1] for one in met if one and one.terms and one.quality >= SAME_ELSEWHERE), default=0.0)

    def stands(part: Part, known: Name) -> float:
        return 0.0 if in_name(known, part) else max((shared(number, part) for number in range(len(names))), default=0.0)

    return stands


def weigh(names: NameAgreement | None, facts: Sequence[Reason], rules: Rules) -> Comparison:
    """The score: the prior, what the names say, and the facts."""
    reasons = [
        Reason("prior", rules["prior"], "", "", "any listed entry"),
        *(names.reasons(rules) if names is not None else ()),
        *facts,
    ]
    numbers = sum(reason.weight for reason in facts if reason.feature in ("document", "wallet"))
    if numbers > 0:
        beside = sum(reason.weight for reason in reasons) - numbers - rules["prior"]
        if beside < (lowest := rules["beside_number"]):
            # Names are changed, dates mistyped, and numbers seldom shared: whatever differs does not hide the number.
            reasons.append(Reason("beside a number", lowest - beside, "", "", "what differs counts so far only"))
    log_odds = sum(reason.weight for reason in reasons)
    return Comparison(logistic(log_odds), log_odds, tuple(reasons))


def agree_names(
    asked: Name, known: KnownName, rules: Rules, *, elsewhere: Elsewhere | None = None, floor: float = -math.inf
) -> NameAgreement | None:
    """What two names say of each other; a weak alias says less."""
    listed = known.name

    def meet_at(i: int, j: int) -> Meeting | None:
        return _meet(asked.parts[i], listed.parts[j], rules)

    agreement = agree(asked, listed, meet_at, rules, elsewhere=elsewhere, floor=floor)
    if agreement is None or not known.weak:
        return agreement
    weak = Finding("weak alias", (("weak_alias", 1.0),), "", listed.words, "the publisher calls it weak")
    return NameAgreement(agreement.total + weak.weight(rules), (*agreement.findings, weak), agreement.telling)


def logistic(log_odds: float) -> float:
    """1 / (1 + e^-x), without overflow."""
    if log_odds < 0:
        power = math.exp(max(log_odds, -700.0))
        return power / (1.0 + power)
    return 1.0 / (1.0 + math.exp(-min(log_odds, 700.0)))


@lru_cache(maxsize=100_000)
def _meet(asked: Part, known: Part, rules: Rules) -> Meeting | None:
    return meet(asked, known, rules)
