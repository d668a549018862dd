"""An entry that stands twice in one file is rejected the second time: two that differ must never be merged in silence."""

import re
from collections.abc import Iterable, Iterator

from tizim.sources.reading import Fields, Reading


def once(records: Iterable[Fields], field: str, reading: Reading) -> Iterator[Fields]:
    """The records whose `field` (their reference) was not met before; the others are counted and rejected.

    Case and blanks make no difference, as in an entity's id. A record without a reference is left to the mapper.
    """
    seen: set[str] = set()
    for record in records:
        reference = record.take(field)
        if reference is not None:
            record.put(field, reference)
            bare = re.sub(r"\s+", "", reference).lower()
            if bare in seen:
                reading.records += 1
                reading.reject(f"{record.tag} {reading.records}", reference, f"expected each {field} once, came again")
                continue
            seen.add(bare)
        yield record
