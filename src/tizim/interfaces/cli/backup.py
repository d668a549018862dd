"""`tizim backup` and `tizim restore`: a home and its bank as one file, and back."""

from pathlib import Path
from typing import Annotated

import typer

from tizim.interfaces.cli.options import Home, Json, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown, warn


def backup(
    out: Annotated[Path, typer.Argument(help="The new file, or a folder, where its name is the time.")],
    *,
    home: Home = None,
    json: Json = False,
) -> None:
    """Write bank, lists, thresholds and customers into one file, while others read and write."""
    with answering():
        with opened(home) as tizim:
            made = tizim.backup(out)
        if json:
            say_json(
                {name: getattr(made, name) for name in ("size", "sha256", "versions", "files")}
                | {"path": str(made.path)}
            )
        else:
            say(
                f"{made.versions:,} versions and {made.files:,} files of the home in {shown(made.path)}: {made.size:,} bytes"
            )
            say(f"sha-256 {made.sha256}")


def restore(
    file: Annotated[Path, typer.Argument(help="What tizim backup wrote.")],
    *,
    discard_newer: Annotated[
        bool,
        typer.Option(
            "--discard-newer", help="Also over a bank with versions that the backup lacks; they are gone then."
        ),
    ] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Put a backup into the place of what the home holds, wherever its bank lives."""
    with answering():
        with opened(home) as tizim:
            before = tizim.access.look()
            done = tizim.restore(file, discard_newer=discard_newer)
            users_came = tizim.access.look() != before
        if json:
            names = ("made", "versions", "statements", "files")
            say_json({name: getattr(done, name) for name in names} | {"kept": list(done.kept)})
        else:
            say(
                f"restored: {done.versions:,} versions, {done.statements:,} statements, {done.files:,} files, as of {done.made}"
            )
            if users_came:
                warn(f"users, keys and marks are as they were at {done.made}: revoke again what was revoked since")
            for name in done.kept:
                warn(f"{name} was there already and stayed as it is; the one of the backup was not put in its place")
