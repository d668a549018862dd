"""Bytes of Canada's consolidated list to records. The file gives itself no date and no count."""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import records


def is_sema_xml(release: Release) -> bool:
    """One file whose root is data-set, with records of a schedule and an item."""
    if len(release.parts) != 1:
        return False
    head = release.parts[0].head()
    return b"<data-set" in head and b"<record>" in head and b"<Item>" in head


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every record in the order of the file."""
    yield from counted(records(release.parts[0], "record"), reading)
