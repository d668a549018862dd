"""`tizim review` as people type it."""

import json
from pathlib import Path

import pytest

from tests.interfaces.cli.running import data, refused, tizim, told
from tests.jobs.made_up import NAMES, UN, organisation, un_list


@pytest.fixture(autouse=True)
def _anna(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TIZIM_USER", "anna")


@pytest.fixture
def reviewed(loaded: Path) -> Path:
    file = loaded.parent / "clients.csv"
    file.write_text(
        "id,name,document\nC-1,Order of the Grey Heron,N01234567\nC-2,Velmark Shipping,\nC-3,Wholly Unlisted Bakers,\n"
    )
    told("customers", "add", file, "--kind", "Organization")
    told("review", "update", "--workers", "1", code=1)
    return loaded


def test_customers_become_alerts_that_are_listed_and_shown(reviewed: Path) -> None:
    listed = told("review", "list", code=1)
    assert "C-1" in listed
    assert "VELMARK SHIPPING" in listed
    shown = told("review", "show", "1")
    assert "alert 1, revision 1: new" in shown
    assert "opened" in shown
    assert "same part of the name" in shown
    assert "то же слово имени" in told("review", "show", "1", "--lang", "ru")
    assert data("review", "show", "1")["steps"][0]["kind"] == "opened"
    assert [one["number"] for one in data("review", "list", "--id", "C-2", code=1)] == [2]
    assert "--limit 2" in told("review", "list", "--limit", "1", code=1)
    assert told("review", "list", "--assignee", "boris") == "no alerts\n"
    assert len(data("review", "list", "--state", "any", "--nobody", code=1)) == 2
    assert data("review", "update", "--workers", "1")[0]["asked"] == 0


def test_an_alert_goes_its_way_and_every_step_is_told(reviewed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "in_review" in told("review", "take", "1", "--revision", "1")
    told("review", "comment", "1", "--words", "asked the branch")
    told("review", "assign", "1", "2", "--to", "boris")
    told("review", "escalate", "1", "--reason", "unclear", "--to", "chief")
    monkeypatch.setenv("TIZIM_USER", "boris")
    pending = told("review", "decide", "1", "--decision", "dismissed", "--reason", "other_name", "--propose")
    assert "boris proposes dismissed" in pending
    assert "(pending)" in told("review", "list", "--pending", code=1)
    assert "boris proposes: dismissed (another name)" in told("review", "show", "1")
    assert "a second person decides" in refused("review", "decide", "1", "--decision", "dismissed", code=2)
    monkeypatch.setenv("TIZIM_USER", "chief")
    told("review", "decline", "1", "--words", "no")
    decided = told("review", "decide", "1", "--decision", "dismissed", "--reason", "other_name", "--words", "seen")
    assert decided == "alert 1, revision 8: dismissed by chief (other_name)\n"
    assert "decided dismissed by chief" in refused("review", "take", "1", "--revision", "7", code=2)
    assert "reopen it first" in refused("review", "take", "1", code=2)
    shown = told("review", "show", "1")
    assert "escalated; cannot be told from what is known; to chief" in shown
    assert "decided; dismissed; another name; seen" in shown
    assert data("review", "reopen", "1", "--reason", "mistake")[0]["state"] == "in_review"


def test_many_that_cannot_be_done_are_each_told(reviewed: Path) -> None:
    told("review", "decide", "2", "--decision", "confirmed", "--reason", "same_facts")
    done = tizim("review", "take", "1", "2", "9")
    assert done.exit_code == 2
    assert "alert 2: it is confirmed by anna" in done.stderr
    assert "came 9" in done.stderr
    assert "2 of 3 cannot be done, so none was" in done.stderr
    assert "expected with one alert" in refused("review", "take", "1", "2", "--revision", "1", code=2)


def test_a_distinguished_customer_gets_a_letter(reviewed: Path, tmp_path: Path) -> None:
    made = told("review", "distinguish", "1", "--kind", "charter", "--document", "N01234567")
    assert made.startswith("alert 1, revision 2: dismissed by anna (distinguished), until 20")
    assert "charter seen by anna on" in told("review", "show", "1")
    answer = told("screen", "Order", "of", "the", "Grey", "Heron", "--kind", "Organization", "--document", "N01234567")
    assert "nothing else found" in answer
    assert "distinguished until" in answer
    verdict = data("screen", "Order", "of", "the", "Grey", "Heron", "--document", "N01234567")
    assert verdict["hits"][0]["distinguished"]["number"] == 1
    assert "You are not the person" in told("review", "letter", "1", "--name", "Grey Heron Bakery")
    assert "letter in" in told("review", "letter", "1", "--out", tmp_path / "one.pdf", "--lang", "kk")
    assert (tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    assert "one that is there" in refused("review", "letter", "1", "--out", tmp_path / "one.pdf", code=2)
    assert "confirmed or dismissed" in refused("review", "letter", "2", code=2)


def test_one_is_asked_and_asked_again_when_the_list_changes(reviewed: Path) -> None:
    asked = told("review", "ask", "Talovar", "Front", "--id", "S-1", "--kind", "Organization", code=1)
    assert "S-1" in asked
    assert "asked singly" in told("review", "show", "3")
    assert data("review", "ask", "Nobody", "Atall", "--id", "S-2")["alerts"] == []
    told("review", "ask", "!!!", "--id", "S-3", code=5)
    names = [organisation(number, name) for number, name in enumerate(NAMES, 1) if number != 7]
    told("lists", "add", UN, un_list(reviewed.parent, "2026-03-27", names))
    assert "closed: delisted; TALOVAR FRONT is not in" in told("review", "show", "3")
    names[1] = organisation(2, "ORDER OF THE GREY HERONS")
    told("review", "decide", "1", "--decision", "dismissed", "--reason", "other_name")
    told("lists", "add", UN, un_list(reviewed.parent, "2026-04-27", names))
    shown = told("review", "show", "4")
    assert "comes back: see alert 1" in shown
    assert "changed: entry: names: ORDER OF THE GREY HERON → ORDER OF THE GREY HERONS" in shown


def test_figures_and_reasons_are_told(reviewed: Path) -> None:
    assert "0 alerts" in told("review", "figures", "--since", "2999-01-01")
    told("review", "decide", "1", "--decision", "dismissed", "--reason", "other_name")
    figures = told("review", "figures")
    assert "2 alerts: " in figures
    assert "confirmed 0.0 %" in figures
    assert "Latin script" in figures
    assert data("review", "figures")["cultures"]["Latin script"] == {"decided": 1, "confirmed": 0, "false_alarms": 1.0}
    assert "другое имя" in told("review", "reasons", "--lang", "ru")
    assert json.loads(told("review", "reasons", "--json"))["dismissed"]["other_name"]["en"] == "another name"


def test_customers_who_cannot_be_screened_are_told(loaded: Path) -> None:
    (loaded.parent / "clients.csv").write_text("id,name\nC-1,!!!\nC-2,Velmark Shipping\n")
    told("customers", "add", loaded.parent / "clients.csv")
    done = tizim("review", "update", "--workers", "1")
    assert (done.exit_code, "1 customers could not be screened" in done.stderr) == (5, True)
