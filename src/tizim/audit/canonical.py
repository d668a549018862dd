"""One way to write a value as bytes, so that its digest means something: JSON with sorted keys, no blanks, ASCII only.

A value is what JSON knows: texts, whole numbers, true, false, null, lists and objects with texts for keys. A fraction is written as
text by whoever has one: two machines need not print it alike.
"""

import json
from typing import Any

from tizim.errors import AuditError


def canonical(value: object) -> bytes:
    """The bytes of a value. Raises AuditError for what has none."""
    require_plain(value)
    return json.dumps(value, ensure_ascii=True, sort_keys=True, separators=(",", ":"), allow_nan=False).encode("ascii")


def read_canonical(written: bytes | str) -> dict[str, Any]:
    """The object that was written; raises ValueError where this is none, or is written in another way."""
    value = json.loads(written)
    text = written.encode() if isinstance(written, str) else written
    try:
        same = isinstance(value, dict) and canonical(value) == text
    except AuditError as wrong:
        raise ValueError(str(wrong)) from wrong
    if not same:
        raise ValueError("expected an object as it is written here, came another way of writing")
    return dict(value)


def require_plain(value: object, where: str = "") -> None:
    """Raises AuditError for what cannot be written the same way everywhere; `where` names it."""
    if isinstance(value, dict):
        for key, one in value.items():
            if not isinstance(key, str):
                raise AuditError(f"{where or 'a value'}: expected texts for keys, came {key!r}")
            require_plain(one, f"{where}.{key}")
    elif isinstance(value, list | tuple):
        for one in value:
            require_plain(one, where)
    elif not (value is None or isinstance(value, str | int)):  # bool is an int
        raise AuditError(f"{where or 'a value'}: expected text, a whole number or nothing, came {type(value).__name__}")
