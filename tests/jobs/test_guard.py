"""The guard's decision as a table."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tizim.errors import SourceError, SuspiciousVersion, UndeclaredExcerpt, UnknownFields, UnreadableSource
from tizim.jobs.guard import Expectation, Outcome, judged

WHOLE = Outcome("a_list", records=1000, entities=1000, rejected=0, unknown={}, previous=1000)
USUAL = Expectation(min_records=800, max_reject_share=0.01, max_loss_share=0.10)
UNKNOWN: Mapping[str, tuple[int, str]] = {"SHOE_SIZE": (3, "record 7"), "KIND=moon": (1, "record 9")}


@pytest.mark.parametrize(
    ("outcome", "refusal"),
    [
        (replace(WHOLE, records=0, entities=0), UnreadableSource),
        (replace(WHOLE, records=1001), UnreadableSource),
        (replace(WHOLE, unknown=UNKNOWN), UnknownFields),
        (replace(WHOLE, declared=1400), UndeclaredExcerpt),
        (replace(WHOLE, excerpt="only the aliases"), UndeclaredExcerpt),
        (replace(WHOLE, records=799, entities=799, previous=None), SuspiciousVersion),
        (replace(WHOLE, records=899, entities=899), SuspiciousVersion),
        (replace(WHOLE, records=1000, entities=989, rejected=11), SuspiciousVersion),
    ],
)
def test_what_looks_damaged_is_refused(outcome: Outcome, refusal: type[SourceError]) -> None:
    judgement = judged(outcome, USUAL)
    assert isinstance(judgement.refusals[0], refusal)
    with pytest.raises(refusal):
        judgement.require()


@pytest.mark.parametrize(
    "outcome",
    [
        WHOLE,
        replace(WHOLE, declared=1000),
        replace(WHOLE, records=900, entities=900),
        replace(WHOLE, records=800, entities=800, previous=None),
        replace(WHOLE, entities=990, rejected=10),
        replace(WHOLE, records=5000, entities=5000),
    ],
)
def test_what_looks_whole_may_come_in(outcome: Outcome) -> None:
    assert judged(outcome, USUAL).require() == ()


def test_unknown_fields_are_named_with_their_count_first_place_and_remedy() -> None:
    with pytest.raises(UnknownFields) as met:
        judged(replace(WHOLE, unknown=UNKNOWN), USUAL).require()
    assert met.value.names == ("KIND=moon", "SHOE_SIZE")
    assert "SHOE_SIZE (3 times, first in record 7)" in str(met.value)
    assert '--accept "field:SHOE_SIZE"' in str(met.value)


def test_accepting_one_field_does_not_accept_another() -> None:
    with pytest.raises(UnknownFields) as met:
        judged(replace(WHOLE, unknown=UNKNOWN), replace(USUAL, accept=("field:SHOE_SIZE",))).require()
    assert met.value.names == ("KIND=moon",)


def test_accepted_fields_are_told_as_overruled() -> None:
    expected = replace(USUAL, accept=("field:SHOE_SIZE", "field:KIND=moon"))
    assert judged(replace(WHOLE, unknown=UNKNOWN), expected).require() == ("field:KIND=moon", "field:SHOE_SIZE")


def test_a_loss_that_a_person_accepts_is_told_with_its_numbers() -> None:
    lost = replace(WHOLE, records=500, entities=500)
    overruled = judged(lost, replace(USUAL, accept=("fewer-records",))).require()
    assert len(overruled) == 1
    assert overruled[0].startswith("fewer-records: ")
    assert "500 fewer" in overruled[0]


def test_rejects_that_a_person_accepts_do_not_excuse_a_loss() -> None:
    outcome = replace(WHOLE, records=600, entities=500, rejected=100)
    with pytest.raises(SuspiciousVersion, match="fewer than the 1,000"):
        judged(outcome, replace(USUAL, accept=("many-rejects",))).require()


def test_an_excerpt_that_is_called_one_may_be_small_but_not_replace_a_whole_list() -> None:
    called = replace(USUAL, called_excerpt=True)
    small = replace(WHOLE, records=3, entities=3, declared=1000, previous=None)
    assert judged(small, called).require() == ()
    with pytest.raises(SuspiciousVersion):
        judged(replace(small, previous=1000), called).require()


def test_every_refusal_says_what_to_do_about_it() -> None:
    for outcome, remedy in (
        (replace(WHOLE, declared=1400), "--excerpt"),
        (replace(WHOLE, records=5, entities=5), "--accept fewer-records"),
        (replace(WHOLE, entities=0, rejected=1000, previous=None), "--accept many-rejects"),
    ):
        assert remedy in str(judged(outcome, USUAL).refusals[0])
