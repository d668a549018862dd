"""Binds an address and serves a home there, with uvicorn. Start at `serve`.

Each worker is a process that makes its own application from the environment it was started with (`application`): the lists are
shared through the memory-mapped snapshot.
"""

import ipaddress
import os
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import uvicorn
from fastapi import FastAPI

from tizim.errors import SettingError
from tizim.interfaces.http.app import Served, make_app
from tizim.interfaces.http.limits import USUAL
from tizim.interfaces.http.watching.logs import configuration
from tizim.interfaces.http.watching.metrics import SHARED
from tizim.interfaces.http.watching.tracing import configured
from tizim.settings import Settings

HOME = "TIZIM_HOME"


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
    counts = environment.get(SHARED)
    return Served(
        settings.home,
        settings.user,
        settings.database,
        settings.update_token,
        limits,
        origins=settings.origins,
        hosts=settings.hosts,
        provider=settings.provider,
        counts=Path(counts) if counts else None,
        tracing=configured(environment),
        sending=settings.sending,
    )


def application() -> FastAPI:
    """The application of a worker, by its environment."""
    return make_app(served_of(os.environ))


def serve(home: Path, bound: Bound, workers: int) -> None:
    """Serves until it is stopped. The caller has seen to it that it may be reached where it is bound (`require_users`)."""
    os.environ[HOME] = str(home)  # workers are started anew and read it
    settings = Settings.read(os.environ)
    # What is wrong with these is told here, and not by each worker again and again.
    configured(os.environ).close()
    if (counts := os.environ.get(SHARED)) and not Path(counts).is_dir():
        raise SettingError(f"{SHARED}: expected an empty folder, came {counts!r}, which is none")
    with ExitStack() as until_then:
        if workers > 1 and not counts:
            os.environ[SHARED] = until_then.enter_context(TemporaryDirectory(prefix="tizim-counts-"))
        _run(bound, workers, settings.proxies, configuration(settings.log))


def _run(bound: Bound, workers: int, proxies: Sequence[str], log_config: dict[str, Any]) -> None:
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
        log_config=log_config,
        access_log=False,  # addresses hold names that were asked about: see `watching.logs`
        server_header=False,
        date_header=False,
        timeout_graceful_shutdown=10,
        limit_concurrency=1_000,
    )
