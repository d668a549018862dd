"""Names as OFAC writes them: "FAMILY NAME, Given Names" for people, as they are for all others."""

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r"(?:Jr|Sr)\.?|I{2,3}|IV", re.IGNORECASE)
_DIRECTIONS = re.compile(r"[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class PersonName:
    """One name of a person. whole: in natural order, "Given Names FAMILY NAME"."""

    whole: str
    given: str | None = None
    family: str | None = None
    suffix: str | None = None


def person_name(written: str) -> PersonName:
    """A name with a comma after the family name; a name without one is whole."""
    pieces = [piece.strip() for piece in written.split(",")]
    suffix = pieces.pop() if len(pieces) > 2 and _SUFFIX.fullmatch(pieces[-1]) else None
    if len(pieces) < 2 or not pieces[0] or not pieces[1]:
        return PersonName(written)
    family, given = pieces[0], ", ".join(pieces[1:])
    return PersonName(" ".join(piece for piece in (given, family, suffix) if piece), given, family, suffix)


def without_directions(words: str) -> str:
    """Words without the invisible marks of writing direction that OFAC puts around Arabic names."""
    return _DIRECTIONS.sub("", words)
