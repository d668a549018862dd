"""The whole score. Names are invented; none is of a listed person."""

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.asked import understand
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import compare
from tizim.model.subject import Document, Subject

RULES = shipped()


def person(*names: str, **facts: object) -> Subject:
    return Subject("Person", names, **facts)  # type: ignore[arg-type]  # the facts of one test each


def log_odds(one: Subject, other: Subject) -> float:
    return compare(one, other, RULES).log_odds


ORDERED = [
    person("Temirlan Quillfeather Osgood"),
    person("Temirlan Quillfeather"),
    person("Temirlan Quilfeather"),
    person("Quillfeather"),
    person("Temirlan Brandywine"),
    person("Jonas Brandywine"),
]


def test_names_stand_in_the_order_a_careful_reader_gives_them() -> None:
    asked = person("Temirlan Quillfeather Osgood")
    scores = [log_odds(asked, known) for known in ORDERED]
    assert all(better > worse for better, worse in pairwise(scores))


def test_the_score_is_the_logistic_of_the_sum_of_the_reasons() -> None:
    one = person("Temirlan Quillfeather", birth_date="1971-05", countries=["kz"], gender="m")
    other = person("Temirlan Q. Osgood", birth_date="1971-05-03", countries=["kg"], gender="f")
    made = compare(one, other, RULES)
    total = sum(reason.weight for reason in made.reasons)
    assert made.log_odds == pytest.approx(total)
    assert made.score == pytest.approx(1 / (1 + math.exp(-total)))


def test_child_and_parent_swapped_are_not_the_same_person() -> None:
    assert compare(person("Ahmad bin Hasan"), person("Hasan bin Ahmad"), RULES).score < RULES.possible
    assert compare(person("Ahmad bin Hasan"), person("Ahmad ibn Hasan"), RULES).score >= RULES.possible


def test_given_and_family_name_may_change_places() -> None:
    one, other = person("Quillfeather, Temirlan"), person("Temirlan QUILLFEATHER")
    assert compare(one, other, RULES).score >= RULES.hit


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Қасым-Жомарт Тоқаев", "Kassym-Jomart Tokayev"),
        ("Мұхтар Әуезов", "Mukhtar Auezov"),
        ("Чингиз Айтматов", "Chinghiz Aitmatov"),
        ("نجيب محفوظ", "Naguib Mahfouz"),
        ("Лев Толстой", "Lev Tolstoi"),
        ("봉준호", "Bong Joon-ho"),
        ("Abdulrahman Quillfeather", "Abdul Rahman Quillfeather"),
    ],
)
def test_the_same_name_in_other_letters_is_at_least_possible(one: str, other: str) -> None:
    assert compare(person(one), person(other), RULES).score >= RULES.possible


def test_fund_seven_is_not_fund_eight() -> None:
    seven, eight = (Subject("Organization", [f"Quillfeather Partners Fund {number}"]) for number in ("VII", "VIII"))
    assert compare(seven, eight, RULES).score < RULES.possible
    assert compare(seven, seven, RULES).score >= RULES.hit


def test_a_birth_year_off_by_one_does_not_sink_an_identical_name() -> None:
    one, other = person("Temirlan Quillfeather", birth_date="1971"), person("Temirlan Quillfeather", birth_date="1972")
    assert compare(one, other, RULES).score >= RULES.hit


def test_a_birth_date_decades_off_lowers_the_score() -> None:
    near = log_odds(
        person("Temirlan Quillfeather", birth_date="1971"), person("Temirlan Quillfeather", birth_date="1971")
    )
    far = log_odds(
        person("Temirlan Quillfeather", birth_date="1971"), person("Temirlan Quillfeather", birth_date="1999")
    )
    assert far < near - 5


def test_a_document_number_alone_is_enough() -> None:
    asked = Subject("Person", documents=[Document("N 0123-4567", "passport", "kz")])
    known = Subject("Person", ["Temirlan Quillfeather"], documents=["N01234567"])
    assert compare(asked, known, RULES).score >= RULES.hit


def test_a_person_is_no_vessel() -> None:
    same = Subject("Vessel", ["Temirlan Quillfeather"])
    assert log_odds(person("Temirlan Quillfeather"), same) < log_odds(
        person("Temirlan Quillfeather"), person("Temirlan Quillfeather")
    )


NAMES = st.lists(
    st.sampled_from(["temirlan", "quillfeather", "osgood", "muhammad", "әуезов", "حسن", "kim"]), min_size=1, max_size=4
)


@given(NAMES, NAMES)
def test_comparing_is_symmetric_up_to_what_is_missing(one: list[str], other: list[str]) -> None:
    a, b = person(" ".join(one)), person(" ".join(other))
    together = compare(a, b, RULES)
    assert 0 <= together.score <= 1
    met = sorted(round(reason.weight, 9) for reason in together.reasons if reason.feature == "name part")
    assert met == sorted(
        round(reason.weight, 9) for reason in compare(b, a, RULES).reasons if reason.feature == "name part"
    )


@given(NAMES, st.sampled_from(["1971", "1971-05", "1971-05-03"]))
def test_agreeing_on_a_birth_date_never_lowers_the_score(name: list[str], day: str) -> None:
    plain = log_odds(person(" ".join(name)), person(" ".join(name)))
    dated = log_odds(person(" ".join(name), birth_date=day), person(" ".join(name), birth_date=day))
    assert dated >= plain


def test_what_is_not_understood_is_said_and_stops_nothing() -> None:
    asked = understand(person("Temirlan", birth_date="on a Tuesday", countries=["Atlantis"], gender="?"), RULES)
    assert len(asked.warnings) == 3
    assert asked.as_person


def test_a_generic_word_more_or_less_leaves_an_organisation_the_same() -> None:
    one, other = Subject("Organization", ["Abu Quillfeather"]), Subject("Organization", ["Abu Quillfether Group"])
    assert compare(one, Subject("Organization", ["Abu Quillfeather Group"]), RULES).score >= RULES.hit
    assert compare(one, other, RULES).score >= RULES.possible
    assert (
        compare(one, Subject("Organization", ["Abu Quillfether Osgood"]), RULES).score
        < compare(one, other, RULES).score
    )
