"""Arithmetic of the report: intervals, thresholds at equal false alarms, precision and recall, calibration error."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def wilson(found: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share."""
    if not of:
        return 0.0, 1.0
    z, p = 1.959964, found / of
    middle = (p + z * z / (2 * of)) / (1 + z * z / of)
    half = z / (1 + z * z / of) * math.sqrt(p * (1 - p) / of + z * z / (4 * of * of))
    return max(0.0, middle - half), min(1.0, middle + half)


def interval(found: int, of: int, digits: int = 2) -> str:
    """As in "0.05 to 0.16 %"."""
    low, high = wilson(found, of)
    return f"{100 * low:.{digits}f} to {100 * high:.{digits}f} %"


def threshold_for(best: Sequence[float], share: float) -> float:
    """The lowest threshold at which at most this share of the questions raise an alert; best: each one's best score."""
    ranked = sorted(best, reverse=True)
    allowed = int(share * len(ranked))
    return ranked[allowed] + 1e-9 if allowed < len(ranked) else 0.0


def best_of(found: Sequence[Mapping[str, float]]) -> list[float]:
    """Each answer's best score; 0 where it has none."""
    return [max(one.values(), default=0.0) for one in found]


def first_place(answer: Mapping[str, float], right: frozenset[str]) -> float:
    """The chance that the right one stands first: 1 over the number of those that share the best score, else 0."""
    best = max(answer.values(), default=0.0)
    if best <= 0:
        return 0.0
    tied = [reference for reference, score in answer.items() if score >= best - 1e-12]
    return sum(reference in right for reference in tied) / len(tied)


@dataclass(frozen=True, slots=True)
class Confusion:
    """Labelled pairs, said the same or not."""

    both: int
    said_only: int
    missed: int
    neither: int

    @classmethod
    def of(cls, labels: Sequence[bool], scores: Sequence[float], threshold: float) -> "Confusion":
        """Counts at a threshold."""
        said = [score >= threshold for score in scores]
        counts = [
            sum((label, one) == cell for label, one in zip(labels, said, strict=True))
            for cell in ((True, True), (False, True), (True, False), (False, False))
        ]
        return cls(*counts)

    @property
    def precision(self) -> float:
        """Of those said the same."""
        return self.both / (self.both + self.said_only) if self.both + self.said_only else 0.0

    @property
    def recall(self) -> float:
        """Of those that are."""
        return self.both / (self.both + self.missed) if self.both + self.missed else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        return 2 * self.both / (2 * self.both + self.said_only + self.missed) if self.both else 0.0

    @property
    def accuracy(self) -> float:
        """Of all."""
        return (self.both + self.neither) / (self.both + self.said_only + self.missed + self.neither)


def logit(scores: Floats) -> Floats:
    """Log-odds."""
    kept = np.clip(scores, 1e-12, 1 - 1e-12)
    made: Floats = np.log(kept / (1 - kept))
    return made


def shifted(scores: Floats, right: Floats) -> tuple[Floats, float]:
    """The scores with one number added to all log-odds, so that their mean is the share that is right; and that number."""
    odds, low, high = logit(scores), -30.0, 30.0
    for _ in range(80):
        middle = (low + high) / 2
        if float(np.mean(_logistic(odds + middle))) < float(np.mean(right)):
            low = middle
        else:
            high = middle
    return _logistic(odds + low), low


@dataclass(frozen=True, slots=True)
class Bin:
    """Candidates of like score: how many, their mean score, and the share that is right."""

    count: int
    said: float
    right: float


def fixed_bins(scores: Floats, right: Floats, bins: int = 15) -> list[Bin]:
    """Bins of equal width; empty ones left out."""
    place = np.minimum((scores * bins).astype(int), bins - 1)
    return [_bin(scores[place == one], right[place == one]) for one in range(bins) if np.any(place == one)]


def mass_bins(scores: Floats, right: Floats, bins: int = 15) -> list[Bin]:
    """Bins of equal count."""
    order = np.argsort(scores, kind="stable")
    return [_bin(scores[part], right[part]) for part in np.array_split(order, bins) if len(part)]


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error: the mean distance of what was said from what was right, by count."""
    total = sum(one.count for one in bins)
    return sum(one.count * abs(one.said - one.right) for one in bins) / total if total else 0.0


def _bin(scores: Floats, right: Floats) -> Bin:
    return Bin(len(scores), float(np.mean(scores)), float(np.mean(right)))


def _logistic(odds: Floats) -> Floats:
    made: Floats = 1 / (1 + np.exp(-np.clip(odds, -700, 700)))
    return made
