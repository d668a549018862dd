"""`POST /match/{dataset}`: a batch of examples, each with the entities it could be."""

from typing import Annotated

from fastapi import APIRouter, Query

from tizim.access.roles import Permission
from tizim.errors import SubjectError
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.plain_json import Json
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.yente.matching import BEST, Matching, answer, matches, require_algorithm
from tizim.interfaces.http.yente.models import EntityMatchQuery, EntityMatchResponse
from tizim.interfaces.http.yente.params import Algorithm, ChangedSince, Dataset, Names, Topics, page
from tizim.interfaces.http.yente.scope import lists_of
from tizim.workspace import Tizim

router = APIRouter(tags=["Matching"])


@router.post(
    "/match/{dataset}",
    response_model=EntityMatchResponse,
    dependencies=[needs(Permission.SCREEN)],
    responses=answers(400, 404),
    summary="Query by example",
)
async def match(  # noqa: PLR0913  (yente's parameters)
    *,
    desk: AtDesk,
    dataset: Dataset,
    query: EntityMatchQuery,
    limit: Annotated[int, Query(le=500, title="Number of results to return")] = 5,
    threshold: Annotated[float, Query(allow_inf_nan=False, title="Score from which a result is a match")] = 0.7,
    cutoff: Annotated[
        float, Query(allow_inf_nan=False, deprecated=True, title="Score from which a result is told at all")
    ] = 0.7,
    algorithm: Algorithm = BEST,
    include_dataset: Names = [],  # noqa: B006  (read only: a default of the documentation)
    exclude_schema: Names = [],  # noqa: B006
    exclude_dataset: Names = [],  # noqa: B006
    topics: Topics = [],  # noqa: B006
    changed_since: ChangedSince = None,
    exclude_entity_ids: Annotated[list[str], Query(max_length=50)] = [],  # noqa: B006
) -> Json:
    """Who of the lists could each example be?

    A score is tizim's probability on yente's scale: the home's threshold `possible` stands at 0.50, `hit` at 0.70. As in
    yente, `cutoff` counts no higher than `threshold`, so possible hits are told where one of the two is 0.5.
    """
    require_algorithm(algorithm)
    if query.config:
        raise SubjectError(f"Invalid configuration parameter: {next(iter(query.config))} for algorithm tizim")
    if query.weights:
        raise SubjectError("weights: expected none, for the rules have them (GET /algorithms), came some")
    if len(query.queries) > desk.limits.batch:
        raise SubjectError(f"Too many queries in one batch (limit: {desk.limits.batch})")
    if not query.queries:
        raise SubjectError("No queries provided.")
    shown, _ = page(limit)

    def work(tizim: Tizim) -> bytes:
        how = Matching(
            datasets=lists_of(tizim, dataset, include_dataset, exclude_dataset),
            threshold=threshold,
            cutoff=min(cutoff, threshold),
            limit=shown,
            exclude_schema=exclude_schema,
            exclude_ids=exclude_entity_ids,
            topics=topics,
            changed_since=changed_since,
        )
        return answer(matches(tizim, query.queries, how), shown)

    return Json(await desk.ask(work), headers={"x-batch-size": str(len(query.queries))})
