"""What a request may be before anybody looks at what it asks."""

import asyncio
import logging
import time
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from tests.interfaces.http.serving import served, what_is_served
from tizim.audit.caller import Caller
from tizim.interfaces.http.desk import Busy, Desk, TookTooLong
from tizim.interfaces.http.limits import Limits
from tizim.workspace import Tizim

ANN = Caller("ann")
EXAMPLE = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}}}


def test_pages_of_other_origins_may_not_ask(http: httpx.Client) -> None:
    refused = http.post("/match/default", json=EXAMPLE, headers={"Origin": "https://page.example"})
    assert refused.status_code == 403
    assert "origin" in refused.json()["detail"]
    assert "access-control-allow-origin" not in refused.headers
    assert http.get("/healthz", headers={"Origin": "null"}).status_code == 403


def test_a_name_bent_to_this_machine_may_not_be_asked(http: httpx.Client) -> None:
    refused = http.get("/healthz", headers={"Host": "rebound.example"})
    assert refused.status_code == 403
    assert http.get("/healthz", headers={"Host": "localhost:1"}).status_code == 200


def test_an_origin_that_is_named_may_ask(filled: Path) -> None:
    origin = "http://127.0.0.1:3333"
    what = replace(what_is_served(filled), origins=(origin,))
    with served(what) as address, httpx.Client(base_url=address, trust_env=False) as client:
        found = client.get("/catalog", headers={"Origin": origin})
        assert found.status_code == 200
        assert found.headers["access-control-allow-origin"] == origin
        assert client.get("/catalog", headers={"Origin": "http://127.0.0.1:3334"}).status_code == 403


def test_a_request_that_is_too_large_is_refused_told_or_not(filled: Path) -> None:
    what = replace(what_is_served(filled), limits=Limits(body=1000))
    with served(what) as address, httpx.Client(base_url=address, trust_env=False) as client:
        assert client.post("/match/default", content=b" " * 1001).status_code == 413
        streamed = client.post("/match/default", content=iter([b" " * 600, b" " * 600]))
        assert streamed.status_code == 413
        assert "1,000" in streamed.json()["detail"]


def test_answers_are_not_to_be_stored_or_framed(http: httpx.Client) -> None:
    headers = http.get("/catalog").headers
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "server" not in headers or headers["server"] != "uvicorn/"


def test_an_error_names_what_was_expected_and_shows_no_trace(http: httpx.Client) -> None:
    wrong = http.post("/match/default", json={"queries": []})
    assert wrong.status_code == 422
    assert wrong.json()["detail"][0]["loc"] == ["body", "queries"]
    assert http.get("/no/such/path").json() == {"detail": "Not Found"}
    many = {"queries": {str(number): EXAMPLE["queries"]["q"] for number in range(101)}}
    assert "limit: 100" in http.post("/match/default", json=many).json()["detail"]


def test_a_mistake_of_the_server_is_told_without_words_that_may_be_a_person_s(
    http: httpx.Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def mistaken(*_: object, **_how: object) -> None:
        raise ZeroDivisionError("Dastan Temirgaliev")

    monkeypatch.setattr(Tizim, "asking", mistaken)
    with caplog.at_level(logging.ERROR, logger="tizim.http"):
        wrong = http.post("/match/default", json=EXAMPLE)
    assert wrong.status_code == 500
    assert wrong.json() == {"detail": "a mistake in tizim itself; the server's log says where"}
    ours = [record.getMessage() for record in caplog.records if record.name == "tizim.http"]
    assert len(ours) == 1
    assert "ZeroDivisionError" in ours[0]
    assert "Dastan" not in ours[0]


def test_more_than_may_wait_are_told_to_come_again(tmp_path: Path) -> None:
    async def crowd() -> list[object]:
        desk = Desk(Tizim(tmp_path), Limits(threads=1, waiting=1))
        try:
            asked = [desk.ask(lambda _: time.sleep(0.2), ANN) for _ in range(3)]
            return list(await asyncio.gather(*asked, return_exceptions=True))
        finally:
            desk.close()

    answers = asyncio.run(crowd())
    assert [type(one) for one in answers] == [type(None), type(None), Busy]


def test_an_answer_that_takes_too_long_is_not_waited_for(tmp_path: Path) -> None:
    async def slow() -> None:
        desk = Desk(Tizim(tmp_path), Limits(seconds=0.05))
        try:
            await desk.ask(lambda _: time.sleep(0.3), ANN)
        finally:
            desk.close()

    with pytest.raises(TookTooLong, match=r"0\.05 s"):
        asyncio.run(slow())


def test_long_work_is_done_one_at_a_time_apart_from_the_answers(filled: Path) -> None:
    async def both() -> tuple[float, list[object]]:
        desk = Desk(Tizim(filled), Limits(threads=1, long_waiting=2))
        try:
            begun = [asyncio.create_task(desk.do(lambda _: time.sleep(0.3), ANN)) for _ in range(3)]
            await asyncio.sleep(0.05)
            started = time.monotonic()
            await desk.ask(lambda _: None, ANN)
            took = time.monotonic() - started
            return took, await asyncio.gather(*begun, return_exceptions=True)
        finally:
            desk.close()

    took, came = asyncio.run(both())
    assert took < 0.2
    assert [type(one) for one in came] == [type(None), type(None), Busy]
