"""Ceilings of one fetch. A file of its own, so that settings need no HTTP client."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How much, how long and how often.

    max_bytes: of the answer, unpacked. seconds: for all attempts together. connect_seconds: to reach the server, and for
    each silence of it. attempts: the first one included. redirects: of one attempt. pause: seconds before the second
    attempt, doubled each time. proxy: none unless named.
    """

    max_bytes: int = 2**30
    seconds: float = 600.0
    connect_seconds: float = 30.0
    attempts: int = 4
    redirects: int = 5
    pause: float = 1.0
    proxy: str | None = None
