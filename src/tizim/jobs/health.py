"""Is all well? What a monitor asks every few minutes: how old the lists are, whether the index is that of the bank, what is amiss.

A publisher who changes nothing is no fault, so what counts is when each list was last asked for with success. Start at
`health_of`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tizim.index.layout import MANIFEST
from tizim.index.snapshot import Snapshot
from tizim.jobs.reindex import STARTER
from tizim.jobs.status import ListStatus
from tizim.model.verdict import Searched

USUAL_HOURS = 48.0
"""since a list was last asked for with success, before that is amiss: a daily update may fail once"""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """hours: since a list was last asked for with success. days: since the publisher's date; None tolerates any."""

    hours: float = USUAL_HOURS
    days: int | None = None


@dataclass(frozen=True, slots=True)
class Health:
    """All of it at one moment.

    bank: where it is. unreachable: why it cannot be asked, else "". lists: as `lists.status`; empty where the bank cannot be
    asked. searched: what the index answers from. built: when that was built, "" where there is none. current: whether it is of
    the present state of the bank (None: that cannot be asked). amiss: what a person should look at, in words.
    """

    bank: str
    unreachable: str
    lists: tuple[ListStatus, ...]
    searched: tuple[Searched, ...]
    built: str
    current: bool | None
    amiss: tuple[str, ...]


def health_of(
    bank: str,
    unreachable: str,
    lists: Sequence[ListStatus],
    snapshot: Snapshot | None,
    now: datetime,
    tolerance: Tolerance,
    *,
    current: bool | None,
    also: Sequence[str] = (),
) -> Health:
    """Judges what was found; it opens nothing. also: what others found that a person should look at."""
    amiss = [f"the bank cannot be asked: {unreachable}"] if unreachable else []
    if not unreachable:
        amiss += _of_lists(lists, now, tolerance)
    if snapshot is None:
        amiss.append("there is no index yet: the next question builds it")
    elif current is False:
        amiss.append("the index is of an earlier state of the bank: the next question or update builds it")
    amiss += also
    searched = snapshot.searched if snapshot is not None else ()
    built = _built(snapshot.directory) if snapshot is not None else ""
    return Health(bank, unreachable, tuple(lists), searched, built, current, tuple(amiss))


def _of_lists(lists: Sequence[ListStatus], now: datetime, tolerance: Tolerance) -> list[str]:
    official = [one for one in lists if one.official]
    found = [] if official else ["no official list is loaded: tizim lists update"]
    for one in official:
        hours = (now - datetime.fromisoformat(one.checked)) / timedelta(hours=1)
        if hours > tolerance.hours:
            found.append(
                f"{one.dataset}: last asked for with success at {one.checked}, {_age(hours)} ago; answers keep the version "
                f"of {one.published[:10]}"
            )
        if tolerance.days is not None and one.age_days > tolerance.days:
            found.append(f"{one.dataset}: the version of {one.published[:10]} is {one.age_days} days old")
    return [f"{STARTER}: the starter register answers", *found] if _starter_answers(lists) else found


def _starter_answers(lists: Sequence[ListStatus]) -> bool:
    return any(one.dataset == STARTER for one in lists) and not any(one.official for one in lists)


def _age(hours: float) -> str:
    return f"{hours / 24:.0f} days" if hours >= 48 else f"{hours:.0f} hours"


def _built(directory: Path) -> str:
    made = datetime.fromtimestamp((directory / MANIFEST).stat().st_mtime, UTC)
    return made.strftime("%Y-%m-%dT%H:%M:%SZ")
