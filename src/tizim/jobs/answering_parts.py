"""Chunks of customers to parts of a results file, here or on all cores. Start at `answered`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain, islice
from pathlib import Path
from typing import Self

from tizim.index.snapshot import Snapshot
from tizim.jobs.batch import AnswerParts, Part, part_of
from tizim.jobs.workers import cores, here, in_order
from tizim.model.rules import Rules
from tizim.screen.answering import Answering
from tizim.screen.distinguishing import Distinctions
from tizim.subjects.table import Asked

WORTH_IT = 4
"""chunks from which starting other processes takes less time than it saves"""


def answered(answering: Answering, workers: int | None) -> AnswerParts:
    """What answers chunks. workers: None takes all cores where there is work for them."""

    def parts(chunks: Iterable[list[Asked]]) -> Iterator[Part]:
        chosen, rest = workers, iter(chunks)
        if chosen is None:
            first = list(islice(rest, WORTH_IT))
            chosen, rest = cores() if len(first) == WORTH_IT else 1, chain(first, rest)
        if chosen <= 1:
            return here(lambda chunk: part_of(chunk, answering.verdicts), rest)
        return in_order(rest, Opening.of(answering).opened, chosen)

    return parts


@dataclass(frozen=True, slots=True)
class Opening:
    """What another process needs to answer in the same way: the snapshot's folder in place of the snapshot."""

    directory: Path
    rules: Rules
    datasets: tuple[str, ...] | None
    day: str | None
    warnings: tuple[str, ...]
    settled: int
    distinctions: Distinctions | None

    @classmethod
    def of(cls, one: Answering) -> Self:
        """From a way of asking here."""
        return cls(
            one.snapshot.directory, one.rules, one.datasets, one.day, one.warnings, one.settled, one.distinctions
        )

    def opened(self) -> Callable[[Sequence[Asked]], Part]:
        """What answers chunks there."""
        return partial(_part, self.answering())

    def answering(self) -> Answering:
        """The same way of asking, there."""
        snapshot = Snapshot.open(self.directory)
        return Answering(snapshot, self.rules, self.datasets, self.day, self.warnings, self.settled, self.distinctions)


def _part(answering: Answering, chunk: Sequence[Asked]) -> Part:
    return part_of(chunk, answering.verdicts)
