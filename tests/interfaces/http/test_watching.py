"""What an operator sees: numbers, lines, the number of a request, readiness; and that nobody's name is in any of it."""

import json
import logging
import logging.config
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest
from prometheus_client.parser import text_string_to_metric_families

import tizim
from tests.interfaces.http.people import Closed, key_of
from tests.interfaces.http.serving import OWN, TOKEN, fill, served, what_is_served
from tests.interfaces.http.test_serving import TIZIM, free_port, wait_for
from tests.jobs.made_up import UN, un_list
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Role
from tizim.audit.caller import Caller
from tizim.interfaces.http.limits import Limits
from tizim.interfaces.http.watching import logs
from tizim.interfaces.http.watching.counting import Counting
from tizim.interfaces.http.watching.metrics import Done, Metrics
from tizim.interfaces.http.yente.models import EntityMatchResponse
from tizim.model.subject import NoSubject
from tizim.workspace import Tizim

DASTAN = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}}}
NUMBER = re.compile(r"[0-9a-f]{32}")


def numbers(client: httpx.Client) -> dict[tuple[str, ...], float]:
    """What `/metrics` says: (name, values of labels in their order) -> number."""
    found = client.get("/metrics")
    assert found.status_code == 200, found.text
    assert found.headers["content-type"].startswith("text/plain; version=")
    assert not re.search("dastan|temirgaliev|our-1", found.text, re.IGNORECASE)
    return {
        (one.name, *(one.labels[label] for label in sorted(one.labels))): one.value
        for family in text_string_to_metric_families(found.text)
        for one in family.samples
    }


@pytest.fixture
def lines(caplog: pytest.LogCaptureFixture) -> Iterator[list[dict[str, Any]]]:
    """The fields of each request's line, as they come."""
    told: list[dict[str, Any]] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            told.append(json.loads(logs.AsJson().format(record)))

    handler = Kept()
    logs.requests.addHandler(handler)
    with caplog.at_level(logging.DEBUG, logger=logs.requests.name):
        yield told
    logs.requests.removeHandler(handler)


def wait_until(lines: list[dict[str, Any]], count: int) -> None:
    """A line is written once the answer is out: whoever has the answer may be quicker."""
    until = time.monotonic() + 10
    while len(lines) < count:
        assert time.monotonic() < until, lines
        time.sleep(0.005)


@pytest.fixture
def own(filled: Path) -> Iterator[httpx.Client]:
    """A server whose numbers nobody else moves."""
    with served(what_is_served(filled)) as address, httpx.Client(base_url=address, timeout=30, trust_env=False) as http:
        yield http


# ---------------------------------------------------------------------------------------------------------------- numbers


def test_requests_are_counted_by_template_and_answers_by_outcome(own: httpx.Client) -> None:
    before = numbers(own)
    for _ in range(3):
        assert own.post("/match/default", json=DASTAN).status_code == 200
    own.post("/v1/screen", json={"subject": {"names": ["Ottilie Brackenridge"]}})
    own.post("/v1/screen/many", content='{"names": ["Grey Heron Shipping"]}\n{"names": ["???"]}\n')
    own.get("/entities/our-1")
    own.get("/entities/Dastan%20Temirgaliev")
    own.get("/Dastan/Temirgaliev")
    own.post("/match/default", json=DASTAN, headers={"Host": "dastan.example"})
    own.request("PURGE", "/match/default")
    after = numbers(own)

    def more(*key: str) -> float:
        return after[key] - before.get(key, 0.0)

    assert more("tizim_http_requests_total", "POST", "/match/{dataset}", "200") == 3
    assert more("tizim_http_requests_total", "POST", "/v1/screen/many", "200") == 1
    assert more("tizim_http_requests_total", "GET", "/entities/{entity_id}", "200") == 1
    assert more("tizim_http_requests_total", "GET", "/entities/{entity_id}", "404") == 1
    assert more("tizim_http_requests_total", "GET", "", "404") == 1, "a path that is none has no template"
    assert more("tizim_http_requests_total", "POST", "", "403") == 1
    assert any(key[:2] == ("tizim_http_requests_total", "other") for key in after)
    assert more("tizim_http_request_seconds_count", "/match/{dataset}") == 4, (
        "with what has a template and no such method"
    )
    assert [more("tizim_answers_total", one) for one in ("hit", "clear", "not_screened")] == [4, 1, 1]
    assert more("tizim_desk_wait_seconds_count") >= 6
    assert after["tizim_desk_busy",] == after["tizim_desk_waiting",] == 0


def test_lists_index_and_memory_are_read_when_they_are_asked_for(own: httpx.Client) -> None:
    found = numbers(own)
    assert found["tizim_list_age_days", UN] > 0
    assert found["tizim_list_entities", OWN] == 5
    assert found["tizim_list_failed", UN] == 0
    assert found["tizim_list_checked_timestamp_seconds", UN] > 1.7e9
    assert found["tizim_snapshot_built_timestamp_seconds",] > 1.7e9
    assert found["tizim_bank_up",] == found["tizim_processes",] == 1
    assert found["tizim_resident_memory_bytes",] > 1e7


def test_places_at_the_desk_are_told_while_they_are_taken(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    met: list[tuple[int, int]] = []
    at_desk = Metrics.at_desk

    def told(metrics: Metrics, busy: int, waiting: int) -> None:
        met.append((busy, waiting))
        at_desk(metrics, busy, waiting)

    monkeypatch.setattr(Metrics, "at_desk", told)
    with served(replace(what_is_served(filled), limits=Limits(threads=1))) as address:
        httpx.post(f"{address}/match/default", json=DASTAN, trust_env=False)
    assert met == [(1, 0), (0, 0)]


def test_several_processes_count_together_and_what_a_killed_one_had_at_work_is_forgotten(filled: Path) -> None:
    port = free_port()
    command = [str(TIZIM), "serve", "--port", str(port), "--workers", "2", "--home", str(filled)]
    server = subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=os.environ | {"TIZIM_HTTP_LOG": "json"})
    try:
        address = f"http://127.0.0.1:{port}"
        with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
            wait_for(client)
        for _ in range(20):  # each on a connection of its own: whichever worker takes it
            assert httpx.post(f"{address}/match/default", json=DASTAN, trust_env=False).status_code == 200
        seen = []
        for _ in range(6):
            with httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
                seen.append(numbers(client))
        assert {one["tizim_http_requests_total", "POST", "/match/{dataset}", "200"] for one in seen} == {20}
        assert {one["tizim_answers_total", "hit"] for one in seen} == {20}
        assert seen[-1]["tizim_processes",] == 2
    finally:
        server.send_signal(signal.SIGTERM)
        told = server.communicate(timeout=60)[1]
    asked = [json.loads(line) for line in told.splitlines() if line.startswith("{")]
    matched = [one for one in asked if one.get("route") == "/match/{dataset}"]
    assert len(matched) == 20
    assert all(one["caller"] and one["status"] == 200 and one["ms"] > 0 for one in matched)
    assert not re.search("dastan|temirgaliev", told, re.IGNORECASE)


_COUNTS = """
import os, sys
from pathlib import Path
from tizim.interfaces.http.watching.metrics import Done, Metrics
metrics = Metrics(Path(os.environ["PROMETHEUS_MULTIPROC_DIR"]))
metrics.at_desk(2, 1)
metrics.done(Done("/match/{dataset}", "POST", 200, 0.01))
if sys.argv[1] == "close":
    metrics.close()
if sys.argv[1] == "read":
    from tizim.workspace import Tizim
    with Tizim(Path(sys.argv[2])) as tz:
        sys.stdout.write(metrics.page(tz.status(), ()).decode())
"""


def test_counts_of_processes_that_ended_stay_and_their_places_do_not(tmp_path: Path, filled: Path) -> None:
    environment = os.environ | {"PROMETHEUS_MULTIPROC_DIR": str(tmp_path)}
    for end in ("killed", "close"):
        subprocess.run([sys.executable, "-c", _COUNTS, end], env=environment, check=True, timeout=60)
    read = [sys.executable, "-c", _COUNTS, "read", str(filled)]
    page = subprocess.run(read, env=environment, check=True, timeout=60, capture_output=True, text=True).stdout
    assert 'tizim_http_requests_total{method="POST",route="/match/{dataset}",status="200"} 3.0' in page
    assert "tizim_desk_busy 2.0" in page, "of the one that lives"
    assert "tizim_processes 1.0" in page


def test_memory_is_left_out_where_the_system_does_not_tell(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tizim.interfaces.http.watching.metrics._resident", lambda _process: None)
    with Tizim(filled) as tz:
        assert b"resident" not in Metrics().page(tz.status(), ())


def test_where_there_are_users_lists_are_named_to_whoever_may_see_them(closed: Closed) -> None:
    assert httpx.get(f"{closed.address}/metrics", trust_env=False).status_code == 200
    nobody = closed.asks("GET", "/metrics", None).text
    assert "tizim_processes 1.0" in nobody
    assert UN not in nobody
    told = closed.asks("GET", "/metrics", closed.keys["analyst"]).text
    assert f'tizim_list_entities{{list="{UN}"}}' in told
    assert closed.asks("GET", "/readyz", None).json() == {"status": "ok", "ages": {}, "failed": [], "amiss": []}
    assert set(closed.asks("GET", "/readyz", closed.keys["analyst"]).json()["ages"]) == {OWN, UN}
    assert closed.asks("GET", "/metrics", "no key at all").status_code == 401


def test_a_list_that_a_caller_does_not_see_has_no_numbers_for_them(closed: Closed) -> None:
    low = key_of(closed.home, "low", Role.ANALYST, Clearance(Mark.CLEAR))
    page = closed.asks("GET", "/metrics", low).text
    assert f'list="{UN}"' in page
    assert OWN not in page
    ready = closed.asks("GET", "/readyz", low).text
    assert OWN not in ready


# ------------------------------------------------------------------------------------------------------------------ lines


def test_a_request_has_a_line_without_anything_of_what_was_asked(
    own: httpx.Client, lines: list[dict[str, Any]]
) -> None:
    own.post("/match/default?include_dataset=our_register", json=DASTAN, headers={"X-Request-ID": "case-17"})
    own.get("/search/default", params={"q": "Dastan Temirgaliev"})
    own.get("/entities/our-1")
    wait_until(lines, 3)
    assert [(one["route"], one["status"], one["caller"]) for one in lines] == [
        ("/match/{dataset}", 200, "anyone on loopback"),
        ("/search/{dataset}", 200, "anyone on loopback"),
        ("/entities/{entity_id}", 200, "anyone on loopback"),
    ]
    first = lines[0]
    assert first.keys() == {"time", "level", "logger", "request", "method", "route", "status", "ms", "caller"}
    assert (first["request"], first["level"], first["method"]) == ("case-17", "info", "POST")
    assert not re.search("dastan|our-1|our_register", json.dumps(lines), re.IGNORECASE)


def test_what_is_refused_or_goes_wrong_has_a_line_too(
    own: httpx.Client, lines: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    own.get("/healthz", headers={"Host": "rebound.example"})
    own.get("/healthz")
    monkeypatch.setattr(Tizim, "asking", lambda *_a, **_k: 1 / 0)
    wrong = own.post("/match/default", json=DASTAN)
    assert wrong.status_code == 500
    assert NUMBER.fullmatch(wrong.headers["x-request-id"])
    wait_until(lines, 3)
    told = [(one["status"], one["level"], one.get("route")) for one in lines]
    assert told == [(403, "info", None), (200, "debug", "/healthz"), (500, "error", "/match/{dataset}")]
    assert lines[2]["request"] == wrong.headers["x-request-id"]


@pytest.mark.parametrize("given", ["case-17", "a" * 128, "0", "4bf92f3577b34da6:1/2+3=4@x.y_z"])
def test_a_request_keeps_its_own_number(own: httpx.Client, given: str) -> None:
    assert own.get("/healthz", headers={"X-Request-ID": given}).headers["x-request-id"] == given


@pytest.mark.parametrize("given", ["", "a" * 129, "two words", "-x", "a\tb", "é", '{"a":1}'])
def test_what_is_no_number_gets_another(own: httpx.Client, given: str) -> None:
    found = own.get("/healthz", headers={b"X-Request-ID": given.encode()})
    assert NUMBER.fullmatch(found.headers["x-request-id"])


def test_two_numbers_are_none(own: httpx.Client) -> None:
    found = own.get("/healthz", headers=[("X-Request-ID", "a"), ("X-Request-ID", "b")])
    assert NUMBER.fullmatch(found.headers["x-request-id"])


def test_a_number_that_was_made_is_on_record(tmp_path: Path) -> None:
    fill(tmp_path / "home", tmp_path)
    with tizim.open(tmp_path / "home") as tz:
        tz.audit.on()
    with served(what_is_served(tmp_path / "home")) as address:
        found = httpx.post(f"{address}/match/default", json=DASTAN, headers={"X-Request-ID": "no number"})
    with tizim.open(tmp_path / "home", caller=Caller("an auditor")) as tz:
        requests = [one.line.caller.request for one in tz.audit.lines() if one.line.action == "screen"]
    assert requests == [found.headers["x-request-id"]]


def test_a_line_stays_one_line_whatever_a_caller_is_called() -> None:
    record = logging.LogRecord(
        "tizim.requests", logging.INFO, "", 0, "caller=%s", ("anna\nERROR all is lost\x1b",), None
    )
    plain = logs.Plain().format(record)
    assert plain.endswith("INFO tizim.requests caller=anna?ERROR all is lost?")
    assert "\n" not in logs.AsJson().format(record)
    assert json.loads(logs.AsJson().format(record))["message"] == "caller=anna\nERROR all is lost\x1b"


@pytest.mark.parametrize(("style", "told"), [("plain", True), ("json", True), ("quiet", False)])
def test_the_log_is_written_as_it_is_set(style: logs.Style, told: bool, capfd: pytest.CaptureFixture[str]) -> None:
    names = tuple(logs.configuration(style)["loggers"])
    before = {name: (logging.getLogger(name).level, logging.getLogger(name).propagate) for name in names}
    try:
        logging.config.dictConfig(logs.configuration(style))
        logs.tell(logging.INFO, {"request": "r-1", "route": "/healthz", "caller": ""})
        words = capfd.readouterr().err
        assert bool(words) == told
        if style == "json":
            assert json.loads(words)["request"] == "r-1"
        if style == "plain":
            assert words.endswith("INFO tizim.requests request=r-1 route=/healthz\n")
    finally:
        for name, (level, propagate) in before.items():
            logger = logging.getLogger(name)
            logger.handlers.clear()
            logger.setLevel(level)
            logger.propagate = propagate


# -------------------------------------------------------------------------------------------------------------- readiness


def test_a_server_is_ready_and_well_with_fresh_lists(http: httpx.Client) -> None:
    found = http.get("/readyz").json()
    assert found["status"] == "ok"
    assert found["failed"] == found["amiss"] == []


def test_a_failed_update_degrades_and_does_not_stop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TIZIM_FETCH_PROXY", "http://127.0.0.1:1")  # nobody there: no list can be fetched
    monkeypatch.setenv("TIZIM_FETCH_SECONDS", "1")
    fill(tmp_path / "home", tmp_path)
    with (
        served(what_is_served(tmp_path / "home")) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=60) as client,
    ):
        assert client.get("/readyz").json()["status"] == "ok"
        assert client.post("/updatez", params={"token": TOKEN, "sync": True}).status_code == 502
        found = client.get("/readyz")
        assert found.status_code == 200
        assert found.json()["status"] == "degraded"
        assert found.json()["failed"] == [UN]
        assert "an update failed at 20" in found.json()["amiss"][0]
        assert numbers(client)["tizim_list_failed", UN] == 1
        assert client.post("/match/default", json=DASTAN).status_code == 200
    with tizim.open(tmp_path / "home") as tz:
        assert [one.failed != "" for one in tz.lists.status()] == [False, True]
        tz.lists.add(UN, un_list(tmp_path, "2026-03-05"))
        assert [one.failed for one in tz.lists.status()] == ["", ""], "what was asked for with success has not failed"


def test_where_the_bank_is_gone_the_last_index_answers_and_says_so(
    filled: Path, monkeypatch: pytest.MonkeyPatch, own: httpx.Client
) -> None:
    with Tizim(filled) as tz:
        unwell = replace(tz.status(), unreachable="postgresql://db.example: no route", lists=())
    monkeypatch.setattr(Tizim, "status", lambda *_a, **_k: unwell)
    found = own.get("/readyz")
    assert found.status_code == 200
    assert found.json()["status"] == "degraded"
    assert set(found.json()["ages"]) == {OWN, UN}
    assert "db.example" not in found.text
    assert numbers(own)["tizim_bank_up",] == 0


def test_an_index_without_a_bank_answers_from_its_lists_and_makes_no_bank(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled / "index", tmp_path / "home" / "index")
    with (
        served(what_is_served(tmp_path / "home")) as address,
        httpx.Client(base_url=address, trust_env=False, timeout=30) as client,
    ):
        for _ in range(2):
            answer = client.post("/match/default", json=DASTAN)
            (result,) = EntityMatchResponse.model_validate_json(answer.content).responses["q"].results
            assert result.id == "our-1"
            assert result.properties["name"]
            assert client.get("/readyz").json()["ages"].keys() == {OWN, UN}
            for path in ("/catalog", "/entities/our-1", "/search/default?q=heron", "/v1/lists"):
                assert client.get(path).status_code == 503, "what needs the bank says so"
            numbers(client)
    assert not (tmp_path / "home" / "bank.sqlite").exists()


def test_without_anything_to_answer_from_it_is_not_ready(own: httpx.Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise tizim.errors.BankUnreachable("no route")

    monkeypatch.setattr(Tizim, "searched", gone)
    assert own.get("/readyz").status_code == 503
    assert own.get("/healthz").status_code == 200


def test_who_is_busy_is_not_therefore_unwell(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    hold = threading.Event()
    monkeypatch.setattr(Tizim, "catalog", lambda _tizim: hold.wait(20) and ())
    what = replace(what_is_served(filled), limits=Limits(threads=1, waiting=0))
    monkeypatch.setattr("tizim.interfaces.http.app._warm", lambda _opened: None)
    with served(what) as address, httpx.Client(base_url=address, trust_env=False, timeout=30) as client:
        slow = threading.Thread(target=lambda: httpx.get(f"{address}/catalog", trust_env=False, timeout=30))
        slow.start()
        until = time.monotonic() + 20
        while numbers(client)["tizim_desk_busy",] != 1:
            assert time.monotonic() < until
        assert client.post("/match/default", json=DASTAN).status_code == 503
        assert client.get("/readyz").status_code == 200
        hold.set()
        slow.join()


def test_an_answer_with_a_receipt_is_counted_once(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path / "home")
    told: list[str] = []
    with Counting(tmp_path / "home", user="ann", database=None, tell=told.append) as tz:
        verdict, receipt = tz.screen_with_receipt(tizim.Subject(names=["Dastan Temirgaliev"]))
        assert receipt.outcome == verdict.outcome
        assert list(tz.screen_many([tizim.Subject(names=["Ottilie Brackenridge"])]))
        assert next(tz.verdicts(tz.asking(), [NoSubject("no name")])).reason == "no name"
    assert told == ["hit", "clear", "not_screened"]


def test_a_count_of_nothing_is_a_count() -> None:
    metrics = Metrics()
    metrics.done(Done("", "GET", 404, 0.1))
    metrics.close()
