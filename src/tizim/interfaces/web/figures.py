"""Figures of the review: alerts by list, how long decisions took, false alarms by culture of names; as tables with their bars."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs
from tizim.interfaces.web.frame import AtPage
from tizim.interfaces.web.queue import QUEUE
from tizim.review.figures import Figures, Share
from tizim.review.states import STATES
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
_WITHIN = ((1, "hour"), (8, "working_day"), (24, "day"), (72, "three_days"), (168, "week"))
"""hours, and what so long is called"""
WHOLE = 200.0
"""of a bar that is all of it"""


@dataclass(frozen=True, slots=True)
class Took:
    """How many decisions took no longer, but longer than the one before. bar: as part of all, in units of `WHOLE`."""

    name: str
    decisions: int
    bar: float


@dataclass(frozen=True, slots=True)
class Piece:
    """Alerts of a list in one state, as a piece of its bar."""

    state: str
    alerts: int
    x: float
    width: float


@router.get(f"{QUEUE}/figures", dependencies=[needs(Permission.CUSTOMERS)])
async def figures(page: AtPage, since: Annotated[str, Query(max_length=40)] = "") -> Response:
    """All of it, of alerts that were opened on or after a day."""

    def work(tizim: Tizim) -> tuple[Figures, dict[str, str]]:
        return tizim.review.figures(since=since or None), {one.name: one.status.title for one in tizim.catalog()}

    found, titles = await page.desk.ask(work)
    most = max((sum(states.values()) for states in found.lists.values()), default=1)
    return page.show(
        "figures.html",
        page="review",
        figures=found,
        since=since,
        lists=[
            (titles.get(name, name), sum(states.values()), _pieces([(one, states.get(one, 0)) for one in STATES], most))
            for name, states in found.lists.items()
        ],
        took=_took(found.hours),
        cultures=[(name, share, _false(share)) for name, share in found.cultures.items() if share.decided],
        whole=WHOLE,
    )


def _pieces(states: Sequence[tuple[str, int]], most: int) -> list[Piece]:
    pieces, x = [], 0.0
    for state, alerts in states:
        width = round(alerts / most * WHOLE, 2)
        if alerts:
            pieces.append(Piece(state, alerts, round(x, 2), width))
        x += width
    return pieces


def _took(hours: Sequence[float]) -> list[Took]:
    made, before = [], 0
    for most, name in (*_WITHIN, (float("inf"), "longer")):
        within = sum(one <= most for one in hours)
        made.append(Took(name, within - before, round((within - before) / (len(hours) or 1) * WHOLE, 2)))
        before = within
    return made


def _false(share: Share) -> float:
    """The bar of false alarms."""
    return round((share.false_alarms or 0.0) * WHOLE, 2)
