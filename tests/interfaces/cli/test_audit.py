"""`tizim audit`, `tizim receipt` and `tizim keys` as people type them."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.interfaces.cli.running import data, tizim, told
from tests.jobs.made_up import UN, organisation, un_list

HERON = ("Order", "of", "the", "Grey", "Heron", "--kind", "Organization")


@pytest.fixture(autouse=True)
def _anna(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TIZIM_USER", "anna")
    monkeypatch.delenv("TIZIM_PURPOSE", raising=False)


def test_a_home_is_told_to_record_and_then_shows_who_asked_what_and_why(loaded: Path) -> None:
    assert "without it the log cannot be read" in told("audit", "on")
    told("screen", *HERON, "--purpose", "onboarding", code=1)
    told("screen", "Invented Orchard")
    out = told("audit", "show")
    assert "anna (onboarding)  screen  hit: Order of the Grey Heron" in out
    assert "anna  screen  clear: Invented Orchard" in out
    assert [one["action"] for one in data("audit", "show", "--user", "anna", "--last", "2")] == ["read-log", "read-log"]
    (line,) = data("audit", "show", "--name", "invented orchard")
    assert line.keys() == {
        "number", "at", "action", "user", "role", "purpose", "request", "outcome", "private", "erased", "searched",
        "question", "rules", "engine", "part_of", "details", "id", "hash",
    }  # fmt: skip
    assert told("audit", "off") == "recording is off\n"
    assert told("audit", "off") == "recording was off\n"


def test_a_home_that_wants_to_know_why_answers_nobody_who_does_not_say(
    loaded: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told("audit", "on", "--require-purpose")
    refused = tizim("screen", "Invented Orchard")
    assert refused.exit_code == 2
    assert "--purpose" in refused.stderr
    told("screen", "Invented Orchard", "--purpose", "case 17")
    monkeypatch.setenv("TIZIM_PURPOSE", "periodic review")
    monkeypatch.setenv("TIZIM_ROLE", "officer")
    told("show", "un_sc_sanctions-xxe.002")
    (line,) = data("audit", "show", "--last", "4")[:1]
    assert (line["purpose"], line["role"], line["action"]) == ("periodic review", "officer", "show")


def test_a_line_that_was_changed_is_named_and_the_exit_code_says_damaged(loaded: Path, tmp_path: Path) -> None:
    told("audit", "on")
    told("screen", *HERON, code=1)
    told("audit", "checkpoint", "--out", tmp_path / "kept.json")
    whole = told("audit", "verify", "--checkpoint", tmp_path / "kept.json")
    assert whole == "whole: 2 lines, 0 erased, 1 checkpoints\n"
    assert "only a checkpoint kept elsewhere can tell" in told("audit", "verify")
    with closing(sqlite3.connect(loaded / "audit" / "log.sqlite")) as connection, connection:
        connection.execute("update audit_line set line = replace(line, 'anna', 'hans') where number = 2")
    out = told("audit", "verify", code=3)
    assert out.startswith("damaged: 2 lines, 0 erased\n")
    assert "line 2 was changed" in out
    found = data("audit", "verify", code=3)
    assert found.keys() == {"whole", "lines", "erased", "checkpoints", "findings"}


def test_lines_are_exported_erased_and_expired(loaded: Path, tmp_path: Path) -> None:
    told("audit", "on")
    told("screen", *HERON, code=1)
    told("screen", "Invented Orchard")
    assert told("audit", "export", "--out", tmp_path / "log.jsonl") == f"4 lines in {tmp_path / 'log.jsonl'}\n"
    assert "Grey Heron" in (tmp_path / "log.jsonl").read_text(encoding="utf-8")
    out = told("audit", "erase", "--name", "Order of the Grey Heron", "--purpose", "request 5")
    assert out == "1 lines erased: 2\n"
    assert data("audit", "erase", "--line", "3") == {"erased": [3]}
    assert told("audit", "erase", "--id", "nobody") == "0 lines erased\n"
    assert "screen  hit: erased" in told("audit", "show")
    assert "0 lines before 20" in told("audit", "expire", "--older-than", "365d")
    assert data("audit", "expire", "--older-than", "2020-01-01") == {"before": "2020-01-01T00:00:00Z", "erased": 0}
    assert told("audit", "verify").startswith("whole: 9 lines, 2 erased")
    for words in (
        ["erase"],
        ["expire", "--older-than", "soon"],
        ["erase", "--line", "99"],
        ["show", "--since", "then"],
    ):
        assert tizim("audit", *words).exit_code in (2, 3)


def test_nothing_is_shown_where_nothing_was_ever_recorded(loaded: Path) -> None:
    for words in (["audit", "show"], ["audit", "verify"], ["keys", "list"], ["receipt", "head", "--out", "h.json"]):
        result = tizim(*words)
        assert result.exit_code == 3
        assert "tizim audit on begins one" in result.stderr


def test_a_receipt_is_written_verified_and_asked_again(loaded: Path, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    told("screen", *HERON, "--receipt", file, code=1)
    out = told("receipt", "verify", file)
    assert out.startswith("it holds: hit: 1 entry in un_sc_sanctions at 2026-02-27\n  asked at ")
    assert "It clears nobody." in out
    (tmp_path / "keys.json").write_text(told("keys", "list", "--json"), encoding="utf-8")
    assert told("keys", "rotate").endswith("signs from now on\n")
    assert told("keys", "list").count("signs") == 1
    assert data("receipt", "verify", file, "--keys", tmp_path / "keys.json")["holds"]
    told(
        "lists",
        "add",
        UN,
        un_list(loaded.parent, "2026-03-10", [organisation(1, "A HOUSE OF NOTHING")]),
        "--accept",
        "fewer-records",
    )
    again = told("receipt", "verify", file, *HERON, "--home", loaded)
    assert "asked again of the same versions: the same answer" in again
    assert "that needs --home" in told("receipt", "verify", file, *HERON)
    assert data("receipt", "verify", file, "Someone", "Else", "--home", loaded, code=3)["same"] is None
    assert data("receipt", "verify", file, "--home", loaded).keys() == {
        "holds", "same", "outcome", "at", "searched", "key", "findings", "notes",
    }  # fmt: skip


def test_a_receipt_that_was_changed_does_not_hold(loaded: Path, tmp_path: Path) -> None:
    file = tmp_path / "receipt.json"
    told("screen", *HERON, "--receipt", file, code=1)
    receipt = json.loads(file.read_text(encoding="utf-8"))
    receipt["says"]["outcome"] = "clear"
    file.write_text(json.dumps(receipt), encoding="utf-8")
    out = told("receipt", "verify", file, code=3)
    assert out.startswith("it does not hold")
    assert "the signature is not one that the key" in out
    file.write_text("{}", encoding="utf-8")
    assert tizim("receipt", "verify", file).exit_code == 2
    assert tizim("screen", "--file", "a.csv", "--out", "b.csv", "--receipt", file).exit_code == 2


def test_the_log_of_receipts_goes_on_from_a_head_that_was_kept(loaded: Path, tmp_path: Path) -> None:
    told("screen", *HERON, "--receipt", tmp_path / "1.json", code=1)
    assert "1 receipts, root " in told("receipt", "head", "--out", tmp_path / "head.json")
    told("screen", *HERON, "--receipt", tmp_path / "2.json", code=1)
    assert told("receipt", "consistent", tmp_path / "head.json") == "whole: 1 receipts at that head\n"
    with closing(sqlite3.connect(loaded / "audit" / "log.sqlite")) as connection, connection:
        connection.execute("update receipt_node set hash = zeroblob(32) where level = 0 and place = 0")
        connection.execute("update receipt_node set hash = zeroblob(32) where level = 1 and place = 0")
    assert tizim("receipt", "consistent", tmp_path / "head.json").exit_code == 3


def test_a_question_to_a_home_that_records_nothing_loads_no_cryptography_and_no_database(loaded: Path) -> None:
    code = (
        "import sys, tizim\n"
        f"with tizim.open({str(loaded)!r}) as tz:\n"
        "    tz.screen(tizim.Subject(names=['Invented Orchard']))\n"
        "print(sorted({'cryptography', 'sqlalchemy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
