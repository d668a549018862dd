"""Lines of a stream: kept in a nameless temporary file until all are there, then read back a few at a time.

Most clients send all before they read anything. Answering as lines come would stop both sides as soon as the buffers between
them are full; so the whole is kept first, on the disk and not in memory. Start at `spooled`.
"""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from fastapi.responses import StreamingResponse
from pydantic import BaseModel, ValidationError
from starlette.exceptions import HTTPException

from tizim.errors import TizimError
from tizim.interfaces.http.limits import Limits
from tizim.interfaces.http.v1.models import SubjectIn
from tizim.model.subject import NoSubject, Subject

TOGETHER = 20
"""lines that are screened in one go: other requests come between"""


@dataclass(frozen=True, slots=True)
class Line:
    """One line, by its number from 1."""

    number: int
    subject: Subject | NoSubject


class JsonLines(StreamingResponse):
    """One JSON object a line."""

    media_type = "application/x-ndjson"


def lines_of(words: str, *models: type[BaseModel]) -> dict[int | str, dict[str, Any]]:
    """Documents an answer of lines, each of one of these shapes."""
    shapes = [one.model_json_schema() for one in models]
    schema = shapes[0] if len(shapes) == 1 else {"anyOf": shapes}
    return {200: {"description": words, "content": {"application/x-ndjson": {"schema": schema}}}}


async def spooled(stream: AsyncIterator[bytes], limits: Limits) -> AsyncIterator[list[Line]]:
    """Reads a stream to its end; gives its lines, a few at a time. Raises HTTPException (413) where it is larger than one may be."""
    file = TemporaryFile()  # noqa: SIM115  (it lives as long as the lines are read)
    size = 0
    try:
        async for piece in stream:
            size += len(piece)
            if size > limits.stream:
                raise HTTPException(413, f"expected a stream of at most {limits.stream:,} bytes, came more")  # noqa: TRY301  (the file is closed below)
            await asyncio.to_thread(file.write, piece)
        file.seek(0)
    except BaseException:
        file.close()
        raise
    return _lines(file, limits)


async def _lines(file: IO[bytes], limits: Limits) -> AsyncIterator[list[Line]]:
    with file:
        lines = _numbered(file, limits)
        while some := await asyncio.to_thread(_some, lines):
            yield some


def _some(lines: Iterator[Line]) -> list[Line]:
    found = []
    for one in lines:
        found.append(one)
        if len(found) == TOGETHER:
            break
    return found


def _numbered(file: IO[bytes], limits: Limits) -> Iterator[Line]:
    number = 0
    while words := file.readline(limits.stream_line + 1):
        number += 1
        if len(words) > limits.stream_line:
            while words and not words.endswith(b"\n"):
                words = file.readline(limits.stream_line)
            yield Line(number, NoSubject(f"expected a line of at most {limits.stream_line:,} bytes, came more"))
        elif words.strip():
            yield read_line(number, words)


def read_line(number: int, words: bytes) -> Line:
    """The subject of a line, or why it is none (without the value: that may be a person's name)."""
    try:
        return Line(number, SubjectIn.model_validate_json(words).subject())
    except ValidationError as wrong:
        first = wrong.errors()[0]
        place = ".".join(map(str, first["loc"]))
        return Line(number, NoSubject(f"{place}: {first['msg']}" if place else str(first["msg"])))
    except TizimError as wrong:
        return Line(number, NoSubject(str(wrong)))
