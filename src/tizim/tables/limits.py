"""Ceilings of a table. What goes beyond them is an attack or a mistake, and both must stop us."""

from dataclasses import dataclass

from tizim.errors import UnreadableTable


@dataclass(frozen=True, slots=True)
class TableLimits:
    """How much a table may hold. A CSV cell is further bound by the csv module's own 131,072 characters."""

    rows: int = 100_000_000
    columns: int = 2_000
    cell: int = 4 * 2**20
    """characters of one cell"""
    cells: int = 50_000_000
    """cells of an Excel sheet from its first to its last used row and column, which are all held in memory"""
    whole: int = 2**30
    """bytes of a file that cannot be streamed (JSON, Excel), unpacked"""
    ratio: int = 400
    """unpacked over packed size of an Excel file; genuine ones pack about 10 to 1"""


TABLE_LIMITS = TableLimits()


class TableTooLarge(UnreadableTable):
    """A table beyond a named ceiling."""
