"""tizim's own API: probabilities with reasons and sources, streams, dossiers, two times, versions."""

import json
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.interfaces.http.serving import OWN, served, what_is_served
from tests.jobs.made_up import UN
from tizim.interfaces.http.limits import Limits

DASTAN = {"kind": "Person", "names": ["Dastan Temirgaliev"], "birth_date": "1971-05-03"}


def screened(http: httpx.Client, subject: dict[str, Any], **how: object) -> Any:
    found = http.post("/v1/screen", json={"subject": subject, **how})
    assert found.status_code == 200, found.text
    return found.json()


def lines(found: httpx.Response) -> list[Any]:
    assert found.status_code == 200, found.text
    return [json.loads(line) for line in found.text.splitlines()]


def test_a_score_is_the_probability_that_its_reasons_add_up_to(http: httpx.Client) -> None:
    verdict = screened(http, DASTAN)
    assert verdict["outcome"] == "hit"
    (hit,) = verdict["hits"]
    total = sum(reason["weight"] for reason in hit["reasons"])
    assert hit["score"] == pytest.approx(1 / (1 + math.exp(-total)))
    assert hit["entity"]["id"] == "our-1"
    assert any(reason["source"].startswith(OWN) for reason in hit["reasons"])
    assert all(reason["words"] for reason in hit["reasons"])
    assert hit["settle"]["words"]
    assert {one["dataset"] for one in verdict["searched"]} == {OWN, UN}


def test_reasons_are_told_in_the_language_that_is_asked_for(http: httpx.Client) -> None:
    english, russian = (screened(http, DASTAN, lang=lang)["hits"][0]["reasons"] for lang in ("en", "ru"))
    assert [one["weight"] for one in english] == [one["weight"] for one in russian]
    assert [one["words"] for one in english] != [one["words"] for one in russian]


def test_who_cannot_be_screened_is_not_clear(http: httpx.Client) -> None:
    verdict = screened(http, {"names": ["???"]})
    assert verdict["outcome"] == "not_screened"
    assert verdict["reason"]
    refused = http.post("/v1/screen", json={"subject": {"names": []}})
    assert refused.status_code == 400
    assert "expected a name" in refused.json()["detail"]


def test_what_is_not_known_is_refused_and_not_passed_over(http: httpx.Client) -> None:
    wrong = http.post("/v1/screen", json={"subject": DASTAN | {"birthdate": "1971"}})
    assert wrong.status_code == 422
    assert wrong.json()["detail"][0]["loc"] == ["body", "subject", "birthdate"]
    assert http.post("/v1/screen", json={"subject": DASTAN, "datasets": ["no_such_list"]}).status_code == 404
    assert http.post("/v1/screen", json={"subject": DASTAN, "as_of": "yesterday"}).status_code == 400


def test_two_times_are_asked_apart(http: httpx.Client) -> None:
    collective = {"kind": "Organization", "names": ["Silver Thorn Collective"]}
    assert screened(http, collective)["outcome"] == "hit"
    assert screened(http, collective, known_at="2026-01-15")["outcome"] == "clear"
    assert screened(http, collective, as_of="2014-01-01")["outcome"] == "clear"


def test_many_are_screened_line_by_line_and_a_bad_line_stops_nobody(http: httpx.Client) -> None:
    body = "\n".join(
        [
            json.dumps(DASTAN),
            '{"names": "one text"}',
            "no json",
            "",
            '{"names": ["Ottilie Brackenridge"], "id": "c-5"}',
            '{"birth_date": "1971"}',
        ]
    )
    found = lines(http.post("/v1/screen/many", content=body))
    assert [(one["line"], one["outcome"]) for one in found] == [
        (1, "hit"),
        (2, "not_screened"),
        (3, "not_screened"),
        (5, "clear"),
        (6, "not_screened"),
    ]
    assert "names" in found[1]["reason"]
    assert "one text" not in found[1]["reason"]
    assert found[3]["subject"]["id"] == "c-5"
    assert found[0] == {"line": 1} | screened(http, DASTAN)


def test_a_stream_may_be_larger_than_a_request_and_is_answered_in_order(filled: Path) -> None:
    what = replace(what_is_served(filled), limits=Limits(body=1_000, stream=200_000, stream_line=1_000))
    with served(what) as address, httpx.Client(base_url=address, timeout=60, trust_env=False) as client:

        def subjects(count: int) -> Iterator[bytes]:
            for number in range(count):
                yield json.dumps({"names": ["Ottilie Brackenridge"], "id": str(number)}).encode() + b"\n"

        found = lines(client.post("/v1/screen/many", content=subjects(500)))
        assert [one["subject"]["id"] for one in found] == [str(number) for number in range(500)]
        long = json.dumps({"names": ["Anna " * 400]}) + "\n" + json.dumps(DASTAN)
        first, second = lines(client.post("/v1/screen/many", content=long))
        assert (first["outcome"], second["outcome"]) == ("not_screened", "hit")
        assert "1,000 bytes" in first["reason"]
        assert client.post("/v1/screen/many", content=subjects(5_000)).status_code == 413


def test_a_dossier_has_every_fact_with_its_field_and_its_life(http: httpx.Client) -> None:
    found = http.get(f"/v1/entities/{UN}-xxe.002").json()
    assert found["caption"] == "ORDER OF THE GREY HERON"
    names = [one for one in found["statements"] if one["property"] == "name"]
    assert names[0]["place"] == "FIRST_NAME"
    assert names[0]["seen_from"] == "2026-01-10T00:00:00Z"
    assert found["listing"]["status"] == "LISTED"
    assert found["parts"][0]["kind"] == "Sanction"
    assert http.get("/v1/entities/our-2").json()["links"][0]["entity"] == "our-3"
    assert http.get(f"/v1/entities/{UN}-xxe.010", params={"known_at": "2026-01-15"}).status_code == 404


def test_lists_tell_their_age_versions_and_differences(http: httpx.Client) -> None:
    found = {one["dataset"]: one for one in http.get("/v1/lists").json()}
    assert found[UN]["searched"]
    assert found[UN]["versions"] == 2
    assert found[UN]["age_days"] >= 0
    assert [one["published"] for one in http.get(f"/v1/lists/{UN}/versions").json()] == [
        "2026-01-10T00:00:00Z",
        "2026-02-27T00:00:00Z",
    ]
    changed = http.get(f"/v1/lists/{UN}/difference").json()
    assert [one["caption"] for one in changed["added"]] == ["SILVER THORN COLLECTIVE"]
    assert http.get("/v1/lists/no_such_list/versions").status_code == 404
    assert http.get("/v1/lists/no_such_list/difference").status_code == 404
    assert http.get(f"/v1/lists/{UN}/difference", params={"before": "1999"}).status_code == 404


def test_readiness_tells_the_age_of_every_list(http: httpx.Client) -> None:
    assert set(http.get("/readyz").json()["ages"]) == {OWN, UN}
