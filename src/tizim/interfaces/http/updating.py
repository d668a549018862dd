"""Updates the official lists in a process of its own (`tizim lists update`), one at a time.

A process, because an update takes minutes of work and closes the bank when it is done; the home's lock holds between
several servers of one home. Start at `Updating.start`.
"""

import asyncio
import logging
import sys
from contextlib import suppress
from pathlib import Path

log = logging.getLogger("tizim.http")
_COMMAND = "from tizim.interfaces.cli.main import main; main()"
_TOLD = 2_000


class Updating:
    """token: what a caller must show; "" lets nobody."""

    def __init__(self, home: Path, token: str) -> None:
        self._home = home
        self.token = token
        self._running: asyncio.Task[int] | None = None
        self._process: asyncio.subprocess.Process | None = None

    @property
    def is_running(self) -> bool:
        """Whether an update runs in this process of the server."""
        return self._running is not None and not self._running.done()

    @property
    def ended(self) -> int | None:
        """The exit code of the last update that this process started; None where none has ended yet."""
        task = self._running
        return task.result() if task is not None and task.done() and not task.cancelled() else None

    def start(self) -> "asyncio.Task[int]":
        """The update that runs, else a new one; its result is the command's exit code."""
        if self._running is None or self._running.done():
            self._running = asyncio.create_task(self._run(_COMMAND))
        return self._running

    async def stop(self) -> None:
        """Ends the update that runs, if one does: it is told to, undoes what it has half done, and is waited for."""
        if self._running is None or self._running.done():
            return
        if self._process is not None:
            with suppress(ProcessLookupError):
                self._process.terminate()
        await self._running

    async def _run(self, code: str) -> int:
        command = (sys.executable, "-c", code, "lists", "update", "--home", str(self._home))
        self._process = process = await asyncio.create_subprocess_exec(
            *command,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=asyncio.subprocess.PIPE,
        )
        _, told = await process.communicate()
        ended = process.returncode or 0
        log.log(logging.INFO if ended == 0 else logging.WARNING, "lists update ended with %d", ended)
        if ended:
            log.warning("%s", told[-_TOLD:].decode(errors="replace"))
        return ended
