"""Binds an address and serves a home there, with uvicorn. Start at `serve`.

Each worker is a process that makes its own application from the environment it was started with (`application`): the lists are
shared through the memory-mapped snapshot.
"""

import ipaddress
import os
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import uvicorn
from fastapi import FastAPI

from tizim.errors import SettingError
from tizim.interfaces.http.app import Served, make_app
from tizim.interfaces.http.limits import USUAL
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


@dataclass(frozen=True, slots=True)
class Bound:
    """Where it listens. certificate, key: files of TLS (PEM), both or neither."""

    host: str = "127.0.0.1"
    port: int = 8000
    certificate: Path | None = None
    key: Path | None = None

    @property
    def is_local(self) -> bool:
        """Whether only this machine reaches it. Raises SettingError where the host is no address."""
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError as wrong:
            raise SettingError(f"--host: expected an IP address or localhost, came {self.host!r}") from wrong

    @property
    def address(self) -> str:
        """As one types it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{'https' if self.certificate is not None else 'http'}://{host}:{self.port}"


def require_users(bound: Bound, *, closed: bool) -> None:
    """Raises SettingError where others could reach a server that anyone may ask, or half of TLS is told."""
    if (bound.certificate is None) != (bound.key is None):
        raise SettingError("--tls-cert: expected --tls-key with it, came one without the other")
    if not bound.is_local and not closed:
        raise SettingError(
            f"--host: expected an address of this machine only (127.0.0.1, ::1), came {bound.host!r}: no users are configured, and "
            "who reaches the server may ask anything; tizim access user add"
        )


def served_of(environment: Mapping[str, str]) -> Served:
    """What is served, by the settings of an environment."""
    settings = Settings.read(environment)
    limits = (
        USUAL if settings.rate is None else replace(USUAL, rate=settings.rate, burst=max(1, round(4 * settings.rate)))
    )
    return Served(
        settings.home,
        settings.user,
        settings.database,
        settings.update_token,
        limits,
        origins=settings.origins,
        hosts=settings.hosts,
        provider=settings.provider,
        sending=settings.sending,
    )


def application() -> FastAPI:
    """The application of a worker, by its environment."""
    return make_app(served_of(os.environ))


def serve(home: Path, bound: Bound, workers: int) -> None:
    """Serves until it is stopped. The caller has seen to it that it may be reached where it is bound (`require_users`)."""
    proxies = Settings.read(os.environ).proxies
    os.environ[HOME] = str(home)  # workers are started anew and read it
    uvicorn.run(
        "tizim.interfaces.http.serving:application",
        factory=True,
        host=bound.host,
        port=bound.port,
        ssl_certfile=bound.certificate,
        ssl_keyfile=bound.key,
        workers=workers,
        # Where a request is from, and whether by TLS, is believed of those that are named, and of nobody else.
        proxy_headers=bool(proxies),
        forwarded_allow_ips=",".join(proxies),
        log_config=_LOGGING,
        access_log=False,  # addresses hold names that were asked about
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=10,
        limit_concurrency=1_000,
    )
