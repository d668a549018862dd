"""The versions of one data set in the order of their dates, and which of them a row of the bank is true in.

A row is written with ids of versions; here they become positions on the timeline. Two times meet here: `known_at` cuts the
timeline off. Start at `timelines`.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast

from sqlalchemy import Connection, RowMapping, select

from tizim.db.schema import VERSION
from tizim.errors import NoSuchVersion, SubjectError
from tizim.model.version import DateSource, Version

_AFTER_ALL_LETTERS = "~"
"""sorts after everything that can follow a date in ISO 8601"""


@dataclass(frozen=True, slots=True)
class Timeline:
    """Versions of one data set by date; `ids` are their numbers in the bank, in the same order."""

    dataset: str
    versions: tuple[Version, ...]
    ids: tuple[int, ...]
    positions: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.versions)

    def known(self, known_at: str | None) -> int:
        """How many of the versions were published by then: those before this position."""
        if known_at is None:
            return len(self.versions)
        bound = latest_moment(known_at)
        return sum(version.published <= bound for version in self.versions)

    def span(self, seen_from: int, seen_until: int | None) -> tuple[int, int]:
        """Positions [first, end) of the versions a row is true in."""
        return self.positions[seen_from], len(self.ids) if seen_until is None else self.positions[seen_until]

    def named(self, words: str) -> int:
        """Position of the newest version whose date begins with these words. Raises NoSuchVersion, which tells the dates."""
        for position in range(len(self.versions) - 1, -1, -1):
            if self.versions[position].published.startswith(words):
                return position
        dates = ", ".join(version.published for version in self.versions[-12:]) or "none"
        raise NoSuchVersion(
            f"{self.dataset}: expected the date of a version in the bank (the newest are {dates}), came {words!r}"
        )


def timelines(connection: Connection, dataset: str | None = None) -> dict[str, Timeline]:
    """Timelines by data set, in the order of their names; all of them, or the one asked for if it has any version."""
    query = select(VERSION).order_by(VERSION.c.dataset, VERSION.c.published)
    if dataset is not None:
        query = query.where(VERSION.c.dataset == dataset)
    grouped: dict[str, list[RowMapping]] = {}
    for row in connection.execute(query).mappings():
        grouped.setdefault(row["dataset"], []).append(row)
    return {name: _timeline(name, rows) for name, rows in grouped.items()}


def timeline(connection: Connection, dataset: str) -> Timeline:
    """The timeline of one data set, empty if the bank does not have it."""
    return timelines(connection, dataset).get(dataset) or unheard_of(dataset)


def unheard_of(dataset: str) -> Timeline:
    """The timeline of a data set that is not in the bank."""
    return _timeline(dataset, [])


def version_row(number: int, version: Version) -> dict[str, object]:
    """A version as its row."""
    return {
        "id": number,
        "dataset": version.dataset,
        "published": version.published,
        "dated_by": version.dated_by,
        "loaded": version.loaded,
        "origin": version.origin,
        "sha256": version.sha256,
        "format": version.format,
        "records": version.records,
        "entities": version.entities,
        "rejected": version.rejected,
        "fields": json.dumps(dict(sorted(version.fields.items())), ensure_ascii=False),
        "excerpt": version.excerpt,
        "accepted": json.dumps(version.accepted, ensure_ascii=False),
    }


def latest_moment(words: str) -> str:
    """An upper bound, comparable with `Version.published`, of an ISO date or time; a bare date means the end of that day.

    Raises SubjectError where the words are neither.
    """
    stripped = words.strip()
    try:
        moment = datetime.fromisoformat(stripped)
        moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise SubjectError(
            f"expected a date such as 2026-02-27 or a time such as 2026-02-27T08:00:00Z, came {words!r}"
        ) from wrong
    if len(stripped) <= len("2026-02-27"):
        return f"{moment:%Y-%m-%d}{_AFTER_ALL_LETTERS}"
    return f"{moment:%Y-%m-%dT%H:%M:%S}{_AFTER_ALL_LETTERS}"


def _timeline(dataset: str, rows: Sequence[RowMapping]) -> Timeline:
    ids = tuple(int(row["id"]) for row in rows)
    return Timeline(dataset, tuple(_version(row) for row in rows), ids, {number: at for at, number in enumerate(ids)})


def _version(row: RowMapping) -> Version:
    return Version(
        dataset=row["dataset"],
        published=row["published"],
        dated_by=cast(DateSource, row["dated_by"]),
        loaded=row["loaded"],
        origin=row["origin"],
        sha256=row["sha256"],
        format=row["format"],
        records=row["records"],
        entities=row["entities"],
        rejected=row["rejected"],
        fields=json.loads(row["fields"]),
        excerpt=bool(row["excerpt"]),
        accepted=tuple(json.loads(row["accepted"])),
    )
