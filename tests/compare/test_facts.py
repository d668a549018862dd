"""Dates, countries, kinds and numbers."""

import pytest

from tizim.compare.facts import Facts, compare_facts
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
