"""A bank as a file of its own, and back: what backups are made of. Start at `replace`.

What people made of hits is left alone, where it is in the same database: `review.carrying` brings that back.
"""

from collections.abc import Collection

from sqlalchemy import Connection, Engine

from tizim.bank.timeline import timelines
from tizim.db.copying import clear, copy_rows
from tizim.db.engine import settle, writing
from tizim.errors import SubjectError
from tizim.model.version import Version

_TOLD = 5


def replace(engine: Engine, source: Connection, *, lose: bool, never_missed: Collection[str]) -> int:
    """Puts all rows of another bank into the place of this one's, in one transaction; how many statements they are.

    lose: versions that only this bank has may go; without it SubjectError names them. never_missed: data sets of which that may
    be in any case. Raises BankLocked while another process writes.
    """
    with writing(engine) as connection:
        lost = [one for one in _versions(connection) - _versions(source) if one[0] not in never_missed]
        if lost and not lose:
            told = ", ".join(f"{dataset} of {published}" for dataset, published, _ in sorted(lost)[-_TOLD:])
            raise SubjectError(
                f"expected a bank that has no version which the backup lacks, came one with {len(lost):,} of them ({told}); "
                "nothing was changed. --discard-newer restores all the same, and they are gone"
            )
        clear(connection)
        statements = copy_rows(source, connection)
    settle(engine)
    return statements


def _versions(connection: Connection) -> set[tuple[str, str, str]]:
    found: list[Version] = [version for line in timelines(connection).values() for version in line.versions]
    return {(one.dataset, one.published, one.sha256) for one in found}
