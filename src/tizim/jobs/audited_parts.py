"""Chunks of a customer file, answered anywhere, recorded here: each part is on record before it is handed on. Start at `recorded`."""

import json
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any

from tizim.audit.caller import Caller
from tizim.audit.chain import Line
from tizim.audit.event import Event, of_row
from tizim.jobs.batch import AnswerParts, Part
from tizim.subjects import table

Record = Callable[[Sequence[Event]], tuple[Line, ...]]


def recorded(parts: AnswerParts, record: Record, batch: Event) -> AnswerParts:
    """The same parts, each recorded before it is given. batch: what is told of the whole, before the first."""

    def answered(chunks: Iterable[list[table.Asked]]) -> Iterator[Part]:
        waiting: deque[list[table.Asked]] = deque()

        def noted() -> Iterator[list[table.Asked]]:
            for chunk in chunks:
                waiting.append(chunk)
                yield chunk

        told = ""
        for part in parts(noted()):
            if not told:
                told = record([batch])[0].id
            record([one.in_batch(told) for one in _events(waiting.popleft(), part, batch.caller)])
            yield part

    return answered


def _events(chunk: Sequence[table.Asked], part: Part, caller: Caller) -> Iterator[Event]:
    """One for each row that was asked, from its rows of results, which stand in the same order."""
    rows: list[dict[str, Any]] = [json.loads(line) for line in part.text.split("\n") if line]
    answers = groupby(rows, key=lambda row: row["row"])
    for one, (_, found) in zip(chunk, answers, strict=True):
        yield of_row(caller, one.subject, one.row, found)
