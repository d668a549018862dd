"""The dossier of an entry: every fact with its source, its names, when it was listed, whom it is linked with, what changed and when."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.drawing import Days
from tizim.interfaces.web.frame import AtPage
from tizim.interfaces.web.graph import Graph, Neighbour, drawn, neighbours_of
from tizim.jobs.catalog import CatalogEntry
from tizim.model.ftm import is_schema, schema
from tizim.model.history import History, VersionChange
from tizim.model.listing import ListingAnswer
from tizim.model.statement import OWN_FIELD, Entity, SourcedStatement, Statement
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
_NAMES = ("name", "alias", "weakAlias", "previousName", "abbreviation")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_STARTS, _ENDS = ("startDate", "listingDate"), ("endDate",)
_MOST_CHANGES = 40
_ROW = 34


@dataclass(frozen=True, slots=True)
class Facts:
    """What one property holds, in the publisher's order."""

    prop: str
    statements: tuple[SourcedStatement, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A listing, a document, an address, … of the entry."""

    kind: str
    title: str
    facts: tuple[Facts, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """A bar of the timeline. label: what it tells; kind: "seen" (in the list's versions) or "dated" (by the publisher)."""

    x: float
    width: float
    y: int
    label: str
    kind: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """When it was listed. ticks: (x, month). versions: (x, day, whether it stood in it). today: where today is; day: where the day asked about is."""

    spans: tuple[Span, ...]
    versions: tuple[tuple[float, str, bool], ...]
    ticks: tuple[tuple[float, str], ...]
    today: float
    day: float | None
    height: int


@dataclass(frozen=True, slots=True)
class Dossier:
    """All of it, as of a day."""

    entity: Entity
    listing: ListingAnswer
    names: tuple[SourcedStatement, ...]
    facts: tuple[Facts, ...]
    parts: tuple[Part, ...]
    timeline: Timeline
    neighbours: tuple[Neighbour, ...]
    graph: Graph
    changes: tuple[VersionChange, ...]
    listed: CatalogEntry | None


@router.get(f"{PAGES}/entities/{{id}}", dependencies=[needs(Permission.DOSSIER)])
async def dossier(
    page: AtPage,
    id: Annotated[str, Path(max_length=1_000)],  # noqa: A002  (the field's word)
    day: Annotated[str, Query(max_length=10)] = "",
) -> Response:
    """As it is, or as it was on a day. An id says of nobody more than that some list has an entry of this number."""
    if day and not _DAY.fullmatch(day):
        raise SubjectError(f"day: expected a date such as 2026-02-27, came {day!r}")
    today = datetime.now(UTC).date().isoformat()

    def work(tizim: Tizim) -> Dossier:
        entity = tizim.entity(id, day or None)
        history = tizim.history(id, recorded=False)  # with what follows a part of what is on record
        told = tizim.ftm(id, recorded=False)
        neighbours = neighbours_of(told)
        return Dossier(
            entity,
            tizim.listing(id, day or None, recorded=False),
            tuple(one for one in entity.statements if one.statement.prop in _NAMES),
            _grouped(one for one in entity.statements if one.statement.prop not in _NAMES),
            tuple(Part(one.schema, _title(one), _grouped(_of_its_own(one, entity))) for one in entity.parts),
            timeline_of(entity, history, today, day),
            neighbours,
            drawn(entity.caption, neighbours),
            tuple(reversed(history.changes))[:_MOST_CHANGES],
            next((one for one in tizim.catalog() if one.name == entity.dataset), None),
        )

    found = await page.desk.ask(work)
    return page.show(
        "dossier.html",
        found=found,
        day=day,
        today=today,
        prop=lambda name, kind="": prop_in_words(name, kind, page.words.told),
        is_country=is_country,
    )


def prop_in_words(name: str, kind: str, told: Mapping[str, str]) -> str:
    """A property as a person reads it."""
    words = told.get(f"prop.{name}")
    if words is None and is_schema(kind):
        known = schema(kind).property(name)
        words = known.label if known is not None else None
    return words or own_field(name)


def is_country(said: Statement) -> bool:
    """Whether its value is the code of a country."""
    known = schema(said.schema).property(said.prop) if is_schema(said.schema) else None
    return known is not None and known.type == "country"


def own_field(prop: str) -> str:
    """A publisher's own field, by its own name."""
    return prop.removeprefix(OWN_FIELD)


def _grouped(statements: Iterable[SourcedStatement]) -> tuple[Facts, ...]:
    found: dict[str, list[SourcedStatement]] = {}
    for one in statements:
        found.setdefault(one.statement.prop, []).append(one)
    return tuple(Facts(prop, tuple(several)) for prop, several in found.items())


def _of_its_own(part: Entity, entity: Entity) -> Iterator[SourcedStatement]:
    """What a part says beside that it is a part of this entry."""
    return (one for one in part.statements if one.statement.value != entity.id)


def _title(part: Entity) -> str:
    for prop in ("program", "authority", "number", "full", "country"):
        if (value := part.first(prop)) is not None:
            return value
    return ""


def timeline_of(entity: Entity, history: History, today: str, day: str = "") -> Timeline:
    """When the entry stood in versions of its list, and from when to when its publisher says that it is listed."""
    listings = [one for one in entity.parts if one.schema == "Sanction"]
    dated = [(one, *_dates(one)) for one in listings]
    days = Days.over(
        [*(one.published for one in history.sightings), today, day or today, *(end for _, *ends in dated for end in ends if end)],
        left=8,
        right=632,
    )  # fmt: skip
    spans = [
        Span(days.at(start), max(2.0, days.at(end) - days.at(start)), 0, "", "seen", start[:10], end[:10])
        for start, end in _stretches(history, today)
    ]
    row = 1
    for part, first, end in dated:
        if first is None:
            continue
        left = days.at(first)
        width = max(2.0, days.at(end or today) - left)
        spans.append(Span(left, width, row * _ROW, _title(part), "dated", first, end or ""))
        row += 1
    return Timeline(
        tuple(spans),
        tuple((days.at(one.published), one.published[:10], one.present) for one in history.sightings),
        days.ticks(),
        days.at(today),
        days.at(day) if day else None,
        row * _ROW + 40,
    )


def _dates(part: Entity) -> tuple[str | None, str | None]:
    starts = [value for prop in _STARTS for value in part.get(prop)]
    ends = [value for prop in _ENDS for value in part.get(prop)]
    return min(starts, default=None), max(ends, default=None)


def _stretches(history: History, today: str) -> list[tuple[str, str]]:
    """From which version to which it stood in the list; where it still does, to today."""
    found: list[tuple[str, str]] = []
    begun: str | None = None
    for one in history.sightings:
        if one.present and begun is None:
            begun = one.published
        elif not one.present and begun is not None:
            found.append((begun, one.published))
            begun = None
    return [*found, (begun, today)] if begun is not None else found
