"""`tizim serve`: the HTTP API on this machine."""

import os
from typing import Annotated

import typer

from tizim.errors import SettingError
from tizim.interfaces.cli.options import Home
from tizim.interfaces.cli.terminal import answering, warn


def serve(
    *,
    host: Annotated[str, typer.Option("--host", help="The address to bind, of this machine only.")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65_535, help="The port to bind.")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="Processes that answer.")] = 1,
    home: Home = None,
) -> None:
    """Answers over HTTP, on this machine, until it is stopped; see docs/http.md."""
    from tizim.settings import Settings

    with answering():
        try:
            from tizim.interfaces.http import serving
        except ImportError as wrong:
            raise SettingError(
                f"tizim serve: expected the extra 'http' to be installed (pip install 'tizim[http]'), {wrong.name} is missing"
            ) from wrong
        serving.require_loopback(host)
        folder = home if home is not None else Settings.read(os.environ).home
        warn(f"open to anyone on this machine: no users are configured; http://{host}:{port}/openapi.json")
        serving.serve(folder, host, port, workers)
