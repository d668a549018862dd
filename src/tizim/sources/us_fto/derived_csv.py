"""A table of foreign terrorist organisations that somebody drew from an SDN release: one row an organisation, the columns
`ent_num, name, type, programs, aliases, remarks`, strong aliases joined by " ; ". It is no publication of the government's.
"""

from collections.abc import Iterator

from tizim.sources.draft import Draft
from tizim.sources.ofac.legacy_csv import put_linked
from tizim.sources.ofac.listing import STATE_DEPARTMENT
from tizim.sources.ofac.map_csv import map_csv
from tizim.sources.ofac.remarks import linked_names
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import part_lines

COLUMNS = ("ent_num", "name", "type", "programs", "aliases", "remarks")
_AS_PRIMARY = {
    "ent_num": "ent_num",
    "name": "SDN_Name",
    "type": "SDN_Type",
    "programs": "Program",
    "remarks": "Remarks",
}
_HEADER = ",".join(COLUMNS).encode()


def is_derived_csv(release: Release) -> bool:
    """One file that begins with the header of the derived table."""
    return len(release.parts) == 1 and release.parts[0].head().removeprefix(b"\xef\xbb\xbf").startswith(_HEADER)


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Rows as records of the primary file of the legacy layout, so that one mapper reads both."""
    part = release.parts[0]
    reading.warn(f"{part.name}: a table drawn from an SDN release by somebody, not a publication of the US government")
    table = [line for line in part_lines(part, reading) if line.number > 1]
    whole = [line.cells for line in table if len(line.cells) == len(COLUMNS)]
    references: dict[str, str | None] = {name: number for number, name, *_ in reversed(whole)}
    seen: set[str] = set()
    for number, _, row in table:
        reading.records += 1
        if len(row) != len(COLUMNS):
            reading.reject(f"row {number}", row[0], f"expected {len(COLUMNS)} cells, came {len(row)}")
            continue
        if row[0] in seen:
            reading.reject(f"row {number}", row[0], "ent_num stands twice; the first is kept")
            continue
        seen.add(row[0])
        record = _record(dict(zip(COLUMNS, row, strict=True)), references)
        record.census(reading)
        yield record


def map_derived(record: Fields, reading: Reading) -> Iterator[Draft]:
    """As an entry of the legacy layout, listed by the Department of State."""
    yield from map_csv(record, reading, STATE_DEPARTMENT)


def _record(row: dict[str, str], references: dict[str, str | None]) -> Fields:
    record = Fields("entry")
    for column, name in _AS_PRIMARY.items():
        record.put(name, "" if row[column].strip() == "-0-" else row[column])
    for position, alias in enumerate(
        (name for name in row["aliases"].split(" ; ") if name.strip() not in ("", "-0-")), 1
    ):
        part = Fields("alt", f"alt[{position}]")
        part.put("alt_name", alias)
        record.put_part(part)
    put_linked(record, linked_names(row["remarks"]), references)
    return record
