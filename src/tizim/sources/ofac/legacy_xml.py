"""The legacy XML of a list (sdn.xml, consolidated.xml): `sdnEntry` elements, in the namespace of before or of after 2024.

Its schema (sdnList.xsd) has not changed between the two. Each entry names its documents and features by `idType`; what has
no type stands in `remarks`. The file is read twice, first for the names that "(Linked To: …)" points at.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from tizim.sources.ofac.choice import Choice, every_record
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


def read(release: Release, reading: Reading, keep: Choice = every_record) -> Iterator[Fields]:
    """Elements `sdnEntry` in the order of the file."""
    references = _references(release)
    document = Document()
    seen: set[str] = set()
    met = 0
    for record in records(release.parts[0], "sdnEntry", document=document):
        met += 1
        if met == 1:
            _heading(document, reading)
        if not keep(record):
            continue
        reading.records += 1
        uid = _first(record, "uid")
        if uid is not None and uid in seen:
            reading.reject(f"sdnEntry {met}", uid, "uid stands twice in the file; the first is kept")
            continue
        seen.add(uid or "")
        record.census(reading)
        put_linked(record, linked_names(_first(record, "remarks") or ""), references)
        yield record
    declared = document.heading.get("publshInformation/Record_Count", "")
    if not declared:
        reading.excerpt = "the file has no heading that says of when it is and how many entries it holds"
    elif not re.fullmatch(r"[0-9]{1,9}", declared):
        reading.cannot_read("Record_Count", declared, "publshInformation", "expected a number of entries")
    else:
        reading.declared = int(declared) if met == reading.records else None
        if int(declared) != met:
            reading.excerpt = f"the heading says {int(declared):,} entries, the file holds {met:,}"


def _heading(document: Document, reading: Reading) -> None:
    words = document.heading.get("publshInformation/Publish_Date")
    if words is None:
        return
    try:
        reading.published = datetime.strptime(words, "%m/%d/%Y").replace(tzinfo=UTC).isoformat()
    except ValueError:
        reading.cannot_read("Publish_Date", words, "publshInformation", "expected MM/DD/YYYY")


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
