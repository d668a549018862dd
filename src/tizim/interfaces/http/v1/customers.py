"""`/v1/customers`: customers that are kept, changed, and asked about again when the lists change."""

import asyncio
import json
from collections import Counter
from collections.abc import AsyncIterator
from pathlib import Path as File
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response
from fastapi.responses import StreamingResponse
from pydantic import ValidationError
from starlette.exceptions import HTTPException

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.interfaces.columns import columns_of
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk, AtTheDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.customer_models import (
    AnswerOut,
    ChangedOut,
    ChangeIn,
    EndOut,
    Format,
    Kind,
    LastLineOut,
    RegisteredOut,
)
from tizim.interfaces.http.v1.lines import JsonLines, lines_of
from tizim.jobs.customers import Alerts, Registered, require_name
from tizim.jobs.results import COLUMNS
from tizim.model.subject import Subject
from tizim.tables import json_line
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Customers"])

Name = Annotated[str, Path(max_length=80, description="What the customers are called", examples=["clients"])]
TOGETHER = 50
"""customers that are answered in one go: other requests come between"""
_FILE = {
    "requestBody": {
        "required": True,
        "description": "The file, as it is.",
        "content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}},
    }
}
_CHANGES = {
    "requestBody": {
        "required": True,
        "description": 'One change a line: `{"id": "C-1", "subject": {...}}`, or with `"subject": null` to take the customer out.',
        "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
    }
}


@router.get("/customers", dependencies=[needs(Permission.CUSTOMERS)], responses=answers(), summary="What is kept")
async def listed(desk: AtDesk) -> list[RegisteredOut]:
    """Every file of customers, and against which lists it was last screened."""
    return [_registered(desk, one) for one in await desk.ask(lambda tizim: tizim.customers.status())]


@router.put(
    "/customers/{name}",
    dependencies=[needs(Permission.LOAD)],
    responses=answers(400),
    openapi_extra=_FILE,
    summary="Keep a file of customers",
)
async def put(
    *,
    request: Request,
    desk: AtDesk,
    name: Name,
    format: Annotated[Format, Query(title="What the file is")] = "csv",  # noqa: A002  (the word people use)
    kind: Annotated[Kind, Query(title="Of rows that do not say theirs; Thing is any")] = "Thing",
    column: Annotated[
        list[str] | None, Query(max_length=200, title="heading=field, where headings do not say it")
    ] = None,
) -> RegisteredOut:
    """In place of what had the name: whole, or not at all. A file that breaks off or cannot be read changes nothing."""
    require_name(name)
    columns = columns_of(column, "column")
    with desk.desk.tizim.customers.beside() as folder:
        file = folder / f"{name}.{format}"
        await _kept(request, file, desk.limits.stream)
        return _registered(
            desk, await desk.do(lambda tizim: tizim.customers.add(file, name, columns=columns, kind=kind))
        )


@router.patch(
    "/customers/{name}",
    dependencies=[needs(Permission.LOAD)],
    responses=answers(400, 404),
    openapi_extra=_CHANGES,
    summary="Change, add and take out customers",
)
async def change(request: Request, desk: AtDesk, name: Name) -> ChangedOut:
    """By their own numbers (`id`), all or none. Who is new or another is asked at the next rescreen; the others' answers stay.

    The file is written anew: many changes are best sent together.
    """
    changes = _read(await request.body())
    done = await desk.do(lambda tizim: tizim.customers.change(name, changes))
    after = _registered(desk, done.registered)
    return ChangedOut(changed=done.changed, added=done.added, removed=done.removed, customers=after)


@router.delete(
    "/customers/{name}",
    dependencies=[needs(Permission.LOAD)],
    responses=answers(404),
    status_code=204,
    response_class=Response,
    summary="Take customers out",
)
async def remove(desk: AtDesk, name: Name) -> None:
    """With their index."""
    await desk.ask(lambda tizim: tizim.customers.remove(name))


@router.get(
    "/customers/{name}/alerts",
    dependencies=[needs(Permission.CUSTOMERS)],
    responses=answers(400, 404) | lines_of("One row of answers a line; the last line is `end`", AnswerOut, LastLineOut),
    response_class=StreamingResponse,  # of no type of its own: errors are JSON
    summary="Whom does what changed touch?",
)
async def alerts(
    desk: AtDesk,
    name: Name,
    since: Annotated[
        list[str] | None,
        Query(
            max_length=200,
            title="LIST@DATE: what changed in this list since that version; LIST alone: all it holds",
            examples=[["un_sc_sanctions@2026-02-27"]],
        ),
    ] = None,
    everybody: Annotated[bool, Query(title="All of them, whatever changed")] = False,  # noqa: FBT002  (a parameter of the address)
) -> JsonLines:
    """The present answers of those customers whose answer may have changed: the rows that `tizim customers rescreen` writes.

    Without `since`: since the last rescreen on the command line, or of all. Asking leaves nothing behind: keep `searched` of the
    last line, and ask from there the next time.
    """
    found = await desk.do(
        lambda tizim: tizim.customers.alerts(name, since=_since(since), all_of_them=everybody, together=TOGETHER)
    )
    return JsonLines(_told(desk, found))


async def _told(desk: AtTheDesk, found: Alerts) -> AsyncIterator[bytes]:
    outcomes: Counter[str] = Counter()

    def some(_: Tizim) -> bytes | None:
        part = next(found.parts, None)
        if part is None:
            return None
        outcomes.update(part.outcomes)
        rows = (json.loads(line) for line in part.text.split("\n") if line)
        return "".join(json_line(row, COLUMNS) for row in rows).encode("utf-8", "replace")

    while (lines := await desk.ask_patiently(some)) is not None:
        yield lines
    end = EndOut(
        name=found.name,
        customers=found.customers,
        asked=found.asked,
        changed=found.changed,
        everybody=found.everybody,
        searched=dict(found.searched),
        hit=outcomes["hit"],
        possible=outcomes["possible"],
        clear=outcomes["clear"],
        not_screened=outcomes["not_screened"],
    )
    yield LastLineOut(end=end).model_dump_json().encode("utf-8") + b"\n"


def _since(words: list[str] | None) -> dict[str, str | None] | None:
    if words is None:
        return None
    pairs = (one.partition("@") for one in words)
    return {dataset: date if sign else None for dataset, sign, date in pairs}


async def _kept(request: Request, file: File, most: int) -> None:
    """A file as it comes. Raises HTTPException (413) where it is larger than one may be."""
    size = 0
    with file.open("wb") as opened:
        async for piece in request.stream():
            size += len(piece)
            if size > most:
                raise HTTPException(413, f"expected a file of at most {most:,} bytes, came more")
            await asyncio.to_thread(opened.write, piece)


def _read(body: bytes) -> dict[str, Subject | None]:
    """Changes by the customers' numbers. Raises SubjectError, naming the line (without its words: they may be a person's)."""
    changes: dict[str, Subject | None] = {}
    for number, line in enumerate(body.split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            one = ChangeIn.model_validate_json(line)
            subject = one.subject.subject() if one.subject is not None else None
        except ValidationError as wrong:
            first = wrong.errors()[0]
            place = ".".join(map(str, first["loc"]))
            raise SubjectError(f"line {number}: {place}: {first['msg']}") from None
        except SubjectError as wrong:
            raise SubjectError(f"line {number}: {wrong}") from wrong
        if one.id in changes:
            raise SubjectError(f"line {number}: id: expected each customer once, came one again")
        changes[one.id] = subject
    if not changes:
        raise SubjectError("expected a change a line, came none")
    return changes


def _registered(desk: AtTheDesk, one: Registered) -> RegisteredOut:
    """As whoever asks sees it: what somebody does not see, nobody was screened against."""
    sees = desk.asker.sees
    screened: dict[str, str] | None = None
    if one.screened is not None:
        there: dict[str, Any] = dict(one.screened)
        screened = {dataset: date for dataset, date in there.items() if sees is None or sees.sees(dataset)}
    return RegisteredOut(name=one.name, customers=one.customers, added=one.added, screened=screened)
