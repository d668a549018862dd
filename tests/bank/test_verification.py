"""A bank that was tampered with says where. Each test changes one thing behind its back."""

import sqlite3
from pathlib import Path

import pytest

from tests.bank.made_up import entry, load
from tizim.bank.bank import Bank
from tizim.model.version import Rejected


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A bank of two versions; "Gone" ended with the second."""
    with Bank.open(tmp_path / "bank.db") as bank:
        load(bank, "2026-01-01", entry("A.1", "Works", "Gone"), rejects=[Rejected("ENTITY 2", None, "made up")])
        load(bank, "2026-02-01", [*entry("A.1", "Works"), *entry("A.2")])
    return tmp_path / "bank.db"


def findings(path: Path, *tampering: str) -> tuple[str, ...]:
    raw = sqlite3.connect(path)
    with raw:
        for words in tampering:
            raw.execute(words)
    raw.close()
    with Bank.open(path, read_only=True) as bank:
        found = bank.verify()
    assert found.whole == (not found.findings)
    return found.findings


def test_an_untouched_bank_is_whole(path: Path) -> None:
    with Bank.open(path) as bank:
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
def test_what_was_tampered_with_is_found(path: Path, tampering: str, told: str) -> None:
    found = findings(path, tampering)
    assert any(told in finding for finding in found), found


def test_many_findings_are_counted_rather_than_told(path: Path) -> None:
    with Bank.open(path) as bank:
        load(bank, "2026-03-01", [one for number in range(150) for one in entry(f"B.{number}")])
    found = findings(path, "update statement set lang = 'xxx' where prop = 'name'")
    assert len(found) == 101
    assert found[-1] == "made_up_list: 52 more findings"
