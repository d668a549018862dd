"""False alarms per culture of names and per script: a figure to bring down where it is high. Nothing of it enters a score."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from bench.data import Asked
from bench.peer import Peer
from bench.plots import Figure
from bench.quality.asking import Crew, Found
from bench.quality.measures import best_of, interval, threshold_for, wilson
from bench.quality.nationalities import culture_of
from bench.quality.retrieval import Retrieval
from bench.quality.section import Result, Target
from bench.quality.written import script_of
from bench.report import Table, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

WIDE_SHARE = 0.01
LEAST = 200
"""people a group must have to be counted among worst and median: fewer say nothing at such rates"""


@dataclass(frozen=True, slots=True)
class Rate:
    """One group of negatives: alerts as shipped and at the threshold where one in a hundred of all alerts."""

    name: str
    shipped: tuple[int, int]
    wide: tuple[int, int]


class Cultures:
    """Counts the answers of `Retrieval`; it asks nothing itself."""

    def __init__(self, retrieval: Retrieval) -> None:
        self._of = retrieval

    def ask(self, crew: Crew) -> None:
        """Nothing: `Retrieval` asked."""

    def ask_peer(self, peer: Peer) -> None:
        """Nothing."""

    def result(self) -> Result:
        """Targets l, by culture and by script, and the plot."""
        deep = self._of.deep.found["negatives"]
        wide_at = threshold_for(best_of(deep), WIDE_SHARE)
        cultures = self._rates(lambda asked: culture_of(asked.nationality, asked.group), deep, wide_at)
        scripts = self._rates(lambda asked: script_of(asked.name), deep, wide_at)
        result = Result(tables=[_table("culture of names", cultures, wide_at), _table("script", scripts, wide_at)])
        for title, pick in (("as shipped", _shipped), (f"at {wide_at:.3f}, where 1 % alert", _wide)):
            worst, text = _worst(cultures, pick)
            result.targets.append(
                Target("l", f"false alarms per culture: worst over median, {title}", "at most 2", text,
                       None if worst is None else worst <= 2)
            )  # fmt: skip
        result.figures = [_figure(cultures)]
        return result

    def _rates(self, group: Callable[[Asked], str], deep: Found, wide_at: float) -> list[Rate]:
        negatives, shipped = self._of.questions.negatives, self._of.shipped.found["negatives"]
        narrow = _count(negatives, shipped, group, 0.0)
        wide = _count(self._of.deep_negatives, deep, group, wide_at)
        return [Rate(name, narrow[name], wide.get(name, (0, 0))) for name in sorted(narrow)]


def _count(
    asked: Sequence[Asked], found: Found, group: Callable[[Asked], str], threshold: float
) -> dict[str, tuple[int, int]]:
    counts: dict[str, tuple[int, int]] = {}
    for question, answer in zip(asked, found, strict=True):
        name = group(question)
        alerts, of = counts.get(name, (0, 0))
        counts[name] = alerts + any(score >= threshold for score in answer.values()), of + 1
    return counts


def _shipped(rate: Rate) -> tuple[int, int]:
    return rate.shipped


def _wide(rate: Rate) -> tuple[int, int]:
    return rate.wide


def _worst(rates: Sequence[Rate], pick: Callable[[Rate], tuple[int, int]]) -> tuple[float | None, str]:
    shares = {rate.name: pick(rate)[0] / pick(rate)[1] for rate in rates if rate.shipped[1] >= LEAST and pick(rate)[1]}
    worst, middle = max(shares, key=lambda name: shares[name]), median(shares.values())
    text = f"{worst} {100 * shares[worst]:.2f} %, median {100 * middle:.2f} %"
    if middle == 0:
        return (None if shares[worst] else 0.0), f"{text}: no ratio"
    return shares[worst] / middle, f"{shares[worst] / middle:.1f}: {text}"


def _table(title: str, rates: Sequence[Rate], wide_at: float) -> Table:
    rows = tuple(
        (rate.name, share(*rate.shipped), interval(*rate.shipped), share(*rate.wide), interval(*rate.wide, 1))
        for rate in sorted(rates, key=lambda rate: -rate.shipped[1])
    )
    note = (
        "Generated names of people on no list, asked by name alone; groups are a fixed table of nationalities (bench/quality/nationalities.py), and no nationality enters this score. "
        f"As shipped the counts are tiny and the intervals wide, so the second pair of columns counts at a score of {wide_at:.3f}, where about one in a hundred of all alert: it shows the same leaning with enough cases to see it. Worst and median count groups of {LEAST} people or more."
    )
    columns = ("", "as shipped", "95 % interval", f"at {wide_at:.3f}", "95 % interval")
    return Table(f"False alarms by {title}", columns, rows, note)


def _figure(rates: Sequence[Rate]) -> Figure:
    chosen = sorted(
        (rate for rate in rates if rate.wide[1] >= LEAST / 10), key=lambda rate: rate.wide[0] / rate.wide[1]
    )

    def draw(axes: "Axes") -> None:
        shares = [100 * rate.wide[0] / rate.wide[1] for rate in chosen]
        ends = [wilson(*rate.wide) for rate in chosen]
        below = [share - 100 * low for share, (low, _) in zip(shares, ends, strict=True)]
        above = [100 * high - share for share, (_, high) in zip(shares, ends, strict=True)]
        axes.errorbar(shares, range(len(chosen)), xerr=[below, above], fmt="o", capsize=3)
        axes.set_yticks(range(len(chosen)), [rate.name for rate in chosen])
        axes.axvline(median(shares), color="grey", linewidth=0.8, linestyle=":")
        axes.set_xlabel("false alarms where 1 % of all alert, % (95 % interval)")

    alt = "False alarms by culture of names with 95 % intervals, at the threshold where one in a hundred of all alert; the dotted line is the median"
    return Figure("cultures", "False alarms by culture of names", alt, draw)
