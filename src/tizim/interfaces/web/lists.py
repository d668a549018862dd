"""The lists: how old and how whole each is, how it grew, what changed between two versions; and, for operators, an update now."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.http.updating import Updating
from tizim.interfaces.web.drawing import Plot, steps
from tizim.interfaces.web.forms import AForm
from tizim.interfaces.web.frame import AtPage
from tizim.jobs.catalog import CatalogEntry
from tizim.model.version import Difference, Version
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
STALE_DAYS = 14
"""from which age on a list is shown as old"""
_SHOWN, _SHOWN_CHANGES = 60, 15
"""entries that came or went, and entries that changed, which are shown; the figures count all of them"""
_FIELDS_SHOWN, _LONGEST = 8, 240

Name = Annotated[str, Path(max_length=200)]
Day = Annotated[str, Query(max_length=40)]


@router.get(f"{PAGES}/lists", dependencies=[needs(Permission.LISTS)])
async def lists(page: AtPage) -> Response:
    """Every list there is."""
    found = await page.desk.ask(Tizim.catalog)
    updating: Updating = page.request.app.state.updating
    return page.show(
        "_lists.html" if page.shown.is_part else "lists.html",
        page="lists",
        lists=found,
        stale=STALE_DAYS,
        running=updating.is_running,
        ended=updating.ended,
    )


@router.post(f"{PAGES}/lists/update", dependencies=[needs(Permission.LOAD)])
async def update(request: Request, page: AtPage, form: AForm) -> Response:  # noqa: ARG001  (the form is checked)
    """Fetches the official lists anew, in a process of its own."""
    updating: Updating = request.app.state.updating
    updating.start()
    return page.shown.go(f"{PAGES}/lists")


@router.get(f"{PAGES}/lists/{{name}}", dependencies=[needs(Permission.VERSIONS)])
async def one(page: AtPage, name: Name) -> Response:
    """One list with its versions, and its size over time."""

    def work(tizim: Tizim) -> tuple[CatalogEntry, tuple[Version, ...], Plot]:
        versions = tizim.lists.versions(name)
        entry = next(one for one in tizim.catalog() if one.name == name)
        return entry, versions, steps([(version.published, version.entities) for version in versions])

    entry, versions, plot = await page.desk.ask(work)
    return page.show("list.html", page="lists", entry=entry, versions=versions[::-1], plot=plot, stale=STALE_DAYS)


@router.get(f"{PAGES}/lists/{{name}}/difference", dependencies=[needs(Permission.VERSIONS)])
async def difference(page: AtPage, name: Name, before: Day = "", after: Day = "") -> Response:
    """What changed between two versions; between the last two where none is named."""

    def work(tizim: Tizim) -> tuple[CatalogEntry, tuple[Version, ...], Difference]:
        versions = tizim.lists.versions(name)
        entry = next(one for one in tizim.catalog() if one.name == name)
        return entry, versions, tizim.lists.diff(name, before or None, after or None)

    entry, versions, found = await page.desk.ask(work)
    return page.show(
        "difference.html",
        page="lists",
        entry=entry,
        versions=versions[::-1],
        found=found,
        most=_SHOWN,
        most_changed=_SHOWN_CHANGES,
        fields=_FIELDS_SHOWN,
        longest=_LONGEST,
    )
