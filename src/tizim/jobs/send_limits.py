"""Ceilings of sending an event. A file of its own, so that settings need no HTTP client."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SendLimits:
    """How long, how much, for how long, and where.

    seconds: for one attempt, from the look-up of the name to the last byte of the answer. max_bytes: of the answer, which nobody
    reads. days: after which a delivery is given up. loopback: this machine itself may be sent to, over plain http too.
    """

    seconds: float = 15.0
    max_bytes: int = 2**16
    days: float = 5.0
    loopback: bool = False
