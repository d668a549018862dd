"""`tizim keys`: which keys sign receipts and checkpoints, and a new one in place of the present."""

import typer

from tizim.interfaces.cli.options import Home, Json, Purpose, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown, table

app = typer.Typer(no_args_is_help=True, help="The keys that sign receipts and checkpoints.")


@app.command("list")
def list_(*, home: Home = None, json: Json = False) -> None:
    """The public keys, the one that signs last. With --json: what others need to verify."""
    with answering(), opened(home) as tizim:
        succession = tizim.receipts.keys()
    if json:
        say_json(succession.to_json())
        return
    rows = [(shown(one.id), one.created[:19], one.retired[:19] if one.retired else "signs") for one in succession.keys]
    table("", [("key", "left"), ("since", "left"), ("until", "left")], rows)


@app.command()
def rotate(
    *,
    purpose: Purpose = None,
    home: Home = None,
) -> None:
    """Put a new signing key in place of the present one, which never signs again. What it signed stays verifiable."""
    with answering(), opened(home, purpose=purpose) as tizim:
        key = tizim.receipts.rotate()
    say(f"{shown(key.id)} signs from now on")
