"""Headings of a table, so that every cell has one name of its own."""

from collections.abc import Sequence


def distinct(cells: Sequence[object]) -> list[str]:
    """One name for each column: blanks squeezed; a repeat is numbered; a column without a heading is called by its place."""
    found: list[str] = []
    for place, cell in enumerate(cells, 1):
        words = " ".join(str(cell if cell is not None else "").split()) or f"column {place}"
        name, repeat = words, 1
        while name in found:
            repeat += 1
            name = f"{words} ({repeat})"
        found.append(name)
    return found


def under(headings: Sequence[str], cells: Sequence[object]) -> dict[str, object]:
    """The cells of a row under their headings; cells beyond the last heading are called by their place."""
    named: dict[str, object] = dict(zip(headings, cells, strict=False))
    for place in range(len(headings), len(cells)):
        named[f"column {place + 1}"] = cells[place]
    return named
