"""Dates as OFAC writes them: "24 Jul 1959", "Jul 1959", "1959", "circa 1959", "1959 to 1961"."""

import re

from tizim.model.dates import PartialDate, read_date
from tizim.sources.draft import Draft

DATES = ("%d %b %Y", "%b %Y", "%Y", "%Y-%m-%d", "%Y-%m")
_CIRCA = re.compile(r"circa\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+to\s+|(?<=\d{4})-(?=\d{4}$)")


def put_date(draft: Draft, prop: str, words: str | None, *, at: str) -> None:
    """One date, partial date, span or estimate; raw and noted where it is none."""
    if words is None:
        return
    bare = _CIRCA.sub("", words.strip().rstrip("."), count=1)
    circa = bare != words.strip().rstrip(".")
    ends = _BETWEEN.split(bare)
    if len(ends) == 2 and (span := _span(*ends)) is not None:
        draft.add(prop, f"{span}~" if circa else span, at=at, original=words)
    else:
        draft.add_date(prop, bare, at=at, formats=DATES, approximate=circa)


def _span(first: str, last: str) -> str | None:
    start, end = read_date(first, formats=DATES), read_date(last, formats=DATES)
    if start is None or end is None:
        return None
    try:
        return str(PartialDate.parse(f"{start}/{end}"))
    except ValueError:
        return None
