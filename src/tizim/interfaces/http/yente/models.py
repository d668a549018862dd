"""Shapes of yente's requests and answers, as its OpenAPI document tells them."""

from enum import StrEnum
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Number = int | float


class _Shape(BaseModel):
    model_config = ConfigDict(populate_by_name=True, protected_namespaces=())


class TotalSpec(_Shape):
    """How many there are."""

    value: int
    relation: str = "eq"


class EntityResponse(_Shape):
    """An entity in FollowTheMoney's words; a property holds texts, or entities where the answer is nested."""

    id: str
    caption: str
    schema_: str = Field(alias="schema", examples=["LegalEntity"])
    properties: dict[str, list["str | EntityResponse"]]
    datasets: list[str] = []
    referents: list[str] = []
    target: bool = False
    first_seen: str | None = None
    last_seen: str | None = None
    last_change: str | None = None


class FeatureResult(_Shape):
    """What one feature brought. score: log-odds, below 0 where it speaks against."""

    detail: str | None
    score: float
    query: str | None = None
    candidate: str | None = None


class ScoredEntityResponse(EntityResponse):
    """An entity that it could be. score: on yente's scale; match: whether it reaches the threshold."""

    score: float
    explanations: dict[str, FeatureResult]
    match: bool


class EntityExample(_Shape):
    """Who is asked about."""

    id: str | None = Field(default=None, examples=["my-entity-id"])
    schema_: str = Field(alias="schema", examples=["Person"])
    properties: dict[str, str | list[Any]] = Field(examples=[{"name": ["John Doe"]}])


class EntityMatchQuery(_Shape):
    """A batch of questions by the caller's own keys. Neither weights nor config can be set: the rules have them."""

    weights: dict[str, float] = {}
    config: dict[str, str | int | float | bool | None] = {}
    queries: dict[str, EntityExample]


class EntityMatches(_Shape):
    """The answer to one question. total: how many reach the threshold."""

    status: int = 200
    results: list[ScoredEntityResponse]
    total: TotalSpec
    query: EntityExample


class EntityMatchResponse(_Shape):
    """Answers by the caller's keys."""

    responses: dict[str, EntityMatches]
    limit: int


class AdjacentResultsResponse(_Shape):
    """A page of neighbours."""

    limit: int
    offset: int = 0
    total: TotalSpec
    results: list[str | EntityResponse] = []


class EntityAdjacentResponse(_Shape):
    """An entity with a page of its neighbours by each property."""

    entity: EntityResponse
    adjacent: dict[str, AdjacentResultsResponse]


class SearchFacetItem(_Shape):
    """One value and how many results have it."""

    name: str
    label: str
    count: int = 1


class SearchFacet(_Shape):
    """Values of one field, the most frequent first."""

    label: str
    values: list[SearchFacetItem]


class SearchResponse(_Shape):
    """A page of results."""

    limit: int
    offset: int = 0
    total: TotalSpec
    results: list[EntityResponse]
    facets: dict[str, SearchFacet]


class Facet(StrEnum):
    """What results may be counted by."""

    DATASETS = "datasets"
    SCHEMA = "schema"
    COUNTRIES = "countries"
    IDENTIFIERS = "identifiers"
    TOPICS = "topics"
    GENDERS = "genders"


class Operator(StrEnum):
    """Whether a result must have one of the values of a filter, or all."""

    AND = "AND"
    OR = "OR"


class StatusResponse(_Shape):
    """Well, or it would be an error."""

    status: str = "ok"


class FeatureDoc(_Shape):
    """One feature. coefficient: its weight in the rules."""

    description: str | None
    coefficient: float
    url: str


class ConfigVar(_Shape):
    """A setting of an algorithm; tizim's has none."""

    type: str = "string"
    description: str | None = None
    default: str | int | float | bool | None = None


class AlgorithmDocs(_Shape):
    """What an algorithm is made of."""

    name: str
    description: str | None = None
    config: dict[str, ConfigVar]
    features: dict[str, FeatureDoc]


class Algorithm(_Shape):
    """One way to score."""

    name: str
    description: str | None = None
    features: dict[str, FeatureDoc]
    docs: AlgorithmDocs


class AlgorithmResponse(_Shape):
    """The ways to score: there is one."""

    algorithms: list[Algorithm]
    default: str
    best: str


class DataPublisher(_Shape):
    """Whose list it is."""

    name: str
    url: str | None = None
    name_en: str | None = None
    acronym: str | None = None
    description: str | None = None
    country: str | None = None
    official: bool | None = None
    logo_url: str | None = None
    country_label: str | None = None


class DatasetModel(_Shape):
    """One list, or a collection of lists."""

    name: str
    title: str
    license: str | None = None
    summary: str | None = None
    description: str | None = None
    url: str | None = None
    updated_at: str | None = None
    last_export: str | None = None
    entity_count: int | None = None
    thing_count: int | None = None
    version: str | None = None
    category: str | None = None
    tags: list[str] = []
    publisher: DataPublisher | None = None
    coverage: None = None
    resources: list[None] = []
    children: list[str] = []
    deprecation: str | None = None
    deprecated: bool = False
    load: bool = True
    entities_url: str | None = None
    delta_url: str | None = None
    namespace: bool = False
    index_version: str | None = None
    index_current: bool


class DataCatalogModel(_Shape):
    """Every list there is. current: those that answer from their newest version."""

    datasets: list[DatasetModel]
    current: list[str]
    outdated: list[str]
    index_stale: bool = False
