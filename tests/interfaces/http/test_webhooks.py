"""Receivers of events over HTTP."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from tests.interfaces.http.people import Closed, let_in
from tests.interfaces.http.serving import fill, served, what_is_served
from tests.jobs.receiving import Receiver, receiving, saying
from tizim.jobs.send_limits import SendLimits


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Closed]:
    home = tmp_path / "home"
    fill(home, tmp_path)
    keys = let_in(home)
    with served(replace(what_is_served(home), sending=SendLimits(loopback=True, seconds=5))) as address:
        yield Closed(address, home, keys)


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with receiving() as opened:
        yield opened


def test_a_receiver_is_added_tested_rotated_and_taken_out(closed: Closed, receiver: Receiver) -> None:
    key = closed.keys["operator"]
    assert closed.asks("GET", "/v1/webhooks", key).json() == []
    added = closed.asks("POST", "/v1/webhooks", key, json={"url": receiver.url(), "events": ["list.updated"]})
    assert added.status_code == 201, added.text
    made = added.json()
    listed = closed.asks("GET", "/v1/webhooks", key)
    assert [(one["id"], one["waiting"], one["dead"]) for one in listed.json()] == [(made["id"], 0, 0)]
    assert made["secret"] not in listed.text
    tested = closed.asks("POST", f"/v1/webhooks/{made['id']}/test", key).json()
    assert (tested["state"], tested["status"]) == ("done", 204)
    receiver.came[-1].verified(made["secret"])
    rotated = closed.asks("POST", f"/v1/webhooks/{made['id']}/secret", key, params={"overlap_hours": 1}).json()
    receiver.answer = saying(503)
    failed = closed.asks("POST", f"/v1/webhooks/{made['id']}/test", key).json()
    assert (failed["state"], failed["status"]) == ("waiting", 503)
    for secret in (made["secret"], rotated["secret"]):
        receiver.came[-1].verified(secret)
    told = closed.asks("GET", "/v1/webhooks/deliveries", key, params={"state": "waiting", "webhook": made["id"]}).json()
    assert [one["event"] for one in told] == [failed["event"]]
    assert closed.asks("DELETE", f"/v1/webhooks/{made['id']}", key).status_code == 204
    for method, path in (("DELETE", ""), ("POST", "/test"), ("POST", "/secret")):
        assert closed.asks(method, f"/v1/webhooks/{made['id']}{path}", key).status_code == 404


@pytest.mark.parametrize(
    "url",
    [
        "http://10.0.0.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
        "https://[fd00::1]/",
        "https://2130706433.example@10.0.0.1/",
        "file:///etc/passwd",
    ],
)
def test_an_address_inside_a_network_is_refused(closed: Closed, url: str) -> None:
    refused = closed.asks("POST", "/v1/webhooks", closed.keys["operator"], json={"url": url})
    assert refused.status_code == 400, refused.text


def test_what_is_not_documented_is_refused(closed: Closed, receiver: Receiver) -> None:
    key = closed.keys["operator"]
    for body in ({"url": receiver.url(), "secret": "x"}, {"url": receiver.url(), "events": ["all"]}, {}):
        assert closed.asks("POST", "/v1/webhooks", key, json=body).status_code == 422
