"""What another threshold would do: found against false alarms, and precision against recall, for every system."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from bench.data import Asked
from bench.peer import Peer
from bench.plots import Figure
from bench.quality.asking import Crew
from bench.quality.measures import Confusion, best_of, threshold_for
from bench.quality.pairs import IDENTITY, Pairs
from bench.quality.questions import Answers
from bench.quality.retrieval import Retrieval
from bench.quality.section import Result
from bench.quality.written import script_of
from bench.report import Table, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SHARES = (0.0, 0.0005, 0.001, 0.002, 0.005, 0.01, 0.02)


class Curves:
    """Counts what `Retrieval` and `Pairs` were told; it asks nothing itself."""

    def __init__(self, retrieval: Retrieval, pairs: Pairs) -> None:
        self._of, self._pairs = retrieval, pairs

    def ask(self, crew: Crew) -> None:
        """Nothing."""

    def ask_peer(self, peer: Peer) -> None:
        """Nothing."""

    def result(self) -> Result:
        """Three tables, two plots."""
        figures = [self._found_figure(), self._pairs_figure()]
        return Result(tables=[self._changed(), self._original_scripts(), self._thresholds()], figures=figures)

    def _systems(self) -> list[Answers]:
        of = self._of
        return [one for one in (of.deep, of.theirs, of.fuzz) if one.found]

    def _changed(self) -> Table:
        asked, ours = self._of.questions.positives, self._of.shipped
        rows = []
        for group in sorted({one.group for one in asked}):
            chosen = [number for number, one in enumerate(asked) if one.group == group]
            cells = [
                share(sum(ours.is_right(ours.found[part][one], asked[one]) for one in chosen), len(chosen))
                for part in ("positives", "positives full")
            ]
            rows.append((group, *cells))
        note = (
            "Positives by what was changed in them before they were asked: nothing, the name, the birth date, or both. "
            "With the full record a changed birth date speaks against the right person, which the score must outlive."
        )
        return Table("Positives by what was changed", ("changed", "by name alone", "full record"), tuple(rows), note)

    def _original_scripts(self) -> Table:
        asked = self._of.questions.left_out_original
        scripts = [script_of(one.name) for one in asked]
        systems = [self._of.shipped, *(one.at(one.name, 0.7) for one in self._systems()[1:])]
        rows = []
        for script in sorted(set(scripts)):
            chosen = [number for number, one in enumerate(scripts) if one == script]
            cells = [
                share(sum(one.is_right(one.found["left out original"][row], asked[row]) for row in chosen), len(chosen))
                for one in systems
            ]
            rows.append((script, *cells))
        note = (
            "The names of the list in another script, asked of the list without any of them, by the script they are written in. "
            "tizim as shipped, the others at .70 (token_sort_ratio between plain Latin letters)."
        )
        return Table("Original script by script", ("", *(one.name for one in systems)), tuple(rows), note)

    def _thresholds(self) -> Table:
        rows = []
        for answers in self._systems():
            for allowed in SHARES:
                at = threshold_for(best_of(self._negatives(answers)), allowed)
                cells = [self._share(answers, part, asked, at) for part, asked in self._parts().items()]
                rows.append((answers.name.split(",")[0], f"{100 * allowed:g} %", f"{at:.3f}", *cells))
        note = (
            "Each system with its threshold moved until at most this share of the negatives it was asked raises an alert. "
            "Below a score of 0.005 (tizim), 0.3 (logic-v2) or 0.6 (token_sort_ratio) nothing was kept, so rows that need a lower threshold repeat."
        )
        columns = ("system", "false alarms", "threshold", *self._parts())
        return Table("Found at equal false alarms", columns, tuple(rows), note)

    def _parts(self) -> dict[str, Sequence[Asked]]:
        questions = self._of.questions
        return {
            "positives": questions.positives,
            "left out latin": questions.left_out_latin,
            "left out original": questions.left_out_original,
        }

    def _negatives(self, answers: Answers) -> list[dict[str, float]]:
        return answers.found["negatives" if answers is not self._of.theirs else "sampled"]

    def _share(self, answers: Answers, part: str, asked: Sequence[Asked], at: float) -> str:
        return f"{100 * answers.at('', at).right(part, asked) / len(asked):.1f} %"

    def _found_figure(self) -> Figure:
        def draw(axes: "Axes") -> None:
            for place, (part, asked) in enumerate(self._parts().items()):
                for line, answers in zip(("-", "--", ":"), self._systems(), strict=False):
                    false, found = self._curve(answers, part, asked)
                    label = f"{part}, {answers.name.split(',')[0]}"
                    axes.plot(false, found, line, color=f"C{place}", linewidth=1.2, label=label)
            axes.set_xscale("log")
            axes.axvline(0.1, color="grey", linewidth=0.8)
            axes.set_xlabel("negatives that alert, %")
            axes.set_ylabel("right person found, %")
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, fontsize="x-small")

        alt = "Lines: the share of questions whose right person is found against the share of negatives that alert, for each system and kind of question"
        return Figure("found", "Found against false alarms, by name alone", alt, draw)

    def _curve(self, answers: Answers, part: str, asked: Sequence[Asked]) -> tuple[list[float], list[float]]:
        best = sorted(best_of(self._negatives(answers)), reverse=True)
        steps = sorted({*range(min(20, len(best))), *(int(len(best) * 0.02 * step / 60) for step in range(61))})
        false, found = [], []
        for step in steps:
            at = best[step] + 1e-9
            false.append(100 * max(step, 0.5) / len(best))
            found.append(100 * answers.at("", at).right(part, asked) / len(asked))
        return false, found

    def _pairs_figure(self) -> Figure:
        scored = [one for one in self._pairs.scored() if one.group in IDENTITY]
        labels = [one.same for one in scored]
        lines = [("tizim", [one.ours for one in scored])]
        if theirs := [one.theirs for one in scored if one.theirs is not None]:
            lines.append(("logic-v2", theirs))

        def draw(axes: "Axes") -> None:
            for name, scores in lines:
                cells = [Confusion.of(labels, scores, at) for at in sorted({*scores})]
                axes.plot([one.recall for one in cells], [one.precision for one in cells], label=name)
            axes.set_xlabel("recall")
            axes.set_ylabel("precision")
            axes.legend(loc="lower left", fontsize="small")

        alt = "Precision against recall over all thresholds, on the labelled pairs of names that are about identity"
        return Figure("precision_recall", "Precision and recall, labelled pairs (nk_*)", alt, draw)
