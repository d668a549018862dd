"""Plain values as the bytes of JSON, without blanks: what answers are written with that no model needs to check at run time."""

import json
from typing import Any

import orjson
from starlette.responses import Response


def as_json(value: Any) -> bytes:
    """Dictionaries, lists, texts, numbers, truth values and None. Half of a pair of letters, which is no text, is a question mark."""
    try:
        return orjson.dumps(value)
    except TypeError:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


class Json(Response):
    """An answer whose bytes are there already, or are made here of plain values."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        """The body."""
        return content if isinstance(content, bytes) else as_json(content)
