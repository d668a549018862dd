"""Tells receivers of events in the background of a server (`docs/webhooks.md`), every few seconds, in each of its processes.

Each delivery is one process's: the outbox sees to that. What goes wrong here is logged and tried again, and stops no answer. Start
at `Delivering.start`.
"""

import asyncio
import logging
from contextlib import suppress
from threading import Event

from tizim.errors import TizimError
from tizim.workspace import Tizim

log = logging.getLogger("tizim.http")
EVERY_SECONDS = 5.0


class Delivering:
    """Of one opened home. every: seconds between two rounds."""

    def __init__(self, tizim: Tizim, every: float = EVERY_SECONDS) -> None:
        self._tizim = tizim
        self._every = every
        self._stop = Event()
        self._woken = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begins; the first round is made at once."""
        self._task = asyncio.create_task(self._run())

    async def stop(self) -> None:
        """Ends after the attempts that are under way: each has its ceiling on time."""
        self._stop.set()
        self._woken.set()
        if self._task is not None:
            await self._task

    async def _run(self) -> None:
        while not self._stop.is_set():
            try:
                done = await asyncio.to_thread(self._tizim.webhooks.deliver, stop=self._stop.is_set)
            except TizimError as wrong:
                log.warning("webhooks: %s", type(wrong).__name__)
            else:
                if done.failed or done.given_up:
                    log.warning(
                        "webhooks: %d arrived, %d failed, %d given up", done.arrived, done.failed, done.given_up
                    )
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._every)
