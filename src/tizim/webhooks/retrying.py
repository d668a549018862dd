"""When a delivery that failed is tried again, and when it is given up. It reads no clock. Start at `next_try`."""

from collections.abc import Callable
from datetime import timedelta

PAUSES = (5, 60, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400)
"""seconds after each failed attempt; the last one again and again. Much as Standard Webhooks proposes"""
_SPREAD = 0.1


def next_try(attempts: int, asked: float | None, spread: Callable[[], float]) -> timedelta:
    """How long to wait after so many failed attempts.

    asked: seconds that the receiver asked for (Retry-After): a longer pause is granted, up to a day. spread: a number from 0 to
    1, so that what failed together is not tried together.
    """
    pause = float(PAUSES[min(attempts, len(PAUSES)) - 1])
    if asked is not None:
        pause = min(max(pause, asked), float(PAUSES[-1]))
    return timedelta(seconds=pause * (1 + _SPREAD * spread()))
