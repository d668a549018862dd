"""A line of the log as it is written and hashed, and how each holds on to the one before it.

    hash of line n = BLAKE2b-256(words of line n), and the words of line n hold its number and the hash of line n - 1

The words are canonical JSON and are kept as they were hashed. It opens nothing. Start at `written`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any, Self

from tizim.audit.caller import Caller
from tizim.audit.canonical import canonical, read_canonical
from tizim.audit.event import Event
from tizim.errors import AuditError

HASH_BYTES = 32
START = bytes(HASH_BYTES)
"""what the first line holds on to"""
_PERSON = b"tizim audit 1"


@dataclass(frozen=True, slots=True)
class Line:
    """One line, read. sealed: digest of its sealed content, "" where nothing is sealed. words: as hashed."""

    number: int
    id: str
    at: str
    previous: str
    action: str
    caller: Caller
    outcome: str = ""
    engine: str = ""
    rules: str = ""
    searched: tuple[tuple[str, str], ...] = ()
    question: Mapping[str, Any] = field(default_factory=dict)
    part_of: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    sealed: str = ""
    words: str = ""

    @property
    def hash(self) -> bytes:
        """What the next line holds on to."""
        return hash_of(self.words)

    @classmethod
    def read(cls, words: str) -> Self:
        """A line as `written` wrote it; raises AuditError for anything else."""
        try:
            told = read_canonical(words)
            caller = Caller(told.pop("user"), *(told.pop(key, "") for key in ("role", "purpose", "request")))
            searched = tuple((str(dataset), str(published)) for dataset, published in told.pop("searched", ()))
            return cls(caller=caller, searched=searched, words=words, **told)
        except (ValueError, KeyError, TypeError) as wrong:
            raise AuditError(f"expected a line of the log, came {wrong}") from wrong


def hash_of(words: str) -> bytes:
    """Of the words of a line."""
    return blake2b(words.encode(), digest_size=HASH_BYTES, person=_PERSON).digest()


def written(event: Event, *, number: int, id: str, at: str, previous: bytes, sealed: str = "") -> str:  # noqa: A002  (the field's word)
    """The words of a line."""
    caller, asked = event.caller, event.asked
    told: dict[str, Any] = {
        "number": number,
        "id": id,
        "at": at,
        "previous": previous.hex(),
        "action": event.action,
        "user": caller.user,
        "role": caller.role,
        "purpose": caller.purpose,
        "request": caller.request,
        "outcome": event.outcome,
        "part_of": event.part_of,
        "details": dict(event.details),
        "sealed": sealed,
    }
    if asked is not None:
        told["engine"], told["rules"] = asked.engine, asked.rules
        told["searched"] = [[one.dataset, one.published] for one in asked.searched]
        told["question"] = asked.question()
    return canonical({key: value for key, value in told.items() if value not in ("", [], {})}).decode("ascii")
