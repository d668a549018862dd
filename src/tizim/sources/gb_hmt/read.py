"""Rows of ConList.csv to records: a record is a target, with all rows of its Group ID.

The file is sorted by name, so the rows of a target stand apart: all are gathered before the first target is given.
"""

import re
from collections.abc import Iterator
from types import MappingProxyType

from tizim.errors import UnreadableSource
from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.rows import has_width, part_lines

WIDTHS = MappingProxyType({"DOB": 29, "Name Non-Latin Script": 36})
"""the column after Title -> how many columns the whole file has"""

SAID_ONCE = (
    ("Title",),
    ("DOB",),
    ("Town of Birth",),
    ("Country of Birth",),
    ("Nationality",),
    ("Passport Number", "Passport Details"),
    ("NI Number",),
    ("National Identification Number", "National Identification Details"),
    ("Position",),
    (*(f"Address {number}" for number in range(1, 7)), "Post/Zip Code", "Country"),
)
"""columns that belong together and mean the same in every row of a target: a repeat of an earlier row is left out"""

PRIMARY = frozenset({"prime alias", "primary name"})
_REFERENCE = re.compile(r"\(UK Sanctions List Ref\):\s*([A-Z]{3}\d{4})")
_HEADER = b"Name 6,Name 1,Name 2,Name 3,Name 4,Name 5,Title,"


def is_old(release: Release) -> bool:
    """One file of the layout of 29 columns."""
    return len(release.parts) == 1 and _HEADER + b"DOB," in release.parts[0].head()


def is_new(release: Release) -> bool:
    """One file of the layout of 36 columns."""
    return len(release.parts) == 1 and _HEADER + b"Name Non-Latin Script," in release.parts[0].head()


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Targets in the order in which they first come, each with its rows as parts."""
    part = release.parts[0]
    header: list[str] = []
    targets: dict[str, Fields] = {}
    counts: dict[str, int] = {}
    met: dict[str, set[tuple[str, ...]]] = {}
    without_primary: set[str] = set()
    for line in part_lines(part, reading):
        cells = line.cells
        if not header:
            if cells[0].strip() == "Last Updated" and len(cells) > 1:
                reading.published_on(cells[1], "Last Updated", "first line", formats=("%d/%m/%Y",))
            elif cells[0].strip() == "Name 6":
                header = _header(cells, reading)
            continue
        if not has_width(line, header, reading):
            continue
        row = dict(zip(header, cells, strict=True))
        key = _key(row)
        if key is None:
            reading.records += 1
            reading.reject(
                f"line {line.line}", None, "expected a Group ID or a reference to the UK Sanctions List, came none"
            )
            continue
        if key not in targets:
            targets[key] = Fields("group")
            targets[key].put("Group ID", key)
            without_primary.add(key)
        if row.get("Alias Type", "").strip().lower() in PRIMARY:
            without_primary.discard(key)
        counts[key] = counts.get(key, 0) + 1
        targets[key].put_part(_row(row, counts[key], met.setdefault(key, set())))
    if not header:
        raise UnreadableSource(f"{part.name}: expected a header that begins with Name 6, came none")
    if without_primary:
        reading.excerpt = (
            f"{len(without_primary)} of {len(targets)} targets have no primary name; in the whole list each has one"
        )
    yield from counted(targets.values(), reading)


def _header(cells: list[str], reading: Reading) -> list[str]:
    """Column names; fewer than the layout has make the file an excerpt."""
    header = [cell.strip() for cell in cells]
    whole = next((width for column, width in WIDTHS.items() if header[7:8] == [column]), len(header))
    if len(header) < whole:
        reading.excerpt = f"expected {whole} columns, came {len(header)}"
    return header


def _key(row: dict[str, str]) -> str | None:
    if (group := row.get("Group ID", "").strip()) != "":
        return group
    met = _REFERENCE.search(row.get("Other Information", "")) if "Group ID" not in row else None
    return met[1] if met else None


def _row(row: dict[str, str], number: int, met: set[tuple[str, ...]]) -> Fields:
    made = Fields("row", f"row[{number}]")
    left_out: set[str] = {"Group ID"}
    for columns in SAID_ONCE:
        said = (*columns, *(row.get(column, "").strip() for column in columns))
        left_out.update(columns if said in met else ())
        met.add(said)
    for column, cell in row.items():
        if column not in left_out:
            made.put(column, cell)
    return made
