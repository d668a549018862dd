"""What the versions of a data set show of one entry: in which it stood, and the listing dates it gave there.

Pure: takes rows with positions on the timeline. What follows of it for a day is `model.listing`. Start at `sightings`.
"""

from collections.abc import Sequence

from tizim.bank.assembling import Row
from tizim.bank.timeline import Timeline
from tizim.model.listing import Sighting

STARTS, ENDS = ("startDate", "listingDate"), ("endDate",)


def present_in(root: str, rows: Sequence[Row]) -> list[tuple[int, int]]:
    """The spans of an entity's own statements, joined and in order."""
    spans: list[tuple[int, int]] = []
    for first, end in sorted({(row.first, row.end) for row in rows if row.entity == root}):
        if spans and first <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((first, end))
    return spans


def last_present(spans: Sequence[tuple[int, int]], known: int) -> int | None:
    """Position of the last version before `known` that held it; None where there is none."""
    before = [min(end, known) - 1 for first, end in spans if first < known]
    return before[-1] if before else None


def listing_dates(rows: Sequence[Row], position: int) -> tuple[str | None, str | None]:
    """Start and end of the listing as one version gives them.

    start: the earliest start of any of its listings. end: the latest, and only if every listing has ended.
    """
    starts: list[str] = []
    ends: dict[str, list[str]] = {}
    for row in rows:
        if row.schema == "Sanction" and row.first <= position < row.end:
            ended = ends.setdefault(row.entity, [])
            if row.prop in STARTS:
                starts.append(row.value)
            elif row.prop in ENDS:
                ended.append(row.value)
    start = min(starts, default=None)
    end = max((max(dates) for dates in ends.values()), default=None) if all(ends.values()) else None
    return start, end


def sightings(root: str, rows: Sequence[Row], timeline: Timeline, known: int) -> tuple[Sighting, ...]:
    """One for each version before the position `known`, in order. An excerpt shows presence, never absence."""
    spans = present_in(root, rows)
    dated = [row for row in rows if row.schema == "Sanction"]
    turns = {0, *(row.first for row in dated), *(row.end for row in dated)}
    found: list[Sighting] = []
    dates: tuple[str | None, str | None] = (None, None)
    at = 0
    for position in range(known):
        version = timeline.versions[position]
        if position in turns:
            dates = listing_dates(dated, position)
        while at < len(spans) and spans[at][1] <= position:
            at += 1
        if at < len(spans) and spans[at][0] <= position:
            found.append(Sighting(version.published, present=True, start=dates[0], end=dates[1]))
        elif not version.excerpt:
            found.append(Sighting(version.published, present=False))
    return tuple(found)
