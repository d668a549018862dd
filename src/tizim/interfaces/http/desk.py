"""Runs the synchronous core for asynchronous routes: a bounded pool of threads, a bounded queue, a ceiling on time.

One opened home serves all threads: its snapshot is immutable, and its database has a connection for each. Start at `Desk.ask`.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from typing import Annotated, TypeVar, cast

from fastapi import Depends, Request

from tizim.access.marks import Sees
from tizim.audit.caller import Caller
from tizim.errors import TizimError
from tizim.interfaces.http.caller import Asker, Who
from tizim.interfaces.http.limits import Limits
from tizim.interfaces.http.watching.metrics import Metrics
from tizim.interfaces.http.watching.observed import told_by
from tizim.interfaces.http.watching.tracing import OFF, Tracing
from tizim.model.rules import Rules
from tizim.workspace import Tizim

T = TypeVar("T")


SUPERVISION = Caller("supervision")


class Busy(TizimError):
    """More is asked at once than is answered at once; the caller may ask again."""


class TookTooLong(TizimError):
    """An answer was not ready within the ceiling."""


class Desk:
    """One home behind a counter. Made at the start of the process, closed at its end."""

    def __init__(self, tizim: Tizim, limits: Limits, metrics: Metrics | None = None, tracing: Tracing = OFF) -> None:
        self.tizim = tizim
        self.limits = limits
        self._metrics = metrics if metrics is not None else Metrics()
        self._tracing = tracing
        self._threads = ThreadPoolExecutor(limits.threads, thread_name_prefix="tizim")
        self._aside = ThreadPoolExecutor(1, thread_name_prefix="tizim-aside")
        self._asked = 0
        self._patient = ThreadPoolExecutor(1, thread_name_prefix="tizim-long")
        self._long = 0

    async def ask(self, work: Callable[[Tizim], T], caller: Caller, sees: Sees | None = None) -> T:
        """What `work` makes of the home, in a thread, for a caller. sees: which lists are there for them (None: all).

        Raises:
            Busy: as many wait as may.
            TookTooLong: it was not ready in time. The thread finishes what it does, and its place stays taken until then.
        """
        if self._asked >= self.limits.threads + self.limits.waiting:
            raise Busy(f"expected at most {self.limits.threads + self.limits.waiting} requests at once, came one more")
        self._count(1)
        future = self._threads.submit(copy_context().run, self._done, work, caller, sees, time.perf_counter())
        future.add_done_callback(self._release(asyncio.get_running_loop(), self._one_less))
        return await self._in_time(future)

    async def do(self, work: Callable[[Tizim], T], caller: Caller, sees: Sees | None = None) -> T:
        """As `ask`, for what takes its time (a file of customers): one at a time, apart from the answers, however long it takes.

        Raises Busy where some wait already. Whoever goes away in between leaves it to be finished.
        """
        if self._long >= self.limits.long_waiting:
            raise Busy(f"expected at most {self.limits.long_waiting} long requests at once, came one more")
        self._long += 1
        future = self._patient.submit(copy_context().run, self._as, caller, sees, work)
        future.add_done_callback(self._release(asyncio.get_running_loop(), self._one_long_less))
        return await asyncio.wrap_future(future)

    async def ask_aside(self, work: Callable[[Tizim], T], sees: Sees | None = None) -> T:
        """The same for supervision, one at a time beside the questions: who is busy is not therefore unwell."""
        return await self._in_time(self._aside.submit(self._as, SUPERVISION, sees, work))

    def _done(self, work: Callable[[Tizim], T], caller: Caller, sees: Sees | None, since: float) -> T:
        waited = time.perf_counter() - since
        self._metrics.waited(waited)
        self._tracing.waited(waited)
        return self._as(caller, sees, work)

    def _as(self, caller: Caller, sees: Sees | None, work: Callable[[Tizim], T]) -> T:
        with self.tizim.audit.asking_as(caller), self.tizim.seeing(sees):
            return work(self.tizim)

    async def _in_time(self, future: "Future[T]") -> T:
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), self.limits.seconds)
        except TimeoutError as late:
            raise TookTooLong(f"expected an answer within {self.limits.seconds:g} s, it was not ready") from late

    def _release(self, loop: asyncio.AbstractEventLoop, less: Callable[[], None]) -> Callable[[object], None]:
        def done(_future: object) -> None:
            if not loop.is_closed():
                loop.call_soon_threadsafe(less)

        return done

    def _count(self, more: int) -> None:
        self._asked += more
        busy = min(self._asked, self.limits.threads)
        self._metrics.at_desk(busy, self._asked - busy)

    def _one_less(self) -> None:
        self._count(-1)

    def _one_long_less(self) -> None:
        self._long -= 1

    def close(self) -> None:
        """Waits for what is being answered, and lets the home go."""
        self._threads.shutdown(wait=True, cancel_futures=True)
        self._aside.shutdown(wait=True, cancel_futures=True)
        self._patient.shutdown(wait=True, cancel_futures=True)
        self.tizim.close()


@dataclass(frozen=True, slots=True)
class AtTheDesk:
    """One caller at the desk: what is asked here is on record as theirs, where the home records."""

    desk: Desk
    asker: Asker

    @property
    def caller(self) -> Caller:
        """As the log has them."""
        return self.asker.caller

    @property
    def limits(self) -> Limits:
        """Of the desk."""
        return self.desk.limits

    @property
    def rules(self) -> Rules:
        """Under which it answers."""
        return self.desk.tizim.rules

    async def ask(self, work: Callable[[Tizim], T]) -> T:
        """As `Desk.ask`."""
        return await self.desk.ask(work, self.caller, self.asker.sees)

    async def do(self, work: Callable[[Tizim], T]) -> T:
        """As `Desk.do`."""
        return await self.desk.do(work, self.caller, self.asker.sees)

    async def ask_patiently(self, work: Callable[[Tizim], T]) -> T:
        """As `ask`, for what has begun already and cannot be told to come again: it waits until there is room."""
        while True:
            try:
                return await self.ask(work)
            except Busy:
                await asyncio.sleep(0.05)


async def desk_of(request: Request, asker: Who) -> AtTheDesk:
    """The desk of this process, with whoever asks."""
    told_by(request, asker.caller.user)
    return AtTheDesk(cast(Desk, request.app.state.desk), asker)


AtDesk = Annotated[AtTheDesk, Depends(desk_of)]


async def desk_for_supervision(request: Request) -> Desk:
    """The desk itself for those who look whether the server is up: they ask about nobody, and need not say who they are."""
    return cast(Desk, request.app.state.desk)


ForSupervision = Annotated[Desk, Depends(desk_for_supervision)]
