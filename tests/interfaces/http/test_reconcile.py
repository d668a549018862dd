"""The reconciliation protocol 0.2, asked as OpenRefine asks it, and its own schemas where they are at hand."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT7

from tests.jobs.made_up import UN

QUERIES = {
    "q0": {
        "query": "Dastan Temirgaliev",
        "type": "Person",
        "limit": 3,
        "properties": [{"pid": "Person:birthDate", "v": "1971-05-03"}, {"pid": "nationality", "v": ["Kazakhstan"]}],
    },
    "q1": {"query": "Ottilie Brackenridge"},
}
EXTENSION = {
    "ids": ["our-1", "nobody-1"],
    "properties": [{"id": "birthDate"}, {"id": "nationality"}, {"id": "alias", "settings": {"limit": "1"}}],
}


def ask(http: httpx.Client, **form: object) -> Any:
    found = http.post("/reconcile/default", data={name: json.dumps(value) for name, value in form.items()})
    assert found.status_code == 200, found.text
    return found.json()


def test_rows_come_back_with_candidates_and_a_match_is_said_to_be_one(http: httpx.Client) -> None:
    found = ask(http, queries=QUERIES)
    (best,) = found["q0"]["result"]
    assert best["id"] == "our-1"
    assert best["match"] is True
    assert best["type"] == [{"id": "Person", "name": "Person"}]
    assert found["q1"] == {"result": []}
    assert http.get("/reconcile/default", params={"queries": json.dumps(QUERIES)}).json() == found


def test_properties_come_back_for_people_or_for_programs(http: httpx.Client) -> None:
    found = ask(http, extend=EXTENSION)
    assert found["rows"]["our-1"]["birthDate"] == [{"str": "1971-05-03"}]
    assert found["rows"]["our-1"]["nationality"] == [{"str": "Kazakhstan"}]
    assert found["rows"]["nobody-1"] == {"birthDate": [], "nationality": [], "alias": []}
    assert [one["id"] for one in found["meta"]] == ["birthDate", "nationality", "alias"]
    raw = {"ids": ["our-1"], "properties": [{"id": "nationality", "settings": {"render": "raw"}}]}
    assert ask(http, extend=raw)["rows"]["our-1"]["nationality"] == [{"str": "kz"}]


def test_what_is_typed_brings_suggestions(http: httpx.Client) -> None:
    def suggested(kind: str, prefix: str) -> list[str]:
        found = http.get(f"/reconcile/default/suggest/{kind}", params={"prefix": prefix}).json()
        return [one["id"] for one in found["result"]]

    assert set(suggested("entity", "grey her")) == {"our-2", f"{UN}-xxe.002"}
    assert suggested("entity", "") == []
    assert "Person" in suggested("type", "pers")
    assert "Person:birthDate" in suggested("property", "birth")
    proposed = http.get("/reconcile/default/extend/property", params={"type": "Person"}).json()
    assert "birthDate" in [one["id"] for one in proposed["properties"]]
    assert http.get("/reconcile/default/extend/property", params={"type": "Nothing"}).status_code == 400


def test_a_preview_is_a_page_that_only_named_origins_may_frame(http: httpx.Client) -> None:
    found = http.get("/reconcile/default/preview", params={"id": "our-1"})
    assert "Dastan Orlovich Temirgaliev" in found.text
    assert found.headers["content-security-policy"] == "default-src 'none'; frame-ancestors 'none'"
    assert http.get("/reconcile/default/preview", params={"id": "nobody-1"}).status_code == 404


@pytest.mark.parametrize(
    ("form", "told"),
    [
        ({}, "expected the form field"),
        ({"queries": "[]"}, "queries: "),
        ({"queries": '{"q0": {"properties": [{"p": 1}]}}'}, "q0.properties.0.pid"),
        ({"queries": json.dumps({str(number): {"query": "x"} for number in range(101)})}, "limit: 100"),
        ({"queries": '{"q0": {"query": "Anna", "type": "Nothing"}}'}, "schema"),
        ({"extend": '{"ids": ["our-1"]}'}, "extend: properties"),
    ],
)
def test_what_is_not_the_protocol_is_refused_with_its_place(
    http: httpx.Client, form: dict[str, str], told: str
) -> None:
    wrong = http.post("/reconcile/default", data=form)
    assert wrong.status_code == 400
    assert told in wrong.json()["detail"]


def test_every_address_of_the_manifest_answers(http: httpx.Client) -> None:
    manifest = http.get("/reconcile/default").json()
    assert manifest["versions"] == ["0.2"]
    addresses = [one["service_url"] + one["service_path"] for one in manifest["suggest"].values()]
    proposed = manifest["extend"]["propose_properties"]
    addresses += [proposed["service_url"] + proposed["service_path"]]
    addresses += [manifest[kind]["url"].replace("{{id}}", "our-1") for kind in ("view", "preview")]
    addresses += [manifest["documentation"]]
    for address in addresses:
        assert http.get(address).status_code == 200, address


@pytest.mark.shared
def test_answers_are_what_the_protocol_s_schemas_say(http: httpx.Client, shared: Path) -> None:
    folder = shared / "api" / "reconciliation-0.2" / "schemas"

    def require(name: str) -> Callable[[object], None]:
        schema = json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        validate: Callable[[object], None] = jsonschema.Draft7Validator(schema, registry=_beside(folder)).validate
        return validate

    require("manifest")(http.get("/reconcile/default").json())
    require("reconciliation-query-batch")(QUERIES)
    require("reconciliation-result-batch")(ask(http, queries=QUERIES))
    require("data-extension-response")(ask(http, extend=EXTENSION))
    require("data-extension-property-proposal")(
        http.get("/reconcile/default/extend/property", params={"type": "Person"}).json()
    )
    for kind, name in (("entity", "entities"), ("type", "types"), ("property", "properties")):
        found = http.get(f"/reconcile/default/suggest/{kind}", params={"prefix": "per"}).json()
        require(f"suggest-{name}-response")(found)


def _beside(folder: Path) -> Registry[Any]:
    """The schemas beside one another, by the names they use."""
    known = {file.name: json.loads(file.read_text(encoding="utf-8")) for file in folder.glob("*.json")}
    made = {name: Resource.from_contents(one, default_specification=DRAFT7) for name, one in known.items()}
    named = {str(known[name].get("$id", name)): one for name, one in made.items()} | made
    return Registry().with_resources(named.items())


@pytest.mark.shared
def test_examples_of_the_protocol_are_understood(http: httpx.Client, shared: Path) -> None:
    examples = shared / "api" / "reconciliation-0.2" / "examples" / "reconciliation-query-batch" / "valid"
    for file in sorted(examples.glob("*.json")):
        queries = json.loads(file.read_text(encoding="utf-8"))
        for one in queries.values():
            one.pop("type", None)  # types of other services
            one.setdefault("query", "Grey Heron")
        assert set(ask(http, queries=queries)) == set(queries), file.name
