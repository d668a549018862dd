"""`/v1/audit`: the log of who asked what, handed on, verified, and where it stands (docs/audit.md)."""

from collections.abc import AsyncIterator, Iterator
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import StreamingResponse

from tizim.access.roles import Permission
from tizim.audit.envelope import Envelope
from tizim.audit.exporting import COLUMNS
from tizim.audit.verification import Verified
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk, AtTheDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.lines import JsonLines, lines_of
from tizim.interfaces.http.v1.receipts import MOST
from tizim.interfaces.http.v1.record_models import LogRowOut, SignedOut, VerifiedOut
from tizim.tables import json_line
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Log"], dependencies=[needs(Permission.AUDIT)])


@router.get(
    "/audit",
    responses=answers(400, 404) | lines_of("One line of the log a line, in order", LogRowOut),
    response_class=StreamingResponse,  # of no type of its own: errors are JSON
    summary="Hand the log on",
)
async def export(
    desk: AtDesk,
    since: Annotated[str | None, Query(title="From this date or time on")] = None,
    until: Annotated[str | None, Query(title="Before this date or time")] = None,
    first: Annotated[int | None, Query(ge=1, le=MOST, title="From the line of this number on")] = None,
    to: Annotated[int | None, Query(ge=1, le=MOST, title="To the line of this number")] = None,
    user: Annotated[str | None, Query(max_length=500, title="Only what this user asked")] = None,
) -> JsonLines:
    """The lines that `tizim audit export` writes, with what is not erased of them, and the words and hashes that prove them.

    Where the home records, that they were read is a line too.
    """
    pages = await desk.ask(lambda tizim: tizim.audit.exported(since=since, until=until, first=first, to=to, user=user))
    return JsonLines(_told(desk, pages))


async def _told(desk: AtTheDesk, pages: Iterator[list[dict[str, object]]]) -> AsyncIterator[bytes]:
    def some(_: Tizim) -> bytes | None:
        rows = next(pages, None)
        return None if rows is None else "".join(json_line(row, COLUMNS) for row in rows).encode("utf-8", "replace")

    while (lines := await desk.ask_patiently(some)) is not None:
        yield lines


@router.get("/audit/verification", responses=answers(404), summary="Was a line changed, removed, moved or cut off?")
async def verification(desk: AtDesk) -> VerifiedOut:
    """Every line is read: it takes its time. Whether the end was cut off by somebody with the keys, only a kept checkpoint tells."""

    def work(tizim: Tizim) -> Verified:
        tizim.audit.require_log()
        return tizim.audit.verify()

    found = await desk.do(work)
    return VerifiedOut(
        whole=found.whole,
        lines=found.lines,
        erased=found.erased,
        checkpoints=found.checkpoints,
        findings=list(found.findings),
    )


@router.get("/audit/checkpoint", responses=answers(404), summary="Where the log stands")
async def checkpoint(desk: AtDesk) -> SignedOut:
    """Signed: kept out of the server's reach, `--checkpoint` of `tizim audit verify` reads it."""

    def work(tizim: Tizim) -> Envelope:
        tizim.audit.require_log()
        return tizim.audit.checkpoint()

    return SignedOut.model_validate((await desk.ask(work)).to_json())
