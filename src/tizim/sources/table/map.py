"""Records of a table to statements, as its mapping says."""

from collections.abc import Iterator, Mapping

from tizim.sources.draft import Draft, squeezed
from tizim.sources.reading import Fields, Reading
from tizim.sources.table.mapping import TableMapping
from tizim.sources.table.row import Row

_Cells = Mapping[str, list[tuple[str, str]]]


def map_record(record: Fields, reading: Reading, *, mapping: TableMapping) -> Iterator[Draft]:
    """One row: the entry, then its listing, documents, addresses and wallets."""
    where = record.tag
    cells = {name: record.take_all(name) for name in _known(mapping)}
    numbers = [cells[name][0][1] if cells[name] else None for name in mapping.reference]
    reference = "-".join(squeezed(number) for number in numbers if number)
    if not all(numbers):
        reading.reject(
            where, reference or None, f"expected a reference in {' and '.join(mapping.reference)}, came none"
        )
        return
    kind = _kind(cells, reading, mapping, where)
    if kind is None:
        reading.reject(
            where, reference, f"expected a kind in {mapping.kind_column!r} that the mapping knows, came none"
        )
        return
    row = Row(Draft(reading, kind, reference), reading, where, mapping.spec.authority)
    for column in mapping.columns.values():
        beside = cells[column.beside][0][1] if column.beside is not None and cells[column.beside] else None
        for _, cell in cells[column.name]:
            for words in cell.split(column.separator) if column.separator else [cell]:
                if words.strip():
                    row.add(column, words.strip(), beside)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        row.entry.add_raw(field, value)
    if not row.screenable:
        reading.reject(where, reference, "expected a name, a document or a wallet, came none")
        return
    yield row.entry
    yield from row.parts


def _known(mapping: TableMapping) -> dict[str, None]:
    """Every column the mapping names, once."""
    beside = (column.beside for column in mapping.columns.values())
    named = (*mapping.reference, mapping.kind_column, *mapping.columns, *beside)
    return dict.fromkeys(name for name in named if name is not None)


def _kind(cells: _Cells, reading: Reading, mapping: TableMapping, where: str) -> str | None:
    """The schema of a row, by the word of its column or the same for all."""
    if mapping.kind_column is None:
        return mapping.kind
    words = [value for _, value in cells[mapping.kind_column]]
    if not words:
        return mapping.kind
    kind = mapping.kind_words.get(words[0].casefold())
    if kind is None:
        reading.unknown_word(mapping.kind_column, words[0], where)
    return kind or mapping.kind
