"""Reasons in words: whatever a real comparison says has words of its own, in every language."""

import re
from collections.abc import Iterator
from itertools import product

import pytest

import tizim
from tizim.model.verdict import Reason
from tizim.wording.catalogue import LANGUAGES, catalogue
from tizim.wording.reasons import how_they_met, told_reason, value_in_words

PEOPLE = (
    "Askar Mysalov", "Мысалов Аскар", "Аскар Иванович Мысалов", "Askar Ivanuly Mysalov", "A. Mysalov", "A. Q. Mysalov",
    "Askar Misalov", "Askar Mysalow", "Mr Askar bin Hasan", "Hasan bin Askar", "Abdulrahman Testov", "Abdul Rahman Testov",
    "عسكر مسالوف", "Dr Zarina Testova", "Зарина Тестова", "Testova", "Ahmed al Mysalov", "김철수", "王小明",
    "Dr. Prof. Askar", "Ascar Missaloff", "Askar Mysa1ov",
)  # fmt: skip
BODIES = (
    "Order of the Grey Heron", "Grey Heron Order", "Grey Heron Trading LLC", "Grey Heron Group", "ООО Серая Цапля",
    "Heron Fund VII", "Heron Fund VIII", "Heron Fund", "Grey Heron Trading GmbH", "Heron", "The Grey Heron Co Ltd", "GH Order 7",
)  # fmt: skip
SHIPS = ("Heron Star", "HERON STAR II", "Хэрон Стар", "Heron Star 5")
DATES = (
    None,
    "1971",
    "1971-05",
    "1971-05-03",
    "1971-03-05",
    "1971-11-20",
    "1972-02-01",
    "1974-06-01",
    "1999-01-01",
    "circa 1970",
)
NUMBERS = ("N1234567", "N7654321")


def subjects() -> Iterator[tizim.Subject]:
    for kind, names in (
        ("Person", PEOPLE),
        ("Organization", BODIES),
        ("Vessel", SHIPS),
        ("Thing", (*PEOPLE[:4], *BODIES[:6])),
    ):
        for number, name in enumerate(names):
            yield tizim.Subject(kind=kind, names=[name], gender=("male", "female", None)[number % 3])


def comparisons() -> Iterator[Reason]:
    everybody = list(subjects())
    for one, other in product(everybody, everybody):
        yield from tizim.compare(one, other).reasons
    for one_date, other_date in product(DATES, DATES):
        yield from tizim.compare(_born(one_date, "kz"), _born(other_date, "kz")).reasons
        yield from tizim.compare(_born(one_date, "kz"), _born(other_date, "fr")).reasons
    for number in NUMBERS:
        for name in ("Askar Mysalov", "Zarina Testova"):
            yield from tizim.compare(_holding(name, NUMBERS[0]), _holding("Askar Mysalov", number)).reasons


def _born(day: str | None, country: str) -> tizim.Subject:
    return tizim.Subject(kind="Person", names=["Askar Mysalov"], birth_date=day, countries=[country])


def _holding(name: str, number: str) -> tizim.Subject:
    return tizim.Subject(
        kind="Person", names=[name], birth_date="1971" if number == NUMBERS[0] else "1999", documents=[number],
        wallets=["0x52908400098527886E0F7030069857D2E4169EE7"],
    )  # fmt: skip


@pytest.fixture(scope="module")
def ways() -> set[tuple[str, str]]:
    return {(reason.feature, re.sub(r"\d+", "n", reason.how)) for reason in comparisons()}


@pytest.mark.parametrize("language", LANGUAGES)
def test_whatever_a_comparison_says_has_words_of_its_own(ways: set[tuple[str, str]], language: str) -> None:
    reasons = catalogue(language).reasons
    assert sorted(way for way in ways if way[1] not in reasons.get(way[0], {})) == []


def test_the_comparisons_meet_in_many_ways(ways: set[tuple[str, str]]) -> None:
    features = {feature for feature, _ in ways}
    assert features >= {
        "name part",
        "other name part",
        "only asked",
        "only listed",
        "whole name",
        "one part only",
        "prior",
    }
    assert features >= {"birth date", "country", "gender", "kind", "document", "wallet", "beside a number", "order"}
    assert len(ways) > 40


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_way_to_meet_that_has_no_words_is_told_by_its_feature(language: str) -> None:
    words = catalogue(language)
    told = how_they_met(Reason("name part", 1.0, "heron", "reiher", "by magic"), words)
    assert told == words.reasons["name part"]["otherwise"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_feature_nobody_foresaw_is_told_as_it_is(language: str) -> None:
    told = told_reason(Reason("shoe size", 0.5, "44", "44", "{same}"), catalogue(language))
    assert told == "+0.50  shoe size ({same}): 44 ~ 44"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "-5.00  birth years 12 apart: 1971 ~ 1983"),
        ("ru", "-5.00  годы рождения расходятся на 12: 1971 ~ 1983"),
        ("kk", "-5.00  туған жылдарының айырмасы 12: 1971 ~ 1983"),
    ],
)
def test_numbers_inside_the_words_are_kept(language: str, told: str) -> None:
    assert told_reason(Reason("birth date", -5.0, "1971", "1983", "12 years off"), catalogue(language)) == told


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "-1.20  different countries: Kazakhstan ~ France, Syria"),
        ("ru", "-1.20  страны разные: Казахстан ~ Франция, Сирия"),
        ("kk", "-1.20  елдері әртүрлі: Қазақстан ~ Франция, Сирия"),
    ],
)
def test_countries_are_told_by_their_names(language: str, told: str) -> None:
    assert told_reason(Reason("country", -1.2, "kz", "fr, sy", "different"), catalogue(language)) == told


def test_kinds_and_genders_are_told_in_words_and_names_as_they_are() -> None:
    words = catalogue("ru")
    assert value_in_words("kind", "Vessel", words) == "судно"
    assert value_in_words("kind", "Newfangled", words) == "Newfangled"
    assert value_in_words("gender", "female", words) == "женский"
    assert value_in_words("name part", "Vessel", words) == "Vessel"
    assert value_in_words("country", "", words) == ""


def test_a_value_on_one_side_stands_alone_and_none_leaves_no_colon() -> None:
    words = catalogue("en")
    assert (
        told_reason(Reason("only listed", -0.6, "", "heron", "alone"), words) == "-0.60  only in the listed name: heron"
    )
    assert told_reason(Reason("prior", -7.4, "", "", "any listed entry"), words).endswith("is somebody else")


def test_only_values_are_made_harmless() -> None:
    told = told_reason(Reason("name part", 1.0, "heron", "heron", "same"), catalogue("en"), lambda value: f"<{value}>")
    assert told == "+1.00  same part of the name: <heron ~ heron>"
