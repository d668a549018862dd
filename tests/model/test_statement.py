"""Statements, the ids of entries, and the entities that statements make."""

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.model.statement import Entity, Statement, entity_id, grouped

SAID = Statement("made_up_list", "r", "e", "Organization", "name", "Made-up Works", "Ойдурма", "kir", "ALIAS[2]/NAME")


@pytest.mark.parametrize(
    ("reference", "expected"),
    [
        ("QX.001", "un_list-qx.001"),
        ("QX. 001 ", "un_list-qx.001"),
        ("12", "un_list-12"),
        ("a_b~c-d", "un_list-a_b~c-d"),
    ],
)
def test_a_plain_reference_is_the_id(reference: str, expected: str) -> None:
    assert entity_id("un_list", reference) == expected


@pytest.mark.parametrize("reference", ["KZ/2015", "№7", "ЎЗ", "-7", "a b/c"])
def test_a_reference_with_unsafe_letters_gets_a_digest(reference: str) -> None:
    assert re.fullmatch(r"made_up-[a-z0-9._~-]*[0-9a-f]{8}", entity_id("made_up", reference))


@given(st.text(min_size=1).filter(str.strip), st.text(min_size=1).filter(str.strip))
def test_two_references_share_an_id_only_if_they_differ_in_blanks_or_case(one: str, other: str) -> None:
    same = re.sub(r"\s+", "", one).lower() == re.sub(r"\s+", "", other).lower()
    assert (entity_id("made_up", one) == entity_id("made_up", other)) == same


@given(st.text(min_size=1).filter(str.strip))
def test_an_id_is_safe_in_an_address(reference: str) -> None:
    assert re.fullmatch(r"[A-Za-z0-9._~-]+", entity_id("made_up", reference))


@pytest.mark.parametrize("part", ["dataset", "root", "entity", "schema", "prop", "value", "original", "lang"])
def test_every_word_makes_another_statement(part: str) -> None:
    assert replace(SAID, **{part: "other"}).key != SAID.key


def test_where_it_stands_does_not() -> None:
    assert replace(SAID, place="ALIAS[7]/NAME").key == SAID.key
    assert len(SAID.key) == 16


def test_a_key_is_the_same_on_every_machine() -> None:
    assert Statement("d", "r", "e", "Person", "name", "v").key.hex() == "a0f0b566b40eb7c0bab5fcf7aa947d9e"


def test_half_a_letter_has_a_key() -> None:
    assert replace(SAID, value="\ud800").key != SAID.key


@pytest.mark.parametrize(
    ("place", "field"), [("ALIAS[2]/NAME", "ALIAS/NAME"), ("A[1]/B[12]/C", "A/B/C"), ("NAME", "NAME"), ("", "")]
)
def test_a_field_is_a_place_without_positions(place: str, field: str) -> None:
    assert replace(SAID, place=place).field == field


def test_values_are_grouped_in_order_and_once() -> None:
    said = [
        replace(SAID, prop=prop, value=value)
        for prop, value in (("alias", "b"), ("name", "n"), ("alias", "a"), ("alias", "b"))
    ]
    assert grouped(said) == {"alias": ("b", "a"), "name": ("n",)}


@pytest.mark.parametrize(
    ("properties", "caption"),
    [
        ({"alias": ("A",), "name": ("N", "M")}, "N"),
        ({"previousName": ("P",), "weakAlias": ("W",)}, "W"),
        ({"publicKey": ("K",), "country": ("kz",)}, "K"),
        ({"name": ()}, "made_up-1"),
    ],
)
def test_an_entity_is_called_by_its_best_name(properties: dict[str, tuple[str, ...]], caption: str) -> None:
    assert Entity("made_up-1", "Organization", "made_up", "1", properties).caption == caption


def test_a_property_without_values_is_empty() -> None:
    entity = Entity("made_up-1", "Organization", "made_up", "1", {"name": ("N", "M")})
    assert (entity.get("name"), entity.first("name"), entity.get("alias"), entity.first("alias")) == (
        ("N", "M"),
        "N",
        (),
        None,
    )
