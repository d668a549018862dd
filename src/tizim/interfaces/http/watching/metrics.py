"""Numbers for Prometheus: of this process, or of all processes of a server together.

Several workers share a folder (`PROMETHEUS_MULTIPROC_DIR`, which `serving` makes) where each keeps its counts in a mapped file of its
own; whichever is asked adds them up. What can be read when it is asked for (ages of lists, memory) is not counted at all. Labels
are templates of routes, methods, statuses, outcomes and names of lists: never an id or a name of a person. Start at `Metrics`.
"""

import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest, multiprocess
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

if TYPE_CHECKING:
    from tizim.jobs.health import Health

SHARED = "PROMETHEUS_MULTIPROC_DIR"
_SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
_METHODS = frozenset(("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"))


@dataclass(frozen=True, slots=True)
class Done:
    """A request that is answered. route: the template, "" where none was reached."""

    route: str
    method: str
    status: int
    seconds: float


class Metrics:
    """The numbers of one application. shared: the folder of a server with several processes."""

    def __init__(self, shared: Path | None = None) -> None:
        self._shared = shared
        self._registry = CollectorRegistry()
        one = self._registry
        self._requests = Counter(
            "tizim_http_requests", "Requests that were answered.", ("route", "method", "status"), registry=one
        )
        self._seconds = Histogram(
            "tizim_http_request_seconds", "From the first byte to the last.", ("route",), buckets=_SECONDS, registry=one
        )
        self._answers = Counter("tizim_answers", "Subjects that were screened, by outcome.", ("outcome",), registry=one)
        self._waited = Histogram("tizim_desk_wait_seconds", "For a place at the desk.", buckets=_SECONDS, registry=one)
        self._busy = Gauge("tizim_desk_busy", "Questions at work.", multiprocess_mode="livesum", registry=one)
        self._waiting = Gauge("tizim_desk_waiting", "Questions that wait.", multiprocess_mode="livesum", registry=one)
        for outcome in ("hit", "possible", "clear", "not_screened"):
            self._answers.labels(outcome)

    def done(self, request: Done) -> None:
        """Counts a request."""
        method = request.method if request.method in _METHODS else "other"
        self._requests.labels(request.route, method, str(request.status)).inc()
        self._seconds.labels(request.route).observe(request.seconds)

    def answered(self, outcome: str) -> None:
        """Counts a verdict."""
        self._answers.labels(outcome).inc()

    def at_desk(self, busy: int, waiting: int) -> None:
        """How many are at work, and how many wait, from now on."""
        self._busy.set(busy)
        self._waiting.set(waiting)

    def waited(self, seconds: float) -> None:
        """How long a question waited for a place."""
        self._waited.observe(seconds)

    def page(self, health: "Health", lists: Collection[str]) -> bytes:
        """All of it as Prometheus reads it. health: of lists and index at this moment. lists: those that are named."""
        if self._shared is None:
            gathered, processes = self._registry, [os.getpid()]
        else:
            processes = list(_living(self._shared))
            gathered = CollectorRegistry()
            multiprocess.MultiProcessCollector(gathered, path=str(self._shared))  # type: ignore[no-untyped-call]
        now = CollectorRegistry()
        now.register(_Now(health, lists, processes))
        return generate_latest(gathered) + generate_latest(now)

    def close(self) -> None:
        """This process is no more: nothing of it is at work. What it counted stays."""
        if self._shared is not None:
            _forget(self._shared, os.getpid())


class _Now(Collector):
    """What is read when it is asked for."""

    def __init__(self, health: "Health", lists: Collection[str], processes: Iterable[int]) -> None:
        self._health = health
        self._lists = lists
        self._processes = list(processes)

    def collect(self) -> Iterator[Metric]:
        health = self._health
        by_list = ("list",)
        ages = GaugeMetricFamily("tizim_list_age_days", "Since the date of its version.", labels=by_list)
        checked = GaugeMetricFamily(
            "tizim_list_checked_timestamp_seconds", "When it was last asked for with success.", labels=by_list
        )
        failed = GaugeMetricFamily("tizim_list_failed", "1 where its last update failed.", labels=by_list)
        for one in (one for one in health.lists if one.dataset in self._lists):
            ages.add_metric([one.dataset], one.age_days)
            checked.add_metric([one.dataset], datetime.fromisoformat(one.checked).timestamp())
            failed.add_metric([one.dataset], 1.0 if one.failed else 0.0)
        entities = GaugeMetricFamily("tizim_list_entities", "Entities that answer.", labels=by_list)
        for each in (each for each in health.searched if each.dataset in self._lists):
            entities.add_metric([each.dataset], each.entities)
        yield from (ages, checked, failed, entities)
        if health.built:
            built = datetime.fromisoformat(health.built).timestamp()
            yield GaugeMetricFamily("tizim_snapshot_built_timestamp_seconds", "When the index was built.", built)
        yield GaugeMetricFamily("tizim_bank_up", "1 where the bank can be asked.", 0.0 if health.unreachable else 1.0)
        yield GaugeMetricFamily("tizim_amiss", "Things that a person should look at.", len(health.amiss))
        yield GaugeMetricFamily("tizim_processes", "Processes that answer.", len(self._processes))
        resident = [kept for process in self._processes if (kept := _resident(process)) is not None]
        if resident:
            words = "Memory of all processes; pages they share are counted in each."
            yield GaugeMetricFamily("tizim_resident_memory_bytes", words, sum(resident))


def _living(shared: Path) -> Iterator[int]:
    """Processes that count here and are alive; what those that were killed had at work is forgotten."""
    for number in sorted({int(file.stem.rpartition("_")[2]) for file in shared.glob("gauge_*.db")}):
        try:
            os.kill(number, 0)
        except ProcessLookupError:
            _forget(shared, number)
            continue
        yield number


def _forget(shared: Path, process: int) -> None:
    multiprocess.mark_process_dead(process, path=str(shared))  # type: ignore[no-untyped-call]


def _resident(process: int) -> int | None:
    """Bytes of memory a process holds; None where the system does not tell."""
    try:
        pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    except OSError:
        return None
    return int(pages) * os.sysconf("SC_PAGE_SIZE")
