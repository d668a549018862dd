"""What an operator types, and how a command ends that is told to."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from threading import Event

import pytest

from tests.conftest import ROOT
from tests.interfaces.cli.running import done
from tests.jobs.made_up import UN, un_list
from tests.jobs.web import Handler, giving, serving
from tests.places import OLDER, Place


@pytest.fixture(autouse=True)
def _plain(home: Path, place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    if place.url is not None:
        monkeypatch.setenv("TIZIM_DATABASE", place.url)


def test_status_ends_with_0_where_all_is_well_and_with_1_where_somebody_should_look(home: Path) -> None:
    assert "no official list is loaded" in done("status", code=1).stdout
    done("lists", "add", UN, un_list(home.parent, "2026-02-27"), "--accept", "fewer-records")
    assert done("status").stdout.startswith("all is well\n")
    found = json.loads(done("status", "--max-days", "1", "--json", code=1).stdout)
    assert (found["well"], found["index"]["current"], [one["dataset"] for one in found["lists"]]) == (False, True, [UN])


def test_looking_at_an_empty_home_makes_nothing(home: Path) -> None:
    done("status", code=1)
    assert not list(home.glob("**/*.sqlite")) or os.environ.get("TIZIM_DATABASE")


def test_a_home_goes_into_a_file_and_comes_back(loaded: Path, tmp_path: Path) -> None:
    told = done("backup", tmp_path / "home.zip").stdout
    assert told.startswith("1 versions and ")
    assert "sha-256 " in told
    assert "restored: 1 versions" in done("restore", tmp_path / "home.zip").stdout
    done("lists", "add", UN, un_list(tmp_path, "2026-03-01"))
    assert "--discard-newer" in done("restore", tmp_path / "home.zip", code=2).stderr
    came = json.loads(done("restore", tmp_path / "home.zip", "--discard-newer", "--json").stdout)
    assert (came["versions"], came["kept"]) == (1, [])
    (tmp_path / "backups").mkdir()
    made = json.loads(done("backup", tmp_path / "backups", "--json").stdout)
    assert made["versions"] == 1
    assert re.fullmatch(r"tizim-\d{4}-\d{2}-\d{2}T\d{6}Z\.zip", Path(made["path"]).name)


def test_a_database_that_stayed_is_told(loaded: Path, tmp_path: Path) -> None:
    (loaded / "other.sqlite").touch()
    done("backup", tmp_path / "home.zip")
    assert "other.sqlite was there already" in done("restore", tmp_path / "home.zip").stderr


def test_a_bank_of_an_older_tizim_is_rehearsed_then_migrated(loaded: Path, place: Place) -> None:
    older = Place(loaded / "bank.sqlite") if place.url is None else place
    older.tamper(*OLDER)
    told = done("bank", "migrate", "--rehearse").stdout
    assert "step: 2026-11 mark of the state" in told
    assert "the bank itself was left as it was" in told
    older.tamper("update version set entities = 7, records = 7")
    assert "was written with 7 entries" in done("bank", "migrate", code=3).stdout
    older.tamper("update version set entities = 10, records = 10")
    assert json.loads(done("bank", "migrate", "--json").stdout)["done"]
    assert "nothing to migrate" in done("bank", "migrate").stdout
    assert done("bank", "verify").stdout.startswith("whole")


def test_there_is_nothing_to_migrate_where_there_is_no_bank(home: Path, place: Place) -> None:
    if place.url is None:
        assert "there is none" in done("bank", "migrate", code=3).stderr
    else:
        assert "nothing to migrate" in done("bank", "migrate").stdout


def test_an_update_that_fails_says_which_version_answers_and_how_old_it_is(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(giving(b"gone", status=404)) as web:
        monkeypatch.setattr("tizim.jobs.loading._address", lambda *_: (web.url(),))
        failed = done("lists", "update", code=4)
        assert "came 404 Not Found; answers keep un_sc_sanctions of 2026-02-27, " in failed.stderr
        (told,) = json.loads(done("lists", "update", "--json", code=4).stdout)
    assert (told["load"], told["kept"]["published"]) == (None, "2026-02-27")
    assert told["kept"]["age_days"] >= 0


def test_a_command_that_is_told_to_end_leaves_nothing_half_done(loaded: Path) -> None:
    asked, enough = Event(), Event()

    def slow(handler: Handler) -> None:
        handler.send_response(200)
        handler.end_headers()
        asked.set()
        enough.wait(60)

    with serving(slow) as web:
        command = [sys.executable, "-c", "from tizim.interfaces.cli.main import main; main()"]
        with subprocess.Popen(
            [*command, "lists", "add", UN, web.url()], cwd=ROOT, stderr=subprocess.PIPE, text=True
        ) as child:
            assert asked.wait(60)
            child.send_signal(signal.SIGTERM)
            _, told = child.communicate(timeout=60)
        enough.set()
    assert child.returncode == 130
    assert told == "tizim: stopped; what was done so far is kept, and nothing is half done\n"
    assert done("status").stdout.startswith("all is well")
