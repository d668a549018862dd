"""How likely two subjects are the same, with the reasons: the whole score in one place.

The log-odds are the sum of the reasons' weights; the score is its logistic. Index and screening give the same answer,
because they call `best_names` and `weigh` too.
"""

import math
from collections.abc import Callable, Iterable, Sequence
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


MayMeet = Callable[[int, int], bool]
"""Whether the part at a position asked may meet the one at a position of the known name; what may not is not held together."""


def best_names(
    asked: Sequence[Name],
    known: Iterable[KnownName],
    rules: Rules,
    *,
    floor: float = -math.inf,
    others: Sequence[Name] = (),
    may_meet: Callable[[Name, Name], MayMeet | None] = lambda _asked, _known: None,
) -> NameAgreement | None:
    """The pair of names that agrees best; None where there is no pair, or none that can reach `floor` (log-odds).

    others: all names of the entry, so that a part asked for that stands in another of them is told as such; those of
    `known` where it is empty. may_meet: what is known before of a name asked and one of the entry.
    """
    listed = list(known)
    every = others or [one.name for one in listed]
    best: NameAgreement | None = None
    for name in asked:
        elsewhere = _elsewhere(name, every, rules, may_meet) if len(every) > 1 else None
        for candidate in listed:
            parts = may_meet(name, candidate.name)
            agreement = agree_names(name, candidate, rules, elsewhere=elsewhere, floor=floor, may_meet=parts)
            if agreement is not None and (best is None or agreement.total > best.total):
                best = agreement
    return best


SAME_ELSEWHERE = 0.9
"""how alike a part of another name of the same entry must be"""


def _elsewhere(
    asked: Name, names: Sequence[Name], rules: Rules, may_meet: Callable[[Name, Name], MayMeet | None]
) -> Elsewhere:
    """What a part of a name asked shares with any of these names."""
    places = {part: place for place, part in enumerate(asked.parts)}

    @cache
    def shared(number: int, part: Part) -> float:
        return in_name(names[number], part)

    def in_name(name: Name, part: Part) -> float:
        may, place = may_meet(asked, name), places[part]
        words = (j for j, other in enumerate(name.parts) if other.role == "word" and (may is None or may(place, j)))
        met = (_meet(part, name.parts[j], rules) for j in words)
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
    asked: Name,
    known: KnownName,
    rules: Rules,
    *,
    elsewhere: Elsewhere | None = None,
    floor: float = -math.inf,
    may_meet: MayMeet | None = None,
) -> NameAgreement | None:
    """What two names say of each other; a weak alias says less."""
    listed = known.name

    def meet_at(i: int, j: int) -> Meeting | None:
        if may_meet is not None and not may_meet(i, j):
            return None
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
