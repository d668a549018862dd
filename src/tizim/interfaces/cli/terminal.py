"""What reaches a person's terminal: words made harmless, tables that fit, one line for an error.

Names on lists may hold control characters and marks that reverse the direction of a line; none of them reaches the terminal.
Start at `shown` and `answering`.
"""

import json
import shutil
import sys
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import typer

from tizim.errors import TizimError
from tizim.interfaces.cli.codes import OURS, STOPPED, exit_code
from tizim.interfaces.harmless import harmless

if TYPE_CHECKING:
    from rich.console import Console

_ISOLATE, _END_ISOLATE = "\u2068", "\u2069"


def shown(words: object) -> str:
    """Words without control characters and marks of direction; right-to-left words kept to themselves (Unicode UAX #9, 2.4)."""
    text = harmless(words)
    if any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text):
        return f"{_ISOLATE}{text}{_END_ISOLATE}"
    return text


def say(words: str = "") -> None:
    """One line for a person, on standard output; folded where the terminal ends (80 where there is none), under its indent."""
    indent = words[: len(words) - len(words.lstrip())]
    width = max(30, shutil.get_terminal_size((80, 24)).columns)
    folded = textwrap.wrap(
        words, width, subsequent_indent=f"{indent}  ", break_long_words=False, break_on_hyphens=False
    )
    for line in folded or [""]:
        typer.echo(line.encode("utf-8", "replace").decode())


def say_json(value: object) -> None:
    """A value for a program, on standard output."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2).encode("utf-8", "backslashreplace").decode())


def warn(words: str) -> None:
    """One line for a person, on standard error."""
    typer.echo(f"warning: {shown(words)}", err=True)


def table(title: str, columns: Sequence[tuple[str, str]], rows: Sequence[Sequence[object]]) -> None:
    """A table that folds its cells to fit. columns: (heading, "left" or "right")."""
    from rich import box  # few commands print tables
    from rich.table import Table
    from rich.text import Text

    made = Table(title=title or None, title_justify="left", box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for heading, justify in columns:
        made.add_column(heading, justify="right" if justify == "right" else "left", overflow="fold")
    for row in rows:
        made.add_row(*(Text(shown(cell)) for cell in row))
    console().print(made)


def console(*, err: bool = False) -> "Console":
    """A console on standard output or error; rich honours NO_COLOR and the width of the terminal (80 where there is none)."""
    from rich.console import Console

    return Console(stderr=err, soft_wrap=False)


@contextmanager
def answering() -> Iterator[None]:
    """Around the work of a command: an error becomes one plain line on standard error, and its exit code."""
    try:
        yield
    except TizimError as wrong:
        _end(shown(wrong), exit_code(wrong))
    except KeyboardInterrupt:
        _end("stopped; what was done so far is kept, and nothing is half done", STOPPED)
    except BrokenPipeError:
        raise typer.Exit(STOPPED) from None  # who read the output left
    except OSError as wrong:
        _end(f"{shown(wrong.filename or 'this machine')}: {shown(wrong.strerror or wrong)}", OURS)


def _end(words: str, code: int) -> None:
    typer.echo(f"tizim: {words}", err=True)
    raise typer.Exit(code)


@contextmanager
def progress_bar(what: str, unit: str) -> Iterator[Any]:
    """A bar on standard error where that is a terminal: call what it gives with (done, whole or None)."""
    if not sys.stderr.isatty():
        yield lambda _done, _whole=None: None
        return
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn(unit),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=console(err=True), transient=True) as progress:
        task = progress.add_task(what, total=None)
        yield lambda done, whole=None: progress.update(task, completed=done, total=whole)
