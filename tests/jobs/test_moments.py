"""Dates of versions and questions."""

import pytest

from tizim.errors import SubjectError
from tizim.jobs.moments import as_day, as_latest, as_moment


@pytest.mark.parametrize(
    ("words", "moment", "latest"),
    [
        ("2026-02-27", "2026-02-27T00:00:00Z", "2026-02-27T23:59:59Z"),
        ("2026-02-27T08:00:00Z", "2026-02-27T08:00:00Z", "2026-02-27T08:00:00Z"),
        ("2026-02-27 08:00", "2026-02-27T08:00:00Z", "2026-02-27T08:00:00Z"),
        ("2026-02-27T02:00:00+05:00", "2026-02-26T21:00:00Z", "2026-02-26T21:00:00Z"),
        (" 2024-02-29 ", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z"),
    ],
)
def test_a_date_is_its_first_second_as_a_version_and_its_last_as_a_question(
    words: str, moment: str, latest: str
) -> None:
    assert as_moment(words) == moment
    assert as_latest(words) == latest
    assert as_day(words) == moment[:10]


@pytest.mark.parametrize("words", ["", "yesterday", "2026-02-30", "27.02.2026", "2026"])
def test_what_is_no_date_is_the_caller_s_mistake(words: str) -> None:
    with pytest.raises(SubjectError, match="as_of: expected a date"):
        as_day(words)
