"""Work on all cores: pieces go out to processes, results come back in the order of the pieces. Start at `in_order`."""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from tizim.errors import WorkerLost

Piece = TypeVar("Piece")
Result = TypeVar("Result")

AHEAD = 3
"""pieces for each worker that are out at a time: enough that none waits, few enough that memory stays flat"""

_work: Callable[[Any], Any] | None = None


def in_order(pieces: Iterable[Piece], start: Callable[[], Callable[[Piece], Result]], workers: int) -> Iterator[Result]:
    """The result of each piece, in order.

    Args:
        pieces: taken only as fast as they are worked on.
        start: called once in each worker (so it must be picklable), gives what does the work.
        workers: 1 works here, in this process.

    Raises:
        WorkerLost: a worker was killed (by the system, for its memory, or by hand).
    """
    if workers <= 1:
        yield from here(start(), pieces)
        return
    pool = ProcessPoolExecutor(workers, get_context("spawn"), initializer=_started, initargs=(start,))
    out: deque[Future[Result]] = deque()
    try:
        for piece in pieces:
            out.append(pool.submit(_worked, piece))
            if len(out) >= workers * AHEAD:
                yield out.popleft().result()
        while out:
            yield out.popleft().result()
    except BrokenProcessPool as lost:
        raise WorkerLost(
            f"expected {workers} workers to the end, came the loss of one: killed, or out of memory; what was done is kept"
        ) from lost
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def here(work: Callable[[Piece], Result], pieces: Iterable[Piece]) -> Iterator[Result]:
    """The same in this process. What is in memory before is not looked through for garbage meanwhile: it only takes time."""
    gc.freeze()
    try:
        yield from map(work, pieces)
    finally:
        gc.unfreeze()


def cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _started(start: Callable[[], Callable[[Any], Any]]) -> None:
    global _work  # noqa: PLW0603  (a worker does one kind of work)
    _work = start()
    gc.freeze()  # what is loaded stays: looking through it again and again is a tenth of the work


def _worked(piece: Any) -> Any:
    if _work is None:
        raise WorkerLost("expected a worker that was started, came one that was not")
    return _work(piece)
