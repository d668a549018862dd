"""Do several processes answer whole and right while another one updates the lists?

    python -m bench.service.consistency --asked 100000 --processes 2 [--database postgresql://...]

The lists are made up: each version of them gives every entry another alias, and one entry stands in every second version only.
An answer is right if all of it is of the version it names, if that version is none that an answer before had left behind, and if
it is at least the one whose load had returned when it was asked. Start at `run`.
"""

import argparse
import itertools
import json
import multiprocessing
import shutil
import tempfile
import time
from dataclasses import dataclass
from multiprocessing.sharedctypes import Synchronized
from pathlib import Path

import tizim
from tizim.errors import TizimError

DATASET = "made_up_register"
_FIRST = (
    "AMBER BASALT CEDAR DELTA EMBER FALLOW GARNET HAZEL INDIGO JUNIPER KESTREL LARCH MAPLE NIMBUS OSPREY PEWTER".split()
)
_SECOND = "QUARTZ RUSSET SABLE TEAL UMBER VELVET WILLOW YARROW".split()
NAMES = tuple(f"{first} {second}WICK TRADING" for first in _FIRST for second in _SECOND)
SOMETIMES = "ORDER OF THE GREY HERON"
"""stands in every second version"""


@dataclass(frozen=True, slots=True)
class Asked:
    """What one process met: wrong answers and errors, in words, and how long each answer took (seconds, sorted)."""

    faults: tuple[str, ...]
    seconds: tuple[float, ...]
    versions: int


@dataclass(frozen=True, slots=True)
class Run:
    """All of a run: how much was asked, what was wrong, how many versions were loaded, and how long answers took."""

    asked: int
    faults: tuple[str, ...]
    loaded: int
    met: int
    p50_ms: float
    p99_ms: float
    longest_ms: float
    seconds: float


def run(
    home: Path, asked: int, processes: int, database: str | None = None, *, pause: float = 0.0, versions: int = 0
) -> Run:
    """Asks `asked` questions from `processes` processes, or more until `versions` are loaded, while this one loads one after another.

    pause: between two loads, in seconds.
    """
    started = time.monotonic()
    loaded = 1
    with tizim.open(home, database=database) as tz:
        _load(tz, home, loaded)
        context = multiprocessing.get_context("spawn")
        returned = context.Value("i", loaded)
        share = -(-asked // processes)
        with context.Pool(processes, _remember, (returned,)) as pool:
            asking = [pool.apply_async(_ask, (home, database, share, versions, number)) for number in range(processes)]
            while not all(one.ready() for one in asking):
                loaded += 1
                _load(tz, home, loaded)
                with returned.get_lock():
                    returned.value = loaded
                time.sleep(pause)
            met = [one.get() for one in asking]
    seconds = sorted(one for some in met for one in some.seconds)
    return Run(
        asked=len(seconds),
        faults=tuple(one for some in met for one in some.faults),
        loaded=loaded,
        met=max(some.versions for some in met),
        p50_ms=1000 * seconds[len(seconds) // 2],
        p99_ms=1000 * seconds[len(seconds) * 99 // 100],
        longest_ms=1000 * seconds[-1],
        seconds=time.monotonic() - started,
    )


def day_of(version: int) -> str:
    """The date of a version: one day each."""
    return f"{2001 + version // 336:04}-{version // 28 % 12 + 1:02}-{version % 28 + 1:02}"


def _version_of(day: str) -> int:
    year, month, date = (int(piece) for piece in day[:10].split("-"))
    return (year - 2001) * 336 + (month - 1) * 28 + date - 1


def _alias(number: int, version: int) -> str:
    return f"{NAMES[number]} {version}"


def _load(tz: tizim.Tizim, home: Path, version: int) -> None:
    rows = [
        {"id": f"made-{number}", "schema": "Organization", "properties": {"name": [name], "alias": [_alias(number, version)]}}
        for number, name in enumerate(NAMES)
    ]  # fmt: skip
    if version % 2:
        rows.append({"id": "made-sometimes", "schema": "Organization", "properties": {"name": [SOMETIMES]}})
    file = home / "made.ftm.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    tz.lists.add(DATASET, file, published=day_of(version))


_returned: "Synchronized[int] | None" = None


def _remember(returned: "Synchronized[int]") -> None:
    global _returned  # noqa: PLW0603  (how a pool hands a shared value to its processes)
    _returned = returned


def _ask(home: Path, database: str | None, count: int, versions: int, process: int) -> Asked:
    faults: list[str] = []
    seconds: list[float] = []
    seen: set[int] = set()
    newest = 0
    with tizim.open(home, database=database) as tz:
        for number in itertools.count():
            loaded = _returned.value if _returned is not None else versions
            if number >= count and loaded >= versions:
                break
            at = (number * 7 + process * 31) % (len(NAMES) + 1)
            name = NAMES[at] if at < len(NAMES) else SOMETIMES
            least = max(newest, loaded)
            before = time.perf_counter()
            try:
                verdict = tz.screen(tizim.Subject(kind="Organization", names=[name]), [DATASET])
            except (TizimError, OSError) as wrong:
                faults.append(f"question {number}: {type(wrong).__name__}: {wrong}")
                continue
            finally:
                seconds.append(time.perf_counter() - before)
            newest = _version_of(verdict.searched[0].published)
            seen.add(newest)
            faults += _wrong(verdict, at, newest, least)
    return Asked(tuple(faults), tuple(seconds), len(seen))


def _wrong(verdict: tizim.Verdict, at: int, version: int, least: int) -> list[str]:
    """What is wrong with an answer, in words."""
    if version < least:
        return [f"an answer of version {version}, where version {least} was there before it was asked"]
    if verdict.warnings:
        return [f"a warning: {verdict.warnings}"]
    if at == len(NAMES):
        wanted = "hit" if version % 2 else "clear"
        return [] if verdict.outcome == wanted else [f"{SOMETIMES} in version {version}: {verdict.outcome}"]
    names = {name for hit in verdict.hits if hit.entity.id == f"made-{at}" for name in hit.entity.names}
    expected = {NAMES[at], _alias(at, version)}
    return [] if names == expected else [f"{NAMES[at]} in version {version}: {sorted(names)}"]


def main() -> None:
    """Runs it in a new home and prints what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--asked", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--database", help="URL of an empty PostgreSQL database; without it, the bank is a file")
    parser.add_argument("--pause", type=float, default=0.5, help="seconds between two loads")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="tizim-consistency-"))
    try:
        found = run(home, given.asked, given.processes, given.database, pause=given.pause)
    finally:
        shutil.rmtree(home)
    print(
        f"{found.asked:,} asked by {given.processes} processes while {found.loaded} versions were loaded (one process met "
        f"{found.met}) in {found.seconds:.0f} s: {len(found.faults)} wrong, mixed or failed; "
        f"p50 {found.p50_ms:.1f} ms, p99 {found.p99_ms:.1f} ms, longest {found.longest_ms:.0f} ms"
    )
    for words in found.faults[:20]:
        print(f"  {words}")
    raise SystemExit(1 if found.faults else 0)


if __name__ == "__main__":
    main()
