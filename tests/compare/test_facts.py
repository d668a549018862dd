"""Dates, countries, kinds and numbers."""

import pytest

from tizim.compare.facts import Facts, comparable_number, compare_facts
from tizim.compare.rules_file import shipped

RULES = shipped()


def birth(one: str, other: str) -> tuple[str, float]:
    reasons = compare_facts(Facts("Person", (one,)), Facts("Person", (other,)), RULES)
    return reasons[0].how, reasons[0].weight


@pytest.mark.parametrize(
    ("one", "other", "how", "feature"),
    [
        ("1971-05-03", "1971-05-03", "same day", "birth_day_same"),
        ("1971-01-01", "1971-01-01", "same day", "birth_month_same"),
        ("1971-05-03", "1971-05", "same month", "birth_month_same"),
        ("1971-05-03", "1971", "same year", "birth_year_same"),
        ("1971-05-03", "1971-03-05", "day and month swapped", "birth_swapped"),
        ("1971", "1972", "a year off or less", "birth_near"),
        ("1971", "1974", "3 years off", "birth_off"),
        ("1971", "1980", "9 years off", "birth_conflict"),
        ("1971", "1968/1975", "within", "birth_circa"),
        ("1971", "1973~", "a year off or less", "birth_near"),
    ],
)
def test_dates_meet(one: str, other: str, how: str, feature: str) -> None:
    assert birth(one, other) == (how, RULES[feature])
    assert birth(other, one) == (how, RULES[feature])


def test_of_several_listed_dates_the_one_that_agrees_counts() -> None:
    reasons = compare_facts(Facts("Person", ("1971",)), Facts("Person", ("1950", "1971-02-03")), RULES)
    assert [reason.how for reason in reasons] == ["same year"]


def test_missing_facts_give_no_reason() -> None:
    assert compare_facts(Facts("Person", ("1971",), frozenset({"kz"})), Facts("Person"), RULES) == []


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Person", "Vessel", True),
        ("Person", "Organization", True),
        ("Company", "Organization", False),
        ("Thing", "Vessel", False),
        ("LegalEntity", "Person", False),
    ],
)
def test_kinds_that_cannot_be_one_thing_conflict(one: str, other: str, conflict: bool) -> None:
    assert bool(compare_facts(Facts(one), Facts(other), RULES)) is conflict
    assert bool(compare_facts(Facts(other), Facts(one), RULES)) is conflict


def test_a_shared_wallet_outweighs_the_prior() -> None:
    wallet = frozenset({"invented-wallet-1"})
    (reason,) = compare_facts(Facts("Thing", wallets=wallet), Facts("Person", wallets=wallet), RULES)
    assert reason.weight + RULES["prior"] > 4


@pytest.mark.parametrize(
    ("one", "other", "how"),
    [
        ("1971", "1973", "2 years off"),
        ("1971", "1975", "4 years off"),
        ("1971~", "1973", "a year off or less"),
        ("1971~", "1974", "3 years off"),
        ("1971~", "1971", "within"),
        ("1971-05-03", "1971-05-04", "a year off or less"),
        ("1971-05-03", "1971-08-05", "a year off or less"),
        ("1971-05-03", "1972-03-05", "a year off or less"),
        ("1971-03-05", "1971-05", "a year off or less"),
        ("1971-05-03", "1968/1971-05-03", "within"),
        ("1971-05-03", "1971-05-03/1975-01-31", "within"),
    ],
)
def test_dates_that_do_not_quite_meet_say_how_far_apart_they_are(one: str, other: str, how: str) -> None:
    assert birth(one, other)[0] == how
    assert birth(other, one)[0] == how


@pytest.mark.parametrize(
    ("one", "other", "feature"),
    [
        ("1971", "1974", "birth_off"),
        ("1971", "1975", "birth_conflict"),
        ("1971~", "1976", "birth_off"),
        ("1971~", "1977", "birth_conflict"),
    ],
)
def test_years_far_apart_speak_against_later_where_one_is_about(one: str, other: str, feature: str) -> None:
    assert birth(one, other)[1] == RULES[feature]


def test_the_fifth_of_january_is_a_day_and_no_form_filled_in_by_habit() -> None:
    assert birth("1971-01-05", "1971-01-05") == ("same day", RULES["birth_day_same"])
    assert birth("1971-05-01", "1971-05-01") == ("same day", RULES["birth_day_same"])


@pytest.mark.parametrize(
    ("number", "key"),
    [
        ("IMO 9999993", "9999993"),
        ("9999993", "9999993"),
        ("IMO 12345", "IMO12345"),
        ("IMOX999999", "IMOX999999"),
        ("AB12345678", "AB12345678"),
        ("A-1234", "A1234"),
        ("A-123", None),
        ("ABCDEFG", None),
        ("", None),
    ],
)
def test_a_number_that_could_be_anyones_tells_nobody_apart(number: str, key: str | None) -> None:
    assert comparable_number(number) == key


def test_reasons_tell_the_two_values_that_met() -> None:
    asked = Facts("Person", ("1971",), frozenset({"kz", "de"}), frozenset({"male"}), frozenset({"N1234"}))
    known = Facts("Person", ("1971-05-03",), frozenset({"kz"}), frozenset({"male"}), frozenset({"N1234"}))
    told = [(one.feature, one.asked, one.known, one.how) for one in compare_facts(asked, known, RULES)]
    assert told == [
        ("birth date", "1971", "1971-05-03", "same year"),
        ("country", "kz", "kz", "same"),
        ("gender", "male", "male", "same"),
        ("document", "N1234", "N1234", "same"),
    ]


def test_conflicts_tell_all_that_either_side_says() -> None:
    asked = Facts("Person", (), frozenset({"kz", "de"}), frozenset({"male"}))
    known = Facts("Vessel", (), frozenset({"uz", "kg"}), frozenset({"female"}))
    told = [(one.feature, one.asked, one.known, one.how) for one in compare_facts(asked, known, RULES)]
    assert told == [
        ("kind", "Person", "Vessel", "different"),
        ("country", "de, kz", "kg, uz", "different"),
        ("gender", "male", "female", "different"),
    ]


def test_a_gender_or_country_only_one_side_tells_is_no_reason() -> None:
    told = Facts("Person", (), frozenset({"kz"}), frozenset({"male"}))
    assert compare_facts(told, Facts("Person"), RULES) == compare_facts(Facts("Person"), told, RULES) == []


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        ("Company", "Organization", False),
        ("PublicBody", "Company", False),
        ("LegalEntity", "Company", False),
        ("Vessel", "Company", True),
        ("Vessel", "LegalEntity", True),
        ("Vessel", "Airplane", True),
        ("Person", "PublicBody", True),
    ],
)
def test_bodies_may_be_called_by_another_kind_of_body_only(one: str, other: str, conflict: bool) -> None:
    assert bool(compare_facts(Facts(one), Facts(other), RULES)) is conflict
    assert bool(compare_facts(Facts(other), Facts(one), RULES)) is conflict
