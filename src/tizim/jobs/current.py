"""Which snapshot answers now: that of the bank as it is, else the last one there is. Start at `Current.look`.

Threads share one: what it gives is a value, and what it remembers is one reference.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import BankUnreachable
from tizim.index.snapshot import Snapshot
from tizim.jobs.reindex import NOW, Shelf

if TYPE_CHECKING:  # a current snapshot needs no database
    from tizim.bank.bank import Bank


@dataclass(frozen=True, slots=True)
class Answers:
    """The snapshot that answers. unasked: why it is not known whether the lists have changed since; "" where it is."""

    snapshot: Snapshot
    unasked: str = ""


class Current:
    """What answers in one home. bank: opens it. file: of the bank; None where it is a server's. rules: their version."""

    def __init__(self, shelf: Shelf, bank: "Callable[[], Bank]", home: Path, file: Path | None, rules: str) -> None:
        self._shelf = shelf
        self._bank = bank
        self._home = home
        self._file = file
        self._rules = rules
        self._now: tuple[object, Snapshot] | None = None
        """what the bank and the pointer were at, and what answered then"""

    @property
    def bank_is_gone(self) -> bool:
        """Whether only the index is here, copied from elsewhere, or nothing yet."""
        return self._file is not None and not self._file.exists()

    def forget(self) -> None:
        """The next question looks anew."""
        self._now = None

    def look(self) -> Answers:
        """What answers now. Raises BankUnreachable where the server does not answer and there is no snapshot either."""
        now = self._now
        before = now[1] if now is not None else None
        try:
            state = (self._shelf.stamp(), self._shelf.pointer())  # first: what comes in between is looked at next time
        except BankUnreachable as wrong:
            return self._last_known(before, wrong)
        if now is not None and now[0] == state:
            return Answers(now[1])
        snapshot = self._shelf.current() or self._made(before)
        if snapshot is None:
            return Answers(self._last(before))
        self._now = (state, snapshot)
        return Answers(snapshot)

    def _made(self, before: Snapshot | None) -> Snapshot | None:
        """The snapshot of the bank as it is; where nothing can be written, the last one there is.

        None where another process is building it, and there is a last one of these rules to answer from until it is done.
        """
        last = self._shelf.last(before)
        if last is not None and (self.bank_is_gone or not os.access(self._home, os.W_OK)):
            return last
        if last is None or last.rules_version != self._rules:
            return self._shelf.build(self._bank(), NOW)
        return self._shelf.build_unless_another_does(self._bank())

    def _last(self, before: Snapshot | None) -> Snapshot:
        """The last snapshot; one that was replaced at this very moment is looked up again."""
        return self._shelf.last(before) or self._shelf.build(self._bank(), NOW)

    def _last_known(self, before: Snapshot | None, wrong: BankUnreachable) -> Answers:
        """What still answers where the database does not: the last snapshot, and every verdict says so."""
        last = self._shelf.last(before)
        if last is None:
            raise wrong
        return Answers(last, f"whether the lists have changed is not known: {wrong}")
