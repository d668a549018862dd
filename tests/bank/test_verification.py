"""A bank that was tampered with says where. Each test changes one thing behind its back."""

import pytest

from tests.bank.made_up import entry, load
from tests.places import Place
from tizim.bank.bank import Bank
from tizim.model.version import Rejected


@pytest.fixture
def kept(place: Place) -> Place:
    """A bank of two versions; "Gone" ended with the second."""
    with place.open() as bank:
        load(bank, "2026-01-01", entry("A.1", "Works", "Gone"), rejects=[Rejected("ENTITY 2", None, "made up")])
        load(bank, "2026-02-01", [*entry("A.1", "Works"), *entry("A.2")])
    return place


def findings(kept: Place, *tampering: str) -> tuple[str, ...]:
    kept.tamper(*tampering)
    with kept.open(read_only=True) as bank:
        found = bank.verify()
    assert found.whole == (not found.findings)
    return found.findings


def test_an_untouched_bank_is_whole(kept: Place) -> None:
    with kept.open() as bank:
        found = bank.verify()
    assert found.whole
    assert (found.datasets, found.versions, found.statements) == (1, 2, 7)


def test_an_empty_bank_is_whole(bank: Bank) -> None:
    assert bank.verify().whole


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("update statement set value = 'Forged' where value = 'Works'", "does not say what its key was made of"),
        (
            "update statement set seen_until = 77 where value = 'Gone'",
            "does not begin and end at versions of its data set",
        ),
        (
            "update statement set seen_from = 2, seen_until = 1 where value = 'Gone'",
            "does not begin and end at versions",
        ),
        (
            "update statement set seen_from = 77 where value = 'Gone'",
            "does not begin and end at versions of its data set",
        ),
        ("delete from statement where entity = 'made_up_list-a.2'", "2026-02-01: was written with 2 entries, holds 1"),
        ("update version set sha256 = 'another' where id = 2", "the mark of the state is not that of the versions"),
        ("update state set mark = 'forged'", "the mark of the state is not that of the versions"),
        ("delete from reject", "2026-01-01: was written with 1 rejects, holds 0"),
        ("update version set records = 9 where id = 2", "holds 9 records, 2 entries and 0 rejects"),
        (
            "update statement set dataset = 'stray_list' where value = 'Gone'",
            "stray_list: 1 statements of a data set without a version",
        ),
        (
            "insert into statement select 99, key, dataset, root, entity, schema, prop, value, original, lang, place, ordinal, link, 2, null from statement where value = 'Gone'",
            "two spans of one statement of made_up_list-a.1 overlap or touch",
        ),
    ],
)
def test_what_was_tampered_with_is_found(kept: Place, tampering: str, told: str) -> None:
    found = findings(kept, tampering)
    assert any(told in finding for finding in found), found


def test_many_findings_are_counted_rather_than_told(kept: Place) -> None:
    with kept.open() as bank:
        load(bank, "2026-03-01", [one for number in range(150) for one in entry(f"B.{number}")])
    found = findings(kept, "update statement set lang = 'xxx' where prop = 'name'")
    assert len(found) == 101
    assert found[-1] == "made_up_list: 52 more findings"
