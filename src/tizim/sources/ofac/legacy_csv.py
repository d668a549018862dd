"""The legacy delimited files of a list: a primary file, aliases, addresses, and the spilled-over ends of long remarks.

Layout: OFAC's data specification (dat_spec.txt): no header, "-0-" for nothing, a final 0x1A, remarks cut at 1,000
characters and continued in the comments file. `.csv`, `.pip` and `.del` differ in the delimiter alone. The side files are
joined by ent_num in memory; the primary file is read twice, first for the names that "Linked To:" points at.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from types import MappingProxyType

from tizim.errors import UnreadableSource
from tizim.sources.counted import Choice
from tizim.sources.ofac.remarks import FULL, linked_names
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.rows import part_lines

PRIMARY = (
    "ent_num", "SDN_Name", "SDN_Type", "Program", "Title", "Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag", "Vess_owner", "Remarks",
)  # fmt: skip
ALIAS = ("ent_num", "alt_num", "alt_type", "alt_name", "alt_remarks")
ADDRESS = ("ent_num", "Add_num", "Address", "City", "Country", "Add_remarks")
COMMENT = ("ent_num", "Remarks")
DELIMITERS = MappingProxyType({".csv": ",", ".pip": "|", ".del": "@"})
END_MARK = "\x1a"
LINKED = "linked"
"""Part of a record made here, not by the publisher: a name after "Linked To:" and the ent_num of the entry of that name."""
CUT_OFF = "cut off"
"""Field made here: the remark reached 1,000 characters and its end is in no spillover file."""

_NULL = re.compile(r"\s*-0-?\s*")
_ROW = re.compile(rb"\d+[,|@]\"")
_SIDE_ROW = re.compile(rb"\d+[,|@]\d+[,|@]")


@dataclass(frozen=True, slots=True)
class Layout:
    """The publisher's names of a list's files, without extension. `others`: beginnings of names that are another list's."""

    primary: str
    aliases: str
    addresses: str
    comments: str
    others: tuple[str, ...]


SDN = Layout("sdn", "alt", "add", "sdn_comments", ("cons",))
CONSOLIDATED = Layout("cons_prim", "cons_alt", "cons_add", "cons_comments", ("sdn", "ofac_sdn"))


@dataclass(slots=True)
class _Sides:
    """What the side files say, by ent_num."""

    aliases: dict[str, list[list[str]]] = field(default_factory=dict)
    addresses: dict[str, list[list[str]]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    entries: set[str] = field(default_factory=set)
    references: dict[str, str | None] = field(default_factory=dict)
    """ent_num by name; None where two entries have it"""


def _part(release: Release, stem: str) -> Part | None:
    return release.part(*(f"{stem}{extension}" for extension in DELIMITERS))


def _primary(release: Release, layout: Layout) -> Part | None:
    """The primary file by its name, or the only file whatever it is called, unless the name is another list's."""
    named = _part(release, layout.primary)
    if named is not None or len(release.parts) != 1:
        return named
    only = release.parts[0]
    side = (layout.aliases, layout.addresses, layout.comments, *layout.others)
    is_ours = _delimiter(only) is not None and not only.name.lower().startswith(side)
    return only if is_ours else None


def _delimiter(part: Part) -> str | None:
    return DELIMITERS.get(f".{part.name.lower().rpartition('.')[2]}")


def is_legacy_csv(release: Release, layout: Layout) -> bool:
    """The list's files by their names, or any one file whose first row has the twelve columns."""
    primary = _primary(release, layout)
    if primary is not None:
        head = primary.head()
        named = primary is _part(release, layout.primary)
        return bool(_ROW.match(head)) and b"-0-" in head and (named or _width(primary, head) == len(PRIMARY))
    sides = [part for stem in (layout.aliases, layout.addresses) if (part := _part(release, stem)) is not None]
    return bool(sides) and all(_SIDE_ROW.match(part.head()) for part in sides)


def _width(part: Part, head: bytes) -> int:
    """Cells of the first row."""
    first = head.split(b"\n", 1)[0].decode("latin-1")
    return len(next(csv.reader([first], delimiter=_delimiter(part) or ",")))


def read(release: Release, reading: Reading, layout: Layout, keep: Choice | None = None) -> Iterator[Fields]:
    """One record a row of the primary file, with its `alt` and `add` rows as parts, and its remark made whole."""
    primary = _primary(release, layout)
    if primary is None:
        raise UnreadableSource(
            f"expected {layout.primary}.csv beside {', '.join(part.name for part in release.parts)}, came none: "
            "aliases and addresses without the entries they belong to make no list"
        )
    sides = _sides(release, reading, layout, primary)
    seen: dict[str, int] = {}
    spilled: set[str] = set()
    for number, cells in _rows(primary, reading):
        if len(cells) != len(PRIMARY):
            reading.records += 1
            reading.reject(f"row {number}", cells[0] or None, f"expected {len(PRIMARY)} cells, came {len(cells)}")
            continue
        reference = cells[0]
        record = _record(cells, sides, spilled)
        if keep is not None and not keep(record):
            continue
        reading.records += 1
        if reference in seen:
            reading.reject(
                f"row {number}",
                reference,
                f"ent_num stands twice (row {seen[reference]} and row {number}); the first is kept",
            )
            continue
        seen[reference] = number
        record.census(reading)
        yield record
    _account(sides, spilled, reading, layout)


def _account(sides: _Sides, spilled: set[str], reading: Reading, layout: Layout) -> None:
    """What in the side files belongs to nothing: they are then not of the same publication."""
    for stem, of in ((layout.aliases, sides.aliases), (layout.addresses, sides.addresses)):
        if orphans := [one for one in of if one not in sides.entries]:
            reading.warn(
                f"{stem}: rows of {len(orphans)} entries that the primary file does not have (first: {orphans[0]})"
            )
    if loose := [one for one in sides.comments if one not in spilled]:
        reading.warn(
            f"{layout.comments}: {len(loose)} of {len(sides.comments)} rows continue no remark of {FULL} characters (first: {loose[0]}); "
            "they are of another publication and were left out"
        )


def _sides(release: Release, reading: Reading, layout: Layout, primary: Part) -> _Sides:
    sides = _Sides()
    missing = []
    for stem, columns, into in ((layout.aliases, ALIAS, sides.aliases), (layout.addresses, ADDRESS, sides.addresses)):
        part = _part(release, stem)
        if part is None:
            missing.append(f"{stem}.csv")
        for cells in _whole_rows(part, reading, len(columns)):
            into.setdefault(cells[0], []).append(cells)
    if missing:
        reading.excerpt = f"{primary.name} came without {' and '.join(missing)}: entries without aliases or addresses"
    for cells in _whole_rows(_part(release, layout.comments), reading, len(COMMENT)):
        sides.comments[cells[0]] = cells[1]
    quiet = Reading(reading.dataset)  # the same rows are read again, and noticed then
    for cells in _whole_rows(primary, quiet, len(PRIMARY)):
        sides.entries.add(cells[0])
        known = sides.references.get(cells[1], cells[0])
        sides.references[cells[1]] = known if known == cells[0] else None
    return sides


def _whole_rows(part: Part | None, reading: Reading, width: int) -> Iterator[list[str]]:
    """Rows of this many cells; others are noticed. None where there is no such file."""
    for number, cells in _rows(part, reading) if part is not None else ():
        if len(cells) == width:
            yield cells
        elif part is not None:
            why = f"expected {width} cells, came {len(cells)}"
            reading.cannot_read(part.name, " ".join(cells), f"{part.name} row {number}", why)


def _record(cells: list[str], sides: _Sides, spilled: set[str]) -> Fields:
    reference = cells[0]
    record = Fields("entry")
    for name, value in zip(PRIMARY[:-1], cells[:-1], strict=True):
        record.put(name, value)
    remarks = cells[-1]
    if len(remarks) >= FULL:
        if (more := sides.comments.get(reference)) is not None:
            spilled.add(reference)
            remarks += more
        elif not remarks.endswith("."):
            remarks, _, cut = remarks.rpartition(";")
            record.put(CUT_OFF, cut.strip())
    record.put("Remarks", remarks)
    for tag, columns, rows in (
        ("alt", ALIAS, sides.aliases.get(reference, ())),
        ("add", ADDRESS, sides.addresses.get(reference, ())),
    ):
        for position, row in enumerate(rows, 1):
            part = Fields(tag, f"{tag}[{position}]")
            for name, value in zip(columns[1:], row[1:], strict=True):
                part.put(name, value)
            record.put_part(part)
    put_linked(record, linked_names(remarks), sides.references)
    return record


def put_linked(record: Fields, names: list[str], references: dict[str, str | None]) -> None:
    """The names of other entries with their numbers, as parts of the record."""
    for position, name in enumerate(names, 1):
        part = Fields(LINKED, f"{LINKED}[{position}]")
        part.put("name", name)
        # The full stop that ends a remark may belong to the name ("S.A. DE C.V.") or not.
        part.put("ent_num", references.get(name) or references.get(name.removesuffix(".")) or "")
        record.put_part(part)


def _rows(part: Part, reading: Reading) -> Iterator[tuple[int, list[str]]]:
    """(row number, cells with nothing for "-0-") of a delimited file."""
    ended = False
    for number, _, cells in part_lines(part, reading, _delimiter(part) or ","):
        if cells[0].startswith(END_MARK):
            ended = True
            cells[0] = cells[0].removeprefix(END_MARK)
            if cells == [""]:
                continue
            reading.warn(
                f"{part.name}: rows stand behind the end-of-file mark (row {number}): another file was joined to it"
            )
        yield number, ["" if _NULL.fullmatch(cell) else cell for cell in cells]
    if not ended:
        reading.warn(f"{part.name}: expected the end-of-file mark (0x1A) a whole file closes with, came none")
