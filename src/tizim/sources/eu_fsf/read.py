"""Bytes of the EU list in XML 1.1 (export/sanctionEntity, eu_fsf_1.1_20171012.xsd) to records.

The tree of these records is the one that all layouts of this source are read into; `map` knows no other.
"""

from collections.abc import Iterator

from tizim.model.dates import read_date, utc_time
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.repeats import once
from tizim.sources.xml import Document, records

NAMESPACE = b"http://eu.europa.ec/fpi/fsd/export"


def is_xml(release: Release) -> bool:
    """One file with the namespace of the export, or an `export` of `sanctionEntity`."""
    head = release.parts[0].head()
    return len(release.parts) == 1 and b"<export" in head and (NAMESPACE in head or b"<sanctionEntity" in head)


def read_xml(release: Release, reading: Reading) -> Iterator[Fields]:
    """Elements `sanctionEntity` in the order of the file."""
    document = Document()
    for record in once(records(release.parts[0], "sanctionEntity", document=document), "@logicalId", reading):
        if reading.records == 0:
            reading.published = published(document.attributes.get("generationDate"), reading)
        reading.records += 1
        record.census(reading)
        yield record


def published(words: str | None, reading: Reading) -> str | None:
    """The time a file gives itself, in UTC: ISO 8601, or a day as "11/02/2016"."""
    if words is None:
        return None
    day = read_date(words, formats=("%d/%m/%Y",))
    stamp = utc_time(day or words)
    if stamp is None:
        reading.cannot_read("generationDate", words, "export", "expected an ISO 8601 time or a day as dd/mm/yyyy")
    return stamp
