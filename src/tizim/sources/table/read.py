"""Rows of the table to records. A mapped column that never holds anything is told: it may be misspelled in the mapping."""

from collections.abc import Iterator

from tizim.errors import UnreadableTable
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.rows import as_fields, part_rows
from tizim.sources.table.mapping import TableMapping
from tizim.tables import kind_of


def is_table(release: Release, *, mapping: TableMapping) -> bool:
    """One file whose name ends as a table's, or any one file where the mapping says which kind it is."""
    if len(release.parts) != 1:
        return False
    try:
        _kind(release.parts[0], mapping)
    except UnreadableTable:
        return False
    return True


def read(release: Release, reading: Reading, *, mapping: TableMapping) -> Iterator[Fields]:
    """Every row in the order of the table."""
    part = release.parts[0]
    rows = part_rows(part, _kind(part, mapping), sheet=mapping.sheet, header=mapping.header, warn=reading.warn)
    for number, cells in rows:
        record = as_fields(cells, f"row {number}")
        reading.records += 1
        record.census(reading)
        yield record
    for name in (*mapping.reference, *mapping.columns):
        if name not in reading.fields:
            reading.warn(
                f"{part.name}: expected a column {name!r}, which the mapping names, and no row has anything in it"
            )


def _kind(part: Part, mapping: TableMapping) -> str:
    return mapping.table or kind_of(part.name)
