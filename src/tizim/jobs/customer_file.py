"""A customer file, as every job reads it: which columns it has, how many rows, and the subject of each row.

It is read once in full before any subject is given, so that damage shows before any answer. Start at `CustomerFile.of`.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from tizim.errors import UnreadableTable
from tizim.subjects.columns import recognised
from tizim.subjects.table import Asked, asked
from tizim.tables import kind_of, rows


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """One file, looked through. kind: of rows that do not say theirs. count: rows. held: {column: field}."""

    source: Path
    kind: str
    count: int
    held: Mapping[str, str]
    warnings: tuple[str, ...]

    @classmethod
    def of(cls, source: Path, columns: Mapping[str, str], kind: str = "Thing") -> Self:
        """The file at a path; `columns` says what headings do not.

        Raises:
            UnreadableTable: it is not what its suffix says, is damaged, or has nothing to screen by.
        """
        warnings: list[str] = []
        headings: dict[str, None] = {}
        count = 0
        for _, cells in rows(source, kind_of(source.name), warn=warnings.append):
            count += 1
            headings.update(dict.fromkeys(cells))
        if count == 0:
            raise UnreadableTable(f"{source.name}: expected rows with customers, came none")
        return cls(source, kind, count, recognised(tuple(headings), columns), tuple(warnings))

    def asked(self) -> Iterator[Asked]:
        """One `Asked` for every row, in order."""
        return asked(rows(self.source, kind_of(self.source.name)), self.held, kind=self.kind)
