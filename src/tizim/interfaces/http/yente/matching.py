"""The work of a match, in a thread: examples become subjects, verdicts become results on yente's scale.

What cannot be screened is an error, never an empty answer: a client of yente reads one as "nobody". Start at `matches`.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from tizim.errors import NoSuchEntity, SubjectError
from tizim.interfaces.http.yente.example import known_example, subject_of
from tizim.interfaces.http.yente.models import (
    EntityExample,
    EntityMatches,
    FeatureResult,
    ScoredEntityResponse,
    TotalSpec,
)
from tizim.interfaces.http.yente.scale import Scale
from tizim.model.subject import Subject
from tizim.model.verdict import Hit, Reason, Verdict
from tizim.workspace import Tizim

ALGORITHM = "tizim"
BEST = "best"


@dataclass(frozen=True, slots=True)
class Matching:
    """How a batch is asked. datasets: lists. threshold, cutoff: on yente's scale; a result is above the one, shown above the other.

    topics: results have one of these, where any is named. changed_since: results changed then or later (ISO date or time).
    """

    datasets: Sequence[str]
    threshold: float = 0.7
    cutoff: float = 0.7
    limit: int = 5
    exclude_schema: Collection[str] = ()
    exclude_ids: Collection[str] = ()
    topics: Collection[str] = ()
    changed_since: str | None = None


def require_algorithm(name: str) -> None:
    """Raises SubjectError where an algorithm is asked for that tizim has not."""
    if name not in (ALGORITHM, BEST):
        raise SubjectError(f"algorithm: expected one of {ALGORITHM}, {BEST}, came {name!r}")


def matches(tizim: Tizim, queries: Mapping[str, EntityExample], how: Matching) -> dict[str, EntityMatches]:
    """The answer to each question of a batch. Raises SubjectError, naming the question that cannot be asked."""
    asked: dict[str, tuple[EntityExample, Subject]] = {}
    for key, example in queries.items():
        try:
            known = known_example(example)
            asked[key] = (known, subject_of(known))
        except SubjectError as wrong:
            raise SubjectError(f"Cannot parse example entity: {key}: {wrong}") from wrong
    verdicts = tizim.screen_many([subject for _, subject in asked.values()], list(how.datasets))
    scale = Scale.of(tizim.rules)
    return {
        key: _answer(tizim, key, example, verdict, how, scale)
        for (key, (example, _)), verdict in zip(asked.items(), verdicts, strict=True)
    }


def _answer(
    tizim: Tizim, key: str, example: EntityExample, verdict: Verdict, how: Matching, scale: Scale
) -> EntityMatches:
    if verdict.outcome == "not_screened":
        raise SubjectError(f"Cannot parse example entity: {key}: not screened: {verdict.reason}")
    filtered = bool(how.topics) or how.changed_since is not None
    matching = 0
    results: list[ScoredEntityResponse] = []
    for hit in verdict.hits:
        score = scale.shown(hit.score)
        if score < how.cutoff or hit.entity.schema in how.exclude_schema or hit.entity.id in how.exclude_ids:
            continue
        entity = _entity(tizim, hit) if filtered or len(results) < how.limit else None
        if filtered and entity is not None and not _passes(entity, how):
            continue
        matching += score >= how.threshold
        if entity is not None and len(results) < how.limit:
            results.append(_scored(entity, hit, score, how.threshold))
    return EntityMatches(results=results, total=TotalSpec(value=matching), query=example)


def _entity(tizim: Tizim, hit: Hit) -> dict[str, object]:
    """The entity of a hit, in full; where only the snapshot is there, what that knows of it."""
    try:
        return tizim.ftm(hit.entity.id, nested=False, recorded=False)
    except NoSuchEntity:
        one = hit.entity
        properties = {"name": list(one.names), "birthDate": list(one.birth_dates), "country": list(one.countries)}
        return {
            "id": one.id,
            "caption": one.caption,
            "schema": one.schema,
            "properties": {prop: values for prop, values in properties.items() if values},
            "datasets": [one.dataset],
            "target": True,
        }


def _passes(entity: Mapping[str, object], how: Matching) -> bool:
    properties = entity["properties"]
    topics = properties.get("topics", []) if isinstance(properties, dict) else []
    if how.topics and not set(topics) & set(how.topics):
        return False
    changed = entity.get("last_change")
    return how.changed_since is None or (isinstance(changed, str) and changed >= how.changed_since)


def _scored(entity: dict[str, object], hit: Hit, score: float, threshold: float) -> ScoredEntityResponse:
    return ScoredEntityResponse.model_validate(
        entity | {"score": score, "match": score >= threshold, "explanations": explanations(hit.reasons)}
    )


def explanations(reasons: Sequence[Reason]) -> dict[str, FeatureResult]:
    """Reasons by feature: several of one feature are told together, and their log-odds added."""
    by_feature: dict[str, list[Reason]] = {}
    for one in reasons:
        by_feature.setdefault(one.feature, []).append(one)
    return {
        feature: FeatureResult(
            detail="; ".join(str(one) for one in several),
            score=sum(one.weight for one in several),
            query="; ".join(dict.fromkeys(one.asked for one in several if one.asked)) or None,
            candidate="; ".join(dict.fromkeys(one.known for one in several if one.known)) or None,
        )
        for feature, several in by_feature.items()
    }
