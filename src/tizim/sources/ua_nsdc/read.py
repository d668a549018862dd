"""Bytes of the register's export to records: the rows of its two sheets, with the number of their decree and item."""

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.rows import as_fields, part_rows, part_sheets, saved_at
from tizim.tables import cell_text

SHEETS = MappingProxyType({"Фізичні особи": "person", "Юридичні особи": "organisation"})
"""sheet -> what its rows are"""
DECREE, ITEM = "№ указу", "п/н"
SHARED = "(item of several)"
"""Marks a record whose decree gives its item to more than one name."""


def is_nsdc_export(release: Release) -> bool:
    """One Excel file with the register's two sheets."""
    return len(release.parts) == 1 and set(part_sheets(release.parts[0])) >= set(SHEETS)


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every row, persons first."""
    part = release.parts[0]
    reading.published = saved_at(part)
    for sheet, tag in SHEETS.items():
        shared = _shared_items(part, sheet)
        for _, cells in part_rows(part, "excel", sheet=sheet):
            record = as_fields(cells, tag)
            record.drop("row")  # counts the rows of the export
            reading.records += 1
            record.census(reading)
            if (cell_text(cells.get(DECREE)), cell_text(cells.get(ITEM))) in shared:
                record.put(SHARED, "yes")
            yield record


def _shared_items(part: Part, sheet: str) -> frozenset[tuple[str, str]]:
    """Items that one decree gives to several rows of a sheet."""
    items = Counter(
        (cell_text(cells.get(DECREE)), cell_text(cells.get(ITEM))) for _, cells in part_rows(part, "excel", sheet=sheet)
    )
    return frozenset(item for item, count in items.items() if count > 1)
