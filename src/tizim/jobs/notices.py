"""What tells that a bank has changed: the size and time of its files, or, in a server's database, its mark.

A notice is called before each question, so it is cheap: no database is opened for a bank in a file, and one row is read of one
on a server. Start at `of_files` and `of_database`.
"""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.errors import BankUnreachable

if TYPE_CHECKING:  # the bank brings a database along
    from tizim.bank.bank import Bank

Stamp = list[list[object]]
"""equal stamps: nothing was written in between"""
Notice = Callable[[], Stamp]

PAUSE_SECONDS = 5.0
"""how long a server that did not answer is not asked again: who asks questions meanwhile does not wait each time"""


def of_files(files: Sequence[Path]) -> Notice:
    """Size and time of a database's files: whoever writes to the bank changes them."""

    def stamp() -> Stamp:
        found: Stamp = []
        for file in files:
            try:
                facts = file.stat()
            except OSError:
                continue
            if facts.st_size:
                found.append([file.name, facts.st_size, facts.st_mtime_ns])
        return found

    return stamp


def of_database(bank: "Callable[[], Bank]", clock: Callable[[], float] = time.monotonic) -> Notice:
    """The mark of a bank on a server. The notice raises BankUnreachable where the server does not answer."""
    silent: tuple[float, BankUnreachable] | None = None

    def stamp() -> Stamp:
        nonlocal silent
        before = silent  # other threads write it
        if before is not None and clock() - before[0] < PAUSE_SECONDS:
            raise BankUnreachable(str(before[1]))
        try:
            found: Stamp = [["mark", bank().mark()]]
        except BankUnreachable as wrong:
            silent = clock(), wrong
            raise
        silent = None
        return found

    return stamp
