"""Steps of an answer as spans of OpenTelemetry, where its standard variables ask for that; else nothing is made or sent.

    request > desk wait, screen > candidates, compare; bank

A span has a template of a route, a method, a status and times: no address as it came, no header, no name. It goes where
`OTEL_EXPORTER_OTLP_ENDPOINT` says (OTLP over HTTP), or to the standard error (`OTEL_TRACES_EXPORTER=console`). Start at `configured`.
"""

import time
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Protocol

from starlette.datastructures import Headers
from starlette.types import Scope

from tizim.errors import SettingError
from tizim.interfaces.http.watching.metrics import Done

if TYPE_CHECKING:  # an extra
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Span

_ENDPOINTS = ("OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")


class RequestSpan(Protocol):
    """The span of one request. trace: by which the other spans of it are found, "" where there are none."""

    trace: str

    def ended(self, done: Done) -> None:
        """Told when it is answered."""


class Tracing(Protocol):
    """What is told of requests and their steps."""

    is_on: bool

    def request(self, scope: Scope) -> AbstractContextManager[RequestSpan]:
        """Around a request."""

    def step(self, name: str) -> AbstractContextManager[object]:
        """Around a step of what is asked."""

    def waited(self, seconds: float) -> None:
        """A wait that is over just now."""

    def close(self) -> None:
        """Sends what is left."""


class _NoSpan:
    trace = ""

    def ended(self, done: Done) -> None:
        pass


class _Off:
    is_on = False
    _request = nullcontext(_NoSpan())

    def request(self, scope: Scope) -> AbstractContextManager[RequestSpan]:  # noqa: ARG002  (nothing is told)
        return self._request

    def step(self, name: str) -> AbstractContextManager[object]:  # noqa: ARG002
        return self._request

    def waited(self, seconds: float) -> None:
        pass

    def close(self) -> None:
        pass


OFF: Tracing = _Off()


def configured(environment: Mapping[str, str]) -> Tracing:
    """What the standard variables of OpenTelemetry ask for.

    Raises SettingError: it is asked for, and the extra `tracing` is not installed, or an exporter that tizim has not.
    """
    exporter = environment.get("OTEL_TRACES_EXPORTER", "").strip().lower()
    if not exporter and any(environment.get(one) for one in _ENDPOINTS):
        exporter = "otlp"
    if exporter in ("", "none") or environment.get("OTEL_SDK_DISABLED", "").strip().lower() == "true":
        return OFF
    if exporter not in ("otlp", "console"):
        raise SettingError(f"OTEL_TRACES_EXPORTER: expected one of otlp, console, none, came {exporter!r}")
    try:
        return _spans(_exporter(exporter), environment)
    except ImportError as wrong:
        raise SettingError(
            f"OTEL_TRACES_EXPORTER: expected the extra 'tracing' to be installed (pip install 'tizim[tracing]'), {wrong.name} is missing"
        ) from wrong


def _exporter(name: str) -> "SpanExporter":
    if name == "console":
        import sys

        from opentelemetry.sdk.trace.export import ConsoleSpanExporter

        return ConsoleSpanExporter(out=sys.stderr)
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter()


def _spans(exporter: "SpanExporter", environment: Mapping[str, str]) -> "Spans":
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    name = environment.get("OTEL_SERVICE_NAME") or "tizim"
    # A provider of its own and not the process's: libraries that make spans by themselves tell more than we do.
    provider = TracerProvider(resource=Resource.create({"service.name": name}), shutdown_on_exit=False)
    provider.add_span_processor(BatchSpanProcessor(exporter))
    return Spans(provider)


class Spans:
    """Tracing that is on. provider: sends them."""

    is_on = True

    def __init__(self, provider: "TracerProvider") -> None:
        from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

        self._provider = provider
        self._tracer = provider.get_tracer("tizim")
        self._caller = TraceContextTextMapPropagator()

    @contextmanager
    def request(self, scope: Scope) -> "Iterator[RequestSpan]":
        """As `Tracing.request`; part of the caller's trace, where it tells one (`traceparent`)."""
        from opentelemetry.trace import SpanKind

        context = self._caller.extract(Headers(scope=scope))
        with self._tracer.start_as_current_span(
            "request", context, SpanKind.SERVER, record_exception=False, set_status_on_exception=False
        ) as span:
            yield _OneSpan(span)

    def step(self, name: str) -> AbstractContextManager[object]:
        """As `Tracing.step`. An error is not told: its words may be a person's."""
        return self._tracer.start_as_current_span(name, record_exception=False, set_status_on_exception=False)

    def waited(self, seconds: float) -> None:
        """As `Tracing.waited`."""
        now = time.time_ns()
        self._tracer.start_span("desk wait", start_time=now - int(seconds * 1e9)).end(now)

    def close(self) -> None:
        """As `Tracing.close`."""
        self._provider.shutdown()


class _OneSpan:
    def __init__(self, span: "Span") -> None:
        self._span = span
        self.trace = f"{span.get_span_context().trace_id:032x}"

    def ended(self, done: Done) -> None:
        from opentelemetry.trace import StatusCode

        self._span.update_name(f"{done.method} {done.route}".rstrip())
        told: dict[str, Any] = {"http.request.method": done.method, "http.response.status_code": done.status}
        self._span.set_attributes(told | ({"http.route": done.route} if done.route else {}))
        if done.status >= 500:
            self._span.set_status(StatusCode.ERROR)
