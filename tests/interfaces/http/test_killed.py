"""kill -9 of a server at work: what was answered is on record, and the log is whole (a short form of bench/service/killed.py)."""

from pathlib import Path

import pytest

from bench.service.killed import run


@pytest.mark.uncovered
def test_whoever_was_answered_is_on_record_though_the_server_was_killed(tmp_path: Path) -> None:
    kept = run(tmp_path, rounds=2, seconds=1.0, clients=2)
    assert kept.answered
    assert kept.receipts
    assert kept.recorded > len(kept.answered)
    assert (kept.lost, kept.twice, kept.lost_receipts, kept.findings) == (0, 0, 0, ())
