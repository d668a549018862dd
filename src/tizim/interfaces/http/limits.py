"""What one request may cost, and how many may run at once: one frozen value, given when the application is made."""

from dataclasses import dataclass

MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Limits:
    """Ceilings of a process.

    body: bytes of a request. upload: bytes of a customer file that a person uploads. stream: bytes of a stream, stream_line: bytes of one of its lines. seconds: for one answer (a stream has no ceiling of
    its own: some lines of it together have). threads: answers made at once. waiting: requests that may wait for one of those; more are
    told to come again. long_waiting: long requests, of which one is done at a time. batch: queries in one request. results: of one query. offset: how far one may turn the pages. slow: seconds
    for the whole of a request's body, and between two pieces of a stream. rate: requests a second of one caller, in the long run; burst: at
    once. failures: keys that do not count from one address, at once; failures_rate: a second, in the long run. All are of one process.
    """

    body: int = 8 * MIB
    upload: int = 64 * MIB
    stream: int = 1024 * MIB
    stream_line: int = MIB
    seconds: float = 30.0
    threads: int = 4
    waiting: int = 64
    long_waiting: int = 4
    batch: int = 100
    results: int = 500
    offset: int = 9_499
    slow: float = 30.0
    rate: float = 50.0
    burst: int = 200
    failures: int = 20
    failures_rate: float = 0.2


USUAL = Limits()
