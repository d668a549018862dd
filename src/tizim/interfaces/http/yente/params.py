"""Parameters that several of yente's routes have."""

from typing import Annotated

from fastapi import Path, Query

from tizim.interfaces.http.limits import USUAL

Dataset = Annotated[
    str,
    Path(
        description="A list, or a collection: `default` (all that are loaded), `sanctions` (the official ones).",
        examples=["default"],
    ),
]
ChangedSince = Annotated[
    str | None,
    Query(
        pattern=r"^\d{4}-\d{2}-\d{2}(T\d{2}(:\d{2}(:\d{2})?)?)?$",
        title="Only entities that changed on that day or later",
    ),
]
Names = Annotated[list[str], Query(max_length=200)]
Topics = Annotated[list[str], Query(max_length=200, title="Only results with one of these topics")]
Algorithm = Annotated[str, Query(title="How to score: `tizim`, or `best`, which is the same")]
Offset = Annotated[int, Query(title="Start at this result", le=USUAL.offset)]


def page(limit: int, offset: int = 0) -> tuple[int, int]:
    """A window of results as yente reads it: what is below nothing is nothing."""
    return min(USUAL.results, max(0, limit)), max(0, offset)
