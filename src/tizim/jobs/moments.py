"""Dates and times of versions and questions, as ISO 8601 UTC to the second. It reads no clock."""

import re
from datetime import UTC, datetime, timedelta

from tizim.errors import SubjectError


def as_moment(words: str, what: str = "published") -> str:
    """A date (its first second) or a time as UTC; raises SubjectError where it is neither."""
    moment = _read(words, what)
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def as_latest(words: str, what: str = "known_at") -> str:
    """The last second that the words mean: the end of a day, or the time itself."""
    moment = _read(words, what)
    if "T" not in words and " " not in words.strip():
        moment += timedelta(days=1, seconds=-1)
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def as_day(words: str, what: str = "as_of") -> str:
    """The day of a date or time, in UTC."""
    return as_moment(words, what)[:10]


def _read(words: str, what: str) -> datetime:
    try:
        moment = datetime.fromisoformat(words.strip())
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, OverflowError) as wrong:
        raise SubjectError(
            f"{what}: expected a date such as 2026-02-27 or a time such as 2026-02-27T08:00:00Z, came {words!r}"
        ) from wrong


def after(words: str, what: str, now: datetime) -> str:
    """A time that is to come: so many days from now ("90d"), or a date or time after now. Raises SubjectError."""
    if re.fullmatch(r"\d{1,5}d", words.strip()):
        found = f"{(now + timedelta(days=int(words.strip()[:-1]))).isoformat(timespec='seconds')[:19]}Z"
    else:
        found = as_moment(words, what)
    if found <= f"{now.isoformat(timespec='seconds')[:19]}Z":
        raise SubjectError(f"{what}: expected a time that is to come, or days such as 90d, came {words!r}")
    return found


def before(words: str, what: str, now: datetime) -> str:
    """The beginning of a day, a time, or so many days before now ("365d")."""
    if re.fullmatch(r"\d{1,5}d", words.strip()):
        return f"{(now - timedelta(days=int(words.strip()[:-1]))).isoformat(timespec='seconds')[:19]}Z"
    return as_moment(words, what)
