"""The pages of the log and of users: who may look, what is told, what changes."""

import re
import sqlite3
from pathlib import Path

import pytest

import tizim
from tests.interfaces.http.people import Closed, key_of, let_in
from tests.interfaces.http.serving import OWN, served, what_is_served
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.access.roles import Role


def signed_in(closed: Closed, browser: Browsing, role: str) -> None:
    browser.sign_in(closed.keys[role])


def test_an_auditor_reads_the_log_narrows_it_and_verifies_it(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        signed_in(closed, browser, "analyst")
        browser.send("/ui/screen", {"names": "Zephyrina Quill"})
    with browsing(closed.address) as browser:
        signed_in(closed, browser, "auditor")
        page = browser.get("/ui/audit").text
        assert "Zephyrina Quill" in page
        about = browser.send("/ui/audit", {"name": "zephyrina quill"}).text
        assert "Newest lines: 1" in about
        assert "Zephyrina" in about
        assert "No lines." in browser.send("/ui/audit", {"user": "nobody-here"}).text
        assert browser.send("/ui/audit", {"since": "soon"}).status_code == 400
        assert "Whole: " in browser.send("/ui/audit/verify").text
        assert "read-log" in browser.get("/ui/audit").text


def test_a_log_that_was_changed_is_told_as_damaged(tmp_path: Path) -> None:
    with tizim.open(tmp_path / "home") as tz:
        tz.audit.on()
        tz.screen(tizim.Subject(names=["Grey Heron"]))
    keys = let_in(tmp_path / "home")
    with sqlite3.connect(tmp_path / "home" / "audit" / "log.sqlite") as log:
        log.execute("delete from audit_line where number = 2")
    with served(what_is_served(tmp_path / "home")) as address, browsing(address) as browser:
        browser.sign_in(keys["auditor"])
        page = browser.send("/ui/audit/verify").text
        assert "Damaged" in page
        assert 'role="alert"' in page


def test_where_nothing_is_recorded_the_page_says_so(tmp_path: Path) -> None:
    keys = let_in(tmp_path / "home")
    with served(what_is_served(tmp_path / "home")) as address, browsing(address) as browser:
        browser.sign_in(keys["auditor"])
        assert "Recording is off" in browser.get("/ui/audit").text


def test_an_operator_adds_changes_blocks_and_removes_users_on_record(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        signed_in(closed, browser, "operator")
        new = {"name": "newcomer", "role": "asker", "clearance": "AMBER", "red": ""}
        assert browser.send("/ui/access/users", new | {"do": "add"}).status_code == 303
        browser.send("/ui/access/users", new | {"do": "change", "role": "analyst", "clearance": "RED", "red": "a, b"})
        page = browser.get("/ui/access").text
        assert "newcomer" in page
        assert "a, b" in page
        browser.send("/ui/access/users", {"name": "newcomer", "do": "block"})
        assert "Unblock" in browser.get("/ui/access").text
        browser.send("/ui/access/users", {"name": "newcomer", "do": "unblock"})
        browser.send("/ui/access/users", {"name": "newcomer", "do": "remove"})
        assert "newcomer" not in browser.get("/ui/access").text
        for wrong in (
            {"name": "operator", "do": "block"},
            {"name": "operator", "do": "remove"},
            {"name": "x", "do": "crown"},
            {"name": "x", "do": "add", "role": "king"},
            {"name": "<b>", "do": "add", "role": "asker"},
        ):
            assert browser.send("/ui/access/users", wrong).status_code == 400, wrong
    with tizim.open(closed.home) as tz:
        actions = {one.line.action for one in tz.audit.lines(user="operator")}
    assert {"access-user-add", "access-user-change", "access-user-remove"} <= actions


def test_a_key_is_made_shown_once_rotated_and_revoked(closed: Closed) -> None:
    with browsing(closed.address) as browser, browsing(closed.address) as other:
        signed_in(closed, browser, "operator")
        browser.send("/ui/access/users", {"name": "keyed", "do": "add", "role": "analyst"})
        shown = browser.send("/ui/access/keys", {"do": "make", "name": "keyed", "label": "desk", "expires": "30d"}).text
        key = re.search(r"tizim_[a-z2-7]{8}_[a-z2-7]{59}", shown)
        assert key is not None
        assert key[0] not in browser.get("/ui/access").text
        assert other.sign_in(key[0]).status_code == 303
        id_ = key[0].split("_")[1]
        assert "tizim_" in browser.send("/ui/access/keys", {"do": "rotate", "key": id_}).text
        browser.send("/ui/access/keys", {"do": "revoke", "key": id_})
        assert other.get("/ui/search").status_code == 303
        assert browser.send("/ui/access/keys", {"do": "melt"}).status_code == 400


def test_a_list_is_marked_and_its_mark_taken_away(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        signed_in(closed, browser, "operator")
        browser.send("/ui/access/marks", {"dataset": "some_list", "mark": "AMBER+STRICT"})
        assert "AMBER+STRICT</span>" in browser.get("/ui/access").text
        browser.send("/ui/access/marks", {"dataset": "some_list", "mark": "none"})
        assert "some_list" not in browser.get("/ui/access").text
        assert browser.send("/ui/access/marks", {"dataset": "", "mark": "RED"}).status_code == 400
        assert browser.send("/ui/access/marks", {"dataset": "x", "mark": "PURPLE"}).status_code == 400


@pytest.mark.parametrize("role", [Role.ASKER, Role.ANALYST, Role.OPERATOR])
def test_the_navigation_has_only_what_is_theirs(closed: Closed, role: Role) -> None:
    with browsing(closed.address) as browser:
        signed_in(closed, browser, role)
        page = browser.get("/ui/lists").text
        links = set(re.findall(r'<li><a href="/ui/(\w+)"', page))
    assert (
        links
        == {
            Role.ASKER: {"screen", "lists", "customers"},
            Role.ANALYST: {"search", "screen", "lists", "customers", "review"},
            Role.OPERATOR: {"lists", "access"},
        }[role]
    )


def test_a_list_that_one_does_not_see_is_on_no_page(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(key_of(closed.home, "outsider", datasets=["un_sc_sanctions"]))
        for path in ("/ui/search", "/ui/screen", "/ui/lists", "/ui/lists/un_sc_sanctions"):
            page = browser.get(path)
            assert page.status_code == 200
            assert OWN not in page.text
            assert "Dastan" not in page.text
        found = browser.send("/ui/screen", {"names": "Dastan Temirgaliev", "birth_date": "1971-05-03"}).text
        assert OWN not in found
        for path in ("/ui/entities/our-1", f"/ui/lists/{OWN}", f"/ui/lists/{OWN}/difference"):
            assert browser.get(path).status_code == 404, path
        assert browser.send("/ui/screen", {"names": "x", "datasets": OWN}).status_code == 404
        assert browser.send("/ui/search", {"datasets": OWN, "words": "dastan"}).text.count("our-1") == 0
