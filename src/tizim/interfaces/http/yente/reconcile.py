"""`/reconcile/{dataset}`: the reconciliation protocol 0.2, for OpenRefine and its like: match a column of a table, look up
what suits, and bring back properties. Start at `manifest`; the work is in `reconciling`.
"""

from html import escape
from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request, Response
from fastapi.responses import HTMLResponse
from starlette.exceptions import HTTPException

from tizim.access.roles import Permission
from tizim.errors import NoSuchEntity, SubjectError
from tizim.interfaces.http.caller import Asking, needs
from tizim.interfaces.http.desk import AtDesk, AtTheDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.yente import reconciling
from tizim.interfaces.http.yente.matching import BEST, require_algorithm
from tizim.interfaces.http.yente.params import Algorithm, ChangedSince, Dataset, page
from tizim.interfaces.http.yente.scope import lists_of
from tizim.workspace import Tizim

router = APIRouter(tags=["Reconciliation"])
Shape = dict[str, Any]
_SPACE = "https://followthemoney.tech/explorer/"
_BATCH = 10
Prefix = Annotated[str, Query(max_length=200, title="What was typed so far")]
Json = Annotated[str | None, Query(title="JSON of the protocol")]


@router.get(
    "/reconcile/{dataset}",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404),
    summary="What the service can do",
)
async def manifest(
    *,
    request: Request,
    response: Response,
    desk: AtDesk,
    dataset: Dataset,
    queries: Json = None,
    extend: Json = None,
    algorithm: Algorithm = BEST,
    changed_since: ChangedSince = None,
) -> Shape:
    """The manifest of the service; with `queries` or `extend`, the answer to them."""
    if queries or extend:
        return await _answered(desk, response, dataset, queries, extend, algorithm, changed_since)
    await desk.ask(lambda tizim: lists_of(tizim, dataset))
    base = f"{str(request.base_url).rstrip('/')}/reconcile/{dataset}"
    return {
        "versions": ["0.2"],
        "name": f"{dataset} (tizim)",
        "identifierSpace": _SPACE,
        "schemaSpace": _SPACE,
        "documentation": f"{str(request.base_url).rstrip('/')}/openapi.json",
        "batchSize": _BATCH,
        "view": {"url": f"{str(request.base_url).rstrip('/')}/entities/{{{{id}}}}"},
        "preview": {"url": f"{base}/preview?id={{{{id}}}}", "width": 430, "height": 300},
        "suggest": {
            kind: {"service_url": base, "service_path": f"/suggest/{kind}"} for kind in ("entity", "type", "property")
        },
        "extend": {
            "propose_properties": {"service_url": base, "service_path": "/extend/property"},
            "property_settings": reconciling.SETTINGS,
            "propose_settings": reconciling.SETTINGS,
        },
        "defaultTypes": [reconciling.type_shape(one) for one in reconciling.matchable()],
    }


@router.post(
    "/reconcile/{dataset}",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404),
    summary="Match rows, or bring back properties",
)
async def reconcile(
    *,
    response: Response,
    desk: AtDesk,
    dataset: Dataset,
    queries: Annotated[str | None, Form(title="JSON of the protocol")] = None,
    extend: Annotated[str | None, Form(title="JSON of the protocol")] = None,
    algorithm: Algorithm = BEST,
    changed_since: ChangedSince = None,
) -> Shape:
    """With `queries`: who each row could be. With `extend`: properties of entities."""
    return await _answered(desk, response, dataset, queries, extend, algorithm, changed_since)


async def _answered(
    desk: AtTheDesk,
    response: Response,
    dataset: str,
    queries: str | None,
    extend: str | None,
    algorithm: str,
    changed_since: str | None,
) -> Shape:
    require_algorithm(algorithm)
    if extend:
        desk.asker.require(Permission.ENTITY)
        wanted = reconciling.read_extension(extend, desk.limits.batch)
        found = await desk.ask(lambda tizim: reconciling.extended(tizim, wanted))
        response.headers["x-batch-size"] = str(len(wanted.ids))
        return found
    if not queries:
        raise SubjectError("expected the form field 'queries' or 'extend', came neither")
    asked = reconciling.read_queries(queries, desk.limits.batch)

    def work(tizim: Tizim) -> Shape:
        return reconciling.reconciled(tizim, asked, lists_of(tizim, dataset), changed_since)

    response.headers["x-batch-size"] = str(len(asked))
    return await desk.ask(work)


@router.get(
    "/reconcile/{dataset}/suggest/entity",
    dependencies=[needs(Permission.LOOK)],
    responses=answers(400, 404),
    summary="Entities by a beginning",
)
async def suggest_entity(
    desk: AtDesk,
    dataset: Dataset,
    prefix: Prefix = "",
    limit: Annotated[int, Query(le=500, title="Number of suggestions")] = 10,
) -> Shape:
    """Entities whose names hold the words; the last word may go on."""
    size, _ = page(limit)

    def work(tizim: Tizim) -> list[Shape]:
        return reconciling.entities_like(tizim, prefix, lists_of(tizim, dataset), size)

    return _suggestions(prefix, await desk.ask(work))


@router.get(
    "/reconcile/{dataset}/suggest/type",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(404),
    summary="Kinds by a beginning",
)
async def suggest_type(desk: AtDesk, dataset: Dataset, prefix: Prefix = "") -> Shape:
    """Schemata one may ask about."""
    await desk.ask(lambda tizim: lists_of(tizim, dataset))
    return _suggestions(prefix, reconciling.types_like(prefix))


@router.get(
    "/reconcile/{dataset}/suggest/property",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(404),
    summary="Properties by a beginning",
)
async def suggest_property(desk: AtDesk, dataset: Dataset, prefix: Prefix = "") -> Shape:
    """Properties a row may be matched by."""
    await desk.ask(lambda tizim: lists_of(tizim, dataset))
    return _suggestions(prefix, reconciling.properties_like(prefix))


@router.get(
    "/reconcile/{dataset}/extend/property",
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404),
    summary="Properties of a kind",
)
async def propose_properties(
    desk: AtDesk,
    dataset: Dataset,
    type: Annotated[str, Query(title="A schema")] = "Thing",  # noqa: A002  (the protocol's word)
    limit: Annotated[int, Query(le=500, title="Number of properties; 0 is all")] = 0,
) -> Shape:
    """Properties that can be brought back for entities of a kind."""
    await desk.ask(lambda tizim: lists_of(tizim, dataset))
    return {"type": type, "limit": limit, "properties": reconciling.properties_of_kind(type, limit)}


@router.get(
    "/reconcile/{dataset}/preview",
    dependencies=[needs(Permission.ENTITY)],
    responses=answers(404),
    summary="An entity at a glance",
)
async def preview(
    *,
    request: Request,
    desk: AtDesk,
    caller: Asking,  # noqa: ARG001  (asked for its check)
    dataset: Dataset,
    id: Annotated[str, Query(title="As results give it")],  # noqa: A002  (the protocol's word)
) -> HTMLResponse:
    """A small page for the frame that OpenRefine shows beside a candidate; only origins that are allowed may frame it."""

    def work(tizim: Tizim) -> Shape:
        lists_of(tizim, dataset)
        try:
            return tizim.ftm(id, nested=False)
        except NoSuchEntity as wrong:
            raise HTTPException(404, "No such entity!") from wrong

    found = await desk.ask(work)
    origins = " ".join(request.app.state.origins) or "'none'"
    headers = {"Content-Security-Policy": f"default-src 'none'; frame-ancestors {origins}"}
    return HTMLResponse(_page(found), headers=headers)


def _page(found: Shape) -> str:
    facts = "".join(
        f"<dt>{escape(prop)}</dt><dd>{escape('; '.join(values[:5]))}</dd>"
        for prop, values in list(found["properties"].items())[:12]
    )
    head = f"<title>{escape(found['caption'])}</title>"
    about = f"{escape(found['schema'])} · {escape(', '.join(found['datasets']))} · {escape(found['id'])}"
    body = f"<h1>{escape(found['caption'])}</h1><p>{about}</p><dl>{facts}</dl>"
    return f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _suggestions(prefix: str, result: list[Shape]) -> Shape:
    return {"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": result}
