"""The work of a match, in a thread: examples become subjects, verdicts become results on yente's scale.

What cannot be screened is an error, never an empty answer: a client of yente reads one as "nobody". Start at `matches`.
"""

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tizim.errors import BankUnreachable, NoSuchEntity, SubjectError
from tizim.interfaces.http.plain_json import as_json
from tizim.interfaces.http.yente.example import known_example, subject_of
from tizim.interfaces.http.yente.models import EntityExample
from tizim.interfaces.http.yente.scale import Scale
from tizim.model.subject import Subject
from tizim.model.verdict import Distinguished, Hit, Reason, Verdict
from tizim.screen.answering import Answering
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


@dataclass(frozen=True, slots=True)
class Result:
    """An entity that it could be. entity: as FollowTheMoney JSON. score: on yente's scale. match: it reaches the threshold.

    distinguished: who is asked about is known not to be it, so that it is no match, whatever the score.
    """

    entity: bytes
    score: float
    reasons: tuple[Reason, ...]
    match: bool
    distinguished: Distinguished | None = None


@dataclass(frozen=True, slots=True)
class Matched:
    """The answer to one question. matching: how many reach the threshold, beyond the limit too."""

    example: EntityExample
    results: tuple[Result, ...]
    matching: int


def require_algorithm(name: str) -> None:
    """Raises SubjectError where an algorithm is asked for that tizim has not."""
    if name not in (ALGORITHM, BEST):
        raise SubjectError(f"algorithm: expected one of {ALGORITHM}, {BEST}, came {name!r}")


def matches(tizim: Tizim, queries: Mapping[str, EntityExample], how: Matching) -> dict[str, Matched]:
    """The answer to each question of a batch. Raises SubjectError, naming the question that cannot be asked."""
    asked: dict[str, tuple[EntityExample, Subject]] = {}
    for key, example in queries.items():
        try:
            known = known_example(example)
            asked[key] = (known, subject_of(known))
        except SubjectError as wrong:
            raise SubjectError(f"Cannot parse example entity: {key}: {wrong}") from wrong
    answering = tizim.asking(list(how.datasets), settled=0)  # yente's answers have no place for what would settle a hit
    verdicts = tizim.verdicts(answering, [subject for _, subject in asked.values()])
    scale = Scale.of(tizim.rules)
    return {
        key: Matched(example, *_results(key, verdict, how, scale, lambda hit: _entity(tizim, hit, answering)))
        for (key, (example, _)), verdict in zip(asked.items(), verdicts, strict=True)
    }


def _results(
    key: str, verdict: Verdict, how: Matching, scale: Scale, entity_of: Callable[[Hit], bytes]
) -> tuple[tuple[Result, ...], int]:
    """Results as many as are wanted, best first, and how many reach the threshold."""
    if verdict.outcome == "not_screened":
        raise SubjectError(f"Cannot parse example entity: {key}: not screened: {verdict.reason}")
    filtered = bool(how.topics) or how.changed_since is not None
    matching = 0
    results: list[Result] = []
    for hit in verdict.hits:
        score = scale.shown(hit.score)
        if score < how.cutoff or hit.entity.schema in how.exclude_schema or hit.entity.id in how.exclude_ids:
            continue
        wanted = len(results) < how.limit
        entity = entity_of(hit) if filtered or wanted else b""
        if filtered and not _passes(json.loads(entity), how):
            continue
        match = score >= how.threshold and hit.distinguished is None
        matching += match
        if wanted:
            results.append(Result(entity, score, hit.reasons, match, hit.distinguished))
    return tuple(results), matching


def _entity(tizim: Tizim, hit: Hit, answering: Answering) -> bytes:
    """The entity of a hit as JSON, in full; where only the snapshot is there, what that knows of it."""
    try:
        return tizim.told(hit.entity, answering)
    except (NoSuchEntity, BankUnreachable):
        one = hit.entity
        properties = {"name": list(one.names), "birthDate": list(one.birth_dates), "country": list(one.countries)}
        shape = {
            "id": one.id,
            "caption": one.caption,
            "schema": one.schema,
            "properties": {prop: values for prop, values in properties.items() if values},
            "datasets": [one.dataset],
            "referents": [],
            "target": True,
            "first_seen": None,
            "last_seen": None,
            "last_change": None,
        }
        return as_json(shape)


def _passes(entity: Mapping[str, Any], how: Matching) -> bool:
    if how.topics and not set(entity["properties"].get("topics", [])) & set(how.topics):
        return False
    changed = entity["last_change"]
    return how.changed_since is None or (changed is not None and changed >= how.changed_since)


def answer(matched: Mapping[str, Matched], limit: int) -> bytes:
    """What `POST /match` answers: an `EntityMatchResponse` as JSON.

    Written without making one: entities are kept as bytes, and are most of an answer. Tests hold it to the model.
    """
    each = b",".join(as_json(key) + b":" + _matched_json(one) for key, one in matched.items())
    return b'{"responses":{%b},"limit":%d}' % (each, limit)


def _matched_json(one: Matched) -> bytes:
    asked = {"id": one.example.id, "schema": one.example.schema_, "properties": one.example.properties}
    total = {"value": one.matching, "relation": "eq"}
    results = b",".join(map(_result_json, one.results))
    return b'{"status":200,"results":[%b],"total":%b,"query":%b}' % (results, as_json(total), as_json(asked))


def _result_json(one: Result) -> bytes:
    why = explanations(one.reasons)
    if (known := one.distinguished) is not None:
        detail = f"distinguished until {known.until}: {known.because}"
        why["distinguished"] = {"detail": detail, "score": 0.0, "query": None, "candidate": None}
    told = {"score": one.score, "explanations": why, "match": one.match}
    return one.entity[:-1] + b"," + as_json(told)[1:]


def explanations(reasons: Sequence[Reason]) -> dict[str, dict[str, str | float | None]]:
    """Reasons by feature (`FeatureResult`): several of one feature are told together, and their log-odds added."""
    by_feature: dict[str, list[Reason]] = {}
    for one in reasons:
        by_feature.setdefault(one.feature, []).append(one)
    return {
        feature: {
            "detail": "; ".join(str(one) for one in several),
            "score": sum((one.weight for one in several), 0.0),
            "query": "; ".join(dict.fromkeys(one.asked for one in several if one.asked)) or None,
            "candidate": "; ".join(dict.fromkeys(one.known for one in several if one.known)) or None,
        }
        for feature, several in by_feature.items()
    }
