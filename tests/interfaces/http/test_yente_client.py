"""The published client of yente, unchanged, asks tizim's server."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from yente_client import BadRequestError, Client, Company, NotFoundError, Person

from tests.interfaces.http.serving import OWN
from tests.jobs.made_up import UN


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[Client]:
    with Client(base_url=address) as opened:
        yield opened


DASTAN = Person(name=["Dastan Temirgaliev"], birthDate=["1971-05-03"], nationality=["kz"])


def test_a_listed_person_is_a_match_with_what_the_list_says_and_why(client: Client) -> None:
    found = client.match(DASTAN)
    assert found.total.value == 1
    (best,) = found.results
    assert best.id == "our-1"
    assert best.match
    assert best.score >= 0.7
    assert best.datasets == [OWN]
    assert best.properties["passportNumber"] == ["N0412345"]
    assert best.explanations
    assert any("Temirgaliev" in (one.detail or "") for one in best.explanations.values())


def test_a_name_in_another_script_is_found(client: Client) -> None:
    found = client.match(Person(name=["Mahmud al-Zanbaqi"]), threshold=0.5)
    assert [one.id for one in found.results] == ["our-5"]


def test_somebody_who_is_on_no_list_has_no_results(client: Client) -> None:
    found = client.match(Person(name=["Ottilie Brackenridge"]))
    assert found.results == []
    assert found.total.value == 0


def test_possible_hits_are_told_below_a_match_where_the_client_asks_for_them(client: Client) -> None:
    asked = Person(name=["Dastan Temirgali"], birthDate=["1950-01-01"])
    above = client.match(asked, threshold=0.7, cutoff=0.0)
    assert all(not one.match for one in above.results if one.score < 0.7)
    assert all(one.score >= 0.5 for one in above.results), "what is below possible is no result"
    assert {one.id for one in client.match(asked).results} <= {one.id for one in above.results}


def test_filters_narrow_what_is_found(client: Client) -> None:
    assert client.match(DASTAN, datasets=[UN]).results == []
    assert client.match(DASTAN, datasets=["default", OWN]).results
    assert client.match(DASTAN, exclude_datasets=[OWN]).results == []
    assert client.match(DASTAN, exclude_entities=["our-1"]).results == []
    assert client.match(DASTAN, exclude_schemata=["Person"]).results == []
    assert client.match(DASTAN, topics=["crime.terror"]).results
    assert client.match(DASTAN, topics=["role.pep"]).results == []
    assert client.match(DASTAN, changed_since="2026-02-01").results
    assert client.match(DASTAN, changed_since="2026-02-02").results == []


def test_what_yente_refuses_is_refused_in_words(client: Client) -> None:
    with pytest.raises(BadRequestError, match="algorithm"):
        client.match(DASTAN, algorithm="logic-v1")
    with pytest.raises(BadRequestError, match="nm_number_mismatch"):
        client.match(DASTAN, config={"nm_number_mismatch": 0.4})
    with pytest.raises(BadRequestError, match="weights"):
        client.match(DASTAN, weights={"name_literal": 0.4})
    with pytest.raises(NotFoundError, match="No such dataset"):
        client.match(DASTAN, datasets=["no_such_list"])
    with pytest.raises(BadRequestError, match="Cannot parse example entity"):
        client.match(Person(birthDate=["1971-05-03"]))
    assert client.match(DASTAN, algorithm="best").results


def test_a_name_of_marks_only_is_an_error_and_not_nobody(client: Client) -> None:
    with pytest.raises(BadRequestError, match="not screened"):
        client.match(Person(name=["???"]))


def test_many_are_asked_at_once_by_several_threads(client: Client) -> None:
    people = [Person(name=["Dastan Temirgaliev"], birthDate=["1971-05-03"]) for _ in range(20)]
    answers = list(client.match_iter(((str(number), one) for number, one in enumerate(people)), workers=4))
    assert len(answers) == 20


def test_an_entity_comes_with_its_listings_and_its_companies(client: Client) -> None:
    dastan = client.fetch("our-1")
    (owns,) = dastan.properties["ownershipOwner"]
    assert not isinstance(owns, str)
    (company,) = owns.properties["asset"]
    assert not isinstance(company, str)
    assert company.caption == "Grey Heron Shipping"
    heron = client.fetch(f"{UN}-xxe.002")
    assert heron.target
    (listing,) = heron.properties["sanctions"]
    assert not isinstance(listing, str)
    assert listing.schema_ == "Sanction"
    flat = client.fetch(f"{UN}-xxe.002", nested=False)
    assert "sanctions" not in flat.properties
    assert flat.properties["topics"] == ["sanction"]


def test_neighbours_come_by_property_and_by_page(client: Client) -> None:
    beside = client.adjacent("our-2")
    assert beside.entity.id == "our-2"
    assert list(beside.adjacent) == ["ownershipAsset"]
    assert beside.adjacent["ownershipAsset"].total.value == 1
    one = client.adjacent("our-2", prop="ownershipAsset")
    assert [each.id for each in one.results if not isinstance(each, str)] == ["our-3"]
    assert client.adjacent("our-2", prop="ownershipAsset", offset=1).results == []
    with pytest.raises(NotFoundError, match="property"):
        client.adjacent("our-2", prop="no_such_property")


def test_an_entity_nobody_lists_is_not_found(client: Client) -> None:
    with pytest.raises(NotFoundError, match="No such entity"):
        client.fetch("nobody-1")


def test_the_catalogue_tells_lists_collections_and_dates(client: Client) -> None:
    found = client.datasets()
    named = {one.name: one for one in found.datasets}
    assert named["default"].children == [OWN, UN]
    assert named["sanctions"].children == [UN]
    assert named[UN].version == "2026-02-27T00:00:00Z"
    assert named[UN].entity_count == 10
    assert found.outdated == []


def test_the_algorithms_are_one_and_it_is_the_best(client: Client) -> None:
    found = client.algorithms()
    assert found.best == found.default == "tizim"
    assert [one.name for one in found.algorithms] == ["tizim"]


def test_the_server_is_well_and_ready(client: Client) -> None:
    assert client.healthz().status == "ok"
    assert client.readyz().status == "ok"


def test_the_command_line_of_the_client_screens(address: str, tmp_path: Path) -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("yente-cli"), "fetch", "our-2"],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "YENTE_BASE_URL": address},
    )
    assert "Grey Heron Shipping" in told.stdout


def test_a_company_is_asked_about_by_its_number(client: Client) -> None:
    found = client.match(Company(name=["Grey Heron Shipping"], registrationNumber=["DXB-77-120"]))
    assert [one.id for one in found.results] == ["our-2"]
    assert json.loads(json.dumps(found.query))["schema"] == "Company"


def test_people_look_around_by_words_in_any_script(client: Client) -> None:
    assert [one.id for one in client.search("Mahmud Zanbaqi").results] == ["our-5"]
    assert [one.id for one in client.search("Темиргалиев").results] == ["our-1"]
    assert {one.caption for one in client.search("heron").results} == {"Grey Heron Shipping", "ORDER OF THE GREY HERON"}
    assert [one.id for one in client.search("heron -shipping").results] == [f"{UN}-xxe.002"]
    assert client.search('"heron grey"').results == []
    assert client.search("nobody is called so").total.value == 0


def test_a_search_is_narrowed_counted_and_paged(client: Client) -> None:
    everything = client.search("", limit=5, facets=["datasets", "schema", "countries"])
    assert everything.total.value == 14
    assert len(everything.results) == 5
    counted = {one.name: (one.label, one.count) for one in everything.facets["countries"].values}
    assert counted == {name: counted[name] for name in ("ae", "kz", "sy", "tj")}
    assert counted["kz"] == ("Kazakhstan", 1)
    assert {one.name: one.count for one in everything.facets["datasets"].values} == {UN: 10, OWN: 4}
    pages = [client.search("", limit=5, offset=start, sort=["caption"]).results for start in (0, 5, 10)]
    captions = [one.caption for page in pages for one in page]
    assert captions == sorted(captions)
    assert len(set(captions)) == 14
    assert [
        one.id for one in client.search("", schema="Person", countries=["kz", "tj"], sort=["birthDate:desc"]).results
    ] == [
        "our-4",
        "our-1",
    ]
    assert client.search("", topics=["crime.terror"]).total.value == 1
    assert client.search("", datasets=[UN]).total.value == 10
    assert client.search("", exclude_datasets=[UN], exclude_schemata=["Person"]).total.value == 1
    assert client.search("", filter=["birthDate:1971-05-03"]).total.value == 1
    assert client.search("", changed_since="2026-02-20").total.value == 1, "one entry came with the second version"
    assert client.search("", schema="Ownership").total.value == 1


def test_a_misspelt_name_is_found_where_a_search_is_fuzzy(client: Client) -> None:
    assert client.search("Ruslaana Fergany").total.value == 0
    assert [one.id for one in client.search("Ruslaana Fergany", fuzzy=True).results] == ["our-4"]


def test_a_search_that_cannot_be_asked_says_what_was_expected(client: Client) -> None:
    with pytest.raises(BadRequestError, match="quotation marks"):
        client.search('"grey')
    with pytest.raises(BadRequestError, match="sort"):
        client.search("", sort=["caption:up"])
    with pytest.raises(BadRequestError, match="filter"):
        client.search("", filter=["birthDate"])
    assert client.search('"grey', simple=True).total.value == 2
    assert client.search("???", simple=True).total.value == 0


def test_the_client_s_server_for_language_models_screens(address: str, tmp_path: Path) -> None:
    code = (
        "import asyncio, json; from fastmcp import Client; from yente_client.mcp.server import mcp\n"
        "async def ask():\n"
        "    async with Client(mcp) as client:\n"
        "        asked = {'schema': 'Person', 'properties': {'name': ['Dastan Temirgaliev']}}\n"
        "        found = await client.call_tool('match_entity', asked)\n"
        "        print(json.dumps(found.structured_content))\n"
        "asyncio.run(ask())"
    )
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "YENTE_BASE_URL": address},
    )
    assert "our-1" in told.stdout


def test_the_command_line_of_the_client_screens_a_file(address: str, tmp_path: Path) -> None:
    asked, answered = tmp_path / "asked.csv", tmp_path / "answered.csv"
    asked.write_text("name\nDastan Temirgaliev\nOttilie Brackenridge\n", encoding="utf-8")
    subprocess.run(
        [
            Path(sys.executable).with_name("yente-cli"),
            "screen",
            asked,
            answered,
            "--schema",
            "Person",
            "-i",
            "name=name",
        ],
        capture_output=True,
        text=True,
        check=True,
        env={"PATH": os.defpath, "HOME": str(tmp_path), "YENTE_BASE_URL": address},
    )
    assert "our-1" in answered.read_text(encoding="utf-8")
