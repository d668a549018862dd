"""Which kind of table a file is, told by its name."""

from types import MappingProxyType

from tizim.errors import UnreadableTable

_SUFFIXES = MappingProxyType(
    {
        "csv": "csv", "tsv": "csv", "txt": "csv",
        "xlsx": "excel", "xlsm": "excel", "xls": "excel", "xlsb": "excel", "ods": "excel",
        "json": "json",
        "jsonl": "jsonl", "ndjson": "jsonl",
        "parquet": "parquet", "pq": "parquet",
    }
)  # fmt: skip
KINDS = ("csv", "excel", "json", "jsonl", "parquet")
"""The kinds of tables that are read; all but "json" are written too (Excel as .xlsx)."""


def kind_of(name: str) -> str:
    """The kind of a file by the end of its name; raises UnreadableTable, naming the endings that are known."""
    kind = _SUFFIXES.get(name.rpartition(".")[2].lower()) if "." in name else None
    if kind is None:
        known = ", ".join(f".{suffix}" for suffix in _SUFFIXES)
        raise UnreadableTable(f"{name}: expected a table ({known}), came another file")
    return kind
