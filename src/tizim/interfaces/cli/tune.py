"""`tizim tune`: what each threshold would come to on one's own customers, and the choice of one."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.errors import RulesError, SubjectError
from tizim.interfaces.cli import codes
from tizim.interfaces.cli.options import (
    Column,
    Datasets,
    Home,
    Json,
    Purpose,
    columns_of,
    opened,
    require_kind,
    several,
)
from tizim.interfaces.cli.terminal import answering, console, progress_bar, say, say_json, shown, warn

if TYPE_CHECKING:
    from tizim.jobs.tuning import Level, Tuning
    from tizim.model.rules import Rules
    from tizim.workspace import Tizim

_Pair = tuple[float, float]
"""possible, hit"""


@dataclass(frozen=True, slots=True)
class _Pairs:
    """Thresholds that ship, and those that are asked about, if any."""

    usual: _Pair
    chosen: _Pair | None


def tune(  # noqa: PLR0913  (a command line is its options)
    *,
    customers: Annotated[
        Path,
        typer.Option(
            "--customers", help="A customer file, as for screen --file: .csv, .xlsx, .jsonl, .json, .parquet."
        ),
    ],
    possible: Annotated[float | None, typer.Option(help="The threshold from which a person looks.")] = None,
    hit: Annotated[float | None, typer.Option(help="The threshold from which it probably is.")] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Screen under them from now on (rules.toml of the home).")
    ] = False,
    replace: Annotated[bool, typer.Option("--replace", help="With --write: over thresholds written before.")] = False,
    plot: Annotated[Path | None, typer.Option("--plot", help="The plot as a file: .svg or .png.")] = None,
    kind: Annotated[str, typer.Option(help="Of rows that do not say theirs; as for screen.")] = "Thing",
    column: Column = None,
    datasets: Datasets = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """How many alerts, and how many expected misses, would each threshold give on your own customers?"""
    with answering():
        from tizim.compare.rules_file import shipped
        from tizim.jobs.own_rules import require_free

        rules = shipped()
        pairs = _Pairs((rules.possible, rules.hit), _chosen(possible, hit, rules))
        _require_askable(pairs, kind, plot, write=write)
        # Under the shipped rules: thresholds of this home that make no sense any more must not keep anybody from new ones.
        with opened(home, rules, purpose=purpose) as tizim:
            if write:
                require_free(tizim.home, overwrite=replace)
            with progress_bar("screening", "customers") as tell:
                tuning = tizim.tune_file(
                    customers,
                    columns=columns_of(column),
                    kind=kind,
                    datasets=several(datasets),
                    also=pairs.chosen or (),
                    progress=tell,
                )
            in_force = _in_force(tizim)
            drawn = plot if plot is not None and _draw(tuning, plot, pairs) else None
            written = _written(tizim, tuning, pairs, overwrite=replace) if write else None
        if json:
            say_json(_shape(tuning, pairs, written, drawn))
        else:
            _tell(tuning, pairs, in_force, written)
        for words in tuning.warnings:
            warn(words)
        raise typer.Exit(codes.NOTHING_FOUND if drawn == plot else codes.CALLER)


def _chosen(possible: float | None, hit: float | None, rules: "Rules") -> _Pair | None:
    """The pair that is asked about, the shipped one where only the other is said; None where none is."""
    if possible is None and hit is None:
        return None
    return rules.possible if possible is None else possible, rules.hit if hit is None else hit


def _require_askable(pairs: _Pairs, kind: str, plot: Path | None, *, write: bool) -> None:
    """Raises SubjectError for what cannot be done, before everybody is screened for it."""
    from tizim.interfaces.cli.plot import require_plot_file
    from tizim.jobs.own_rules import require_sense

    require_kind(kind)
    if pairs.chosen is not None:
        require_sense(*pairs.chosen)
    elif write:
        raise SubjectError("--write: expected the thresholds to write, came none: --possible 0.4 --hit 0.9 --write")
    if plot is not None:
        require_plot_file(plot)


def _written(tizim: "Tizim", tuning: "Tuning", pairs: _Pairs, *, overwrite: bool) -> Path:
    possible, hit = pairs.chosen or pairs.usual
    return tizim.use_thresholds(tuning, possible=possible, hit=hit, overwrite=overwrite)


def _in_force(tizim: "Tizim") -> str:
    """What this home screens under, in words."""
    try:
        own = tizim.own_thresholds()
    except RulesError as wrong:
        return f"none, screening stops: {wrong}"
    return "the shipped ones" if own is None else own.sentence()


def _draw(tuning: "Tuning", plot: Path, pairs: _Pairs) -> bool:
    """Whether the plot could be written; where not, it is said in one line."""
    from tizim.interfaces.cli.plot import draw

    try:
        draw(tuning, plot, usual=pairs.usual, chosen=pairs.chosen)
    except ImportError:
        warn("no plot file: it needs matplotlib; type: pip install 'tizim[plot]'")
        return False
    return True


def _tell(tuning: "Tuning", pairs: _Pairs, in_force: str, written: Path | None) -> None:
    """The table with its bars, then the same in sentences."""
    _table(tuning, pairs)
    undated = tuning.customers - tuning.unscreened - tuning.dated
    say(
        f"{tuning.customers:,} customers: {tuning.unscreened:,} could not be screened, {undated:,} without a birth date"
    )
    say(f"asked in {shown(', '.join(f'{one.dataset} at {one.published[:10]}' for one in tuning.searched))}")
    _tell_pair(tuning, "shipped", pairs.usual)
    if pairs.chosen is not None:
        _tell_pair(tuning, "chosen*", pairs.chosen)
    if written is not None:
        say(f"from now on this home screens under the chosen ones; they are in {shown(written)}")
    else:
        say(f"this home screens under: {shown(in_force)}")


def _tell_pair(tuning: "Tuning", which: str, pair: _Pair) -> None:
    level = tuning.at(pair[0], hit=pair[1])
    counts = f"{level.alerts:,} to look at ({level.hit:,} hit, {level.possible:,} possible)"
    say(f"{which}: possible from {pair[0]}, hit from {pair[1]}: {counts}, {_rate(level)}; {_missed(level)}")


def _rate(level: "Level") -> str:
    return f"{level.per_thousand:.1f} in a thousand ({level.low:.1f} to {level.high:.1f})"


def _missed(level: "Level") -> str:
    if level.missed is None:
        return "expected misses were not measured for these rules"
    return f"{level.missed:.1%} of true matches expected to be missed".replace("%", " %")


def _table(tuning: "Tuning", pairs: _Pairs) -> None:
    """Every level in a row. Each kind of bar is as long as it gets at the largest figure of its column."""
    from rich import box
    from rich.progress_bar import ProgressBar
    from rich.table import Table

    made = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, expand=True, padding=(0, 1, 0, 0))
    made.add_column("from", justify="right", no_wrap=True)
    made.add_column("", no_wrap=True)
    for heading in ("alerts", "hit", "in 1,000", "95 %"):
        made.add_column(heading, justify="right", no_wrap=True)
    made.add_column("", ratio=1, min_width=6)
    made.add_column("missed", justify="right", no_wrap=True)
    made.add_column("", ratio=1, min_width=6)
    most_alerts = max((level.per_thousand for level in tuning.levels), default=0.0)
    most_missed = max((level.missed or 0.0 for level in tuning.levels), default=0.0)
    for level in tuning.levels:
        made.add_row(
            _threshold(level.threshold),
            _mark(level.threshold, pairs),
            f"{level.alerts:,}",
            f"{level.hit:,}",
            f"{level.per_thousand:.1f}",
            f"{level.low:.1f}-{level.high:.1f}",
            ProgressBar(total=most_alerts or 1.0, completed=level.per_thousand),
            f"{100 * level.missed:.1f} %" if level.missed is not None else "?",
            ProgressBar(total=most_missed or 1.0, completed=level.missed or 0.0),
        )
    console().print(made)


def _threshold(value: float) -> str:
    """With two digits, or as many as it has."""
    return f"{value:.2f}" if round(value, 2) == value else str(value)


def _mark(threshold: float, pairs: _Pairs) -> str:
    """Which thresholds stand here; an asterisk: those that are asked about."""
    marks = []
    for place, name in enumerate(("possible", "hit")):
        if pairs.chosen is not None and pairs.chosen[place] == threshold:
            marks.append(f"{name}*")
        elif pairs.usual[place] == threshold:
            marks.append(name)
    return " ".join(marks)


def _shape(tuning: "Tuning", pairs: _Pairs, written: Path | None, plot: Path | None) -> dict[str, object]:
    from tizim.interfaces.shapes import searched_shape

    def shape(pair: _Pair) -> dict[str, object]:
        return {"possible": pair[0], "hit": pair[1], "level": _level_shape(tuning.at(pair[0], hit=pair[1]))}

    return {
        "rules": tuning.rules.version,
        "searched": [searched_shape(one) for one in tuning.searched],
        "customers": tuning.customers,
        "dated": tuning.dated,
        "unscreened": tuning.unscreened,
        "shipped": shape(pairs.usual),
        "chosen": shape(pairs.chosen) if pairs.chosen is not None else None,
        "levels": [_level_shape(level) for level in tuning.levels],
        "written": str(written) if written is not None else None,
        "plot": str(plot) if plot is not None else None,
        "warnings": list(tuning.warnings),
    }


def _level_shape(level: "Level") -> dict[str, object]:
    return {
        "threshold": level.threshold,
        "alerts": level.alerts,
        "hit": level.hit,
        "possible": level.possible,
        "clear": level.clear,
        "not_screened": level.not_screened,
        "per_thousand": level.per_thousand,
        "low": level.low,
        "high": level.high,
        "missed": level.missed,
    }
