"""Options that many commands have, and the opened home they share."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.errors import SubjectError
from tizim.interfaces.columns import columns_of as _columns_of

if TYPE_CHECKING:
    from tizim.model.rules import Rules
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
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="With a customer file: 'heading=field', where headings do not say it."),
]
Datasets = Annotated[
    list[str] | None,
    typer.Option("--datasets", "-d", help="Only these lists; several with commas. 'sanctions' is all official ones."),
]
Purpose = Annotated[
    str | None,
    typer.Option("--purpose", help="Why you ask, for a home that records it (default: TIZIM_PURPOSE).", metavar="TEXT"),
]
Lang = Annotated[str, typer.Option("--lang", help="Language of the answer: en, ru, kk.")]


def opened(home: Path | None, rules: "Rules | None" = None, *, purpose: str | None = None) -> "Tizim":
    """The home that is asked for, with the settings of the environment. rules: in place of those of the home.

    purpose: why it is asked, in place of the environment's.
    """
    from tizim.settings import Settings
    from tizim.workspace import Tizim

    settings = Settings.read(os.environ)
    return Tizim(
        home if home is not None else settings.home,
        user=settings.user,
        fetch=settings.fetch,
        sending=settings.sending,
        rules=rules,
        caller=settings.caller(purpose=purpose),
        database=settings.database,
        build_workers=None,
    )


def several(values: list[str] | None) -> list[str] | None:
    """Values given one by one or between commas; None where none was given."""
    if not values:
        return None
    return [piece.strip() for value in values for piece in value.split(",") if piece.strip()]


def columns_of(given: list[str] | None) -> dict[str, str]:
    """'heading=field' pairs; raises SubjectError where one is none."""
    return _columns_of(given, "--column")


def require_kind(kind: str) -> None:
    """Raises SubjectError where a kind of subjects is none."""
    from tizim.model.subject import KINDS

    if kind not in KINDS:
        raise SubjectError(f"--kind: expected one of {', '.join(KINDS)}, came {kind!r}")
