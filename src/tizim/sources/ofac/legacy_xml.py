"""The legacy XML of a list (sdn.xml, consolidated.xml): `sdnEntry` elements, in the namespace of before or of after 2024.

Its schema (sdnList.xsd) has not changed between the two. Each entry names its documents and features by `idType`; what has
no type stands in `remarks`. The file is read twice, first for the names that "(Linked To: …)" points at.
"""

import re
from collections.abc import Iterator

from tizim.sources.counted import Choice, counted
from tizim.sources.ofac.legacy_csv import Layout, put_linked
from tizim.sources.ofac.remarks import linked_names
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import Document, records


def is_legacy_xml(release: Release, layout: Layout) -> bool:
    """One file whose root is sdnList, unless its name is another list's."""
    if len(release.parts) != 1 or release.parts[0].name.lower().startswith(layout.others):
        return False
    return b"<sdnList" in release.parts[0].head()


def read(release: Release, reading: Reading, keep: Choice | None = None) -> Iterator[Fields]:
    """Elements `sdnEntry` in the order of the file."""
    references = _references(release)
    document = Document()
    for record in counted(records(release.parts[0], "sdnEntry", document=document), reading, once="uid", keep=keep):
        put_linked(record, linked_names(_first(record, "remarks") or ""), references)
        yield record
    date = document.heading.get("publshInformation/Publish_Date")
    reading.published_on(date, "Publish_Date", "publshInformation", formats=("%m/%d/%Y",))
    _compare_with_heading(document, reading)


def _compare_with_heading(document: Document, reading: Reading) -> None:
    """How many entries the heading declares, against how many there were."""
    declared = document.heading.get("publshInformation/Record_Count", "")
    if not declared:
        reading.excerpt = "the file has no heading that says of when it is and how many entries it holds"
    elif not re.fullmatch(r"[0-9]{1,9}", declared):
        reading.cannot_read("Record_Count", declared, "publshInformation", "expected a number of entries")
    else:
        reading.declared = int(declared) if document.records == reading.records else None
        if int(declared) != document.records:
            reading.excerpt = f"the heading says {int(declared):,} entries, the file holds {document.records:,}"


def _references(release: Release) -> dict[str, str | None]:
    """Uid by name as the remarks write it; None where two entries have it."""
    found: dict[str, str | None] = {}
    for record in records(release.parts[0], "sdnEntry"):
        uid, last, first = (_first(record, field) for field in ("uid", "lastName", "firstName"))
        name = ", ".join(word for word in (last, first) if word)
        if uid is not None:
            found[name] = uid if found.get(name, uid) == uid else None
    return found


def _first(record: Fields, field: str) -> str | None:
    """A value without taking it."""
    return next((value for path, value in record.leaves() if path == field and value), None)
