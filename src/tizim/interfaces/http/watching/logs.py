"""The server's log on standard error: one line for each request, in words or as JSON.

A line of a request says when, how urgent, its number, the route's template, the method, the status, how long, and who asked; never
an address as it came, a query string, a body or a name that was asked about. Start at `configuration`.
"""

import json
import logging
from datetime import UTC, datetime
from typing import Any, Literal, get_args

Style = Literal["plain", "json", "quiet"]
STYLES: tuple[Style, ...] = get_args(Style)
requests = logging.getLogger("tizim.requests")

_FIELDS = "fields"


def configuration(style: Style) -> dict[str, Any]:
    """For `logging.config`. quiet: no line for a request, only what goes wrong."""
    shape = "json" if style == "json" else "plain"
    level = "WARNING" if style == "quiet" else "INFO"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"plain": {"()": Plain}, "json": {"()": AsJson}},
        "handlers": {"err": {"class": "logging.StreamHandler", "formatter": shape, "stream": "ext://sys.stderr"}},
        "loggers": {
            "tizim.http": {"handlers": ["err"], "level": "INFO", "propagate": False},
            requests.name: {"handlers": ["err"], "level": level, "propagate": False},
            "opentelemetry": {"handlers": ["err"], "level": "WARNING", "propagate": False},
            "uvicorn": {"handlers": ["err"], "level": "WARNING", "propagate": False},
            # A mistake's traceback may hold a person's name; `problems` logs which mistake and where.
            "uvicorn.error": {"handlers": ["err"], "level": "CRITICAL", "propagate": False},
        },
    }


def tell(level: int, fields: dict[str, Any]) -> None:
    """One line of a request. fields: in the order they are told; those that are empty are left out."""
    if requests.isEnabledFor(level):
        kept = {key: value for key, value in fields.items() if value not in ("", None)}
        requests.log(level, "%s", " ".join(f"{key}={value}" for key, value in kept.items()), extra={_FIELDS: kept})


class Plain(logging.Formatter):
    """Time, level, logger and words, on one line whatever the words are."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        return f"{_time(record)} {record.levelname} {record.name} {_one_line(record.getMessage())}"


class AsJson(logging.Formatter):
    """One JSON object a line: `time`, `level`, `logger`, and the fields of a request, or `message`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        told: dict[str, Any] = {"time": _time(record), "level": record.levelname.lower(), "logger": record.name}
        fields = getattr(record, _FIELDS, None)
        told |= fields if fields is not None else {"message": record.getMessage()}
        return json.dumps(told, separators=(",", ":"))  # letters beyond ASCII escaped: no terminal is led astray


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _one_line(words: str) -> str:
    return "".join(letter if letter.isprintable() else "?" for letter in words)
