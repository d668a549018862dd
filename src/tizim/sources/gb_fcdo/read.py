"""Bytes of the UK Sanctions List in XML (Designations/Designation) to records; this tree is the one `map` knows."""

from collections.abc import Iterator

from tizim.model.dates import read_date
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.repeats import once
from tizim.sources.xml import Document, records


def is_xml(release: Release) -> bool:
    """One file whose root is Designations."""
    return len(release.parts) == 1 and b"<Designations" in release.parts[0].head()


def read_xml(release: Release, reading: Reading) -> Iterator[Fields]:
    """Designation elements in the order of the file."""
    document = Document()
    for record in once(records(release.parts[0], "Designation", document=document), "UniqueID", reading):
        if reading.records == 0:
            reading.published = published(document.heading.get("DateGenerated"), reading)
        reading.records += 1
        record.census(reading)
        yield record


def published(words: str | None, reading: Reading) -> str | None:
    """The day a file gives itself ("02/09/2026", "08-Oct-2026"), as its first moment in UTC."""
    if words is None:
        return None
    day = read_date(words, formats=("%d/%m/%Y", "%d-%b-%Y"))
    if day is None:
        reading.cannot_read("DateGenerated", words, "Designations", "expected a day as dd/mm/yyyy or dd-Mon-yyyy")
        return None
    return f"{day}T00:00:00+00:00"
