"""Which part meets which, and what is said of those left over. All names are invented."""

import pytest

from tizim.compare.rules_file import shipped
from tizim.compare.subjects import Comparison, compare
from tizim.model.subject import Subject
from tizim.model.verdict import Reason

RULES = shipped()


def compared(one: str, other: str, kind: str = "Person") -> Comparison:
    return compare(Subject(kind, [one]), Subject(kind, [other]), RULES)


def told(made: Comparison, feature: str) -> list[tuple[str, str, str]]:
    return [(one.asked, one.known, one.how) for one in made.reasons if one.feature == feature]


def the(made: Comparison, feature: str) -> Reason:
    (found,) = (one for one in made.reasons if one.feature == feature)
    return found


def test_two_words_meet_the_one_they_are_written_as_and_it_is_told() -> None:
    for one, other in (
        ("Quill Feather Osgood", "Quillfeather Osgood"),
        ("Quillfeather Osgood", "Quill Feather Osgood"),
    ):
        made = compared(one, other)
        together = next(reason for reason in made.reasons if reason.how == "joined")
        assert {together.asked, together.known} == {"quill feather", "quillfeather"}
        assert 0 < together.weight < the_same_part("Quillfeather")
        assert 0 < the(made, "whole name").weight < RULES["whole_name"]


def the_same_part(word: str) -> float:
    return the(compared(word, word), "name part").weight


def test_two_words_that_sound_like_the_one_meet_it_too() -> None:
    together = [one for one in compared("Quil Fether Osgood", "Quillfeather Osgood").reasons if one.how == "joined"]
    assert len(together) == 1


def test_words_are_not_joined_over_what_already_met() -> None:
    made = compared("Quill Feather", "Quill Feather")
    assert told(made, "name part") == [("quill", "quill", "same"), ("feather", "feather", "same")]


def test_a_part_meets_one_other_only() -> None:
    assert len(told(compared("Osgood Osgood", "Osgood"), "name part")) == 1
    assert told(compared("Osgood Osgood", "Osgood"), "only asked") == [("osgood", "", "alone")]


def test_what_both_have_alone_says_more_than_what_one_left_out() -> None:
    other = the(compared("Temirlan Osgood", "Temirlan Brandywine"), "other name part")
    missing = the(compared("Temirlan Osgood", "Temirlan"), "only asked")
    more = the(compared("Temirlan", "Temirlan Osgood"), "only listed")
    assert (other.asked, other.known) == ("osgood", "brandywine")
    assert (missing.asked, missing.known) == ("osgood", "")
    assert (more.asked, more.known) == ("", "osgood")
    assert other.weight < missing.weight + more.weight < 0


def test_a_generic_word_is_missed_less_than_a_rare_one() -> None:
    generic = the(compared("Nowhere Trading", "Nowhere", "Company"), "only asked")
    rare = the(compared("Nowhere Quillfeather", "Nowhere", "Company"), "only asked")
    assert rare.weight < generic.weight < 0


def test_numbers_that_differ_are_told_as_they_are_written() -> None:
    made = compared("Nowhere Fund VII", "Nowhere Fund 8", "Company")
    assert told(made, "other number") == [("vii", "8", "different")]


@pytest.mark.parametrize(("one", "other"), [("Nowhere Works 7", "Nowhere Works"), ("Nowhere Works", "Nowhere Works 7")])
def test_a_number_on_one_side_lowers_and_is_told(one: str, other: str) -> None:
    made = compared(one, other, "Company")
    assert [reason.how for reason in made.reasons if reason.feature in ("only asked", "only listed")] == ["number"]
    assert made.log_odds < compared("Nowhere Works", "Nowhere Works", "Company").log_odds


def test_a_word_and_a_number_left_over_are_both_told() -> None:
    made = compared("Nowhere Osgood 7", "Nowhere", "Company")
    assert [asked for asked, _, _ in told(made, "only asked")] == ["osgood", "7"]


def test_forms_of_law_agree_by_what_they_mean_and_differ_a_little() -> None:
    same, other = (
        compared("Nowhere Ltd", "Nowhere Limited", "Company"),
        compared("Nowhere Ltd", "Nowhere JSC", "Company"),
    )
    assert ("ltd", "limited", "legal form") in told(same, "name part")
    assert told(other, "other legal form") == [("ltd", "jsc", "different")]
    assert other.log_odds < compared("Nowhere", "Nowhere", "Company").log_odds < same.log_odds


def test_particles_and_titles_left_over_say_next_to_nothing() -> None:
    plain = compared("Temirlan Osgood", "Temirlan Osgood").log_odds
    for name in ("Dr Temirlan Osgood", "Temirlan al Osgood"):
        assert plain - 0.2 < compared(name, "Temirlan Osgood").log_odds < plain


def test_an_initial_says_less_than_the_name_it_stands_for() -> None:
    initial, whole = compared("T. Osgood", "Temirlan Osgood"), compared("Temirlan Osgood", "Temirlan Osgood")
    assert told(initial, "name part")[0] == ("t", "temirlan", "initial")
    assert compared("Osgood", "Temirlan Osgood").log_odds < initial.log_odds < whole.log_odds
    assert told(compared("T. Osgood", "T. Osgood"), "name part")[0] == ("t", "t", "initial")


def test_one_part_of_several_is_told_and_lowers() -> None:
    assert the(compared("Osgood", "Temirlan Osgood"), "one part only").weight < 0
    assert told(compared("Osgood", "Osgood"), "one part only") == []


@pytest.mark.parametrize("swapped", ["Hasan bin Ahmad", "Hasan ibn Ahmad"])
def test_who_is_whose_child_is_told(swapped: str) -> None:
    made = compared("Ahmad bin Hasan", swapped)
    assert told(made, "order") == [("Ahmad bin Hasan", swapped, "child and parent swapped")]
    assert told(compared("Ahmad bin Hasan", "Ahmad Hasan"), "order") == []
    assert told(compared("Ahmad Hasan", "Hasan Ahmad"), "order") == []
