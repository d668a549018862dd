"""The enhanced XML of OFAC's Sanctions List Service: `entity` elements with names in several scripts, features, documents
and relations that point at other entities by id. One file may hold entries of several lists.
"""

from collections.abc import Iterator

from tizim.model.dates import utc_time
from tizim.sources.ofac.choice import Choice, every_record
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records

_FILTER = "publicationInfo/filters/sanctionsPrograms/sanctionsProgram"


def is_enhanced_xml(release: Release) -> bool:
    """One file whose root is sanctionsData of the enhanced layout."""
    if len(release.parts) != 1:
        return False
    head = release.parts[0].head()
    return b"<sanctionsData" in head and b"ENHANCED_XML" in head


def lists(record: Fields) -> set[str]:
    """The OFAC lists an entity is on."""
    return {value for path, value in record.leaves() if path == "sanctionsLists/sanctionsList/"}


def read(release: Release, reading: Reading, keep: Choice = every_record) -> Iterator[Fields]:
    """Elements `entity` of the data set, in the order of the file."""
    document = Document()
    seen: set[str] = set()
    met = 0
    for record in records(release.parts[0], "entity", document=document):
        met += 1
        if met == 1:
            _heading(document, reading)
        if not keep(record):
            continue
        reading.records += 1
        reference = next((value for path, value in record.leaves() if path == "@id"), None)
        if reference is not None and reference in seen:
            reading.reject(f"entity {met}", reference, "id stands twice in the file; the first is kept")
            continue
        seen.add(reference or "")
        record.census(reading)
        yield record
    if met > reading.records:
        reading.warn(f"{met - reading.records} of {met} entities of the file are not of this data set")


def _heading(document: Document, reading: Reading) -> None:
    if (programme := document.heading.get(_FILTER)) is not None:
        reading.excerpt = f"the file is an export filtered by programme ({programme})"
    words = document.heading.get("publicationInfo/dataAsOf")
    if words is None:
        return
    reading.published = utc_time(words)
    if reading.published is None:
        reading.cannot_read("dataAsOf", words, "publicationInfo", "expected an ISO 8601 time")
