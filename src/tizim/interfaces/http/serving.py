"""Binds an address and serves a home there, with uvicorn. Start at `serve`.

Each worker is a process that makes its own application from the environment it was started with (`application`): the lists are
shared through the memory-mapped snapshot.
"""

import ipaddress
import os
from collections.abc import Mapping
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from fastapi import FastAPI

from tizim.errors import SettingError
from tizim.interfaces.http.app import Served, make_app
from tizim.interfaces.http.watching.logs import configuration
from tizim.interfaces.http.watching.metrics import SHARED
from tizim.interfaces.http.watching.tracing import configured
from tizim.settings import Settings

HOME = "TIZIM_HOME"


def require_loopback(host: str) -> None:
    """Raises SettingError where an address can be reached from another machine: there are no users yet who may ask."""
    if host == "localhost":
        return
    try:
        loopback = ipaddress.ip_address(host).is_loopback
    except ValueError as wrong:
        raise SettingError(f"--host: expected an IP address or localhost, came {host!r}") from wrong
    if not loopback:
        raise SettingError(
            f"--host: expected an address of this machine only (127.0.0.1, ::1), came {host!r}: no users are configured, and "
            "who reaches the server may ask anything. A proxy that knows its users may stand before it"
        )


def served_of(environment: Mapping[str, str]) -> Served:
    """What is served, by the settings of an environment."""
    settings = Settings.read(environment)
    counts = environment.get(SHARED)
    return Served(
        settings.home,
        settings.user,
        settings.database,
        settings.update_token,
        origins=settings.origins,
        counts=Path(counts) if counts else None,
        tracing=configured(environment),
    )


def application() -> FastAPI:
    """The application of a worker, by its environment."""
    return make_app(served_of(os.environ))


def serve(home: Path, host: str, port: int, workers: int) -> None:
    """Serves until it is stopped. Raises SettingError where the address is not of this machine only, or a setting makes no sense."""
    require_loopback(host)
    os.environ[HOME] = str(home)  # workers are started anew and read it
    style = Settings.read(os.environ).log
    configured(os.environ).close()  # what is wrong with it is told here, and not by each worker again and again
    with ExitStack() as until_then:
        if workers > 1 and not os.environ.get(SHARED):
            os.environ[SHARED] = until_then.enter_context(TemporaryDirectory(prefix="tizim-counts-"))
        _run(host, port, workers, configuration(style))


def _run(host: str, port: int, workers: int, log_config: dict[str, Any]) -> None:
    uvicorn.run(
        "tizim.interfaces.http.serving:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=log_config,
        access_log=False,  # addresses hold names that were asked about: see `watching.logs`
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=10,
        limit_concurrency=1_000,
    )
