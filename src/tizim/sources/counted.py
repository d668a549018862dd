"""Records on their way from a reader to its mapper: those of the data set, counted, each entry once.

An entry that stands twice in one file is rejected the second time: two that differ must never be merged in silence.
"""

import re
from collections.abc import Callable, Iterable, Iterator

from tizim.sources.reading import Fields, Reading

Choice = Callable[[Fields], bool]
"""Whether a record of a file is of the data set; takes nothing from it."""


def counted(
    records: Iterable[Fields], reading: Reading, *, once: str | None = None, keep: Choice | None = None
) -> Iterator[Fields]:
    """The records that `keep` chooses (all without it), counted with their fields.

    once: the field of the reference. A record whose reference was met before is counted and rejected; case and blanks make
    no difference, as in an entity's id. A record without one is left to the mapper.
    """
    seen: set[str] = set()
    for number, record in enumerate(records, 1):
        if keep is not None and not keep(record):
            continue
        reading.records += 1
        if once is not None and (reference := record.take(once)) is not None:
            record.put(once, reference)
            bare = re.sub(r"\s+", "", reference).lower()
            if bare in seen:
                reading.reject(f"{record.tag} {number}", reference, f"expected each {once} once, came again")
                continue
            seen.add(bare)
        record.census(reading)
        yield record
