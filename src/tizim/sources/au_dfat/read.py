"""Bytes of Australia's list to records. A row is a name; the rows of one number, which follow each other, are one record."""

import re
from collections.abc import Iterator

from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import headings, part_rows, saved_at
from tizim.tables import Row, cell_text

SHEET_COLUMNS = frozenset({"Reference", "Name of Individual or Entity", "Name Type"})

_NUMBER = re.compile(r"(\d+)([a-z]*)", re.IGNORECASE)


def is_dfat_sheet(release: Release) -> bool:
    """One Excel file whose first sheet has the columns of this list."""
    if len(release.parts) != 1 or not release.parts[0].name.lower().endswith(".xlsx"):
        return False
    return set(headings(release.parts[0], "excel")) >= SHEET_COLUMNS


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every number with its rows; a number that comes back later is a reject."""
    part = release.parts[0]
    reading.published = saved_at(part)
    seen: set[str] = set()
    for reference, rows in _grouped(part_rows(part, "excel")):
        reading.records += 1
        first = rows[0][0]
        if reference in seen:
            reading.reject(
                f"row {first}", reference, "expected all rows of a number together, came more of them further down"
            )
            continue
        seen.add(reference)
        record = Fields("entry")
        record.put("Reference", reference)
        for place, (_, cells) in enumerate(rows, 1):
            row = Fields("row", f"row[{place}]" if len(rows) > 1 else "row")
            for name, value in cells.items():
                if name != "Reference":
                    row.put(name, cell_text(value))
            record.put_part(row)
        record.census(reading)
        yield record


def _grouped(rows: Iterator[Row]) -> Iterator[tuple[str, list[Row]]]:
    """Rows that follow each other with the same number; words that are no number stay as they are."""
    current: list[Row] = []
    number = ""
    for row in rows:
        words = cell_text(row[1].get("Reference")).strip()
        met = _NUMBER.fullmatch(words)
        bare = met[1] if met else words
        if current and bare == number and bare:
            current.append(row)
            continue
        if current:
            yield number, current
        number, current = bare, [row]
    if current:
        yield number, current
