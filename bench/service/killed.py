"""Is anything lost that was answered, where a server is killed under load? `kill -9`, again and again, in a home that records.

    python -m bench.service.killed --rounds 20 --seconds 3

Each round starts `tizim serve` with two workers and, beside it, a process that asks for receipts; both are killed in the middle of
their work, all processes at once. Whatever was answered before must be on record, once, whatever receipt was given must stand in the
tree, and the log must be whole. More may be on record than was answered: the line comes first. This shows what the death of a process
does, not what the loss of power does. Start at `run`.
"""

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import httpx

import tizim
from bench.service.load import free_port, wait_for
from tizim.audit.receipt import Receipt

_NAMES = ("Abu Sayyaf Group", "Grey Heron Bakery", "Ottilie Brackenridge", "Jemaah Islamiyah")
_RECEIPTS = """
import json, sys
from itertools import count
from pathlib import Path
import tizim
with tizim.open(Path(sys.argv[1]), caller=tizim.Caller("till")) as tz:
    for number in count():
        _, receipt = tz.screen_with_receipt(tizim.Subject(names=["Grey Heron Bakery"], id=str(number)))
        print(json.dumps(receipt.to_json()), flush=True)
"""


@dataclass(slots=True)
class Kept:
    """What was answered over all rounds, and what is wrong with it: answers that are not on record, or twice; receipts; the log."""

    rounds: int = 0
    answered: list[str] = field(default_factory=list)
    receipts: list[Receipt] = field(default_factory=list)
    lost: int = 0
    twice: int = 0
    lost_receipts: int = 0
    recorded: int = 0
    findings: tuple[str, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether nothing is wrong."""
        return not (self.lost or self.twice or self.lost_receipts or self.findings)


def run(home: Path, rounds: int, seconds: float, clients: int = 4) -> Kept:
    """Kills so many servers, each about so many seconds after it began to answer. home: any, with or without lists."""
    with tizim.open(home, caller=tizim.Caller("bench")) as tz:
        tz.audit.on()
        tz.searched()  # the index is there before the first of several processes wants it
    kept = Kept()
    chance = random.Random(7)
    with tempfile.TemporaryDirectory() as left:  # what the killed could not remove
        for number in range(rounds):
            _round(home, kept, f"round-{number}", seconds * chance.uniform(0.5, 1.5), clients, Path(left))
            kept.rounds += 1
    _hold_against_the_log(home, kept)
    return kept


def _round(home: Path, kept: Kept, name: str, seconds: float, clients: int, left: Path) -> None:
    port = free_port()
    serve = [sys.executable, "-c", "from tizim.interfaces.cli.main import main; main()", "serve", "--workers", "2"]
    quiet = {"stderr": subprocess.DEVNULL, "start_new_session": True, "env": os.environ | {"TMPDIR": str(left)}}
    server = subprocess.Popen([*serve, "--home", str(home), "--port", str(port)], **quiet)  # type: ignore[call-overload]
    till = subprocess.Popen([sys.executable, "-c", _RECEIPTS, str(home)], stdout=subprocess.PIPE, **quiet)  # type: ignore[call-overload]
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        with ThreadPoolExecutor(clients + 1) as pool:
            asking = [pool.submit(_ask, address, f"{name}.{client}") for client in range(clients)]
            printed = pool.submit(_whole_lines, till)
            time.sleep(seconds)
            for process in (server, till):
                os.killpg(process.pid, signal.SIGKILL)
            kept.answered += [request for one in asking for request in one.result()]
            kept.receipts += [Receipt.read(json.loads(line)) for line in printed.result()]
    finally:
        for process in (server, till):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if process.stdout is not None:
                process.stdout.close()


def _ask(address: str, name: str) -> list[str]:
    """Asks until nobody answers; gives the numbers of the requests that were answered in full."""
    answered = []
    with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        for number in count():
            request = f"{name}.{number}"
            example = {"schema": "Thing", "properties": {"name": [_NAMES[number % len(_NAMES)]]}}
            try:
                told = client.post(
                    "/match/default", json={"queries": {"q": example}}, headers={"X-Request-ID": request}
                )
            except httpx.TransportError:
                break
            if told.is_success:
                answered.append(request)
    return answered


def _whole_lines(process: "subprocess.Popen[bytes]") -> list[bytes]:
    assert process.stdout is not None  # noqa: S101  (a pipe, as it was started)
    return [line for line in process.stdout if line.endswith(b"\n")]


def _hold_against_the_log(home: Path, kept: Kept) -> None:
    with tizim.open(home, caller=tizim.Caller("bench")) as tz:
        found = tz.audit.verify()
        lines = Counter(one.line.caller.request for one in tz.audit.lines() if one.line.action == "screen")
        kept.findings, kept.recorded = found.findings, found.lines
        kept.lost = sum(1 for request in kept.answered if not lines[request])
        kept.twice = sum(1 for request in kept.answered if lines[request] > 1)
        kept.lost_receipts = sum(1 for one in kept.receipts if not tz.receipts.verify(one).holds)


def main() -> None:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--seconds", type=float, default=3.0, help="about how long each server lives")
    given = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="tizim-killed-"))
    try:
        kept = run(home, given.rounds, given.seconds)
    finally:
        shutil.rmtree(home)
    print(
        f"{kept.rounds} servers killed: {len(kept.answered):,} answers, {kept.lost} not on record, {kept.twice} twice; "
        f"{len(kept.receipts):,} receipts, {kept.lost_receipts} not in the tree; {kept.recorded:,} lines, "
        f"{len(kept.findings)} findings"
    )
    for words in kept.findings[:20]:
        print(f"  {words}")
    raise SystemExit(0 if kept.whole and kept.answered and kept.receipts else 1)


if __name__ == "__main__":
    main()
