"""Bytes of the UN list to records.

The published schema (sc-sanctions.xsd) validates no genuine file: the layout drifts, so the fields that are known are the
union of all files since 2015, and order means nothing.
"""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records


def is_un_xml(release: Release) -> bool:
    """One file whose root is CONSOLIDATED_LIST."""
    return len(release.parts) == 1 and b"<CONSOLIDATED_LIST" in release.parts[0].head()


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """INDIVIDUAL and ENTITY elements in the order of the file."""
    document = Document()
    found = records(release.parts[0], "INDIVIDUAL", "ENTITY", document=document)
    yield from counted(found, reading, once="REFERENCE_NUMBER")
    reading.published_on(document.attributes.get("dateGenerated"), "dateGenerated", "CONSOLIDATED_LIST")
