"""Asks tizim and both peers and prints how they did; `--write` puts it into docs/quality.md, plots beside it.

`--quick`: tizim and rapidfuzz only, a sample where asking everything takes minutes. Start at `sections`.
"""

import argparse
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from time import perf_counter

from bench import data, plots, report
from bench.peer import KEPT, Peer
from bench.quality import misses
from bench.quality.asking import Crew
from bench.quality.calibration import Calibration
from bench.quality.central_asia import CentralAsia
from bench.quality.cultures import Cultures
from bench.quality.curves import Curves
from bench.quality.pairs import Pairs
from bench.quality.perturbations import Perturbations
from bench.quality.questions import Questions
from bench.quality.retrieval import Retrieval
from bench.quality.scripts import Scripts
from bench.quality.section import Result, Section, Target
from bench.report import Table

NEEDS = {"calibration": ("retrieval",), "cultures": ("retrieval",), "curves": ("retrieval", "pairs")}
"""parts that count what others were told"""
CLASSES = 8
"""of errors shown for each target; the rest is summed"""
PAGE = data.ROOT / "docs" / "quality.md"


def sections(options: argparse.Namespace) -> list[Section]:
    """The parts of the report, in its order. The first one's answers are what some others count."""
    retrieval = Retrieval(Questions.read(options.peer_negatives), quick=options.quick)
    pairs = Pairs()
    return [
        retrieval,
        pairs,
        Scripts(peer_sample=options.peer_sample),
        Perturbations(retrieval, quick=options.quick),
        CentralAsia(),
        Calibration(retrieval),
        Cultures(retrieval),
        Curves(retrieval, pairs),
    ]


def main() -> None:
    """Asks, counts, prints."""
    options = _options()
    wanted = {*options.only, *(needed for one in options.only for needed in NEEDS.get(one, ()))}
    chosen = [one for one in sections(options) if not wanted or type(one).__name__.lower() in wanted]
    with ExitStack() as stack:
        crew = stack.enter_context(Crew())
        peer = None if options.quick else stack.enter_context(Peer(KEPT))
        beside = stack.enter_context(ThreadPoolExecutor(max_workers=1))
        waiting = beside.submit(_ask_peer, chosen, peer) if peer is not None else None
        for section in chosen:
            began = perf_counter()
            section.ask(crew)
            print(f"{type(section).__name__}: tizim took {perf_counter() - began:.0f} s", flush=True)
        if waiting is not None:
            waiting.result()
        results = [section.result() for section in chosen]
    tables = [_must_show(results), *(table for one in results for table in one.tables), _remaining(results)]
    report.show(tables)
    print(f"the errors, to read: {misses.write([miss for one in results for miss in one.misses])}")
    figures = [figure for one in results for figure in one.figures]
    if options.plots:
        plots.draw(figures, options.plots)
    if options.write:
        if options.quick or options.only:
            raise SystemExit("--write takes the whole report: neither --quick nor --only")
        drawn = plots.draw(figures, PAGE.with_suffix(""))
        report.write(PAGE, [*tables, *drawn], "python -m bench.quality --write")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write tables and plots into docs/")
    parser.add_argument("--plots", type=Path, help="draw the plots into this folder, whatever else is done")
    parser.add_argument("--quick", action="store_true", help="without the peer, smaller samples: some minutes")
    parser.add_argument(
        "--only",
        nargs="*",
        default=[],
        help="parts by name: retrieval pairs scripts perturbations centralasia calibration cultures curves",
    )
    parser.add_argument(
        "--peer-negatives", type=int, default=2000, help="of the negatives the peer is asked (7 a second)"
    )
    parser.add_argument("--peer-sample", type=int, default=100, help="of each set of names across scripts")
    return parser.parse_args()


def _ask_peer(chosen: Sequence[Section], peer: Peer) -> None:
    for section in chosen:
        began = perf_counter()
        section.ask_peer(peer)
        print(f"{type(section).__name__}: the peer took {perf_counter() - began:.0f} s", flush=True)


def _must_show(results: Sequence[Result]) -> Table:
    targets: list[Target] = sorted((one for result in results for one in result.targets), key=lambda one: one.letter)
    rows = tuple(
        (f"{one.letter}. {one.what}", one.wanted, one.measured, one.verdict, one.peer, one.fuzz) for one in targets
    )
    note = (
        "Every line is a target, met or not; one that is not met stays here until it is, and - is reported without one. "
        "Beside it are logic-v2 (at the threshold of equal false alarms, or at .70 for labelled pairs) and rapidfuzz's token_sort_ratio, where they were asked the same."
    )
    return Table("What it must show", ("", "target", "tizim", "", "logic-v2", "token_sort_ratio"), rows, note)


def _remaining(results: Sequence[Result]) -> Table:
    by_target: dict[str, Counter[str]] = {}
    for miss in (miss for one in results for miss in one.misses):
        by_target.setdefault(miss.target, Counter())[miss.kind] += 1
    rows = []
    for target, counts in sorted(by_target.items()):
        most = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
        rows += [(target, kind, f"{count:,}") for kind, count in most[:CLASSES]]
        if rest := most[CLASSES:]:
            rows.append((target, f"{len(rest)} other classes", f"{sum(count for _, count in rest):,}"))
    note = (
        "What is still wrong, by the classes a program can tell: which target, which kind of error, how many; `false` are alerts that should not be, the others what was not found. "
        "The rows themselves are written to bench/.cache/errors.tsv, which stays on the machine that measured."
    )
    return Table("Errors that remain", ("target", "class", "count"), tuple(rows), note)


if __name__ == "__main__":
    main()
