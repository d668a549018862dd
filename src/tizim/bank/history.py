"""Fits a version between, before or after those in the bank, so that the rows are as if it had come in its turn.

With A the version before the new one (V) and B the one after it, a statement was said by any of the three or not:

    in A and B, not in V     the span is split: it ends at V and begins anew at B
    in A only                it ends at V
    in B and V               it begins at V
    in V only                a span of its own, from V until B

All other cases leave the row as it is. Start at `Splice`.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, bindparam, func, insert, select, update

from tizim.bank.timeline import Timeline
from tizim.db.schema import STATEMENT

_COPIED = [
    STATEMENT.c[name]
    for name in (
        "key",
        "dataset",
        "root",
        "entity",
        "schema",
        "prop",
        "value",
        "original",
        "lang",
        "place",
        "ordinal",
        "link",
    )
]


@dataclass(slots=True)
class Splice:
    """The state of one filling in: `rows` holds a row of every statement the data set ever said, `mark` the last row before."""

    connection: Connection
    dataset: str
    rows: dict[bytes, int]
    mark: int

    @classmethod
    def begin(cls, connection: Connection, dataset: str) -> Self:
        """Looks up what the bank knows. Statements whose key is not in `rows` are to be inserted at once, with an open end."""
        known = select(STATEMENT.c.key, STATEMENT.c.id).where(STATEMENT.c.dataset == dataset)
        rows = {key: int(row) for key, row in connection.execute(known, execution_options={"yield_per": 10_000})}
        mark = connection.execute(select(func.coalesce(func.max(STATEMENT.c.id), 0))).scalar_one()
        return cls(connection, dataset, rows, mark)

    def fit(self, timeline: Timeline, published: str, number: int, said: Collection[bytes]) -> None:
        """Fits version `number` of the date `published` in, which said the statements with the keys `said`."""
        place = sum(version.published < published for version in timeline.versions)
        after = timeline.ids[place] if place < len(timeline) else None
        if after is not None:
            self._end_new_rows_at(number, after)
        ended: list[dict[str, int]] = []
        begun: list[dict[str, int]] = []
        split: list[dict[str, int | None]] = []
        neighbours: set[bytes] = set()
        for row, key, seen_from, seen_until in self._old_rows():
            first, end = timeline.span(seen_from, seen_until)
            in_before, in_after = first < place <= end, first <= place < end
            if in_before or in_after:
                neighbours.add(key)
            if in_before and key not in said:
                ended.append({"row": row})
                if in_after and after is not None:
                    split.append({"row": row, "begin": after, "end": seen_until})
            elif in_after and not in_before and key in said:
                begun.append({"row": row})
        split += [
            {"row": row, "begin": number, "end": after}
            for key, row in self.rows.items()
            if key in said and key not in neighbours
        ]
        self._copy(split)
        self._set(ended, seen_until=number)
        self._set(begun, seen_from=number)

    def _old_rows(self) -> Iterator[tuple[int, bytes, int, int | None]]:
        columns = (STATEMENT.c.id, STATEMENT.c.key, STATEMENT.c.seen_from, STATEMENT.c.seen_until)
        query = select(*columns).where(STATEMENT.c.dataset == self.dataset, STATEMENT.c.id <= self.mark)
        for row, key, begin, end in self.connection.execute(query, execution_options={"yield_per": 10_000}):
            yield int(row), key, int(begin), end

    def _end_new_rows_at(self, number: int, after: int) -> None:
        new = (STATEMENT.c.id > self.mark, STATEMENT.c.seen_from == number)
        self.connection.execute(update(STATEMENT).where(*new).values(seen_until=after))

    def _set(self, rows: list[dict[str, int]], **values: int) -> None:
        if rows:
            self.connection.execute(update(STATEMENT).where(STATEMENT.c.id == bindparam("row")).values(**values), rows)

    def _copy(self, spans: list[dict[str, int | None]]) -> None:
        """Adds spans of statements that the bank knows, each with the words of a row it has."""
        number = STATEMENT.c.seen_from.type
        words = select(
            *_COPIED,
            bindparam("begin", type_=number).label("seen_from"),
            bindparam("end", type_=number).label("seen_until"),
        ).where(STATEMENT.c.id == bindparam("row"))
        copying = insert(STATEMENT).from_select([*_COPIED, "seen_from", "seen_until"], words)
        for span in spans:
            self.connection.execute(copying, span)
