"""Bytes of the UK Sanctions List in XML (Designations/Designation) to records; this tree is the one `map` knows."""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records


def is_xml(release: Release) -> bool:
    """One file whose root is Designations."""
    return len(release.parts) == 1 and b"<Designations" in release.parts[0].head()


def read_xml(release: Release, reading: Reading) -> Iterator[Fields]:
    """Designation elements in the order of the file."""
    document = Document()
    yield from counted(records(release.parts[0], "Designation", document=document), reading, once="UniqueID")
    published_on(document.heading.get("DateGenerated"), reading)


def published_on(words: str | None, reading: Reading) -> None:
    """The day a file gives itself: "02/09/2026" in the XML, "08-Oct-2026" in the CSV."""
    reading.published_on(words, "DateGenerated", "Designations", formats=("%d/%m/%Y", "%d-%b-%Y"))
