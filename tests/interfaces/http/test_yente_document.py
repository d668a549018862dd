"""Answers fit the schemas of yente's own OpenAPI document, where it is at hand."""

import json
from pathlib import Path
from typing import Any

import httpx
import jsonschema
import pytest

EXAMPLE = {"queries": {"q": {"schema": "Person", "properties": {"name": ["Dastan Temirgaliev"]}}}}
ANSWERS = [
    ("post", "/match/{dataset}", "/match/default?cutoff=0.1", 200),
    ("post", "/match/{dataset}", "/match/default?algorithm=none", 400),
    ("post", "/match/{dataset}", "/match/default?limit=501", 422),
    ("get", "/search/{dataset}", "/search/default?q=heron", 200),
    ("get", "/search/{dataset}", "/search/default?facets=schema&facets=identifiers&facets=genders", 200),
    ("get", "/search/{dataset}", "/search/default?schema=Nothing", 400),
    ("get", "/entities/{entity_id}", "/entities/our-1", 200),
    ("get", "/entities/{entity_id}", "/entities/nobody-1", 404),
    ("get", "/entities/{entity_id}/adjacent", "/entities/our-1/adjacent", 200),
    ("get", "/entities/{entity_id}/adjacent/{property_name}", "/entities/our-1/adjacent/ownershipOwner", 200),
    ("get", "/reconcile/{dataset}", "/reconcile/default", 200),
    ("get", "/healthz", "/healthz", 200),
    ("get", "/readyz", "/readyz", 200),
    ("get", "/catalog", "/catalog", 200),
    ("get", "/algorithms", "/algorithms", 200),
    ("post", "/updatez", "/updatez", 403),
]


@pytest.fixture(scope="module")
def document(shared: Path) -> Any:
    return json.loads((shared / "api" / "yente-5.5.0-openapi.json").read_text(encoding="utf-8"))


@pytest.mark.shared
@pytest.mark.parametrize(("method", "path", "asked", "status"), ANSWERS)
def test_an_answer_fits_the_document(
    http: httpx.Client, document: Any, method: str, path: str, asked: str, status: int
) -> None:
    body = EXAMPLE if method == "post" and path.startswith("/match") else None
    found = http.request(method.upper(), asked, json=body)
    assert found.status_code == status, found.text
    told = document["paths"][path][method]["responses"][str(status)]["content"]["application/json"]["schema"]
    jsonschema.Draft202012Validator(document | told).validate(found.json())


@pytest.mark.shared
def test_every_path_and_parameter_of_the_document_is_there(http: httpx.Client, document: Any) -> None:
    ours = http.get("/openapi.json").json()
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            here = ours["paths"][path][method]
            wanted = {(one["in"], one["name"]) for one in operation.get("parameters", [])}
            assert wanted <= {(one["in"], one["name"]) for one in here.get("parameters", [])}, (method, path)
            assert not any(one.get("required") for one in here.get("parameters", []) if one["in"] == "query"), path
