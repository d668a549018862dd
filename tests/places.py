"""Where a bank of a test lives: a file of SQLite or a database of PostgreSQL, behind one face, so that one body tests both."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text

from tizim.bank.bank import Bank
from tizim.db.engine import open_engine, writing


@dataclass(frozen=True)
class Place:
    """A path or a URL; nothing is open yet."""

    path: Path | None = None
    url: str | None = None

    @property
    def is_postgres(self) -> bool:
        return self.url is not None

    def open(self, **options: Any) -> Bank:
        return Bank.open(self.path, url=self.url, **options)

    @contextmanager
    def engine(self, **options: Any) -> Iterator[Engine]:
        opened = open_engine(self.path, self.url, **options)
        yield opened
        opened.dispose()

    def tamper(self, *statements: str) -> None:
        """Changes what is stored behind the bank's back."""
        with self.engine() as engine, writing(engine) as connection:
            for words in statements:
                connection.execute(text(words))


OLDER = (
    *(f"drop table review_{one}" for one in ("distinction", "step", "alert", "subject", "file", "head")),
    *(
        f"drop table {one}"
        for one in (
            *("access_session", "access_key", "access_user", "access_mark", "access_state"),
            *("webhook_look", "webhook_delivery", "webhook_event", "webhook", "webhook_seen", "webhook_state"),
            *("receipt_node", "audit_head", "audit_key", "audit_line", "state"),
        )
    ),
    "delete from migration where number > 1",
)
"""what makes a bank as the first tizim wrote it"""
