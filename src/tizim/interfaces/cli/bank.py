"""`tizim bank`: what is stored."""

from typing import Annotated

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


@app.command()
def migrate(
    *,
    rehearse: Annotated[bool, typer.Option("--rehearse", help="Only on a copy: the bank stays as it is.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Bring a bank that an older tizim wrote to this one's tables, first a copy of it. Exit code 3 where the copy is damaged."""
    with answering():
        with opened(home) as tizim:
            done = tizim.migrate(rehearse_only=rehearse)
        if json:
            shape = {name: getattr(done, name) for name in done.__dataclass_fields__}
            say_json(shape | {"steps": list(done.steps), "findings": list(done.findings)})
        elif not done.steps:
            say("nothing to migrate: the bank has the tables of this tizim")
        else:
            for name in done.steps:
                say(f"step: {shown(name)}")
            say(
                f"on a copy: {done.migrating_seconds:.1f} s, then {'whole' if not done.findings else 'damaged'}: "
                f"{done.versions:,} versions, {done.statements:,} statements (verified in {done.verifying_seconds:.1f} s)"
            )
            for finding in done.findings:
                say(f"  {shown(finding)}")
            say("the bank is migrated" if done.done else "the bank itself was left as it was")
        if done.findings:
            raise typer.Exit(OURS)
