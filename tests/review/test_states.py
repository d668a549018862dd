"""What may be done with an alert, what its steps come to, and what no state allows."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.review.made_up import known
from tizim.errors import StepRefused
from tizim.review.facts import Change
from tizim.review.states import (
    DECISIONS,
    LIVE,
    STATES,
    Alert,
    Evidence,
    Opening,
    Step,
    after,
    is_same_person,
    opened,
    read_held,
    replayed,
)

AT = "2026-03-01T09:00:00.000Z"
FIRST = Step("opened", "tizim", AT, priority="high", due="2026-03-03", known=known())
OPENING = Opening(7, "clients", "C-1")
SEEN = Evidence("N01234567", "passport", "anna", "2026-03-01")


def step(kind: str, who: str = "anna", **said: object) -> Step:
    return Step(kind, who, AT, **said)  # type: ignore[arg-type]  # what a test says of a step


def alert(*steps: Step) -> Alert:
    return replayed(OPENING, [FIRST, *steps])


DISMISSED = step("decided", decision="dismissed", reason="other_name")
CONFIRMED = step("decided", decision="confirmed", reason="same_facts")


def test_a_new_alert_waits_for_somebody() -> None:
    made = alert()
    assert (made.state, made.revision, made.assignee, made.is_live) == ("new", 1, "", True)
    assert (made.name, made.entity, made.due) == ("Zarina Testova", "made_up-p.1", "2026-03-03")


def test_who_takes_it_has_it_and_another_may_take_it_over() -> None:
    taken = alert(step("taken"))
    assert (taken.state, taken.assignee) == ("in_review", "anna")
    with pytest.raises(StepRefused, match="has it already"):
        after(taken, step("taken", "Anna"))
    assert after(taken, step("taken", "boris")).assignee == "boris"


def test_what_is_escalated_is_urgent_and_anybodys() -> None:
    made = alert(step("taken"), step("escalated", priority="urgent", due="2026-03-02", reason="unclear"))
    assert (made.state, made.priority, made.due, made.assignee) == ("escalated", "urgent", "2026-03-02", "")
    with pytest.raises(StepRefused, match="already"):
        after(made, step("escalated"))
    assert after(made, step("taken", "chief")).state == "escalated"


@pytest.mark.parametrize("decision", DECISIONS)
def test_the_second_person_decides_what_the_first_proposed_and_nobody_else_does(decision: str) -> None:
    pending = alert(step("proposed", decision=decision, reason="x"))
    assert pending.proposal is not None
    assert (pending.state, pending.proposal.who, pending.proposal.decision) == ("in_review", "anna", decision)
    for same in ("anna", "ANNA", " a n n a", "ａｎｎａ"):
        with pytest.raises(StepRefused, match="a second person decides"):
            after(pending, step("decided", same, decision=decision))
    other = next(one for one in DECISIONS if one != decision)
    with pytest.raises(StepRefused, match=f"anna proposes {decision}"):
        after(pending, step("decided", "boris", decision=other))
    with pytest.raises(StepRefused, match="anna has proposed"):
        after(pending, step("proposed", "boris", decision=decision))
    made = after(pending, step("decided", "boris", decision=decision))
    assert made.decision is not None
    assert (made.state, made.decision.first, made.decision.who) == (decision, "anna", "boris")


def test_a_declined_proposal_leaves_it_live() -> None:
    made = alert(step("proposed", decision="dismissed"), step("declined", "boris", words="look at the passport"))
    assert (made.state, made.proposal) == ("in_review", None)
    with pytest.raises(StepRefused, match="a proposal to decline"):
        after(made, step("declined"))


def test_new_facts_withdraw_a_proposal_that_was_made_without_them() -> None:
    changes = (Change("entry", "names", (), ("Z. Testova",)),)
    made = alert(step("proposed", decision="dismissed"), step("updated", "tizim", known=known(), changes=changes))
    assert (made.proposal, made.changes) == (None, changes)


@pytest.mark.parametrize("decided", [DISMISSED, CONFIRMED])
@pytest.mark.parametrize("kind", ["taken", "assigned", "escalated", "proposed", "decided"])
def test_what_is_decided_must_be_reopened_first(decided: Step, kind: str) -> None:
    with pytest.raises(StepRefused, match="reopen it first"):
        after(alert(decided), step(kind, "boris", decision="dismissed"))


def test_what_is_reopened_is_live_again_and_keeps_its_past() -> None:
    steps = [FIRST, DISMISSED, step("reopened", "boris", reason="mistake", due="2026-04-01")]
    made = replayed(OPENING, steps)
    assert (made.state, made.decision, made.assignee, made.due) == ("in_review", None, "boris", "2026-04-01")
    with pytest.raises(StepRefused, match="in_review"):
        after(made, step("reopened"))


def test_the_system_closes_what_is_live_or_confirmed_and_says_why() -> None:
    closed = step("closed", "tizim", reason="delisted", words="not in made_up at 2026-03-01")
    for before in (alert(), alert(step("taken")), alert(CONFIRMED)):
        made = after(before, closed)
        assert (made.state, made.closed) == ("closed", "delisted")
    for state in (alert(DISMISSED), alert(closed)):
        with pytest.raises(StepRefused):
            after(state, closed)
        with pytest.raises(StepRefused):
            after(state, step("updated", "tizim", known=known()))


def test_a_comment_has_words_and_not_too_many() -> None:
    for words, told in (("  ", "some words"), ("x" * 10_001, "at most 10,000")):
        with pytest.raises(StepRefused, match=told):
            after(alert(), step("commented", words=words))
    assert alert(DISMISSED, step("commented", words="for the file")).state == "dismissed"


def test_a_step_nobody_knows_and_a_decision_that_is_none_are_refused() -> None:
    with pytest.raises(StepRefused, match="'burnt'"):
        after(alert(), step("burnt"))
    with pytest.raises(StepRefused, match="'guilty'"):
        after(alert(), step("decided", decision="guilty"))
    with pytest.raises(StepRefused, match="opened first"):
        opened(OPENING, DISMISSED)


def test_an_account_is_one_person_however_it_is_typed() -> None:
    assert is_same_person("Anna  B", "anna b")
    assert not is_same_person("anna", "anne")


KINDS: dict[str, Callable[[str], Step]] = {
    "taken": lambda who: step("taken", who),
    "assigned": lambda who: step("assigned", who, to="carol"),
    "commented": lambda who: step("commented", who, words="noted"),
    "escalated": lambda who: step("escalated", who, reason="unclear", priority="urgent", due="2026-03-02"),
    "proposed": lambda who: step(
        "proposed", who, decision="dismissed", reason="other_name", until="2027-01-01", evidence=SEEN
    ),
    "declined": lambda who: step("declined", who),
    "dismissed": lambda who: step("decided", who, decision="dismissed", reason="other_name"),
    "confirmed": lambda who: step("decided", who, decision="confirmed", reason="same_facts"),
    "reopened": lambda who: step("reopened", who, reason="mistake"),
    "updated": lambda _who: step(
        "updated", "tizim", known=known(score=0.5), changes=(Change("score", "outcome", (), ()),)
    ),
    "closed": lambda _who: step("closed", "tizim", reason="delisted", words="gone"),
}


@given(st.lists(st.tuples(st.sampled_from(sorted(KINDS)), st.sampled_from(("anna", "boris", "Anna"))), max_size=25))
def test_whatever_is_tried_an_alert_is_what_its_accepted_steps_come_to(tried: list[tuple[str, str]]) -> None:
    made, accepted = opened(OPENING, FIRST), [FIRST]
    for kind, who in tried:
        one = KINDS[kind](who)
        try:
            following = after(made, one)
        except StepRefused:
            continue
        made, accepted = following, [*accepted, one]
        assert made.state in STATES
        assert made.revision == len(accepted)
        assert (made.decision is not None) == (made.state in DECISIONS) or made.state == "closed"
        assert made.proposal is None or made.state in LIVE
        if made.decision is not None and made.decision.first:
            assert not is_same_person(made.decision.first, made.decision.who)
    assert replayed(OPENING, accepted) == made
    written = [Step.read(one.kind, one.who, one.at, json.loads(json.dumps(one.body()))) for one in accepted]
    assert written == accepted
    fields = read_held(json.loads(json.dumps(made.held())))
    assert all(getattr(made, name) == value for name, value in fields.items())
