"""A subject, a snapshot and the rules make a verdict. Everyone here is invented."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import PEOPLE, TODAY, entity
from tizim.compare.asked import understand
from tizim.compare.facts import compare_facts
from tizim.compare.names import prepare
from tizim.compare.rivals import Weighed, beside_rivals
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import KnownName, best_names, logistic, weigh
from tizim.errors import NothingLoaded
from tizim.index.build import build
from tizim.index.records import record_of
from tizim.index.snapshot import Snapshot
from tizim.model.ftm import schema
from tizim.model.listing import ListingStatus, Sighting
from tizim.model.statement import Entity
from tizim.model.subject import Subject
from tizim.model.verdict import Searched
from tizim.screen.screening import screen

RULES = shipped()


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    where = tmp_path_factory.mktemp("index") / "s"
    build(((one, TODAY) for one in PEOPLE), [Searched("made_up", TODAY[0].published, len(PEOPLE))], RULES, where)
    return Snapshot.open(where)


@pytest.mark.parametrize(
    ("name", "reference"),
    [
        ("Temirlan Quillfeather Osgood", "p.1"),
        ("OSGOOD, Temirlan Quillfeather", "p.1"),
        ("Темирлан Квиллфезер", "p.1"),
        ("Temirlan Quilfeather", "p.1"),
        ("Abdulrahman Brandywine", "p.2"),
        ("احمد بن حسن", "p.3"),
        ("Quillfeather Partners Fund 7", "o.1"),
        ("Nowhere Trading Company Limited", "o.2"),
        ("M/V BRANDYWINE", "v.1"),
    ],
)
def test_names_as_people_write_them_are_found(snapshot: Snapshot, name: str, reference: str) -> None:
    verdict = screen(Subject(names=[name]), snapshot, RULES)
    assert verdict.alert
    assert reference in {hit.entity.reference for hit in verdict.hits}


def test_a_clear_verdict_says_what_was_searched_and_never_cleared(snapshot: Snapshot) -> None:
    verdict = screen(Subject(names=["Wilhelmina Featherstonehaugh"]), snapshot, RULES)
    assert verdict.outcome == "clear"
    assert verdict.sentence() == "nothing found in made_up at 2026-03-01"


def test_every_hit_carries_its_reasons_and_their_source(snapshot: Snapshot) -> None:
    verdict = screen(
        Subject("Person", ["Temirlan Quillfeather"], birth_date="1971", countries=["Kazakhstan"]), snapshot, RULES
    )
    (hit,) = verdict.hits
    assert hit.outcome == "hit"
    assert {reason.feature for reason in hit.reasons} >= {"prior", "name part", "birth date", "country"}
    assert all(reason.source == "made_up p.1" for reason in hit.reasons if reason.known)
    assert hit.listing.start == "2020-01-15"


@pytest.mark.parametrize("asked", [Subject(documents=["C01X-00T47"]), Subject("Vessel", documents=["9999993"])])
def test_a_number_alone_finds_its_holder(snapshot: Snapshot, asked: Subject) -> None:
    assert screen(asked, snapshot, RULES).outcome == "hit"


def test_an_unreadable_birth_date_is_a_warning_and_stops_nothing(snapshot: Snapshot) -> None:
    verdict = screen(Subject("Person", ["Temirlan Quillfeather"], birth_date="31.31.1931"), snapshot, RULES)
    assert verdict.alert
    assert verdict.warnings == ("birth date not understood; screened without it",)


def test_a_name_without_letters_is_not_screened_and_never_clear(snapshot: Snapshot) -> None:
    verdict = screen(Subject(names=["--- !!!"]), snapshot, RULES)
    assert verdict.outcome == "not_screened"
    assert verdict.reason


def test_lists_that_are_not_loaded_cannot_be_asked(snapshot: Snapshot) -> None:
    with pytest.raises(NothingLoaded, match="came elsewhere"):
        screen(Subject(names=["x"]), snapshot, RULES, datasets=["elsewhere"])
    with pytest.raises(NothingLoaded):
        screen(Subject(names=["x"]), snapshot, RULES, datasets=[])


def test_only_the_lists_asked_for_answer(tmp_path: Path) -> None:
    entries = [entity("a", "Temirlan Quillfeather", dataset="one"), entity("b", "Temirlan Quillfeather", dataset="two")]
    searched = [Searched(name, TODAY[0].published, 1) for name in ("one", "two")]
    build(((one, TODAY) for one in entries), searched, RULES, tmp_path / "s")
    verdict = screen(Subject(names=["Temirlan Quillfeather"]), Snapshot.open(tmp_path / "s"), RULES, datasets=["two"])
    assert [hit.entity.dataset for hit in verdict.hits] == ["two"]
    assert [one.dataset for one in verdict.searched] == ["two"]


@pytest.mark.parametrize(
    ("as_of", "found"), [("2019-06-01", False), ("2020-06-01", True), ("2025-06-01", True), ("2026-02-01", False)]
)
def test_as_of_asks_for_the_listing_of_that_day(tmp_path: Path, as_of: str, found: bool) -> None:
    seen = [
        Sighting("2020-03-01T00:00:00+00:00", present=True, start="2020-01-15"),
        Sighting("2025-12-01T00:00:00+00:00", present=True, start="2020-01-15", end="2026-01-10"),
    ]
    build([(PEOPLE[0], seen)], [Searched("made_up", seen[-1].published, 1)], RULES, tmp_path / "s")
    verdict = screen(Subject(names=["Temirlan Quillfeather"]), Snapshot.open(tmp_path / "s"), RULES, as_of=as_of)
    assert verdict.alert is found


def test_what_changed_between_two_versions_unseen_is_a_hit_that_says_so(tmp_path: Path) -> None:
    seen = [Sighting("2020-03-01T00:00:00+00:00", present=True), Sighting("2025-12-01T00:00:00+00:00", present=False)]
    build([(PEOPLE[0], seen)], [Searched("made_up", seen[-1].published, 0)], RULES, tmp_path / "s")
    verdict = screen(Subject(names=["Temirlan Quillfeather"]), Snapshot.open(tmp_path / "s"), RULES, as_of="2023-01-01")
    assert verdict.hits[0].listing.status is ListingStatus.UNKNOWN
    assert verdict.hits[0].listing.between == ("2020-03-01", "2025-12-01")


def exhaustive(subject: Subject, entries: list[Entity]) -> set[str]:
    """The slow obvious twin: every entry compared in full."""
    asked = understand(subject, RULES)
    compared = []
    for one in entries:
        record = record_of(one, TODAY)
        person = schema(one.schema).is_a("Person")
        known = [
            KnownName(prepare(name.words, RULES, person=person), name.kind == "weakAlias") for name in record.names
        ]
        facts = compare_facts(asked.facts, record.facts, RULES)
        made = weigh(best_names(asked.names(person=person), known, RULES), facts, RULES)
        compared.append(Weighed(one.dataset, one.id, made))
    return {
        one.id
        for one, made in zip(entries, beside_rivals(compared, RULES), strict=True)
        if made.score >= RULES.possible
    }


WORDS = st.sampled_from(
    ["temirlan", "temyrlan", "quillfeather", "quilfether", "osgood", "jonas", "brandywine", "brandy", "wine", "abdulrahman", "abdul",
     "rahman", "ahmad", "ahmed", "bin", "hasan", "al", "nowhere", "man", "fund", "vii", "7", "8", "trading", "ltd", "company",
     "темирлан", "أحمد", "حسن", "t", "x"]
)  # fmt: skip


@given(st.lists(WORDS, min_size=1, max_size=5), st.sampled_from(["Person", "Thing", "Organization", "Vessel"]))
def test_the_index_finds_what_comparing_everything_finds(snapshot: Snapshot, words: list[str], kind: str) -> None:
    subject = Subject(kind, [" ".join(words)])
    verdict = screen(subject, snapshot, RULES)
    assert {hit.entity.id for hit in verdict.hits} == exhaustive(subject, PEOPLE)


@given(st.text(max_size=40))
def test_whatever_is_typed_gets_a_verdict(snapshot: Snapshot, name: str) -> None:
    verdict = screen(Subject(names=[name, "x"]), snapshot, RULES)
    assert verdict == screen(Subject(names=[name, "x"]), snapshot, RULES)
    assert verdict.outcome in ("hit", "possible", "clear", "not_screened")


def test_a_wallet_alone_finds_its_holder(tmp_path: Path) -> None:
    wallet = Entity("made_up-w", "CryptoWallet", "made_up", "w", {"publicKey": ("bc1qinvented",)})
    listed = entity("p", "Temirlan Quillfeather", parts=[wallet])
    build([(listed, TODAY)], [Searched("made_up", TODAY[0].published, 1)], RULES, tmp_path / "s")
    verdict = screen(Subject(wallets=["bc1qinvented"]), Snapshot.open(tmp_path / "s"), RULES)
    assert (verdict.outcome, [hit.entity.reference for hit in verdict.hits]) == ("hit", ["p"])
    assert screen(Subject(wallets=["bc1qsomeoneelses"]), Snapshot.open(tmp_path / "s"), RULES).outcome == "clear"


def test_a_number_is_looked_for_in_the_lists_asked_for_only(tmp_path: Path) -> None:
    entries = [entity(name, f"Invented {name}", dataset=name, passportNumber=["N01234567"]) for name in ("one", "two")]
    searched = [Searched(name, TODAY[0].published, 1) for name in ("one", "two")]
    build(((one, TODAY) for one in entries), searched, RULES, tmp_path / "s")
    snapshot = Snapshot.open(tmp_path / "s")
    for datasets, found in ((["one"], ["one"]), (["two"], ["two"]), (None, ["one", "two"])):
        verdict = screen(Subject(documents=["N 01234567"]), snapshot, RULES, datasets=datasets)
        assert [hit.entity.dataset for hit in verdict.hits] == found


def test_a_list_that_is_not_loaded_is_named_beside_those_that_are(snapshot: Snapshot) -> None:
    with pytest.raises(NothingLoaded, match=r"\(made_up\), came elsewhere"):
        screen(Subject(names=["x"]), snapshot, RULES, datasets=["elsewhere", "made_up"])


def test_what_could_not_be_read_is_said_in_words(snapshot: Snapshot) -> None:
    verdict = screen(Subject(names=["---"]), snapshot, RULES)
    assert verdict.sentence() == "not screened: nothing in the name, document or wallet could be read"


def test_reasons_add_up_to_the_score_of_their_hit(snapshot: Snapshot) -> None:
    asked = Subject("Person", ["Temirlan Quillfeather"], birth_date="1971", countries=["kz"], gender="male")
    for hit in screen(asked, snapshot, RULES).hits:
        assert hit.score == pytest.approx(logistic(sum(reason.weight for reason in hit.reasons)))


def test_a_number_of_the_holder_is_weighed_with_every_name_it_has(snapshot: Snapshot) -> None:
    verdict = screen(Subject("Person", ["Brandywine, Jonas"], documents=["C01X00T47"]), snapshot, RULES)
    (hit,) = (hit for hit in verdict.hits if hit.entity.reference == "p.2")
    assert {reason.feature for reason in hit.reasons} >= {"document", "whole name"}
    numbered = screen(Subject("Person", ["Wilhelmina"], documents=["C01X00T47"]), snapshot, RULES)
    assert "other name part" in {reason.feature for reason in numbered.hits[0].reasons}


def test_a_weak_alias_is_called_so_and_scores_less(tmp_path: Path) -> None:
    entries = [entity("strong", "Nobody", "Quillfeather Owl"), entity("weak", "Nobody", weakAlias=["Quillfeather Owl"])]
    build(((one, TODAY) for one in entries), [Searched("made_up", TODAY[0].published, 2)], RULES, tmp_path / "s")
    strong, weak = screen(Subject(names=["Quillfeather Owl"]), Snapshot.open(tmp_path / "s"), RULES).hits
    assert (strong.entity.reference, weak.entity.reference) == ("strong", "weak")
    assert "weak alias" in {reason.feature for reason in weak.reasons} - {reason.feature for reason in strong.reasons}


def test_a_listed_person_with_a_title_is_read_as_a_person(snapshot: Snapshot) -> None:
    title = screen(Subject("Person", ["Dr Temirlan Quillfeather Osgood"]), snapshot, RULES).hits[0]
    assert ("only asked", "title") in {(reason.feature, reason.how) for reason in title.reasons}


def test_entries_whose_listing_ended_by_the_date_of_their_version_are_no_hits(tmp_path: Path) -> None:
    ended = [Sighting("2026-03-01T00:00:00+00:00", present=True, start="2020-01-15", end="2026-02-28")]
    build([(PEOPLE[0], ended)], [Searched("made_up", ended[0].published, 1)], RULES, tmp_path / "s")
    assert screen(Subject(names=["Temirlan Quillfeather"]), Snapshot.open(tmp_path / "s"), RULES).outcome == "clear"


@given(st.lists(WORDS, min_size=1, max_size=5), st.lists(WORDS, min_size=1, max_size=3))
def test_the_names_of_a_subject_may_come_in_any_order(snapshot: Snapshot, one: list[str], other: list[str]) -> None:
    names = [" ".join(one), " ".join(other)]
    forwards, backwards = (screen(Subject(names=given), snapshot, RULES) for given in (names, names[::-1]))
    assert forwards.outcome == backwards.outcome
    assert [hit.entity.id for hit in forwards.hits] == [hit.entity.id for hit in backwards.hits]
    assert [hit.score for hit in forwards.hits] == pytest.approx([hit.score for hit in backwards.hits])


BIRTHS = st.sampled_from([None, "1971", "1971-05", "1971-05-03", "1950", "1953", "1990"])
PLACES = st.lists(st.sampled_from(["kz", "de", "uz"]), max_size=2)


@given(st.lists(WORDS, min_size=1, max_size=3), BIRTHS, PLACES, st.sampled_from([None, "male", "female"]))
def test_the_index_finds_what_comparing_everything_finds_with_facts_too(
    snapshot: Snapshot, words: list[str], birth: str | None, places: list[str], gender: str | None
) -> None:
    subject = Subject("Person", [" ".join(words)], birth_date=birth, countries=places, gender=gender)
    assert {hit.entity.id for hit in screen(subject, snapshot, RULES).hits} == exhaustive(subject, PEOPLE)


def test_a_name_too_long_to_be_asked_in_full_is_never_clear(snapshot: Snapshot) -> None:
    verdict = screen(Subject(names=["Wilhelmina " * 300]), snapshot, RULES)
    assert (verdict.outcome, verdict.reason) == (
        "not_screened",
        "a name of 3,300 characters: only the first 2,000 were asked",
    )
    found = screen(Subject(names=["Temirlan Quillfeather Osgood", "x" * 3000]), snapshot, RULES)
    assert found.alert
    assert found.warnings == ("a name of 3,000 characters: only the first 2,000 were asked",)


def test_more_names_than_are_asked_are_never_clear(snapshot: Snapshot) -> None:
    verdict = screen(Subject(names=[f"Wilhelmina {number}" for number in range(1001)]), snapshot, RULES)
    assert (verdict.outcome, verdict.reason) == ("not_screened", "1,001 names: only the first 1,000 were asked")


def test_a_title_in_a_listed_persons_name_is_no_name_of_theirs(tmp_path: Path) -> None:
    searched = [Searched("made_up", TODAY[0].published, 1)]
    build([(entity("p", "Dr Temirlan Quillfeather"), TODAY)], searched, RULES, tmp_path / "s")
    (hit,) = screen(Subject("Person", ["Temirlan Quillfeather"]), Snapshot.open(tmp_path / "s"), RULES).hits
    assert ("only listed", "title") in {(reason.feature, reason.how) for reason in hit.reasons}
    assert hit.outcome == "hit"


@pytest.mark.parametrize("name", ["al", "bin", "Dr", "Haji al"])
def test_a_name_of_small_words_only_finds_nothing_and_does_not_fail(snapshot: Snapshot, name: str) -> None:
    assert screen(Subject("Person", [name]), snapshot, RULES).outcome == "clear"


def test_more_names_than_are_compared_is_said(snapshot: Snapshot) -> None:
    few = replace(RULES, max_candidates=1)
    subject = Subject("Person", ["Temirlan Quillfeather Osgood", "Temirlan Osgood"])
    assert any("not" in warning and "compared" in warning for warning in screen(subject, snapshot, few).warnings)
    assert screen(subject, snapshot, RULES).warnings == ()
