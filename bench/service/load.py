"""How many names a second does a server answer, and how long does one take? `POST /match` with one name each.

    python -m bench.service.load --workers 2 --clients 4 --seconds 600

Starts `tizim serve` with two processes on the home that TIZIM_HOME (or `--home`) names, and asks it from processes of this
program, which share the machine with it. Names are the captions of entries, spelt as listed, shuffled with a fixed seed: each
is found, so each answer carries an entity in full. A rate depends on what else runs on the machine; the processor's time for one
answer, summed over the server's processes (where there is `/proc`), hardly does. Their memory is told ten times while they answer: it
should stay where it is once all parts of names were seen. Start at `measure`.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import httpx

import tizim
from tizim.index.words import Looking

_PATIENCE = 600.0
_SAMPLES = 10
"""moments at which memory is looked at, and one at the end"""


def names_of(home: Path, most: int) -> list[tuple[str, str]]:
    """(schema, caption) of entries of the lists."""
    with tizim.open(home) as opened:
        found = opened.look(Looking(limit=most)).entities
    names = [(one["schema"], one["caption"]) for one in found]
    random.Random(7).shuffle(names)
    return names


def ask(address: str, names: list[tuple[str, str]], seconds: float) -> list[float]:
    """Asks one after the other for so long; gives how long each took, in seconds. Raises where an answer is an error."""
    took = []
    until = time.perf_counter() + seconds
    with httpx.Client(base_url=address, timeout=60, trust_env=False) as client:
        for place in range(sys.maxsize):
            kind, name = names[place % len(names)]
            body = {"queries": {"q": {"schema": kind, "properties": {"name": [name]}}}}
            start = time.perf_counter()
            if start >= until:
                break
            client.post("/match/default", json=body).raise_for_status()
            took.append(time.perf_counter() - start)
    return took


@dataclass(frozen=True, slots=True)
class Load:
    """rate: answers a second. median, late: 50th and 99th percentile of one, cost: the server's processors for one, in milliseconds.

    memory: of all its processes, in MiB, at moments of the same distance; what they share (the index) not counted.
    """

    rate: float
    median: float
    late: float
    cost: float | None
    memory: tuple[float, ...]


def measure(home: Path, workers: int, clients: int, seconds: float) -> Load:
    """Asks a server of its own."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("tizim")), "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.DEVNULL)
    try:
        wait_for(address)
        names = names_of(home, 2_000)
        shares = [names[start::clients] for start in range(clients)]
        with ProcessPoolExecutor(clients) as pool:
            list(pool.map(ask, [address] * clients, shares, [min(2.0, seconds)] * clients))  # warm, uncounted
            before, memory = _used(server.pid), list[float]()
            asking = pool.map(ask, [address] * clients, shares, [seconds] * clients)
            for _ in range(_SAMPLES):
                memory += [now.memory] if (now := _used(server.pid)) is not None else []
                time.sleep(seconds / _SAMPLES)
            took = list(chain.from_iterable(asking))
            after = _used(server.pid)
            memory += [after.memory] if after is not None else []
    finally:
        server.terminate()
        server.wait()
    cuts = quantiles(took, n=100)
    cost = (after.seconds - before.seconds) / len(took) * 1000 if before is not None and after is not None else None
    return Load(len(took) / seconds, cuts[49] * 1000, cuts[98] * 1000, cost, tuple(memory))


class _Used(NamedTuple):
    """seconds of processor; memory of their own, MiB."""

    seconds: float
    memory: float


def _used(root: int) -> _Used | None:
    """What a process and all its descendants have used; None where the system does not tell."""
    parents: dict[int, int] = {}
    used: dict[int, float] = {}
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = file.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
        except OSError:
            continue  # it has ended
        number = int(file.parent.name)
        parents[number] = int(fields[1])
        used[number] = (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    if root not in used:
        return None
    family = {root}
    while grown := {number for number, parent in parents.items() if parent in family} - family:
        family |= grown
    return _Used(sum(used[number] for number in family), sum(map(_memory, family)))


def _memory(process: int) -> float:
    """What only this process has, in MiB; 0 where it has ended."""
    try:
        lines = Path(f"/proc/{process}/status").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("RssAnon")) / 1024


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def wait_for(address: str) -> None:
    """Until a server answers there. Raises TimeoutError."""
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until:
        try:
            if httpx.get(f"{address}/readyz", timeout=60, trust_env=False).is_success:
                return
        except httpx.TransportError:
            time.sleep(0.2)
    raise TimeoutError(f"expected a server at {address} within {_PATIENCE:g} s")


def main() -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--home", type=Path, default=os.environ.get("TIZIM_HOME"))
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--clients", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=10.0)
    given = parser.parse_args()
    if given.home is None:
        parser.error("name a home: --home or TIZIM_HOME")
    found = measure(given.home, given.workers, given.clients, given.seconds)
    cost = f", {found.cost:.2f} ms of processor each" if found.cost is not None else ""
    print(
        f"{given.workers} workers, {given.clients} clients: {found.rate:,.0f} a second, p50 {found.median:.1f} ms, "
        f"p99 {found.late:.1f} ms{cost}"
    )
    if found.memory:
        print(f"memory, MiB, at {_SAMPLES + 1} moments: {', '.join(f'{one:.0f}' for one in found.memory)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
