"""The arithmetic of the quality report, on numbers a reader can check by hand."""

import numpy as np
import pytest

from bench.quality.measures import (
    Confusion,
    calibration_error,
    first_place,
    fixed_bins,
    mass_bins,
    shifted,
    threshold_for,
    wilson,
)
from bench.quality.misses import why
from bench.quality.nationalities import culture_of
from bench.quality.written import script_of


def test_a_threshold_at_equal_false_alarms_lets_no_more_alert_than_allowed() -> None:
    best = [0.9, 0.8, 0.8, 0.2, *[0.0] * 96]
    for allowed in (0.0, 0.01, 0.02, 0.04):
        at = threshold_for(best, allowed)
        assert sum(score >= at for score in best) <= allowed * len(best)


def test_first_place_is_shared_by_those_that_tie() -> None:
    assert first_place({"a": 0.9, "b": 0.5}, frozenset({"a"})) == 1
    assert first_place({"a": 0.9, "b": 0.9}, frozenset({"a"})) == 0.5
    assert first_place({"a": 0.4, "b": 0.9}, frozenset({"a"})) == 0
    assert first_place({}, frozenset({"a"})) == 0


def test_the_interval_of_no_alarm_still_allows_some() -> None:
    low, high = wilson(0, 1000)
    assert low == pytest.approx(0)
    assert 0.003 < high < 0.005


def test_precision_recall_and_accuracy_are_of_the_same_four_counts() -> None:
    cells = Confusion.of([True, True, False, False], [0.9, 0.1, 0.8, 0.2], 0.5)
    assert (cells.both, cells.missed, cells.said_only, cells.neither) == (1, 1, 1, 1)
    assert (cells.precision, cells.recall, cells.f1, cells.accuracy) == (0.5, 0.5, 0.5, 0.5)


def test_scores_that_say_how_often_they_are_right_have_no_calibration_error() -> None:
    scores = np.array([0.25] * 400 + [0.75] * 400)
    right = np.array(([1.0] + [0.0] * 3) * 100 + ([1.0] * 3 + [0.0]) * 100)
    assert calibration_error(fixed_bins(scores, right)) == pytest.approx(0)
    assert calibration_error(mass_bins(scores, right, 8)) == pytest.approx(0)
    assert calibration_error(fixed_bins(np.full(800, 0.9), right)) == pytest.approx(0.4)


def test_moving_the_scores_gives_them_the_mean_of_what_is_right() -> None:
    scores, right = np.array([0.2, 0.4, 0.6, 0.99]), np.array([0.0, 0.0, 1.0, 0.0])
    moved, by = shifted(scores, right)
    assert float(moved.mean()) == pytest.approx(0.25, abs=1e-6)
    assert by < 0
    assert list(np.argsort(moved)) == list(np.argsort(scores))


def test_a_miss_is_told_by_what_the_names_share() -> None:
    assert why("Abu Example", ["Anna Specimen"]) == "shares no part"
    assert why("Anna Example", ["Anna Specimen"]) == "shares one part"
    assert why("NOE", ["New Orchard Example"]) == "acronym"
    assert why("Анна Пример", ["Anna Example"]) == "another script: asked in Cyrillic, 2 parts"


def test_every_name_has_a_script_and_every_nationality_a_group() -> None:
    assert (script_of("Пример 2"), script_of("مثال"), script_of("12")) == ("Cyrillic", "Arabic", "none")
    assert culture_of("Kazakhstan", "global") == "Turkic, Central Asian"
    assert culture_of("Atlantis", "global") == "other"
    assert culture_of("", "congress") == "Western"
