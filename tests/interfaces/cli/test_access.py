"""`tizim access` as people type it."""

from pathlib import Path

import pytest

from tests.interfaces.cli.running import data, done, refused, told
from tests.jobs.made_up import UN


@pytest.fixture(autouse=True)
def _anna(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.setenv("TIZIM_USER", "anna")


def test_a_user_is_added_changed_listed_and_removed(home: Path) -> None:
    first = told("access", "user", "add", "bank-a", "--role", "Asker")
    assert "from now on only users may ask" in first
    assert "from now on" not in told("access", "user", "add", "bank-b", "--role", "analyst", "--clearance", "green")
    assert (
        told("access", "user", "change", "bank-a", "--clearance", "RED", "--red", "a,b")
        == "bank-a: asker, RED (a, b)\n"
    )
    assert (
        told("access", "user", "change", "bank-a", "--role", "auditor", "--blocked")
        == "bank-a: auditor, RED (a, b), blocked\n"
    )
    assert told("access", "user", "change", "bank-a", "--unblocked") == "bank-a: auditor, RED (a, b)\n"
    one, other = data("access", "user", "list")
    assert (one["name"], one["role"], one["clearance"], one["red"]) == ("bank-a", "auditor", "RED", ["a", "b"])
    assert (other["clearance"], other["blocked"]) == ("GREEN", False)
    assert "bank-b" in told("access", "user", "list")
    assert "warning" not in done("access", "user", "remove", "bank-a").stderr
    last = done("access", "user", "remove", "bank-b")
    assert "nobody may ask over HTTP" in last.stderr
    assert told("access", "open") == "anyone on this machine may ask over HTTP\n"


def test_a_key_is_shown_once_and_never_listed(home: Path) -> None:
    told("access", "user", "add", "bank-a", "--role", "asker")
    first, line = told("access", "key", "make", "bank-a", "--label", "core").splitlines()
    assert first.startswith("tizim_")
    assert "kept nowhere" in line
    second = data("access", "key", "make", "bank-a", "--permissions", "screen,lists", "-d", UN, "--clearance", "green")
    assert (second["permissions"], second["datasets"]) == (["lists", "screen"], [UN])
    listed, table = data("access", "key", "list"), told("access", "key", "list")
    assert {one["id"] for one in listed} == {first.split("_")[1], second["id"]}
    assert first not in str(listed) + table
    assert second["key"] not in str(listed) + table
    assert "lists, screen; un_sc_sanctions; up to GREEN" in table
    assert "never" in table
    rotated = told("access", "key", "rotate", second["id"], "--overlap", "1d").splitlines()
    assert rotated[0].startswith("tizim_")
    assert f"the key {second['id']} counts until" in rotated[2]
    assert data("access", "key", "rotate", rotated[0].split("_")[1])["follows"] == rotated[0].split("_")[1]
    assert told("access", "key", "revoke", second["id"]) == f"the key {second['id']} counts no more\n"
    assert "it was revoked at" in told("access", "key", "list")
    assert [one["counts"] for one in data("access", "key", "list") if one["id"] == second["id"]] == [False]


def test_a_list_is_marked_also_before_it_is_loaded(loaded: Path) -> None:
    assert done("access", "mark", UN, "tlp:green").output == f"{UN} is marked GREEN\n"
    early = done("access", "mark", "our_watch", "red")
    assert "no list of this name is loaded" in early.stderr
    assert data("access", "mark") == {UN: "GREEN", "our_watch": "RED"}
    assert told("access", "mark", UN, "none") == f"{UN} is marked CLEAR\n"
    assert "our_watch" in told("access", "mark")


@pytest.mark.parametrize(
    ("words", "what"),
    [
        (("user", "add", "x", "--role", "king"), "--role: expected one of asker"),
        (("user", "add", "a b", "--role", "asker"), "user: expected at most"),
        (("user", "add", "x", "--role", "asker", "--red", "a"), "--red: expected --clearance RED"),
        (("user", "add", "x", "--role", "asker", "--clearance", "white"), "mark: expected one of CLEAR"),
        (("user", "change", "nobody", "--blocked"), "came 'nobody'"),
        (("user", "remove", "nobody"), "came 'nobody'"),
        (("key", "make", "nobody"), "came 'nobody'"),
        (("key", "make", "nobody", "--permissions", "all"), "--permissions: expected some of"),
        (("key", "make", "nobody", "--expires", "yesterday"), "--expires"),
        (("key", "rotate", "none"), "expected the id of one"),
        (("key", "revoke", "none"), "expected the id of one"),
        (("mark", UN), "TLP: expected a mark"),
        (("mark", UN, "pink"), "mark: expected one of CLEAR"),
    ],
)
def test_what_makes_no_sense_is_refused_in_one_line(home: Path, words: tuple[str, ...], what: str) -> None:
    assert what in refused("access", *words, code=2)


def test_users_that_come_back_from_a_backup_come_with_a_warning(loaded: Path, tmp_path: Path) -> None:
    told("access", "user", "add", "bank-a", "--role", "asker")
    told("backup", tmp_path / "home.zip")
    fresh = tmp_path / "fresh"
    assert "revoke again what was revoked since" in done("restore", tmp_path / "home.zip", "--home", fresh).stderr
    again = done("restore", tmp_path / "home.zip", "--home", fresh).stderr
    assert "access.sqlite was there already" in again
    assert "revoke again" not in again


def test_who_made_a_key_is_on_record(loaded: Path) -> None:
    told("audit", "on")
    told("access", "user", "add", "bank-a", "--role", "asker", "--purpose", "ticket 1")
    told("access", "key", "make", "bank-a")
    shown = data("audit", "show", "--user", "anna")
    assert [one["action"] for one in shown][1:3] == ["access-user-add", "access-key-make"]
    assert shown[1]["purpose"] == "ticket 1"
