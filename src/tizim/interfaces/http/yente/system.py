"""`/healthz`, `/readyz`, `/metrics` and `POST /updatez`: for those who supervise the server."""

import asyncio
import hmac
import logging
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from tizim.errors import SourceError, TizimError
from tizim.interfaces.http.caller import Asking
from tizim.interfaces.http.desk import ForSupervision
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.updating import Updating
from tizim.interfaces.http.watching.metrics import Metrics
from tizim.interfaces.http.yente.models import StatusResponse
from tizim.interfaces.http.yente.readiness import Readiness, readiness

log = logging.getLogger("tizim.http")
supervised = APIRouter(tags=["System information"])
"""open to whoever reaches the server: it says nothing of lists or people"""
router = APIRouter(tags=["System information"])


@supervised.get("/healthz", responses=answers(), summary="Is the process alive?")
async def healthz() -> StatusResponse:
    """Always, if it answers at all."""
    return StatusResponse()


@supervised.get("/readyz", responses=answers(), summary="Can it answer?")
async def readyz(desk: ForSupervision) -> Readiness:
    """Whether there is an index to answer from, the age of each list in days, and what a person should look at.

    `degraded` answers too, with what there is: 503 only where no question can be answered.
    """
    try:
        return await desk.ask_aside(readiness)
    except TizimError as wrong:
        raise HTTPException(503, "Index not ready.") from wrong


@supervised.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses=answers(),
    summary="Numbers for Prometheus",
)
async def metrics(request: Request, desk: ForSupervision) -> PlainTextResponse:
    """Requests, answers by outcome, times, places at the desk, ages of lists, memory: of all processes of the server together."""
    counted: Metrics = request.app.state.metrics
    page = await desk.ask_aside(lambda tizim: counted.page(tizim.status()))
    return PlainTextResponse(page, media_type=CONTENT_TYPE_LATEST)


@router.post("/updatez", responses=answers(403, 502), summary="Fetch new versions of the official lists")
async def updatez(
    request: Request,
    caller: Asking,  # noqa: ARG001  (asked for its check)
    token: Annotated[str, Query(title="As TIZIM_UPDATE_TOKEN says it")] = "",
    sync: Annotated[bool, Query(title="Answer when it is done")] = False,  # noqa: FBT002  (a parameter of the address)
) -> StatusResponse:
    """Updates the official lists, in a process of its own; questions are answered meanwhile.

    Without a token in the server's settings nobody may ask for it.
    """
    updating: Updating = request.app.state.updating
    wanted = updating.token
    if not wanted or not hmac.compare_digest(token.encode(), wanted.encode()):
        raise HTTPException(403, "Invalid token.")
    started = updating.start()
    if not sync:
        return StatusResponse()
    if await asyncio.shield(started) != 0:
        raise SourceError("not every list was updated; the server's log says which")
    return StatusResponse()
