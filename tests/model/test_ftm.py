"""FollowTheMoney's vocabulary: inheritance, and our table against the library's own."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tizim.errors import UnknownFields
from tizim.model import ftm

PEER = Path(__file__).resolve().parents[2] / "bench" / ".venv-peer" / "bin" / "python"
ASK_THE_LIBRARY = """
import json
from followthemoney import model
from importlib.metadata import version
print(json.dumps({"version": version("followthemoney"), "schemata": {
    schema.name: {
        "names": sorted(schema.names), "matchable": schema.matchable, "abstract": schema.abstract, "edge": schema.edge,
        "properties": {
            prop.name: [prop.schema.name, prop.type.name, prop.range.name if prop.range else None, prop.matchable, prop.format]
            for prop in schema.properties.values() if not prop.stub
        },
    } for schema in model.schemata.values()}}))
"""


def test_a_company_is_all_that_its_parents_are() -> None:
    company = ftm.schema("Company")
    assert company.names == {"Company", "Organization", "LegalEntity", "Asset", "Thing", "Value"}
    assert company.is_a("LegalEntity")
    assert company.is_a(ftm.schema("Thing"))
    assert not company.is_a("Person")


def test_properties_are_inherited_and_keep_where_they_are_defined() -> None:
    country = ftm.schema("Person").property("country")
    assert country is not None
    assert (country.schema, country.type, country.matchable) == ("Thing", "country", True)
    assert ftm.schema("Person").property("imoNumber") is None


def test_a_sanction_points_to_a_thing_that_calls_it_its_sanctions() -> None:
    entity = ftm.schema("Sanction").property("entity")
    assert entity is not None
    assert (entity.type, entity.range, entity.reverse) == ("entity", "Thing", "sanctions")


def test_links_know_their_two_ends() -> None:
    assert ftm.schema("Ownership").edge == ("owner", "asset")
    assert ftm.schema("Sanction").edge is None


def test_a_childs_own_definition_wins_over_the_parents() -> None:
    for name in ftm.schema_names():
        schema = ftm.schema(name)
        owners = {prop.schema for prop in schema.properties.values()}
        assert owners <= schema.names


def test_an_unknown_schema_is_named() -> None:
    with pytest.raises(UnknownFields, match="'Spaceship'") as caught:
        ftm.schema("Spaceship")
    assert caught.value.names == ("Spaceship",)
    assert not ftm.is_schema("Spaceship")
    assert ftm.is_schema("Person")


def test_every_range_and_every_parent_exists() -> None:
    for name in ftm.schema_names():
        schema = ftm.schema(name)
        assert all(ftm.is_schema(parent) for parent in schema.extends)
        assert all(prop.range is None or ftm.is_schema(prop.range) for prop in schema.properties.values())
        assert all(schema.property(prop) is not None for prop in (*schema.required, *schema.featured, *schema.caption))


@pytest.mark.peer
def test_our_table_is_the_librarys() -> None:
    answer: dict[str, Any] = json.loads(
        subprocess.run([str(PEER), "-c", ASK_THE_LIBRARY], check=True, capture_output=True).stdout
    )
    if answer["version"] != ftm.ftm_version():
        pytest.fail(
            f"the peer has followthemoney {answer['version']}, the table is of {ftm.ftm_version()}: make it anew"
        )
    assert set(answer["schemata"]) == set(ftm.schema_names())
    for name, theirs in answer["schemata"].items():
        ours = ftm.schema(name)
        properties = {
            prop.name: [prop.schema, prop.type, prop.range, prop.matchable, prop.format]
            for prop in ours.properties.values()
        }
        assert properties == theirs["properties"], name
        assert sorted(ours.names) == theirs["names"]
        assert (ours.matchable, ours.abstract, ours.edge is not None) == (
            theirs["matchable"],
            theirs["abstract"],
            theirs["edge"],
        )
