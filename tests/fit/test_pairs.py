import json
from dataclasses import replace

import pytest

from fit.halves import is_for_training
from fit.minjust import names_in
from fit.pairs import Pair, Side, counted, weighted
from fit.perturbed_pairs import changed
from fit.questions import shown, without

ANNA = Side(
    "Person",
    ("Anna Mislany", "MISLANY, Anna", "Anya Mislani"),
    weak=("Anya Mislani",),
    birth=("1971-05-03",),
    countries=("cz", "sk"),
    gender="female",
    documents=("AB123456",),
)


def pair(source: str, *, same: bool) -> Pair:
    return Pair(ANNA, ANNA, same=same, source=source, split="train")


def test_a_line_is_json_with_both_sides() -> None:
    read = json.loads(pair("alias", same=True).line())
    assert list(read) == ["one", "other", "same", "source", "split", "weight"]
    assert read["one"]["names"] == ["Anna Mislany", "MISLANY, Anna", "Anya Mislani"]


def test_same_and_different_count_the_same_in_all_and_families_have_their_shares() -> None:
    pairs = [pair("alias", same=True)] * 50 + [pair("perturbed:initials", same=True)] * 3
    pairs += [pair("alias:nearest", same=False)] * 7 + [pair("ordinary:chance", same=False)] * 90
    made = weighted(pairs)
    mass = {
        (same, family): sum(one.weight for one in made if one.same == same and one.family == family)
        for same, family in {(one.same, one.family) for one in made}
    }
    assert mass[True, "alias"] / mass[True, "perturbed"] == pytest.approx(3 / 2, rel=1e-3)
    assert mass[False, "alias"] == pytest.approx(mass[False, "ordinary"], rel=1e-3)
    assert sum(one.weight for one in made) == pytest.approx(len(made), rel=1e-3)
    assert sum(one.weight for one in made if one.same) == pytest.approx(len(made) / 2, rel=1e-3)


def test_an_alias_without_likeness_counts_less_than_one_with() -> None:
    near, far = weighted([pair("alias", same=True), pair("alias:far", same=True)])
    assert far.weight < near.weight / 3


def test_sources_are_counted_by_split_and_label() -> None:
    held = replace(pair("perturbed:initials", same=True), split="held")
    assert counted([pair("alias", same=True), pair("alias:nearest", same=False), held]) == {
        "alias": (1, 0, 0, 0),
        "alias:nearest": (0, 1, 0, 0),
        "perturbed": (0, 0, 1, 0),
    }


def test_a_name_asked_for_is_left_out_in_every_order_of_its_words() -> None:
    left = without(ANNA, "Anna Mislany")
    assert left is not None
    assert left.names == left.weak == ("Anya Mislani",)
    assert without(replace(ANNA, names=ANNA.names[:2], weak=()), "Anna Mislany") is None


def test_questions_show_less_than_is_known_and_mostly_the_name_alone() -> None:
    questions = [shown(ANNA, ("cz",), str(key)) for key in range(400)]
    assert 0.35 < sum(1 for one in questions if not one.birth) / len(questions) < 0.55
    assert sum(1 for one in questions if one.documents) < 30
    assert {one.countries for one in questions} == {(), ("cz",), ("sk",)}
    assert any(one.birth not in ((), ANNA.birth) for one in questions)
    assert {one.kind for one in questions} == {"Person", "Thing"}


def test_a_changed_name_says_by_which_cause() -> None:
    made = [changed(ANNA, "Anna Mislany", str(key)) for key in range(200)]
    names = {one[0] for one in made if one}
    causes = {cause for one in made if one for cause in one[1].split("+")}
    assert "Anna Mislany" not in names
    assert {"initials", "keyboard-qwerty", "heard-vowel"} < causes
    assert "legal-form" not in causes


def test_about_half_of_the_names_in_two_scripts_are_for_training() -> None:
    given = [is_for_training(f"Invented Name {number}") for number in range(1000)]
    assert 450 < sum(given) < 550


@pytest.mark.parametrize(
    ("words", "names"),
    [
        ("«Фонд примеров» (The Example Fund)", ("Фонд примеров", "The Example Fund")),
        ("Example Orchard e.V. («Пример», ФРГ)", ("Example Orchard e.V.", "Пример")),
        ("Example Society (ES), (Республика Польша)", ("Example Society",)),
    ],
)
def test_names_are_taken_out_of_the_field_of_the_register(words: str, names: tuple[str, ...]) -> None:
    assert names_in(words) == names
