"""How many names a second does a server answer, and how long does one take? `POST /match` with one name each.

    python -m bench.service.load --workers 2 --clients 4 --seconds 10

Starts `tizim serve` with two processes on the home that TIZIM_HOME (or `--home`) names, and asks it from processes of this
program, which share the machine with it. Names are the captions of entries, spelt as listed, shuffled with a fixed seed: each
is found, so each answer carries an entity in full. Start at `measure`.
"""

import argparse
import os
import random
import socket
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from itertools import chain
from pathlib import Path
from statistics import quantiles

import httpx

import tizim
from tizim.index.words import Looking

_PATIENCE = 600.0


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


def measure(home: Path, workers: int, clients: int, seconds: float) -> tuple[float, float, float]:
    """Answers a second, and the median and 99th percentile of one in milliseconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    command = [str(Path(sys.executable).with_name("tizim")), "serve", "--home", str(home), "--port", str(port)]
    server = subprocess.Popen([*command, "--workers", str(workers)], stderr=subprocess.DEVNULL)
    try:
        _wait_for(address)
        names = names_of(home, 2_000)
        shares = [names[start::clients] for start in range(clients)]
        with ProcessPoolExecutor(clients) as pool:
            list(pool.map(ask, [address] * clients, shares, [min(2.0, seconds)] * clients))  # warm, uncounted
            took = list(chain.from_iterable(pool.map(ask, [address] * clients, shares, [seconds] * clients)))
    finally:
        server.terminate()
        server.wait()
    cuts = quantiles(took, n=100)
    return len(took) / seconds, cuts[49] * 1000, cuts[98] * 1000


def _wait_for(address: str) -> None:
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
    rate, median, late = measure(given.home, given.workers, given.clients, given.seconds)
    print(
        f"{given.workers} workers, {given.clients} clients: {rate:,.0f} a second, p50 {median:.1f} ms, p99 {late:.1f} ms"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
