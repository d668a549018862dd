"""Was it listed on that day? The answer of two times, from what versions showed and what the publisher dated.

Pure: takes the versions' dates and whether the entry stood in each. The bank asks it, and so does the index.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class ListingStatus(StrEnum):
    """The four answers; UNKNOWN carries the interval in which the truth changed unseen."""

    LISTED = "LISTED"
    FORMERLY_LISTED = "FORMERLY_LISTED"
    NOT_LISTED = "NOT_LISTED"
    UNKNOWN = "UNKNOWN"


@dataclass(frozen=True, slots=True)
class Sighting:
    """One version of the data set: its ISO date, whether the entry was in it, and the listing dates it gave."""

    published: str
    present: bool
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True)
class ListingAnswer:
    """Status on a day, with the words why; `between` bounds the unseen change of an UNKNOWN (ISO dates, open ends None)."""

    status: ListingStatus
    why: str
    start: str | None = None
    end: str | None = None
    between: tuple[str | None, str | None] | None = None


def listing_on(day: str, sightings: Sequence[Sighting]) -> ListingAnswer:
    """Was the entry listed on `day` (ISO date), given `sightings` in order of their dates?

    A version is evidence for its own day: presence there is LISTED unless the publisher's own dates say otherwise. Between
    two versions the publisher's listing dates decide; where it gives none (many give no date of delisting), the answer is
    UNKNOWN with the interval.
    """
    before = [one for one in sightings if one.published[:10] <= day]
    after = [one for one in sightings if one.published[:10] > day]
    last = before[-1] if before else None
    following = after[0] if after else None
    start, end = _dates(last, following, before, after)
    ended = end is not None and end <= day
    started = start is not None and start <= day

    if last is not None and last.present:
        return _after_presence(day, last, following, start=start, end=end, ended=ended)
    if following is not None and following.present:
        if ended:
            return ListingAnswer(ListingStatus.FORMERLY_LISTED, f"ended {end}", start, end)
        if started:
            return ListingAnswer(ListingStatus.LISTED, f"listed on {start} by the publisher's date", start, end)
        if start is not None:
            return _not_yet(start, end, before)
        since = last.published[:10] if last else None
        if since != day:
            why = f"first seen in the version of {following.published[:10]}, which gives no listing date"
            return ListingAnswer(ListingStatus.UNKNOWN, why, None, end, (since, following.published[:10]))
    if any(one.present for one in before):
        seen = [one.published[:10] for one in before if one.present][-1]
        return ListingAnswer(ListingStatus.FORMERLY_LISTED, f"last seen in the version of {seen}", start, end)
    if last is not None:
        return ListingAnswer(ListingStatus.NOT_LISTED, f"absent from the version of {last.published[:10]}", start, end)
    if start is not None and not started:
        return ListingAnswer(ListingStatus.NOT_LISTED, f"listed on {start} only", start, end)
    first = following.published[:10] if following else None
    return ListingAnswer(
        ListingStatus.UNKNOWN, "no version of that day or before is in the bank", start, end, (None, first)
    )


def _dates(
    last: Sighting | None, following: Sighting | None, before: list[Sighting], after: list[Sighting]
) -> tuple[str | None, str | None]:
    """Listing dates from the version nearest to the day that held the entry."""
    for one in (last, following, *reversed(before), *after):
        if one is not None and one.present:
            return one.start, one.end
    return None, None


def _after_presence(
    day: str, last: Sighting, following: Sighting | None, *, start: str | None, end: str | None, ended: bool
) -> ListingAnswer:
    seen = last.published[:10]
    if ended:
        return ListingAnswer(ListingStatus.FORMERLY_LISTED, f"ended {end}", start, end)
    if start is not None and start > day:
        return ListingAnswer(ListingStatus.NOT_LISTED, f"in force from {start} only", start, end)
    if following is None or following.present or seen == day:
        return ListingAnswer(ListingStatus.LISTED, f"in the version of {seen}", start, end)
    gone = following.published[:10]
    why = f"in the version of {seen}, gone in that of {gone}, and the publisher gives no date of delisting"
    return ListingAnswer(ListingStatus.UNKNOWN, why, start, end, (seen, gone))


def _not_yet(start: str, end: str | None, before: list[Sighting]) -> ListingAnswer:
    if any(one.present for one in before):
        return ListingAnswer(ListingStatus.FORMERLY_LISTED, f"listed anew on {start}", start, end)
    return ListingAnswer(ListingStatus.NOT_LISTED, f"listed on {start} only", start, end)
