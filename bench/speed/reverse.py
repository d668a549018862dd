"""How long does it take to say which kept customers a change of the lists touches? Made customers, made changes.

`tizim customers rescreen` then asks only those who are touched. Start at `reverse`.
"""

import tempfile
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from time import perf_counter

from bench.report import Table
from bench.speed.list_statistics import Statistics
from bench.speed.made_lists import made_entries
from bench.speed.moulds import names_of
from tizim.compare.rules_file import shipped
from tizim.customers.register import Register, write_register
from tizim.customers.touched import touched
from tizim.jobs.workers import cores, in_order
from tizim.model.subject import Subject
from tizim.subjects.table import Asked

CHANGED = 50
"""entries that change"""
_OTHERS = 2_000_003
"""seed of the customers, who are none of the listed"""


def reverse(sizes: Sequence[int], real: Statistics) -> Table:
    """Seconds to index so many customers, and to find those whom a change of 50 entries touches."""
    rules, rows = shipped(), []
    changed = [entity for entity, _ in made_entries(real, CHANGED)]
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="tizim-bench-") as folder:
            where = Path(folder) / "register"
            began = perf_counter()
            write_register(
                _customers(real, size), rules, where, made="2026-01-01", spread=partial(in_order, workers=cores())
            )
            written = perf_counter()
            disk = sum(file.stat().st_size for file in where.rglob("*.*")) / 1e6
            register = Register.open(where)
            opened = perf_counter()
            found = touched(register, changed, rules)
            seconds = perf_counter() - opened
        each = 1000 * seconds / CHANGED
        rows.append(
            (f"{size:,}", f"{written - began:.0f}", f"{disk:,.0f}", f"{len(found):,}", f"{seconds:.2f}", f"{each:.1f}")
        )
    columns = ("customers", "indexed on all cores, s", "on disk, MB", "touched", "found in, s", "a changed entry, ms")
    note = (
        f"{CHANGED} entries with all their names against customers drawn from the same statistics, one name each; on one core, in a process "
        "that has just opened the index. Only those who are touched are then asked: all others have the answer that they had."
    )
    return Table("Whom does a change of a list touch?", columns, tuple(rows), note)


def _customers(real: Statistics, size: int) -> Iterator[Asked]:
    for row, (entity, _) in enumerate(made_entries(real, size, _OTHERS), 1):
        name = next(iter(names_of(entity)))[1]
        yield Asked(row, str(row), Subject(kind="Thing", names=[name]))
