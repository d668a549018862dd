"""How many actions of reviewers a second does a ledger take, in a file or in PostgreSQL?

    python -m bench.service.reviewing --people 8 --seconds 5 [--database postgresql://...]

Each person is a thread that acts on alerts of its own (assign, comment, decide, reopen, and so on), each action one committed step with the
revision it was made on. The alerts are made up. In the end every alert is replayed from its steps. Start at `run`.
"""

import argparse
import json
import tempfile
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, replace
from itertools import cycle
from pathlib import Path

from tizim.compare.rules_file import shipped
from tizim.model.subject import Subject
from tizim.review.facts import Facts, subject_facts
from tizim.review.known import Known
from tizim.review.ledger import Ledger, Making, Which
from tizim.review.opening import Opener, Whom
from tizim.review.policy import Policy
from tizim.review.silence import Open
from tizim.review.states import Step

ALERTS = 40
"""of each person"""
_WAY = (
    {"kind": "assigned", "to": "somebody"},
    {"kind": "commented", "words": "asked the branch"},
    {"kind": "decided", "decision": "dismissed", "reason": "other_name"},
    {"kind": "reopened", "reason": "mistake"},
    {"kind": "decided", "decision": "confirmed", "reason": "same_facts"},
    {"kind": "reopened", "reason": "mistake"},
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a run came to. Seconds of one action: half took no longer, 99 in a hundred took no longer."""

    actions: int
    seconds: float
    per_second: float
    p50_ms: float
    p99_ms: float
    faults: tuple[str, ...]


def run(ledger: Ledger, people: int, seconds: float) -> Run:
    """Lets so many people act for so long."""
    rules = shipped()
    whom = [Whom("bench", f"C-{number}", Subject(names=[f"Made Up {number}"])) for number in range(people * ALERTS)]
    opener = Opener(ledger, Policy(), "bench")
    opened = opener.settle(
        whom, lambda one, _alerts: [Open(_known(one.subject, subject_facts(one.subject, rules)))]
    ).opened
    numbers = [one.number for one in opened]
    started = time.monotonic()
    with ThreadPoolExecutor(people) as pool:
        mine = [(ledger, numbers[place::people], f"person {place}", started + seconds) for place in range(people)]
        times = sorted(one for some in pool.map(_act, mine) for one in some)
    took = time.monotonic() - started
    held = {one.number: one.revision for one in ledger.alerts(Which((), file="bench"))}
    faults = [*ledger.verify()]
    if sum(held.values()) != len(times) + len(numbers):
        faults.append(f"expected {len(times) + len(numbers)} steps, came {sum(held.values())}")
    return Run(
        len(times),
        took,
        len(times) / took,
        1000 * times[len(times) // 2],
        1000 * times[int(0.99 * len(times))],
        tuple(faults),
    )


def _act(task: tuple[Ledger, list[int], str, float]) -> list[float]:
    ledger, numbers, who, end = task
    revisions = dict.fromkeys(numbers, 1)
    times: list[float] = []
    for said in cycle(_WAY):
        make = _making(who, said)
        for number in numbers:
            begin = time.monotonic()
            if begin > end:
                return times
            revisions[number] = ledger.act(number, make, revision=revisions[number]).revision
            times.append(time.monotonic() - begin)
    return times


def _making(who: str, said: Mapping[str, str]) -> Making:
    return lambda _alert, at: replace(Step(said["kind"], who, at), **said)  # type: ignore[arg-type]  # words of a step


def _known(subject: Subject, asked: Facts) -> Known:
    entry: Facts = {"names": ("MADE UP",), "kind": ("Person",)}
    at = "2026-01-01T00:00:00Z"
    return Known(subject, "made_up-1", "made_up", "1", "MADE UP", "hit", 0.95, (), "", at, "2", asked, entry, "")


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=5.0)
    parser.add_argument("--database", help="URL of an empty PostgreSQL database; a file if not said")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="tizim-bench-") as folder:
        file = Path(folder) / "review.sqlite" if given.database is None else None
        ledger = Ledger.open(file, url=given.database)
        try:
            print(json.dumps(asdict(run(ledger, given.people, given.seconds)), indent=1))
        finally:
            ledger.close()


if __name__ == "__main__":
    main()
