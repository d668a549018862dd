"""Tables for the terminal and for the manual, and what machine they were measured on."""

import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Protocol

from rich.console import Console
from rich.table import Table as RichTable

BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"


class Shown(Protocol):
    """A piece of a page."""

    def markdown(self) -> str:
        """As Markdown."""


@dataclass(frozen=True, slots=True)
class Table:
    """One table. Cells are words already; `note` is a sentence under it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    note: str = ""

    def markdown(self) -> str:
        """As Markdown."""
        lines = [f"### {self.title}", "", _row(self.columns), _row(["---", *["---:"] * (len(self.columns) - 1)])]
        lines += [_row(row) for row in self.rows]
        return "\n".join([*lines, *(["", self.note] if self.note else []), ""])


def show(tables: Sequence[Table]) -> None:
    """Prints them."""
    console = Console()
    for table in tables:
        drawn = RichTable(title=table.title, caption=table.note or None, title_justify="left", caption_justify="left")
        for number, column in enumerate(table.columns):
            drawn.add_column(column, justify="right" if number else "left", overflow="fold")
        for row in table.rows:
            drawn.add_row(*row)
        console.print(drawn)


def write(page: Path, tables: Sequence[Shown], made_by: str) -> None:
    """Puts them between the marks of a page of the manual; raises SystemExit where it has none."""
    text = page.read_text(encoding="utf-8")
    if BEGIN not in text or END not in text:
        raise SystemExit(f"{page}: expected the marks {BEGIN} and {END}, came neither")
    before, after = text.partition(BEGIN)[0], text.partition(END)[2]
    measured = "\n".join(
        [BEGIN, "", f"Made by `{made_by}`. {machine()}", "", *(table.markdown() for table in tables), END]
    )
    page.write_text(before + measured + after, encoding="utf-8")


def machine() -> str:
    """The machine and the versions, in a sentence."""
    day = datetime.now(UTC).date().isoformat()
    return (
        f"{day}, {os.cpu_count()} cores ({_processor()}), Python {platform.python_version()}, "
        f"tizim {version('tizim')}, numpy {version('numpy')}, rapidfuzz {version('rapidfuzz')}."
    )


def share(found: int, of: int) -> str:
    """As in "336 of 340 (98.8 %)"."""
    return f"{found:,} of {of:,} ({100 * found / of:.{2 if found / of < 0.01 else 1}f} %)" if of else "-"


def ratio(ours: float, theirs: float) -> str:
    """As in "2.1 x"; "-" where the peer has nothing."""
    if not theirs:
        return "-"
    value = ours / theirs
    return f"{value:,.0f} x" if value >= 100 else f"{value:.2f} x"


def _processor() -> str:
    for line in (
        Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    ):
        if line.startswith("model name"):
            return line.split(":", 1)[1].strip()
    return platform.processor() or platform.machine()


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
