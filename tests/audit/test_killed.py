"""Several processes write at once, and are killed at any moment: no accepted line is lost, none is doubled, the chain holds."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.audit.conftest import event, where
from tests.conftest import ROOT
from tizim.audit.envelope import read_json
from tizim.audit.keys import Keyring
from tizim.audit.log import Log
from tizim.audit.receipt import Receipt, broken_off
from tizim.audit.receipt_log import ReceiptLog
from tizim.audit.verification import verify

_WRITER = """
import sys
from pathlib import Path
from tests.audit.conftest import event, opened
from tizim.audit.keys import Keyring

place, writer, turns, moment = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
if moment:
    from sqlalchemy import Engine, event as happening

    @happening.listens_for(Engine, "before_cursor_execute")
    def before(connection, cursor, words, values, context, many):
        if moment == "inserting" and words.startswith("INSERT INTO audit_key") and turn == turns // 2:
            print("now", flush=True)
            sys.stdin.readline()

    @happening.listens_for(Engine, "commit")
    def commit(connection):
        if moment == "committing" and turn == turns // 2:
            print("now", flush=True)
            sys.stdin.readline()

turn = -1
log = opened(place, Keyring(Path(sys.argv[5])))
print("ready", flush=True)
sys.stdin.readline()
for turn in range(turns):
    lines = log.append([event(writer * 1_000_000 + turn * 10 + place) for place in range(3)])
    print(*(line.details["row"] for line in lines), flush=True)
print("done", flush=True)
"""


def writer(log: Log, keys: Path, number: int, turns: int, moment: str = "") -> "subprocess.Popen[str]":
    """A process that writes three lines a turn, and says which once they are accepted. It begins when it gets a line."""
    child = subprocess.Popen(
        [sys.executable, "-c", _WRITER, where(log), str(number), str(turns), moment, str(keys)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert child.stdout is not None
    assert child.stdout.readline() == "ready\n"
    return child


def begin(child: "subprocess.Popen[str]") -> None:
    assert child.stdin is not None
    child.stdin.write("\n")
    child.stdin.flush()


def accepted(told: str) -> list[int]:
    """Numbers of the lines that a process was told are on the disk; the last word may be cut."""
    whole = told[: told.rfind("\n") + 1]
    return [int(word) for word in whole.split() if word.isdecimal()]


def rows(log: Log) -> list[int]:
    return [one.line.details["row"] for one in log.lines() if one.line.action == "screen"]


def test_processes_that_write_at_once_lose_and_double_nothing(tmp_path: Path, keyring: Keyring, log: Log) -> None:
    children = [writer(log, tmp_path / "keys", number, 25) for number in (1, 2, 3, 4)]
    for child in children:
        begin(child)
    told = [number for child in children for number in accepted(child.communicate(timeout=120)[0])]
    assert len(told) == 4 * 25 * 3
    assert sorted(rows(log)) == sorted(told)
    assert verify(log).whole


@pytest.mark.parametrize("seed", range(4))
def test_a_process_killed_at_any_moment_takes_no_accepted_line_along(
    tmp_path: Path, keyring: Keyring, log: Log, seed: int
) -> None:
    choice = random.Random(seed)
    children = [writer(log, tmp_path / "keys", number, 10_000) for number in (1, 2)]
    for child in children:
        begin(child)
    time.sleep(0.2 + choice.random() * 0.5)
    for child in children:
        child.kill()
    told = [number for child in children for number in accepted(child.communicate(timeout=60)[0])]
    there = rows(log)
    assert len(told) > 3
    assert set(told) <= set(there)
    assert len(set(there)) == len(there)
    assert len(there) - len(told) <= 6  # what was on the disk when it could not be told any more: one turn of each
    assert verify(log).whole
    log.append([event()])
    assert verify(log).whole


@pytest.mark.parametrize("moment", ["inserting", "committing"])
def test_a_process_killed_within_a_turn_leaves_the_turn_out_as_a_whole(
    tmp_path: Path, keyring: Keyring, log: Log, moment: str
) -> None:
    child = writer(log, tmp_path / "keys", 1, 6, moment)
    begin(child)
    assert child.stdout is not None
    said = [child.stdout.readline() for _ in range(4)]
    assert said[-1] == "now\n"
    child.kill()
    child.communicate(timeout=60)
    assert rows(log) == accepted("".join(said))
    assert verify(log).whole


def test_a_receipt_that_was_given_is_in_the_log_after_a_kill(tmp_path: Path, keyring: Keyring, log: Log) -> None:
    code = """
import json, sys
from pathlib import Path
from tests.audit.conftest import opened
from tizim.audit.keys import Keyring
from tizim.audit.receipt_log import ReceiptLog

receipts = ReceiptLog(opened(sys.argv[1], Keyring(Path(sys.argv[2]))))
while True:
    (made,) = receipts.issue([{"asked": "", "outcome": "clear", "rules": "", "engine": "", "searched": []}])
    print(json.dumps(made.to_json()), flush=True)
"""
    child = subprocess.Popen(
        [sys.executable, "-c", code, where(log), str(tmp_path / "keys")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    first = child.stdout.readline()
    time.sleep(0.3)
    child.kill()
    told = first + child.communicate(timeout=60)[0]
    given = [Receipt.read(read_json(line.encode(), "made")) for line in told[: told.rfind("\n")].split("\n")]
    receipts = ReceiptLog(log)
    for one in given:
        assert one.findings(keyring.succession()) == ()
        head, proof = receipts.proof_since(one.tree)
        assert broken_off(one.tree, head.log, head.size, head.hash, proof) == ()
    assert [one.place for one in given] == list(range(len(given)))
