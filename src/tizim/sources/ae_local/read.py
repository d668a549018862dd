"""Bytes of the local list to records. Two rows of titles stand above the headings; "-" stands where there is nothing."""

from collections.abc import Iterator

from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.rows import as_fields, headings, part_rows
from tizim.tables import kind_of

COLUMNS = frozenset({"#", "التصنيف", "الاسم الكامل (بالحروف العربية)"})
HEADER = 3
PERSONS_ONLY = "the file is the table of persons; the organisations of the list are published apart from it"


def is_local_list(release: Release) -> bool:
    """One CSV or Excel file with this list's Arabic headings in the third row."""
    if len(release.parts) != 1 or not release.parts[0].name.lower().endswith((".csv", ".xlsx")):
        return False
    return set(headings(release.parts[0], _kind(release.parts[0]), header=HEADER)) >= COLUMNS


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every row under the headings."""
    part = release.parts[0]
    reading.excerpt = PERSONS_ONLY
    for _, cells in part_rows(part, _kind(part), header=HEADER, warn=reading.warn):
        record = as_fields({name: value for name, value in cells.items() if str(value).strip() not in ("-", "–")})
        reading.records += 1
        record.census(reading)
        yield record


def _kind(part: Part) -> str:
    return kind_of(part.name)
