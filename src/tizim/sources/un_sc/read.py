"""Bytes of the UN list to records.

The published schema (sc-sanctions.xsd) validates no genuine file: the layout drifts, so the fields that are known are the
union of all files since 2015, and order means nothing.
"""

from collections.abc import Iterator

from tizim.model.dates import utc_time
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.repeats import once
from tizim.sources.xml import Document, records


def is_un_xml(release: Release) -> bool:
    """One file whose root is CONSOLIDATED_LIST."""
    return len(release.parts) == 1 and b"<CONSOLIDATED_LIST" in release.parts[0].head()


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """INDIVIDUAL and ENTITY elements in the order of the file."""
    document = Document()
    for record in once(
        records(release.parts[0], "INDIVIDUAL", "ENTITY", document=document), "REFERENCE_NUMBER", reading
    ):
        if reading.records == 0 and (stamp := document.attributes.get("dateGenerated")):
            reading.published = _utc(stamp, reading)
        reading.records += 1
        record.census(reading)
        yield record


def _utc(stamp: str, reading: Reading) -> str | None:
    read_as = utc_time(stamp)
    if read_as is None:
        reading.cannot_read("dateGenerated", stamp, "CONSOLIDATED_LIST", "expected an ISO 8601 time")
    return read_as
