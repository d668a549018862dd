"""`/healthz`, `/readyz` and `POST /updatez`: for those who supervise the server."""

import asyncio
import hmac
import logging
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.exceptions import HTTPException

from tizim.access.roles import Permission
from tizim.errors import SourceError, TizimError
from tizim.interfaces.http.caller import MaybeWho, Who, needs
from tizim.interfaces.http.desk import ForSupervision
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.updating import Updating
from tizim.interfaces.http.yente.models import StatusResponse
from tizim.workspace import Tizim

log = logging.getLogger("tizim.http")
supervised = APIRouter(tags=["System information"])
"""open to whoever reaches the server: it says nothing of lists or people"""
router = APIRouter(tags=["System information"])


class Readiness(StatusResponse):
    """Whether questions are answered. ages: of each list that the caller sees, the days since its version's date; of none, where
    users are configured and nobody says who asks.
    """

    ages: dict[str, int]


@supervised.get("/healthz", responses=answers(), summary="Is the process alive?")
async def healthz() -> StatusResponse:
    """Always, if it answers at all."""
    return StatusResponse()


@supervised.get("/readyz", responses=answers(), summary="Can it answer?")
async def readyz(desk: ForSupervision, asker: MaybeWho) -> Readiness:
    """Whether an index is there to answer from, and the age of each list in days."""
    try:
        if asker is not None and Permission.LISTS in asker.permissions:
            desk = replace(desk, asker=asker)
        lists = await desk.ask(Tizim.catalog)
    except TizimError as wrong:
        raise HTTPException(503, "Index not ready.") from wrong
    return Readiness(ages={one.name: one.status.age_days for one in lists if one.searched})


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
