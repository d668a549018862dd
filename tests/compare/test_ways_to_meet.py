"""What people, machines and disguises do to names, and what still meets. All names are invented, or common."""

import pytest

from tizim.compare.rules_file import shipped
from tizim.compare.subjects import Comparison, compare
from tizim.model.subject import Subject

RULES = shipped()


def compared(one: str, other: str, kind: str = "Person") -> Comparison:
    return compare(Subject(kind, [one]), Subject(kind, [other]), RULES)


def hows(made: Comparison) -> set[str]:
    return {reason.how for reason in made.reasons}


@pytest.mark.parametrize(
    ("asked", "known", "how"),
    [
        ("Tmrln Qllfthr", "Temirlan Quillfeather", "without vowels"),
        ("Ternirlan 0sg00d", "Temirlan Osgood", "look-alike"),
        ("Temirlan Brandy Quil", "Temirlan Brandy Quillfeather", "cut off"),
        ("Tem irlan Osgood", "Temirlan Osgood", "joined"),
        ("Abde Rrahmane Osgood", "Abder Rahmane Osgood", "joined"),
        ("Sasha Brandywine", "Aleksandr Brandywine", "nickname"),
        ("Yusuf Brandywine", "Joseph Brandywine", "variant"),
        ("Temirlan Osgoodskaya", "Temirlan Osgoodski", "other ending"),
    ],
)
def test_a_name_changed_so_still_meets(asked: str, known: str, how: str) -> None:
    assert how in hows(compared(asked, known))


@pytest.mark.parametrize(
    ("asked", "known"),
    [
        ("NWPA", "Nowhere Workers Progress Association"),
        ("Nowhere Workers Progress Association", "NWPA"),
        ("NWPA Utopia", "Nowhere Workers Progress Association"),
    ],
)
def test_an_acronym_stands_for_the_words_of_a_body_on_either_side(asked: str, known: str) -> None:
    assert "acronym" in hows(compared(asked, known, "Organization"))
    assert "acronym" not in hows(compared(asked, known, "Person"))


def test_a_number_in_words_is_the_number() -> None:
    assert compared("Nowhere Brigade Forty 4", "Nowhere Brigade 44", "Organization").score > RULES.hit
    assert "different" in hows(compared("Nowhere Brigade Forty 5", "Nowhere Brigade 44", "Organization"))


def test_another_name_in_the_place_of_one_says_more_than_one_left_out_on_each_side() -> None:
    in_place = compared("Temirlan Osgood Brandywine", "Temirlan Quillfeather Brandywine")
    left_out = compared("Temirlan Brandywine Osgood", "Quillfeather Temirlan Brandywine")
    assert in_place.log_odds < left_out.log_odds


def test_a_son_is_not_his_father() -> None:
    son = compared("Jonas Temirlan Quillfeather Osgood", "Temirlan Quillfeather Osgood")
    assert "a generation between" in hows(son)
    assert son.log_odds < compared("Temirlan Quillfeather Osgood", "Temirlan Quillfeather Osgood").log_odds - 3


def test_another_initial_is_another_person() -> None:
    same, other = compared("Osgood, T. W.", "T W Osgood"), compared("Osgood, T. G.", "T W Osgood")
    assert "other initial" in {reason.feature for reason in other.reasons}
    assert other.log_odds < same.log_odds - 2


def test_a_given_name_is_not_the_others_father() -> None:
    made = compared("Temirlan Brandywinov", "Nursultan Temirlanovich Brandywinov")
    assert "a given name for a father's" in hows(made)
    assert made.score < RULES.possible


def test_a_family_name_before_a_comma_is_spoken_last() -> None:
    assert (
        compared("Osgood, Temirlan", "Temirlan Osgood").log_odds
        == compared("Temirlan Osgood", "Temirlan Osgood").log_odds
    )


def test_il_is_an_article_in_one_name_and_a_syllable_in_another() -> None:
    assert "different" in hows(compared("Kim Bong Il", "Kim Bong Do"))
    assert "different" not in hows(compared("Temirlan il Osgood", "Temirlan al Osgood"))


def test_a_part_in_another_name_of_the_entry_speaks_for_it() -> None:
    listed = Subject("Person", ["Temirlan Osgood", "Abu Quillfeather"])
    alone = compare(Subject("Person", ["Temirlan Quillfeather"]), Subject("Person", ["Temirlan Osgood"]), RULES)
    both = compare(Subject("Person", ["Temirlan Quillfeather"]), listed, RULES)
    assert "in another name of the entry" in hows(both)
    assert both.log_odds > alone.log_odds + 3


def test_a_ships_prefix_is_no_name() -> None:
    assert (
        compared("M/V Brandywine", "Brandywine", "Vessel").score == compared("Brandywine", "Brandywine", "Vessel").score
    )


ORDERED = [
    ("Temirlan Osgood", "Temirlan Osgood"),
    ("Temirlan Osgood", "Temirlan Osgod"),
    ("T. Osgood", "Temirlan Osgood"),
    ("Osgood", "Temirlan Osgood"),
    ("Temirlan Brandywine", "Temirlan Osgood"),
    ("Jonas Brandywine", "Temirlan Osgood"),
]
"""pairs from the surest to the least sure; a score that saturates would not tell them apart"""


def test_pairs_stand_in_the_order_a_careful_reader_gives_them() -> None:
    scores = [compared(one, other).score for one, other in ORDERED]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)
