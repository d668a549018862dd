"""Several people decide at once, and their processes are killed at any moment: nothing accepted is lost, nothing is doubled."""

import random
import subprocess
import sys
import time

import pytest

from tests.conftest import ROOT
from tests.review.made_up import open_for, where, whom
from tizim.review.ledger import Ledger, Which

_REVIEWER = """
import sys
from tests.review.made_up import opened
from tizim.review.states import Step

place, who, moment = sys.argv[1:4]
ledger = opened(place)
if moment:
    from sqlalchemy import Engine, event as happening

    @happening.listens_for(Engine, "commit")
    def commit(connection):
        if turn == 3:
            print("now", flush=True)
            sys.stdin.readline()

turn = 0
print("ready", flush=True)
sys.stdin.readline()
while True:
    turn += 1
    made = ledger.act(1 + turn % 5, lambda alert, at: Step("commented", who, at, words=f"{who} {turn}"))
    print(turn, flush=True)
"""


def reviewer(ledger: Ledger, who: str, moment: str = "") -> "subprocess.Popen[str]":
    child = subprocess.Popen(
        [sys.executable, "-c", _REVIEWER, where(ledger), who, moment],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdin is not None
    assert child.stdout.readline() == "ready\n"
    return child


def begin(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def accepted(who: str, told: str) -> list[str]:
    """Words of the steps that a process was told are on the disk; the last line may be cut."""
    whole = told[: told.rfind("\n") + 1]
    return [f"{who} {number}" for number in whole.split() if number.isdecimal()]


def there(ledger: Ledger) -> list[str]:
    numbers = [one.number for one in ledger.alerts(Which(()))]
    return [step.words for number in numbers for step in ledger.alert(number).steps if step.kind == "commented"]


@pytest.mark.parametrize("seed", range(2))
def test_a_process_killed_at_any_moment_takes_no_accepted_step_along(ledger: Ledger, seed: int) -> None:
    open_for(ledger, [whom(number) for number in range(1, 6)])
    choice = random.Random(seed)
    children = {who: reviewer(ledger, who) for who in ("anna", "boris")}
    for child in children.values():
        begin(child)
    time.sleep(0.3 + choice.random() * 0.4)
    for child in children.values():
        child.kill()
    told = [one for who, child in children.items() for one in accepted(who, child.communicate(timeout=60)[0])]
    found = there(ledger)
    assert len(told) > 3
    assert set(told) <= set(found)
    assert len(set(found)) == len(found)
    assert len(found) - len(told) <= 2  # on the disk when it could not be told any more: one of each
    assert ledger.verify() == ()


def test_a_process_killed_before_its_commit_leaves_nothing_and_holds_nobody_up(ledger: Ledger) -> None:
    open_for(ledger, [whom(number) for number in range(1, 6)])
    child = reviewer(ledger, "anna", "committing")
    begin(child)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(3)]
    assert said[-1] == "now\n"
    child.kill()
    child.communicate(timeout=60)
    assert sorted(there(ledger)) == sorted(accepted("anna", "".join(said)))
    other = reviewer(ledger, "boris")
    begin(other)
    assert other.stdout is not None
    assert other.stdout.readline() == "1\n"
    other.kill()
    other.communicate(timeout=60)
    assert ledger.verify() == ()
