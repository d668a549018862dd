"""Who was found not to be an entry: shown, not counted, known again by a number or a reference with a birth date, never by a name."""

from dataclasses import replace

import pytest

from tests.listed import PEOPLE, TODAY, entity
from tizim.compare.rules_file import shipped
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Searched, Verdict
from tizim.screen.answering import Answering
from tizim.screen.distinguishing import (
    Distinction,
    Distinctions,
    customer_key,
    document_key,
    entry_digest,
    keys_of,
)
from tizim.wording.answers import in_words

LONGER = entity("f.1", "Orlan Quillmark Osgood")
SHORTER = entity("f.2", "Orlan Osgood")
ASKED = Subject(
    kind="Person", names=["Temirlan Quillfeather Osgood"], documents=["N01234567"], birth_date="1980-01-02", id="C-1"
)
LONG = "x" * 5000


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    folder = tmp_path_factory.mktemp("index") / "one"
    entries = [(one, TODAY) for one in (*PEOPLE, LONGER, SHORTER)]
    build(entries, [Searched("made_up", TODAY[0].published, len(entries))], shipped(), folder)
    return Snapshot.open(folder)


def distinction(verdict: Verdict, place: int = 0, *keys: str | None, until: str = "2030-01-01") -> Distinction:
    hit = verdict.hits[place]
    return Distinction(
        7, hit.entity.id, until, "passport seen by anna", tuple(key for key in keys if key), entry_digest(hit.entity)
    )


def knowing(snapshot: Snapshot, *some: Distinction, day: str = "2026-03-01") -> Answering:
    return Answering(snapshot, shipped(), distinctions=Distinctions.on(day, some))


def test_a_person_is_known_again_by_a_document_or_a_reference_with_a_birth_date(snapshot: Snapshot) -> None:
    plain = Answering(snapshot, shipped())
    verdict = plain.verdict(ASKED)
    assert verdict.hits[0].entity.reference == "p.1"
    by_document = distinction(verdict, 0, document_key("n 012-345-67"))
    by_customer = distinction(verdict, 0, customer_key("C-1", "2 January 1980"))
    for one in (by_document, by_customer):
        known = knowing(snapshot, one).verdict(ASKED)
        assert known.outcome == "clear"
        assert known.hits[0].score == verdict.hits[0].score
        assert known.hits[0].distinguished is not None
        assert known.hits[0].distinguished.until == "2030-01-01"
        assert known.sentence() == "nothing else found in made_up at 2026-03-01: distinguished from 1 entry"
        assert not known.alert
        for language in ("en", "ru", "kk"):
            assert "made_up" in in_words(known, language)
    for other in (
        replace(ASKED, documents=["N7654321"], id="C-2"),
        replace(ASKED, documents=(), birth_date=None),
        replace(ASKED, documents=(), birth_date="1980"),
        replace(ASKED, documents=(), id=None),
        replace(ASKED, documents=["N0"], birth_date="1980-01-03"),
    ):
        again = knowing(snapshot, by_document, by_customer).verdict(other)
        assert again == plain.verdict(other), "a name is not enough"


def test_a_distinction_is_over_after_its_day_and_with_the_entry_it_was_about(snapshot: Snapshot) -> None:
    plain = Answering(snapshot, shipped()).verdict(ASKED)
    one = distinction(plain, 0, document_key("N01234567"))
    assert knowing(snapshot, one, day="2030-01-01").verdict(ASKED).outcome == "clear"
    assert knowing(snapshot, one, day="2030-01-02").distinctions is None
    assert knowing(snapshot, replace(one, entry="0" * 32)).verdict(ASKED) == plain
    assert knowing(snapshot, replace(one, entity="made_up-p.2")).verdict(ASKED) == plain


def test_nobody_is_distinguished_against_a_number_that_agrees(snapshot: Snapshot) -> None:
    asked = Subject(
        kind="Person", names=["Jonas Brandywine"], documents=[Document("C01X00T47")], id="C-1", birth_date="1990-01-01"
    )
    plain = Answering(snapshot, shipped()).verdict(asked)
    assert knowing(snapshot, distinction(plain, 0, customer_key("C-1", "1990-01-01"))).verdict(asked) == plain


def test_an_entry_that_is_not_them_no_longer_speaks_against_another(snapshot: Snapshot) -> None:
    asked = Subject(kind="Person", names=["Orlan Quillmark Osgood"], id="C-9", birth_date="1960-01-02")
    plain = Answering(snapshot, shipped())
    before = plain.verdict(asked)
    assert [hit.entity.reference for hit in before.hits] == ["f.1"]
    one = distinction(before, 0, customer_key("C-9", "1960-01-02"))
    after = knowing(snapshot, one).verdict(asked)
    assert {hit.entity.reference: hit.distinguished is not None for hit in after.hits} == {"f.1": True, "f.2": False}
    assert after.outcome == next(hit.outcome for hit in after.hits if hit.entity.reference == "f.2")
    assert plain.verdict(asked, {before.hits[0].entity.id}).hits[0].score == before.hits[0].score
    both = [one, distinction(after, [hit.entity.reference for hit in after.hits].index("f.2"), *one.keys)]
    assert knowing(snapshot, *both).verdict(asked).outcome == "clear"


def test_what_was_asked_in_part_only_is_not_clear_beside_a_distinction(snapshot: Snapshot) -> None:
    asked = replace(ASKED, names=[*ASKED.names, LONG])
    plain = Answering(snapshot, shipped()).verdict(asked)
    known = knowing(snapshot, distinction(plain, 0, document_key("N01234567"))).verdict(asked)
    assert known.outcome == "not_screened"
    assert "characters" in known.reason


def test_of_two_distinctions_the_longer_one_is_told(snapshot: Snapshot) -> None:
    plain = Answering(snapshot, shipped()).verdict(ASKED)
    short, long = (distinction(plain, 0, document_key("N01234567"), until=f"20{year}-01-01") for year in (28, 31))
    hit = knowing(snapshot, short, long).verdict(ASKED).hits[0]
    assert hit.distinguished is not None
    assert hit.distinguished.until == "2031-01-01"
    assert Distinction.read(long.as_plain()) == long


def test_keys_are_digests_and_blank_facts_have_none() -> None:
    assert len(keys_of(ASKED)) == 2
    assert all("01234567" not in key for key in keys_of(ASKED))
    assert customer_key(" ", "1980-01-02") is None
    assert customer_key("C-1", " ") is None
    assert document_key("12") is None
