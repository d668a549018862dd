"""How a home reviews: what its file may say, what it may not, and what holds without it."""

from pathlib import Path

import pytest

from tests.review.made_up import known
from tizim.errors import ReviewError, SettingError
from tizim.review.policy import Policy, read_policy, shipped_reasons


def test_without_a_file_one_person_decides_and_the_shipped_reasons_hold(tmp_path: Path) -> None:
    policy = read_policy(tmp_path)
    assert policy == Policy()
    assert not policy.needs_second(known(), "dismissed")
    assert (policy.priority(known()), policy.priority(known(outcome="possible"))) == ("high", "normal")
    assert policy.due("high", "2026-02-27T23:00:00.000Z") == "2026-03-01"
    policy.require_reason("dismissed", "other_name")
    assert policy.reason_in_words("dismissed", "other_name", "ru") == "другое имя"
    assert policy.reason_in_words("dismissed", "gone_by_now") == "gone_by_now"
    with pytest.raises(ReviewError, match="expected one of same_document, same_facts, said_so, came 'x'"):
        policy.require_reason("confirmed", "x")


def test_every_shipped_reason_has_words_in_each_language() -> None:
    for codes in shipped_reasons().values():
        for words in codes.values():
            assert set(words) == {"en", "ru", "kk"}
            assert all(words.values())


def test_a_home_says_how_it_reviews(tmp_path: Path) -> None:
    (tmp_path / "review.toml").write_text(
        """
[four_eyes]
decisions = ["dismissed"]
outcomes = ["hit"]
lists = ["made_up"]
[due_days]
high = 5
[distinguish]
most_days = 30
[reasons.dismissed]
known_to_us = "a customer of twenty years"
[letter]
sender = "Invented Bank"
contact = "compliance@bank.example"
tell = ["birth date"]
silent = ["secret_list"]
""",
        encoding="utf-8",
    )
    policy = read_policy(tmp_path)
    assert policy.needs_second(known(), "dismissed")
    assert not policy.needs_second(known(), "confirmed")
    assert not policy.needs_second(known(outcome="possible"), "dismissed")
    assert not policy.needs_second(known(dataset="other"), "dismissed")
    assert dict(policy.due_days) == {"urgent": 1, "high": 5, "normal": 7}
    assert (policy.most_days, policy.sender, policy.tell, policy.silent) == (
        30,
        "Invented Bank",
        ("birth date",),
        ("secret_list",),
    )
    policy.require_reason("dismissed", "known_to_us")
    assert policy.reason_in_words("dismissed", "known_to_us", "kk") == "a customer of twenty years"
    assert "known_to_us" not in shipped_reasons()["dismissed"]


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("[four_eyes", "expected TOML"),
        ("[eyes]", "expected one of four_eyes, due_days, distinguish, letter, reasons, came 'eyes'"),
        ("four_eyes = 2", "four_eyes: a table, came 2"),
        ("[four_eyes]\ndecision = []", "one of decisions, outcomes, lists, came 'decision'"),
        ('[four_eyes]\ndecisions = ["guilty"]', "four_eyes.decisions: a list of confirmed, dismissed"),
        ('[four_eyes]\ndecisions = "dismissed"', "four_eyes.decisions: a list"),
        ("[four_eyes]\nlists = [1]", "four_eyes.lists: a list of texts"),
        ("[due_days]\nhigh = -1", "due_days.high: a number of days from 0 to 3660, came -1"),
        ("[due_days]\nhigh = true", "due_days.high: a number of days"),
        ("[distinguish]\nmost_days = 0", "distinguish.most_days: a number of days from 1"),
        ("reasons = 1", "reasons: a table, came 1"),
        ("[reasons.burnt]", "reasons: one of confirmed, dismissed, escalated, reopened, came 'burnt'"),
        ("[reasons]\ndismissed = 1", "reasons.dismissed: a table, came 1"),
        ('[reasons.dismissed]\nother_name = "x"', "a code that is not shipped, came 'other_name'"),
        ('[reasons.dismissed]\nx = " "', "reasons.dismissed.x: words"),
        ("[letter]\nsender = 1", "letter.sender: a text, came 1"),
        ('[letter]\ntell = ["score"]', "letter.tell: a list of name, birth date"),
    ],
)
def test_a_file_that_says_anything_else_stops_the_review(tmp_path: Path, said: str, told: str) -> None:
    (tmp_path / "review.toml").write_text(said, encoding="utf-8")
    with pytest.raises(SettingError, match=r"review\.toml") as wrong:
        read_policy(tmp_path)
    assert told in str(wrong.value)
