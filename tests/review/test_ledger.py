"""The ledger on both databases: steps are added, revisions keep people apart, and many are all or none."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import func, select, text

from tests.review.made_up import an_alert, known, open_for, opened, where, whom
from tizim.db.engine import writing
from tizim.db.schema import REVIEW_STEP
from tizim.errors import AlertChanged, BulkRefused, Decided, NoSuchAlert, ReviewError, StepRefused
from tizim.review.ledger import Ledger, Making, Which
from tizim.review.opening import (
    Opener,
    files_under_review,
    read_bookmark,
    subject_to_ask,
    subjects_to_ask,
    subjects_with_alerts,
    write_bookmark,
)
from tizim.review.policy import Policy
from tizim.review.silence import Close, Open, Update
from tizim.review.states import DECISIONS, LIVE, Alert, Step


def doing(kind: str, who: str = "anna", **said: str) -> Making:
    return lambda _alert, at: Step(kind, who, at, **said)  # type: ignore[arg-type]  # what a test says of a step


def deciding(who: str = "anna", decision: str = "dismissed") -> Making:
    return doing("decided", who, decision=decision, reason="other_name")


def test_an_alert_has_a_number_and_all_that_was_known(ledger: Ledger) -> None:
    made = an_alert(ledger)
    told = ledger.alert(made.number)
    assert (told.alert, made.number, made.file, made.reference) == (made, 1, "clients", "C-1")
    assert [one.kind for one in told.steps] == ["opened"]
    assert told.alert.known == known(whom().subject)
    assert ledger.replayed(1) == made
    assert an_alert(ledger, 2).number == 2
    assert ledger.verify() == ()


def test_there_is_no_alert_of_another_number(ledger: Ledger) -> None:
    for done in (ledger.alert, ledger.replayed, lambda number: ledger.act(number, deciding())):
        with pytest.raises(NoSuchAlert, match="came 9"):
            done(9)


def test_who_comes_second_is_told_who_decided_and_when(ledger: Ledger) -> None:
    made = an_alert(ledger)
    ledger.act(made.number, deciding("anna"), revision=1)
    with pytest.raises(Decided, match=r"expected revision 1, came 2: decided dismissed by anna at 20") as told:
        ledger.act(made.number, deciding("boris", "confirmed"), revision=1)
    assert (told.value.by, told.value.at) == ("anna", ledger.alert(1).steps[-1].at)
    ledger.act(made.number, doing("commented", words="as agreed"))
    with pytest.raises(Decided):
        ledger.act(made.number, doing("commented", words="too late"), revision=1)
    with pytest.raises(AlertChanged, match="commented by anna") as other:
        ledger.act(made.number, doing("commented", words="too late"), revision=2)
    assert not isinstance(other.value, Decided)
    with pytest.raises(ReviewError, match="expected revision 1 to 3, came 7"):
        ledger.act(made.number, deciding(), revision=7)
    assert len(ledger.alert(1).steps) == 3


def test_people_who_decide_at_once_lose_and_double_nothing(ledger: Ledger) -> None:
    made = an_alert(ledger)
    together = Barrier(6)

    def decide(number: int) -> str:
        together.wait()
        try:
            ledger.act(made.number, deciding(f"user {number}"), revision=1)
        except Decided as wrong:
            return wrong.by
        return "me"

    with ThreadPoolExecutor(6) as pool:
        told = list(pool.map(decide, range(6)))
    assert told.count("me") == 1
    assert set(told) - {"me"} == {f"user {told.index('me')}"}
    assert [one.kind for one in ledger.alert(1).steps] == ["opened", "decided"]


def test_people_who_look_at_different_alerts_do_not_wait_for_each_other(ledger: Ledger) -> None:
    open_for(ledger, [whom(number) for number in range(1, 41)])
    with ThreadPoolExecutor(8) as pool:
        done = list(pool.map(lambda number: ledger.act(number, doing("taken"), revision=1), range(1, 41)))
    assert {one.state for one in done} == {"in_review"}
    assert ledger.verify() == ()


def test_what_cannot_be_recorded_is_not_done(ledger: Ledger) -> None:
    made = an_alert(ledger)

    def broken(_steps: Sequence[tuple[Alert, Step]]) -> Sequence[str]:
        raise ReviewError("no room")

    with pytest.raises(ReviewError, match="no room"):
        ledger.act(made.number, deciding(), broken)
    with pytest.raises(ReviewError, match="no room"):
        Opener(ledger, Policy(), "tizim", broken).settle([whom(2)], lambda one, _: [Open(known(one.subject))])
    assert ledger.alert(1).alert == made
    assert len(ledger.alerts(Which())) == 1


def test_a_step_names_its_line_in_the_log(ledger: Ledger) -> None:
    an_alert(ledger)
    ledger.act(1, deciding(), lambda steps: [f"line {step.kind}" for _, step in steps])
    assert ledger.alert(1).steps[-1].line == "line decided"


def test_many_are_done_all_or_none_and_each_that_could_not_is_told(ledger: Ledger) -> None:
    open_for(ledger, [whom(number) for number in (1, 2, 3)])
    ledger.act(2, deciding())
    with pytest.raises(BulkRefused, match=r"^2 of 4 cannot be done, so none was: alert 2: it is dismissed") as told:
        ledger.act_on_all({1: 1, 2: None, 3: 1, 8: None}, doing("taken"))
    assert sorted(told.value.why) == [2, 8]
    assert {one.state for one in ledger.alerts(Which())} == {"new"}
    assert [one.assignee for one in ledger.act_on_all({3: 1, 1: 1}, doing("taken"))] == ["anna", "anna"]
    for none in ({}, dict.fromkeys(range(1001))):
        with pytest.raises(ReviewError, match="1 to 1,000"):
            ledger.act_on_all(none, doing("taken"))


def test_alerts_are_chosen_and_the_urgent_ones_come_first(ledger: Ledger) -> None:
    open_for(ledger, [whom(1), whom(2), whom(3, "others")])
    ledger.act(2, doing("escalated", due="2020-01-01", priority="urgent", reason="unclear"))
    ledger.act(3, doing("assigned", to="boris"))
    assert [one.number for one in ledger.alerts(Which())] == [2, 1, 3]
    assert [one.number for one in ledger.alerts(Which(), limit=1, start=1)] == [1]
    for which, numbers in (
        (Which(("escalated",)), [2]),
        (Which(assignee="boris"), [3]),
        (Which(assignee=""), [2, 1]),
        (Which(file="others"), [3]),
        (Which(reference="C-1"), [1]),
        (Which(dataset="elsewhere"), []),
        (Which(entity="made_up-p.1"), [2, 1, 3]),
        (Which(due_by="2020-01-01"), [2]),
        (Which(pending=True), []),
    ):
        assert [one.number for one in ledger.alerts(which)] == numbers
    ledger.act(1, doing("proposed", decision="dismissed"))
    assert [one.number for one in ledger.alerts(Which(pending=True))] == [1]
    assert ledger.count(Which(())) == {"new": 1, "in_review": 1, "escalated": 1}
    with pytest.raises(ReviewError, match="came 'burnt'"):
        ledger.alerts(Which(("burnt",)))


def test_who_was_judged_is_to_be_asked_again_until_they_were(ledger: Ledger) -> None:
    an_alert(ledger)
    assert subjects_to_ask(ledger, "clients") == ()
    ledger.act(1, deciding())
    assert subjects_to_ask(ledger, "clients") == (whom(1),)
    assert subject_to_ask(ledger, "clients", "C-1") == whom(1)
    Opener(ledger, Policy(), "tizim").settle([whom(1)], lambda *_: None)
    assert subjects_to_ask(ledger, "clients") == (whom(1),), "could not be asked, so it stays"
    Opener(ledger, Policy(), "tizim").settle([whom(1)], lambda *_: [])
    assert subject_to_ask(ledger, "clients", "C-1") is None
    ledger.act(1, doing("reopened", reason="mistake"))
    assert subjects_to_ask(ledger, "clients") == (whom(1),)
    ledger.act(1, deciding(decision="confirmed"))
    assert subjects_with_alerts(ledger, "clients") == (whom(1),)


def test_the_system_updates_and_closes_and_two_of_a_pair_are_never_live(ledger: Ledger) -> None:
    made = an_alert(ledger)
    done = open_for(ledger, [whom(1)], [Update(made, known(outcome="possible", score=0.4), ())])
    assert done.updated[0].priority == "normal"
    done = open_for(ledger, [whom(1)], [Close(done.updated[0], "delisted", "gone")])
    assert done.closed[0].state == "closed"
    open_for(ledger, [whom(1)], [Open(known(whom(1).subject), 2, 1)])
    with pytest.raises(Exception, match=r"(?i)unique"):
        open_for(ledger, [whom(1)], [Open(known(whom(1).subject), 2, 1)])
    assert sorted((one.number, one.state) for one in ledger.alerts(Which(()))) == [(1, "closed"), (2, "new")]


def test_a_file_that_is_taken_out_closes_its_alerts_and_is_forgotten(ledger: Ledger) -> None:
    open_for(ledger, [whom(1), whom(2), whom(3), whom(1, "others")])
    write_bookmark(ledger, "clients", {"lists": {"made_up": "2026"}})
    write_bookmark(ledger, "clients", {"lists": {"made_up": "2027"}})
    assert read_bookmark(ledger, "clients") == {"lists": {"made_up": "2027"}}
    assert files_under_review(ledger) == ("clients",)
    ledger.act(1, deciding())
    opener = Opener(ledger, Policy(), "tizim")
    assert [one.number for one in opener.close_all("clients", ["C-2"], "customer removed", "gone").closed] == [2]
    assert [one.number for one in opener.close_all("clients", None, "customer removed", "gone").closed] == [3]
    assert read_bookmark(ledger, "clients") is None
    assert ledger.count(Which(())) == {"new": 1, "dismissed": 1, "closed": 2}


def test_an_alert_that_is_not_what_its_steps_come_to_is_found(ledger: Ledger) -> None:
    open_for(ledger, [whom(1), whom(2), whom(3)])
    with writing(ledger.engine) as connection:
        connection.execute(text("update review_alert set state = 'dismissed' where number = 1"))
        connection.execute(text("update review_step set kind = 'burnt' where alert = 3"))
    assert [one.partition(":")[0] for one in ledger.verify()] == ["alert 1", "alert 3"]


class Reviewing(RuleBasedStateMachine):
    """Three people and the system do whatever they like to a few alerts, on revisions that may be old."""

    people = st.sampled_from(("anna", "boris", "carol"))
    numbers = st.integers(1, 3)
    behind = st.sampled_from((None, 0, 0, 0, 1))

    def __init__(self) -> None:
        super().__init__()
        from tempfile import TemporaryDirectory

        self.folder = TemporaryDirectory()
        self.ledger = opened(f"{self.folder.name}/review.sqlite")
        open_for(self.ledger, [whom(number) for number in (1, 2, 3)])
        self.accepted = 3

    def teardown(self) -> None:
        self.ledger.close()
        self.folder.cleanup()

    def act(self, number: int, make: Making, behind: int | None) -> None:
        now = self.ledger.alert(number).alert
        revision = None if behind is None else now.revision - behind
        try:
            made = self.ledger.act(number, make, revision=revision)
        except ReviewError as wrong:
            assert self.ledger.alert(number).alert == now
            assert revision == 0 or isinstance(wrong, StepRefused | AlertChanged)  # noqa: PT017  (a rule may be refused)
            return
        assert behind != 1
        assert made.revision == now.revision + 1
        self.accepted += 1

    @rule(number=numbers, who=people, behind=behind)
    def take(self, number: int, who: str, behind: int | None) -> None:
        self.act(number, doing("taken", who), behind)

    @rule(number=numbers, who=people, behind=behind, decision=st.sampled_from(DECISIONS))
    def propose(self, number: int, who: str, behind: int | None, decision: str) -> None:
        self.act(number, doing("proposed", who, decision=decision), behind)

    @rule(number=numbers, who=people, behind=behind, decision=st.sampled_from(DECISIONS))
    def decide(self, number: int, who: str, behind: int | None, decision: str) -> None:
        self.act(number, deciding(who, decision), behind)

    @rule(number=numbers, who=people, behind=behind)
    def reopen(self, number: int, who: str, behind: int | None) -> None:
        self.act(number, doing("reopened", who, reason="mistake"), behind)

    @rule(number=numbers, who=people, behind=behind)
    def decline(self, number: int, who: str, behind: int | None) -> None:
        self.act(number, doing("declined", who), behind)

    @rule(numbers=st.lists(numbers, unique=True, min_size=1), who=people)
    def escalate_some(self, numbers: list[int], who: str) -> None:
        try:
            self.ledger.act_on_all(dict.fromkeys(numbers), doing("escalated", who, reason="unclear"))
        except BulkRefused:
            return
        self.accepted += len(numbers)

    @rule(number=numbers)
    def close(self, number: int) -> None:
        alert = self.ledger.alert(number).alert
        if alert.is_live or alert.state == "confirmed":
            open_for(self.ledger, [whom(number)], [Close(alert, "delisted", "gone")])
            self.accepted += 1

    @invariant()
    def every_accepted_step_is_there_once_and_alerts_are_what_they_come_to(self) -> None:
        assert self.ledger.verify() == ()
        with self.ledger.engine.connect() as connection:
            assert connection.execute(select(func.count()).select_from(REVIEW_STEP)).scalar() == self.accepted
        for one in self.ledger.alerts(Which(())):
            assert one.proposal is None or one.state in LIVE


Reviewing.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestReviewing = Reviewing.TestCase


def test_a_ledger_is_opened_again_where_it_was(ledger: Ledger) -> None:
    an_alert(ledger)
    again = opened(where(ledger))
    assert again.alert(1) == ledger.alert(1)
    again.close()
