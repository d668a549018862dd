"""What the review comes to in figures: by list, by how long it took, by how people of different names fared. Start at `figures_of`."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from tizim.review.cultures import culture_of
from tizim.review.states import DECISIONS, Alert


@dataclass(frozen=True, slots=True)
class Share:
    """Decided alerts of one group: how many, how many of them confirmed; the rest were false alarms."""

    decided: int
    confirmed: int

    @property
    def confirmed_share(self) -> float | None:
        """Of those decided; None where none is."""
        return self.confirmed / self.decided if self.decided else None

    @property
    def false_alarms(self) -> float | None:
        """The share of those that were dismissed; None where none is decided."""
        return 1 - self.confirmed / self.decided if self.decided else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All of it. states: state -> alerts. lists: list -> state -> alerts. hours: from opening to decision, sorted.

    overdue: live alerts whose day is over. pending: that wait for a second person. cultures: see `review.cultures`.
    """

    alerts: int
    states: Mapping[str, int]
    lists: Mapping[str, Mapping[str, int]]
    decided: Share
    hours: tuple[float, ...]
    overdue: int
    pending: int
    cultures: Mapping[str, Share]

    @property
    def median_hours(self) -> float | None:
        """Half of the decisions took no longer; None where there are none."""
        return median(self.hours) if self.hours else None

    @property
    def slow_hours(self) -> float | None:
        """Nine in ten took no longer."""
        return self.hours[min(len(self.hours) - 1, int(0.9 * len(self.hours)))] if self.hours else None


def figures_of(alerts: Sequence[Alert], today: str) -> Figures:
    """The figures of some alerts on a day (ISO)."""
    lists: dict[str, Counter[str]] = {}
    cultures: dict[str, list[Alert]] = {}
    for one in alerts:
        lists.setdefault(one.known.dataset, Counter())[one.state] += 1
        cultures.setdefault(culture_of(one.known.asked), []).append(one)
    hours = sorted(_hours(one.opened, one.decision.at) for one in alerts if one.decision is not None)
    return Figures(
        len(alerts),
        Counter(one.state for one in alerts),
        dict(sorted(lists.items())),
        _share(alerts),
        tuple(hours),
        sum(one.is_live and one.due < today for one in alerts),
        sum(one.proposal is not None for one in alerts),
        {name: _share(some) for name, some in sorted(cultures.items())},
    )


def _share(alerts: Iterable[Alert]) -> Share:
    """A confirmed alert that the system closed afterwards was no false alarm."""
    decided = [one.decision.decision for one in alerts if one.decision is not None]
    return Share(sum(one in DECISIONS for one in decided), decided.count("confirmed"))


def _hours(opened: str, decided: str) -> float:
    return (datetime.fromisoformat(decided) - datetime.fromisoformat(opened)).total_seconds() / 3600
