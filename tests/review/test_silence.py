"""A dismissed pair comes back exactly when something that matters is another, and then says what."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import entity
from tests.review.made_up import ENTRY, RULES, ZARINA, known
from tizim.index.records import record_of
from tizim.model.listing import Sighting
from tizim.review.facts import FIELDS, Change, changed, digest, entry_facts, subject_facts
from tizim.review.known import Known
from tizim.review.silence import Close, Gone, Open, Update, about, is_silent, judged, plan
from tizim.review.states import Alert, Opening, Step, replayed

AT, TODAY = "2026-03-01T09:00:00.000Z", "2026-06-01"


def alert(one: Known, *steps: Step, round_: int = 1, number: int = 1) -> Alert:
    first = Step("opened", "tizim", AT, known=one, priority="high", due="2026-03-03")
    return replayed(Opening(number, "clients", "C-1", round_), [first, *steps])


def dismissed(one: Known, **said: Any) -> Alert:
    return alert(one, Step("decided", "anna", AT, decision="dismissed", reason="other_name", **said))


VALUES = st.lists(st.sampled_from(("a", "b", "c d", "ә", "1971")), max_size=3).map(tuple)
FACTS = st.dictionaries(st.sampled_from(FIELDS), VALUES, max_size=5)


@given(FACTS, FACTS, st.sampled_from(("hit", "possible")), st.sampled_from(("hit", "possible")), st.floats(0.2, 0.99))
def test_a_dismissed_pair_comes_back_exactly_when_something_that_matters_is_another(
    before: dict[str, tuple[str, ...]], after: dict[str, tuple[str, ...]], was: str, became: str, score: float
) -> None:
    old = known(entry=before, outcome=was)
    new = replace(known(entry=after, outcome=became, score=score), rules="3-other@0.1/0.9", published="2027-01-01")
    same = {one: set(values) for one, values in before.items() if values} == {
        one: set(values) for one, values in after.items() if values
    }
    done = about([dismissed(old)], new, TODAY)
    assert (done is None) == (same and was == became)
    assert is_silent([dismissed(old)], new, TODAY) == (done is None)
    if isinstance(done, Open):
        assert (done.round, done.former) == (2, 1)
        for change in done.changes:
            if change.side == "entry":
                assert set(change.before) == set(before.get(change.field, ())) - set(after.get(change.field, ()))
                assert set(change.after) == set(after.get(change.field, ())) - set(before.get(change.field, ()))
    assert (digest(before) == digest(after)) == same


def test_case_blanks_and_order_are_no_change() -> None:
    after = {**ENTRY, "names": ("ЗАРИНА  ТЕСТОВА", "zarina testova-osgood")}
    assert changed("entry", ENTRY, after) == ()
    assert digest(ENTRY) == digest(after)


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (replace(ZARINA, names=["Zarina Testova", "Z. T."]), "names"),
        (replace(ZARINA, birth_date="1971-05-04"), "birth dates"),
        (replace(ZARINA, countries=["uz"]), "countries"),
        (replace(ZARINA, documents=["N7654321"]), "documents"),
        (replace(ZARINA, gender="female"), "genders"),
        (replace(ZARINA, kind="Thing"), "kind"),
        (replace(ZARINA, wallets=["1BoatSLRHtKNngkdXEeobR76b53LETtpyT"]), "wallets"),
    ],
)
def test_a_customer_who_is_another_brings_it_back_and_it_says_in_what(other: Any, field: str) -> None:
    done = about([dismissed(known())], known(other), TODAY)
    assert isinstance(done, Open)
    assert field in [one.field for one in done.changes if one.side == "subject"]


@pytest.mark.parametrize("other", [replace(ZARINA, addresses=["1 Sample Street"]), replace(ZARINA, id="C-2")])
def test_what_does_not_matter_of_a_customer_keeps_it_silent(other: Any) -> None:
    assert about([dismissed(known())], known(other), TODAY) is None


def test_a_decision_for_a_time_is_over_after_its_last_day() -> None:
    before = dismissed(known(), until="2026-06-01")
    assert about([before], known(), "2026-06-01") is None
    done = about([before], known(), "2026-06-02")
    assert isinstance(done, Open)
    assert str(done.changes[0]) == "review: distinguished until: 2026-06-01 → over"


def test_what_is_live_or_confirmed_is_brought_up_to_date_only_where_something_is_another() -> None:
    confirmed = alert(known(), Step("decided", "anna", AT, decision="confirmed", reason="same_facts"))
    for before in (alert(known()), confirmed):
        assert about([before], known(score=0.96), TODAY) is None
        done = about([before], known(outcome="possible", score=0.3), TODAY)
        assert isinstance(done, Update)
        assert done.changes == (Change("score", "outcome", ("hit", "0.950"), ("possible", "0.300")),)


def test_what_was_closed_comes_back_as_a_new_alert_that_says_so() -> None:
    closed = alert(known(), Step("closed", "tizim", AT, reason="delisted"))
    done = about([closed], known(), TODAY)
    assert isinstance(done, Open)
    assert str(done.changes[0]) == "review: hit: delisted → a hit again"


def test_what_somebody_judged_still_counts_after_the_system_closed_a_later_alert() -> None:
    other = known(entry={**ENTRY, "birth dates": ("1980",)})
    later = alert(other, Step("closed", "tizim", AT, reason="no longer a hit"), round_=2, number=2)
    both = [dismissed(known()), later]
    assert about(both, known(), TODAY) is None
    again = about(both, other, TODAY)
    assert isinstance(again, Open)
    assert (again.round, again.former) == (3, 1)
    confirmed = alert(
        other, Step("decided", "anna", AT, decision="confirmed"), Step("closed", "tizim", AT, reason="x"), round_=3
    )
    assert judged([*both, confirmed]) is None


def test_a_plan_opens_what_is_found_and_closes_what_is_gone() -> None:
    new, old = known(entity="made_up-p.2"), alert(known())
    gone = {"made_up-p.1": Gone("delisted", "not in made_up"), "made_up-p.3": Gone("delisted", "never alerted")}
    done = plan({"made_up-p.1": [old]}, {"made_up-p.2": new}, gone, TODAY)
    assert done == [Open(new), Close(old, "delisted", "not in made_up")]
    assert plan({"made_up-p.1": [dismissed(known())]}, {}, gone, TODAY) == []


def test_the_facts_of_an_entry_are_those_that_screening_compares() -> None:
    one = entity(
        "p.9", "Zarina Testova", birthDate=["1971"], nationality=["kz"], gender=["female"], passportNumber=["N01234567"]
    )
    facts = entry_facts(record_of(one, [Sighting("2026-03-01T00:00:00Z", present=True, start="2020-01-15")]))
    assert facts == {
        "kind": ("Person",),
        "names": ("Zarina Testova",),
        "birth dates": ("1971",),
        "countries": ("kz",),
        "genders": ("female",),
        "documents": ("N01234567",),
        "listed": ("LISTED", "2020-01-15"),
    }
    assert subject_facts(ZARINA, RULES)["documents"] == ("N01234567",)
    assert Known.read(known().as_plain()) == known()
    assert known().digests == (digest(known().asked), digest(ENTRY))
