"""The plot of a tuning as a file: alerts above, expected misses below, over the same thresholds.

matplotlib draws it, an extra that is imported when a file is asked for. The same tuning gives the same SVG bytes. Start at `draw`.
"""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import SubjectError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from tizim.jobs.tuning import Tuning

_KINDS = {".svg": "svg", ".png": "png"}
_ALERTS, _MISSED, _MARKS = "#0072b2", "#d55e00", "#555555"
"""told apart by everybody, colour-blind readers included (Okabe and Ito)"""


def require_plot_file(path: Path) -> None:
    """Raises SubjectError where no plot can be written under this name."""
    if path.suffix.lower() not in _KINDS:
        raise SubjectError(f"--plot: expected a file that ends in {' or '.join(_KINDS)}, came {path.name}")
    if not path.parent.is_dir():
        raise SubjectError(f"--plot: expected a folder to write to, came none at {path.parent}")


def draw(
    tuning: "Tuning", path: Path, *, usual: tuple[float, float], chosen: tuple[float, float] | None = None
) -> None:
    """Writes the plot, whole or not at all; raises ImportError where matplotlib is not installed.

    usual, chosen: pairs of thresholds (possible, hit) to mark.
    """
    import matplotlib as mpl
    from matplotlib.figure import Figure

    kind = _KINDS[path.suffix.lower()]
    with mpl.rc_context({"svg.hashsalt": "tizim", "svg.fonttype": "none", "font.family": "sans-serif", "font.size": 9}):
        figure = Figure(figsize=(7.5, 6), layout="constrained")
        above, below = figure.subplots(2, 1, sharex=True)
        _draw_alerts(above, tuning)
        _draw_missed(below, tuning)
        for axes in (above, below):
            _draw_marks(axes, usual, "--")
            if chosen is not None and chosen != usual:
                _draw_marks(axes, chosen, "-")
            axes.grid(alpha=0.3)
        below.set_xlabel("threshold (score from which a person looks)" + _legend(usual, chosen))
        beside = path.with_name(f".{path.name}-{os.getpid()}")
        try:
            metadata = {"Date": None, "Creator": "tizim"} if kind == "svg" else {"Software": "tizim"}
            figure.savefig(beside, format=kind, dpi=150, metadata=metadata)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)


def _draw_alerts(axes: "Axes", tuning: "Tuning") -> None:
    at = [level.threshold for level in tuning.levels]
    axes.plot(at, [level.per_thousand for level in tuning.levels], color=_ALERTS)
    axes.fill_between(
        at, [level.low for level in tuning.levels], [level.high for level in tuning.levels],
        color=_ALERTS, alpha=0.2, linewidth=0,
    )  # fmt: skip
    axes.set_ylim(bottom=0)
    axes.set_xlim(0, 1)
    axes.set_ylabel("alerts in 1,000 customers\n(band: 95 % interval)")
    axes.set_title(f"{tuning.customers:,} customers, {tuning.unscreened:,} could not be screened", loc="left")


def _draw_missed(axes: "Axes", tuning: "Tuning") -> None:
    measured = [(level.threshold, 100 * level.missed) for level in tuning.levels if level.missed is not None]
    axes.plot([threshold for threshold, _ in measured], [missed for _, missed in measured], color=_MISSED)
    axes.set_ylim(0, max([10.0, *(missed * 1.1 for _, missed in measured)]))
    axes.set_ylabel("true matches expected\nto be missed, in percent")
    if not measured:
        axes.text(0.5, 5, "not measured for these rules", ha="center")


def _draw_marks(axes: "Axes", pair: tuple[float, float], style: str) -> None:
    for name, threshold in zip(("possible", "hit"), pair, strict=True):
        axes.axvline(threshold, color=_MARKS, linestyle=style, linewidth=1)
        axes.annotate(
            name, (threshold, 1), xycoords=("data", "axes fraction"), xytext=(3, -3), textcoords="offset points",
            va="top", color=_MARKS, fontsize=8,
        )  # fmt: skip


def _legend(usual: tuple[float, float], chosen: tuple[float, float] | None) -> str:
    marked = f"\nbroken lines: shipped, {usual[0]} and {usual[1]}"
    return (
        marked if chosen is None or chosen == usual else f"{marked}; whole lines: chosen, {chosen[0]} and {chosen[1]}"
    )
