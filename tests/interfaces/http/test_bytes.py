"""Bytes of answers that are made without a model are those that the model of the document would give."""

import json
from typing import Any

import httpx
import pytest

from tizim.interfaces.http.plain_json import as_json
from tizim.interfaces.http.v1.models import LineOut, VerdictOut
from tizim.interfaces.http.yente.models import EntityMatchResponse

QUERIES: dict[str, Any] = {
    "one": {"schema": "Person", "id": "c-1", "properties": {"name": ["Dastan Temirgaliev"], "birthDate": "1971-05-03"}},
    '"two" \u00e9': {"schema": "Company", "properties": {"name": ["Grey Heron Shipping"], "jurisdiction": ["ae"]}},
    "three": {"schema": "Person", "properties": {"name": ["محمود الزنبقي", "nobody \u2028 else \x07"]}},
    "nobody": {"schema": "Person", "properties": {"name": ["Ottilie Brackenridge"]}},
}


@pytest.mark.parametrize("params", [{}, {"cutoff": 0.0, "threshold": 0.5}, {"limit": 0}, {"topics": "crime.terror"}])
def test_an_answer_has_the_bytes_of_its_model(http: httpx.Client, params: dict[str, Any]) -> None:
    found = http.post("/match/default", json={"queries": QUERIES}, params=params)
    assert found.status_code == 200
    assert found.headers["content-type"] == "application/json"
    assert found.headers["x-batch-size"] == "4"
    modelled = EntityMatchResponse.model_validate_json(found.content)
    assert found.content == modelled.model_dump_json(by_alias=True).encode()
    assert list(modelled.responses) == list(QUERIES)


def test_half_of_a_pair_of_letters_is_answered_as_a_question_mark(http: httpx.Client) -> None:
    body = b'{"queries": {"q": {"schema": "Person", "properties": {"name": ["Dastan \\ud800 Temirgaliev"]}}}}'
    found = http.post("/match/default", content=body, headers={"Content-Type": "application/json"})
    assert found.status_code == 200
    assert "?" in found.json()["responses"]["q"]["query"]["properties"]["name"][0]
    assert json.loads(as_json({"a": "\ud800", "b": [1, 0.5, None]})) == {"a": "?", "b": [1, 0.5, None]}


SUBJECTS: list[dict[str, Any]] = [
    {"kind": "Person", "names": ["Dastan Temirgaliev"], "birth_date": "1971-05-03", "documents": ["N0412345"]},
    {"names": ["محمود الزنبقي"], "id": "c-2", "documents": [{"number": "1", "kind": "passport", "country": "kz"}]},
    {"names": ["???"]},
    {"names": ["Ottilie Brackenridge"]},
]


@pytest.mark.parametrize("subject", SUBJECTS, ids=str)
def test_a_verdict_has_the_bytes_of_its_model(http: httpx.Client, subject: dict[str, Any]) -> None:
    found = http.post("/v1/screen", json={"subject": subject, "lang": "kk"})
    assert found.content == VerdictOut.model_validate_json(found.content).model_dump_json(by_alias=True).encode()
    (line,) = http.post("/v1/screen/many", content=json.dumps(subject)).content.splitlines()
    assert json.loads(line) == LineOut.model_validate_json(line).model_dump(by_alias=True, mode="json")
