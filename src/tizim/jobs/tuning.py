"""What each threshold would come to on one's own customers: alerts to look at, and true matches that would be missed.

Everybody is screened once, far below the thresholds in force, and only the best score of each is kept: no name, no entry. From
these it follows what any higher threshold gives, exactly as if it had been screened under it. Misses can't be counted on
customers, for nobody knows who among them is listed: they are read off what was measured with the rules (`Rules.found`).
Start at `tuned`.
"""

import math
from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from tizim.compare.asked import understand
from tizim.errors import SubjectError
from tizim.model.free_dates import read_any_date
from tizim.model.rules import Rules
from tizim.model.subject import Subject
from tizim.model.verdict import Searched, Verdict

LOWEST = 0.05
"""the threshold everybody is screened under, unless a lower one is asked about"""
STEP, FINE_STEP, FINE = 0.05, 0.01, 0.03
"""steps of the table; the finer ones reach FINE to each side of the thresholds in force"""
_Z = 1.959963984540054
"""of a two-sided interval of 95 %"""
_TOLD_EVERY = 100


@dataclass(frozen=True, slots=True)
class Level:
    """What one threshold, as `possible`, would come to.

    hit, possible, clear, not_screened: customers by outcome. per_thousand: alerts in a thousand screened, with the ends of
    its 95 % interval (Wilson) in low and high. missed: expected share of true matches that stay below; None: not measured.
    """

    threshold: float
    hit: int
    possible: int
    clear: int
    not_screened: int
    per_thousand: float
    low: float
    high: float
    missed: float | None

    @property
    def alerts(self) -> int:
        """Customers that a person should look at."""
        return self.hit + self.possible


@dataclass(frozen=True, slots=True)
class Tuning:
    """One trial on customers. levels: lowest threshold first.

    customers: rows or subjects. unscreened: those that could not be screened under any threshold. dated: those that could, with
    a birth date that was understood.
    scores: best score of each that has one of at least `lowest`, ascending. partly: those of them that were asked in part only,
    which are no answer where nothing is found. rules: those in force, whose thresholds are among the levels.
    """

    rules: Rules
    searched: tuple[Searched, ...]
    lowest: float
    customers: int
    dated: int
    unscreened: int
    scores: tuple[float, ...]
    partly: tuple[float, ...]
    levels: tuple[Level, ...]
    warnings: tuple[str, ...] = ()

    def at(self, threshold: float, *, hit: float | None = None) -> Level:
        """What a threshold would come to; `hit` splits its alerts (else that of the rules in force).

        Raises:
            SubjectError: it is below `lowest`, of which this trial knows nothing, or no threshold.
        """
        if not self.lowest <= threshold < 1:
            raise SubjectError(f"expected a threshold from {self.lowest} to below 1, came {threshold}")
        alerts = _reaching(self.scores, threshold)
        hits = _reaching(self.scores, max(threshold, self.rules.hit if hit is None else hit))
        not_screened = self.unscreened + len(self.partly) - _reaching(self.partly, threshold)
        screened = self.customers - not_screened
        low, high = wilson(alerts, screened)
        found = self.rules.found
        return Level(
            threshold=threshold,
            hit=hits,
            possible=alerts - hits,
            clear=screened - alerts,
            not_screened=not_screened,
            per_thousand=1000 * alerts / screened if screened else 0.0,
            low=1000 * low,
            high=1000 * high,
            missed=None
            if found is None
            else 1 - found.share(threshold, dated=self.dated / max(1, self.customers - self.unscreened)),
        )


def tuned(
    subjects: Iterable[Subject | None],
    answer: Callable[[Subject], Verdict],
    rules: Rules,
    *,
    searched: tuple[Searched, ...] = (),
    also: Sequence[float] = (),
    warnings: Sequence[str] = (),
    progress: Callable[[int], None] | None = None,
) -> Tuning:
    """Tries all customers.

    Args:
        subjects: None for a row that makes no subject.
        answer: screens one under `lowered(rules, also)`.
        rules: those in force.
        searched: the lists that answer.
        also: thresholds that should be among the levels, whatever the grid.
        warnings: handed on.
        progress: told how many are done.
    """
    customers = dated = unscreened = 0
    scores: list[float] = []
    partly: list[float] = []
    for subject in subjects:
        customers += 1
        verdict = answer(subject) if subject is not None else None
        if verdict is None or verdict.outcome == "not_screened":
            unscreened += 1
        elif subject is not None:
            dated += subject.birth_date is not None and read_any_date(subject.birth_date) is not None
        if subject is not None and verdict is not None and verdict.hits:
            score = max(hit.score for hit in verdict.hits)
            scores.append(score)
            if understand(subject, rules).unasked:
                partly.append(score)
        if progress is not None and customers % _TOLD_EVERY == 0:
            progress(customers)
    lowest = lowered(rules, also).possible
    trial = Tuning(
        rules, searched, lowest, customers, dated, unscreened, tuple(sorted(scores)), tuple(sorted(partly)), (),
        tuple(warnings),
    )  # fmt: skip
    return replace(trial, levels=tuple(trial.at(threshold) for threshold in grid(rules, lowest, also)))


def lowered(rules: Rules, also: Sequence[float] = ()) -> Rules:
    """The same rules under a threshold as low as anything that is asked about; raises SubjectError for what is no threshold."""
    for threshold in also:
        if not 0 < threshold < 1:
            raise SubjectError(f"expected thresholds between 0 and 1, came {threshold}")
    return replace(rules, possible=min((LOWEST, rules.possible, *also)))


def grid(rules: Rules, lowest: float, also: Sequence[float] = ()) -> tuple[float, ...]:
    """Thresholds of the table: steps, finer ones beside those in force, and those that are asked about."""
    coarse = {round(number * STEP, 2) for number in range(1, round(1 / STEP))}
    near = range(-round(FINE / FINE_STEP), round(FINE / FINE_STEP) + 1)
    fine = {round(middle + number * FINE_STEP, 6) for middle in (rules.possible, rules.hit) for number in near}
    asked = coarse | fine | {0.99, rules.possible, rules.hit, *also}
    return tuple(sorted(threshold for threshold in asked if lowest <= threshold < 1))


def wilson(count: int, of: int) -> tuple[float, float]:
    """95 % interval of a share (E. B. Wilson, 1927): sound for few and for none, where the usual one is not."""
    if of == 0:
        return 0.0, 1.0
    share, spread = count / of, _Z * _Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = _Z * math.sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half) if count else 0.0, min(1.0, middle + half) if count < of else 1.0


def _reaching(scores: Sequence[float], threshold: float) -> int:
    return len(scores) - bisect_left(scores, threshold)
