"""Does a score of .7 mean right seven times in ten? Every candidate the index returns, its score, and whether it is right."""

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from bench.data import Asked
from bench.peer import Peer
from bench.plots import Figure
from bench.quality.asking import DEEP, Crew
from bench.quality.measures import Bin, Floats, calibration_error, fixed_bins, mass_bins, shifted
from bench.quality.questions import Answers
from bench.quality.retrieval import Retrieval
from bench.quality.section import Result, Target
from bench.report import Table, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WANTED_ERROR, WANTED_MIDDLE = 0.02, 0.10


class Calibration:
    """Counts the answers of `Retrieval` with the threshold lowered; it asks nothing itself."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._of = retrieval

    def ask(self, crew: Crew) -> None:
        """Nothing: `Retrieval` asked."""

    def ask_peer(self, peer: Peer) -> None:
        """Nothing."""

    def result(self) -> Result:
        """Targets j, the table and the plot."""
        mixes = {
            "all questions": ("positives", "left out latin", "left out original", "negatives"),
            "positives and negatives": ("positives", "negatives"),
            "left-out aliases alone": ("left out latin",),
            "original script alone": ("left out original",),
        }
        pools = {
            title: _pool(self._of.deep, [(part, self._asked(part)) for part in parts]) for title, parts in mixes.items()
        }
        scores, right = pools["all questions"]
        moved, by = shifted(scores, right)
        error = calibration_error(mass_bins(scores, right))
        error_moved = calibration_error(mass_bins(moved, right))
        middle = float(np.mean((scores > 0.1) & (scores < 0.9)))
        result = Result(tables=[_table(pools, len(self._of.deep_negatives)), _bins(scores, right, moved)])
        result.targets = [
            Target("j", "calibration error (equal mass), as shipped", f"at most {WANTED_ERROR}", f"{error:.4f}", error <= WANTED_ERROR),
            Target("j", "calibration error, moved to the sample's own share of right ones", f"at most {WANTED_ERROR}",
                   f"{error_moved:.4f} (log-odds {by:+.2f})", error_moved <= WANTED_ERROR),
            Target("j", "candidates with a score between .1 and .9", "10 % or more",
                   share(round(middle * len(scores)), len(scores)), middle >= WANTED_MIDDLE),
        ]  # fmt: skip
        result.figures = [_figure(scores, right, moved)]
        return result

    def _asked(self, part: str) -> Sequence[Asked]:
        questions = self._of.questions
        return {
            "positives": questions.positives,
            "left out latin": questions.left_out_latin,
            "left out original": questions.left_out_original,
            "negatives": self._of.deep_negatives,
        }[part]


def _pool(answers: Answers, parts: Sequence[tuple[str, Sequence[Asked]]]) -> tuple[Floats, Floats]:
    """Each candidate's score, and 1 where it is right."""
    rows = [
        (score, float(reference in question.answers))
        for part, asked in parts
        for question, found in zip(asked, answers.found[part], strict=True)
        for reference, score in sorted(found.items())
        if score >= 0
    ]
    table = np.array(rows, dtype=np.float64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def _table(pools: dict[str, tuple[Floats, Floats]], negatives: int) -> Table:
    rows = []
    for title, (scores, right) in pools.items():
        if not len(scores):
            continue
        moved, by = shifted(scores, right)
        rows.append(
            (
                title,
                f"{len(scores):,}",
                share(int(right.sum()), len(right)),
                f"{calibration_error(mass_bins(scores, right)):.4f} / {calibration_error(fixed_bins(scores, right)):.4f}",
                f"{calibration_error(mass_bins(moved, right)):.4f} / {calibration_error(fixed_bins(moved, right)):.4f}",
                f"{by:+.2f}",
                share(int(np.sum((scores > 0.1) & (scores < 0.9))), len(scores)),
            )
        )
    note = (
        f"Candidates are all that the index returns by name alone at a score of {DEEP.floor} or more; every question counts once (the positives, both kinds of left-out names, {negatives:,} negatives), so the share that is right is this mix's, not your customers'. "
        "A score is meant for the prior that ships; the second error is after one number is added to all log-odds so that the mean score is the mix's own share. Errors: 15 bins of equal count / of equal width."
    )
    columns = (
        "questions", "candidates", "of these right", "error as shipped", "error when moved", "moved by (log-odds)", "between .1 and .9",
    )  # fmt: skip
    return Table("Calibration", columns, tuple(rows), note)


def _bins(scores: Floats, right: Floats, moved: Floats) -> Table:
    rows = []
    edges = (0.0, 0.01, 0.1, 0.25, 0.5, 0.75, 0.9, 0.97, 1.0)
    for low, high in pairwise(edges):
        chosen = (scores >= low) & ((scores < high) | (high == 1.0))
        count = int(np.sum(chosen))
        if count:
            said, after = float(np.mean(scores[chosen])), float(np.mean(moved[chosen]))
            rows.append(
                (
                    f"{low:g} to {high:g}",
                    f"{count:,}",
                    f"{said:.3f}",
                    f"{after:.3f}",
                    f"{float(np.mean(right[chosen])):.3f}",
                )
            )
    note = (
        "All questions: what the score says and how often it is right, in bands that a person who reads scores would use. "
        "Where the last column is higher than the score, the score is too modest; where it is lower, too bold."
    )
    return Table("Scores and how often they are right", ("score", "candidates", "mean score", "mean when moved", "right"), tuple(rows), note)  # fmt: skip


def _figure(scores: Floats, right: Floats, moved: Floats) -> Figure:
    def draw(axes: "Axes") -> None:
        axes.plot([0, 1], [0, 1], color="grey", linewidth=0.8, linestyle=":")
        for name, values, mark in (("as shipped", scores, "o"), ("moved to the mix's share", moved, "s")):
            _line(axes, fixed_bins(values, right, 10), name, mark)
        axes.set_xlabel("score")
        axes.set_ylabel("share that is right")
        axes.legend(loc="upper left", fontsize="small")

    alt = "Reliability: mean score of ten bands against the share of their candidates that is right; the diagonal is perfect"
    return Figure("calibration", "Calibration of all candidates", alt, draw)


def _line(axes: "Axes", bins: Sequence[Bin], name: str, mark: str) -> None:
    axes.plot([one.said for one in bins], [one.right for one in bins], marker=mark, markersize=4, label=name)
