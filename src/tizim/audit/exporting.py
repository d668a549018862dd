"""Lines of the log as rows of a table: what a person reads, and the words and the hash that prove it.

`line` and `hash` are what was hashed and what came out: from them the chain can be followed without the database. What was erased is
said to be. Start at `rows`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from tizim.audit.chain import Line
from tizim.audit.log import Told

COLUMNS: Mapping[str, type] = MappingProxyType(
    {
        "number": int,
        "at": str,
        "action": str,
        "user": str,
        "role": str,
        "purpose": str,
        "request": str,
        "outcome": str,
        "subject": str,
        "hits": str,
        "reason": str,
        "other": str,
        "erased": bool,
        "searched": str,
        "question": str,
        "rules": str,
        "engine": str,
        "details": str,
        "id": str,
        "part_of": str,
        "line": str,
        "hash": str,
    }
)
"""Columns of an export and their types. `subject`, `question`, `details` and `other` are JSON."""


def rows(told: Iterable[Told], line_of: Callable[[str], Line | None]) -> Iterator[dict[str, object]]:
    """A row for each line, in order. A line of a batch has the lists, rules and engine of the line that tells of the batch.

    line_of: the line of an id, None where there is none.
    """
    batch: Line | None = None
    for one in told:
        line = one.line
        if line.part_of and (batch is None or batch.id != line.part_of):
            batch = line_of(line.part_of)
        yield _row(one, batch if line.part_of and batch is not None else line)


def _row(one: Told, asked: Line) -> dict[str, object]:
    line, private = one.line, dict(one.private or {})
    subject, hits, reason = private.pop("subject", None), private.pop("hits", None), private.pop("reason", None)
    return {
        "number": line.number,
        "at": line.at,
        "action": line.action,
        "user": line.caller.user,
        "role": line.caller.role or None,
        "purpose": line.caller.purpose or None,
        "request": line.caller.request or None,
        "outcome": line.outcome or None,
        "subject": _json(subject),
        "hits": "; ".join(f"{hit['entity']} {hit['outcome']} {hit['score']}" for hit in hits or ()) or None,
        "reason": reason,
        "other": _json(private),
        "erased": one.erased,
        "searched": "; ".join(f"{dataset}@{published}" for dataset, published in asked.searched) or None,
        "question": _json(asked.question),
        "rules": asked.rules or None,
        "engine": asked.engine or None,
        "details": _json(line.details),
        "id": line.id,
        "part_of": line.part_of or None,
        "line": line.words,
        "hash": line.hash.hex(),
    }


def _json(value: object) -> str | None:
    return json.dumps(value, ensure_ascii=False) if value else None
