"""Handling marks of lists: the Traffic Light Protocol 2.0 (FIRST, https://www.first.org/tlp/), and who may see what is marked.

    CLEAR          anyone; official lists, which their publishers show to the world
    GREEN          the community
    AMBER          the organisation and its clients; a list of one's own, until it is marked otherwise
    AMBER+STRICT   the organisation only
    RED            only whom it was given to: a clearance for it names the list

Start at `Clearance`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Self

from tizim.errors import SubjectError


class Mark(StrEnum):
    """A label of TLP 2.0, the least restricted first."""

    CLEAR = "CLEAR"
    GREEN = "GREEN"
    AMBER = "AMBER"
    STRICT = "AMBER+STRICT"
    RED = "RED"

    @property
    def height(self) -> int:
        """How restricted: 0 is not at all."""
        return _HEIGHTS[self]

    @classmethod
    def read(cls, words: str) -> Self:
        """As people write it ("amber", "TLP:AMBER+STRICT"). Raises SubjectError."""
        named = words.strip().upper().removeprefix("TLP:")
        try:
            return cls(named)
        except ValueError as wrong:
            raise SubjectError(f"mark: expected one of {', '.join(cls)} (TLP 2.0), came {words!r}") from wrong


_HEIGHTS = {mark: height for height, mark in enumerate(Mark)}

OF_OWN = Mark.AMBER
"""of a list that is not one of the official ones, where nobody marked it"""


def mark_of(dataset: str, marks: Mapping[str, Mark]) -> Mark:
    """How a list is marked: as somebody said, else by whose it is."""
    from tizim.sources.registry import PACKAGES  # only where something is hidden

    return marks.get(dataset) or (Mark.CLEAR if dataset in PACKAGES else OF_OWN)


@dataclass(frozen=True, slots=True)
class Clearance:
    """Up to which mark somebody sees lists. red: the lists marked RED that they were given, by name."""

    mark: Mark = Mark.AMBER
    red: frozenset[str] = frozenset()

    def no_higher_than(self, mark: Mark | None) -> "Clearance":
        """The same up to a mark (None: as it is)."""
        return self if mark is None or mark.height >= self.mark.height else Clearance(mark)

    def covers(self, dataset: str, mark: Mark) -> bool:
        """Whether a list of this mark may be seen."""
        if mark is Mark.RED:
            return self.mark is Mark.RED and dataset in self.red
        return mark.height <= self.mark.height


@dataclass(frozen=True, slots=True)
class Sees:
    """Which lists somebody sees: those of a clearance, under the marks of one moment. only: of those, these (None: all)."""

    clearance: Clearance
    marks: Mapping[str, Mark]
    only: frozenset[str] | None = None

    def sees(self, dataset: str) -> bool:
        """Whether this list is there for them."""
        if self.only is not None and dataset not in self.only:
            return False
        return self.clearance.covers(dataset, mark_of(dataset, self.marks))

    def among(self, datasets: Collection[str]) -> list[str]:
        """Those of these lists that are there for them."""
        return [one for one in datasets if self.sees(one)]

    @classmethod
    def nothing(cls) -> Self:
        """No list at all."""
        return cls(Clearance(Mark.CLEAR), {}, frozenset())

    @property
    def everything(self) -> bool:
        """Whether no list is hidden, whatever lists there will be."""
        usual = self.clearance.mark.height >= OF_OWN.height
        return self.only is None and usual and all(self.sees(dataset) for dataset in self.marks)
