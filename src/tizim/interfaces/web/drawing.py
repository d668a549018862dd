"""Geometry for the pictures of the pages: bars, lines over time, a graph. Numbers only; templates draw them as SVG. Start at `bars`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH = 640
"""of a picture, in its own units"""
MIDDLE = 100.0
"""where a bar of weight 0 stands; bars reach from 0 to 200"""
_FAR = 4
"""ticks of an axis"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A signed bar. x, width: from the middle, on the common scale."""

    x: float
    width: float
    speaks_for: bool


def bars(weights: Sequence[float]) -> tuple[Bar, ...]:
    """One for each weight, all on the scale of the largest."""
    largest = max((abs(one) for one in weights), default=0) or 1.0
    made = []
    for weight in weights:
        width = round(abs(weight) / largest * (MIDDLE - 2), 2)
        made.append(Bar(MIDDLE if weight >= 0 else round(MIDDLE - width, 2), width, weight >= 0))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class Days:
    """A scale of time. first, last: the days at its ends."""

    first: date
    last: date
    left: float = 0.0
    right: float = float(WIDTH)

    @classmethod
    def over(cls, days: Sequence[str], *, left: float = 0.0, right: float = float(WIDTH)) -> "Days":
        """A scale that all of these fit on (ISO dates; years and months stand for their first day)."""
        known = sorted(filter(None, map(day_of, days)))
        first, last = (known[0], known[-1]) if known else (date(2000, 1, 1), date(2000, 1, 1))
        if first == last:
            first, last = _moved(first, -180), _moved(last, 180)
        return cls(first, last, left, right)

    def at(self, day: str) -> float:
        """Where a day stands."""
        found = day_of(day) or self.first
        share = (found - self.first).days / max(1, (self.last - self.first).days)
        return round(self.left + min(1.0, max(0.0, share)) * (self.right - self.left), 1)

    def ticks(self) -> tuple[tuple[float, str], ...]:
        """Some days of the axis, with where they stand."""
        whole = (self.last - self.first).days
        days = [self.first + timedelta(days=whole * at // _FAR) for at in range(_FAR + 1)]
        form = "%Y-%m" if whole > 2 * 365 else "%Y-%m-%d"
        return tuple((self.at(one.isoformat()), one.strftime(form)) for one in days)


def day_of(words: str) -> date | None:
    """The first day of a year, a month or a day; None for what is none."""
    parts = words[:10].split("-")
    try:
        return date(int(parts[0]), *(int(one) for one in [*parts[1:], "1", "1"][:2]))
    except ValueError:
        return None


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day


@dataclass(frozen=True, slots=True)
class Plot:
    """A line over time. points: "x,y x,y …" for SVG. dots: (x, y, day, value). top: the value at the upper edge."""

    points: str
    dots: tuple[tuple[float, float, str, float], ...]
    days: Days
    top: float
    height: float


def steps(values: Sequence[tuple[str, float]], *, height: float = 160.0) -> Plot:
    """How a number went over days: it stays until the next day that is told."""
    days = Days.over([day for day, _ in values], left=8, right=WIDTH - 8)
    top = max((value for _, value in values), default=0) * 1.1 or 1.0
    dots = tuple((days.at(day), round(height - value / top * height, 1), day, value) for day, value in values)
    points: list[str] = []
    for at, (x, y, _, _) in enumerate(dots):
        if at:
            points.append(f"{x},{dots[at - 1][1]}")
        points.append(f"{x},{y}")
    return Plot(" ".join(points), dots, days, top, height)


def line(values: Sequence[tuple[float, float]], *, top: float, height: float = 180.0) -> str:
    """A line over thresholds from 0 to 1, as points for SVG."""
    return " ".join(
        f"{round(at * WIDTH, 1)},{round(height - min(value, top) / (top or 1) * height, 1)}" for at, value in values
    )


def band(
    low: Sequence[tuple[float, float]], high: Sequence[tuple[float, float]], *, top: float, height: float = 180.0
) -> str:
    """What lies between two such lines."""
    return f"{line(high, top=top, height=height)} {line(list(reversed(low)), top=top, height=height)}"
