"""Handling marks, and who sees what is marked."""

import pytest

from tizim.access.marks import Clearance, Mark, Sees, mark_of
from tizim.errors import SubjectError


def test_official_lists_are_for_everybody_and_one_s_own_for_the_organisation() -> None:
    assert mark_of("un_sc_sanctions", {}) is Mark.CLEAR
    assert mark_of("our_register", {}) is Mark.AMBER
    assert mark_of("un_sc_sanctions", {"un_sc_sanctions": Mark.GREEN}) is Mark.GREEN


@pytest.mark.parametrize(
    ("words", "mark"), [("amber", Mark.AMBER), ("TLP:AMBER+STRICT", Mark.STRICT), (" tlp:red ", Mark.RED)]
)
def test_a_mark_is_read_as_people_write_it(words: str, mark: Mark) -> None:
    assert Mark.read(words) is mark


def test_a_word_that_is_no_mark_is_refused() -> None:
    with pytest.raises(SubjectError, match=r"TLP 2\.0"):
        Mark.read("WHITE")


@pytest.mark.parametrize(("held", "seen"), [(one, set(list(Mark)[: place + 1])) for place, one in enumerate(Mark)])
def test_a_clearance_covers_its_mark_and_those_below_but_red_only_by_name(held: Mark, seen: set[Mark]) -> None:
    assert {mark for mark in Mark if Clearance(held).covers("a", mark)} == seen - {Mark.RED}
    assert Clearance(held, frozenset({"a"})).covers("a", Mark.RED) == (held is Mark.RED)
    assert not Clearance(held, frozenset({"a"})).covers("b", Mark.RED)


def test_who_sees_everything_is_told_apart_from_whom_something_is_hidden() -> None:
    assert Sees(Clearance(), {}).everything
    assert Sees(Clearance(), {"a": Mark.GREEN}).everything
    assert not Sees(Clearance(), {"a": Mark.STRICT}).everything
    assert not Sees(Clearance(Mark.GREEN), {}).everything, "a list of one's own may come"
    assert not Sees(Clearance(), {}, only=frozenset({"a"})).everything
    assert Sees(Clearance(), {"a": Mark.RED}).among(["a", "b"]) == ["b"]
    assert Sees(Clearance(), {}, only=frozenset({"a"})).among(["a", "b"]) == ["a"]
    assert Sees.nothing().among(["a", "un_sc_sanctions"]) == []
