"""Signing in with a key or a token, signing out, and what a person chooses: the language, and why they ask."""

import re
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.access.sessions import LIFE_SECONDS
from tizim.audit.caller import Caller
from tizim.errors import NotAllowed, NotKnown
from tizim.interfaces.harmless import harmless
from tizim.interfaces.http.caller import PAGES, address_of, cookie_name, needs
from tizim.interfaces.http.door import Door
from tizim.interfaces.web.forms import AForm
from tizim.interfaces.web.frame import LANGUAGE_COOKIE, NAV, PURPOSE_COOKIE, AtPage, ToWhoever
from tizim.wording.catalogue import LANGUAGES

entrance = APIRouter(include_in_schema=False)
"""open to whoever reaches the server: here one says who one is"""
router = APIRouter(include_in_schema=False)
_YEAR = 365 * 86_400
_OURS = re.compile(rf"{PAGES}(?:/[\w.~%-]+)*/?", re.ASCII)


@entrance.get("/")
async def front() -> Response:
    """The front door leads to the pages."""
    return Response(status_code=303, headers={"Location": f"{PAGES}/"})


@entrance.get(f"{PAGES}/sign-in")
async def sign_in_page(shown: ToWhoever) -> Response:
    """Where one shows a key or a token."""
    return shown.show("sign_in.html", wrong="")


@entrance.post(f"{PAGES}/sign-in")
async def sign_in(request: Request, shown: ToWhoever, form: AForm) -> Response:
    """Begins a session, under a new secret: one that was known before somebody signed in counts for nothing."""
    door: Door = request.app.state.door
    try:
        secret = await door.sign_in(form.text("key"), address_of(request))
    except NotKnown as wrong:
        return shown.show("sign_in.html", status=401, wrong=str(wrong))
    await door.sign_out(shown.secret)  # of whoever was signed in in this browser
    response = shown.go(f"{PAGES}/")
    shown.set_cookie(response, cookie_name(request.scope), secret, seconds=LIFE_SECONDS)
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


def _back(address: str) -> str:
    """The page somebody came from, which must be one of ours: never an address elsewhere."""
    return address if _OURS.fullmatch(address) else f"{PAGES}/"
