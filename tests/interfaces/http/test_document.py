"""The OpenAPI document is true: whatever it allows is asked, and nothing comes back that it does not tell."""

import re
from dataclasses import replace
from pathlib import Path

import httpx
import pytest
from fastapi import HTTPException
from starlette.testclient import TestClient

import tizim
from bench.service.anything import ask_all
from tests.interfaces.http.people import let_in
from tests.interfaces.http.serving import OWN, fill, served, what_is_served
from tizim.audit.caller import Caller
from tizim.interfaces.http.app import make_app
from tizim.interfaces.http.caller import caller_of
from tizim.interfaces.http.limits import Limits


@pytest.mark.uncovered
def test_whatever_the_document_allows_is_answered_as_it_says(address: str) -> None:
    came = ask_all(address, OWN, examples=15)
    assert came.total() >= 250
    assert came[200] >= 50
    assert all(status < 500 for status in came)


@pytest.mark.uncovered
@pytest.mark.parametrize("role", ["analyst", "operator", "auditor"])
def test_whatever_users_may_ask_is_answered_as_the_document_says(tmp_path: Path, role: str) -> None:
    home = tmp_path / "home"
    fill(home, tmp_path)
    keys = let_in(home)
    with tizim.open(home) as tz:
        tz.audit.on()
        tz.screen_with_receipt(tizim.Subject(names=["One Baker"]))
        (tmp_path / "clients.csv").write_text("id,name\n1,One Baker\n2,Velmark Shipping\n")
        tz.customers.add(tmp_path / "clients.csv")
    with served(replace(what_is_served(home), limits=Limits(rate=10_000))) as address:
        came = ask_all(address, OWN, examples=12, key=keys[role], under="/v1/")
    assert came[200] >= 20
    assert all(status < 500 for status in came)


def test_whatever_the_document_refers_to_is_in_it(http: httpx.Client) -> None:
    document = http.get("/openapi.json")
    named = set(re.findall(r'"#/components/schemas/([^"]+)"', document.text))
    assert named == named & set(document.json()["components"]["schemas"])


def test_every_route_asks_who_asks_but_for_supervision(filled: Path) -> None:
    def nobody() -> Caller:
        raise HTTPException(401, "nobody")

    app = make_app(what_is_served(filled))
    app.dependency_overrides[caller_of] = nobody
    with TestClient(app, base_url="http://localhost") as client:
        document = client.get("/openapi.json").json()
        open_to_all = set()
        for path, methods in document["paths"].items():
            for method in methods:
                status = client.request(method, path.replace("{", "").replace("}", "")).status_code
                open_to_all |= {path} if status != 401 else set()
    assert open_to_all == {"/healthz", "/readyz", "/metrics"}
