"""What every request passes, as plain ASGI: a ceiling on its size, and headers that tell browsers to do nothing with answers.

No header allows another origin unless it was named (CORS is closed), and what a page of another origin sends is refused, as is
what comes under another name than this machine's: a server on loopback without users is otherwise open to every page a person
visits. Streams of `/v1` have ceilings of their own (`v1.lines`).
"""

import ipaddress
import json
import re
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

STREAMS = (("POST", re.compile("/v1/screen/many")), ("PUT", re.compile("/v1/customers/[^/]+")))
"""methods and paths whose body is read as it comes, under ceilings of their own"""

_HEADERS = (
    ("Cache-Control", "no-store"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("Cross-Origin-Resource-Policy", "same-origin"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Content-Type-Options", "nosniff"),
)


class Guard:
    """The outermost layer of the application. body: bytes a request may hold. origins: whose pages may ask."""

    def __init__(self, app: ASGIApp, body: int, origins: Collection[str] = ()) -> None:
        self._app = app
        self._body = body
        self._origins = frozenset(origins)

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
            await send(message)

        headers = Headers(scope=scope)
        if not _is_local(headers.get("host", "")):
            await _refuse(
                sending, 403, "expected a request to a name of this machine (localhost, 127.0.0.1), came another"
            )
            return
        if _is_foreign(headers, self._origins):
            await _refuse(sending, 403, "expected a request of a program or of an origin that is allowed, came another")
            return
        limit = None if _is_stream(scope) else self._body
        told = headers.get("content-length", "")
        too_large = f"expected a request of at most {self._body:,} bytes, came more"
        if limit is not None and told.isdecimal() and int(told) > limit:
            await _refuse(sending, 413, too_large)
            return
        await self._app(scope, _counted(receive, limit, too_large), sending)


def _is_stream(scope: Scope) -> bool:
    return any(scope["method"] == method and path.fullmatch(scope["path"]) for method, path in STREAMS)


def _is_local(host: str) -> bool:
    """Whether it names this machine; a page whose name was bent to this address does not."""
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name == "localhost" or ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def _is_foreign(headers: Headers, origins: Collection[str]) -> bool:
    """Whether a page of another origin makes a browser ask. Programs send no origin."""
    origin = headers.get("origin")
    if origin is None or origin in origins:
        return False
    try:
        return urlsplit(origin).netloc != headers.get("host", "")
    except ValueError:
        return True


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
