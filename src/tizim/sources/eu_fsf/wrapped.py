"""Rows of which each stands whole in one quoted cell, padded with tabs: what is left of a table saved as another."""

import csv
from collections.abc import Iterable, Iterator

from tizim.errors import UnreadableSource
from tizim.tables.csv_rows import Line


def unwrapped(wrapped: Iterable[Line], separator: str, name: str) -> Iterator[Line]:
    """The rows that stand in the first cell of each row. Raises UnreadableSource where one is damaged, naming its line."""
    for number, line, cells in wrapped:
        try:
            yield Line(number, line, next(csv.reader([cells[0].rstrip("\t")], delimiter=separator, strict=True)))
        except csv.Error as wrong:
            raise UnreadableSource(f"{name}: line {line}: expected a row in quotes, came {wrong}") from wrong
