"""`GET /catalog` and `GET /algorithms`: which lists there are, and how is a score made?"""

from fastapi import APIRouter

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.yente.matching import ALGORITHM
from tizim.interfaces.http.yente.models import (
    Algorithm,
    AlgorithmDocs,
    AlgorithmResponse,
    DataCatalogModel,
    DataPublisher,
    DatasetModel,
    FeatureDoc,
)
from tizim.jobs.catalog import DEFAULT, SANCTIONS, CatalogEntry
from tizim.workspace import Tizim

router = APIRouter(tags=["Data access"])

_COLLECTIONS = {DEFAULT: "All lists that are loaded", SANCTIONS: "All official lists that are loaded"}
_ABOUT = (
    "One additive score: the log-odds that both are the same are the sum of what each feature brought, and its logistic is a "
    "probability. The score told here is that probability on yente's scale."
)


@router.get("/catalog", dependencies=[needs(Permission.LISTS)], responses=answers(), summary="Lists")
async def catalog(desk: AtDesk) -> DataCatalogModel:
    """Every list that answers, with its version, and the collections they are in."""
    lists = [one for one in await desk.ask(Tizim.catalog) if one.searched]
    collections = [_collection(name, [one for one in lists if name in one.collections]) for name in _COLLECTIONS]
    shown = [*(one for one in collections if one.children), *map(_dataset, lists)]
    return DataCatalogModel(datasets=shown, current=[one.name for one in shown], outdated=[])


def _collection(name: str, lists: list[CatalogEntry]) -> DatasetModel:
    newest = max((one.status.published for one in lists), default=None)
    count = sum(one.status.entities for one in lists)
    return DatasetModel(
        name=name,
        title=_COLLECTIONS[name],
        updated_at=newest,
        last_export=newest,
        entity_count=count,
        thing_count=count,
        version=newest,
        children=[one.name for one in lists],
        index_version=newest,
        index_current=True,
    )


def _dataset(one: CatalogEntry) -> DatasetModel:
    status = one.status
    publisher = DataPublisher(name=one.publisher, url=one.homepage or None, official=one.official)
    return DatasetModel(
        name=one.name,
        title=status.title,
        license=status.licence or None,
        url=one.homepage or None,
        updated_at=status.published,
        last_export=status.loaded,
        entity_count=status.entities,
        thing_count=status.entities,
        version=status.published,
        category="sanctions" if one.official else None,
        publisher=publisher if one.publisher else None,
        index_version=status.published,
        index_current=True,
    )


@router.get("/algorithms", dependencies=[needs(Permission.LISTS)], responses=answers(), summary="Ways to score")
async def algorithms(desk: AtDesk) -> AlgorithmResponse:
    """There is one, and `best` is another name for it."""
    rules = desk.rules
    url = "https://pypi.org/project/tizim/"
    features = {
        name: FeatureDoc(description=name.replace("_", " "), coefficient=weight, url=url)
        for name, weight in rules.weights.items()
    }
    docs = AlgorithmDocs(
        name=ALGORITHM, description=f"{_ABOUT} Rules {rules.full_version}.", config={}, features=features
    )
    one = Algorithm(name=ALGORITHM, description=docs.description, features=features, docs=docs)
    return AlgorithmResponse(algorithms=[one], default=ALGORITHM, best=ALGORITHM)
