"""The starter register: its counts and layout, and every fact against the UN's own file."""

import json
import lzma
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from tizim.model.dates import PartialDate
from tizim.model.ftm import schema
from tizim.model.statement import entity_id
from tizim.starter import DATASET, PUBLISHED, REGISTER

NAMES = ("name", "alias", "weakAlias", "previousName")
KOREAN_NOT_FROM_THE_UN = {
    "KPe.001",
    "KPe.003",
    "KPe.009",
    "KPe.030",
    "KPe.031",
    "KPe.032",
    "KPe.035",
    "KPe.047",
    "KPe.048",
}


def rows() -> list[dict[str, Any]]:
    return [json.loads(line) for line in REGISTER.read_text(encoding="utf-8").splitlines()]


def listings() -> dict[str, dict[str, Any]]:
    """Entity id -> the properties of its listing."""
    return {row["properties"]["entity"][0]: row["properties"] for row in rows() if row["schema"] == "Sanction"}


def entries() -> dict[str, dict[str, Any]]:
    """Reference -> entity."""
    by_id = listings()
    return {by_id[row["id"]]["recordId"][0]: row for row in rows() if row["schema"] != "Sanction"}


def names_of(row: dict[str, Any]) -> list[str]:
    return [name for prop in NAMES for name in row["properties"].get(prop, [])]


def test_there_are_about_a_hundred_entries_and_at_least_sixty_organisations() -> None:
    counts = Counter(row["schema"] for row in entries().values())
    assert counts == {"Organization": 80, "Person": 32}


def test_names_are_in_five_scripts() -> None:
    scripts = Counter(
        script
        for row in entries().values()
        for script in {
            unicodedata.name(letter).split()[0] for name in names_of(row) for letter in name if letter.isalpha()
        }
    )
    assert {"LATIN", "ARABIC", "CYRILLIC", "CJK", "HANGUL"} <= scripts.keys()
    assert min(scripts[script] for script in ("LATIN", "ARABIC", "CYRILLIC", "CJK", "HANGUL")) >= 4


def test_every_entity_has_one_listing_and_every_property_is_followthemoneys() -> None:
    assert listings().keys() == {row["id"] for row in entries().values()}
    for row in rows():
        assert row["datasets"] == [DATASET]
        assert [prop for prop in row["properties"] if schema(row["schema"]).property(prop) is None] == []


def test_ids_follow_from_references_and_nothing_is_said_twice() -> None:
    assert len({row["id"] for row in rows()}) == len(rows())
    for reference, row in entries().items():
        assert row["id"] == entity_id(DATASET, reference)
        assert len(set(names_of(row))) == len(names_of(row))


def test_people_have_no_more_than_years_of_birth() -> None:
    for row in entries().values():
        for born in row["properties"].get("birthDate", []):
            assert PartialDate.parse(born).precision in {"year", "interval"}
            assert all(len(side) == 4 for side in born.split("/"))


def test_the_readme_says_its_date_and_that_it_is_no_substitute() -> None:
    words = REGISTER.with_name("README.txt").read_text(encoding="utf-8")
    assert PUBLISHED == "2026-02-27"
    assert "27 February 2026" in words
    assert "no substitute for" in words
    assert f"{len(entries())} designations" in words


def in_one_line(element: ET.Element, tag: str) -> str:
    return " ".join((element.findtext(tag) or "").split())


@pytest.fixture(scope="module")
def un_entries(shared: Path) -> dict[str, ET.Element]:
    data = lzma.decompress((shared / "lists/un/un_consolidated_2026-02-27.xml.xz").read_bytes())
    root = ET.fromstring(data)  # noqa: S314 - a file whose sum is known
    found = [*root.iter("INDIVIDUAL"), *root.iter("ENTITY")]
    return {in_one_line(one, "REFERENCE_NUMBER"): one for one in found}


@pytest.mark.shared
@pytest.mark.parametrize("reference", sorted(entries()))
def test_every_fact_is_the_uns(reference: str, un_entries: dict[str, ET.Element]) -> None:
    ours, theirs = entries()[reference], un_entries[reference]
    listing = listings()[ours["id"]]
    parts = ("FIRST_NAME", "SECOND_NAME", "THIRD_NAME", "FOURTH_NAME")
    aliases = {
        in_one_line(one, "ALIAS_NAME") for kind in ("INDIVIDUAL", "ENTITY") for one in theirs.iter(f"{kind}_ALIAS")
    }
    original = in_one_line(theirs, "NAME_ORIGINAL_SCRIPT")
    extra = {name for name in names_of(ours)[1:] if name not in aliases and name != original}

    assert ours["properties"]["name"] == [" ".join(filter(None, (in_one_line(theirs, tag) for tag in parts)))]
    assert (ours["schema"] == "Person") == (theirs.tag == "INDIVIDUAL")
    assert len(extra) == (reference in KOREAN_NOT_FROM_THE_UN)
    assert aliases - {""} <= set(names_of(ours))
    assert listing["startDate"] == [in_one_line(theirs, "LISTED_ON")[:10]]
    assert listing["program"] == [in_one_line(theirs, "UN_LIST_TYPE")]
    assert listing["authority"] == ["UN Security Council"]
    written = " ".join(" ".join(one.itertext()) for one in theirs.iter("INDIVIDUAL_DATE_OF_BIRTH"))
    for year in (year for born in ours["properties"].get("birthDate", []) for year in born.split("/")):
        assert year in written
