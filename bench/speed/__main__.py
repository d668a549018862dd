"""Times screening, cold start, loading and batches; `--write` puts the tables into docs/performance.md."""

import argparse
import statistics
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import tizim
from bench import data, plots, report, un_list
from bench.data import Asked
from bench.lists import every_list
from bench.peer import Peer, prepare
from bench.report import Table, ratio
from bench.speed.measured_lists import statistics_of
from bench.speed.processes import add_command, cost_of, tizim_command
from bench.speed.reverse import reverse
from bench.speed.scale import scale
from bench.speed.stages import stages
from bench.tizim_side import Tizim
from tizim.tables import write_rows

COLD_NAME = "Example Trading Company"
"""asked for from a cold start; an invented organisation"""
STAGED = 3000
"""customers who are asked about while it is told where the time goes"""


def main() -> None:
    """Measures, prints."""
    options = _options()
    prepare()
    asked = [*data.positives(), *data.sample(data.negatives(), options.negatives)]
    sizes = [int(size) for size in options.sizes.split(",") if size]
    with tempfile.TemporaryDirectory(prefix="tizim-bench-") as folder:
        home = Path(folder) / "home"
        loading = _loading(Path(folder), home) if not options.quick else _loaded(home)
        tables = [_screening(asked, options.peer_questions, home), *_batch(Path(folder), home)]
        tables += [_cold_starts(home, options.cold_starts), *loading]
        made, figure = list[Table](), None
        if sizes:
            real = statistics_of(home)
            made, figure = scale(sizes, real, Path(folder))
            made.append(reverse(sizes, real))
    report.show([*tables, *made])
    if options.write:
        page = data.ROOT / "docs" / "performance.md"
        drawn = plots.draw([figure], page.with_suffix("")) if figure is not None else []
        report.write(page, [*tables, *drawn, *made], f"python -m bench.speed --write --sizes {options.sizes}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.speed", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/performance.md")
    parser.add_argument(
        "--negatives", type=int, default=2000, help="how many negatives are asked beside the 340 positives"
    )
    parser.add_argument("--peer-questions", type=int, default=100, help="how many of all these logic-v2 is asked")
    parser.add_argument("--sizes", default="10000,100000", help="entities of made lists, between commas; none for none")
    parser.add_argument("--quick", action="store_true", help="the lists are loaded once, which is not timed")
    parser.add_argument("--cold-starts", type=int, default=7, help="how many times the command line is started")
    return parser.parse_args()


def _screening(asked: Sequence[Asked], peer_questions: int, home: Path) -> Table:
    """One question at a time, warm, one process each; the peers on the UN list, tizim also on all lists together (home)."""
    people = un_list.people(un_list.read(data.un_list()))
    rows = []
    with Peer() as peer:
        peer.load("whole", people)
        few = data.sample(asked, peer_questions)
        peer.screen("whole", few[:3])  # the names of the list are prepared with the first question
        _, theirs = peer.screen("whole", few)
        peer.rapidfuzz(people, [one.name for one in asked[:3]])
        one_line, one_call = peer.rapidfuzz(people, [one.name for one in asked])
        peer.blocked("whole", few[:3])
        _, blocked = peer.blocked("whole", asked)
    behind = len(asked) / (blocked["block"] + blocked["compare"])
    with Tizim([("un_sc_sanctions", data.un_list(), False)]) as un:
        entries, ours, batch = un.entities, *_times(un, asked)
        rows.append(_row(f"tizim, UN list ({entries:,} entries)", ours, theirs, asked, batch))
    rows.append(_row(f"logic-v2, each of the {len(people):,} people", theirs, theirs, few, sum(theirs)))
    rows.append(_row("rapidfuzz token_sort_ratio, cdist, all names", one_line, theirs, asked, one_call))
    rows.append(_behind_blocker(behind, theirs))
    with Tizim(home=home) as every:
        entries, ours, batch = every.entities, *_times(every, asked)
        rows.append(_row(f"tizim, all lists ({entries:,} entries)", ours, theirs, asked, batch))
    columns = ("", "median ms", "p95 ms", "p99 ms", "questions a second, batch", "rate to logic-v2")
    note = (
        f"{len(asked):,} questions by name alone ({len(few)} of them to logic-v2): the positives and sampled negatives of the quality benchmark. "
        f"Batch: tizim.screen_many; logic-v2: the sum of its questions; rapidfuzz: one call. Behind nomenklatura's blocker, logic-v2 compares only the candidates "
        f"that it finds, all questions in one batch; its index took {blocked['build']:.1f} s to build, which is not counted. rapidfuzz only says how alike the letters of two names are: it decides nothing."
    )
    return Table("One question, warm", columns, tuple(rows), note)


def _behind_blocker(rate: float, theirs: Sequence[float]) -> tuple[str, ...]:
    return (
        "logic-v2 behind nomenklatura's blocker",
        "",
        "",
        "",
        f"{rate:,.0f}",
        ratio(rate, len(theirs) / sum(theirs)),
    )


def _batch(folder: Path, home: Path) -> list[Table]:
    """A customer file of every negative, by all lists, with one and with two workers; and where the time of a question goes."""
    customers = folder / "customers.csv"
    people = data.negatives()
    with write_rows(customers, "csv", ("id", "name", "kind")) as writer:
        writer.extend({"id": str(n), "name": one.name, "kind": one.kind} for n, one in enumerate(people))
    rows, seconds = [], []
    with tizim.open(home) as opened:
        for workers in (1, 2):
            began = perf_counter()
            opened.screen_file(customers, folder / f"{workers}.csv", workers=workers)
            seconds.append(perf_counter() - began)
            rate = f"{len(people) / seconds[-1]:,.0f}"
            rows.append((f"{workers}", f"{seconds[-1]:.1f}", rate, ratio(seconds[0], seconds[-1])))
    where = stages(home, STAGED)
    if (folder / "1.csv").read_bytes() != (folder / "2.csv").read_bytes():
        raise SystemExit("expected the same bytes whatever the number of workers, came others")
    note = (
        f"{len(people):,} customers, the negatives of the quality benchmark: names of many cultures, of which few share a word with another, "
        "so that most words are looked up for the first time. The whole command: reading, screening, writing."
    )
    columns = ("workers", "seconds", "customers a second", "times one worker")
    return [Table("A customer file, all lists", columns, tuple(rows), note), where]


def _times(side: Tizim, asked: Sequence[Asked]) -> tuple[list[float], float]:
    side.screen(asked[:20])
    _, seconds = side.screen(asked)
    return seconds, side.screen_many(asked)


def _row(
    title: str, seconds: Sequence[float], theirs: Sequence[float], asked: Sequence[Asked], batch: float
) -> tuple[str, ...]:
    cuts = statistics.quantiles(seconds, n=100)
    rate = len(asked) / batch
    timed = (statistics.median(seconds), cuts[94], cuts[98])
    return (title, *(f"{1000 * value:.2f}" for value in timed), f"{rate:,.0f}", ratio(rate, len(theirs) / sum(theirs)))


def _loaded(home: Path) -> list[Table]:
    """Loads every list; nothing is told of it."""
    for listed in every_list():
        cost_of(add_command(listed), home)
    return []


def _loading(folder: Path, home: Path) -> list[Table]:
    """What loading each list costs, alone and into a home with those before it."""
    rows, alone_s, together_s = [], 0.0, 0.0
    for listed in every_list():
        alone = cost_of(add_command(listed), folder / listed.dataset)
        added = cost_of(add_command(listed), home)
        alone_s, together_s = alone_s + alone.seconds, together_s + added.seconds
        peaks = (f"{alone.peak_mib:,.0f}", f"{added.peak_mib:,.0f}")
        rows.append((listed.dataset, f"{alone.seconds:.1f}", peaks[0], f"{added.seconds:.1f}", peaks[1]))
    rows.append(("all", f"{alone_s:.1f}", "", f"{together_s:.1f}", ""))
    columns = ("list", "alone, s", "peak MiB", "into one bank, s", "peak MiB")
    note = "Each in a process of its own, from the start of Python: reading, writing, and indexing all that its bank then holds."
    return [Table("Loading", columns, tuple(rows), note)]


def _cold_starts(home: Path, times: int) -> Table:
    cold = [cost_of(tizim_command("screen", COLD_NAME), home, accept=(0, 1)) for _ in range(times)]
    bare = [cost_of(tizim_command("--version"), home) for _ in range(times)]
    starts = tuple(
        (
            title,
            f"{statistics.median(cost.seconds for cost in costs):.2f}",
            f"{max(cost.seconds for cost in costs):.2f}",
            f"{costs[0].peak_mib:,.0f}",
        )
        for title, costs in ((f"tizim screen {COLD_NAME}", cold), ("tizim --version", bare))
    )
    return Table("From a cold start, all lists loaded", ("command", "median s", "slowest s", "peak MiB"), starts)


if __name__ == "__main__":
    main()
