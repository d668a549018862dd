"""What every part of the report gives: lines of "what it must show", tables, figures, and the errors that remain."""

from dataclasses import dataclass, field
from typing import Protocol

from bench.peer import Peer
from bench.plots import Figure
from bench.quality.asking import Crew
from bench.report import Table


@dataclass(frozen=True, slots=True)
class Target:
    """One line of the first table. `met`: None where it is reported only, or could not be measured."""

    letter: str
    what: str
    wanted: str
    measured: str
    met: bool | None
    peer: str = ""
    fuzz: str = ""

    @property
    def verdict(self) -> str:
        """As printed."""
        return "-" if self.met is None else "met" if self.met else "not met"


@dataclass(frozen=True, slots=True)
class Miss:
    """One error that remains, for a person to read outside the tree. `kind`: its class, as counted in the report."""

    target: str
    kind: str
    asked: str
    wanted: str
    said: str = ""


@dataclass(slots=True)
class Result:
    """What a part found."""

    targets: list[Target] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)
    misses: list[Miss] = field(default_factory=list)


class Section(Protocol):
    """One part of the report: tizim is asked, the peer is asked (perhaps never), then it tells."""

    def ask(self, crew: Crew) -> None:
        """Asks tizim."""

    def ask_peer(self, peer: Peer) -> None:
        """Asks the peer; in a thread of its own, beside `ask`."""

    def result(self) -> Result:
        """After both."""
