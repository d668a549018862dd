"""Which column of a customer file holds what, as people and programs say it."""

from collections.abc import Iterable

from tizim.errors import SubjectError


def columns_of(given: Iterable[str] | None, what: str) -> dict[str, str]:
    """'heading=field' pairs; raises SubjectError where one is none. what: how it was given."""
    found = {}
    for pair in given or ():
        heading, sign, field = pair.rpartition("=")
        if not sign or not heading or not field:
            raise SubjectError(f"{what}: expected 'heading=field', came {pair!r}")
        found[heading] = field.strip()
    return found
