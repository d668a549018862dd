"""Who asks? The one place where the caller of a request is determined, and where a route says what it needs.

Every route but those for supervision depends on `caller_of`, and declares its permission: `dependencies=[needs(Permission.SCREEN)]`.
`require_declared` stops the start where one does not. Why somebody asks, and by which number of theirs, stands in the headers
`X-Purpose` and `X-Request-ID`, for a home that records it; who asks is never told by a header that anybody may write.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Header, Request, Security
from fastapi.dependencies.models import Dependant
from fastapi.routing import APIRoute
from fastapi.security import HTTPBearer
from starlette.types import ASGIApp, Receive, Scope, Send

from tizim.access.marks import Sees
from tizim.access.roles import ANYONE, Permission
from tizim.access.state import Holder
from tizim.audit.caller import LONGEST, Caller
from tizim.errors import NotAllowed, TizimError
from tizim.interfaces.http.door import Door
from tizim.interfaces.http.hosts import is_local

LOCAL = "anyone on loopback"
PAGES = "/ui"
"""where the pages for people are; there, and nowhere else, a session in a cookie says who asks, and no header does"""
COOKIE, SECURE_COOKIE = "tizim", "__Host-tizim"
"""of a session, and its name where TLS is spoken: browsers keep that one from other hosts and from requests in the clear"""
_SCHEME = HTTPBearer(auto_error=False, scheme_name="key", description="A key or a token, where users are configured")


@dataclass(frozen=True, slots=True)
class Asker:
    """Whoever asks. sees: which lists are there for them (None: all). is_known: a user, and not anyone on this machine."""

    caller: Caller
    permissions: frozenset[Permission]
    sees: Sees | None = None
    is_known: bool = True

    def require(self, permission: Permission) -> None:
        """Raises NotAllowed where this is not theirs to ask."""
        if permission not in self.permissions:
            raise NotAllowed(f"expected a caller who may {permission.value!r}, came {self._told()}")

    def _told(self) -> str:
        return f"one who may not (role {self.caller.role})" if self.is_known else "no key: anyone may not"


async def asker_of(
    request: Request,
    _shown: Annotated[object, Security(_SCHEME)],  # tells the document; what counts is read at the door
    x_purpose: Annotated[str, Header(title="Why it is asked", max_length=LONGEST)] = "",
    x_request_id: Annotated[str, Header(title="The caller's own number of the request", max_length=LONGEST)] = "",
) -> Asker:
    """Who asks, and what is theirs to ask. Raises as `Door.let_in`; NotAllowed where anyone would be, from elsewhere."""
    holder = await holder_of(request)
    if holder is not None:
        caller = Caller(holder.name, str(holder.role), x_purpose, x_request_id)
        return Asker(caller, holder.permissions, holder.sees)
    server = request.scope.get("server") or ("",)
    if not (is_local(str(server[0])) and is_local(request.headers.get("host", ""))):
        raise NotAllowed("expected a request from this machine, for no users are configured; came one from elsewhere")
    door: Door = request.app.state.door
    sees = door.sight_of_anyone(await door.state())
    return Asker(Caller(LOCAL, "asker", x_purpose, x_request_id), ANYONE, sees, is_known=False)


async def holder_of(request: Request) -> Holder | None:
    """Who is let in, asked once for each request; None: anyone (see `Door.let_in`, which raises)."""
    if not hasattr(request.state, "holder"):
        door: Door = request.app.state.door
        if is_page(request.scope):
            request.state.holder = await door.resume(request.cookies.get(cookie_name(request.scope)))
        else:
            request.state.holder = await door.let_in(request.headers.getlist("authorization"), address_of(request))
    found: Holder | None = request.state.holder
    return found


def is_page(scope: Scope) -> bool:
    """Whether a page for people is asked for."""
    path: str = scope["path"]
    return path == PAGES or path.startswith(f"{PAGES}/")


def cookie_name(scope: Scope) -> str:
    """Of the cookie that holds a session."""
    return SECURE_COOKIE if scope.get("scheme") == "https" else COOKIE


def address_of(request: Request) -> str:
    """Where a request is from."""
    return request.client.host if request.client is not None else ""


class Doorway:
    """Asks who it is before anything of a request is read, so that strangers' bodies are not.

    is_open: whether a path asks nobody. told: an error as an answer to a request.
    """

    def __init__(
        self, app: ASGIApp, is_open: Callable[[str], bool], told: Callable[[Request, TizimError], ASGIApp]
    ) -> None:
        self._app = app
        self._is_open = is_open
        self._told = told

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """One request."""
        if scope["type"] == "http" and not self._is_open(scope["path"]):
            request = Request(scope)
            try:
                await holder_of(request)
            except TizimError as wrong:
                await self._told(request, wrong)(scope, receive, send)
                return
        await self._app(scope, receive, send)


Who = Annotated[Asker, Depends(asker_of)]


async def asker_or_nobody(request: Request) -> Asker | None:
    """Who asks, where somebody says so or anyone may; for routes that need nobody's name and tell more to somebody."""
    door: Door = request.app.state.door
    if "authorization" not in request.headers and door.is_closed(await door.state()):
        return None
    return await asker_of(request, None)


MaybeWho = Annotated[Asker | None, Depends(asker_or_nobody)]


async def caller_of(asker: Who) -> Caller:
    """The caller of a request, as the log has it."""
    return asker.caller


Asking = Annotated[Caller, Depends(caller_of)]


class _Needs:
    """What a route depends on. or_open: anyone passes where no users are configured; then the route itself checks."""

    def __init__(self, permission: Permission, *, or_open: bool) -> None:
        self.permission = permission
        self.or_open = or_open

    async def __call__(self, asker: Who) -> None:
        if not (self.or_open and not asker.is_known):
            asker.require(self.permission)


def needs(permission: Permission, *, or_open: bool = False) -> Any:
    """What a route says in its `dependencies`: who asks must have this permission, else 401 or 403.

    or_open: not where no users are configured; for a route that has a check of its own then.
    """
    return Depends(_Needs(permission, or_open=or_open))


def permission_of(route: APIRoute) -> Permission | None:
    """What a route says that it needs; None where it says nothing."""
    return next((one.permission for one in _called(route.dependant) if isinstance(one, _Needs)), None)


def require_declared(routes: Iterable[object]) -> None:
    """Raises TypeError where a route does not say what it needs: a mistake in tizim, seen at the start and not by a caller."""
    silent = [one.path for one in routes if isinstance(one, APIRoute) and permission_of(one) is None]
    if silent:
        raise TypeError(f"expected needs(...) in the dependencies of each route, it is missing in {', '.join(silent)}")


def _called(dependant: Dependant) -> Iterator[Callable[..., Any] | None]:
    for one in dependant.dependencies:
        yield one.call
        yield from _called(one)
