"""tizim's side: homes loaded once, questions screened in as many processes as there are cores, through the public face.

A question is asked at the shipped thresholds, or *deep*: with `possible` lowered to a floor, so that everything the index
returns is seen with its score. Start at `Crew`.
"""

import json
import os
import re
import tempfile
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from multiprocessing import get_context
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar

import tizim
from bench.data import Asked
from bench.tizim_side import subject_of

One = TypeVar("One")
Made = TypeVar("Made")
Found = list[dict[str, float]]
"""for each question the references in its answer with their scores; empty: no alert"""

UNSCREENED = "unscreened"
"""stands in an answer's place of references where tizim said "not screened": neither found nor clear"""

CHUNK = 250


@dataclass(frozen=True, slots=True)
class Depth:
    """How far down to look: None is the shipped threshold; `many`: entries compared in full, None as shipped."""

    floor: float | None = None
    many: int | None = None


SHIPPED = Depth()
DEEP = Depth(0.005)
DEEPEST = Depth(1e-9, 2000)
"""whatever the score"""


class Crew:
    """Homes and the processes that ask them, until the block ends."""

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="tizim-bench-")
        self._pool = ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn"))
        self._homes: dict[str, Future[int]] = {}
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(cancel_futures=True)
        self._folder.cleanup()

    def load(self, home: str, dataset: str, path: Path) -> None:
        """A home with this list in it; returns at once."""
        self._homes[home] = self._pool.submit(_load, self._home(home), dataset, path)

    def load_bytes(self, home: str, dataset: str, name: str, data: bytes) -> None:
        """`load`, of a file with this name and content."""
        path = Path(self._folder.name) / "files" / home / name
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
        self.load(home, dataset, path)

    def load_names(self, home: str, rows: Iterable[tuple[str, str, str]]) -> None:
        """A home with a list of one's own: (id, schema, name) each, as FollowTheMoney JSON lines."""
        lines = (
            json.dumps({"id": id_, "schema": schema, "properties": {"name": [name]}}, ensure_ascii=False)
            for id_, schema, name in rows
        )
        self.load_bytes(home, f"drawn_{home}", "entities.ftm.json", "\n".join(lines).encode())

    def ask(self, home: str, asked: Sequence[Asked], *, full: bool = False, depth: Depth = SHIPPED) -> Found:
        """Every question's answer, in order; `full`: with birth date and nationality."""
        self._homes[home].result()
        waiting = [
            self._pool.submit(_screen, self._home(home), asked[start : start + CHUNK], full, depth)
            for start in range(0, len(asked), CHUNK)
        ]
        return [answer for chunk in waiting for answer in chunk.result()]

    def compare(self, pairs: Sequence[tuple[tizim.Subject, tizim.Subject]]) -> list[float]:
        """The score of each pair."""
        return self.map(_compare, pairs)

    def map(self, make: Callable[[Sequence[One]], list[Made]], rows: Sequence[One]) -> list[Made]:
        """`make` over chunks of rows, in order."""
        waiting = [self._pool.submit(make, rows[start : start + CHUNK]) for start in range(0, len(rows), CHUNK)]
        return [made for chunk in waiting for made in chunk.result()]

    def _home(self, home: str) -> Path:
        return Path(self._folder.name) / "homes" / home


def _load(home: Path, dataset: str, path: Path) -> int:
    home.parent.mkdir(exist_ok=True)
    with tizim.open(home) as opened:
        return opened.lists.add(dataset, path).entities


@cache
def _opened(home: Path, depth: Depth) -> tizim.Tizim:
    opened = tizim.open(home)
    if depth.floor is not None:
        shipped = opened.rules
        opened.rules = replace(shipped, possible=depth.floor, max_candidates=depth.many or shipped.max_candidates)
    return opened


def _screen(home: Path, asked: Sequence[Asked], full: bool, depth: Depth) -> Found:  # noqa: FBT001 - sent to a process
    subjects = [subject_of(one, full=full) for one in asked]
    return [
        {UNSCREENED: -1.0}
        if verdict.outcome == "not_screened"
        else {re.sub(r"\s", "", hit.entity.reference): hit.score for hit in verdict.hits}
        for verdict in _opened(home, depth).screen_many(subjects)
    ]


def _compare(pairs: Sequence[tuple[tizim.Subject, tizim.Subject]]) -> list[float]:
    return [tizim.compare(one, other).score for one, other in pairs]
