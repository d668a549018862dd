"""Rows of a JSON file: a list of objects. An object inside an object is spread out: {"a": {"b": 1}} has the cell "a.b"."""

import json
from collections.abc import Iterator
from typing import BinaryIO

from tizim.errors import UnreadableTable
from tizim.tables.limits import TableLimits, TableTooLarge


def read(stream: BinaryIO, name: str, limits: TableLimits) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every object of the list."""
    data = stream.read(limits.whole + 1)
    if len(data) > limits.whole:
        raise TableTooLarge(
            f"{name}: expected at most {limits.whole:,} bytes of JSON, came more (JSON lines have no such limit)"
        )
    found = parsed(data, name)
    if not isinstance(found, list):
        raise UnreadableTable(f"{name}: expected a list of objects, came {type(found).__name__}")
    for number, one in enumerate(found, 1):
        yield number, flat(one, f"{name}, item {number}")


def parsed(data: bytes, where: str) -> object:
    """JSON from UTF-8 bytes (RFC 8259); raises UnreadableTable or TableTooLarge, naming the place."""
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as wrong:
        raise UnreadableTable(f"{where}: expected UTF-8, came other bytes at {wrong.start:,}") from wrong
    except RecursionError as wrong:
        raise TableTooLarge(f"{where}: expected JSON of modest depth, came values nested too deeply") from wrong
    except ValueError as wrong:  # JSONDecodeError, and integers too long to be read
        raise UnreadableTable(f"{where}: expected JSON, came something else ({wrong})") from wrong


def flat(found: object, where: str) -> dict[str, object]:
    """The cells of one object."""
    if not isinstance(found, dict):
        raise UnreadableTable(f"{where}: expected an object, came {type(found).__name__}")
    cells: dict[str, object] = {}
    for key, value in found.items():
        _spread(key, value, cells)
    return cells


def _spread(key: str, value: object, cells: dict[str, object]) -> None:
    """Objects become dotted names, a list of objects a list under each of them; simple values stay as they are."""
    if isinstance(value, dict):
        for inner, one in value.items():
            _spread(f"{key}.{inner}", one, cells)
    elif isinstance(value, list):
        simple = [one for one in value if not isinstance(one, dict | list)]
        if simple or not value:
            cells[key] = simple
        for one in value:
            if isinstance(one, dict | list):
                inner_cells: dict[str, object] = {}
                _spread(key, one, inner_cells)
                for name, inner_value in inner_cells.items():
                    met = cells.setdefault(name, [])
                    if isinstance(met, list):
                        met.extend(inner_value if isinstance(inner_value, list) else [inner_value])
    else:
        cells[key] = value
