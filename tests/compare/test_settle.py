"""What single fact would settle it. Everybody here is invented."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tizim
from tizim.compare.asked import understand
from tizim.compare.rivals import Weighed, beside_rivals
from tizim.compare.rules_file import shipped
from tizim.compare.settle import Sides, outcome_of, settle
from tizim.compare.subjects import KnownName, compare
from tizim.model.settling import Settling
from tizim.model.subject import KINDS, Subject

RULES = shipped()
LISTED = Subject(
    kind="Person", names=["Askar Ivanovich Mysalov"], birth_date="1971-05-03", countries=["kz"], gender="male",
    documents=["N1234567"],
)  # fmt: skip
ASKED = replace(LISTED, documents=())
BARE = Subject(kind="Person", names=["Askar Ivanovich Mysalov"])


def settled(asked: Subject, known: Subject, *, a_list: bool = True) -> Settling:
    comparison = compare(asked, known, RULES)
    one, other = understand(asked, RULES), understand(known, RULES)
    person = "Person" in (asked.kind, known.kind)
    sides = Sides(
        one.facts,
        other.facts,
        one.names(person=person),
        [KnownName(name) for name in other.names(person=person)],
        known_can_be_asked=not a_list,
    )
    return settle(sides, comparison, RULES)


def test_a_birth_date_that_the_list_has_and_nobody_asked_for_is_named() -> None:
    found = settled(replace(ASKED, birth_date=None), ASKED)
    assert (found.fact, found.partial, found.side, found.other) == ("birth date", False, "asked", "1971-05-03")


def test_the_scores_told_are_those_of_the_second_question() -> None:
    asked = replace(ASKED, birth_date=None)
    found = settled(asked, ASKED)
    assert found.agreed == pytest.approx(compare(ASKED, ASKED, RULES).score)
    assert found.differed == pytest.approx(compare(replace(ASKED, birth_date="2001-07-19"), ASKED, RULES).score)
    assert found.differed < compare(asked, ASKED, RULES).score < found.agreed


def test_another_entry_that_fits_better_still_does_when_a_name_is_told() -> None:
    asked, known = Subject("Person", ["T Quillfeather"]), Subject("Person", ["Temirlan Quillfeather"])
    alone = compare(asked, known, RULES)
    better = replace(alone, log_odds=alone.log_odds + 4)
    _, beside = beside_rivals([Weighed("a list", "better", better), Weighed("a list", "this", alone)], RULES)
    one, other = understand(asked, RULES), understand(known, RULES)
    sides = Sides(one.facts, other.facts, one.as_person, [KnownName(name) for name in other.as_person])
    without, found = settle(sides, alone, RULES), settle(sides, beside, RULES)
    assert (found.fact, without.fact) == ("given name", "given name")
    assert found.agreed < without.agreed
    assert found.differed < without.differed


def test_no_birth_date_is_asked_for_where_the_list_has_none() -> None:
    found = settled(BARE, replace(LISTED, birth_date=None, countries=(), gender=None))
    assert found.fact == "document"
    assert found.other == "N1234567"
    assert found.agreed == pytest.approx(
        compare(
            replace(BARE, documents=["N1234567"]), replace(LISTED, birth_date=None, countries=(), gender=None), RULES
        ).score
    )


def test_where_the_list_has_names_only_nothing_settles_it() -> None:
    found = settled(ASKED, BARE)
    score = compare(ASKED, BARE, RULES).score
    assert found == Settling("", score, score, outcome_of(score, RULES), outcome_of(score, RULES))
    assert not found.settles


def test_a_year_of_birth_is_told_as_partly_known_where_the_list_has_the_day() -> None:
    found = settled(replace(ASKED, birth_date="1971"), ASKED)
    assert (found.fact, found.partial) == ("birth date", True)
    assert found.agreed == pytest.approx(compare(ASKED, ASKED, RULES).score)
    assert found.differed < compare(replace(ASKED, birth_date="1971"), ASKED, RULES).score


def test_a_birth_date_that_already_differs_is_not_asked_for_again() -> None:
    known = replace(ASKED, countries=(), gender=None)
    assert settled(replace(known, birth_date="1940"), known).fact == ""


@pytest.mark.parametrize(("fact", "field", "value"), [("country", "countries", ["kz"]), ("gender", "gender", "male")])
def test_what_else_the_list_has_is_named_where_it_is_the_only_fact(fact: str, field: str, value: object) -> None:
    known = Subject(kind="Person", names=BARE.names, **{field: value})  # type: ignore[arg-type]  # a field by its name
    found = settled(BARE, known)
    assert found.fact == fact
    assert found.agreed == pytest.approx(compare(known, known, RULES).score)


def test_a_father_s_name_that_only_the_list_has_is_named() -> None:
    found = settled(Subject(kind="Person", names=["Askar Mysalov"]), BARE)
    assert (found.fact, found.other) == ("father's name", "ivanovich")
    assert found.agreed == pytest.approx(compare(BARE, BARE, RULES).score, abs=1e-6)
    assert found.differed < found.agreed


def test_of_many_names_asked_the_one_that_met_is_the_one_to_complete() -> None:
    others = [f"Quillfeather {number}" for number in range(200)]
    found = settled(Subject(kind="Person", names=[*others, "Askar Mysalov"]), BARE)
    assert (found.fact, found.other) == ("father's name", "ivanovich")
    assert found.agreed == pytest.approx(compare(BARE, BARE, RULES).score, abs=1e-6)


def test_a_family_name_that_only_the_list_has_is_named() -> None:
    found = settled(
        Subject(kind="Person", names=["Askar Mysalov"]), Subject(kind="Person", names=["Askar Mysalov Quillfeather"])
    )
    assert (found.fact, found.other) == ("full name", "quillfeather")


def test_an_initial_in_the_place_of_a_listed_name_is_partly_known() -> None:
    found = settled(Subject(kind="Person", names=["A. Mysalov"]), Subject(kind="Person", names=["Askar Mysalov"]))
    assert (found.fact, found.partial, found.other) == ("given name", True, "askar")
    assert found.differed < found.agreed


def test_the_kind_is_named_where_nobody_told_it() -> None:
    found = settled(Subject(names=["Grey Heron Order"]), Subject(kind="Organization", names=["Grey Heron Order"]))
    assert (found.fact, found.other) == ("kind", "Organization")


def test_names_of_organisations_are_not_asked_for_in_full() -> None:
    found = settled(
        Subject(kind="Organization", names=["Grey Heron"]),
        Subject(kind="Organization", names=["Grey Heron Order Quillfeather"]),
    )
    assert found.fact == ""


def test_two_people_neither_of_whom_is_listed_can_both_be_asked() -> None:
    person = Subject(kind="Person", names=["Askar Mysalov"])
    found = settled(person, person, a_list=False)
    assert found.side == "both"
    assert found.fact in ("birth date", "document")


def test_the_other_side_is_asked_where_it_is_no_list() -> None:
    person = Subject(kind="Person", names=["Askar Mysalov"])
    found = settled(replace(person, birth_date="1971-05-03", documents=["N1234567"]), person, a_list=False)
    assert found.side == "known"


def test_the_fact_that_changes_the_outcome_goes_before_the_one_that_only_moves_the_score() -> None:
    """A hit is unsettled by a birth date that differs; a document's number that differs leaves it a hit."""
    known = Subject(kind="Person", names=["Temirlan Mysalov"], birth_date="1971-05-03", documents=["N1234567"])
    assert settled(Subject(kind="Person", names=["Temirlan Mysalov"]), known).fact == "birth date"


def test_a_wallet_is_named_where_the_list_has_nothing_else() -> None:
    wallet = "0x52908400098527886E0F7030069857D2E4169EE7"
    found = settled(BARE, Subject(kind="Person", names=["Zarina Testova"], wallets=[wallet]))
    assert found.fact == "wallet"


_TEXTS = st.sampled_from(
    ["Askar Mysalov", "A. M.", "Мысалов Аскар Иванович", "王小明", "X", "x", "7", "العسكر بن", "Mr", "Xlomvud", "•"]
)
_SUBJECTS = st.builds(
    Subject,
    kind=st.sampled_from(KINDS),
    names=st.lists(_TEXTS, min_size=1, max_size=3),
    birth_date=st.sampled_from(
        [None, "1971", "1971-05", "1971-01-01", "1700", "2200", "2200-12-31", "1700/2200", "1971~"]
    ),
    countries=st.sampled_from([(), ("kz",), ("kz", "ru")]),
    gender=st.sampled_from([None, "male", "female"]),
    documents=st.sampled_from([(), ("N1234567",), ("ZZ00000000", "X7654321")]),
)


@given(_SUBJECTS, _SUBJECTS, st.booleans())
def test_whatever_two_sides_say_an_answer_that_agrees_scores_higher(
    asked: Subject, known: Subject, a_list: bool
) -> None:
    found = settled(asked, known, a_list=a_list)
    assert 0 <= found.differed <= found.agreed <= 1
    assert (found.if_agreed, found.if_differed) == (outcome_of(found.agreed, RULES), outcome_of(found.differed, RULES))
    assert found.fact or found.agreed == found.differed


def test_the_outcome_is_that_of_the_thresholds() -> None:
    assert [outcome_of(score, RULES) for score in (RULES.hit, RULES.possible, RULES.possible - 0.01)] == [
        "hit",
        "possible",
        "clear",
    ]


def test_the_same_question_gives_the_same_answer() -> None:
    assert settled(BARE, LISTED) == settled(BARE, LISTED)


def test_the_public_comparison_stays_what_it_was() -> None:
    assert tizim.compare(BARE, LISTED).score == compare(BARE, LISTED, RULES).score
