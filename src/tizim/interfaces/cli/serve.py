"""`tizim serve`: pages for people and the HTTP API; on this machine to anyone, elsewhere to users."""

import os
from pathlib import Path
from typing import Annotated

import typer

from tizim.errors import SettingError
from tizim.interfaces.cli.options import Home, opened
from tizim.interfaces.cli.terminal import answering, warn


def serve(
    *,
    host: Annotated[
        str, typer.Option("--host", help="The address to bind; of this machine only, where no users are configured.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="The port to bind.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer.")] = 1,
    tls_cert: Annotated[Path | None, typer.Option("--tls-cert", help="A certificate with its chain (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option("--tls-key", help="Its private key (PEM).")] = None,
    home: Home = None,
) -> None:
    """Answers over HTTP until it is stopped, with pages for people; see docs/web.md, docs/http.md and docs/access.md."""
    from tizim.settings import Settings

    with answering():
        try:
            from tizim.interfaces.http import serving
        except ImportError as wrong:
            raise SettingError(
                f"tizim serve: expected the extra 'http' to be installed (pip install 'tizim[http]'), {wrong.name} is missing"
            ) from wrong
        settings = Settings.read(os.environ)
        bound = serving.Bound(host, port, tls_cert, tls_key)
        with opened(home) as tizim:
            closed = settings.provider is not None or tizim.access.look().closed
            folder = tizim.home
        serving.require_users(bound, closed=closed)
        if not closed:
            warn(
                f"open to anyone on this machine: no users are configured; pages at {bound.address}/, the API at {bound.address}/openapi.json"
            )
        elif tls_cert is None and not bound.is_local and not settings.proxies:
            warn(
                "keys travel in the clear: give --tls-cert and --tls-key, or let a proxy speak TLS (TIZIM_HTTP_PROXIES)"
            )
        serving.serve(folder, bound, workers)
