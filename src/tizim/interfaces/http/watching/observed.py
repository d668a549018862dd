"""Sees every request from outside: numbers it, times it, counts it, logs it.

It stands outside of everything, the handler of mistakes too, so that what is refused or goes wrong is seen like the rest. A route
tells who asks by `told_by`. Start at `Observed`.
"""

import logging
import time
from typing import Any

from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tizim.interfaces.http.watching import logs, request_id
from tizim.interfaces.http.watching.metrics import Done, Metrics
from tizim.interfaces.http.watching.tracing import Tracing

SUPERVISION = frozenset(("/healthz", "/readyz", "/metrics"))
"""routes that are asked every few seconds by machines: their lines are for who debugs"""
_CALLER = "tizim.caller"


def told_by(request: Request, caller: str) -> None:
    """Who asks a request, for its line in the log."""
    request.scope[_CALLER] = caller


class Observed:
    """The outermost layer."""

    def __init__(self, app: ASGIApp, metrics: Metrics, tracing: Tracing) -> None:
        self._app = app
        self._metrics = metrics
        self._tracing = tracing

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        number = request_id.number(scope)
        started = time.perf_counter()
        status = 500  # of what ends without an answer

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                request_id.tell(MutableHeaders(scope=message), number)
            await send(message)

        with self._tracing.request(scope) as span:
            try:
                await self._app(scope, receive, sending)
            finally:
                done = Done(_route(scope), scope["method"], status, time.perf_counter() - started)
                span.ended(done)
                self._metrics.done(done)
                _log(done, number, scope.get(_CALLER, ""), span.trace)


def _log(done: Done, number: str, caller: str, trace: str) -> None:
    level = logging.DEBUG if done.route in SUPERVISION else logging.ERROR if done.status == 500 else logging.INFO
    fields: dict[str, Any] = {
        "request": number,
        "method": done.method,
        "route": done.route,
        "status": done.status,
        "ms": round(done.seconds * 1000, 1),
        "caller": caller,
        "trace": trace,
    }
    logs.tell(level, fields)


def _route(scope: Scope) -> str:
    """The template of the route that answered; "" where none did: a path as it came may hold a name."""
    return str(getattr(scope.get("route"), "path", ""))
