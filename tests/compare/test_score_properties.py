"""What must hold of every score. Words are invented, or so common that they name nobody."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tizim.compare.asked import understand
from tizim.compare.facts import compare_facts
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import KnownName, agree_names, best_names, compare, logistic, weigh
from tizim.model.subject import Subject

RULES = shipped()
TINY = 1e-9

WORDS = st.sampled_from(
    """temirlan quillfeather quilfether osgood jonas brandywine brandy wine abdulrahman abdul rahman bin al nowhere
    mohammed mehmet j dr темирлан жумабекович жумабек يوسف حسن 김 일성 小 明 xiaoming van der""".split()
)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
ORGANISATIONS = st.lists(
    st.sampled_from("nowhere trading group fund vii 7 8 ltd limited ооо нигде brandenburg works bank of".split()),
    min_size=1,
    max_size=5,
).map(" ".join)
DAYS = st.sampled_from(["1971", "1971-05", "1971-05-03"])


@given(NAMES, NAMES, DAYS, DAYS)
def test_an_agreeing_fact_never_lowers(one: str, other: str, day: str, listed: str) -> None:
    asked, known = Subject("Person", [one]), Subject("Person", [other])
    score = compare(asked, known, RULES).log_odds
    facts: list[tuple[dict[str, object], dict[str, object]]] = [
        ({"birth_date": day}, {"birth_date": listed}),
        ({"countries": ["kz"]}, {"countries": ["kz", "de"]}),
        ({"gender": "f"}, {"gender": "female"}),
        ({"documents": ["N 01234"]}, {"documents": ["N01234"]}),
        ({"wallets": ["bc1qinvented"]}, {"wallets": ["bc1qinvented"]}),
    ]
    for ours, theirs in facts:
        asked, known = replace(asked, **ours), replace(known, **theirs)  # type: ignore[arg-type]  # one fact each
        better = compare(asked, known, RULES).log_odds
        assert better > score
        score = better


@given(NAMES, NAMES)
def test_another_name_of_the_subject_never_lowers(one: str, other: str) -> None:
    known = Subject("Person", ["Temirlan Quillfeather Osgood"])
    alone = compare(Subject("Person", [one]), known, RULES).log_odds
    if understand(Subject("Person", [one]), RULES).as_person:
        assert compare(Subject("Person", [one, other]), known, RULES).log_odds >= alone - TINY


UNMATCHED = st.sampled_from(["zvvgkx", "zvvgkx bbqqdd", "vvzzkkgg"])
"""words that share no letter's sound with any other here"""


@given(NAMES, NAMES, UNMATCHED, st.booleans())
def test_a_part_that_meets_nothing_never_raises(one: str, other: str, more: str, first: bool) -> None:
    longer = f"{more} {one}" if first else f"{one} {more}"
    asked, known = Subject("Person", [one]), Subject("Person", [other])
    assert compare(Subject("Person", [longer]), known, RULES).log_odds <= compare(asked, known, RULES).log_odds + TINY
    assert compare(known, Subject("Person", [longer]), RULES).log_odds <= compare(known, asked, RULES).log_odds + TINY


@given(ORGANISATIONS, ORGANISATIONS, UNMATCHED)
def test_a_part_of_an_organisation_that_meets_nothing_never_raises(one: str, other: str, more: str) -> None:
    asked, longer, known = (Subject("Company", [name]) for name in (one, f"{one} {more}", other))
    assert compare(longer, known, RULES).log_odds <= compare(asked, known, RULES).log_odds + TINY
    assert compare(known, longer, RULES).log_odds <= compare(known, asked, RULES).log_odds + TINY


@given(NAMES, NAMES)
def test_a_weak_alias_never_scores_above_the_same_name_strong(one: str, other: str) -> None:
    asked, known = (understand(Subject("Person", [name]), RULES).as_person for name in (one, other))
    strong, weak = (agree_names(asked[0], KnownName(known[0], weak), RULES) for weak in (False, True))
    assert strong is not None
    assert weak is not None
    assert weak.total < strong.total
    (added,) = (reason for reason in weak.reasons(RULES) if reason not in strong.reasons(RULES))
    assert (added.feature, added.asked, added.known) == ("weak alias", "", known[0].words)
    assert weak.total == pytest.approx(sum(reason.weight for reason in weak.reasons(RULES)))


@given(NAMES, st.lists(NAMES, min_size=1, max_size=3))
def test_the_names_of_either_side_may_come_in_any_order(one: str, others: list[str]) -> None:
    asked, known = Subject("Person", [one, *others]), Subject("Person", ["Temirlan Quillfeather", "Abdul Rahman bin J"])
    forwards, backwards = Subject("Person", [*others[::-1], one]), Subject("Person", known.names[::-1])
    score = compare(asked, known, RULES).log_odds
    assert compare(forwards, known, RULES).log_odds == pytest.approx(score)
    assert compare(asked, backwards, RULES).log_odds == pytest.approx(score)


@given(NAMES, NAMES)
def test_a_floor_leaves_out_only_what_cannot_reach_it(one: str, other: str) -> None:
    asked, known = (understand(Subject("Person", [name]), RULES).as_person for name in (one, other))
    whole = best_names(asked, [KnownName(known[0])], RULES)
    assert whole is not None
    for floor in (whole.total - TINY, whole.total - 5, 7.0):
        found = best_names(asked, [KnownName(known[0])], RULES, floor=floor)
        assert found == whole if whole.total >= floor else found is None or found == whole


@given(ORGANISATIONS, ORGANISATIONS)
def test_the_score_is_the_sum_of_its_reasons_below_even_odds_too(one: str, other: str) -> None:
    asked, known = (understand(Subject("Company", [name]), RULES) for name in (one, other))
    if asked.as_person and known.as_person:
        names = best_names(asked.as_person, [KnownName(known.as_person[0])], RULES)
        made = weigh(names, compare_facts(asked.facts, known.facts, RULES), RULES)
        assert made.log_odds == pytest.approx(sum(reason.weight for reason in made.reasons))
        assert (made.reasons[0].feature, made.reasons[0].asked, made.reasons[0].known) == ("prior", "", "")


@given(st.floats(-1e6, 1e6))
def test_the_logistic_has_no_edge(log_odds: float) -> None:
    assert 0 <= logistic(log_odds) <= 1
    assert logistic(log_odds) + logistic(-log_odds) == pytest.approx(1)
    assert (logistic(log_odds) > 0.5) is (log_odds > 0) or abs(log_odds) < 1e-9


@pytest.mark.parametrize("number", ["documents", "wallets"])
def test_a_name_beside_a_listed_number_never_hides_it(number: str) -> None:
    same: dict[str, object] = {number: ["bc1q0invented0wallet"]}
    listed = Subject("Person", ["Temirlan Quillfeather Osgood"], **same)  # type: ignore[arg-type]  # one fact
    asked = Subject("Person", ["Wilhelm Otto Featherstonehaugh"], **same)  # type: ignore[arg-type]  # one fact
    assert compare(asked, listed, RULES).score >= RULES.possible


@pytest.mark.parametrize("name", ["Xi Quillfeather", "Ab Quillfeather", "Sa Quillfeather", "J P Osgood"])
def test_a_listed_person_is_found_by_the_very_same_name_where_no_kind_is_told(name: str) -> None:
    assert compare(Subject("Thing", [name]), Subject("Person", [name]), RULES).score >= RULES.hit


@pytest.mark.parametrize(("apart", "together"), [("Al Hasan", "Alhasan"), ("Kim Il", "Kimil")])
def test_a_listed_spelling_never_scores_less_than_the_same_written_together(apart: str, together: str) -> None:
    listed = Subject("Person", [apart])
    assert compare(listed, listed, RULES).log_odds >= compare(Subject("Person", [together]), listed, RULES).log_odds


def test_a_name_written_together_meets_both_its_words_though_one_alone_is_near_it() -> None:
    made = compare(Subject("Person", ["Muhammadali Osgood"]), Subject("Person", ["Muhammad Ali Osgood"]), RULES)
    assert "joined" in {reason.how for reason in made.reasons}


def test_an_article_written_apart_does_not_matter_which_side_it_stands_on() -> None:
    apart, together = Subject("Person", ["Al Hasan"]), Subject("Person", ["Alhasan"])
    assert compare(apart, together, RULES).log_odds == pytest.approx(compare(together, apart, RULES).log_odds)


def test_whatever_else_differs_a_number_that_is_the_same_stays_possible() -> None:
    listed = Subject("Person", ["Temirlan Quillfeather"], "1950", ["de"], "male", ["N01234567"])
    asked = Subject("Person", ["Wilhelmina Otto Featherstonehaugh Zed"], "1999", ["kz"], "female", ["N01234567"])
    made = compare(asked, listed, RULES)
    assert made.score >= RULES.possible
    assert made.log_odds == pytest.approx(sum(reason.weight for reason in made.reasons))
