"""Steps of an answer as spans: off unless they are asked for, and without a word of what was asked."""

import json
import os
import re
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import httpx
import pytest
from opentelemetry.sdk.trace import ReadableSpan, TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from tests.interfaces.http.serving import served, what_is_served
from tizim.bank.bank import Bank
from tizim.errors import SettingError
from tizim.interfaces.http.watching.tracing import OFF, Spans, configured
from tizim.jobs.steps import watch
from tizim.screen.answering import Answering

DASTAN = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}}}
PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"


@pytest.fixture
def spans(filled: Path) -> Iterator[tuple[httpx.Client, InMemorySpanExporter]]:
    kept = InMemorySpanExporter()
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(kept))
    what = replace(what_is_served(filled), tracing=Spans(provider))
    with served(what) as address, httpx.Client(base_url=address, timeout=30, trust_env=False) as client:
        kept.clear()
        yield client, kept


def parents(found: tuple[ReadableSpan, ...]) -> set[tuple[str, str]]:
    """(name, name of what it is a part of) of each."""
    names = {one.context.span_id: one.name for one in found if one.context is not None}
    return {(one.name, names.get(one.parent.span_id, "") if one.parent is not None else "") for one in found}


def finished(kept: InMemorySpanExporter, name: str) -> tuple[ReadableSpan, ...]:
    """All spans, once that of the request is there: it ends when the answer is out, and whoever has the answer may be quicker."""
    until = time.monotonic() + 10
    while name not in {one.name for one in kept.get_finished_spans()}:
        assert time.monotonic() < until, [one.name for one in kept.get_finished_spans()]
        time.sleep(0.005)
    return kept.get_finished_spans()


def test_a_question_is_told_step_by_step(spans: tuple[httpx.Client, InMemorySpanExporter]) -> None:
    client, kept = spans
    client.post("/match/default?include_dataset=our_register", json=DASTAN, headers={"traceparent": PARENT})
    asked = "POST /match/{dataset}"
    found = finished(kept, asked)
    assert parents(found) == {
        (asked, ""),
        ("desk wait", asked),
        ("screen", asked),
        ("candidates", "screen"),
        ("compare", "screen"),
    }
    assert {f"{one.context.trace_id:032x}" for one in found if one.context is not None} == {PARENT.split("-")[1]}
    (request,) = (one for one in found if one.name == asked)
    assert dict(request.attributes or {}) == {
        "http.request.method": "POST",
        "http.response.status_code": 200,
        "http.route": "/match/{dataset}",
    }
    steps = {one.name: one for one in found}
    assert (steps["candidates"].end_time or 0) <= (steps["compare"].start_time or 0)


def test_a_look_into_the_bank_is_a_step(spans: tuple[httpx.Client, InMemorySpanExporter]) -> None:
    client, kept = spans
    client.get("/v1/entities/our-1")
    assert ("bank", "GET /v1/entities/{id}") in parents(finished(kept, "GET /v1/entities/{id}"))


def test_no_span_has_a_word_of_what_was_asked(spans: tuple[httpx.Client, InMemorySpanExporter]) -> None:
    client, kept = spans
    client.post("/match/default", json=DASTAN, headers={"X-Purpose": "case of Dastan", "baggage": "name=Dastan"})
    client.get("/search/default", params={"q": "Dastan Temirgaliev"})
    client.get("/entities/our-1")
    client.get("/entities/Dastan%20Temirgaliev")
    client.get("/Dastan/Temirgaliev")
    client.post("/v1/screen", json={"subject": {"names": ["Dastan"], "birth_date": "Temirgaliev"}})
    told = json.dumps([json.loads(one.to_json()) for one in finished(kept, "POST /v1/screen")])
    assert not re.search("dastan|temirgaliev|our-1", told, re.IGNORECASE)


def test_a_mistake_is_a_span_in_error_without_its_words(
    spans: tuple[httpx.Client, InMemorySpanExporter], monkeypatch: pytest.MonkeyPatch
) -> None:
    def mistaken(*_: object, **_how: object) -> None:
        raise ZeroDivisionError("Dastan")

    client, kept = spans
    name = "GET /v1/lists/{name}/versions"
    monkeypatch.setattr(Bank, "versions", mistaken)
    assert client.get("/v1/lists/our_register/versions").status_code == 500
    (request,) = (one for one in finished(kept, name) if one.name == name)
    assert not request.status.is_ok
    assert "Dastan" not in request.to_json()
    assert not request.events


def test_what_was_wrapped_is_as_before_once_nobody_watches() -> None:
    before = Answering.verdict
    unwatch = watch(OFF.step)
    assert Answering.verdict is not before
    unwatch()
    assert Answering.verdict is before


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"OTEL_TRACES_EXPORTER": "none", "OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"},
        {"OTEL_TRACES_EXPORTER": "console", "OTEL_SDK_DISABLED": "true"},
        {"OTEL_EXPORTER_OTLP_ENDPOINT": ""},
    ],
)
def test_nothing_is_traced_unless_it_is_asked_for(environment: dict[str, str]) -> None:
    assert configured(environment) is OFF


@pytest.mark.parametrize(
    "environment",
    [{"OTEL_TRACES_EXPORTER": "otlp"}, {"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:4318"}],
)
def test_the_standard_variables_turn_it_on(environment: dict[str, str]) -> None:
    found = configured(environment)
    assert found.is_on
    found.close()


def test_spans_can_be_written_to_the_standard_error(filled: Path, capfd: pytest.CaptureFixture[str]) -> None:
    tracing = configured({"OTEL_TRACES_EXPORTER": "console", "OTEL_SERVICE_NAME": "screening"})
    with served(replace(what_is_served(filled), tracing=tracing)) as address:
        httpx.get(f"{address}/healthz", trust_env=False)
    told = capfd.readouterr().err
    assert '"GET /healthz"' in told
    assert '"screening"' in told


def test_spans_go_where_the_endpoint_is_and_nowhere_without_it(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    came: list[tuple[str, bytes]] = []

    class Collector(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            came.append((self.path, self.rfile.read(int(self.headers["Content-Length"]))))
            self.send_response(200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002  (the library's word)
            pass

    with HTTPServer(("127.0.0.1", 0), Collector) as collector:
        thread = threading.Thread(target=collector.serve_forever)
        thread.start()
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_ENDPOINT", f"http://127.0.0.1:{collector.server_address[1]}")
        monkeypatch.setenv("OTEL_EXPORTER_OTLP_COMPRESSION", "none")
        with served(replace(what_is_served(filled), tracing=configured(os.environ))) as address:
            httpx.post(f"{address}/match/default", json=DASTAN, trust_env=False)
        collector.shutdown()
        thread.join()
    assert {path for path, _ in came} == {"/v1/traces"}
    told = b"".join(body for _, body in came)
    assert b"POST /match/{dataset}" in told
    assert b"candidates" in told
    assert not re.search(b"dastan|temirgaliev", told, re.IGNORECASE)


def test_an_exporter_that_tizim_has_not_is_named() -> None:
    with pytest.raises(SettingError, match="expected one of otlp, console, none, came 'jaeger'"):
        configured({"OTEL_TRACES_EXPORTER": "jaeger"})


def test_without_the_extra_it_is_said_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.exporter.otlp.proto.http.trace_exporter", None)
    with pytest.raises(SettingError, match=r"tizim\[tracing\]"):
        configured({"OTEL_TRACES_EXPORTER": "otlp"})
