"""How does the cost grow with the list? Made lists of any size, indexed and asked, each in processes of their own.

`python -m bench.speed.scale build|ask STATISTICS SIZE FOLDER` does one of the two and prints what it cost as JSON; `scale`
runs both for each size and makes the tables.
"""

import gc
import json
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple

from rapidfuzz import fuzz, process

from bench import data
from bench.plots import Figure
from bench.report import Table
from bench.speed.list_statistics import Statistics
from bench.speed.made_lists import made_entries, searched
from bench.speed.made_questions import Question, made_questions
from bench.speed.moulds import names_of
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.jobs.workers import cores, in_order
from tizim.screen.answering import Answering

if TYPE_CHECKING:
    from matplotlib.axes import Axes

ASKED = 10_000
"""distinct questions to a list of each size, half of them hits"""
BATCH = 4_000
"""further ones, asked as a batch"""
BRUTE = 200
"""of those, how many rapidfuzz is asked"""
MIB = 2**20
LENGTHS = ((0, 10), (10, 20), (20, 30), (30, 10_000))
"""letters of a name, from and below"""


class Timed(NamedTuple):
    """One question: seconds, and what kind it was."""

    seconds: float
    hit: bool
    script: str
    letters: int


def scale(sizes: Sequence[int], real: Statistics, folder: Path) -> tuple[list[Table], Figure]:
    """Two tables, cost by size and latency by kind of question at the largest size; and a figure of cost by size."""
    kept = folder / "statistics.pickle"
    kept.write_bytes(pickle.dumps(real))
    rows, costs = [], []
    for size in sizes:
        where = folder / f"made-{size}"
        print(f"a made list of {size:,}", file=sys.stderr)
        built, found = _run("build", kept, size, where), _run("ask", kept, size, where)
        rows.append(_row(size, built, found))
        costs.append({**built, **found})
        shutil.rmtree(where)
    columns = (
        "entities", "build, s", "peak MiB", "on disk, MB", "open, ms", "first answer, ms", "median ms", "p95", "p99",
        "batch a second", "resident, MiB", "rapidfuzz, names only, ms",
    )  # fmt: skip
    note = (
        f"Lists drawn from the statistics of the real ones (bench/speed/made_lists.py); {ASKED:,} distinct questions one by one, half of them "
        f"hits, then {BATCH:,} others as a batch on one core. Open and first answer: in a fresh process, imports apart. Resident: after all of "
        "these. rapidfuzz: token_sort_ratio by cdist of one question and all names, which decides nothing."
    )
    tables = [Table("By number of entities, by name alone", columns, tuple(rows), note)]
    shown = (f"questions to {sizes[-1]:,} entities", "number", "median ms", "p95", "p99")
    tables.append(Table("By kind of question", shown, tuple(map(tuple, costs[-1]["kinds"]))))
    return tables, Figure(
        "by-size", "Cost of one question, by number of entities", _shown(sizes, costs), _plot(sizes, costs)
    )


LINES = (
    ("p99", "p99"),
    ("p95", "p95"),
    ("median", "median"),
    ("rapidfuzz", "rapidfuzz over all names (decides nothing)"),
)


def _shown(sizes: Sequence[int], costs: Sequence[Mapping[str, Any]]) -> str:
    told = ", ".join(f"{cost['median']:.2f} ms of {size:,}" for size, cost in zip(sizes, costs, strict=True))
    return f"Milliseconds of one question on logarithmic axes; median: {told}"


def _plot(sizes: Sequence[int], costs: Sequence[Mapping[str, Any]]) -> "Callable[[Axes], None]":
    def draw(axes: "Axes") -> None:
        for key, label in LINES:
            axes.loglog(sizes, [cost[key] for cost in costs], marker="o", label=label)
        axes.set_xlabel("entities")
        axes.set_ylabel("milliseconds a question, one core")
        axes.legend()

    return draw


def _run(what: str, kept: Path, size: int, where: Path) -> dict[str, Any]:
    command = [sys.executable, "-m", "bench.speed.scale", what, str(kept), str(size), str(where)]
    told = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout
    made: dict[str, Any] = json.loads(told)
    return made


def _row(size: int, built: dict[str, Any], found: dict[str, Any]) -> tuple[str, ...]:
    numbers = (built["seconds"], built["peak"], built["disk"], found["open"], found["first"])
    times = (found["median"], found["p95"], found["p99"])
    return (
        f"{size:,}",
        *(f"{number:,.0f}" for number in numbers),
        *(f"{number:.2f}" for number in times),
        f"{found['batch']:,.0f}",
        f"{found['resident']:,.0f}",
        f"{found['rapidfuzz']:.1f}",
    )


def _build(real: Statistics, size: int, where: Path) -> dict[str, float]:
    began = perf_counter()
    # On all cores, as the commands build.
    spread = partial(in_order, workers=cores())
    build(made_entries(real, size), [searched(size)], shipped(), where, spread=spread)
    seconds = perf_counter() - began
    disk = sum(file.stat().st_size for file in where.iterdir()) / 1e6
    return {"seconds": seconds, "peak": _peak(), "disk": disk}


def _ask(real: Statistics, size: int, where: Path) -> dict[str, Any]:
    rules, question = shipped(), next(made_questions(real, size, 1, seed=1))
    began = perf_counter()
    answering = Answering(Snapshot.open(where), rules, settled=0)
    opened = perf_counter()
    answering.verdict(question.subject)
    first = perf_counter()
    questions = list(made_questions(real, size, ASKED + BATCH, people=data.negatives()))
    alone, together = questions[:ASKED], questions[ASKED:]
    gc.freeze()  # the questions and what they are drawn from are the benchmark's: no server looks through them for garbage
    before = _resident()
    timed = [_timed(one, answering) for one in alone]
    start = perf_counter()
    for _ in answering.verdicts(one.subject for one in together):
        pass
    batch = len(together) / (perf_counter() - start)
    resident = _resident() - before + _resident_of(where)
    names = [name for entity, _ in made_entries(real, min(size, 100_000)) for _, name in names_of(entity)]
    start = perf_counter()
    for one in together[:BRUTE]:
        process.cdist(list(one.subject.names), names, scorer=fuzz.token_sort_ratio, workers=1)
    brute = (perf_counter() - start) / BRUTE * max(1.0, size / 100_000)
    milliseconds = sorted(1000 * one.seconds for one in timed)
    cuts = statistics.quantiles(milliseconds, n=100)
    return {
        "open": 1000 * (opened - began),
        "first": 1000 * (first - opened),
        "median": statistics.median(milliseconds),
        "p95": cuts[94],
        "p99": cuts[98],
        "batch": batch,
        "resident": resident,
        "rapidfuzz": 1000 * brute,
        "kinds": list(_kinds(timed)),
    }


def _timed(one: Question, answering: Answering) -> Timed:
    began = perf_counter()
    answering.verdict(one.subject)
    return Timed(perf_counter() - began, one.is_hit, one.script, one.letters)


def _kinds(timed: Sequence[Timed]) -> Iterable[tuple[str, ...]]:
    kinds: list[tuple[str, Callable[[Timed], bool]]] = [
        ("somebody listed is asked for", lambda one: one.hit),
        ("nobody listed is", lambda one: not one.hit),
    ]
    for low, high in LENGTHS:
        words = f"{low} letters and more" if high > LENGTHS[-2][1] else f"{low} to {high - 1} letters"
        kinds.append((words, lambda one, low=low, high=high: low <= one.letters < high))  # type: ignore[misc]
    scripts = sorted({one.script for one in timed})
    kinds += [(script, lambda one, script=script: one.script == script) for script in scripts]  # type: ignore[misc]
    for words, belongs in kinds:
        chosen = sorted(1000 * one.seconds for one in timed if belongs(one))
        if len(chosen) >= 20:
            cuts = statistics.quantiles(chosen, n=100)
            yield words, f"{len(chosen):,}", f"{statistics.median(chosen):.2f}", f"{cuts[94]:.2f}", f"{cuts[98]:.2f}"


def _peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / MIB


def _resident() -> float:
    return _status("VmRSS")


def _resident_of(where: Path) -> float:
    """MiB of a fresh process with the rules and the snapshot opened: what serves, without what asks here."""
    code = (
        "import sys; from pathlib import Path; from tizim.index.snapshot import Snapshot; from tizim.compare.rules_file import shipped; "
        "shipped(); Snapshot.open(Path(sys.argv[1])); "
        "print(next(l.split()[1] for l in open('/proc/self/status') if l.startswith('VmRSS')))"
    )
    told = subprocess.run([sys.executable, "-c", code, str(where)], stdout=subprocess.PIPE, text=True, check=True)
    return int(told.stdout) / 1024


def _status(name: str) -> float:
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name):
            return int(line.split()[1]) / 1024
    return 0.0


if __name__ == "__main__":
    what, kept, size, where = sys.argv[1:5]
    statistics_of = pickle.loads(Path(kept).read_bytes())  # noqa: S301  (written by the run that started this)
    done = {"build": _build, "ask": _ask}[what](statistics_of, int(size), Path(where))
    print(json.dumps(done))
