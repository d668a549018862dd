"""The door of the command line: `app` holds the commands, `main` runs them and sees that no error ends in a traceback."""

import signal
import sys
from typing import Annotated

import typer

import tizim
from tizim.interfaces.cli import audit, bank, customers, keys, lists, receipt, review
from tizim.interfaces.cli.backup import backup, restore
from tizim.interfaces.cli.codes import OURS
from tizim.interfaces.cli.explain import explain
from tizim.interfaces.cli.export import export
from tizim.interfaces.cli.screen import screen
from tizim.interfaces.cli.serve import serve
from tizim.interfaces.cli.show import show
from tizim.interfaces.cli.status import status
from tizim.interfaces.cli.tune import tune

app = typer.Typer(
    name="tizim",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Is this person or organisation on a list? An answer with its reasons and sources.",
)
app.command()(screen)
app.command()(show)
app.command()(export)
app.command()(explain)
app.command()(tune)
app.command()(serve)
app.command()(status)
app.command()(backup)
app.command()(restore)
app.add_typer(lists.app, name="lists")
app.add_typer(customers.app, name="customers")
app.add_typer(review.app, name="review")
app.add_typer(bank.app, name="bank")
app.add_typer(audit.app, name="audit")
app.add_typer(receipt.app, name="receipt")
app.add_typer(keys.app, name="keys")


def _version(*, wanted: bool) -> None:
    if wanted:
        typer.echo(f"tizim {tizim.__version__}")
        raise typer.Exit


@app.callback()
def tizim_command(
    *,
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=lambda wanted: _version(wanted=wanted), is_eager=True, help="Print the version."
        ),
    ] = False,
) -> None:
    """Is this person or organisation on a list? An answer with its reasons and sources."""


def main() -> None:
    """Runs the command line. A mistake of tizim's own is told in one line too, under a code of its own.

    Who is told to end (SIGTERM, as service managers and containers do) ends as by the keyboard: nothing is half done.
    """
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        app(prog_name="tizim")
    except Exception as wrong:  # noqa: BLE001  (the outermost loop: a person reads one line, and exit code 1 means an alert)
        typer.echo(f"tizim: a mistake in tizim itself, please report it: {type(wrong).__name__}: {wrong}", err=True)
        sys.exit(OURS)
