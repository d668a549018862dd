"""The peer's half: nomenklatura's logic-v2 in a process of its own, warm. Runs in bench/.venv-peer, never in tizim's.

JSON lines: a request on standard input, an answer on standard output. Start at `ANSWERS`.
"""

import json
import sys
from collections.abc import Callable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import Any

import yaml
from followthemoney import EntityProxy, model
from nomenklatura.blocker.index import Index
from nomenklatura.matching.logic_v2.model import LogicV2
from nomenklatura.matching.types import ScoringConfig
from numpy import uint8
from rapidfuzz import fuzz, process
from rigour.names import tokenize_name

Json = dict[str, Any]

CONFIG = ScoringConfig.defaults()
LISTS: dict[str, list[EntityProxy]] = {}


def load(request: Json) -> Json:
    """A list of entities under a name. Ids carry that name: the peer's caches know an entity by its id alone."""
    name = request["list"]
    LISTS[name] = [_entity(f"{name}/{row['id']}", row) for row in request["entities"]]
    return {"entities": len(LISTS[name])}


def screen(request: Json) -> Json:
    """Every query against every entity of the list: references and scores at or above `floor`, and seconds of each."""
    found, seconds = [], []
    for number, row in enumerate(request["queries"]):
        began = perf_counter()
        query = _entity(f"query/{request['list']}/{request['part']}/{number}", row)
        scores = [
            (entity.id, LogicV2.compare(query=query, result=entity, config=CONFIG).score)
            for entity in LISTS[request["list"]]
        ]
        seconds.append(perf_counter() - began)
        found.append([[id_.split("/", 1)[1], score] for id_, score in scores if score >= request["floor"]])
    return {"found": found, "seconds": seconds}


class _Everybody:
    """A list as the peer's blocker reads it."""

    def __init__(self, entities: list[EntityProxy]) -> None:
        self._entities = entities

    def entities(self, include_schemata: object = None) -> Iterator[EntityProxy]:  # noqa: ARG002 - its signature
        """All of them."""
        return iter(self._entities)


def blocked(request: Json) -> Json:
    """Queries against the candidates that the peer's own blocker finds for them, as one batch on one core.

    Seconds of building the index, of finding candidates, and of comparing these; the references and scores at or above `floor`.
    """
    known = {entity.id: entity for entity in LISTS[request["list"]]}
    with TemporaryDirectory() as folder:
        began = perf_counter()
        index = Index(_Everybody(LISTS[request["list"]]), Path(folder))
        index.con.execute("SET threads = 1")
        index.build()
        built = perf_counter()
        queries = [_entity(f"query/{number}", row) for number, row in enumerate(request["queries"])]
        candidates = {
            str(query): [str(one) for one, _ in found] for query, found in index.match_entities(iter(queries))
        }
        found_after = perf_counter()
        found = []
        for query in queries:
            scores = [
                (name, LogicV2.compare(query=query, result=known[name], config=CONFIG).score)
                for name in candidates.get(query.id, ())
            ]
            found.append([[name.split("/", 1)[1], score] for name, score in scores if score >= request["floor"]])
        compared = perf_counter()
        index.close()
    seconds = {"build": built - began, "block": found_after - built, "compare": compared - found_after}
    return {"found": found, "seconds": seconds, "candidates": sum(map(len, candidates.values()))}


def compare(request: Json) -> Json:
    """The score of each pair."""
    scores = []
    for number, (left, right) in enumerate(request["pairs"]):
        one, two = (
            _entity(f"left/{number}/{request['part']}", left),
            _entity(f"right/{number}/{request['part']}", right),
        )
        scores.append(LogicV2.compare(query=one, result=two, config=CONFIG).score)
    return {"scores": scores}


def checks(request: Json) -> Json:
    """The pairs of a YAML file of entity checks."""
    with open(request["path"], encoding="utf-8") as stream:  # noqa: PTH123 - the worker needs nothing else of pathlib
        return {"checks": yaml.safe_load(stream)["checks"]}


def rapidfuzz(request: Json) -> Json:
    """One line of rapidfuzz: token_sort_ratio of each query to every name; seconds of each, and of all in one call.

    The names are prepared once (case, blanks), the queries each time.
    """
    prepared = [_plain(name) for name in request["names"]]
    seconds = []
    for name in request["queries"]:
        began = perf_counter()
        process.cdist([_plain(name)], prepared, scorer=fuzz.token_sort_ratio, dtype=uint8)
        seconds.append(perf_counter() - began)
    began = perf_counter()
    process.cdist([_plain(name) for name in request["queries"]], prepared, scorer=fuzz.token_sort_ratio, dtype=uint8)
    return {"seconds": seconds, "batch": perf_counter() - began}


def versions(request: Json) -> Json:  # noqa: ARG001 - every answer takes its request
    """What is installed here."""
    from importlib.metadata import version

    return {name: version(name) for name in ("nomenklatura", "rigour", "followthemoney", "rapidfuzz", "pyicu")}


ANSWERS: dict[str, Callable[[Json], Json]] = {
    "load": load,
    "screen": screen,
    "blocked": blocked,
    "compare": compare,
    "checks": checks,
    "rapidfuzz": rapidfuzz,
    "versions": versions,
}


def _entity(id_: str, row: Json) -> EntityProxy:
    entity = model.make_entity(row.get("schema", "Person"))
    entity.id = id_
    for prop, values in row.items():
        if prop in entity.schema.properties:
            entity.add(prop, values, fuzzy=True, quiet=True)
    return entity


@lru_cache(maxsize=100_000)
def _plain(name: str) -> str:
    return " ".join(tokenize_name(name.casefold()))


def main() -> None:
    """Answers until standard input ends."""
    for line in sys.stdin:
        request = json.loads(line)
        print(json.dumps(ANSWERS[request["op"]](request)), flush=True)


if __name__ == "__main__":
    main()
