"""Bytes of the EU list in XML 1.1 (export/sanctionEntity, eu_fsf_1.1_20171012.xsd) to records.

The tree of these records is the one that all layouts of this source are read into; `map` knows no other.
"""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records

NAMESPACE = b"http://eu.europa.ec/fpi/fsd/export"


def is_xml(release: Release) -> bool:
    """One file with the namespace of the export, or an `export` of `sanctionEntity`."""
    head = release.parts[0].head()
    return len(release.parts) == 1 and b"<export" in head and (NAMESPACE in head or b"<sanctionEntity" in head)


def read_xml(release: Release, reading: Reading) -> Iterator[Fields]:
    """Elements `sanctionEntity` in the order of the file."""
    document = Document()
    yield from counted(records(release.parts[0], "sanctionEntity", document=document), reading, once="@logicalId")
    published_on(document.attributes.get("generationDate"), reading)


def published_on(words: str | None, reading: Reading) -> None:
    """The time a file of any layout gives itself: ISO 8601, or a day as "11/02/2016"."""
    reading.published_on(words, "generationDate", "export", formats=("%d/%m/%Y",))
