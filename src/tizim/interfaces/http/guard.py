"""What every request passes, as plain ASGI: ceilings on its size and time, and headers that tell browsers to do nothing with answers.

No header allows another origin unless it was named (CORS is closed), and what a page of another origin sends is refused, as is
what comes under a name that is not the server's: a server on loopback without users is otherwise open to every page a person
visits. Packed bodies are refused: how large they are is seen when it is too late. Streams of `/v1` have ceilings of their own on size
(`v1.lines`).
"""

import asyncio
import json
import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from tizim.interfaces.http.hosts import is_ours

STREAMS = (("POST", re.compile("/v1/screen/many")), ("PUT", re.compile("/v1/customers/[^/]+")))
"""methods and paths whose body is read as it comes, under ceilings of their own"""

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)


_TLS_ONLY = ("Strict-Transport-Security", "max-age=31536000")
"""told where TLS is spoken, here or by the proxy that is trusted (RFC 6797)"""


class Guard:
    """The outermost layer of the application.

    body: bytes a request may hold. slow: seconds for all of it, and between two pieces of a stream. origins: whose pages may ask.
    hosts: names it may be asked under, beside its addresses and those of this machine. uploads: path -> bytes, where a file may be
    larger than another request; it may also take longer, as a stream may.
    """

    def __init__(
        self,
        app: ASGIApp,
        body: int,
        origins: Collection[str] = (),
        *,
        slow: float = 30.0,
        hosts: Collection[str] = (),
        uploads: Mapping[str, int] = MappingProxyType({}),
    ) -> None:
        self._app = app
        self._body = body
        self._slow = slow
        self._origins = frozenset(origins)
        self._hosts = frozenset(hosts)
        self._uploads = dict(uploads)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if "content-security-policy" not in headers:  # a page that says itself who may frame it
                    headers["X-Frame-Options"] = "DENY"
                for name, value in _HEADERS:
                    headers.setdefault(name, value)
                if scope.get("scheme") == "https":
                    headers.setdefault(*_TLS_ONLY)
            await send(message)

        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) > 1 or not is_ours(headers.get("host", ""), self._hosts):
            told = "expected a request to an address or a name of this server (TIZIM_HTTP_HOSTS), came another"
            await _refuse(sending, 403, told)
            return
        if _is_foreign(headers, self._origins):
            await _refuse(sending, 403, "expected a request of a program or of an origin that is allowed, came another")
            return
        if headers.get("content-encoding", "identity").strip().lower() != "identity":
            await _refuse(sending, 415, "expected a body that is not packed (Content-Encoding), came one that is")
            return
        streamed = _is_stream(scope)
        most = self._uploads.get(scope["path"], self._body)
        limit = None if streamed else most
        told = headers.get("content-length", "")
        too_large = f"expected a request of at most {most:,} bytes, came more"
        if limit is not None and told.isdecimal() and int(told) > limit:
            await _refuse(sending, 413, too_large)
            return
        timed = _timed(receive, self._slow, each=streamed or scope["path"] in self._uploads)
        await self._app(scope, _counted(timed, limit, too_large), sending)


def _is_stream(scope: Scope) -> bool:
    return any(scope["method"] == method and path.fullmatch(scope["path"]) for method, path in STREAMS)


def _is_foreign(headers: Headers, origins: Collection[str]) -> bool:
    """Whether a page of another origin makes a browser ask. Programs send no origin."""
    origin = headers.get("origin")
    if origin is None or origin in origins:
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host", "")
    except ValueError:
        return True


def _timed(receive: Receive, seconds: float, *, each: bool) -> Receive:
    """A body that is as quick as it must be: as a whole, or each of its pieces. What comes after it (the caller leaves) is waited for."""
    until: float | None = None
    is_over = False

    async def timing() -> Message:
        nonlocal until, is_over
        if is_over:
            return await receive()
        now = asyncio.get_running_loop().time()
        if until is None or each:
            until = now + seconds
        try:
            message = await asyncio.wait_for(receive(), until - now)
        except TimeoutError as wrong:
            is_over = True
            told = f"expected a {'piece of the ' if each else ''}request within {seconds:g} seconds, it took longer"
            raise HTTPException(408, told, {"Connection": "close"}) from wrong
        is_over = message["type"] != "http.request" or not message.get("more_body", False)
        return message

    return timing


def _counted(receive: Receive, limit: int | None, too_large: str) -> Receive:
    came = 0

    async def counting() -> Message:
        nonlocal came
        message = await receive()
        came += len(message.get("body", b""))
        if limit is not None and came > limit:
            raise HTTPException(413, too_large)  # becomes an answer where the errors of routes do
        return message

    return counting


async def _refuse(send: Send, status: int, words: str) -> None:
    body = json.dumps({"detail": words}).encode()
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
