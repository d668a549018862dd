"""`GET /search/{dataset}`: entities by words, kinds and facts, page by page. To look around in, not to screen."""

from typing import Annotated

from fastapi import APIRouter, Query

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.index.words import Found, Looking
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.yente.models import (
    EntityResponse,
    Facet,
    Operator,
    SearchFacet,
    SearchFacetItem,
    SearchResponse,
    TotalSpec,
)
from tizim.interfaces.http.yente.params import ChangedSince, Dataset, Names, Offset, page
from tizim.interfaces.http.yente.scope import lists_of
from tizim.interfaces.http.yente.sorting import orders
from tizim.model.ftm import is_schema, schema
from tizim.text.countries import country_name
from tizim.workspace import Tizim

router = APIRouter(tags=["Matching"])

_LABELS = {
    "datasets": "Data sources",
    "schema": "Entity types",
    "countries": "Countries",
    "identifiers": "Identifiers",
    "topics": "Topics",
    "genders": "Genders",
}
_USUAL = [Facet.COUNTRIES, Facet.TOPICS, Facet.DATASETS]


@router.get(
    "/search/{dataset}", dependencies=[needs(Permission.LOOK)], responses=answers(400, 404), summary="Look for entities"
)
async def search(  # noqa: PLR0913  (yente's parameters)
    *,
    desk: AtDesk,
    dataset: Dataset,
    q: Annotated[str, Query(title='Words; also "a phrase", OR, -without, begin*', max_length=1_000)] = "",
    schema: Annotated[str, Query(title="Kind of entities")] = "Thing",
    include_dataset: Names = [],  # noqa: B006  (read only, as all lists here)
    exclude_dataset: Names = [],  # noqa: B006
    exclude_schema: Names = [],  # noqa: B006
    changed_since: ChangedSince = None,
    countries: Names = [],  # noqa: B006
    topics: Names = [],  # noqa: B006
    datasets: Names = [],  # noqa: B006
    filter: Annotated[list[str], Query(title="PROPERTY:VALUE", max_length=50)] = [],  # noqa: A002, B006  (yente's word)
    limit: Annotated[int, Query(le=500, title="Number of results")] = 10,
    offset: Offset = 0,
    sort: Names = [],  # noqa: B006
    target: Annotated[bool | None, Query(deprecated=True, title="Only entities that are designated")] = None,
    fuzzy: Annotated[bool, Query(title="Words are found by ear, too")] = False,
    simple: Annotated[bool, Query(title="Any text is a question")] = False,
    facets: Annotated[list[Facet], Query(title="What to count by")] = _USUAL,
    filter_op: Annotated[Operator, Query(title="Of several values of a filter: one, or all")] = Operator.OR,
) -> SearchResponse:
    """Entities that hold the words, in any script, with counts by facet over all of them.

    An empty page says that nothing holds these words: whether somebody is listed is asked of `/match` or `/v1/screen`.
    """
    if not is_schema(schema):
        raise SubjectError(f"schema: expected a schema of FollowTheMoney, came {schema!r}")
    size, start = page(limit, offset)
    have = {"countries": countries, "topics": topics, "datasets": datasets}
    if target is not None:
        have["target"] = ["true" if target else "false"]

    def work(tizim: Tizim) -> tuple[Found, dict[str, str]]:
        looking = Looking(
            words=q,
            datasets=lists_of(tizim, dataset, include_dataset, exclude_dataset),
            kind=schema,
            have=have,
            properties=[_filter(one) for one in filter],
            without_kinds=exclude_schema,
            changed_since=changed_since,
            every=filter_op is Operator.AND,
            fuzzy=fuzzy,
            simple=simple,
            sort=orders(sort),
            limit=size,
            offset=start,
            facets=[one.value for one in dict.fromkeys(facets)],
        )
        titles = {one.name: one.status.title for one in tizim.catalog()} if Facet.DATASETS in facets else {}
        return tizim.look(looking, wait=False), titles

    found, titles = await desk.ask(work)
    return SearchResponse(
        limit=size,
        offset=start,
        total=TotalSpec(value=found.total),
        results=[EntityResponse.model_validate(one) for one in found.entities],
        facets={name: _facet(name, counted, titles) for name, counted in found.facets.items()},
    )


def _filter(words: str) -> tuple[str, str]:
    name, sign, value = words.partition(":")
    if not name or not sign or not value:
        raise SubjectError(f"filter: expected PROPERTY:VALUE, came {words!r}")
    return name.removeprefix("properties."), value


def _facet(name: str, counted: tuple[tuple[str, int], ...], titles: dict[str, str]) -> SearchFacet:
    values = [SearchFacetItem(name=value, label=_label(name, value, titles), count=count) for value, count in counted]
    return SearchFacet(label=_LABELS[name], values=values)


def _label(name: str, value: str, titles: dict[str, str]) -> str:
    if name == "countries":
        return country_name(value)
    if name == "schema":
        return schema(value).label
    return titles.get(value, value) if name == "datasets" else value
