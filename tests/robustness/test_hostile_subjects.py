"""Whatever is asked, the verdict is one of four, and soon. Everyone here is invented."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import tizim
from tests.robustness.attempts import Home
from tests.robustness.specimens import SPECIMENS

OUTCOMES = {"hit", "possible", "clear", "not_screened"}
ANY_TEXT = st.text(st.characters(), max_size=80)
"""of all of Unicode, unpaired surrogates among it"""
RIGHT_TO_LEFT = st.text(st.sampled_from("אבגדהشسزمنپچۀ\u200f\u202e\u2067\u0640\u064b\u0651 "), max_size=40)
NEAR = st.sampled_from(
    ["GREY HERON", "ORDER OF THE GREY HERON", "Order of the Grеy Heron", "VELMARK", "BRASS", "BANK", "OF THE"]
)
NAMES = st.one_of(ANY_TEXT, RIGHT_TO_LEFT, st.tuples(NEAR, ANY_TEXT).map(" ".join))


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tizim.Tizim]:
    folder = tmp_path_factory.mktemp("hostile")
    Home(SPECIMENS["un-xml"], folder)
    with tizim.open(folder / "home") as tz:
        yield tz


@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(
    names=st.lists(NAMES, min_size=1, max_size=3),
    kind=st.sampled_from(["Person", "Organization", "Vessel", "Thing"]),
    birth=st.none() | ANY_TEXT,
    country=ANY_TEXT,
    number=ANY_TEXT,
)
@example(names=["\ud800"], kind="Person", birth="\ud800", country="\udfff", number="\ud800")
@example(names=["\0"], kind="Thing", birth="9" * 5_000, country="\0", number="\0" * 50)
@pytest.mark.timeout(300)
def test_any_text_gets_one_of_four_verdicts(
    opened: tizim.Tizim, names: list[str], kind: str, birth: str | None, country: str, number: str
) -> None:
    try:
        subject = tizim.Subject(
            kind, names, birth_date=birth, countries=[country], documents=[number], wallets=[number], gender=country
        )
    except tizim.errors.InvalidSubject:
        assert not any(one.strip() for one in (*names, number))
        return
    verdict = opened.screen(subject)
    assert verdict.outcome in OUTCOMES
    assert verdict.sentence()
    if not any(letter.isalnum() for letter in "".join(names) + number):
        assert verdict.outcome == "not_screened"


HUGE = {
    "a name of a megabyte": ["HERON " * 175_000],
    "a word of a megabyte": ["H" * 1_000_000],
    "a megabyte of marks": ["a" + "\u0301" * 1_000_000],
    "a megabyte of zero-width marks": ["GREY" + "\u200b" * 1_000_000 + "HERON"],
    "a megabyte of Chinese": ["鹭" * 350_000],
    "a megabyte of Arabic": ["محمد " * 200_000],
    "a ligature that unfolds": ["\ufdfa" * 50_000],
    "ten thousand names": [f"GREY HERON {number}" for number in range(10_000)],
    "ten thousand equal names": ["ORDER OF THE GREY HERON"] * 10_000,
    "five hundred short words": [" ".join(chr(97 + n % 26) for n in range(500))],
    "digits": ["7 " * 20_000],
    "a few hundred names in six scripts": [
        f"{words} {n}" for n in range(60) for words in ("Серая", "رمادي", "灰鹭", "γκρι", "אפור", "회색")
    ],
}


@pytest.mark.slow
@pytest.mark.uncovered
@pytest.mark.timeout(20)
@pytest.mark.parametrize("names", HUGE.values(), ids=HUGE.keys())
def test_huge_subjects_get_a_verdict_within_the_limit_of_this_test(opened: tizim.Tizim, names: list[str]) -> None:
    verdict = opened.screen(tizim.Subject("Organization", names))
    assert verdict.outcome in OUTCOMES
    assert verdict == opened.screen(tizim.Subject("Organization", names))


def test_a_listed_name_among_ten_thousand_others_is_found_or_the_verdict_says_what_was_not_asked(
    opened: tizim.Tizim,
) -> None:
    names = [f"Invented Bakery {number}" for number in range(10_000)] + ["ORDER OF THE GREY HERON"]
    verdict = opened.screen(tizim.Subject("Organization", names))
    assert verdict.outcome == "hit" or verdict.reason == "10,001 names: only the first 1,000 were asked"


def test_a_listed_name_behind_a_megabyte_of_nothing_is_never_clear_without_a_word(opened: tizim.Tizim) -> None:
    verdict = opened.screen(tizim.Subject("Organization", ["\u200b" * 1_000_000 + "ORDER OF THE GREY HERON"]))
    assert verdict.alert or verdict.outcome == "not_screened"
