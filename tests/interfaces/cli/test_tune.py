"""`tizim tune` as people type it, on a home with a made-up list."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.interfaces.cli.running import refused, tizim, told
from tests.jobs.made_up import NAMES, UN, un_list
from tizim.compare.rules_file import shipped


@pytest.fixture(autouse=True)
def _plain(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TIZIM_USER", "anna")


@pytest.fixture
def customers(home: Path) -> Path:
    told("lists", "add", UN, un_list(home.parent, "2026-02-27"), "--accept", "fewer-records")
    path = home.parent / "customers.csv"
    asked = [*NAMES[:3], "Grey Heron Order", "Velmark Ship", "Grey Lantern", "Invented Bakery", "", "Silver Heron"]
    path.write_text("id,name\n" + "".join(f"{number},{name}\n" for number, name in enumerate(asked)))
    return path


def tune(customers: Path, *words: str | Path, code: int = 0) -> Any:
    return json.loads(told("tune", "--customers", customers, "--kind", "Organization", *words, "--json", code=code))


def screened(customers: Path) -> tuple[dict[str, int], set[str]]:
    """Counts of `screen --file`, and the rules that its verdicts name."""
    out = customers.with_name("results.jsonl")
    found = json.loads(told("screen", "--file", customers, "--out", out, "--kind", "Organization", "--json", code=5))
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    counts = {name: found[name] for name in ("hit", "possible", "clear", "not_screened")}
    return counts, {row["rules"] for row in rows if row["rules"]}


def counted(level: dict[str, int]) -> dict[str, int]:
    return {name: level[name] for name in ("hit", "possible", "clear", "not_screened")}


def test_the_shipped_thresholds_give_what_screening_the_file_gives(customers: Path) -> None:
    found = tune(customers)
    counts, _ = screened(customers)
    assert counted(found["shipped"]["level"]) == counts
    assert counts["hit"] >= 3
    assert (found["customers"], found["unscreened"], found["dated"]) == (9, 1, 0)


@pytest.mark.parametrize(("possible", "hit"), [(0.05, 0.1), (0.2, 0.6), (0.35, 0.98), (0.95, 0.95)])
def test_chosen_thresholds_give_what_was_told_once_they_are_in_force(
    customers: Path, possible: float, hit: float
) -> None:
    found = tune(customers, "--possible", str(possible), "--hit", str(hit), "--write")
    counts, rules = screened(customers)
    assert counts == counted(found["chosen"]["level"])
    assert rules == {f"{shipped().version}@{possible}/{hit}"}


def test_what_is_written_is_used_told_and_gone_when_the_file_is(customers: Path, home: Path) -> None:
    out = told("tune", "--customers", customers, "--possible", "0.4", "--write")
    assert "in force" not in out
    assert "from now on this home screens under the chosen ones" in out
    assert "possible from 0.4, hit from 0.9; chosen by anna on" in told("lists", "status")
    (home / "rules.toml").unlink()
    assert "thresholds" not in told("lists", "status")
    assert screened(customers)[1] == {shipped().full_version}


def test_choosing_leaves_the_index_as_it_is(customers: Path, home: Path) -> None:
    before = {file: file.stat().st_mtime_ns for file in (home / "index").rglob("*") if file.is_file()}
    tune(customers, "--possible", "0.3", "--hit", "0.8", "--write")
    screened(customers)
    assert {file: file.stat().st_mtime_ns for file in (home / "index").rglob("*") if file.is_file()} == before


def test_the_table_has_a_bar_for_each_figure_and_marks_the_thresholds(customers: Path) -> None:
    out = told("tune", "--customers", customers, "--possible", "0.4")
    rows = [line for line in out.splitlines() if line.startswith("0.")]
    assert len(rows) > 25
    assert all("━" in row and "%" in row for row in rows)
    assert [row.split()[1] for row in rows if row[:4] in ("0.17", "0.40", "0.90")] == ["possible", "possible*", "hit*"]
    assert "9 customers: 1 could not be screened, 8 without a birth date" in out
    assert "shipped: possible from 0.17, hit from 0.9:" in out
    assert "chosen*: possible from 0.4, hit from 0.9:" in out
    assert "this home screens under: the shipped ones" in out


def test_thresholds_written_before_are_kept_unless_it_is_said(customers: Path, home: Path) -> None:
    tune(customers, "--possible", "0.4", "--write")
    before = (home / "rules.toml").read_text()
    assert "--replace" in refused("tune", "--customers", customers, "--possible", "0.3", "--write", code=2)
    assert (home / "rules.toml").read_text() == before
    tune(customers, "--possible", "0.3", "--write", "--replace")
    assert "possible = 0.3" in (home / "rules.toml").read_text()


def test_a_broken_rules_file_stops_every_command_but_the_one_that_mends_it(customers: Path, home: Path) -> None:
    tune(customers, "--possible", "0.4", "--write")
    file = home / "rules.toml"
    file.write_text(file.read_text().replace("hit", "hitt"))
    assert "rules.toml" in refused("screen", "Grey Heron", code=3)
    assert "thresholds.hitt" in refused("lists", "status", code=3)
    assert "screening stops" in told("tune", "--customers", customers)
    tune(customers, "--possible", "0.4", "--write", "--replace")
    told("lists", "status")


def test_a_new_version_of_the_rules_asks_to_choose_anew(customers: Path, home: Path) -> None:
    tune(customers, "--possible", "0.4", "--write")
    file = home / "rules.toml"
    file.write_text(file.read_text().replace(shipped().version, "0-0badcafe"))
    assert "choose anew" in refused("screen", "Grey Heron", code=3)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--possible", "0"), "0 < possible <= hit < 1"),
        (("--possible", "0.8", "--hit", "0.7"), "0 < possible <= hit < 1"),
        (("--write",), "expected the thresholds to write"),
        (("--kind", "Spaceship"), "--kind"),
        (("--plot", "plot.gif"), "--plot: expected a file that ends in .svg or .png"),
        (("--plot", "no/such/folder/plot.svg"), "--plot: expected a folder"),
        (("--column", "name"), "--column"),
        (("--datasets", "eu_fsf"), "eu_fsf"),
    ],
)
def test_what_cannot_be_asked_is_refused(customers: Path, home: Path, words: tuple[str, ...], said: str) -> None:
    assert said in refused("tune", "--customers", customers, *words, code=2)
    assert not (home / "rules.toml").exists()


def test_without_the_extra_the_table_still_stands_and_what_to_install_is_told(
    customers: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    result = tizim("tune", "--customers", customers, "--plot", tmp_path / "plot.svg")
    assert result.exit_code == 2
    assert "0.17  possible" in result.stdout
    assert result.stderr == "warning: no plot file: it needs matplotlib; type: pip install 'tizim[plot]'\n"
    assert not (tmp_path / "plot.svg").exists()


def test_the_plot_is_named_where_it_was_written(customers: Path, tmp_path: Path) -> None:
    assert tune(customers, "--plot", tmp_path / "plot.svg")["plot"] == str(tmp_path / "plot.svg")
    assert (tmp_path / "plot.svg").read_text().startswith("<?xml")
