"""One pair explained, as screening scores it. Everybody here is invented."""

from dataclasses import replace
from pathlib import Path

import pytest

import tizim
from tests.listed import PEOPLE, TODAY
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.subject import Subject
from tizim.model.verdict import Searched
from tizim.screen.explaining import Explanation, explain, side_of_entity, side_of_subject
from tizim.screen.screening import screen

RULES = shipped()
ENTRIES = {one.reference: one for one in PEOPLE}


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    where: Path = tmp_path_factory.mktemp("index") / "s"
    build(((one, TODAY) for one in PEOPLE), [Searched("made_up", TODAY[0].published, len(PEOPLE))], RULES, where)
    return Snapshot.open(where)


def explained(subject: Subject, reference: str) -> Explanation:
    return explain(side_of_subject(subject, RULES), side_of_entity(ENTRIES[reference], RULES), RULES)


QUESTIONS = [
    (Subject(names=["Temirlan Quillfeather Osgood"]), "p.1"),
    (Subject(kind="Person", names=["Temirlan Osgood"], birth_date="1971"), "p.1"),
    (Subject(names=["Quillfeather Partners Fund 7"]), "o.1"),
    (Subject(kind="Person", names=["Somebody Else"], documents=["C01X00T47"]), "p.2"),
    (Subject(names=["The Nowhere Man"]), "p.3"),
    (Subject(names=["M/V BRANDYWINE"], documents=["9999993"]), "v.1"),
]


@pytest.mark.parametrize(("subject", "reference"), QUESTIONS)
def test_an_explanation_is_the_score_that_screening_gives(snapshot: Snapshot, subject: Subject, reference: str) -> None:
    found = explained(subject, reference)
    hits = {hit.entity.reference: hit for hit in screen(subject, snapshot, RULES).hits}
    if reference in hits:
        hit = hits[reference]
        assert found.comparison.score == pytest.approx(hit.score)
        assert [replace(one, source="") for one in hit.reasons] == list(found.comparison.reasons)
        assert (found.outcome, found.settle) == (hit.outcome, hit.settle)
    else:
        assert found.outcome == "clear"


def test_every_hit_says_what_would_settle_it(snapshot: Snapshot) -> None:
    hits = screen(Subject(kind="Person", names=["Temirlan Quillfeather Osgood"]), snapshot, RULES).hits
    assert hits
    assert hits[0].settle is not None
    assert hits[0].settle.fact == "birth date"


def test_two_names_are_explained_as_they_are_compared() -> None:
    one, other = Subject(names=["Grey Heron Order"]), Subject(names=["Order of the Grey Heron"], countries=["kz"])
    found = explain(side_of_subject(one, RULES), side_of_subject(other, RULES), RULES)
    assert found.comparison == tizim.compare(one, other)


def test_an_entry_cannot_be_asked_for_what_it_lacks() -> None:
    entry = side_of_entity(ENTRIES["p.2"], RULES)
    assert explain(entry, entry, RULES).settle.fact == ""
    asked = explain(entry, side_of_subject(Subject(kind="Person", names=["Jonas Brandywine"]), RULES), RULES)
    assert asked.settle.side == "known"


def test_a_weak_alias_says_less_than_the_same_name() -> None:
    found = explained(Subject(kind="Person", names=["The Nowhere Man"]), "p.3")
    assert "weak alias" in {one.feature for one in found.comparison.reasons}


def test_a_side_is_called_by_its_name_or_its_number() -> None:
    assert side_of_subject(Subject(names=["Grey Heron", "Heron"]), RULES).title == "Grey Heron; Heron"
    assert (
        side_of_subject(Subject(documents=["N1234567", tizim.Document("X7654321")]), RULES).title
        == "N1234567, X7654321"
    )
    assert side_of_entity(ENTRIES["o.1"], RULES).title == "Quillfeather Partners Fund VII (made_up-o.1)"


def test_what_was_not_understood_is_kept_as_a_warning() -> None:
    side = side_of_subject(Subject(names=["Grey Heron"], birth_date="then"), RULES)
    assert side.warnings == ("birth date not understood; screened without it",)
