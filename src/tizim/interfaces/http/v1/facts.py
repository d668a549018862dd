"""`/v1/entities` and `/v1/lists`: what lists say, with every source, and how they changed."""

from typing import Annotated, Any

from fastapi import APIRouter, Path, Query

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.models import DifferenceOut, DossierOut, ListOut, VersionOut
from tizim.interfaces.shapes import difference_shape, entity_shape, listing_shape, statement_shape, version_shape
from tizim.jobs.catalog import CatalogEntry
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Lists"])

AsOf = Annotated[str | None, Query(title="A date: was it so on that day?")]
KnownAt = Annotated[str | None, Query(title="A date or time: from what the lists said by then")]
Name = Annotated[str, Path(description="A list", examples=["un_sc_starter"])]


@router.get(
    "/entities/{id}",
    dependencies=[needs(Permission.DOSSIER)],
    responses=answers(400, 404),
    summary="The dossier of an entity",
)
async def dossier(
    desk: AtDesk,
    id: Annotated[str, Path(description="As hits give it", examples=["un_sc_starter-qde.001"])],  # noqa: A002  (the field's word)
    as_of: AsOf = None,
    known_at: KnownAt = None,
) -> DossierOut:
    """All that its list says of an entity, every fact with its field, its words and its life; and whether it was listed."""

    def work(tizim: Tizim) -> dict[str, Any]:
        return entity_shape(tizim.entity(id, as_of, known_at)) | {
            "listing": listing_shape(tizim.listing(id, as_of, known_at)),
            "links": [statement_shape(one) for one in tizim.links(id, known_at)],
        }

    return DossierOut.model_validate(await desk.ask(work))


@router.get("/lists", dependencies=[needs(Permission.LISTS)], responses=answers(), summary="Lists with their ages")
async def lists(desk: AtDesk) -> list[ListOut]:
    """Every list there is; those that do not answer too."""
    return [_list(one) for one in await desk.ask(Tizim.catalog)]


def _list(one: CatalogEntry) -> ListOut:
    status = one.status
    return ListOut(
        dataset=one.name,
        title=status.title,
        publisher=one.publisher,
        licence=status.licence,
        homepage=one.homepage,
        collections=list(one.collections),
        published=status.published,
        loaded=status.loaded,
        age_days=status.age_days,
        versions=status.versions,
        entities=status.entities,
        rejected=status.rejected,
        unreadable=status.unreadable,
        excerpt=status.excerpt,
        searched=one.searched,
    )


@router.get(
    "/lists/{name}/versions",
    dependencies=[needs(Permission.VERSIONS)],
    responses=answers(404),
    summary="Versions of a list",
)
async def versions(desk: AtDesk, name: Name) -> list[VersionOut]:
    """Every version that was loaded, by its date."""
    found = await desk.ask(lambda tizim: tizim.lists.versions(name))
    return [VersionOut.model_validate(version_shape(one)) for one in found]


@router.get(
    "/lists/{name}/difference",
    dependencies=[needs(Permission.VERSIONS)],
    responses=answers(400, 404),
    summary="What changed in a list",
)
async def difference(
    desk: AtDesk,
    name: Name,
    before: Annotated[str | None, Query(title="The beginning of a version's date")] = None,
    after: Annotated[str | None, Query(title="The beginning of a version's date")] = None,
) -> DifferenceOut:
    """Between two versions; between the last two where none is named."""

    def work(tizim: Tizim) -> dict[str, Any]:
        tizim.lists.versions(name)
        return difference_shape(tizim.lists.diff(name, before, after))

    return DifferenceOut.model_validate(await desk.ask(work))
