"""Labelled pairs as `fit.data` wrote them: two sides, and whether they are the same."""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tizim.model.subject import Subject


@dataclass(frozen=True, slots=True)
class Labelled:
    """A pair. one: who is asked about. other, births, weak: the listed side, its dates, and which of its names are weak aliases.

    source: how the pair was made. held: of the part that nothing is fitted on. weight: how much it counts.
    """

    one: Subject
    other: Subject
    births: tuple[str, ...]
    weak: frozenset[str]
    same: bool
    source: str
    held: bool
    weight: float


def read_pairs(path: Path) -> Iterator[Labelled]:
    """All pairs of a file of JSON lines (.xz)."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            one, other = row["one"], row["other"]
            yield Labelled(
                _subject(one, births=one["birth"][:1]),
                _subject(other, births=[]),
                tuple(other["birth"]),
                frozenset(other["weak"]),
                bool(row["same"]),
                row["source"],
                row["split"] == "held",
                float(row["weight"]),
            )


def _subject(side: dict[str, Any], *, births: list[str]) -> Subject:
    return Subject(
        kind=side["kind"],
        names=side["names"],
        birth_date=births[0] if births else None,
        countries=side["countries"],
        gender=side["gender"],
        documents=side["documents"],
    )
