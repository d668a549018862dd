"""Where the time of a question goes: by stage, how much of it in compiled code, and what the memory alone would take.

Functions of tizim are timed from outside while questions are asked one by one. Start at `stages`.
"""

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from time import perf_counter
from types import SimpleNamespace
from typing import Any

import numpy as np

from bench import data
from bench.data import Asked
from bench.report import Table
from bench.tizim_side import subject_of
from tizim.compare.rules_file import shipped
from tizim.index import kernel
from tizim.index.snapshot import Snapshot
from tizim.screen.answering import Answering

_IN_C = ("tz_expand", "tz_search", "tz_longer", "tz_facts", "tz_keys", "tz_hashes", "tz_most_alike")
_TIMED = (
    ("the subject is read, its names prepared", "tizim.screen.screening", "understand"),
    ("words are looked up", "tizim.index.candidates", "units_of"),
    ("names are bounded", "tizim.index.kernel", "Kernel.search"),
    ("entries are read", "tizim.index.snapshot", "Segment.record"),
    ("listed names are prepared", "tizim.screen.screening", "_prepared"),
    ("names are compared", "tizim.screen.screening", "best_names"),
)
"""what is told, and the function that does it; none calls another, but that comparing is timed within nothing else"""
_IN = {"words are looked up": ("tz_expand", "tz_longer", "tz_most_alike"), "names are bounded": ("tz_search",)}
"""the compiled functions that a stage calls"""


def stages(home: Path, asked: int) -> Table:
    """Milliseconds a question, by stage, when its words are new and when they are not: so many negatives of the quality benchmark, in
    a process that has asked nothing before.
    """
    command = [sys.executable, "-m", "bench.speed.stages", str(home), str(asked)]
    told = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    columns = ("stage", "new words, ms", "of it in C", "known words, ms", "of it in C")
    return Table("Where the time goes, all lists", columns, tuple(map(tuple, told["rows"])), told["note"])


def _told(home: Path, asked: Sequence[Asked]) -> dict[str, Any]:
    directory = next(one.parent for one in sorted(home.glob("index/*/snapshot.json"), key=_written, reverse=True))
    answering = Answering(Snapshot.open(directory), shipped(), settled=0)
    subjects = [subject_of(one, full=False) for one in asked]
    seconds: Counter[str] = Counter()
    answering.verdict(subjects[0])
    rounds, whole = [], []
    with _timing(seconds):
        for _ in range(2):
            seconds.clear()
            began = perf_counter()
            for subject in subjects:
                answering.verdict(subject)
            whole.append(perf_counter() - began)
            rounds.append(Counter(seconds))
    per = 1000 / len(subjects)
    rows = []
    for title, _, _ in _TIMED:
        parts = [(each[title] * per, sum(each[name] for name in _IN.get(title, ())) * per) for each in rounds]
        rows.append((title, *(cell for whole_ms, c_ms in parts for cell in (f"{whole_ms:.3f}", f"{c_ms:.3f}"))))
    rest = [total - sum(each[title] for title, _, _ in _TIMED) for total, each in zip(whole, rounds, strict=True)]
    rows.append(("all else", *(cell for left in rest for cell in (f"{left * per:.3f}", "0.000"))))
    compiled = [sum(each[name] for name in _IN_C) for each in rounds]
    totals = zip(whole, compiled, strict=True)
    rows.append(("together", *(cell for total, c in totals for cell in (f"{total * per:.3f}", f"{c * per:.3f}"))))
    python = [1 - c / total for total, c in zip(whole, compiled, strict=True)]
    touched = rounds[1]["bytes"] / len(subjects)
    note = (
        f"{len(subjects):,} questions by name alone, one by one. Python takes {python[0]:.0%} of the time where words are new and {python[1]:.0%} where "
        f"they are not. Bounding reads the entities of every word found, {touched / 1000:,.0f} kB a question: at the {_bandwidth():.1f} GB a second at which "
        f"one core of this machine reads memory that takes {touched / _bandwidth() / 1e6:.4f} ms."
    )
    return {"rows": rows, "note": note}


def _written(manifest: Path) -> int:
    return manifest.stat().st_mtime_ns


@contextmanager
def _timing(seconds: Counter[str]) -> Iterator[None]:
    """While it is open, seconds of each stage and of each compiled function are added up, and the bytes that bounding reads."""
    before: list[tuple[Any, str, Any]] = []

    def replace(owner: Any, name: str, timed: Any) -> None:
        before.append((owner, name, owner.__dict__[name] if isinstance(owner, type) else getattr(owner, name)))
        setattr(owner, name, timed)

    library = kernel._library()
    in_c = SimpleNamespace(**{name: _timed(getattr(library, name), name, seconds) for name in _IN_C})
    replace(kernel, "_library", lambda: in_c)
    for title, module, function in _TIMED:
        owner, name = import_module(module), function
        if "." in function:
            kind, name = function.split(".")
            owner = getattr(owner, kind)
        replace(owner, name, _timed(getattr(owner, name), title, seconds))
    search = kernel.Kernel.search

    def counted(self: kernel.Kernel, question: kernel.Question, weights: kernel.Weights) -> Any:
        seconds["bytes"] += 4 * sum(unit.found.volume for unit in question.units)
        return search(self, question, weights)

    replace(kernel.Kernel, "search", counted)
    try:
        yield
    finally:
        for owner, name, was in reversed(before):
            setattr(owner, name, was)


def _timed(function: Callable[..., Any], title: str, seconds: Counter[str]) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        began = perf_counter()
        try:
            return function(*arguments, **named)
        finally:
            seconds[title] += perf_counter() - began  # type: ignore[assignment]  # a counter of seconds

    return timed


def _bandwidth() -> float:
    """Gigabytes a second that one core reads from memory, far more than its caches hold: the best of five."""
    data = np.ones(1 << 24, np.uint64)
    times = []
    for _ in range(5):
        began = perf_counter()
        data.sum()
        times.append(perf_counter() - began)
    return data.nbytes / min(times) / 1e9


if __name__ == "__main__":
    print(json.dumps(_told(Path(sys.argv[1]), data.sample(data.negatives(), int(sys.argv[2])))))
