"""What receivers are told: that a list has a new version, and which kept customers that touches. Counts, dates and names of files and
lists only: who is meant, the receiver asks back over the API, with its own key.

Start at `list_updated`.
"""

import json
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tizim.model.version import Version

LIST_UPDATED, CUSTOMERS_TOUCHED, TEST = "list.updated", "customers.touched", "webhook.test"
TYPES = (LIST_UPDATED, CUSTOMERS_TOUCHED)
"""that one may subscribe to; a test comes to whoever is tested"""


@dataclass(frozen=True, slots=True)
class Event:
    """id: never given twice. at: ISO 8601 UTC. body: JSON, the same bytes at each attempt."""

    id: str
    at: str
    type: str
    body: str


def list_updated(version: Version, before: str | None, at: str) -> Event:
    """A version of a list was loaded. before: the date of the version before it, None of a first one."""
    data: dict[str, object] = {
        "list": version.dataset,
        "version": version.published,
        "before": before,
        "sha256": version.sha256,
        "records": version.records,
        "entities": version.entities,
        "rejected": version.rejected,
        "excerpt": version.excerpt,
    }
    return _made(LIST_UPDATED, at, data)


@dataclass(frozen=True, slots=True)
class Touched:
    """Customers that a change of a list may touch: of which file, how many, of how many; everybody: why all must be asked.

    The numbers are None where the file cannot be read as it is; then `everybody` says why.
    """

    customers: str
    touched: int | None
    of: int | None
    everybody: str = ""


def customers_touched(touched: Touched, dataset: str, before: str | None, after: str, at: str) -> Event:
    """What changed in a list between two versions may touch kept customers."""
    data: dict[str, object] = {
        "customers": touched.customers,
        "list": dataset,
        "before": before,
        "version": after,
        "touched": touched.touched,
        "of": touched.of,
        "everybody": touched.everybody,
    }
    return _made(CUSTOMERS_TOUCHED, at, data)


def trial(webhook: str, at: str) -> Event:
    """Nothing happened: whoever set a webhook up wants to see it arrive."""
    return _made(TEST, at, {"webhook": webhook})


def _made(kind: str, at: str, data: Mapping[str, object], random: Callable[[int], bytes] = os.urandom) -> Event:
    body = json.dumps({"type": kind, "timestamp": at, "data": data}, ensure_ascii=False, separators=(",", ":"))
    return Event(f"evt_{random(16).hex()}", at, kind, body)
