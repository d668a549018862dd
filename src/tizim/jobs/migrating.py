"""A bank of an older tizim to the tables of this one: first on a copy, which is verified; then, if that is whole, itself.

Start at `migrate_bank`.
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tizim.bank.bank import Bank
from tizim.db.engine import open_engine
from tizim.db.migrations import STEPS, Step, migrate, pending
from tizim.db.rehearsal import rehearsing


@dataclass(frozen=True, slots=True)
class Migration:
    """steps: those that were left. findings: what the copy contradicts itself in after them; then the bank was left as it was.

    versions, statements: what the copy holds afterwards. seconds: how long the steps took on the copy, and its verification.
    done: whether the bank itself has been migrated (or needed nothing).
    """

    steps: tuple[str, ...]
    findings: tuple[str, ...]
    versions: int
    statements: int
    migrating_seconds: float
    verifying_seconds: float
    done: bool


def migrate_bank(
    path: Path | None, url: str | None, *, rehearse_only: bool = False, steps: Sequence[Step] = STEPS
) -> Migration:
    """Rehearses what is left of the ledger, and applies it unless `rehearse_only`. A step that fails raises what it raised.

    Raises BankTooNew for a bank of a later tizim, BankLocked while another process writes, BankError where there is none.
    """
    engine = open_engine(path, url)
    try:
        left = pending(engine, steps)
        if not left:
            return Migration((), (), 0, 0, 0.0, 0.0, done=True)
        with rehearsing(engine) as copy:
            started = time.monotonic()
            migrate(copy, steps)
            migrated = time.monotonic()
            found = Bank(copy).verify()
            verified = time.monotonic()
        whole = found.whole and not rehearse_only
        if whole:
            migrate(engine, steps)
        return Migration(
            tuple(step.name for step in left),
            found.findings,
            found.versions,
            found.statements,
            migrated - started,
            verified - migrated,
            done=whole,
        )
    finally:
        engine.dispose()
