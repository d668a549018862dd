"""Options that many commands have, and the opened home they share."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from tizim.workspace import Tizim

Home = Annotated[
    Path | None,
    typer.Option(
        "--home", help="Folder of the lists (default: TIZIM_HOME, else your data folder).", show_default=False
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
AsOf = Annotated[str | None, typer.Option("--as-of", help="A date: was it so on that day?", metavar="DATE")]
KnownAt = Annotated[
    str | None, typer.Option("--known-at", help="A date: from what the lists said by then.", metavar="DATE")
]
Datasets = Annotated[
    list[str] | None,
    typer.Option("--datasets", "-d", help="Only these lists; several with commas. 'sanctions' is all official ones."),
]
Lang = Annotated[str, typer.Option("--lang", help="Language of the answer: en, ru, kk.")]


def opened(home: Path | None) -> "Tizim":
    """The home that is asked for, with the settings of the environment."""
    from tizim.settings import Settings
    from tizim.workspace import Tizim

    settings = Settings.read(os.environ)
    return Tizim(home if home is not None else settings.home, user=settings.user, fetch=settings.fetch)


def several(values: list[str] | None) -> list[str] | None:
    """Values given one by one or between commas; None where none was given."""
    if not values:
        return None
    return [piece.strip() for value in values for piece in value.split(",") if piece.strip()]
