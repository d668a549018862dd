"""Signing in and out, and what a form must say."""

import re
import shutil
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter
from starlette.testclient import TestClient

import tizim
from tests.access.issuing import PROVIDER, published, token
from tests.interfaces.http.people import Closed, key_of
from tests.interfaces.http.serving import served, what_is_served
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.access.roles import Role
from tizim.access.tokens import usable_keys
from tizim.interfaces.http.app import make_app
from tizim.interfaces.http.limits import Limits
from tizim.interfaces.web.forms import require_forms


def test_without_users_the_pages_are_open_on_this_machine_and_say_so(web: Browsing) -> None:
    assert web.get("/").headers["Location"] == "/ui/"
    assert web.get("/ui").headers["Location"] == "/ui/"
    assert web.get("/ui/").headers["Location"] == "/ui/search"
    page = web.get("/ui/search")
    assert page.status_code == 200
    assert "No users are configured" in page.text
    assert web.sign_in("tizim_nothing").status_code == 401


@pytest.mark.parametrize("role", Role)
def test_who_signs_in_comes_to_the_first_page_that_is_theirs(closed: Closed, role: Role) -> None:
    first = {Role.ASKER: "screen", Role.OPERATOR: "lists", Role.AUDITOR: "lists"}.get(role, "search")
    with browsing(closed.address) as browser:
        before = browser.get("/ui/sign-in").cookies["tizim"]
        entered = browser.sign_in(closed.keys[role])
        assert entered.status_code == 303
        assert entered.headers["Location"] == "/ui/"
        cookie = entered.headers["Set-Cookie"]
        assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
        assert before not in cookie
        assert browser.get("/ui/").headers["Location"] == f"/ui/{first}"


def test_who_is_not_signed_in_is_sent_to_sign_in_and_nothing_else_signs_anybody_in(closed: Closed) -> None:
    key = closed.keys["analyst"]
    with browsing(closed.address) as browser:
        for path in ("/ui/", "/ui/search", "/ui/lists", "/ui/no-such-page"):
            sent = browser.get(path)
            assert (sent.status_code, sent.headers["Location"]) == (303, "/ui/sign-in"), path
        # A key in a header, in an address or as a cookie is no session; nor does a session count for the API.
        assert browser.get("/ui/search", headers={"Authorization": f"Bearer {key}"}).status_code == 303
        assert browser.get("/ui/search", params={"key": key}).status_code == 303
        assert browser.get("/ui/search", headers={"Cookie": f"tizim={key}"}).status_code == 303
        assert browser.get("/ui/search", headers={"HX-Request": "true"}).headers["HX-Redirect"] == "/ui/sign-in"
        assert browser.client.post("/ui/search", data={"words": "x"}).status_code == 401
        browser.sign_in(key)
        assert browser.get("/ui/search").status_code == 200
        assert browser.get("/catalog").status_code == 401


def test_a_wrong_key_is_told_on_the_page_and_a_guesser_has_to_wait(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        wrong = browser.sign_in("tizim_wrong")
        assert wrong.status_code == 401
        assert "came none that does" in wrong.text
        assert "tizim_wrong" not in wrong.text


def test_a_session_ends_when_somebody_signs_out_and_when_their_key_does(closed: Closed) -> None:
    key = key_of(closed.home, "leaver")
    with browsing(closed.address) as browser, browsing(closed.address) as other:
        browser.sign_in(key)
        secret = browser.client.cookies["tizim"]
        other.client.cookies.set("tizim", secret, domain="127.0.0.1", path="/")
        assert other.get("/ui/search").status_code == 200
        page = browser.get("/ui/search").text
        token = re.search(r'name="token" value="(\w+)"', page)
        assert token is not None
        out = browser.client.post("/ui/sign-out", data={"token": token[1]})
        assert out.headers["Location"] == "/ui/sign-in"
        assert browser.get("/ui/search").status_code == 303
        assert other.get("/ui/search").status_code == 303
    with browsing(closed.address) as browser, tizim.open(closed.home) as tz:
        browser.sign_in(key)
        assert browser.get("/ui/search").status_code == 200
        tz.access.change_user("leaver", blocked=True)
        assert browser.get("/ui/search").status_code == 303
        tz.access.change_user("leaver", blocked=False)
        assert browser.get("/ui/search").status_code == 200
        tz.access.remove_user("leaver")
        assert browser.get("/ui/search").status_code == 303


def test_signing_in_is_on_record(closed: Closed) -> None:
    with browsing(closed.address) as browser:
        browser.sign_in(closed.keys["reviewer"])
    with tizim.open(closed.home) as tz:
        (last,) = [one.line for one in tz.audit.lines(user="reviewer") if one.line.action == "sign-in"][-1:]
    assert (last.caller.role, set(last.details)) == ("reviewer", {"key"})


@pytest.mark.parametrize("said", [None, "", "0" * 48, "é"])
def test_a_form_that_does_not_say_the_token_of_its_page_is_refused(web: Browsing, said: str | None) -> None:
    web.get("/ui/search")
    fields = {"words": "heron"} | ({} if said is None else {"token": said})
    assert web.client.post("/ui/search", data=fields).status_code == 403
    assert web.client.post("/ui/language", data=fields | {"language": "ru"}).status_code == 403


def test_a_token_of_another_browser_does_not_count(address: str, web: Browsing) -> None:
    with browsing(address) as attacker:
        token = attacker.token()
    web.get("/ui/search")
    assert web.client.post("/ui/search", data={"token": token}).status_code == 403
    bare = httpx.post(f"{address}/ui/search", data={"token": token}, trust_env=False)
    assert bare.status_code == 403


def test_a_page_of_another_origin_sends_no_form(web: Browsing) -> None:
    for origin in ("https://evil.example", "null", "http://127.0.0.1.evil.example"):
        sent = web.send("/ui/search", {"words": "heron"}, headers={"Origin": origin})
        assert sent.status_code == 403, origin


def test_a_route_that_takes_a_form_without_checking_it_stops_the_start() -> None:
    router = APIRouter()

    @router.post("/open")
    def posted() -> None: ...

    with pytest.raises(TypeError, match=r"missing in /open$"):
        require_forms(router.routes)


@pytest.mark.parametrize(
    ("back", "comes"),
    [
        ("/ui/search", "/ui/search"),
        ("/ui/entities/our-1", "/ui/entities/our-1"),
        ("https://evil.example", "/ui/"),
        ("//evil.example", "/ui/"),
        ("/ui//evil.example", "/ui/"),
        ("/\\evil.example", "/ui/"),
        ("/uievil", "/ui/"),
        ("javascript:alert(1)", "/ui/"),
        ("/ui/search\r\nX-Evil: 1", "/ui/"),
        ("", "/ui/"),
    ],
)
def test_nobody_is_sent_away_from_the_pages(web: Browsing, back: str, comes: str) -> None:
    for path, field in (("/ui/language", {"language": "kk"}), ("/ui/purpose", {"purpose": "case 1"})):
        sent = web.send(path, {"back": back, **field})
        assert (sent.status_code, sent.headers["Location"]) == (303, comes)


def test_the_language_that_was_chosen_stays(web: Browsing) -> None:
    web.send("/ui/language", {"language": "kk"})
    assert '<html lang="kk">' in web.get("/ui/search").text
    web.send("/ui/language", {"language": "tlh"})
    assert '<html lang="kk">' in web.get("/ui/search").text


def test_why_one_asks_is_on_record_and_a_home_that_wants_to_know_says_so(closed: Closed) -> None:
    with browsing(closed.address) as browser, tizim.open(closed.home) as tz:
        browser.sign_in(closed.keys["analyst"])
        browser.send("/ui/purpose", {"purpose": "дело 17"})
        assert 'value="дело 17"' in browser.get("/ui/search").text
        browser.send("/ui/search", {"words": "heron"})
        asked = [one.line for one in tz.audit.lines(user="analyst") if one.line.action == "look"][-1]
        assert asked.caller.purpose == "дело 17"
        assert browser.send("/ui/purpose", {"purpose": "x" * 5_000}).status_code == 400


def test_over_tls_the_session_is_in_a_cookie_that_only_tls_carries(closed: Closed) -> None:
    with TestClient(make_app(what_is_served(closed.home)), base_url="https://127.0.0.1") as client:
        page = client.get("/ui/sign-in")
        assert page.headers["Set-Cookie"].startswith("__Host-tizim=")
        assert "; Secure" in page.headers["Set-Cookie"]
        assert page.headers["Strict-Transport-Security"]


def test_somebody_signs_in_with_a_token_of_the_organisation_s_provider(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tizim.jobs.provider.Keys.of", lambda _self, _kid: usable_keys(published()))
    served_to_people = replace(what_is_served(filled), provider=PROVIDER)
    with TestClient(make_app(served_to_people), base_url="http://127.0.0.1", follow_redirects=False) as client:
        said = re.search(r'name="token" value="(\w+)"', client.get("/ui/sign-in").text)
        assert said is not None
        assert client.get("/ui/search").headers["Location"] == "/ui/sign-in"
        shown = {"token": said[1], "key": token(roles=["analysts"])}
        assert client.post("/ui/sign-in", data=shown).headers["Location"] == "/ui/"
        page = client.get("/ui/search")
        assert "idp.example:anna" in page.text
        assert "analyst" in page.text


def test_a_browser_that_shows_keys_that_do_not_count_has_to_wait(closed: Closed, filled: Path) -> None:
    few = replace(what_is_served(closed.home), limits=Limits(failures=3))
    with TestClient(make_app(few), base_url="http://127.0.0.1", follow_redirects=False) as client:
        said = re.search(r'name="token" value="(\w+)"', client.get("/ui/sign-in").text)
        assert said is not None
        came = [client.post("/ui/sign-in", data={"token": said[1], "key": "tizim_x"}) for _ in range(5)]
        assert [one.status_code for one in came] == [401, 401, 401, 429, 429]
        assert int(came[-1].headers["Retry-After"]) >= 1
        assert "wait a moment" in came[-1].text


def test_a_mistake_of_the_server_s_own_is_a_page_that_tells_nothing(
    filled: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object, **_how: object) -> None:
        raise ZeroDivisionError("Dastan")

    monkeypatch.setattr("tizim.interfaces.web.search._result", broken)
    app = make_app(what_is_served(filled))
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        page = client.get("/ui/search")
    assert page.status_code == 500
    assert "A mistake of tizim" in page.text
    assert "Dastan" not in page.text


def test_a_home_that_wants_to_know_why_is_told_on_the_page_that_asks(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "home")
    with tizim.open(tmp_path / "home") as tz:
        tz.audit.on(require_purpose=True)
    with served(what_is_served(tmp_path / "home")) as address, browsing(address) as browser:
        asked = browser.get("/ui/search")
        assert asked.status_code == 400
        assert "expected why this is asked" in asked.text
        assert 'name="purpose"' in asked.text
        browser.send("/ui/purpose", {"purpose": "case 17", "back": "/ui/search"})
        assert browser.get("/ui/search").status_code == 200
