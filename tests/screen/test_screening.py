"""A subject, a snapshot and the rules make a verdict. Everyone here is invented."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.listed import PEOPLE, TODAY, entity
from tizim.compare.asked import understand
from tizim.compare.facts import compare_facts
from tizim.compare.names import prepare
from tizim.compare.rules_file import shipped
from tizim.compare.subjects import KnownName, best_names, weigh
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
    found = set()
    for one in entries:
        record = record_of(one, TODAY)
        person = schema(one.schema).is_a("Person")
        known = [
            KnownName(prepare(name.words, RULES, person=person), name.kind == "weakAlias") for name in record.names
        ]
        facts = compare_facts(asked.facts, record.facts, RULES)
        if weigh(best_names(asked.names, known, RULES), facts, RULES).score >= RULES.possible:
            found.add(one.id)
    return found


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
