"""What each threshold would come to: counts from scores that are made up, and from a real index."""

import json
from collections import Counter
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest

from tizim.compare.rules_file import shipped
from tizim.errors import SubjectError
from tizim.jobs.tuning import LOWEST, Tuning, grid, lowered, tuned, wilson
from tizim.model.listing import ListingAnswer, ListingStatus
from tizim.model.rules import Found
from tizim.model.subject import Subject
from tizim.model.verdict import Hit, ListedEntity, Verdict
from tizim.workspace import Tizim

RULES = replace(shipped(), possible=0.5, hit=0.9, found=Found((0.1, 0.9), (0.9, 0.5), (1.0, 0.6)))
LISTED = ListedEntity("made_up-1", "Person", "made_up", "1", "Grey Heron", ("Grey Heron",))
LISTING = ListingAnswer(ListingStatus.LISTED, "made up", "2020-01-01")
LONG = "heron " * 2000


def answer(subject: Subject) -> Verdict:
    """The score is the subject's id: none where it has none, not screened where it is "?"."""
    if subject.id == "?":
        return Verdict(subject, "not_screened", reason="made up")
    if subject.id is None:
        return Verdict(subject, "clear")
    return Verdict(
        subject,
        "possible",
        (Hit(LISTED, 0.05, (), LISTING, "possible"), Hit(LISTED, float(subject.id), (), LISTING, "possible")),
    )


def person(score: str | None, name: str = "Grey Heron", birth_date: str | None = None) -> Subject:
    return Subject(kind="Person", names=[name], id=score, birth_date=birth_date)


def trial(*scores: str | None) -> Tuning:
    return tuned([person(score) for score in scores], answer, RULES)


def test_a_threshold_alerts_on_the_best_scores_that_reach_it() -> None:
    tuning = trial("0.95", "0.9", "0.6", "0.5", "0.2", None, "?")
    level = tuning.at(0.5)
    assert (level.hit, level.possible, level.clear, level.not_screened, level.alerts) == (2, 2, 2, 1, 4)
    assert level.per_thousand == pytest.approx(1000 * 4 / 6)
    assert (tuning.at(0.51).alerts, tuning.at(0.1).alerts) == (3, 5)


def test_where_the_alerts_are_split_can_be_asked_too() -> None:
    tuning = trial("0.95", "0.9", "0.6")
    assert (tuning.at(0.5, hit=0.6).hit, tuning.at(0.5, hit=0.93).hit) == (3, 1)
    assert tuning.at(0.95).hit == tuning.at(0.95).alerts == 1


def test_rows_that_make_no_subject_count_as_not_screened() -> None:
    tuning = tuned([None, person("0.9")], answer, RULES)
    assert (tuning.customers, tuning.unscreened, tuning.at(0.5).alerts) == (2, 1, 1)
    assert tuning.at(0.5).per_thousand == 1000


def test_who_was_asked_in_part_is_not_clear_above_the_score_that_was_found() -> None:
    tuning = tuned([person("0.6", LONG), person(None)], answer, RULES)
    assert (tuning.at(0.5).possible, tuning.at(0.5).not_screened) == (1, 0)
    assert (tuning.at(0.7).clear, tuning.at(0.7).not_screened) == (1, 1)


def test_levels_have_steps_finer_ones_at_the_thresholds_in_force_and_those_asked_about() -> None:
    levels = tuned([person("0.6")], answer, RULES, also=(0.623,)).levels
    at = [level.threshold for level in levels]
    assert at == sorted(set(at))
    assert {0.05, 0.1, 0.47, 0.48, 0.5, 0.53, 0.623, 0.87, 0.93, 0.95, 0.99} <= set(at)
    assert all(before.alerts >= after.alerts for before, after in pairwise(levels))


def test_everybody_is_screened_as_low_as_anything_that_is_asked_about() -> None:
    assert lowered(RULES).possible == LOWEST
    assert lowered(RULES, (0.01, 0.9)).possible == 0.01
    assert (lowered(RULES).hit, lowered(RULES).version) == (RULES.hit, RULES.version)
    assert grid(RULES, 0.01, (0.01,))[0] == 0.01
    with pytest.raises(SubjectError, match="between 0 and 1"):
        lowered(RULES, (1.2,))


def test_of_thresholds_below_the_trial_nothing_is_known() -> None:
    with pytest.raises(SubjectError, match=r"from 0\.05 to below 1"):
        trial("0.6").at(0.04)


def test_expected_misses_go_by_the_share_of_customers_with_a_birth_date() -> None:
    assert trial("0.6").at(0.9).missed == pytest.approx(0.5)
    dated = tuned([person(None, birth_date="1971"), person(None)], answer, RULES)
    assert dated.dated == 1
    undated = [person(None, birth_date="nobody knows"), None, person("?", birth_date="1971")]
    assert tuned(undated, answer, RULES).dated == 0
    assert dated.at(0.9).missed == pytest.approx(0.45)


def test_rules_that_were_not_measured_promise_nothing() -> None:
    assert tuned([person("0.6")], answer, replace(RULES, found=None)).at(0.5).missed is None


def test_nobody_is_no_rate_and_no_error() -> None:
    level = tuned([], answer, RULES).at(0.5)
    assert (level.alerts, level.per_thousand, level.low, level.high) == (0, 0, 0, 1000)


def test_progress_is_told() -> None:
    told: list[int] = []
    tuned([person(None)] * 250, answer, RULES, progress=told.append)
    assert told == [100, 200]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 29, 0.0061, 0.1718), (81, 263, 0.2553, 0.3662)],
)
def test_the_interval_is_wilson_s(count: int, of: int, low: float, high: float) -> None:
    """The last two are published examples (R. G. Newcombe, 1998, table I)."""
    assert list(wilson(count, of)) == pytest.approx([low, high], abs=5e-5)


@pytest.mark.shared
@pytest.mark.uncovered
def test_on_a_whole_list_every_threshold_gives_what_screening_under_it_gives(shared: Path, home: Path) -> None:
    """Names put together by chance from the list's own parts: as near to its entries as customers come."""
    chance = Random(5)
    with Tizim(home) as tz:
        tz.lists.add("au_dfat_sanctions", shared / "lists" / "au" / "dfat_consolidated_2026-07-23.xlsx")
        tz.export(home / "names.ftm.json", format="ftm")
        people = [
            one
            for one in map(json.loads, (home / "names.ftm.json").read_text().splitlines())
            if one["schema"] == "Person"
        ]
        names = [one["properties"]["name"][0].split() for one in people]
        asked = [
            Subject(kind="Person", names=[f"{chance.choice(names)[0]} {chance.choice(names)[-1]}"], birth_date=birth)
            for birth in (None, "1971") * 250
        ]
        tuning = tz.tune(asked)
    assert tuning.at(LOWEST).alerts > 20
    for possible, hit in ((0.05, 0.5), (0.3, 0.9), (0.5, 0.9), (0.8, 0.95)):
        with Tizim(home, rules=replace(shipped(), possible=possible, hit=hit)) as tz:
            outcomes = Counter(verdict.outcome for verdict in tz.screen_many(asked))
        level = tuning.at(possible, hit=hit)
        assert (level.hit, level.possible, level.clear) == (outcomes["hit"], outcomes["possible"], outcomes["clear"])
