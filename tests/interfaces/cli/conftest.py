"""A home with a made-up list, loaded as people load one."""

from pathlib import Path

import pytest

from tests.interfaces.cli.running import told
from tests.jobs.made_up import UN, un_list


@pytest.fixture
def loaded(home: Path) -> Path:
    told("lists", "add", UN, un_list(home.parent, "2026-02-27"), "--accept", "fewer-records")
    return home
