"""Bytes of Kazakhstan's list to records: `person` and `org` elements, whatever stands around them.

The publisher's address gives a file for each category and state (acting, included, excluded). They make one release: who is
in the acting file and again in that of the newly included is one record. The state and category are told by the file's name.
"""

import re
from collections.abc import Iterator

from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Part, Release
from tizim.sources.xml import records

STATE, CATEGORY = "(state of the file)", "(category of the file)"
_STATES = ("excluded", "included", "acting", "active")
_FIELDS = (b"<org_name>", b"<org_name/>", b"<org_iin>", b"<lname>", b"<added_to_list>")


def is_afm_xml(release: Release) -> bool:
    """XML files that hold this list's persons (lname, fname) or organisations (org_name)."""
    heads = [part.head() for part in release.parts]
    return all(b"<" in head[:64] and any(field in head for field in _FIELDS) for head in heads)


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every person and organisation, the files of the acting ones first."""
    met: set[tuple[str, ...]] = set()
    for part in sorted(release.parts, key=lambda one: (-_STATES.index(_state(one)), one.name)):
        again = 0
        for record in records(part, "person", "org"):
            # The leading number counts the rows of one file: it does not tell two records apart.
            words = tuple(f"{name}={value}" for name, value in record.leaves() if value and name != "num")
            if words in met:
                again += 1
                continue
            met.add(words)
            reading.records += 1
            record.census(reading)
            record.put(STATE, _state(part))
            if (category := re.search(r"category[_-]?(\d)", part.name)) is not None:
                record.put(CATEGORY, category[1])
            yield record
        if again:
            reading.warn(
                f"{part.name}: {again} of its records stand in another file of the release, or twice in this one"
            )


def _state(part: Part) -> str:
    return next((state for state in _STATES if state in part.name.lower()), "active")
