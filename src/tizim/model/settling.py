"""The one fact that would settle whether two sides are the same, with the score for either answer. `compare.settle` finds it."""

from dataclasses import dataclass
from typing import Literal

Fact = Literal[
    "birth date", "country", "gender", "kind", "document", "wallet", "father's name", "full name", "given name", ""
]  # fmt: skip
PairOutcome = Literal["hit", "possible", "clear"]


@dataclass(frozen=True, slots=True)
class Settling:
    """One fact to find out. fact "" means: nothing that is known of the other side can settle it (then both scores are the score as it is).

    partial: it is known, but not fully (a year of birth, an initial). side: whose it is. other: what the other side has, to
    compare with. agreed, differed: the score if it agrees and if it differs, and the outcomes at the rules' thresholds.
    """

    fact: Fact
    agreed: float
    differed: float
    if_agreed: PairOutcome
    if_differed: PairOutcome
    partial: bool = False
    side: Literal["asked", "known", "both"] = "asked"
    other: str = ""

    @property
    def settles(self) -> bool:
        """Whether the outcome depends on the answer; else it moves the score only."""
        return self.if_agreed != self.if_differed
