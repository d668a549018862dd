"""`tizim export`: the lists as files for others, with source, date and licence of each."""

from pathlib import Path
from typing import Annotated

import typer

from tizim.interfaces.cli.options import Datasets, Home, Json, KnownAt, Purpose, opened, several
from tizim.interfaces.cli.terminal import answering, say, say_json, shown


def export(
    out: Annotated[Path, typer.Option("--out", help="The file to write.")],
    *,
    format: Annotated[str | None, typer.Option(help="csv, parquet or ftm; else by the file's suffix.")] = None,  # noqa: A002  (the word people use)
    datasets: Datasets = None,
    known_at: KnownAt = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Write the lists to a file: a table (CSV, Parquet) or FollowTheMoney entities (JSON lines)."""
    with answering():
        with opened(home, purpose=purpose) as tizim:
            written = tizim.export(out, format=format, datasets=several(datasets), known_at=known_at)
        if json:
            say_json(
                {
                    "path": str(written.path),
                    "sources": str(written.sources),
                    "entries": written.entries,
                    "lists": list(written.lists),
                }
            )
        else:
            say(f"{written.entries:,} entries of {shown(', '.join(written.lists))} in {shown(written.path)}")
            say(f"source, date and licence of each list in {shown(written.sources)}")
