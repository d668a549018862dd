"""The nineteen genuine UN lists of 2015 to 2026, in order, in one bank."""

import csv
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from tests.bank.made_up import version
from tests.sources.reading_a_release import load
from tizim.bank.bank import Bank
from tizim.model.listing import ListingStatus
from tizim.model.statement import entity_id
from tizim.model.version import Difference, Version
from tizim.sources.un_sc import SOURCE

pytestmark = pytest.mark.shared
DATASET = SOURCE.spec.name
NOT_GENUINE = ("FAKED_NAMES", "malformed")


@pytest.fixture(scope="module")
def snapshots(shared: Path) -> list[Path]:
    files = sorted((shared / "lists" / "un").glob("un_consolidated_*.xml.xz"))
    return [file for file in files if not any(word in file.name for word in NOT_GENUINE)]


@pytest.fixture(scope="module")
def bank(snapshots: list[Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bank]:
    with Bank.open(tmp_path_factory.mktemp("un") / "bank.db") as opened:
        for file in snapshots:
            put(opened, file)
        yield opened


def put(bank: Bank, file: Path, *, history: bool = False) -> Version:
    reading, groups = load(SOURCE, file)
    published = reading.published or file.name.removeprefix("un_consolidated_")[:10]
    made = version(
        published,
        len(groups),
        rejected=len(reading.rejected),
        sha256=file.name,
        fields=reading.fields,
        dataset=DATASET,
        format="un-xml",
    )
    with bank.update(DATASET, history=history) as update:
        for group in groups:
            for draft in group:
                for statement in draft.statements():
                    update.add(statement)
        update.commit(made, reading.rejected, reading.unreadable)
    return made


def told(bank: Bank, before: str, after: str) -> Difference:
    return bank.difference(DATASET, before, after, bookkeeping=SOURCE.spec.bookkeeping, amended=SOURCE.spec.amended)


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def ids(references: Iterator[str]) -> set[str]:
    """Ids of references; "QDi.343." and "QDi.343" are one entry, "TAI.171" and "TAi.171" too."""
    return {entity_id(DATASET, reference.rstrip(".")) for reference in references}


def test_all_are_one_whole_bank(bank: Bank, snapshots: list[Path]) -> None:
    assert len(bank.versions()) == len(snapshots) == 19
    found = bank.verify()
    assert found.whole, found.findings[:5]


def test_what_came_and_went_agrees_with_the_independent_count(bank: Bank, shared: Path, snapshots: list[Path]) -> None:
    days = [file.name.removeprefix("un_consolidated_")[:10] for file in snapshots]
    counted = rows(shared / "lists" / "un" / "deltas_added_removed.csv")
    sizes = {(row["from"], row["to"]): row for row in rows(shared / "lists" / "un" / "deltas_summary.csv")}
    for (old, new), (before, after) in zip(pairwise(days), pairwise(bank.versions()), strict=True):
        found = told(bank, before.published, after.published)
        expected = {
            op: ids(row["reference_number"] for row in counted if (row["from"], row["to"], row["op"]) == (old, new, op))
            for op in ("added", "removed")
        }
        renumbered = expected["added"] & expected["removed"]  # written otherwise: the same entry to us
        assert {one for one, _, _ in found.added} == expected["added"] - renumbered, (old, new)
        assert {one for one, _, _ in found.removed} == expected["removed"] - renumbered, (old, new)
        size = sizes[old, new]
        assert (before.entities, after.entities) == (int(size["entries_before"]), int(size["entries_after"]))
        assert len(found.amended) + len(found.changed) <= int(size["changed_text"]) + len(renumbered), (old, new)


def test_the_last_update_reads_as_a_person_would_tell_it(bank: Bank) -> None:
    found = told(bank, "2026-02-27", "2026-08-01")
    assert found.summary() == (
        "16 added, 8 removed, 27 amended by the publisher, 129 otherwise changed (124 in COMMENTS1 only), "
        "field HAS_INTERPOL_LINK new on 1,011, field INTERPOL_LINK new on 643, field INDIVIDUAL_DOCUMENT/DATE_OF_EXPIRY new on 26"
    )
    assert found.unchanged == 1011 - 16 - 27 - 129


def test_files_that_differ_in_their_date_only_are_unchanged(bank: Bank, snapshots: list[Path]) -> None:
    november = [one for one, file in zip(bank.versions(), snapshots, strict=True) if "_2020-11-" in file.name]
    assert len(november) == 3
    for before, after in pairwise(november):
        found = told(bank, before.published, after.published)
        assert (found.added, found.removed, found.amended, found.changed, found.new_fields) == ((), (), (), (), ())


@pytest.mark.parametrize(
    ("reference", "as_of", "known_at", "status"),
    [
        # An organisation in every file, listed on 2001-10-06.
        ("QDe.005", "2001-10-05", None, ListingStatus.NOT_LISTED),
        ("QDe.005", "2010-01-01", None, ListingStatus.LISTED),
        # In the files from 2015-03-13 on, listed on that day.
        ("QDe.147", "2015-03-12", None, ListingStatus.NOT_LISTED),
        ("QDe.147", "2016-06-20", None, ListingStatus.LISTED),
        # In the file of 2016-06-20, gone from the next, of 2018-06-07; the list gives no date of delisting.
        ("IQe.001", "2016-06-20", None, ListingStatus.LISTED),
        ("IQe.001", "2017-06-01", None, ListingStatus.UNKNOWN),
        ("IQe.001", "2017-06-01", "2017-06-01", ListingStatus.LISTED),
        ("IQe.001", "2019-01-01", None, ListingStatus.FORMERLY_LISTED),
        # Gone from the file of 2020-12-01.
        ("IQe.192", "2020-11-30", None, ListingStatus.LISTED),
        ("IQe.192", "2024-10-01", None, ListingStatus.FORMERLY_LISTED),
        ("IQe.192", "2020-12-25", "2020-11-30", ListingStatus.LISTED),
        # First in the file of 2026-08-01, which says: listed on 2026-07-22.
        ("LYe.006", "2026-07-21", None, ListingStatus.NOT_LISTED),
        ("LYe.006", "2026-07-25", None, ListingStatus.LISTED),
        ("LYe.006", "2026-07-25", "2026-07-25", ListingStatus.NOT_LISTED),
    ],
)
def test_listed_on_a_day(bank: Bank, reference: str, as_of: str, known_at: str | None, status: ListingStatus) -> None:
    answer = bank.listing(entity_id(DATASET, reference), as_of, known_at)
    assert answer.status is status, answer.why


def test_filled_in_backwards_they_are_the_same_bank(bank: Bank, snapshots: list[Path], tmp_path: Path) -> None:
    with Bank.open(tmp_path / "bank.db") as backwards:
        for file in reversed(snapshots[-4:]):
            put(backwards, file, history=True)
        first, *_, last = backwards.versions()
        assert (
            told(backwards, first.published, last.published).summary()
            == told(bank, first.published, last.published).summary()
        )
        for known_at in (first.published, last.published):
            assert [entity.id for entity, _ in backwards.entries(known_at=known_at)] == [
                entity.id for entity, _ in bank.entries(known_at=known_at)
            ]
        assert backwards.verify().whole


def test_an_unknown_day_says_between_which_versions_it_changed(bank: Bank) -> None:
    answer = bank.listing(entity_id(DATASET, "IQe.001"), "2017-06-01")
    assert answer.between == ("2016-06-20", "2018-06-07")
    assert answer.start == "2003-11-21"
