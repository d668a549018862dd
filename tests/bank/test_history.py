"""What the versions of a list said of one entry over time."""

from pathlib import Path

import pytest

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tizim.errors import NoSuchEntity

ENTRY = f"{UN}-xxe.002"


def test_a_history_tells_in_which_versions_it_stood_and_what_came_and_went(home: Path, tmp_path: Path) -> None:
    rows = [organisation(number, name) for number, name in enumerate(NAMES, 1)]
    renamed = [*rows[:1], organisation(2, "ANOTHER NAME ALTOGETHER"), *rows[2:]]
    without = [rows[0], *rows[2:]]
    fewer = ["fewer-records"]
    with tizim.open(home, audit=True) as tz:
        tz.lists.add(UN, un_list(tmp_path, "2026-01-10", rows), accept=fewer)
        tz.lists.add(UN, un_list(tmp_path, "2026-02-10", renamed), accept=fewer)
        tz.lists.add(UN, un_list(tmp_path, "2026-03-10", without), accept=fewer)
        found = tz.history(ENTRY)
        assert tz.history(ENTRY, recorded=False) == found
        with pytest.raises(NoSuchEntity):
            tz.history("nobody")
        assert [one.line.action for one in tz.audit.lines()].count("history") == 1
    assert found.root == ENTRY
    assert [(one.published[:10], one.present) for one in found.sightings] == [
        ("2026-01-10", True),
        ("2026-02-10", True),
        ("2026-03-10", False),
    ]
    first, second, third = found.changes
    assert (first.published[:10], first.ended) == ("2026-01-10", ())
    assert [(one.prop, one.value) for one in second.added] == [("name", "ANOTHER NAME ALTOGETHER")]
    assert [(one.prop, one.value) for one in second.ended] == [("name", NAMES[1])]
    assert third.added == ()
    assert {one.entity for one in third.ended} >= {ENTRY}
