"""Binds an address and serves a home there, with uvicorn. Start at `serve`.

Each worker is a process that makes its own application from the environment it was started with (`application`): the lists are
shared through the memory-mapped snapshot.
"""

import ipaddress
import os
from collections.abc import Mapping
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from tizim.errors import SettingError
from tizim.interfaces.http.app import Served, make_app
from tizim.settings import Settings

HOME = "TIZIM_HOME"
_LOGGING: dict[str, object] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"err": {"class": "logging.StreamHandler", "formatter": "plain", "stream": "ext://sys.stderr"}},
    "loggers": {
        "tizim.http": {"handlers": ["err"], "level": "INFO", "propagate": False},
        "uvicorn": {"handlers": ["err"], "level": "WARNING", "propagate": False},
        # A mistake's traceback may hold a person's name; `problems` logs which mistake and where.
        "uvicorn.error": {"handlers": ["err"], "level": "CRITICAL", "propagate": False},
    },
}


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
    return Served(
        settings.home,
        settings.user,
        settings.database,
        settings.update_token,
        origins=settings.origins,
        sending=settings.sending,
    )


def application() -> FastAPI:
    """The application of a worker, by its environment."""
    return make_app(served_of(os.environ))


def serve(home: Path, host: str, port: int, workers: int) -> None:
    """Serves until it is stopped. Raises SettingError where the address is not of this machine only."""
    require_loopback(host)
    os.environ[HOME] = str(home)  # workers are started anew and read it
    uvicorn.run(
        "tizim.interfaces.http.serving:application",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        log_config=_LOGGING,
        access_log=False,  # addresses hold names that were asked about
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=10,
        limit_concurrency=1_000,
    )
