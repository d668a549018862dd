"""Rows of JSON lines: one object a line, each read on its own, so a table may be longer than memory."""

from collections.abc import Iterator
from typing import BinaryIO

from tizim.tables.json_rows import flat, parsed
from tizim.tables.limits import TableLimits, TableTooLarge


def read(stream: BinaryIO, name: str, limits: TableLimits) -> Iterator[tuple[int, dict[str, object]]]:
    """Number and cells of every line."""
    for number, one in objects(stream, name, limits):
        yield number, flat(one, f"{name}, line {number}")


def objects(stream: BinaryIO, name: str, limits: TableLimits) -> Iterator[tuple[int, object]]:
    """Number and value of every line that is not blank; raises UnreadableTable or TableTooLarge, naming the line."""
    number = 0
    while line := stream.readline(limits.cell + 1):
        number += 1
        if len(line) > limits.cell:
            raise TableTooLarge(f"{name}: expected lines of at most {limits.cell:,} bytes, came more in line {number}")
        if line.strip():
            yield number, parsed(line, f"{name}, line {number}")
