"""`tizim bank`: what is stored."""

import typer

from tizim.interfaces.cli.codes import OURS
from tizim.interfaces.cli.options import Home, Json, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown

app = typer.Typer(no_args_is_help=True, help="Look after what is stored.")


@app.callback()
def bank() -> None:
    """Look after what is stored."""


@app.command()
def verify(*, home: Home = None, json: Json = False) -> None:
    """Does what is stored agree with itself? Exit code 3 where it does not."""
    with answering():
        with opened(home) as tizim:
            found = tizim.verify()
        if json:
            say_json(
                {
                    "whole": found.whole,
                    "datasets": found.datasets,
                    "versions": found.versions,
                    "statements": found.statements,
                    "findings": list(found.findings),
                }
            )
        else:
            counts = f"{found.datasets:,} lists, {found.versions:,} versions, {found.statements:,} statements"
            say(f"{'whole' if found.whole else 'damaged'}: {counts}")
            for finding in found.findings:
                say(f"  {shown(finding)}")
        if not found.whole:
            raise typer.Exit(OURS)
