"""A snapshot that is carried to other machines, and how everybody is asked about there: no bank, no network, no home.

`Carried` is small and can be pickled; the snapshot's directories go beside it, by whatever way files go. Where both have
come, `open` gives what answers, and `answered_rows` turns rows of customers into rows of results, those of a results file.
Start at `Carried`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

from tizim.compare.rules_file import shipped
from tizim.errors import NothingLoaded, RulesError, SnapshotError
from tizim.index.snapshot import Snapshot
from tizim.jobs.reindex import STARTER, told_of_starter
from tizim.jobs.results import result_rows
from tizim.model.rules import Rules
from tizim.model.verdict import Searched
from tizim.screen.answering import Answering
from tizim.screen.distinguishing import Distinctions
from tizim.subjects.table import asked

Row = tuple[int, Mapping[str, object]]
"""number and cells by column"""


@dataclass(frozen=True, slots=True)
class Carried:
    """One state of the lists and one way of asking.

    directories: where the snapshot lies on this machine, last, and before it what it stands on. built_of, rules: what it is a snapshot of, and under which rules it was
    built. searched: lists that answer, each with the date of its version. possible, hit: thresholds. datasets, day, warnings,
    distinctions: as in `Answering`.
    """

    directories: tuple[Path, ...]
    built_of: str
    rules: str
    searched: tuple[Searched, ...]
    possible: float
    hit: float
    datasets: tuple[str, ...] | None
    day: str | None
    warnings: tuple[str, ...]
    distinctions: Distinctions | None = None

    @classmethod
    def of(cls, directory: Path, datasets: Sequence[str] | None = None) -> Self:
        """A snapshot's directory alone, under the shipped thresholds; datasets: only these of its lists.

        Whether a list is an excerpt only its home knows: `Tizim.carried` says so with each answer, this can't.

        Raises:
            SnapshotError: there is no whole snapshot.
            RulesError: it was built under other rules than this tizim has, so its scores would mean something else.
            NothingLoaded: it does not hold a list that is asked for.
        """
        snapshot = Snapshot.open(directory)
        there = [one.dataset for one in snapshot.searched]
        if missing := [name for name in datasets or () if name not in there]:
            raise NothingLoaded(f"{directory}: expected lists it holds ({', '.join(there)}), came {', '.join(missing)}")
        answering = Answering(snapshot, shipped(), tuple(datasets) if datasets is not None else None)
        told = tuple(told_of_starter(one) for one in answering.searched if one.dataset == STARTER)
        return cls.asking(replace(answering, warnings=told))

    @classmethod
    def asking(cls, answering: Answering) -> Self:
        """What asks just so elsewhere. Raises RulesError where the snapshot was built under other rules."""
        snapshot, rules = answering.snapshot, answering.rules
        _require_built_under(rules, snapshot)
        _require_built_under(shipped(), snapshot)  # those that the other machines have
        return cls(
            tuple(one.directory for one in snapshot.segments),
            snapshot.built_of,
            rules.version,
            answering.searched,
            rules.possible,
            rules.hit,
            answering.datasets,
            answering.day,
            answering.warnings,
            answering.distinctions,
        )

    @property
    def directory(self) -> Path:
        """The snapshot's own."""
        return self.directories[-1]

    def open(self, folder: Path | None = None) -> Answering:
        """Ready to answer; folder: where copies of the directories lie side by side, if not these themselves.

        Raises:
            SnapshotError: there is no whole snapshot, or it is one of another state of the lists.
            RulesError: this machine's tizim has other rules than the one that sent it.
        """
        snapshot = Snapshot.open(self.directory if folder is None else folder / self.directory.name)
        if snapshot.built_of != self.built_of:
            raise SnapshotError(f"{snapshot.directory}: expected snapshot {self.built_of}, came {snapshot.built_of}")
        _require_built_under(shipped(), snapshot)
        rules = replace(shipped(), possible=self.possible, hit=self.hit)
        return Answering(snapshot, rules, self.datasets, self.day, self.warnings, 0, self.distinctions)


def answered_rows(
    answering: Answering, rows: Iterable[Row], held: Mapping[str, str], *, kind: str = "Thing"
) -> Iterator[dict[str, object]]:
    """Rows of customers to rows of results (`results.COLUMNS`), streamed, in order.

    held: {column: field}, as `columns.recognised` gives it. kind: of rows that do not say theirs.
    """
    for one in asked(rows, held, kind=kind):
        yield from result_rows(one, answering.verdict(one.subject) if one.subject is not None else None)


def _require_built_under(rules: Rules, snapshot: Snapshot) -> None:
    """Raises RulesError where it was built under others: what a snapshot holds is keyed and weighed by those."""
    if snapshot.rules_version != rules.version:
        raise RulesError(
            f"{snapshot.directory}: expected a snapshot built under the rules {rules.version}, which this tizim has, came one built "
            f"under {snapshot.rules_version}: build it anew, or install the tizim that built it"
        )
