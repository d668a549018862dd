"""The enhanced XML of OFAC's Sanctions List Service: `entity` elements with names in several scripts, features, documents
and relations that point at other entities by id. One file may hold entries of several lists.
"""

from collections.abc import Iterator

from tizim.sources.counted import Choice, counted
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


def read(release: Release, reading: Reading, keep: Choice | None = None) -> Iterator[Fields]:
    """Elements `entity` of the data set, in the order of the file."""
    document = Document()
    yield from counted(records(release.parts[0], "entity", document=document), reading, once="@id", keep=keep)
    reading.published_on(document.heading.get("publicationInfo/dataAsOf"), "dataAsOf", "publicationInfo")
    if (programme := document.heading.get(_FILTER)) is not None:
        reading.excerpt = f"the file is an export filtered by programme ({programme})"
    if document.records > reading.records:
        others = document.records - reading.records
        reading.warn(f"{others} of {document.records} entities of the file are not of this data set")
