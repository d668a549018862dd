"""kill -9 at named moments of an update: the bank holds the old version or the new one, whole, and a second try completes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bank.made_up import DATASET, entry, load
from tests.conftest import ROOT
from tizim.bank.bank import Bank

_ENTRIES = 2_000
_UPDATER = """
import sys
from pathlib import Path
from sqlalchemy import Engine, event
from tests.bank.made_up import DATASET, entry, version
from tizim.bank.bank import Bank

path, moment, entries = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])

def reached(name):
    if name == moment:
        print(name, flush=True)
        if name != "committing":
            sys.stdin.readline()

@event.listens_for(Engine, "before_cursor_execute")
def before(connection, cursor, words, values, context, many):
    if words.startswith("UPDATE statement"):
        reached("ending what is no longer said")
    if words.startswith("INSERT INTO version"):
        reached("before the version")

@event.listens_for(Engine, "commit")
def commit(connection):
    if connection.get_execution_options().get("tizim_write"):
        reached("before the commit")
        reached("committing")

with Bank.open(path) as bank:
    with bank.update(DATASET) as update:
        reached("begun")
        for number in range(entries):
            for one in entry(f"N.{number}", f"New Works {number}"):
                update.add(one)
            if number == entries // 2:
                reached("halfway")
        reached("everything added")
        update.commit(version("2026-02-01", entries))
        reached("committed")
print("done", flush=True)
"""


def run_until(path: Path, moment: str) -> None:
    """Runs an update in a process of its own and kills it at the moment."""
    child = subprocess.Popen(
        [sys.executable, "-c", _UPDATER, str(path), moment, str(_ENTRIES)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    with child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == moment
        child.kill()


@pytest.mark.parametrize(
    ("moment", "allowed"),
    [
        ("begun", {"2026-01-01"}),
        ("halfway", {"2026-01-01"}),
        ("everything added", {"2026-01-01"}),
        ("ending what is no longer said", {"2026-01-01"}),
        ("before the version", {"2026-01-01"}),
        ("before the commit", {"2026-01-01"}),
        ("committing", {"2026-01-01", "2026-02-01"}),
        ("committed", {"2026-02-01"}),
    ],
)
def test_a_killed_update_leaves_the_old_version_or_the_new_one(tmp_path: Path, moment: str, allowed: set[str]) -> None:
    path = tmp_path / "bank.db"
    with Bank.open(path) as bank:
        load(bank, "2026-01-01", [one for number in range(50) for one in entry(f"O.{number}")])
    run_until(path, moment)
    with Bank.open(path) as bank:
        newest = bank.latest(DATASET)
        assert newest is not None
        assert newest.published in allowed
        assert sum(1 for _ in bank.entries()) == newest.entities
        assert bank.verify().whole
        if newest.published == "2026-01-01":
            load(
                bank,
                "2026-02-01",
                [one for number in range(_ENTRIES) for one in entry(f"N.{number}", f"New Works {number}")],
            )
        assert sum(1 for _ in bank.entries()) == _ENTRIES
        assert bank.verify().whole
