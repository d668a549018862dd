"""Two processes answer while a third one updates the lists: no answer is wrong, mixed, older than what had returned, or fails."""

from pathlib import Path

import pytest

from bench.service.consistency import run
from tests.places import Place
from tizim.jobs.reindex import KEPT

pytestmark = pytest.mark.uncovered


def test_hundreds_of_answers_while_the_lists_change_are_each_of_one_state(place: Place, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    found = run(home, asked=100, processes=2, database=place.url, pause=0.05, versions=4)
    assert found.faults == ()
    assert found.asked >= 100
    assert found.loaded >= 4
    assert found.met >= 2
    left = [child.name for child in (home / "index").iterdir() if child.is_dir()]
    assert not [name for name in left if name.startswith(".building")]
    assert len(left) <= KEPT + 1
