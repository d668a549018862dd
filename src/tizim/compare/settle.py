"""What single fact would settle it: of all that one side lacks and the other has, the one whose answer moves the outcome most.

Each candidate is tried, by the same functions that make the score: once as if it agreed, once as if it differed. So the scores
told are those that a second question would get, as long as other entries of the list fit as before. It asks nobody and reads no
list. Start at `settle`.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tizim.compare.facts import Facts, compare_facts
from tizim.compare.names import Name, prepare
from tizim.compare.rivals import OTHER_ENTRY
from tizim.compare.settle_dates import differing_date, finest_date, other_date
from tizim.compare.subjects import Comparison, KnownName, best_names, weigh
from tizim.model.ftm import schema
from tizim.model.rules import Rules
from tizim.model.settling import Fact, PairOutcome, Settling
from tizim.model.verdict import Reason

_NOT_OF_FACTS = ("prior", "beside a number")
_UNTOLD = ("Thing", "LegalEntity")
_ANOTHER_COUNTRY = "zz"
"""reserved for users by ISO 3166-1, so never a country of either side"""
_ANOTHER_NUMBER = "ZZ00000000"
_STRANGERS = ("Xlomvud", "Brentoq")
"""words nobody is called by, as names that differ"""
_BORN, _NUMBER = "1971-05-19", "N0000000"
"""what two sides might both say where neither says anything"""
_SHOWN = 3
_MOST_NAMES = 3
_LEAST_MOVE = 0.1
"""log-odds: a fact that moves the score by less is not worth asking for"""
_STEPS: dict[PairOutcome, int] = {"clear": 0, "possible": 1, "hit": 2}


@dataclass(frozen=True, slots=True)
class Sides:
    """What is known of both. *_can_be_asked: the side is no list's entry, but somebody who can be asked for more."""

    asked: Facts
    known: Facts
    asked_names: Sequence[Name]
    known_names: Sequence[KnownName]
    asked_can_be_asked: bool = True
    known_can_be_asked: bool = False


@dataclass(frozen=True, slots=True)
class _Question:
    """One fact that could be asked for, and both sides as they would be after either answer."""

    fact: Fact
    agreed: Sides
    differed: Sides
    other: str = ""
    partial: bool = False
    side: Literal["asked", "known", "both"] = "asked"
    of_names: bool = False


def outcome_of(score: float, rules: Rules) -> PairOutcome:
    """What a score comes to at the rules' thresholds."""
    return "hit" if score >= rules.hit else "possible" if score >= rules.possible else "clear"


def settle(sides: Sides, comparison: Comparison, rules: Rules) -> Settling:
    """The missing or partial fact that would move the outcome of this comparison most; see `Settling`."""
    facts = compare_facts(sides.asked, sides.known, rules)
    of_facts = {reason.feature for reason in facts}.union(_NOT_OF_FACTS)
    names = [reason for reason in comparison.reasons if reason.feature not in of_facts]
    rivals = [reason for reason in names if reason.feature == OTHER_ENTRY]

    def weighed(question: _Question, then: Sides) -> Comparison:
        if question.of_names:
            return weigh(best_names(then.asked_names, then.known_names, rules), [*facts, *rivals], rules)
        return weigh(None, [*names, *compare_facts(then.asked, then.known, rules)], rules)

    outcome = outcome_of(comparison.score, rules)
    best = Settling("", comparison.score, comparison.score, outcome, outcome)
    most = (0, 0.0, _LEAST_MOVE)
    for question in _questions(sides, names, rules):
        agreed, differed = weighed(question, question.agreed), weighed(question, question.differed)
        found = _settling(question, agreed.score, differed.score, rules)
        steps = _STEPS[found.if_agreed] - _STEPS[found.if_differed]
        # What could unsettle a hit, or make one of what is none; then what tells both apart most.
        towards = comparison.log_odds - differed.log_odds if outcome == "hit" else agreed.log_odds - comparison.log_odds
        moved = (steps, round(max(towards, 0.0), 6), agreed.log_odds - differed.log_odds)
        if moved > most:
            best, most = found, moved
    return best


def _settling(question: _Question, agreed: float, differed: float, rules: Rules) -> Settling:
    return Settling(
        question.fact,
        agreed,
        differed,
        outcome_of(agreed, rules),
        outcome_of(differed, rules),
        partial=question.partial,
        side=question.side,
        other=question.other,
    )


def _questions(sides: Sides, names: Sequence[Reason], rules: Rules) -> Iterator[_Question]:
    """All that could be asked; of two that move the outcome alike, the first is told."""
    if sides.asked_can_be_asked:
        yield from _of_one_side(sides.asked, sides.known, lambda facts: replace(sides, asked=facts))
        yield from _names(sides, names, rules)
    if sides.known_can_be_asked:
        for question in _of_one_side(sides.known, sides.asked, lambda facts: replace(sides, known=facts)):
            yield replace(question, side="known")
        if sides.asked_can_be_asked:
            yield from _of_both(sides)


def _of_one_side(mine: Facts, other: Facts, changed: Callable[[Facts], Sides]) -> Iterator[_Question]:
    """Facts that `mine` lacks and `other` has."""

    def question(fact: Fact, agreed: Facts, differed: Facts, has: Sequence[str]) -> _Question:
        return _Question(fact, changed(agreed), changed(differed), ", ".join(has[:_SHOWN]))

    if other.birth_dates and not mine.birth_dates:
        finest = finest_date(other.birth_dates)
        yield question(
            "birth date",
            replace(mine, birth_dates=(finest,)),
            replace(mine, birth_dates=(other_date(other.birth_dates),)),
            other.birth_dates,
        )
    elif (pair := differing_date(mine.birth_dates, other.birth_dates)) is not None:
        agreed, differed = (replace(mine, birth_dates=(day,)) for day in pair)
        yield replace(question("birth date", agreed, differed, other.birth_dates), partial=True)
    if other.documents and not mine.documents:
        has = sorted(other.documents)
        agreed, differed = (replace(mine, documents=frozenset({one})) for one in (has[0], _ANOTHER_NUMBER))
        yield question("document", agreed, differed, has)
    if other.countries and not mine.countries:
        has = sorted(other.countries)
        agreed, differed = (replace(mine, countries=frozenset({one})) for one in (has[0], _ANOTHER_COUNTRY))
        yield question("country", agreed, differed, has)
    if other.genders and not mine.genders:
        has = sorted(other.genders)
        another = next((one for one in ("male", "female") if one not in other.genders), "other")
        agreed, differed = (replace(mine, genders=frozenset({one})) for one in (has[0], another))
        yield question("gender", agreed, differed, has)
    if mine.schema in _UNTOLD and other.schema not in _UNTOLD:
        another = "Organization" if schema(other.schema).is_a("Person") else "Person"
        yield question("kind", replace(mine, schema=other.schema), replace(mine, schema=another), [other.schema])
    if other.wallets and not mine.wallets:
        has = sorted(other.wallets)
        agreed, differed = (replace(mine, wallets=frozenset({one})) for one in (has[0], _ANOTHER_NUMBER))
        yield question("wallet", agreed, differed, has)


def _of_both(sides: Sides) -> Iterator[_Question]:
    """What neither side says, where both can be asked: people's birth dates, numbers of everything else."""
    asked, known = sides.asked, sides.known
    if not asked.birth_dates and not known.birth_dates and _may_be_people(sides):
        listed = replace(sides, known=replace(known, birth_dates=(_BORN,)))
        agreed, differed = (
            replace(listed, asked=replace(asked, birth_dates=(day,))) for day in (_BORN, other_date([_BORN]))
        )
        yield _Question("birth date", agreed, differed, side="both")
    if not asked.documents and not known.documents:
        listed = replace(sides, known=replace(known, documents=frozenset({_NUMBER})))
        agreed, differed = (
            replace(listed, asked=replace(asked, documents=frozenset({one}))) for one in (_NUMBER, _ANOTHER_NUMBER)
        )
        yield _Question("document", agreed, differed, side="both")


def _may_be_people(sides: Sides) -> bool:
    return all(one.schema in _UNTOLD or schema(one.schema).is_a("Person") for one in (sides.asked, sides.known))


def _names(sides: Sides, reasons: Sequence[Reason], rules: Rules) -> Iterator[_Question]:
    """A part that only the listed person's name has, or of which only the initial was asked."""
    if not _may_be_people(sides) or (sides.asked.schema in _UNTOLD and sides.known.schema in _UNTOLD):
        return
    met = _that_met(sides.asked_names, reasons)
    alone = [one for one in reasons if one.feature == "only listed" and one.how == "alone"]
    of_fathers = {part.written for one in sides.known_names for part in one.name.parts if part.root is not None}
    fathers = [one for one in alone if one.known in of_fathers]
    for part in (fathers or sorted(alone, key=lambda one: one.weight))[:1]:
        agreed = _with_part(met, part.known, rules)
        differed = _with_part(met, _stranger(part.known, fathers=bool(fathers)), rules)
        fact: Fact = "father's name" if fathers else "full name"
        yield _name_question(fact, sides, agreed, differed, part.known)
    for one in reasons:
        if one.how == "initial" and len(one.asked) == 1 and len(one.known) > 1:
            agreed = _in_full(met, one.asked, one.known, rules)
            differed = _in_full(met, one.asked, _stranger(one.known, fathers=False), rules)
            yield replace(_name_question("given name", sides, agreed, differed, one.known), partial=True)
            return


def _name_question(fact: Fact, sides: Sides, agreed: Sequence[Name], differed: Sequence[Name], other: str) -> _Question:
    return _Question(
        fact, replace(sides, asked_names=agreed), replace(sides, asked_names=differed), other, of_names=True
    )


def _that_met(names: Sequence[Name], reasons: Sequence[Reason]) -> list[Name]:
    """The names asked that hold every part that met; a few, because a subject may have a thousand."""
    words = {word for one in reasons if one.feature == "name part" for word in one.asked.split()}
    holding = [name for name in names if words <= {part.written for part in name.parts}]
    return [*(holding or names)][:_MOST_NAMES]


def _stranger(part: str, *, fathers: bool) -> str:
    """A name that differs from this part, and begins otherwise."""
    word = next(word for word in _STRANGERS if word[0].lower() != part[:1].lower())
    return f"{word}ovich" if fathers else word


def _with_part(names: Sequence[Name], part: str, rules: Rules) -> list[Name]:
    return [prepare(f"{name.words} {part}", rules, person=True) for name in names]


def _in_full(names: Sequence[Name], initial: str, full: str, rules: Rules) -> list[Name]:
    """The names with one part in the place of its initial."""
    made = []
    for name in names:
        words = [part.written for part in name.parts]
        if initial in words:
            words[words.index(initial)] = full
            made.append(prepare(" ".join(words), rules, person=True))
        else:
            made.append(name)
    return made
