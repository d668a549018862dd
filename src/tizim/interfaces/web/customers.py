"""Customers as a file: uploaded, its columns told, screened while one watches, looked through, downloaded, and thresholds tried on them."""

import re
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request
from starlette.concurrency import run_in_threadpool
from starlette.responses import FileResponse, Response

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.drawing import band, line
from tizim.interfaces.web.forms import AForm
from tizim.interfaces.web.frame import AtPage, Page
from tizim.interfaces.web.runs import Asking, Run, Runs
from tizim.model.subject import KINDS

router = APIRouter(include_in_schema=False)
UPLOAD = f"{PAGES}/customers/upload"
PAGE = 50
_OUTCOMES = ("hit", "possible", "clear", "not_screened")
_HEIGHT = 180.0

RunId = Annotated[str, Path(max_length=40)]


def _runs(request: Request) -> Runs:
    runs: Runs = request.app.state.runs
    return runs


def _asking(page: Page) -> Asking:
    return Asking(page.desk.caller, page.desk.asker.sees)


@router.get(f"{PAGES}/customers", dependencies=[needs(Permission.SCREEN)])
async def customers(page: AtPage) -> Response:
    """What one uploaded, and where one uploads."""
    found = await run_in_threadpool(_runs(page.request).of, page.owner)
    return page.show("customers.html", page="customers", runs=found)


@router.post(UPLOAD, dependencies=[needs(Permission.SCREEN)])
async def upload(page: AtPage, form: AForm) -> Response:
    """Keeps a file, for whoever uploads it."""
    file = form.file("file")
    if file is None:
        raise SubjectError("file: expected a customer file, came none")
    id_ = await run_in_threadpool(_runs(page.request).add, page.owner, str(file.filename), file.file)
    return page.shown.go(f"{PAGES}/customers/{id_}")


@router.get(f"{PAGES}/customers/{{run}}", dependencies=[needs(Permission.SCREEN)])
async def one(
    page: AtPage,
    run: RunId,
    outcome: Annotated[str, Query(pattern="^(|hit|possible|clear|not_screened)$")] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """One file: its columns, its progress, or its results."""
    runs = _runs(page.request)
    found = await run_in_threadpool(runs.get, page.owner, run)
    if found.state.name in ("uploaded", "failed", "interrupted"):
        preview = await run_in_threadpool(runs.preview, page.owner, run)
        return page.show("mapping.html", page="customers", run=found, preview=preview, kinds=KINDS)
    rows, total = (
        await run_in_threadpool(runs.results, page.owner, run, outcome, offset, PAGE) if found.has_results else ([], 0)
    )
    return page.show(
        "run.html",
        page="customers",
        run=found,
        rows=rows,
        total=total,
        outcome=outcome,
        offset=offset,
        size=PAGE,
        outcomes=_OUTCOMES,
        plot=_plot(found),
        usual_name=re.sub(r"[^A-Za-z0-9]+", "-", found.title.rsplit(".", 1)[0]).strip("-")[:40] or "customers",
    )


@router.get(f"{PAGES}/customers/{{run}}/state", dependencies=[needs(Permission.SCREEN)])
async def state(page: AtPage, run: RunId) -> Response:
    """How far it is: the part of its page that is exchanged while it works; at its end the whole page is loaded anew."""
    found = await run_in_threadpool(_runs(page.request).get, page.owner, run)
    if not found.state.is_busy:
        address = f"{PAGES}/customers/{found.id}"
        return Response(headers={"HX-Redirect": address}) if page.shown.is_part else page.shown.go(address)
    return page.show("_progress.html", run=found)


@router.post(f"{PAGES}/customers/{{run}}/start", dependencies=[needs(Permission.SCREEN)])
async def start(page: AtPage, run: RunId, form: AForm) -> Response:
    """Screens it, with its columns read as the form says."""
    names, fields = form.data.getlist("column"), form.data.getlist("field")
    columns = {str(name): str(field) for name, field in zip(names, fields, strict=False)}
    kind = form.text("kind")
    if kind not in KINDS:
        raise SubjectError(f"kind: expected one of {', '.join(KINDS)}, came {kind[:40]!r}")
    await run_in_threadpool(_runs(page.request).start, page.owner, run, columns, kind, _asking(page))
    return page.shown.go(f"{PAGES}/customers/{run}")


@router.post(f"{PAGES}/customers/{{run}}/tune", dependencies=[needs(Permission.SCREEN)])
async def tune(page: AtPage, run: RunId, form: AForm) -> Response:  # noqa: ARG001  (the form is checked)
    """Tries all thresholds on it."""
    await run_in_threadpool(_runs(page.request).tune, page.owner, run, _asking(page))
    return page.shown.go(f"{PAGES}/customers/{run}")


@router.post(f"{PAGES}/customers/{{run}}/review", dependencies=[needs(Permission.DECIDE)])
async def review(page: AtPage, run: RunId, form: AForm) -> Response:
    """Keeps its customers under review. Needs that one may screen, too."""
    page.desk.asker.require(Permission.SCREEN)
    name, replacing = form.text("name"), form.text("replacing") == "1"
    await run_in_threadpool(_runs(page.request).review, page.owner, run, name, _asking(page), replacing=replacing)
    return page.shown.go(f"{PAGES}/customers/{run}")


@router.post(f"{PAGES}/customers/{{run}}/remove", dependencies=[needs(Permission.SCREEN)])
async def remove(page: AtPage, run: RunId, form: AForm) -> Response:  # noqa: ARG001  (as above)
    """Takes it away, with its results."""
    await run_in_threadpool(_runs(page.request).remove, page.owner, run)
    return page.shown.go(f"{PAGES}/customers")


@router.get(f"{PAGES}/customers/{{run}}/results.{{form}}", dependencies=[needs(Permission.SCREEN)])
async def results(page: AtPage, run: RunId, form: Annotated[str, Path(max_length=10)]) -> Response:
    """Its results as a file."""
    path = await run_in_threadpool(_runs(page.request).download, page.owner, run, form)
    return FileResponse(path, filename=f"results-{run[:8]}.{form}", media_type="application/octet-stream")


def _plot(run: Run) -> dict[str, object] | None:
    """The curves of thresholds, as points for SVG, with the scales that their axes tell."""
    if run.tuning is None:
        return None
    levels = run.tuning["levels"]
    top = max((one["high"] for one in levels), default=0) or 1.0
    rates = [(one["threshold"], one["per_thousand"]) for one in levels]
    missed = [(one["threshold"], 100 * one["missed"]) for one in levels if one["missed"] is not None]
    most = max([10.0, *(value for _, value in missed)])
    low, high = ([(one["threshold"], one[name]) for one in levels] for name in ("low", "high"))
    return {
        "rates": line(rates, top=top, height=_HEIGHT),
        "band": band(low, high, top=top, height=_HEIGHT),
        "missed": line(missed, top=most, height=_HEIGHT),
        "top": top,
        "most": most,
        "marks": [(round(640 * run.tuning[name], 1), name, run.tuning[name]) for name in ("possible", "hit")],
    }
