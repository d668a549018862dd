"""Errors as JSON: one shape (`{"detail": words}`), a status for each error, what was expected, and never a trace.

An answer is built here whatever went wrong, tizim's own mistakes included: those say no more than that. Start at `install`.
"""

import logging
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from tizim import errors
from tizim.errors import TizimError
from tizim.interfaces.http.caller import is_page
from tizim.interfaces.http.desk import Busy, TookTooLong
from tizim.interfaces.http.door import TooOften

log = logging.getLogger("tizim.http")

STATUS: Mapping[type[TizimError], int] = MappingProxyType(
    {
        errors.SubjectError: 400,
        errors.NothingKept: 404,
        errors.SettingError: 400,
        errors.NotKnown: 401,
        errors.NotAllowed: 403,
        errors.AccessDenied: 403,
        errors.NoSuchAlert: 404,
        errors.AlertChanged: 409,
        errors.StepRefused: 409,
        errors.ReviewError: 400,
        errors.NoSuchEntity: 404,
        errors.NoSuchVersion: 404,
        errors.NothingLoaded: 404,
        errors.UnknownSource: 404,
        errors.BankLocked: 503,
        errors.BankUnreachable: 503,
        errors.AuditError: 503,
        errors.AccessUnavailable: 503,
        errors.BankError: 500,
        errors.SourceError: 502,
        Busy: 503,
        TookTooLong: 503,
        TooOften: 429,
        TizimError: 500,
    }
)
"""error -> status; an error that is not here takes that of the nearest one it is a kind of"""


class Problem(BaseModel):
    """What went wrong, in words: what was expected, what came, where."""

    detail: str = Field(examples=["expected a list that is loaded (un_sc_sanctions), came 'un_sc'"])


class PlaceProblem(BaseModel):
    """One thing wrong with the request. loc: where it stands."""

    loc: list[str | int]
    msg: str
    type: str


class Problems(BaseModel):
    """All that is wrong with the shape of the request."""

    detail: list[PlaceProblem]


_WORDS = {
    400: "What was asked cannot be asked",
    401: "Who asks is not known",
    403: "Not allowed",
    404: "No such thing",
    408: "The request came too slowly",
    409: "Somebody was faster, or its state does not allow it",
    413: "The request is larger than one may be",
    415: "The request is packed",
    429: "Asked too often: ask again later",
    500: "A mistake of the server's own",
    502: "A publisher's side failed",
    503: "Not ready, or too busy: ask again later",
}


_OF_EVERY_ROUTE = (401, 403, 408, 413, 415, 429, 500, 503)


def answers(*codes: int) -> dict[int | str, dict[str, object]]:
    """Documents that a route may give these errors, beside those that every route may."""
    told: dict[int | str, dict[str, object]] = {
        code: {"model": Problem, "description": _WORDS[code]} for code in sorted({*codes, *_OF_EVERY_ROUTE})
    }
    return told | {422: {"model": Problems, "description": "The request has not the documented shape"}}


def status_of(error: TizimError) -> int:
    """The status of an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def _headers(wrong: TizimError, status: int) -> dict[str, str]:
    if status == 401:
        return {"WWW-Authenticate": 'Bearer realm="tizim"'}
    if isinstance(wrong, TooOften):
        return {"Retry-After": str(math.ceil(wrong.seconds))}
    return {"Retry-After": "1"} if status == 503 else {}


def told(wrong: TizimError) -> JSONResponse:
    """One of tizim's errors as an answer."""
    status = status_of(wrong)
    _log(wrong, status)
    return JSONResponse({"detail": str(wrong)}, status, _headers(wrong, status))


def _log(wrong: TizimError, status: int) -> None:
    if status == 500:
        log.error("%s", type(wrong).__name__)


OnPages = Callable[[Request, int, str], Response]
"""makes a page for a person that tells what went wrong: status, words"""


def teller(on_pages: OnPages) -> Callable[[Request, TizimError], Response]:
    """What makes an answer of one of tizim's errors: a page where one was asked for, else JSON."""

    def told_to(request: Request, wrong: TizimError) -> Response:
        if not is_page(request.scope):
            return told(wrong)
        status = status_of(wrong)
        _log(wrong, status)
        page = on_pages(request, status, str(wrong))
        page.headers.update({name: value for name, value in _headers(wrong, status).items() if name == "Retry-After"})
        return page

    return told_to


def install(app: FastAPI, on_pages: OnPages) -> None:
    """Makes every error of an application an answer of this shape. on_pages: makes those of pages."""
    told_to = teller(on_pages)

    @app.exception_handler(TizimError)
    async def _ours(request: Request, wrong: TizimError) -> Response:
        return told_to(request, wrong)

    @app.exception_handler(HTTPException)
    async def _told(request: Request, wrong: HTTPException) -> Response:
        if is_page(request.scope):
            return on_pages(request, wrong.status_code, str(wrong.detail))
        return JSONResponse({"detail": str(wrong.detail)}, wrong.status_code, wrong.headers)

    @app.exception_handler(RequestValidationError)
    async def _shape(request: Request, wrong: RequestValidationError) -> Response:
        if is_page(request.scope):
            places = ", ".join(sorted({str(one["loc"][-1]) for one in wrong.errors()}))
            return on_pages(request, 422, f"expected a request as the page makes it, came one with a wrong {places}")
        detail = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in wrong.errors()]
        return JSONResponse({"detail": detail}, 422)

    @app.exception_handler(Exception)
    async def _mistake(request: Request, wrong: Exception) -> Response:
        # Which kind and where, never with which words: those may be a person's.
        frame = wrong.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame is not None else "unknown"
        log.error("a mistake in tizim: %s at %s", type(wrong).__name__, place)
        words = "a mistake in tizim itself; the server's log says where"
        return on_pages(request, 500, words) if is_page(request.scope) else JSONResponse({"detail": words}, 500)
