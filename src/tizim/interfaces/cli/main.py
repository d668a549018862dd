"""The door of the command line: `command_line` makes the commands, `main` runs them and sees that no error ends in a traceback.

Only the command that is called is imported: the others would take a tenth of a cold start.
"""

import signal
import sys
from collections.abc import Iterable
from importlib import import_module
from types import MappingProxyType
from typing import Annotated

import typer

import tizim
from tizim.interfaces.cli.codes import OURS

COMMANDS = MappingProxyType(
    {
        "screen": "screen",
        "show": "show",
        "export": "export",
        "explain": "explain",
        "tune": "tune",
        "serve": "serve",
        "status": "status",
        "backup": "backup",
        "restore": "backup",
        "lists": "lists",
        "customers": "customers",
        "bank": "bank",
        "audit": "audit",
        "receipt": "receipt",
        "keys": "keys",
        "access": "access",
        "review": "review",
        "webhooks": "webhooks",
    }
)
"""Command -> the module here that holds it, as a function of its name or, with commands of its own, as `app`."""


def command_line(names: Iterable[str] = COMMANDS) -> typer.Typer:
    """The commands of these names."""
    app = typer.Typer(
        name="tizim",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        help="Is this person or organisation on a list? An answer with its reasons and sources.",
    )
    app.callback()(_tizim)
    for name in names:
        module = import_module(f"tizim.interfaces.cli.{COMMANDS[name]}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command()(getattr(module, name))
    return app


def _tizim(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Is this person or organisation on a list? An answer with its reasons and sources."""


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"tizim {tizim.__version__}")
        raise typer.Exit


def main() -> None:
    """Runs the command line. A mistake of tizim's own is told in one line too, under a code of its own.

    Who is told to end (SIGTERM, as service managers and containers do) ends as by the keyboard: nothing is half done.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    called = sys.argv[1:2]
    try:
        command_line(called if called and called[0] in COMMANDS else COMMANDS)(prog_name="tizim")
    except Exception as wrong:  # noqa: BLE001  (the outermost loop: a person reads one line, and exit code 1 means an alert)
        typer.echo(f"tizim: a mistake in tizim itself, please report it: {type(wrong).__name__}: {wrong}", err=True)
        sys.exit(OURS)
