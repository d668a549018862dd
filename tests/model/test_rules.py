"""The rules as a value: what names them, and the share of true matches found between the thresholds that were measured."""

from dataclasses import replace

import pytest

from tizim.compare.rules_file import shipped
from tizim.errors import RulesError
from tizim.model.rules import Found

FOUND = Found((0.1, 0.5, 0.9), (0.9, 0.8, 0.6), (1.0, 0.9, 0.8))


@pytest.mark.parametrize(
    ("threshold", "share"), [(0.05, 0.9), (0.1, 0.9), (0.3, 0.85), (0.5, 0.8), (0.7, 0.7), (0.9, 0.6), (0.95, 0.3)]
)
def test_the_share_found_is_read_between_what_was_measured(threshold: float, share: float) -> None:
    assert FOUND.share(threshold, dated=0.0) == pytest.approx(share)


def test_birth_dates_count_as_often_as_customers_have_them() -> None:
    assert FOUND.share(0.5, dated=1.0) == pytest.approx(0.9)
    assert FOUND.share(0.5, dated=0.25) == pytest.approx(0.825)


def test_a_share_measured_up_to_a_score_of_1_needs_no_guess() -> None:
    assert Found((0.0, 1.0), (1.0, 0.2), (1.0, 0.2)).share(0.75, dated=0.0) == pytest.approx(0.4)


def test_other_thresholds_make_another_full_version_and_the_same_version() -> None:
    rules = shipped()
    lowered = replace(rules, possible=0.25)
    assert lowered.version == rules.version
    assert lowered.full_version == f"{rules.version}@0.25/{rules.hit}"
    assert rules.full_version == f"{rules.version}@{rules.possible}/{rules.hit}"


@pytest.mark.parametrize(("possible", "hit"), [(0.0, 0.9), (0.95, 0.9), (0.5, 1.0), (-0.1, 0.5)])
def test_thresholds_that_make_no_sense_are_refused_where_they_stand(possible: float, hit: float) -> None:
    with pytest.raises(RulesError, match="here: expected 0 < possible <= hit < 1"):
        replace(shipped(), possible=possible, hit=hit).require_thresholds("here")
