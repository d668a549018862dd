"""The keys of a provider: fetched when needed, kept, turned, and what its silence comes to. And a real server of them."""

import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import httpx
import pytest

from tests.access.issuing import ISSUER, PRIVATE, PROVIDER, jwk, published
from tizim.errors import AccessUnavailable
from tizim.jobs.provider import FRESH, PAUSE, STALE, Keys, get_json

KEYS_AT = "https://idp.example/keys"


class Web:
    """What the provider's addresses answer, and how often they were asked."""

    def __init__(self) -> None:
        self.now = 0.0
        self.asked: list[str] = []
        self.keys: Any = published()
        self.about: Any = {"issuer": ISSUER, "jwks_uri": KEYS_AT}
        self.silent = False

    def get(self, address: str) -> Any:
        self.asked.append(address)
        if self.silent:
            raise httpx.ConnectTimeout("nobody answers")
        return self.about if address.endswith("/.well-known/openid-configuration") else self.keys

    def opened(self) -> Keys:
        return Keys(PROVIDER, self.get, lambda: self.now)


def test_keys_are_fetched_once_and_kept_while_they_are_fresh() -> None:
    web = Web()
    keys = web.opened()
    for _ in range(3):
        assert set(keys.of("rsa")) == {"rsa", "ec", "ed"}
    assert web.asked == [f"{ISSUER}/.well-known/openid-configuration", KEYS_AT]
    web.now += FRESH + 1
    keys.of("rsa")
    assert len(web.asked) == 4


def test_a_key_that_the_provider_turned_to_is_found_and_names_of_strangers_do_not_make_us_ask() -> None:
    web = Web()
    keys = web.opened()
    keys.of("rsa")
    web.keys = {"keys": [jwk("rsa-2", PRIVATE["rsa"])]}
    assert "rsa-2" not in keys.of("rsa-2"), "asked a moment ago"
    web.now += PAUSE
    assert set(keys.of("rsa-2")) == {"rsa-2"}
    asked = len(web.asked)
    for number in range(100):
        assert f"made up {number}" not in keys.of(f"made up {number}")
    assert len(web.asked) == asked


def test_a_silent_provider_is_believed_for_an_hour_and_no_longer() -> None:
    web = Web()
    keys = web.opened()
    keys.of("rsa")
    web.silent = True
    web.now += FRESH + 1
    assert "rsa" in keys.of("rsa")
    web.now = STALE + 1
    with pytest.raises(AccessUnavailable, match="expected its keys, came ConnectTimeout"):
        keys.of("rsa")
    with pytest.raises(AccessUnavailable, match="none a moment ago"):
        keys.of("rsa")


@pytest.mark.parametrize(
    "about",
    [
        {"issuer": "https://other.example", "jwks_uri": KEYS_AT},
        {"issuer": ISSUER},
        {"issuer": ISSUER, "jwks_uri": "http://idp.example/keys"},
        {"issuer": ISSUER, "jwks_uri": "http://127.0.0.1/keys"},
        {"issuer": ISSUER, "jwks_uri": "file:///etc/passwd"},
        [],
    ],
)
def test_a_provider_that_is_another_or_names_keys_without_tls_is_not_believed(about: Any) -> None:
    web = Web()
    web.about = about
    with pytest.raises(AccessUnavailable):
        web.opened().of("rsa")
    assert KEYS_AT not in web.asked


class Pages(http.server.BaseHTTPRequestHandler):
    """Answers each path with what the test put there."""

    pages: dict[str, tuple[int, bytes, dict[str, str]]]

    def do_GET(self) -> None:
        status, body, headers = self.pages[self.path]
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serving(pages: dict[str, tuple[int, bytes, dict[str, str]]]) -> Iterator[str]:
    """The address of a server of these pages."""
    handler = type("Handler", (Pages,), {"pages": pages})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


def test_a_provider_on_this_machine_may_speak_plainly() -> None:
    pages: dict[str, tuple[int, bytes, dict[str, str]]] = {"/keys": (200, json.dumps(published()).encode(), {})}
    with serving(pages) as address:
        about = {"issuer": address, "jwks_uri": f"{address}/keys"}
        pages["/.well-known/openid-configuration"] = (200, json.dumps(about).encode(), {})
        assert "ec" in Keys(replace(PROVIDER, issuer=address)).of("ec")


def test_answers_that_lead_elsewhere_are_too_large_or_no_json_are_refused() -> None:
    pages = {
        "/moved": (302, b"", {"Location": "/json"}),
        "/json": (200, b"{}", {}),
        "/large": (200, b"[" + b" " * 2**21 + b"]", {}),
        "/page": (200, b"<html>", {}),
    }
    with serving(pages) as address:
        assert get_json(f"{address}/json") == {}
        for path in ("/moved", "/large", "/page"):
            with pytest.raises(ValueError, match=r"expected|Expecting"):
                get_json(f"{address}{path}")
