"""Signing in with a key or a token, signing out, and what a person chooses: the language, and why they ask."""

import re
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.access.sessions import LIFE_SECONDS
from tizim.audit.caller import Caller
from tizim.errors import AccessUnavailable, NotAllowed, NotKnown
from tizim.interfaces.harmless import harmless
from tizim.interfaces.http.caller import PAGES, address_of, cookie_name, needs
from tizim.interfaces.http.door import Door
from tizim.interfaces.web.forms import AForm
from tizim.interfaces.web.frame import LANGUAGE_COOKIE, NAV, PURPOSE_COOKIE, AtPage, Shown, ToWhoever
from tizim.wording.catalogue import LANGUAGES

entrance = APIRouter(include_in_schema=False)
"""open to whoever reaches the server: here one says who one is"""
router = APIRouter(include_in_schema=False)
_YEAR = 365 * 86_400
_AWAY, _BACK = f"{PAGES}/sign-in/provider", f"{PAGES}/sign-in/back"
_AWAY_SECONDS = 600
_LONGEST_QUERY = 8_000
_OURS = re.compile(rf"{PAGES}(?:/[\w.~%-]+)*/?", re.ASCII)


@entrance.get("/")
async def front() -> Response:
    """The front door leads to the pages."""
    return Response(status_code=303, headers={"Location": f"{PAGES}/"})


@entrance.get(f"{PAGES}/sign-in")
async def sign_in_page(shown: ToWhoever) -> Response:
    """Where one shows a key or a token."""
    return shown.show("sign_in.html", wrong="", provider=_provider(shown))


@entrance.post(f"{PAGES}/sign-in")
async def sign_in(request: Request, shown: ToWhoever, form: AForm) -> Response:
    """Begins a session, under a new secret: one that was known before somebody signed in counts for nothing."""
    door: Door = request.app.state.door
    try:
        secret = await door.sign_in(form.text("key"), address_of(request))
    except NotKnown as wrong:
        return shown.show("sign_in.html", status=401, wrong=str(wrong), provider=_provider(shown))
    await door.sign_out(shown.secret)  # of whoever was signed in in this browser
    response = shown.go(f"{PAGES}/")
    shown.set_cookie(response, cookie_name(request.scope), secret, seconds=LIFE_SECONDS)
    return response


@entrance.get(_AWAY)
async def sign_in_elsewhere(request: Request, shown: ToWhoever) -> Response:
    """Sends the browser to the provider, with what tells it that it is itself when it comes back."""
    from tizim.jobs.provider_sign_in import Begun  # only where there is a provider

    door: Door = request.app.state.door
    begun = Begun.made()
    try:
        response = shown.leave(await door.send_away(begun, _came_back_to(request)))
    except (NotKnown, AccessUnavailable) as wrong:
        return shown.show("sign_in.html", status=503, wrong=str(wrong), provider=_provider(shown))
    # Not kept from requests that another site begins, as other cookies are: the provider sends the browser back.
    shown.set_cookie(response, _begun_cookie(request), str(begun), seconds=_AWAY_SECONDS, samesite="lax")
    return response


@entrance.get(_BACK)
async def sign_in_from_elsewhere(request: Request, shown: ToWhoever) -> Response:
    """Begins a session of whoever comes back, and leads on by a page of ours: browsers take no cookie of a session along from another site."""
    from tizim.jobs.provider_sign_in import Begun  # as above

    door: Door = request.app.state.door
    begun = Begun.read(request.cookies.get(_begun_cookie(request), ""))
    try:
        came = str(request.url.query)[:_LONGEST_QUERY]
        secret = await door.come_back(begun, _came_back_to(request), came, address_of(request))
    except (NotKnown, AccessUnavailable) as wrong:
        status = 401 if isinstance(wrong, NotKnown) else 503
        response = shown.show("sign_in.html", status=status, wrong=str(wrong), provider=_provider(shown))
    else:
        await door.sign_out(shown.secret)
        response = shown.show("signed_in.html")
        shown.set_cookie(response, cookie_name(request.scope), secret, seconds=LIFE_SECONDS)
    response.delete_cookie(_begun_cookie(request), path="/", secure=request.url.scheme == "https", httponly=True)
    return response


@entrance.post(f"{PAGES}/sign-out")
async def sign_out(request: Request, shown: ToWhoever, form: AForm) -> Response:  # noqa: ARG001  (the form is checked)
    """Ends the session, here and in every process."""
    door: Door = request.app.state.door
    await door.sign_out(shown.secret)
    response = shown.go(f"{PAGES}/sign-in")
    response.delete_cookie(cookie_name(request.scope), path="/", secure=request.url.scheme == "https", httponly=True)
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


@entrance.post(f"{PAGES}/language")
async def language(shown: ToWhoever, form: AForm) -> Response:
    """Shows the pages in another language."""
    response = shown.go(_back(form.text("back")))
    if (chosen := form.text("language")) in LANGUAGES:
        shown.set_cookie(response, LANGUAGE_COOKIE, chosen, seconds=_YEAR)
    return response


@router.post(f"{PAGES}/purpose", dependencies=[needs(Permission.LISTS)])
async def purpose(page: AtPage, form: AForm) -> Response:
    """Says why one asks, until the browser is closed. Raises SubjectError where that is too long."""
    words = harmless(form.text("purpose")).strip()
    Caller("anyone", purpose=words)
    response = page.shown.go(_back(form.text("back")))
    page.shown.set_cookie(response, PURPOSE_COOKIE, quote(words))
    return response


@router.get(f"{PAGES}/", dependencies=[needs(Permission.LISTS)])
async def start(page: AtPage) -> Response:
    """The first page that is theirs."""
    for _, address, needed in NAV:
        if page.may(needed):
            return page.shown.go(address)
    raise NotAllowed("expected a caller who may see a page, came one who may see none")


@router.get(PAGES, dependencies=[needs(Permission.LISTS)])
async def without_slash(page: AtPage) -> Response:
    """The same."""
    return page.shown.go(f"{PAGES}/")


def _provider(shown: Shown) -> str:
    door: Door = shown.request.app.state.door
    return door.provider


def _came_back_to(request: Request) -> str:
    """Where the provider sends the browser back: this server, as the browser calls it."""
    return f"{request.url.scheme}://{request.url.netloc}{_BACK}"


def _begun_cookie(request: Request) -> str:
    return f"{cookie_name(request.scope)}-begun"


def _back(address: str) -> str:
    """The page somebody came from, which must be one of ours: never an address elsewhere."""
    return address if _OURS.fullmatch(address) else f"{PAGES}/"
