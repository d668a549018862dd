"""Invented Central Asian names, the same or not, in pairs: of tests/assets/central_asian_names.tsv, where it is there."""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import tizim
from bench import data
from bench.peer import Peer
from bench.quality.asking import Crew
from bench.quality.section import Miss, Result, Target
from bench.report import Table, share
from tizim.compare.rules_file import shipped

PAIRS = data.ROOT / "tests" / "assets" / "central_asian_names.tsv"
PEER_THRESHOLD = 0.70
KINDS = {"person": "Person", "organisation": "Organization", "organization": "Organization"}


@dataclass(frozen=True, slots=True)
class Row:
    """One pair; phenomenon: the habit of writing it is about."""

    kind: str
    culture: str
    left: str
    right: str
    same: bool
    phenomenon: str


class CentralAsia:
    """Targets i. Without the file both are shown as not measured."""

    def __init__(self) -> None:
        self._rows = _read(PAIRS) if PAIRS.exists() else []
        self._ours: list[float] = []
        self._theirs: list[float] = []

    def ask(self, crew: Crew) -> None:
        """tizim.compare."""
        self._ours = crew.compare(
            [
                (tizim.Subject(kind=row.kind, names=[row.left]), tizim.Subject(kind=row.kind, names=[row.right]))
                for row in self._rows
            ]
        )

    def ask_peer(self, peer: Peer) -> None:
        """logic-v2."""
        if self._rows:
            self._theirs = peer.compare(
                [
                    ({"schema": row.kind, "name": [row.left]}, {"schema": row.kind, "name": [row.right]})
                    for row in self._rows
                ]
            )

    def result(self) -> Result:
        """Found and false, and by culture and phenomenon."""
        if not self._rows:
            titles = ("Central Asian pairs: same, found", "Central Asian pairs: different, said the same")
            return Result(
                [
                    Target("i", title, wanted, "no file of pairs", None)
                    for title, wanted in zip(titles, ("97 %", "at most 1 %"), strict=True)
                ]
            )
        possible = shipped().possible
        ours = [score >= possible for score in self._ours]
        theirs = [score >= PEER_THRESHOLD for score in self._theirs]
        result = Result()
        for same, title, wanted in (
            (True, "Central Asian pairs: same, found", "97 %"),
            (False, "Central Asian pairs: different, said the same", "at most 1 %"),
        ):
            of = sum(row.same == same for row in self._rows)
            count, peer = self._count(ours, same), self._count(theirs, same) if theirs else 0
            met = None if not of else count / of >= 0.97 if same else count / of <= 0.01
            result.targets.append(Target("i", title, wanted, share(count, of), met, share(peer, of) if theirs else ""))
        result.tables.append(self._by(ours, theirs))
        result.misses = [
            Miss("i", f"{row.phenomenon}: {'missed' if row.same else 'said the same'}", row.left, row.right, f"{score:.3f}")
            for row, score, one in zip(self._rows, self._ours, ours, strict=True)
            if one != row.same
        ]  # fmt: skip
        return result

    def _count(self, said: list[bool], same: bool) -> int:  # noqa: FBT001 - the label that is counted
        return sum(one for one, row in zip(said, self._rows, strict=True) if row.same == same)

    def _by(self, ours: list[bool], theirs: list[bool]) -> Table:
        rows = []
        for title, key in (("culture", "culture"), ("phenomenon", "phenomenon")):
            for group in sorted({str(getattr(row, key)) for row in self._rows}):
                chosen = [number for number, row in enumerate(self._rows) if getattr(row, key) == group]
                rows.append((f"{title}: {group}", *(self._cells(chosen, said) for said in (ours, theirs) if said)))
        counts = Counter(row.same for row in self._rows)
        note = (
            f"Invented pairs, {counts[True]:,} the same and {counts[False]:,} different, compared by name alone: found of the same; of the different, how many were said the same. "
            "tizim at possible, logic-v2 at .70; a group says which habit of writing names costs whom."
        )
        return Table("Central Asian names", ("", "tizim", *(["logic-v2 at .70"] if theirs else [])), tuple(rows), note)

    def _cells(self, chosen: list[int], said: list[bool]) -> str:
        same = [number for number in chosen if self._rows[number].same]
        different = [number for number in chosen if not self._rows[number].same]
        return f"{sum(said[one] for one in same)} of {len(same)}; {sum(said[one] for one in different)} of {len(different)}"


def _read(path: Path) -> list[Row]:
    lines = (line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#"))
    return [
        Row(
            KINDS.get(row["kind"].casefold(), row["kind"]),
            row["culture"],
            row["left"],
            row["right"],
            row["same"] == "1",
            row["phenomenon"],
        )
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
    ]
