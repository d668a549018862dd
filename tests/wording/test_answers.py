"""Verdicts and what would settle them, in words."""

from typing import Literal

import pytest

from tizim.model.listing import ListingAnswer, ListingStatus
from tizim.model.settling import Settling
from tizim.model.verdict import Hit, ListedEntity, Outcome, Searched, Verdict
from tizim.wording.answers import told_settling, told_verdict
from tizim.wording.catalogue import LANGUAGES, catalogue

BIRTH = Settling("birth date", 0.98, 0.02, "hit", "clear", other="1971-05-03")


@pytest.mark.parametrize(
    ("language", "told"),
    [
        (
            "en",
            "birth date (to compare with: 1971-05-03). If it agrees: 0.980, hit; if it differs: 0.020, below the threshold",
        ),
        (
            "ru",
            "дата рождения (сравнить с: 1971-05-03). Если совпадёт: 0.980, совпадение; если нет: 0.020, ниже порога",
        ),
        ("kk", "туған күні (салыстыру үшін: 1971-05-03). Сәйкес келсе: 0.980, сәйкестік; келмесе: 0.020, шектен төмен"),
    ],
)
def test_the_fact_that_settles_it_is_told_with_both_answers(language: str, told: str) -> None:
    assert told_settling(BIRTH, catalogue(language)) == told


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_fact_that_changes_no_outcome_is_not_told_as_settling_it(language: str) -> None:
    words = catalogue(language)
    told = told_settling(Settling("gender", 0.99, 0.95, "hit", "hit", other="male"), words)
    assert words.say("settle_moves", fact="", agreed="", differed="", if_agreed="").split(".")[0] in told
    assert words.genders["male"] in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_that_could_settle_it_is_told_as_such(language: str) -> None:
    words = catalogue(language)
    assert told_settling(Settling("", 0.7, 0.7, "possible", "possible"), words) == words.sentences["settle_nothing"]


@pytest.mark.parametrize(
    ("side", "partial", "told"),
    [
        ("known", False, "birth date of B"),
        ("both", False, "birth date of both"),
        ("asked", True, "birth date in full"),
    ],
)
def test_whose_fact_it_is_and_how_much_is_missing(
    side: Literal["asked", "known", "both"], *, partial: bool, told: str
) -> None:
    settling = Settling("birth date", 0.98, 0.02, "hit", "clear", partial, side)
    assert told_settling(settling, catalogue("en")).startswith(f"{told}. ")


def verdict(outcome: Outcome, hits: int) -> Verdict:
    entity = ListedEntity("x-1", "Organization", "x", "1", "Grey Heron", ("Grey Heron",))
    hit = Hit(entity, 0.95, (), ListingAnswer(ListingStatus.LISTED, "so it says"), "hit")
    return Verdict(None, outcome, (hit,) * hits, (Searched("x", "2026-02-27T00:00:00Z", 3),), reason="no letters")


@pytest.mark.parametrize(
    ("outcome", "hits"), [("hit", 1), ("hit", 3), ("possible", 2), ("clear", 0), ("not_screened", 0)]
)
def test_an_english_answer_is_the_sentence_of_the_verdict(outcome: Outcome, hits: int) -> None:
    one = verdict(outcome, hits)
    assert told_verdict(one, catalogue("en")) == one.sentence()


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_answer_names_its_lists_and_their_dates(language: str) -> None:
    told = told_verdict(verdict("hit", 3), catalogue(language))
    assert all(words in told for words in ("x", "2026-02-27", "3"))
