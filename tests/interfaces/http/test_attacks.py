"""Attacks that were tried, each refused. The name of a test is the attack; what other files try is told there.

What somebody who does not see a list can learn of it: `test_marks`. Tokens of every wrong kind: `tests/access/test_tokens.py`. Damaged and
hostile lists by the hundred: `tests/robustness`.
"""

import base64
import csv
import gzip
import http.client
import io
import json
import random
import resource
import shutil
import socket
import statistics
import time
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import tizim
from tests.access.issuing import AUDIENCE, GRANTS, OTHER, claims, published, token
from tests.interfaces.http.people import Closed, key_of, let_in
from tests.interfaces.http.serving import OWN, served, what_is_served
from tests.jobs.test_provider import serving
from tests.jobs.web import giving
from tests.jobs.web import serving as web_serving
from tizim.access import keys
from tizim.access.keys import made
from tizim.access.roles import Permission, Role
from tizim.access.tokens import Provider
from tizim.errors import FetchError, LimitExceeded, SourceError, SubjectError, TizimError, UnreadableTable
from tizim.interfaces.http.limits import Limits
from tizim.jobs import fetch as fetching
from tizim.jobs.fetch_limits import FetchLimits
from tizim.tables import rows

DASTAN = {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}
MATCH = {"queries": {"q": DASTAN}}
QUICK = FetchLimits(seconds=5, attempts=1)


def raw(address: str, head: str, body: bytes = b"", *, wait: float = 10) -> str:
    """A request as it stands, and what came."""
    parts = urlsplit(address)
    with socket.create_connection((parts.hostname, parts.port), timeout=wait) as wire:
        wire.sendall(head.replace("\n", "\r\n").encode("latin-1") + b"\r\n\r\n" + body)
        came = b""
        try:
            while piece := wire.recv(65_536):
                came += piece
                if b"\r\n\r\n" in came and b"content-length: 0" not in came.lower() and came.endswith(b"}"):
                    break
        except TimeoutError:
            pass
    return came.decode("latin-1")


def status(came: str) -> int:
    return int(came.split(" ", 2)[1])


# ------------------------------------------------------------------------------------------------------- who asks


def test_a_role_that_is_smuggled_in_by_headers(closed: Closed) -> None:
    headers = {
        "X-Role": "operator",
        "X-User": "anna",
        "X-Forwarded-User": "anna",
        "Remote-User": "anna",
        "X-Tizim-Role": "auditor",
    }
    assert closed.asks("GET", "/catalog", None, headers=headers).status_code == 401
    assert closed.asks("POST", "/updatez", closed.keys["asker"], headers=headers).status_code == 403


def test_a_role_or_user_that_is_set_in_a_body(closed: Closed) -> None:
    body = {"subject": {"names": ["Dastan Temirgaliev"]}, "role": "operator", "user": "anna", "clearance": "RED"}
    refused = closed.asks("POST", "/v1/screen", closed.keys["asker"], json=body)
    assert refused.status_code == 422
    assert {one["loc"][-1] for one in refused.json()["detail"]} == {"role", "user", "clearance"}


def test_two_headers_that_say_who_asks(closed: Closed) -> None:
    parts = urlsplit(closed.address)
    for first, second in (("asker", "operator"), ("operator", "asker")):
        head = (
            f"GET /catalog HTTP/1.1\nHost: {parts.netloc}\nAuthorization: Bearer {closed.keys[first]}\n"
            f"Authorization: Bearer {closed.keys[second]}\nConnection: close"
        )
        came = raw(closed.address, head)
        assert status(came) == 401
        assert "expected one header Authorization, came several" in came


@pytest.mark.parametrize("place", ["address", "cookie", "x-api-key", "basic", "form"])
def test_a_key_where_keys_are_not_read(closed: Closed, place: str) -> None:
    key = closed.keys["analyst"]
    how: dict[str, Any] = {
        "address": {"params": {"key": key, "api_key": key, "access_token": key}},
        "cookie": {"headers": {"Cookie": f"key={key}"}},
        "x-api-key": {"headers": {"X-Api-Key": key}},
        "basic": {"headers": {"Authorization": f"Basic {base64.b64encode(f'analyst:{key}'.encode()).decode()}"}},
        "form": {"headers": {"Authorization": f"Bearer {key} {key}"}},
    }[place]
    assert closed.asks("GET", "/catalog", None, **how).status_code == 401


def test_keys_that_are_guessed(filled: Path, tmp_path: Path) -> None:
    home = copied(filled, tmp_path)
    held = let_in(home)
    what = replace(what_is_served(home), limits=Limits(failures=5, failures_rate=0.001))
    with served(what) as address:
        came = [httpx.get(f"{address}/catalog", headers=bearer(made(secret(n))[1]), trust_env=False) for n in range(8)]
        assert [one.status_code for one in came] == [401] * 5 + [429] * 3
        assert int(came[-1].headers["Retry-After"]) >= 1
        right = httpx.get(f"{address}/catalog", headers=bearer(held["asker"]), trust_env=False)
        assert right.status_code == 200, "who has a key is not locked out by those who guess"


def test_one_caller_who_asks_without_end(filled: Path, tmp_path: Path) -> None:
    home = copied(filled, tmp_path)
    held = let_in(home)
    with served(replace(what_is_served(home), limits=Limits(rate=0.1, burst=3))) as address:
        asked = [httpx.get(f"{address}/algorithms", headers=bearer(held["asker"]), trust_env=False) for _ in range(5)]
        assert [one.status_code for one in asked] == [200] * 3 + [429] * 2
        assert 1 <= int(asked[-1].headers["Retry-After"]) <= 10
        other = httpx.get(f"{address}/algorithms", headers=bearer(held["analyst"]), trust_env=False)
        assert other.status_code == 200, "another caller has a bucket of their own"


def test_the_time_of_an_answer_tells_whether_there_is_such_a_key(closed: Closed) -> None:
    id_ = closed.keys["asker"].split("_")[1]
    there, nowhere = with_id(id_), with_id("aaaaaaaa")
    with httpx.Client(base_url=closed.address, trust_env=False) as client:
        for key in (there, nowhere):
            assert client.get("/catalog", headers=bearer(key)).json() == {
                "detail": "expected a key or token that counts here, came none that does"
            }
        spent: dict[str, list[float]] = {there: [], nowhere: []}
        for _ in range(60):
            for key, times in spent.items():
                start = time.perf_counter()
                client.get("/catalog", headers=bearer(key))
                times.append(time.perf_counter() - start)
    one, other = (statistics.median(times) for times in spent.values())
    assert abs(one - other) < 0.5 * max(one, other), "both take the same way"


def test_a_key_that_was_revoked_expired_or_is_of_somebody_blocked(
    closed: Closed, monkeypatch: pytest.MonkeyPatch
) -> None:
    revoked, blocked = key_of(closed.home, "revoked"), key_of(closed.home, "blocked")
    expired = key_of(closed.home, "expired", expires="1d")
    for key in (revoked, blocked, expired):
        assert closed.asks("GET", "/catalog", key).status_code == 200
    with tizim.open(closed.home) as tz:
        tz.access.revoke_key(revoked.split("_")[1])
        tz.access.change_user("blocked", blocked=True)
    monkeypatch.setattr("tizim.jobs.accessing.Access.now", lambda _: "2999-01-01T00:00:00Z")
    for key, told in ((revoked, "it was revoked at"), (blocked, "who is blocked"), (expired, "it expired at")):
        came = closed.asks("GET", "/catalog", key)
        if key != blocked:
            assert (came.status_code, told in came.json()["detail"]) == (401, True)
    monkeypatch.undo()
    assert "who is blocked" in closed.asks("GET", "/catalog", blocked).json()["detail"]


def test_a_scoped_key_that_asks_for_more_by_another_way(closed: Closed) -> None:
    key = key_of(closed.home, "narrow", Role.ANALYST, permissions=[Permission.SCREEN])
    bring = json.dumps({"ids": ["our-1"], "properties": [{"id": "name"}]})
    assert closed.asks("POST", "/match/default", key, json=MATCH).status_code == 200
    for method, path, how in (
        ("GET", "/entities/our-1", {}),
        ("POST", "/reconcile/default", {"data": {"extend": bring}}),
        ("GET", "/reconcile/default", {"params": {"extend": bring}}),
        ("GET", "/search/default", {}),
    ):
        assert closed.asks(method, path, key, **how).status_code == 403


def test_another_method_in_the_place_of_the_one_that_is_guarded(closed: Closed) -> None:
    over = {"X-HTTP-Method-Override": "POST", "X-Method-Override": "POST", "X-HTTP-Method": "DELETE"}
    assert closed.asks("GET", "/updatez", closed.keys["operator"], headers=over).status_code == 405
    for method in ("PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "HEAD"):
        assert closed.asks(method, "/catalog", None).status_code == 401
        assert closed.asks(method, "/catalog", closed.keys["asker"]).status_code == 405


def test_paths_that_are_spelled_so_that_nobody_asks_who_it_is(closed: Closed) -> None:
    for path in (
        "//catalog",
        "/catalog/",
        "/healthz/../catalog",
        "/healthz%2f..%2fcatalog",
        "/CATALOG",
        "/catalog;x",
        "/%63atalog",
        "/healthz/",
    ):
        assert status(raw(closed.address, f"GET {path} HTTP/1.1\nHost: 127.0.0.1\nConnection: close")) in (401, 404)


# ---------------------------------------------------------------------------------------------------------- tokens


@contextmanager
def with_tokens(filled: Path, tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server that takes tokens of a provider: its address, and the provider's."""
    pages: dict[str, tuple[int, bytes, dict[str, str]]] = {"/keys": (200, json.dumps(published()).encode(), {})}
    with serving(pages) as issuer:
        about = {"issuer": issuer, "jwks_uri": f"{issuer}/keys"}
        pages["/.well-known/openid-configuration"] = (200, json.dumps(about).encode(), {})
        home = copied(filled, tmp_path)
        what = replace(what_is_served(home), provider=Provider(issuer, AUDIENCE, GRANTS), limits=Limits(failures=1000))
        with served(what) as address:
            yield address, issuer


def test_tokens_that_were_not_signed_for_us(filled: Path, tmp_path: Path) -> None:
    with with_tokens(filled, tmp_path) as (address, issuer):

        def asks(words: str) -> int:
            return httpx.get(f"{address}/catalog", headers=bearer(words), trust_env=False).status_code

        assert asks(token(iss=issuer)) == 200
        parts = [
            base64.urlsafe_b64encode(json.dumps(one).encode()).decode().rstrip("=")
            for one in ({"alg": "none"}, claims(iss=issuer))
        ]
        now = int(time.time())
        for wrong in (
            ".".join([*parts, ""]),
            token(iss=issuer, aud="another"),
            token(iss="https://other.example"),
            token(iss=issuer, exp=now - 60),
            token(iss=issuer, nbf=now + 600),
            token(iss=issuer, key=OTHER),
            token(iss=issuer, header={"kid": "../../../../dev/null"}),
            token(iss=issuer, header={"kid": "' or 1=1 --"}),
            token(iss=issuer, roles=["root"]),
            "eyJ",
            "a.b.c",
        ):
            assert asks(wrong) == 401, wrong
        assert httpx.get(f"{address}/catalog", trust_env=False).status_code == 401, "tokens close the door to anyone"


def test_a_token_that_names_one_of_our_users(filled: Path, tmp_path: Path) -> None:
    with with_tokens(filled, tmp_path) as (address, issuer):
        with tizim.open(tmp_path / "home", audit=True) as tz:
            tz.access.add_user("anna", Role.OPERATOR)
        found = httpx.post(f"{address}/match/default", json=MATCH, headers=bearer(token(iss=issuer)), trust_env=False)
        assert found.status_code == 200
    with tizim.open(tmp_path / "home") as tz:
        asked = {one.line.caller for one in tz.audit.lines() if one.line.action == "screen"}
    assert {(one.user, one.role) for one in asked} == {(f"{urlsplit(issuer).netloc}:anna", "analyst")}


def test_a_provider_that_is_down_lets_nobody_in(filled: Path, tmp_path: Path) -> None:
    provider = Provider("http://127.0.0.1:1", AUDIENCE, GRANTS)
    with served(replace(what_is_served(copied(filled, tmp_path)), provider=provider)) as address:
        came = httpx.get(f"{address}/catalog", headers=bearer(token(iss=provider.issuer)), trust_env=False)
        assert came.status_code == 503
        assert "ask again later" in came.json()["detail"]


# ------------------------------------------------------------------------------------------------------- injection

ODD = (
    "' or '1'='1", "'; drop table entity; --", "\" OR 1=1", "a* NEAR/2 b*", "names:x", "{names rest}: x", "-", "*", "(", ")", "\"", "^x",
    "a AND NOT b", "x\x00y", "%00", "\u202eevil", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1"), "../../etc/passwd", "${jndi:ldap://x}",
    "{{7*7}}", "<script>alert(1)</script>", "a" * 900,
)  # fmt: skip


@pytest.mark.parametrize("words", ODD)
def test_sql_and_search_syntax_in_every_text(http: httpx.Client, words: str) -> None:
    before = http.get("/search/default", params={"limit": 0}).json()["total"]
    asked = [
        http.get("/search/default", params={"q": words}),
        http.get("/search/default", params={"q": words, "fuzzy": True, "simple": True}),
        http.get("/search/default", params={"countries": words, "topics": words, "datasets": words}),
        http.get("/search/default", params={"filter": f"name:{words}", "sort": words[:50]}),
        http.get("/search/default", params={"filter": f"{words[:50]}:x"}),
        http.get("/reconcile/default/suggest/entity", params={"prefix": words[:200]}),
        http.post("/match/default", json={"queries": {words: {"schema": "Person", "properties": {"name": [words]}}}}),
        http.post("/v1/screen", json={"subject": {"names": [words]}, "datasets": [words]}),
        http.get("/v1/entities/our-1", params={"known_at": words}),
    ]
    assert all(one.status_code in (200, 400, 404, 422) for one in asked), [one.status_code for one in asked]
    assert http.get("/search/default", params={"limit": 0}).json()["total"] == before


@pytest.mark.parametrize(
    "path",
    [
        "/entities/..%2f..%2fbank.sqlite", "/v1/entities/..%2F..%2Faccess.sqlite", "/v1/lists/..%2f..%2fkeys/versions", "/v1/lists/%2e%2e/versions",
        "/match/..%2f..%2fhome", "/entities/%2Fetc%2Fpasswd", "/entities/..%5c..%5cbank.sqlite", "/v1/lists/.%00./difference",
        "/catalog/../../etc/passwd", "/reconcile/..%2f..%2fx/preview?id=x", "/entities/our-1%00", "/v1/entities/file:%2F%2F%2Fetc%2Fpasswd",
    ],
)  # fmt: skip
def test_ids_and_list_names_that_lead_out_of_the_home(address: str, path: str) -> None:
    method = "POST" if path.startswith("/match") else "GET"
    came = raw(address, f"{method} {path} HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 0\nConnection: close")
    assert status(came) in (400, 404, 405, 422)
    assert "root:" not in came
    assert "SQLite format" not in came


@pytest.mark.parametrize("body", ["[" * 100_000, '{"queries":' * 20_000, '{"a":' * 50_000 + "1" + "}" * 50_000])
def test_json_that_is_nested_without_end(http: httpx.Client, body: str) -> None:
    for path in ("/match/default", "/v1/screen"):
        assert http.post(path, content=body, headers={"Content-Type": "application/json"}).status_code in (400, 422)
    lines = http.post("/v1/screen/many", content=body)
    assert [json.loads(line)["outcome"] for line in lines.text.splitlines()] == ["not_screened"]
    assert http.get("/reconcile/default", params={"queries": body[:8_000]}).status_code in (400, 414, 422)


@pytest.mark.parametrize("value", ["NaN", "Infinity", "-Infinity", "1e999", "9" * 5_000, "-0", "1" + "0" * 400])
def test_numbers_that_are_none_or_larger_than_any(http: httpx.Client, value: str) -> None:
    for path in (f"/search/default?limit={value}", f"/search/default?offset={value}"):
        assert http.get(path).status_code in (200, 422)
    for name in ("threshold", "cutoff", "limit"):
        came = http.post(f"/match/default?{name}={value}", json=MATCH)
        assert came.status_code in (200, 400, 422), came.text
    body = f'{{"subject": {{"names": ["Dastan Temirgaliev"], "birth_date": {value}}}}}'
    assert http.post("/v1/screen", content=body, headers={"Content-Type": "application/json"}).status_code in (400, 422)


def test_names_that_are_made_to_slip_through_or_to_deceive(http: httpx.Client) -> None:
    for name in (
        "Das\u200btan\u200d Temir\u00adgaliev",
        "\u202eDastan Temirgaliev\u202c",
        "Dаstаn Temirgaliev",
        "D\u0301astan Temirgaliev",
        "DASTAN\u00a0TEMIRGALIEV",
    ):
        found = http.post("/v1/screen", json={"subject": {"kind": "Person", "names": [name]}}).json()
        assert [hit["entity"]["id"] for hit in found["hits"]] == ["our-1"], name
    for nothing in ("\u200b\u200b", "\u202e\u202c", "\ufeff", "..."):
        assert http.post("/v1/screen", json={"subject": {"names": [nothing]}}).json().get("outcome") in (
            "not_screened",
            None,
        )


# ------------------------------------------------------------------------------------------------------- the request


def test_a_request_under_another_name_and_one_under_two(closed: Closed, address: str) -> None:
    for where in (closed.address, address):
        for host in (
            "rebound.example",
            "127.0.0.1.rebound.example",
            "localhost.evil.example",
            "",
            "127.0.0.1@evil.example",
            "[::ffff:evil]",
        ):
            assert status(raw(where, f"GET /healthz HTTP/1.1\nHost: {host}\nConnection: close")) in (400, 403), host
    assert status(raw(address, "GET /healthz HTTP/1.1\nHost: 127.0.0.1\nHost: evil.example\nConnection: close")) in (
        400,
        403,
    )


def test_a_server_that_is_open_to_its_own_machine_is_asked_as_another(http: httpx.Client) -> None:
    refused = http.get("/catalog", headers={"Host": "10.1.2.3"})
    assert refused.status_code == 403
    assert "no users are configured" in refused.json()["detail"]


@pytest.mark.parametrize(
    "origin", ["https://page.example", "null", "http://localhost.evil.example", "http://127.0.0.1:1"]
)
def test_a_page_that_asks_behind_the_back_of_whoever_looks_at_it(
    closed: Closed, http: httpx.Client, origin: str
) -> None:
    form = {"Origin": origin, "Content-Type": "text/plain"}
    assert http.post("/match/default", content=json.dumps(MATCH), headers=form).status_code == 403
    preflight = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    asked = http.options("/match/default", headers=preflight)
    assert asked.status_code == 403
    assert not [name for name in asked.headers if name.startswith("access-control")]
    assert closed.asks("POST", "/updatez", closed.keys["operator"], headers=form).status_code == 403


def test_an_address_that_is_told_by_a_header_nobody_trusts(filled: Path, tmp_path: Path) -> None:
    home = copied(filled, tmp_path)
    let_in(home)
    with served(replace(what_is_served(home), limits=Limits(failures=2, failures_rate=0.001))) as address:
        came = [
            httpx.get(
                f"{address}/catalog",
                headers=bearer(made(secret(n))[1]) | {"X-Forwarded-For": f"10.0.0.{n}", "X-Real-IP": f"10.0.0.{n}"},
                trust_env=False,
            ).status_code
            for n in range(4)
        ]
    assert came == [401, 401, 429, 429]


def test_bodies_larger_than_one_may_be(http: httpx.Client) -> None:
    large = b" " * (8 * 2**20 + 1)
    assert http.post("/match/default", content=large).status_code == 413
    assert http.post("/match/default", content=iter([large])).status_code == 413
    long_line = b'{"names": ["' + b"a" * (2**20) + b'"]}\n{"names": ["Dastan Temirgaliev"]}\n'
    found = [json.loads(line) for line in http.post("/v1/screen/many", content=long_line).text.splitlines()]
    assert [one["outcome"] for one in found] == ["not_screened", "hit"]


def test_bodies_of_strangers_are_not_read(closed: Closed) -> None:
    parts = urlsplit(closed.address)
    wire = http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=5)
    wire.putrequest("POST", "/match/default")
    wire.putheader("Content-Length", "8000000")
    wire.endheaders()  # and never a byte of it
    assert wire.getresponse().status == 401
    wire.close()


def test_bodies_that_come_one_byte_at_a_time(filled: Path) -> None:
    with served(replace(what_is_served(filled), limits=Limits(slow=0.5))) as address:
        parts = urlsplit(address)
        for path in ("/match/default", "/v1/screen/many"):
            start = time.monotonic()
            with socket.create_connection((parts.hostname, parts.port), timeout=10) as wire:
                head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{{"
                wire.sendall(head.encode())
                came = wire.recv(65_536).decode()
            assert status(came) == 408
            assert 0.4 < time.monotonic() - start < 5
        slow = iter([b'{"names": ["Dastan Temirgaliev"]}\n'] * 4)
        found = httpx.post(
            f"{address}/v1/screen/many", content=(paced(one) for one in slow), trust_env=False, timeout=30
        )
        assert len(found.text.splitlines()) == 4, "a stream whose pieces come in time may take longer as a whole"


def paced(piece: bytes) -> bytes:
    time.sleep(0.25)
    return piece


@pytest.mark.parametrize("how", ["gzip", "deflate", "br", "zstd", "gzip, identity"])
def test_a_body_that_unpacks_to_any_size(http: httpx.Client, how: str) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    for path in ("/match/default", "/v1/screen/many"):
        refused = http.post(path, content=bomb, headers={"Content-Encoding": how})
        assert refused.status_code == 415
        assert "not packed" in refused.json()["detail"]


def test_two_lengths_or_a_chunk_that_hides_another_request(address: str) -> None:
    heads = (
        "POST /match/default HTTP/1.1\nHost: 127.0.0.1\nContent-Length: 5\nContent-Length: 6",
        "POST /match/default HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: chunked\nContent-Length: 5",
        "POST /match/default HTTP/1.1\nHost: 127.0.0.1\nTransfer-Encoding: xchunked",
    )
    hidden = b"0\r\n\r\nGET /catalog HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    for head in heads:
        came = raw(address, head, hidden, wait=1)
        assert "HTTP/1.1 200" not in came


def test_words_that_would_write_a_line_of_their_own_into_a_log(
    closed: Closed, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    name = "Zarina Testova\nCRITICAL root: forged line\r\n\x1b[31m"
    headers = {"X-Purpose": "case 17"}
    closed.asks("POST", "/v1/screen", closed.keys["asker"], json={"subject": {"names": [name]}}, headers=headers)
    closed.asks("GET", f"/entities/{httpx.QueryParams({'x': name})}", closed.keys["asker"])
    assert "Zarina" not in caplog.text
    assert "forged" not in caplog.text + "".join(capfd.readouterr())
    forged = f"GET /catalog HTTP/1.1\nHost: 127.0.0.1\nAuthorization: Bearer {closed.keys['asker']}\nX-Purpose: a\r\x0bb\nConnection: close"
    assert status(raw(closed.address, forged)) in (200, 400, 422)


def test_answers_that_stay_in_a_cache_or_a_frame(closed: Closed) -> None:
    for path, key in (
        ("/catalog", closed.keys["asker"]),
        ("/catalog", None),
        ("/no/such", closed.keys["asker"]),
        ("/healthz", None),
    ):
        headers = closed.asks("GET", path, key).headers
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "set-cookie" not in headers


def test_markup_in_a_name_that_is_shown_as_a_page(tmp_path: Path) -> None:
    rows_ = [
        {"id": "x-1", "schema": "Person", "datasets": [OWN], "properties": {"name": ["<img src=x onerror=alert(1)>"]}}
    ]
    file = tmp_path / "own.ftm.json"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows_), encoding="utf-8")
    with tizim.open(tmp_path / "home") as tz:
        tz.lists.add(OWN, file, published="2026-02-01")
    with served(what_is_served(tmp_path / "home")) as address:
        page = httpx.get(f"{address}/reconcile/{OWN}/preview?id=x-1", trust_env=False)
    assert "<img" not in page.text
    assert "default-src 'none'" in page.headers["content-security-policy"]


# ------------------------------------------------------------------------------------------------- lists and tables


@pytest.mark.parametrize(
    "address",
    [
        "file:///etc/passwd", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/list.xml", "http://[::ffff:169.254.169.254]/x", "ftp://list.example/x",
        "gopher://127.0.0.1:70/x", "http://2130706433/x", "http://127.0.0.1.nip.example/x", "http://localhost.evil.example/x",
    ],
)  # fmt: skip
def test_an_address_of_a_list_that_leads_into_this_machine_or_its_network(tmp_path: Path, address: str) -> None:
    with tizim.open(tmp_path / "home") as tz, pytest.raises((SourceError, SubjectError)):
        tz.lists.add(OWN, address, published="2026-02-01", format="ftm_json")
    assert not list((tmp_path / "home").rglob("*passwd*"))


INSIDE = (
    "127.0.0.1", "10.0.0.7", "192.168.1.1", "172.16.0.1", "169.254.169.254", "::1", "fd00::1", "fe80::1%eth0", "::ffff:10.0.0.7", "100.64.0.1",
    "0.0.0.0", "224.0.0.1",  # noqa: S104  (nothing is bound)
)  # fmt: skip


@pytest.mark.parametrize("inside", INSIDE)
def test_a_redirect_from_the_internet_into_a_network_of_one_s_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, inside: str
) -> None:
    looked_up = socket.getaddrinfo

    def resolving(host: str, *more: Any, **how: Any) -> Any:
        return [(2, 1, 6, "", (inside, 443))] if host == "internal.example" else looked_up(host, *more, **how)

    monkeypatch.setattr(fetching, "_reached", lambda _: "93.184.215.14")
    monkeypatch.setattr("socket.getaddrinfo", resolving)
    answer = giving(b"", status=302, Location="https://internal.example/secret")
    with web_serving(answer) as web, pytest.raises(FetchError, match="came one into a network of its own"):
        fetching.fetch(web.url(), into=tmp_path / "x", limits=QUICK)


def test_a_name_that_means_another_address_when_it_is_asked_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached = iter(["93.184.215.14", "10.0.0.7"])
    monkeypatch.setattr(fetching, "_reached", lambda _: next(reached))
    monkeypatch.setattr(
        fetching, "_require_outside", lambda *_: None
    )  # it meant an address outside when it was looked up
    with (
        web_serving(giving(b"", status=302, Location="/moved"), giving(b"secret")) as web,
        pytest.raises(FetchError, match="came one into a network of its own"),
    ):
        fetching.fetch(web.url(), into=tmp_path / "x", limits=QUICK)
    assert not (tmp_path / "x").exists()


XML = '<?xml version="1.0"?>{dtd}<CONSOLIDATED_LIST dateGenerated="2026-02-27T00:00:00Z"><INDIVIDUALS/><ENTITIES><ENTITY><DATAID>1</DATAID><FIRST_NAME>{name}</FIRST_NAME></ENTITY></ENTITIES></CONSOLIDATED_LIST>'
_LOLS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.parametrize(
    "dtd",
    [
        '<!DOCTYPE x [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x"> %p; <!ENTITY x "y">]>',
        f'<!DOCTYPE x [<!ENTITY l0 "lol">{_LOLS}<!ENTITY x "&l9;">]>', f'<!DOCTYPE x [<!ENTITY x "{"a" * 10_000}">]>',
    ],
    ids=["external entity", "parameter entity", "billion laughs", "quadratic blow-up"],
)  # fmt: skip
def test_xml_that_reads_other_files_or_grows(tmp_path: Path, dtd: str) -> None:
    file = tmp_path / "un.xml"
    file.write_text(XML.format(dtd=dtd, name="&x;" * 1_000), encoding="utf-8")
    with tizim.open(tmp_path / "home") as tz, pytest.raises(SourceError):
        tz.lists.add("un_sc_sanctions", file)


def test_a_zip_of_a_list_that_unpacks_to_any_size(tmp_path: Path) -> None:
    file = tmp_path / "own.zip"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("own.ftm.json", b" " * 200_000_000)
    with tizim.open(tmp_path / "home") as tz, pytest.raises((LimitExceeded, SourceError)):
        tz.lists.add(OWN, file, published="2026-02-01")


def test_a_workbook_that_unpacks_to_any_size(tmp_path: Path) -> None:
    file = tmp_path / "customers.xlsx"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b" " * 200_000_000)
    with tizim.open(tmp_path / "home") as tz, pytest.raises(UnreadableTable):
        tz.screen_file(file, tmp_path / "out.csv")


def test_a_parquet_file_whose_words_stand_in_every_row(tmp_path: Path) -> None:
    word = "a" * (3 * 2**20)
    table = pa.table({"name": pa.DictionaryArray.from_arrays(pa.array([0] * 1_000, pa.int32()), [word])})
    file = tmp_path / "customers.parquet"
    pq.write_table(table, file, compression="zstd")
    assert file.stat().st_size < 100_000, "three gigabytes of words"
    before = peak()
    with file.open("rb") as stream:
        found = rows(stream, "parquet", name="x")
        for _, (_, row) in zip(range(3), found, strict=False):
            assert len(str(row["name"])) == len(word)
    assert peak() - before < 600 * 2**20
    huge = pa.table({"name": ["a" * (17 * 2**20)]})
    pq.write_table(huge, file, compression="zstd")
    with file.open("rb") as stream, pytest.raises(UnreadableTable):
        next(iter(rows(stream, "parquet", name="x")))


def peak() -> int:
    """Bytes of memory this process has had at most."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


@pytest.mark.parametrize(
    "words", ["=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(1)", "\t=1", "\r=1", '=HYPERLINK("http://evil.example")']
)
def test_a_formula_in_a_name_that_a_spreadsheet_would_run(tmp_path: Path, words: str) -> None:
    file = tmp_path / "own.ftm.json"
    row = {"id": "x-1", "schema": "Company", "datasets": [OWN], "properties": {"name": [f"{words} Trading House"]}}
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    with tizim.open(tmp_path / "home") as tz:
        tz.lists.add(OWN, file, published="2026-02-01")
        tz.export(tmp_path / "out.csv", datasets=[OWN])
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as opened:
        for cells in csv.reader(opened):
            assert not [cell for cell in cells if cell[:1] in "=+-@\t\r" and cell]


def test_a_backup_that_brings_files_out_of_the_home_with_it(tmp_path: Path) -> None:
    file = tmp_path / "evil.zip"
    with zipfile.ZipFile(file, "w") as packed:
        told = {name: {"size": 1, "sha256": "0"} for name in ("home/../../evil", "bank.sqlite")}
        packed.writestr("home/../../evil", b"x")
        packed.writestr("bank.sqlite", b"x")
        facts = {"format": 1, "tizim": "x", "made": "x", "ledger": [], "mark": "", "versions": [], "files": told}
        packed.writestr("manifest.json", json.dumps(facts))
    with tizim.open(tmp_path / "home") as tz, pytest.raises(TizimError):
        tz.restore(file)
    assert not (tmp_path / "evil").exists()


# ------------------------------------------------------------------------------------------------------------------


def copied(home: Path, into: Path) -> Path:
    shutil.copytree(home, into / "home")
    return into / "home"


def bearer(words: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {words}"}


def secret(number: int) -> Any:
    """Random bytes that are the same each time."""
    return random.Random(number).randbytes


def with_id(id_: str) -> str:
    """A well-formed key of this id, with a secret of its own."""
    words = f"tizim_{id_}_{'b' * 52}"
    return f"{words}{keys._sum(words)}"


def test_the_bytes_of_a_stream_are_not_a_file(http: httpx.Client) -> None:
    body = io.BytesIO(b'{"names": ["x"], "__class__": "os.system", "file": "/etc/passwd"}\n')
    (line,) = http.post("/v1/screen/many", content=body.read()).text.splitlines()
    assert json.loads(line)["outcome"] == "not_screened"
