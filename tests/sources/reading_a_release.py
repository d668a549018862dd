"""Reading a whole release in a test: the reader and the mapper of its format, with everything they noticed; damaged copies."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from tizim.sources.contract import Source
from tizim.sources.draft import Draft
from tizim.sources.reading import Reading
from tizim.sources.release import Release


def load(source: Source, path: Path, accepted: Iterable[str] = ()) -> tuple[Reading, list[list[Draft]]]:
    """What was noticed, and for each record that made an entry: the entry and its parts."""
    release = Release.at(path)
    format_ = source.format_of(release)
    assert format_ is not None, f"no format of {source.spec.name} knows {path}"
    reading = Reading(source.spec.name, frozenset(accepted))
    groups = [group for record in format_.read(release, reading) if (group := list(format_.map(record, reading)))]
    return reading, groups


def entry(groups: list[list[Draft]], reference: str) -> Draft:
    """The entry of this reference."""
    return next(group[0] for group in groups if group[0].reference == reference)


def parts(groups: list[list[Draft]], reference: str, schema: str) -> list[Draft]:
    """The parts of this schema of the entry of this reference."""
    return [part for group in groups if group[0].reference == reference for part in group[1:] if part.schema == schema]


def unread(reading: Reading) -> Counter[str]:
    """How many values of each field could not be read."""
    return Counter(one.field for one in reading.unreadable)


def changed_copy(specimen: Path, folder: Path, *changes: tuple[str, str]) -> Path:
    """A copy of a specimen in which words are replaced, each where they first stand."""
    text = specimen.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text, f"{specimen.name} does not hold {old!r}"
        text = text.replace(old, new, 1)
    made = folder / f"changed{specimen.suffix}"
    made.write_text(text, encoding="utf-8")
    return made
