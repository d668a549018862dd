"""How often may each do something? A bucket of tokens for each: it fills steadily, and each time takes one out.

Buckets are of one process: several workers together let through so many times as much. Start at `Buckets.take`.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass

MOST = 10_000
"""buckets that are kept; beyond, the one not asked for longest is forgotten, which is as if it were full"""


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """rate: tokens a second. burst: tokens of a full bucket. Used by one thread."""

    def __init__(self, rate: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate = rate
        self._burst = burst
        self._clock = clock
        self._kept: OrderedDict[str, _Bucket] = OrderedDict()

    def take(self, who: str) -> float:
        """Takes one out: 0 where there was one, else the seconds until there is."""
        bucket = self._filled(who)
        if bucket.tokens >= 1:
            bucket.tokens -= 1
            return 0.0
        return (1 - bucket.tokens) / self._rate

    def wait(self, who: str) -> float:
        """The same, and takes none out."""
        bucket = self._filled(who)
        return 0.0 if bucket.tokens >= 1 else (1 - bucket.tokens) / self._rate

    def _filled(self, who: str) -> _Bucket:
        now = self._clock()
        bucket = self._kept.setdefault(who, _Bucket(self._burst, now))
        self._kept.move_to_end(who)
        if len(self._kept) > MOST:
            self._kept.popitem(last=False)
        bucket.tokens = min(self._burst, bucket.tokens + (now - bucket.at) * self._rate)
        bucket.at = now
        return bucket
