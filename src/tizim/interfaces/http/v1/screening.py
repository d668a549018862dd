"""`POST /v1/screen` and `POST /v1/screen/many`: is this subject listed, how sure is that, why, and what would settle it?"""

from collections.abc import AsyncIterator, Callable
from functools import partial
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from fastapi.responses import StreamingResponse

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.plain_json import Json, as_json
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.lines import JsonLines, Line, spooled
from tizim.interfaces.http.v1.models import AnsweredOut, Language, LineOut, Question
from tizim.interfaces.shapes import verdict_shape
from tizim.model.verdict import Verdict
from tizim.screen.answering import Answering
from tizim.wording.catalogue import Catalogue, catalogue
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Screening"])
_LINES = {
    "requestBody": {
        "required": True,
        "description": "One subject a line, as `subject` of `POST /v1/screen`.",
        "content": {"application/x-ndjson": {"schema": {"type": "string"}}},
    }
}

_LINE = LineOut.model_json_schema(ref_template="#/components/schemas/{model}")
_LINE.pop("$defs")  # other routes name them
_VERDICTS: dict[int | str, dict[str, Any]] = {
    200: {"description": "One verdict a line, in order", "content": {"application/x-ndjson": {"schema": _LINE}}}
}


@router.post(
    "/screen",
    response_model=AnsweredOut,
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404),
    summary="Screen one subject",
)
async def screen(
    desk: AtDesk,
    question: Question,
    receipt: Annotated[bool, Query(title="With a signed receipt")] = False,  # noqa: FBT002  (a parameter of the address)
) -> Json:
    """The verdict, with the probability, the reasons and the listing of each hit, and the fact that would settle it.

    What cannot be screened is `not_screened` with the reason, never `clear`.
    """
    words = catalogue(question.lang)
    asked = (question.subject.subject(), question.datasets, question.as_of, question.known_at)

    def work(tizim: Tizim) -> bytes:
        if not receipt:
            return as_json(verdict_shape(tizim.screen(*asked), words))
        verdict, made = tizim.screen_with_receipt(*asked)
        return as_json(verdict_shape(verdict, words) | {"receipt": made.to_json()})

    return Json(await desk.ask(work))


@router.post(
    "/screen/many",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404) | _VERDICTS,
    response_class=StreamingResponse,  # of no type of its own: errors are JSON
    openapi_extra=_LINES,
    summary="Screen many subjects",
)
async def screen_many(
    *,
    request: Request,
    desk: AtDesk,
    datasets: Annotated[list[str] | None, Query(max_length=200)] = None,
    as_of: Annotated[str | None, Query(title="A date: only what was listed on that day")] = None,
    known_at: Annotated[str | None, Query(title="A date or time: from what the lists said by then")] = None,
    lang: Annotated[Language, Query(title="Of the reasons in words")] = "en",
) -> JsonLines:
    """JSON lines in, JSON lines out, in order, however many, all from one state of the lists.

    A line that is no subject is `not_screened` with the reason; the others go on. Answers begin when the last line is there.
    """
    words = catalogue(lang)
    answering = await desk.ask(lambda tizim: tizim.asking(datasets, as_of, known_at))
    lines = await spooled(request.stream(), desk.limits)
    return JsonLines(_verdicts(desk, partial(_told_together, answering, known_at, words), lines))


async def _verdicts(
    desk: AtDesk, told: Callable[[list[Line], Tizim], bytes], lines: AsyncIterator[list[Line]]
) -> AsyncIterator[bytes]:
    async for some in lines:
        yield await desk.ask_patiently(partial(told, some))


def _told_together(
    answering: Answering, known_at: str | None, words: Catalogue, lines: list[Line], tizim: Tizim
) -> bytes:
    verdicts = tizim.verdicts(answering, [one.subject for one in lines], known_at)
    return b"".join(_told(one, verdict, words) for one, verdict in zip(lines, verdicts, strict=True))


def _told(line: Line, verdict: Verdict, words: Catalogue) -> bytes:
    shape = {"line": line.number} | verdict_shape(verdict, words)
    return as_json(shape) + b"\n"
