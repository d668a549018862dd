"""Thresholds of one home: what its file may say, and that it is whole or not there."""

import subprocess
import sys
from pathlib import Path

import pytest

from tizim.compare.rules_file import shipped
from tizim.errors import RulesError, SubjectError
from tizim.jobs.own_rules import FILE, OwnThresholds, in_force, read_own, require_free, write_own

OWN = OwnThresholds(0.4, 0.9, "anna", "2026-03-01T09:30:00Z", shipped().version, 1200)
TEXT = f"""
[thresholds]
possible = 0.4
hit = 0.9
[written]
by = "anna"
at = "2026-03-01T09:30:00Z"
rules = "{shipped().version}"
customers = 1200
"""


def test_without_a_file_the_shipped_rules_are_in_force(tmp_path: Path) -> None:
    assert in_force(tmp_path, shipped()) is shipped()
    assert read_own(tmp_path / "nowhere") is None


def test_a_file_that_was_written_is_the_one_in_force(tmp_path: Path) -> None:
    assert write_own(tmp_path, OWN, shipped()) == tmp_path / FILE
    assert read_own(tmp_path) == OWN
    rules = in_force(tmp_path, shipped())
    assert (rules.possible, rules.hit, rules.version) == (0.4, 0.9, shipped().version)
    assert rules.weights is shipped().weights


def test_a_file_written_by_hand_in_the_same_layout_is_read(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TEXT)
    assert read_own(tmp_path) == OWN
    assert (
        OWN.sentence()
        == "possible from 0.4, hit from 0.9; chosen by anna on 2026-03-01 on 1,200 customers (rules.toml)"
    )


@pytest.mark.parametrize("name", ['An"na \\ of Nowhere', "Анна", "two\nlines\x7f", "half \udc80"])
def test_whatever_somebody_is_called_the_file_can_be_read_again(tmp_path: Path, name: str) -> None:
    write_own(tmp_path, OwnThresholds(0.4, 0.9, name, OWN.at, OWN.rules, 1), shipped())
    found = read_own(tmp_path)
    assert found is not None
    assert found.by == "".join(letter if letter.isprintable() else " " for letter in name)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("possible = 0.4", "posible = 0.4", "thresholds.posible"),
        ("[written]", "[weights]\nprior = -1\n[written]", "came weights"),
        ("[thresholds]", "prior = 3\n[thresholds]", "came prior"),
        ("hit = 0.9\n", "", "expected thresholds.hit, came none"),
        ("hit = 0.9", 'hit = "0.9"', "thresholds.hit: expected a number"),
        ("hit = 0.9", "hit = true", "thresholds.hit: expected a number"),
        ("customers = 1200", "customers = 1.5", "written.customers: expected a whole number"),
        ("hit = 0.9", "hit = 0.3", "0 < possible <= hit < 1"),
        ("hit = 0.9", "hit = nan", "0 < possible <= hit < 1"),
        ("hit = 0.9", "hit = 1", "0 < possible <= hit < 1"),
        ("[written]", "[written", "expected TOML"),
        (TEXT, "thresholds = 1\nwritten = 2\n", "thresholds: expected a table"),
    ],
)
def test_a_broken_file_stops_the_start_and_is_named(tmp_path: Path, before: str, after: str, said: str) -> None:
    (tmp_path / FILE).write_text(TEXT.replace(before, after))
    with pytest.raises(RulesError, match=r"rules\.toml") as met:
        in_force(tmp_path, shipped())
    assert said in str(met.value)


def test_a_file_that_is_no_text_stops_the_start(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff\xfe\x00")
    with pytest.raises(RulesError, match="expected TOML"):
        in_force(tmp_path, shipped())


def test_thresholds_chosen_on_other_rules_stop_the_start_and_say_what_to_do(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(TEXT.replace(shipped().version, "0-0badcafe"))
    with pytest.raises(RulesError, match=r"0-0badcafe.*tizim tune --write --replace.*delete"):
        in_force(tmp_path, shipped())


def test_thresholds_are_not_written_over_unless_it_is_said(tmp_path: Path) -> None:
    write_own(tmp_path, OWN, shipped())
    with pytest.raises(SubjectError, match="--replace"):
        require_free(tmp_path, overwrite=False)
    other = OwnThresholds(0.6, 0.8, "berik", OWN.at, OWN.rules, 3)
    with pytest.raises(SubjectError, match="--replace"):
        write_own(tmp_path, other, shipped())
    assert read_own(tmp_path) == OWN
    write_own(tmp_path, other, shipped(), overwrite=True)
    assert read_own(tmp_path) == other


@pytest.mark.parametrize(("possible", "hit"), [(0.0, 0.9), (0.9, 0.4), (0.4, 1.0), (float("nan"), 0.9)])
def test_what_are_no_thresholds_is_not_written(tmp_path: Path, possible: float, hit: float) -> None:
    with pytest.raises(SubjectError, match="0 < possible <= hit < 1"):
        write_own(tmp_path, OwnThresholds(possible, hit, "anna", OWN.at, OWN.rules, 1), shipped())
    assert list(tmp_path.iterdir()) == []


def test_killed_while_writing_the_thresholds_before_stay_and_new_ones_can_be_written(tmp_path: Path) -> None:
    write_own(tmp_path, OWN, shipped())
    code = (
        "import os, sys\n"
        "from pathlib import Path\n"
        "from dataclasses import replace\n"
        "from tizim.compare.rules_file import shipped\n"
        "from tizim.jobs.own_rules import read_own, write_own\n"
        "home = Path(sys.argv[1])\n"
        "os.fsync = lambda _: os._exit(9)\n"
        "write_own(home, replace(read_own(home), possible=0.2), shipped(), overwrite=True)\n"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert done.returncode == 9
    assert read_own(tmp_path) == OWN
    write_own(tmp_path, OwnThresholds(0.6, 0.8, "berik", OWN.at, OWN.rules, 3), shipped(), overwrite=True)
    assert in_force(tmp_path, shipped()).possible == 0.6


def test_what_fails_while_writing_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_own(tmp_path, OWN, shipped())
    assert list(tmp_path.iterdir()) == []
