"""What the system does about a pair by itself: opens, updates, closes, or keeps silent because somebody judged this very state.

Pure. A dismissed pair comes back exactly when something that matters (`facts`) is another than it was when it was judged, when its
outcome is another, or when the decision was for a time and that is over. Start at `about`.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tizim.review.facts import Change
from tizim.review.known import Known
from tizim.review.states import Alert


@dataclass(frozen=True, slots=True)
class Open:
    """A new alert. former: the number of the last one of the pair, 0 where there was none; changes: since it was judged."""

    known: Known
    round: int = 1
    former: int = 0
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Update:
    """What is known of an alert is another now."""

    alert: Alert
    known: Known
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Close:
    """Nobody must look any more, and why: "delisted", "no longer a hit", "customer removed"; words tell it to a person."""

    alert: Alert
    reason: str
    words: str
    changes: tuple[Change, ...] = ()


Doing = Open | Update | Close


@dataclass(frozen=True, slots=True)
class Gone:
    """Why an entry is no hit any more."""

    reason: str
    words: str
    changes: tuple[Change, ...] = ()


def about(alerts: Sequence[Alert], now: Known, today: str) -> Doing | None:
    """What to do about a pair that is a hit. alerts: those of the pair there have been; today: an ISO date.

    None where somebody looks at it or has judged it as it is.
    """
    last = max(alerts, key=lambda one: one.round, default=None)
    if last is None:
        return Open(now)
    if last.is_live or last.state == "confirmed":
        changes = now.since(last.known)
        return Update(last, now, changes) if changes else None
    dismissed = judged(alerts)
    if dismissed is not None:
        came = since_judged(dismissed, now, today)
        return Open(now, last.round + 1, dismissed.number, came) if came else None
    again = now.since(last.known) or (Change("review", "hit", (last.closed,), ("a hit again",)),)
    return Open(now, last.round + 1, last.number, again)


def judged(alerts: Sequence[Alert]) -> Alert | None:
    """The alert whose dismissal still counts for a pair: the last that somebody decided, if that is how; None where there is none."""
    decided = [one for one in alerts if one.decision is not None]
    last = max(decided, key=lambda one: one.round, default=None)
    return last if last is not None and last.state == "dismissed" else None


def since_judged(dismissed: Alert, now: Known, today: str) -> tuple[Change, ...]:
    """Why a dismissed pair comes back; empty where it stays silent."""
    changes = now.since(dismissed.known)
    until = dismissed.decision.until if dismissed.decision is not None else ""
    if until and until < today:
        changes = (*changes, Change("review", "distinguished until", (until,), ("over",)))
    return changes


def is_silent(alerts: Sequence[Alert], now: Known, today: str) -> bool:
    """Whether somebody judged this pair, as it is now, to be no match: then it speaks against no other entry."""
    if any(one.is_live or one.state == "confirmed" for one in alerts):
        return False
    dismissed = judged(alerts)
    return dismissed is not None and not since_judged(dismissed, now, today)


def plan(
    alerts: Mapping[str, Sequence[Alert]], found: Mapping[str, Known], gone: Mapping[str, Gone], today: str
) -> list[Doing]:
    """What to do about one subject, by entity: alerts there have been, hits there are, and why those that are no hits are gone."""
    doing: list[Doing] = []
    for entity, known in found.items():
        if (done := about(alerts.get(entity, ()), known, today)) is not None:
            doing.append(done)
    for entity, why in gone.items():
        last = max(alerts.get(entity, ()), key=lambda one: one.round, default=None)
        if last is not None and entity not in found and (last.is_live or last.state == "confirmed"):
            doing.append(Close(last, why.reason, why.words, why.changes))
    return doing
