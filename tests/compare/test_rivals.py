"""One list names a person once: entries of a list stand beside each other."""

import itertools
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import entity
from tests.screen.test_completeness import snapshot_of
from tizim.compare.rivals import MOST_OF_A_GAP, Weighed, beside_rivals
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import Comparison, logistic
from tizim.model.subject import Subject
from tizim.model.verdict import Reason
from tizim.screen.screening import screen

RULES = shipped()


def weighed(log_odds: float, dataset: str = "a list", number: float = 0.0) -> Weighed:
    reasons = [Reason("name part", log_odds - number, "x", "x", "same")]
    if number:
        reasons.append(Reason("document", number, "N1", "N1", "same"))
    return Weighed(dataset, f"entry at {log_odds}", Comparison(logistic(log_odds), log_odds, tuple(reasons)))


def after(*entries: Weighed) -> list[float]:
    return [one.log_odds for one in beside_rivals(entries, RULES)]


def test_an_entry_beside_a_better_one_of_its_list_is_less_likely() -> None:
    better, worse = beside_rivals([weighed(8.0), weighed(4.0)], RULES)
    assert (better.log_odds, better.reasons) == (8.0, weighed(8.0).comparison.reasons)
    assert worse.log_odds == pytest.approx(4.0 + 4.0 * RULES["other_fits_better"])
    assert worse.reasons[-1].feature == "other entry"
    assert worse.reasons[-1].known == "entry at 8.0"
    assert worse.score == pytest.approx(logistic(sum(reason.weight for reason in worse.reasons)))


def test_two_that_fit_equally_stay() -> None:
    assert after(weighed(5.0), weighed(5.0)) == [5.0, 5.0]


def test_another_list_may_name_the_same_person() -> None:
    assert after(weighed(8.0, "one"), weighed(4.0, "another")) == [8.0, 4.0]


def test_what_fits_very_well_stays_whatever_fits_better() -> None:
    assert after(weighed(60.0), weighed(20.0))[1] == pytest.approx(20.0 + MOST_OF_A_GAP * RULES["other_fits_better"])


def test_a_shared_document_is_not_explained_away_and_does_not_explain_away() -> None:
    assert after(weighed(6.0), weighed(2.0, number=1.5)) == [6.0, 2.0]
    assert after(weighed(15.0, number=14.0), weighed(4.0)) == [15.0, 4.0]


def test_an_entry_that_somebody_found_not_to_be_them_speaks_against_none_and_stays_as_it_is() -> None:
    best, other, worst = weighed(8.0), weighed(6.0), weighed(2.0)
    known = replace(best, is_another=True)
    assert after(known, other, worst) == [8.0, 6.0, pytest.approx(2.0 + 4.0 * RULES["other_fits_better"])]
    assert after(best, replace(other, is_another=True))[1] == after(best, other)[1]


@given(st.lists(st.floats(-20, 20), min_size=1, max_size=6))
def test_the_order_stays_and_nothing_rises(odds: list[float]) -> None:
    made = after(*map(weighed, odds))
    assert max(made) == max(odds)
    assert all(new <= old for new, old in zip(made, odds, strict=True))
    ranked = sorted(range(len(odds)), key=lambda at: odds[at])
    assert all(made[one] <= made[other] + 1e-9 for one, other in itertools.pairwise(ranked))


FAMILY = [
    entity("father", "Ahmad Hasan Yusuf"),
    entity("son", "Temirlan Ahmad Hasan Yusuf"),
]


def test_asked_for_the_father_the_son_is_no_answer() -> None:
    verdict = screen(Subject("Person", ["Ahmad Hasan Yusuf"]), snapshot_of(FAMILY), RULES)
    assert [hit.entity.id for hit in verdict.hits] == ["made_up-father"]


def test_without_the_father_on_the_list_the_son_is_asked_about() -> None:
    verdict = screen(Subject("Person", ["Ahmad Hasan Yusuf"]), snapshot_of(FAMILY[1:]), RULES)
    assert [hit.entity.id for hit in verdict.hits] == ["made_up-son"]


def test_a_hit_beside_a_better_one_says_which() -> None:
    entries = [entity("one", "Temirlan Osgood Quillfeather"), entity("other", "Temirlan Osgoode Quillfether")]
    verdict = screen(Subject("Person", ["Temirlan Osgood Quillfeather"]), snapshot_of(entries), RULES)
    assert [hit.entity.id for hit in verdict.hits] == ["made_up-one", "made_up-other"]
    (said,) = [reason for reason in verdict.hits[1].reasons if reason.feature == "other entry"]
    assert said.known.endswith(verdict.hits[0].entity.reference)
