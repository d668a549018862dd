"""kill -9 at twenty moments of `tizim lists add`: the old version or the new one, whole, and running it again completes.

The child runs the real command. It tells of moments by the interpreter's audit events (files opened and renamed) and the
database's own events (statements sent), so nothing of the command is replaced. At most moments it waits to be killed; at those
that are fractions of the write it runs on, and the kill comes when that share of a measured write has passed.
"""

import json
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

import tizim
from tests.conftest import ROOT
from tests.jobs.made_up import UN, organisation, un_list

pytestmark = pytest.mark.slow
_OLD, _NEW = "2026-03-01", "2026-04-01"
_WORDS = (
    "AMBER BASALT CEDAR DELTA EMBER FALLOW GARNET HAZEL INDIGO JUNIPER KESTREL LARCH MAPLE NIMBUS OSPREY PEWTER QUARTZ RUSSET "
    "SABLE TEAL"
).split()

_COMMAND = """
import sys
from sqlalchemy import Engine, event

moment, runs_on = sys.argv.pop(1), sys.argv.pop(1) == "runs on"

def reached(name):
    if name == moment:
        print("reached", flush=True)
        if not runs_on:
            sys.stdin.readline()

opened = 0

def audited(name, arguments):
    global opened
    if name == "open" and str(arguments[0]).endswith(".xml") and arguments[1] in ("r", "rb"):
        opened += 1
        reached(f"file opened {opened}")
    if name == "tempfile.mkdtemp":
        reached("building the index")
    if name == "os.rename":
        target = str(arguments[1])
        reached("naming the index" if "/index/" in target and not target.endswith("CURRENT") else f"moving {target.rpartition('/')[2]}")
    if name == "shutil.rmtree":
        reached("tidying the index")

@event.listens_for(Engine, "before_cursor_execute")
def before(connection, cursor, words, values, context, many):
    for start in ("INSERT INTO statement", "UPDATE statement", "INSERT INTO version", "begin immediate"):
        if words.startswith(start):
            reached(f"before {start}")

@event.listens_for(Engine, "after_cursor_execute")
def after(connection, cursor, words, values, context, many):
    for start in ("INSERT INTO statement", "UPDATE statement", "INSERT INTO version", "begin immediate"):
        if words.startswith(start):
            reached(f"after {start}")

@event.listens_for(Engine, "commit")
def commit(connection):
    if connection.get_execution_options().get("tizim_write"):
        reached("before the commit")
        reached("committing")

sys.addaudithook(audited)
reached("started")
from tizim.interfaces.cli.main import main
main()
"""

OUTSIDE = (
    "started", "file opened 1", "moving card.json", "building the index", "naming the index", "tidying the index", "moving CURRENT",
)  # fmt: skip
INSIDE = (
    "after begin immediate", "before INSERT INTO statement", "after INSERT INTO statement", "before UPDATE statement",
    "after UPDATE statement", "before INSERT INTO version", "after INSERT INTO version", "before the commit",
)  # fmt: skip
FRACTIONS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""of the write, from the first statement of the transaction to its commit"""


def names(tag: str) -> list[str]:
    """Four hundred invented organisations."""
    return [f"{first} {second}WICK {tag}" for first in _WORDS for second in _WORDS]


def _list(folder: Path, day: str, tag: str) -> Path:
    return un_list(
        folder, day, [organisation(number, name, COMMENTS1="Invented.") for number, name in enumerate(names(tag), 1)]
    )


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with the older version, and the file of the newer one beside it."""
    folder = tmp_path_factory.mktemp("killed")
    with tizim.open(folder / "home") as tz:
        tz.lists.add(UN, _list(folder, _OLD, "GUILD"), accept=("fewer-records",))
    _list(folder, _NEW, "LEAGUE")
    return folder


@pytest.fixture
def folder(kept: Path, tmp_path: Path) -> Path:
    shutil.copytree(kept, tmp_path / "here")
    return tmp_path / "here"


def _child(folder: Path, moment: str, *, runs_on: bool) -> "subprocess.Popen[str]":
    arguments = ["lists", "add", UN, str(folder / f"un_{_NEW}.xml"), "--home", str(folder / "home")]
    return subprocess.Popen(
        [sys.executable, "-c", _COMMAND, moment, "runs on" if runs_on else "waits", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def _kill(folder: Path, moment: str, *, runs_on: bool = False, after: float = 0.0) -> None:
    with _child(folder, moment, runs_on=runs_on) as child:
        assert child.stdout is not None
        assert child.stdout.readline().strip() == "reached"
        time.sleep(after)
        child.kill()


def _answers(home: Path) -> str:
    """The day of the version that answers, after making sure that every answer is that version's."""
    with tizim.open(home) as tz:
        found = {}
        for tag in ("GUILD", "LEAGUE"):
            subjects = [tizim.Subject("Organization", [name]) for name in names(tag)[::40]]
            found[tag] = list(tz.screen_many(subjects))
        (day,) = {one.searched[0].published[:10] for several in found.values() for one in several}
        said = {_OLD: "GUILD", _NEW: "LEAGUE"}[day]
        for verdict, name in zip(found[said], names(said)[::40], strict=True):
            assert verdict.outcome == "hit"
            assert verdict.hits[0].entity.caption == name
        shown = {hit.entity.caption for several in found.values() for one in several for hit in one.hits}
        assert shown <= set(names(said)), "an answer shows what only the other version says"
    return day


def _require_old_or_new_and_complete(folder: Path) -> str:
    """What must hold after any kill; the version that was found."""
    home = folder / "home"
    answered = _answers(home)
    with tizim.open(home) as tz:
        whole = tz.verify()
        (status,) = tz.lists.status()
        assert whole.whole, whole.findings
        assert (status.published[:10], status.entities) in {(_OLD, 400), (_NEW, 400)}
        assert answered == status.published[:10]
        again = tz.lists.add(UN, folder / f"un_{_NEW}.xml")
        assert again.unchanged == (status.published[:10] == _NEW)
        assert tz.verify().whole
    assert _answers(home) == _NEW
    return answered


@pytest.mark.parametrize("moment", INSIDE)
def test_killed_inside_the_write_the_old_version_stays(folder: Path, moment: str) -> None:
    _kill(folder, moment)
    assert _require_old_or_new_and_complete(folder) == _OLD


@pytest.mark.parametrize("moment", OUTSIDE)
def test_killed_before_or_after_the_write_one_version_is_whole(folder: Path, moment: str) -> None:
    _kill(folder, moment)
    assert _require_old_or_new_and_complete(folder) == (_OLD if moment in OUTSIDE[:2] else _NEW)


@pytest.fixture(scope="module")
def seconds_of_a_write(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How long the write lasts on this machine, from its first statement to its commit."""
    lasted = []
    for moment in ("after begin immediate", "committing"):
        here = tmp_path_factory.mktemp("measured") / "here"
        shutil.copytree(kept, here)
        started = time.monotonic()
        with _child(here, moment, runs_on=True) as child:
            assert child.stdout is not None
            child.stdout.readline()
            lasted.append(time.monotonic() - started)
            child.kill()
    return max(0.05, lasted[1] - lasted[0])


@pytest.mark.parametrize("share", FRACTIONS)
def test_killed_while_the_write_runs_one_version_is_whole(
    folder: Path, share: float, seconds_of_a_write: float
) -> None:
    _kill(folder, "after begin immediate", runs_on=True, after=share * seconds_of_a_write)
    assert _require_old_or_new_and_complete(folder) in (_OLD, _NEW)


def test_killed_at_the_very_commit_one_version_is_whole_and_the_command_completes(folder: Path) -> None:
    _kill(folder, "committing", runs_on=True)
    home = str(folder / "home")
    door = [sys.executable, "-c", "from tizim.interfaces.cli.main import main; main()"]
    for command in (["bank", "verify"], ["lists", "add", UN, str(folder / f"un_{_NEW}.xml")], ["bank", "verify"]):
        done = subprocess.run(
            [*door, *command, "--home", home, "--json"], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout).get("whole", True)
    assert _answers(folder / "home") == _NEW
