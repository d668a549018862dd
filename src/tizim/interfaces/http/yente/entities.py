"""`GET /entities/{id}` and what stands beside an entity. tizim merges no entities, so no id was merged into another."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from starlette.exceptions import HTTPException

from tizim.access.roles import Permission
from tizim.errors import NoSuchEntity
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.yente.models import (
    AdjacentResultsResponse,
    EntityAdjacentResponse,
    EntityResponse,
    TotalSpec,
)
from tizim.interfaces.http.yente.params import Names, Offset, page
from tizim.interfaces.http.yente.sorting import in_order
from tizim.model.ftm import schema
from tizim.workspace import Tizim

router = APIRouter(tags=["Data access"])
Ftm = dict[str, Any]

EntityId = Annotated[str, Path(description="As results give it", examples=["un_sc_starter-qde.001"])]
PageSize = Annotated[int, Query(le=500, title="Number of results per property")]


def _ftm(tizim: Tizim, entity_id: str, *, nested: bool) -> Ftm:
    try:
        return tizim.ftm(entity_id, nested=nested)
    except NoSuchEntity as wrong:
        raise HTTPException(404, "No such entity!") from wrong


@router.get(
    "/entities/{entity_id}", dependencies=[needs(Permission.ENTITY)], responses=answers(404), summary="Fetch an entity"
)
async def fetch_entity(
    desk: AtDesk,
    entity_id: EntityId,
    nested: Annotated[bool, Query(title="With its neighbours in it")] = True,  # noqa: FBT002  (a parameter of the address)
) -> EntityResponse:
    """One entity, with its listings, documents and addresses in it."""
    return EntityResponse.model_validate(await desk.ask(lambda tizim: _ftm(tizim, entity_id, nested=nested)))


@router.get(
    "/entities/{entity_id}/adjacent",
    dependencies=[needs(Permission.ENTITY)],
    responses=answers(400, 404),
    summary="Neighbours of an entity",
)
async def adjacent(
    desk: AtDesk,
    entity_id: EntityId,
    sort: Names = [],  # noqa: B006  (read only)
    limit: PageSize = 10,
    offset: Offset = 0,
) -> EntityAdjacentResponse:
    """An entity, and a page of its neighbours by each property they stand in."""
    found = await desk.ask(lambda tizim: _ftm(tizim, entity_id, nested=True))
    neighbours = {prop: _entities(values) for prop, values in found["properties"].items()}
    own = found["properties"] | {
        prop: [value["id"] if isinstance(value, dict) else value for value in values]
        for prop, values in found["properties"].items()
        if schema(found["schema"]).property(prop) is not None
    }
    kept = {prop: values for prop, values in own.items() if all(isinstance(value, str) for value in values)}
    return EntityAdjacentResponse(
        entity=EntityResponse.model_validate(found | {"properties": kept}),
        adjacent={prop: _page(several, sort, limit, offset) for prop, several in neighbours.items() if several},
    )


@router.get(
    "/entities/{entity_id}/adjacent/{property_name}",
    dependencies=[needs(Permission.ENTITY)],
    responses=answers(400, 404),
    summary="Neighbours by one property",
)
async def adjacent_by(
    desk: AtDesk,
    entity_id: EntityId,
    property_name: Annotated[str, Path(examples=["sanctions"])],
    sort: Names = [],  # noqa: B006  (read only)
    limit: PageSize = 10,
    offset: Offset = 0,
) -> AdjacentResultsResponse:
    """A page of the neighbours that stand in one property."""
    found = await desk.ask(lambda tizim: _ftm(tizim, entity_id, nested=True))
    several = _entities(found["properties"].get(property_name, []))
    if not several and not _is_of_entities(found["schema"], property_name):
        raise HTTPException(404, f"No such property: {property_name}")
    return _page(several, sort, limit, offset)


def _is_of_entities(kind: str, name: str) -> bool:
    """Whether it is a property that can hold entities: one of its own, or another schema's seen from here."""
    from tizim.model.ftm import schema_names

    own = schema(kind).property(name)
    if own is not None:
        return own.type == "entity"
    return any(
        prop.reverse == name and prop.range is not None and schema(kind).is_a(prop.range)
        for one in schema_names()
        for prop in schema(one).properties.values()
    )


def _entities(values: list[Any]) -> list[Ftm]:
    return [value for value in values if isinstance(value, dict)]


def _page(several: list[Ftm], sort: list[str], limit: int, offset: int) -> AdjacentResultsResponse:
    size, start = page(limit, offset)
    ordered = in_order(several, sort)
    return AdjacentResultsResponse(
        limit=size,
        offset=start,
        total=TotalSpec(value=len(several)),
        results=[EntityResponse.model_validate(one) for one in ordered[start : start + size]],
    )
