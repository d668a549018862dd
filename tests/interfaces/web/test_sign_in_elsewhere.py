"""Signing in at an OpenID Connect provider: there and back, and everything that may come back instead."""

import base64
import hashlib
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, parse_qsl, urlencode, urlsplit

import pytest

import tizim
from tests.access.issuing import AUDIENCE, GRANTS, published, token
from tests.interfaces.http.serving import fill, served, what_is_served
from tests.interfaces.web.browsing import Browsing, browsing
from tizim.access.tokens import Provider
from tizim.interfaces.http.limits import Limits

CLIENT, SECRET = "tizim-pages", "a secret/with+odd=letters"


@dataclass
class Idp:
    """A provider that signs in whoever comes, as anna. changes: what it says otherwise in tokens and answers."""

    issuer: str = ""
    codes: dict[str, dict[str, str]] = field(default_factory=dict)
    changes: dict[str, Any] = field(default_factory=dict)
    refused: int = 0

    def sign_in(self, address: str) -> str:
        """Somebody signs in there, sent by this address; the address where they are sent back."""
        asked = dict(parse_qsl(urlsplit(address).query))
        assert asked["response_type"] == "code"
        assert asked["client_id"] == CLIENT
        assert asked["code_challenge_method"] == "S256"
        code = secrets.token_urlsafe(16)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], 'iss': self.issuer})}"

    def exchange(self, form: dict[str, str], authorization: str) -> dict[str, object] | None:
        """What a code is worth; None where it is worth nothing."""
        asked = self.codes.pop(form.get("code", ""), None)
        if asked is None or form["redirect_uri"] != asked["redirect_uri"]:
            return None
        proof = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=").decode()
        basic = base64.b64decode(authorization.removeprefix("Basic ")).decode() if authorization else ""
        if proof != asked["code_challenge"] or basic != f"{CLIENT}:{SECRET}":
            self.refused += 1
            return None
        more = {"iss": self.issuer, "aud": CLIENT, "nonce": asked["nonce"], **self.changes.get("claims", {})}
        told: dict[str, object] = {"access_token": "x", "token_type": "Bearer", "id_token": token(**more)}
        return told | dict(self.changes.get("answer", {}))


@contextmanager
def providing() -> Iterator[Idp]:
    idp = Idp()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None: ...

        def say(self, status: int, told: object) -> None:
            body = json.dumps(told).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def do_GET(self) -> None:
            if self.path == "/keys":
                self.say(200, published())
            else:
                about = {
                    "issuer": idp.issuer,
                    "jwks_uri": f"{idp.issuer}/keys",
                    "authorization_endpoint": f"{idp.issuer}/authorize?tenant=1",
                    "token_endpoint": f"{idp.issuer}/token",
                }
                self.say(200, about | idp.changes.get("about", {}))

        def do_POST(self) -> None:
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            told = idp.exchange(form, self.headers.get("Authorization", ""))
            self.say(400 if told is None else 200, {"error": "invalid_grant"} if told is None else told)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    idp.issuer = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield idp
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def idp() -> Iterator[Idp]:
    with providing() as opened:
        yield opened


@pytest.fixture
def address(idp: Idp, tmp_path: Path) -> Iterator[str]:
    fill(tmp_path / "home", tmp_path)
    with tizim.open(tmp_path / "home") as tz:
        tz.audit.on()
    provider = Provider(idp.issuer, AUDIENCE, GRANTS, client=CLIENT, secret=SECRET)
    what = replace(what_is_served(tmp_path / "home"), provider=provider, limits=Limits(failures=100, rate=1000))
    with served(what) as running:
        yield running


@pytest.fixture
def browser(address: str) -> Iterator[Browsing]:
    with browsing(address) as opened:
        yield opened


def sent_away(browser: Browsing) -> str:
    """Where the sign-in page leads."""
    page = browser.get("/ui/sign-in").text
    assert 'href="/ui/sign-in/provider"' in page
    answer = browser.get("/ui/sign-in/provider")
    assert answer.status_code == 303
    assert "samesite=lax" in answer.headers["Set-Cookie"].casefold()
    assert "httponly" in answer.headers["Set-Cookie"].casefold()
    return answer.headers["Location"]


def test_one_signs_in_there_and_is_known_here(idp: Idp, browser: Browsing, tmp_path: Path) -> None:
    back = idp.sign_in(sent_away(browser))
    came = browser.get(back)
    assert came.status_code == 200, came.text
    assert 'http-equiv="refresh" content="0; url=/ui/"' in came.text
    assert back.split("code=")[1][:10] not in came.text
    assert browser.get("/ui/").headers["Location"] == "/ui/search"
    browser.send("/ui/screen", {"names": "Dastan Temirgaliev"})
    with tizim.open(tmp_path / "home") as tz:
        who = {one.line.caller.user for one in tz.audit.lines() if one.line.action == "screen"}
    assert who == {f"{urlsplit(idp.issuer).netloc}:anna"}
    assert browser.send("/ui/sign-out").status_code == 303
    assert browser.get("/ui/search").headers["Location"] == "/ui/sign-in"


def test_a_code_is_good_once(idp: Idp, browser: Browsing) -> None:
    back = idp.sign_in(sent_away(browser))
    begun = dict(browser.client.cookies)
    assert browser.get(back).status_code == 200
    for name, value in begun.items():
        browser.client.cookies.set(name, value, domain="127.0.0.1", path="/")
    again = browser.get(back)
    assert again.status_code == 401
    assert "invalid_grant" in again.text


def test_another_browser_cannot_use_what_came_back(idp: Idp, browser: Browsing, address: str) -> None:
    back = idp.sign_in(sent_away(browser))
    with browsing(address) as other:
        assert other.get(back).status_code == 401
        sent_away(other)  # its own begun sign-in is another
        assert other.get(back).status_code == 401
        assert other.get("/ui/search").status_code == 303
    assert idp.refused == 0, "the code was not even tried"
    assert browser.get(back).status_code == 200


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another"},
        {"aud": "another client"},
        {"aud": AUDIENCE},
        {"iss": "https://elsewhere.example"},
        {"exp": 1},
        {"roles": ["root"]},
        {"sub": ""},
    ],
)
def test_a_token_that_says_anything_else_lets_nobody_in(idp: Idp, browser: Browsing, claims: dict[str, object]) -> None:
    idp.changes["claims"] = claims
    assert browser.get(idp.sign_in(sent_away(browser))).status_code == 401
    assert browser.get("/ui/search").status_code == 303


@pytest.mark.parametrize(
    "changed",
    [
        {"state": "another"},
        {"iss": "https://elsewhere.example"},
        {"code": ""},
        {"code": "guessed"},
        {"error": "access_denied", "code": ""},
    ],
)
def test_whatever_else_comes_back_lets_nobody_in(idp: Idp, browser: Browsing, changed: dict[str, str]) -> None:
    path, _, query = idp.sign_in(sent_away(browser)).partition("?")
    told = {name: values[0] for name, values in parse_qs(query).items()} | changed
    answer = browser.get(f"{path}?{urlencode(told)}")
    assert answer.status_code == 401
    assert "begin again" in answer.text
    assert browser.get("/ui/search").status_code == 303


@pytest.mark.parametrize(
    "about",
    [
        {"authorization_endpoint": "http://elsewhere.example/authorize"},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"issuer": "https://elsewhere.example"},
        {"token_endpoint": None},
    ],
)
def test_a_provider_that_says_odd_things_of_itself_is_not_gone_to(
    idp: Idp, browser: Browsing, about: dict[str, object]
) -> None:
    idp.changes["about"] = about
    answer = browser.get("/ui/sign-in/provider")
    if answer.status_code == 303:
        assert browser.get(idp.sign_in(answer.headers["Location"])).status_code == 503
    else:
        assert answer.status_code == 503
        assert "ask again later" in answer.text
    assert browser.get("/ui/search").status_code == 303


def test_an_answer_without_a_token_is_told(idp: Idp, browser: Browsing) -> None:
    idp.changes["answer"] = {"id_token": None}
    assert "expected an ID token" in browser.get(idp.sign_in(sent_away(browser))).text


def test_a_provider_that_is_down_leaves_the_key(tmp_path: Path) -> None:
    fill(tmp_path / "home", tmp_path)
    provider = Provider("http://127.0.0.1:1", AUDIENCE, GRANTS, client=CLIENT)
    with (
        served(replace(what_is_served(tmp_path / "home"), provider=provider)) as address,
        browsing(address) as browser,
    ):
        answer = browser.get("/ui/sign-in/provider")
        assert answer.status_code == 503
        assert 'name="key"' in answer.text


def test_where_nobody_signs_in_elsewhere_there_is_no_such_way(address: str, tmp_path: Path) -> None:
    fill(tmp_path / "other", tmp_path)
    with served(what_is_served(tmp_path / "other")) as plain, browsing(plain) as browser:
        assert "/ui/sign-in/provider" not in browser.get("/ui/sign-in").text
        assert browser.get("/ui/sign-in/provider").status_code == 503
        assert browser.get("/ui/sign-in/back?code=x&state=y").status_code == 401
