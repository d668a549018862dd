"""Writes one version: statements stream in, the version closes them off, or nothing of it ever was.

The newest version is the plain case: what is said anew begins with it, what is no longer said ends with it. A version that
lies before another one in the bank is `history`'s business. Start at `Update`.
"""

from collections.abc import Sequence
from functools import cache
from types import TracebackType
from typing import Self

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, update

from tizim.bank.history import Splice
from tizim.bank.mark import advance
from tizim.bank.timeline import timeline, version_row
from tizim.db.engine import settle, writing
from tizim.db.schema import REJECT, STATEMENT, UNREADABLE, VERSION
from tizim.errors import OlderVersion, SourceError
from tizim.model.ftm import schema
from tizim.model.statement import OWN_FIELD, Statement
from tizim.model.version import Rejected, Version
from tizim.sources.reading import Unreadable

_BATCH = 4_000


class Update:
    """One write transaction of one data set. Use as a context manager; leaving the block without `commit` undoes it all.

    history: the version may lie before the newest one in the bank. Memory grows with the number of statements said now
    (some 150 bytes each), not with their size.
    """

    def __init__(self, engine: Engine, dataset: str, *, history: bool = False) -> None:
        self._dataset = dataset
        self._history = history
        self._engine = engine
        self._transaction = writing(engine)
        self._committed = False
        self._seen: set[bytes] = set()
        self._entries: set[str] = set()
        self._batch: list[dict[str, object]] = []
        self._root, self._ordinal = "", 0

    def __enter__(self) -> Self:
        self._connection = self._transaction.__enter__()
        self._timeline = timeline(self._connection, self._dataset)
        self._number = _next_number(self._connection)
        self._splice = Splice.begin(self._connection, self._dataset) if self._history else None
        self._open = {} if self._history else _open_rows(self._connection, self._dataset)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None and not self._committed:
            self._connection.rollback()
        self._transaction.__exit__(kind, error, trace)
        if self._committed:
            settle(self._engine)

    def add(self, statement: Statement) -> None:
        """One statement of the new version; saying it again changes nothing. Raises SourceError for another data set's."""
        if statement.dataset != self._dataset:
            raise SourceError(
                f"expected statements of {self._dataset}, came one of {statement.dataset} ({statement.entity})"
            )
        if statement.root != self._root:
            self._root, self._ordinal = statement.root, 0
        self._ordinal += 1
        key = statement.key
        if key in self._seen:
            return
        self._seen.add(key)
        if statement.entity == statement.root:
            self._entries.add(statement.root)
        known = self._open.pop(key, None) if self._splice is None else self._splice.rows.get(key)
        if known is None:
            self._batch.append(self._row(statement, key))
            if len(self._batch) >= _BATCH:
                self._flush()

    def commit(self, version: Version, rejects: Sequence[Rejected] = (), unreadable: Sequence[Unreadable] = ()) -> None:
        """Makes the version and ends the transaction.

        Raises:
            OlderVersion: the bank holds a newer one, and this is not to fill in history.
            SourceError: the bank holds one of this date, or the version miscounts its entries or rejects.
        """
        self._require_fitting(version, rejects)
        self._flush()
        if self._splice is None:
            self._end_what_is_left()
        else:
            self._splice.fit(self._timeline, version.published, self._number, self._seen)
        self._connection.execute(insert(VERSION), version_row(self._number, version))
        advance(self._connection, self._number, version)
        self._keep_notes(rejects, unreadable)
        self._connection.commit()
        self._committed = True

    def _row(self, statement: Statement, key: bytes) -> dict[str, object]:
        return {
            "key": key,
            "dataset": statement.dataset,
            "root": statement.root,
            "entity": statement.entity,
            "schema": statement.schema,
            "prop": statement.prop,
            "value": statement.value,
            "original": statement.original,
            "lang": statement.lang,
            "place": statement.place,
            "ordinal": self._ordinal,
            "link": int(statement.value != statement.root and is_link(statement.schema, statement.prop)),
            "seen_from": self._number,
        }

    def _flush(self) -> None:
        if self._batch:
            self._connection.execute(insert(STATEMENT), self._batch)
            self._batch = []

    def _end_what_is_left(self) -> None:
        ended = [{"row": row} for row in self._open.values()]
        if ended:
            self._connection.execute(
                update(STATEMENT).where(STATEMENT.c.id == bindparam("row")).values(seen_until=self._number), ended
            )

    def _keep_notes(self, rejects: Sequence[Rejected], unreadable: Sequence[Unreadable]) -> None:
        if rejects:
            self._connection.execute(
                insert(REJECT),
                [
                    {
                        "version": self._number,
                        "ordinal": at,
                        "place": one.place,
                        "reference": one.reference,
                        "why": one.why,
                    }
                    for at, one in enumerate(rejects)
                ],
            )
        if unreadable:
            self._connection.execute(
                insert(UNREADABLE),
                [
                    {
                        "version": self._number,
                        "ordinal": at,
                        "field": one.field,
                        "value": one.value,
                        "place": one.place,
                        "why": one.why,
                    }
                    for at, one in enumerate(unreadable)
                ],
            )

    def _require_fitting(self, version: Version, rejects: Sequence[Rejected]) -> None:
        if version.dataset != self._dataset:
            raise SourceError(f"expected a version of {self._dataset}, came {version.label}")
        for known in self._timeline.versions:
            if known.published == version.published:
                told = "the same content" if known.sha256 == version.sha256 else "other content"
                raise SourceError(
                    f"{version.label}: the bank holds a version of this date, with {told}; nothing was changed"
                )
        newest = self._timeline.versions[-1].published if len(self._timeline) else ""
        if version.published < newest and not self._history:
            raise OlderVersion(
                f"{version.label}: expected a version newer than {newest}; nothing was changed. "
                "It can be filled in as history if it is told to"
            )
        counted, refused = len(self._entries), len(rejects)
        if (version.entities, version.rejected) != (counted, refused):
            raise SourceError(
                f"{version.label}: expected to be told {counted} entries and {refused} rejects, as came in, "
                f"was told {version.entities} and {version.rejected}; nothing was changed"
            )


@cache
def is_link(schema_name: str, prop: str) -> bool:
    """Whether values of a property are ids of entities."""
    if prop.startswith(OWN_FIELD):
        return False
    known = schema(schema_name).property(prop)
    return known is not None and known.type == "entity"


def _next_number(connection: Connection) -> int:
    return int(connection.execute(select(func.coalesce(func.max(VERSION.c.id), 0))).scalar_one()) + 1


def _open_rows(connection: Connection, dataset: str) -> dict[bytes, int]:
    """Key and row of every statement that is still said."""
    query = select(STATEMENT.c.key, STATEMENT.c.id).where(
        STATEMENT.c.dataset == dataset, STATEMENT.c.seen_until.is_(None)
    )
    return {key: int(row) for key, row in connection.execute(query, execution_options={"yield_per": 10_000})}
