"""`/healthz`, `/readyz`, `/metrics` and `POST /updatez`: for those who supervise the server."""

import asyncio
import hmac
import logging
from typing import Annotated

from fastapi import APIRouter, Query, Request
from fastapi.responses import PlainTextResponse
from prometheus_client import CONTENT_TYPE_LATEST
from starlette.exceptions import HTTPException

from tizim.access.roles import Permission
from tizim.errors import SourceError, TizimError
from tizim.interfaces.http.caller import Asker, MaybeWho, Who, needs
from tizim.interfaces.http.desk import ForSupervision
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.updating import Updating
from tizim.interfaces.http.watching.metrics import Metrics
from tizim.interfaces.http.yente.models import StatusResponse
from tizim.interfaces.http.yente.readiness import Readiness, readiness
from tizim.workspace import Tizim

log = logging.getLogger("tizim.http")
supervised = APIRouter(tags=["System information"])
"""open to whoever reaches the server: it says nothing of lists or people"""
router = APIRouter(tags=["System information"])


@supervised.get("/healthz", responses=answers(), summary="Is the process alive?")
async def healthz() -> StatusResponse:
    """Always, if it answers at all."""
    return StatusResponse()


@supervised.get("/readyz", responses=answers(), summary="Can it answer?")
async def readyz(desk: ForSupervision, asker: MaybeWho) -> Readiness:
    """Whether there is an index to answer from, the age of each list in days, and what a person should look at.

    `degraded` answers too, with what there is: 503 only where no question can be answered. Lists are named to whoever may see them.
    """
    told = _may_see_lists(asker)
    try:
        return await desk.ask_aside(
            lambda tizim: readiness(tizim, told=told), asker.sees if asker is not None else None
        )
    except TizimError as wrong:
        raise HTTPException(503, "Index not ready.") from wrong


@supervised.get(
    "/metrics",
    response_class=PlainTextResponse,
    responses=answers(),
    summary="Numbers for Prometheus",
)
async def metrics(request: Request, desk: ForSupervision, asker: MaybeWho) -> PlainTextResponse:
    """Requests, answers by outcome, times, places at the desk, ages of lists, memory: of all processes of the server together.

    Lists are named to whoever may see them, as in `/readyz`.
    """
    counted: Metrics = request.app.state.metrics
    told = _may_see_lists(asker)

    def work(tizim: Tizim) -> bytes:
        return counted.page(tizim.status(), {one.dataset for one in tizim.searched()} if told else set())

    page = await desk.ask_aside(work, asker.sees if asker is not None else None)
    return PlainTextResponse(page, media_type=CONTENT_TYPE_LATEST)


def _may_see_lists(asker: Asker | None) -> bool:
    return asker is not None and Permission.LISTS in asker.permissions


@router.post(
    "/updatez",
    dependencies=[needs(Permission.LOAD, or_open=True)],
    responses=answers(403, 502),
    summary="Fetch new versions of the official lists",
)
async def updatez(
    request: Request,
    asker: Who,
    token: Annotated[str, Query(title="As TIZIM_UPDATE_TOKEN says it")] = "",
    sync: Annotated[bool, Query(title="Answer when it is done")] = False,  # noqa: FBT002  (a parameter of the address)
) -> StatusResponse:
    """Updates the official lists, in a process of its own; questions are answered meanwhile.

    Who has a role that loads lists may ask for it. Where no users are configured, whoever has the token of the server's settings
    may; without one nobody.
    """
    updating: Updating = request.app.state.updating
    wanted = updating.token
    if not asker.is_known and not (wanted and hmac.compare_digest(token.encode(), wanted.encode())):
        raise HTTPException(403, "Invalid token.")
    started = updating.start()
    if not sync:
        return StatusResponse()
    if await asyncio.shield(started) != 0:
        raise SourceError("not every list was updated; the server's log says which")
    return StatusResponse()
