"""What every page knows: who asks, in which language, where they may go, and how it is shown. Start at `Page` and `AtPage`.

Everything that is shown goes through templates that escape it. A name stands in an isolate of its own (`<bdi>`), without
control characters, so that it can neither end a tag nor turn the direction of what is around it; letters of several alphabets in one word are
told as such.
"""

import os
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated, Any, Literal
from urllib.parse import quote, unquote

from babel.numbers import format_decimal
from fastapi import Depends, Request
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape
from starlette.responses import HTMLResponse, RedirectResponse, Response

from tizim.access.roles import ANYONE, Permission
from tizim.access.sessions import form_token, new_secret
from tizim.access.state import Holder
from tizim.audit.caller import LONGEST
from tizim.interfaces.harmless import harmless
from tizim.interfaces.http.caller import PAGES, Who, cookie_name
from tizim.interfaces.http.desk import AtTheDesk
from tizim.interfaces.web.statics import address_of_static
from tizim.interfaces.web.wording import Words, language_of, words_of
from tizim.model.ftm import is_schema, schema
from tizim.text.clean import oddities
from tizim.text.countries import country_name
from tizim.wording.catalogue import LANGUAGES

LANGUAGE_COOKIE, PURPOSE_COOKIE = "tizim-language", "tizim-purpose"
NAV = (
    ("search", f"{PAGES}/search", Permission.LOOK),
    ("screen", f"{PAGES}/screen", Permission.SCREEN),
    ("lists", f"{PAGES}/lists", Permission.LISTS),
    ("customers", f"{PAGES}/customers", Permission.SCREEN),
    ("review", f"{PAGES}/review", Permission.CUSTOMERS),
    ("audit", f"{PAGES}/audit", Permission.AUDIT),
    ("access", f"{PAGES}/access", Permission.USERS),
)
"""pages in the navigation: name, address, what one needs"""
_SECURITY = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; "
        "base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Frame-Options": "DENY",
    # Browsers hide the origin of a form from the server itself where they may tell no referrer at all.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_NATIVE = {"en": "English", "ru": "Русский", "kk": "Қазақша"}


@dataclass(frozen=True, slots=True)
class Shown:
    """How a page is shown to somebody who may be known or not. secret: of their cookie; fresh: it was made now."""

    request: Request
    words: Words
    secret: str
    fresh: bool
    purpose: str
    user: str
    role: str
    permissions: frozenset[Permission]
    is_known: bool

    @property
    def is_part(self) -> bool:
        """Whether only a part of a page is asked for (htmx)."""
        return self.request.headers.get("hx-request") == "true"

    @property
    def token(self) -> str:
        """What the forms of this page say."""
        return form_token(self.secret)

    def show(self, template: str, *, status: int = 200, page: str = "", **values: Any) -> Response:
        """A page. page: its name in the navigation."""
        made = _templates().get_template(template).render(self._context(page) | values)
        response = HTMLResponse(made, status, _SECURITY)
        if self.fresh:
            self.set_cookie(response, cookie_name(self.request.scope), self.secret)
        return response

    def go(self, address: str) -> Response:
        """Sends the browser to another page of ours."""
        return RedirectResponse(address, 303, _SECURITY)

    def leave(self, address: str) -> Response:
        """Sends the browser to somebody else's page: only ever the one where people sign in."""
        return RedirectResponse(address, 303, _SECURITY)

    def set_cookie(
        self,
        response: Response,
        name: str,
        value: str,
        *,
        seconds: int | None = None,
        samesite: Literal["strict", "lax"] = "strict",
    ) -> None:
        """A cookie that no script reads, that no other site sends (lax: but by leading here), and that TLS alone carries where it is spoken."""
        secure = self.request.url.scheme == "https"
        response.set_cookie(name, value, max_age=seconds, path="/", httponly=True, samesite=samesite, secure=secure)

    def _context(self, page: str) -> dict[str, Any]:
        words = self.words
        return {
            "t": words,
            "lang": words.language,
            "languages": [(code, _NATIVE[code]) for code in LANGUAGES],
            "nav": [(name, address) for name, address, needed in NAV if needed in self.permissions],
            "page": page,
            "me": self,
            "may": {one.value: one in self.permissions for one in Permission},
            "token": self.token,
            "static": address_of_static,
            "name": lambda text: _name(text, words),
            "number": lambda value: format_decimal(value, locale=words.language),
            "score": lambda value: _score(value, words.language),
            "weight": lambda value: f"{value:+.2f}".replace("-", "\N{MINUS SIGN}"),
            "country": lambda code: country_name(code, words.language),
            "kind": lambda name: kind_in_words(name, words),
            "lines": lambda values: escape("\n".join(map(harmless, values))),
            "path": lambda text: quote(str(text), safe=""),
        }


@dataclass(frozen=True, slots=True)
class Page:
    """One request for a page, by somebody who may ask for it: what is shown, and the desk at which they ask."""

    shown: Shown
    desk: AtTheDesk

    @property
    def request(self) -> Request:
        """As it came."""
        return self.shown.request

    @property
    def words(self) -> Words:
        """Of the page's language."""
        return self.shown.words

    @property
    def owner(self) -> str:
        """Whose what is left here is: the user's, or where there are none this browser's."""
        asker = self.desk.asker
        return f"user {asker.caller.user}" if asker.is_known else f"form {self.shown.token}"

    def may(self, permission: Permission) -> bool:
        """Whether this is theirs to ask."""
        return permission in self.desk.asker.permissions

    def show(self, template: str, *, status: int = 200, page: str = "", **values: Any) -> Response:
        """As `Shown.show`."""
        return self.shown.show(template, status=status, page=page, **values)


def page_of(request: Request, asker: Who) -> Page:
    """A page's request. Why somebody asks is what they said last on the pages."""
    purpose = purpose_of(request)
    caller = replace(asker.caller, purpose=purpose)
    shown = _shown(request, asker.caller.user, asker.caller.role, asker.permissions, is_known=asker.is_known)
    return Page(shown, AtTheDesk(request.app.state.desk, replace(asker, caller=caller)))


AtPage = Annotated[Page, Depends(page_of)]


def shown_to_whoever(request: Request) -> Shown:
    """For pages that ask nobody's name (signing in, what went wrong): of who asks, only what is known already."""
    holder: Holder | None = getattr(request.state, "holder", None)
    if holder is not None:
        return _shown(request, holder.name, str(holder.role), holder.permissions, is_known=True)
    # Asked and answered with nobody: no users are configured, and it is anyone on this machine.
    permissions = ANYONE if hasattr(request.state, "holder") else frozenset[Permission]()
    return _shown(request, "", "", permissions, is_known=False)


ToWhoever = Annotated[Shown, Depends(shown_to_whoever)]


def told_on_page(request: Request, status: int, words: str) -> Response:
    """What went wrong, as a page; who is not known is sent to sign in."""
    shown = shown_to_whoever(request)
    if status == 401:
        if shown.is_part:
            return Response(status_code=401, headers={"HX-Redirect": f"{PAGES}/sign-in"})
        if request.method == "GET":
            return shown.go(f"{PAGES}/sign-in")
    heading = shown.words.get(f"error.{status}", shown.words.told["error.other"])
    template = "_wrong.html" if shown.is_part else "wrong.html"
    return shown.show(template, status=status, heading=heading, wrong=words, code=status)


def purpose_of(request: Request) -> str:
    """Why somebody asks, as they said it last."""
    return harmless(unquote(request.cookies.get(PURPOSE_COOKIE, "")))[:LONGEST].strip()


def kind_in_words(name: str, words: Words) -> str:
    """A schema as a person reads it."""
    told = words.answers.kinds.get(name) or words.told.get(f"kind.{name}")
    if told is None:
        told = schema(name).label if is_schema(name) else name
    return told[:1].upper() + told[1:]


def _shown(request: Request, user: str, role: str, permissions: frozenset[Permission], *, is_known: bool) -> Shown:
    words = words_of(language_of(request.cookies.get(LANGUAGE_COOKIE), request.headers.get("accept-language", "")))
    secret = request.cookies.get(cookie_name(request.scope), "")
    made = secret or new_secret(os.urandom)
    return Shown(request, words, made, not secret, purpose_of(request), user, role, permissions, is_known)


def _score(value: float, language: str) -> str:
    """A probability. It is never told as sure, which none is."""
    for bound, near in ((0.999, "> "), (0.001, "< ")):
        if (value > bound) if near == "> " else (value < bound):
            return f"{near}{format_decimal(bound, format='0.000', locale=language)}"
    return format_decimal(value, format="0.000", locale=language)


def _name(text: object, words: Words) -> Markup:
    """A name, kept to itself; with a word on what is odd in how it is written."""
    written = str(text)
    odd = [one for one in oddities(written) if f"odd.{one}" in words.told]
    told = Markup("").join(Markup('<span class="odd">{}</span>').format(words(f"odd.{one}")) for one in odd)
    return Markup('<bdi class="name">{}</bdi>{}').format(harmless(written), told)


@cache
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("tizim.interfaces.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalised,
    )


def _finalised(value: object) -> object:
    """What a template shows: text of others loses what would turn a line; markup of ours stays as it is."""
    return value if isinstance(value, Markup | int | float) or value is None else harmless(value)
