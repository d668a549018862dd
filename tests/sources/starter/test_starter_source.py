"""The register that ships is read whole by its source."""

from pathlib import Path

from tests.sources.reading_a_release import load
from tizim.sources.registry import source
from tizim.sources.release import Release
from tizim.starter import DATASET, PUBLISHED, REGISTER


def test_the_register_is_read_whole_and_of_its_day() -> None:
    reading, groups = load(source(DATASET), REGISTER)
    entries = [group[0] for group in groups if group[0].id == group[0].root]
    assert reading.records == len(entries) >= 100
    assert (reading.unknown, reading.rejected, reading.unreadable) == ({}, [], [])
    assert reading.published is not None
    assert reading.published.startswith(PUBLISHED)


def test_every_entry_has_its_listing_with_the_uns_number() -> None:
    _, groups = load(source(DATASET), REGISTER)
    listed = {group[0].root: group[0].values("recordId")[0] for group in groups if group[0].schema == "Sanction"}
    assert all(root == f"{DATASET}-{number.lower()}" for root, number in listed.items())
    assert set(listed) == {group[0].id for group in groups if group[0].id == group[0].root}


def test_other_files_are_not_claimed(tmp_path: Path) -> None:
    path = tmp_path / "entities.ftm.json"
    path.write_bytes(REGISTER.read_bytes())
    assert source(DATASET).format_of(Release.at(path)) is None
