"""Rows of the EU list in CSV 1.1 (semicolons, 113 columns) and CSV 1.0 (59) to records in the tree of XML 1.1.

A row holds one name, address, birth, document or citizenship of an entry, and repeats the entry's own fields; the rows of an
entry stand side by side. A copy of CSV 1.0 whose lines were each wrapped in quotes, with tabs for commas, is read as well.
"""

from collections.abc import Callable, Iterator
from types import MappingProxyType

from tizim.errors import UnreadableSource
from tizim.sources.counted import counted
from tizim.sources.eu_fsf.read import published_on
from tizim.sources.eu_fsf.wording import lines, put_birth, put_contacts, put_document, remarks
from tizim.sources.eu_fsf.wrapped import unwrapped
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.rows import has_width, part_lines
from tizim.tables.csv_rows import Line

PREFIXES = MappingProxyType(
    {
        "NameAlias": "nameAlias",
        "Address": "address",
        "BirthDate": "birthdate",
        "Identification": "identification",
        "Citizenship": "citizenship",
    }
)
RENAMED = MappingProxyType(
    {
        "EU_ReferenceNumber": "@euReferenceNumber",
        "SubjectType": "subjectType/@classificationCode",
        "SubjectType_ClassificationCode": "subjectType/@code",
        "Remark": "remark",
        "Day": "@dayOfMonth",
        "Month": "@monthOfYear",
        "BirthDate": "@birthdate",
        "IssuedDate": "@issueDate",
        "TypeCode": "@identificationTypeCode",
        "TypeDescription": "@identificationTypeDescription",
        "Type": "@regulationType",
        "ContactInfo": "contactInfo",
    }
)
"""columns whose name in XML 1.1 is not their own with a small first letter"""

OLD_PREFIXES = MappingProxyType(
    {"Naal": "nameAlias", "Addr": "address", "Birt": "birthdate", "Iden": "identification", "Citi": "citizenship"}
)
OLD_NAMES = MappingProxyType(
    {
        "lastname": "@lastName",
        "firstname": "@firstName",
        "middlename": "@middleName",
        "wholename": "@wholeName",
        "gender": "@gender",
        "title": "@title",
        "function": "@function",
        "language": "@nameLanguage",
        "zipcode": "@zipCode",
        "city": "@city",
        "place": "@city",
        "country": "@countryIso2Code",
        "logical_id": "@logicalId",
        "leba_numtitle": "regulationSummary/@numberTitle",
        "leba_publication_date": "regulationSummary/@publicationDate",
        "leba_url": "regulationSummary/@publicationUrl",
        "programme": "regulationSummary/@programme",
    }
)
OLD_ENTITY = MappingProxyType(
    {
        "Entity_logical_id": "@logicalId",
        "EU_ref_num": "@euReferenceNumber",
        "Subject_type": "subjectType/@classificationCode",
        "Entity_remark": "remark",
        "Leba_numtitle": "regulation/@numberTitle",
        "Leba_publication_date": "regulation/@publicationDate",
        "Leba_url": "regulation/publicationUrl",
        "Programme": "regulation/@programme",
    }
)
WHOLE_COLUMNS = 113

_Row = list[tuple[str, str]]


def is_table(release: Release) -> bool:
    """One file whose first column is fileGenerationDate."""
    return len(release.parts) == 1 and release.parts[0].head().lstrip(b'\xef\xbb\xbf"').startswith(
        b"fileGenerationDate;"
    )


def is_old_table(release: Release) -> bool:
    """One file whose second column is Entity_logical_id, after the date of the file."""
    head = release.parts[0].head().lstrip(b'\xef\xbb\xbf"')
    return len(release.parts) == 1 and head.startswith(b"Date_file") and b";Entity_logical_id;Subject_type;" in head


def read_table(release: Release, reading: Reading) -> Iterator[Fields]:
    """Entries of CSV 1.1 in the order of the file."""
    header, table = _opened(release.parts[0], reading, "Entity_LogicalId")
    if len(header) < WHOLE_COLUMNS:
        reading.excerpt = f"expected {WHOLE_COLUMNS} columns, came {len(header)}"
    groups = _groups(table, header, "Entity_LogicalId", reading)
    yield from counted((_record(group, _name) for group in groups), reading)


def read_old_table(release: Release, reading: Reading) -> Iterator[Fields]:
    """Entries of CSV 1.0 in the order of the file."""
    header, table = _opened(release.parts[0], reading, "Entity_logical_id")
    groups = _groups(table, header, "Entity_logical_id", reading)
    yield from counted((_record(group, _old_name) for group in groups), reading)


def _opened(part: Part, reading: Reading, key: str) -> tuple[list[str], Iterator[Line]]:
    """The columns, and the rows under them."""
    if part.head(1) == b'"':
        reading.warn(
            f"{part.name}: each line is wrapped in quotes, with tabs where commas were: a copy, not the publisher's file"
        )
        table = unwrapped(part_lines(part, reading), ";", part.name)
    else:
        table = part_lines(part, reading, ";")
    header = [name.strip() for name in next(table, Line(0, 0, [])).cells]
    if key not in header:
        raise UnreadableSource(f"{part.name}: expected a column {key}, came {', '.join(header[:8])}")
    return header, table


def _groups(table: Iterator[Line], header: list[str], key: str, reading: Reading) -> Iterator[list[_Row]]:
    """The rows of one entry, each as (column, cell); rows of the wrong width or apart from their entry are rejected."""
    at = header.index(key)
    seen: set[str] = set()
    group: list[_Row] = []
    last = ""
    for line in table:
        cells = line.cells
        if not has_width(line, header, reading, cells[at] if len(cells) > at else None):
            continue
        if reading.published is None and not seen and not group:
            published_on(cells[0], reading)
        if cells[at] != last and group:
            yield group
            group = []
            seen.add(last)
        last = cells[at]
        if last in seen:
            reading.records += 1
            reading.reject(
                f"line {line.line}", last, "expected the rows of an entry side by side, came one apart from its entry"
            )
            continue
        group.append(list(zip(header[1:], cells[1:], strict=True)))
    if group:
        yield group


def _record(group: list[_Row], named: Callable[[str], tuple[str, str]]) -> Fields:
    """The rows of one entry as one record; what repeats from row to row is put once."""
    made = Fields("sanctionEntity")
    met: set[tuple[tuple[str, str], ...]] = set()
    counts: dict[str, int] = {}
    for row in group:
        slots: dict[str, list[tuple[str, str]]] = {}
        for column, cell in row:
            if cell.strip():
                tag, field = named(column)
                slots.setdefault(tag, []).append((field, cell))
        for tag, values in slots.items():
            known = (("", tag), *values)
            if known in met:
                continue
            met.add(known)
            if not tag:
                _put_own(made, values, met)
                continue
            counts[tag] = counts.get(tag, 0) + 1
            made.put_part(_part(tag, f"{tag}[{counts[tag]}]", values))
    return made


def _put_own(made: Fields, values: list[tuple[str, str]], met: set[tuple[tuple[str, str], ...]]) -> None:
    for field, value in values:
        if ((field, value),) in met:
            continue
        met.add(((field, value),))
        for one in remarks(value) if field == "remark" else [value]:
            made.put(field, lines(one))


def _part(tag: str, path: str, values: list[tuple[str, str]]) -> Fields:
    part = Fields(tag, path)
    summary = Fields("regulationSummary", f"{path}/regulationSummary")
    for field, value in values:
        step, _, rest = field.partition("/")
        if step == "regulationSummary":
            summary.put(rest, value)
        elif field == "remark":
            for one in remarks(value):
                part.put("remark", one)
        elif field == "contactInfo":
            put_contacts(part, value)
        elif field == "printed document":
            put_document(part, value)
        elif field == "printed birth":
            put_birth(part, value)
        else:
            part.put(field, lines(value))
    if any(field.startswith("regulationSummary/") for field, _value in values):
        part.put_part(summary)
    return part


def _name(column: str) -> tuple[str, str]:
    """(part, field) of a column of CSV 1.1 in the tree of XML 1.1; an unknown column keeps its name."""
    prefix, _, rest = column.partition("_")
    if prefix == "Entity" and rest.startswith("Regulation_"):
        field = _small(rest.removeprefix("Regulation_"))
        return "regulation", "publicationUrl" if field == "@publicationUrl" else field
    if prefix == "Entity":
        field = _small(rest)
        return ("subjectType", field.partition("/")[2]) if field.startswith("subjectType/") else ("", field)
    if prefix in PREFIXES:
        if rest.startswith("Regulation_"):
            return PREFIXES[prefix], f"regulationSummary/{_small(rest.removeprefix('Regulation_'))}"
        return PREFIXES[prefix], _small(rest)
    return "", column


def _old_name(column: str) -> tuple[str, str]:
    """(part, field) of a column of CSV 1.0."""
    if column in OLD_ENTITY:
        tag, _, field = OLD_ENTITY[column].rpartition("/")
        return tag, field
    prefix, _, rest = column.partition("_")
    tag = OLD_PREFIXES.get(prefix, "")
    special = {
        ("Iden", "number"): "printed document",
        ("Birt", "date"): "printed birth",
        ("Addr", "other"): "contactInfo",
    }
    street = "@street" if prefix == "Addr" and rest in ("street", "number") else None
    return (tag, special.get((prefix, rest)) or street or OLD_NAMES.get(rest, column)) if tag else ("", column)


def _small(name: str) -> str:
    return RENAMED.get(name) or f"@{name[:1].lower()}{name[1:]}"
