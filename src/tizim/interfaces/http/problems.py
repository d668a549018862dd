"""Errors as JSON: one shape (`{"detail": words}`), a status for each error, what was expected, and never a trace.

An answer is built here whatever went wrong, tizim's own mistakes included: those say no more than that. Start at `install`.
"""

import logging
from collections.abc import Mapping
from types import MappingProxyType

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException

from tizim import errors
from tizim.errors import TizimError
from tizim.interfaces.http.desk import Busy, TookTooLong

log = logging.getLogger("tizim.http")

STATUS: Mapping[type[TizimError], int] = MappingProxyType(
    {
        errors.SubjectError: 400,
        errors.SettingError: 400,
        errors.NoSuchAlert: 404,
        errors.AlertChanged: 409,
        errors.NotAllowed: 409,
        errors.ReviewError: 400,
        errors.NoSuchEntity: 404,
        errors.NoSuchVersion: 404,
        errors.NothingLoaded: 404,
        errors.UnknownSource: 404,
        errors.BankLocked: 503,
        errors.BankUnreachable: 503,
        errors.AuditError: 503,
        errors.BankError: 500,
        errors.SourceError: 502,
        Busy: 503,
        TookTooLong: 503,
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
    403: "Not allowed",
    404: "No such thing",
    409: "Somebody was faster, or its state does not allow it",
    413: "The request is larger than one may be",
    500: "A mistake of the server's own",
    502: "A publisher's side failed",
    503: "Not ready, or too busy: ask again later",
}


def answers(*codes: int) -> dict[int | str, dict[str, object]]:
    """Documents that a route may give these errors, beside those that every route may."""
    told: dict[int | str, dict[str, object]] = {
        code: {"model": Problem, "description": _WORDS[code]} for code in sorted({*codes, 413, 500, 503})
    }
    return told | {422: {"model": Problems, "description": "The request has not the documented shape"}}


def status_of(error: TizimError) -> int:
    """The status of an error."""
    return next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)


def install(app: FastAPI) -> None:
    """Makes every error of an application an answer of this shape."""

    @app.exception_handler(TizimError)
    async def _ours(_request: Request, wrong: TizimError) -> JSONResponse:
        status = status_of(wrong)
        if status == 500:
            log.error("%s", type(wrong).__name__)
        headers = {"Retry-After": "1"} if status == 503 else None
        return JSONResponse({"detail": str(wrong)}, status, headers)

    @app.exception_handler(HTTPException)
    async def _told(_request: Request, wrong: HTTPException) -> JSONResponse:
        return JSONResponse({"detail": str(wrong.detail)}, wrong.status_code, wrong.headers)

    @app.exception_handler(RequestValidationError)
    async def _shape(_request: Request, wrong: RequestValidationError) -> JSONResponse:
        detail = [{"loc": list(one["loc"]), "msg": one["msg"], "type": one["type"]} for one in wrong.errors()]
        return JSONResponse({"detail": detail}, 422)

    @app.exception_handler(Exception)
    async def _mistake(_request: Request, wrong: Exception) -> JSONResponse:
        # Which kind and where, never with which words: those may be a person's.
        frame = wrong.__traceback__
        while frame is not None and frame.tb_next is not None:
            frame = frame.tb_next
        place = f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame is not None else "unknown"
        log.error("a mistake in tizim: %s at %s", type(wrong).__name__, place)
        return JSONResponse({"detail": "a mistake in tizim itself; the server's log says where"}, 500)
