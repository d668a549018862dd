"""Work on all cores: results in the order of the pieces, whatever their number; a worker that dies is an error."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.listed import PEOPLE, TODAY
from tizim.compare.rules_file import shipped
from tizim.errors import WorkerLost
from tizim.index.build import build
from tizim.index.snapshot import Snapshot
from tizim.jobs.answering_parts import answered
from tizim.jobs.batch import PART_ROWS, Batch, run
from tizim.jobs.workers import AHEAD, cores, in_order
from tizim.model.verdict import Searched
from tizim.screen.answering import Answering
from tizim.tables import write_rows

NAMES = ["Temirlan Quillfeather", "Grey Heron", "", "احمد بن حسن", "Nowhere Trading Ltd", "M/V Brandywine"]


def doubling() -> Callable[[int], int]:
    return doubled


def doubled(number: int) -> int:
    if number == -1:
        os.kill(os.getpid(), signal.SIGKILL)
    if number == -2:
        raise ValueError("minus two")
    return 2 * number


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_pieces(workers: int) -> None:
    assert list(in_order(range(50), doubling, workers)) == list(range(0, 100, 2))
    assert list(in_order([], doubling, workers)) == []


def test_pieces_are_taken_only_as_fast_as_they_are_worked_on() -> None:
    taken: list[int] = []

    def pieces() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    results = in_order(pieces(), doubling, 2)
    assert next(results) == 0
    assert len(taken) <= 2 * AHEAD
    results.close()  # type: ignore[attr-defined]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_the_work_raises_is_raised_here(workers: int) -> None:
    with pytest.raises(ValueError, match="minus two"):
        list(in_order([1, -2, 3], doubling, workers))


def test_a_worker_that_is_killed_is_an_error_and_not_an_end() -> None:
    with pytest.raises(WorkerLost, match="2 workers"):
        list(in_order([1, -1, 3], doubling, 2))


def test_there_is_a_core() -> None:
    assert cores() >= 1


def test_results_have_the_same_bytes_whatever_the_number_of_workers(tmp_path: Path) -> None:
    where = tmp_path / "snapshot"
    build(((one, TODAY) for one in PEOPLE), [Searched("made_up", TODAY[0].published, len(PEOPLE))], shipped(), where)
    answering = Answering(Snapshot.open(where), shipped(), warnings=("a warning",), settled=0)
    customers = tmp_path / "customers.csv"
    with write_rows(customers, "csv", ("id", "name")) as writer:
        writer.extend({"id": str(n), "name": f"{NAMES[n % len(NAMES)]}"} for n in range(4 * PART_ROWS + 7))
    made = {}
    for workers in (1, 2, None):
        out = tmp_path / f"{workers}.csv"
        summary = run(Batch(customers, out, {}), answered(answering, workers), "v1")
        assert summary.done == summary.rows == 4 * PART_ROWS + 7
        made[workers] = (out.read_bytes(), summary)
    assert made[1] == made[2] == made[None]
    assert made[1][1].alerts > 0
    assert made[1][1].not_screened > 0
