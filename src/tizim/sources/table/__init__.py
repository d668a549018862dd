"""Any table (CSV, Excel, JSON, JSON lines, Parquet) as a source, through a mapping that says what its columns hold.

This is how an agency's own records come in; the mapping's format is described in docs/tables.md. One row is one entry.
Start at `table_source`.
"""

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any

from tizim.sources.contract import Format, Source
from tizim.sources.table.map import map_record
from tizim.sources.table.mapping import TableMapping, read_mapping
from tizim.sources.table.read import is_table, read

__all__ = ["TableMapping", "table_source"]


def table_source(mapping: Path | Mapping[str, Any]) -> Source:
    """The source of a table by its mapping: a TOML file, or the same as a dict.

    Raises UnreadableTable where the mapping says what it may not, naming the key.
    """
    held = read_mapping(mapping)
    table = Format(
        "table", partial(is_table, mapping=held), partial(read, mapping=held), partial(map_record, mapping=held)
    )
    return Source(held.spec, (table,))
