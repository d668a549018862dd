"""Labelled pairs of names and of records: precision, recall and F1 by group, and the different said to be the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

import yaml

import tizim
from bench import data
from bench.data import Pair
from bench.peer import Peer
from bench.quality.asking import Crew
from bench.quality.measures import Confusion
from bench.quality.misses import why
from bench.quality.section import Miss, Result, Target
from bench.report import Table, share
from tizim.compare.rules_file import shipped

PEER_THRESHOLD = 0.70
IDENTITY = ("nk_checks", "nk_unit_tests")
CHECKS = "entity checks"


@dataclass(frozen=True, slots=True)
class Scored:
    """A labelled pair with both scores. number: its row in its file, from 1."""

    group: str
    number: int
    same: bool
    ours: float
    theirs: float | None
    left: str
    right: str


class Pairs:
    """The rows of name_pairs_dev.csv and entity_checks_dev.yml. No group is fitted to."""

    def __init__(self) -> None:
        self._pairs = data.name_pairs()
        self._checks: list[dict[str, Any]] = yaml.safe_load(data.entity_checks().read_text(encoding="utf-8"))["checks"]
        self._ours: list[float] = []
        self._theirs: list[float] = []

    def ask(self, crew: Crew) -> None:
        """tizim.compare."""
        subjects = [(_named(pair, pair.left), _named(pair, pair.right)) for pair in self._pairs]
        subjects += [(_subject(check, "query"), _subject(check, "candidate")) for check in self._checks]
        self._ours = crew.compare(subjects)

    def ask_peer(self, peer: Peer) -> None:
        """logic-v2."""
        records = [
            ({"schema": pair.schema, "name": [pair.left]}, {"schema": pair.schema, "name": [pair.right]})
            for pair in self._pairs
        ]
        self._theirs = peer.compare(
            [*records, *((_record(check, "query"), _record(check, "candidate")) for check in self._checks)]
        )

    def result(self) -> Result:
        """Targets e, f and k."""
        scored = self.scored()
        identity = _said([one for one in scored if one.group in IDENTITY])
        peer_identity = _peer_said([one for one in scored if one.group in IDENTITY])
        checks = _said([one for one in scored if one.group == CHECKS])
        peer_checks = _peer_said([one for one in scored if one.group == CHECKS])
        result = Result(tables=[self._f1(scored), self._confusion(scored)])
        result.targets = [
            Target("e", "pairs of names about identity (nk_*): F1", "0.95", f"{identity.f1:.3f}", identity.f1 >= 0.95,
                   f"{peer_identity.f1:.3f}" if peer_identity else ""),
            Target("f", "entity checks: accuracy", "0.97", f"{checks.accuracy:.3f}", checks.accuracy >= 0.97,
                   f"{peer_checks.accuracy:.3f}" if peer_checks else ""),
        ]  # fmt: skip
        target, table = self._above_median(scored)
        result.targets.append(target)
        result.tables.append(table)
        possible = shipped().possible
        result.misses = [
            Miss(
                "f" if one.group == CHECKS else "e",
                f"{one.group}: {'missed' if one.same else 'said the same'}; {why(one.left, [one.right])}",
                one.left,
                one.right,
                f"{one.ours:.3f} (row {one.number})",
            )
            for one in scored
            if one.group in (*IDENTITY, CHECKS) and (one.ours >= possible) != one.same
        ]
        return result

    def scored(self) -> list[Scored]:
        """All pairs, those of records under the group "entity checks"."""
        labels = [
            *((pair.group, number, pair.same, pair.left, pair.right) for number, pair in enumerate(self._pairs, 1)),
            *(
                (CHECKS, number, bool(check["match"]), _caption(check, "query"), _caption(check, "candidate"))
                for number, check in enumerate(self._checks, 1)
            ),
        ]
        theirs: Sequence[float | None] = self._theirs or [None] * len(labels)
        return [
            Scored(group, number, same, ours, other, left, right)
            for (group, number, same, left, right), ours, other in zip(labels, self._ours, theirs, strict=True)
        ]

    def _f1(self, scored: Sequence[Scored]) -> Table:
        groups = dict.fromkeys(one.group for one in scored)
        rows = []
        for title, chosen in [
            ("nk_* together", [one for one in scored if one.group in IDENTITY]),
            *((group, [one for one in scored if one.group == group]) for group in groups),
        ]:
            peer = _peer_said(chosen)
            rows.append((title, str(len(chosen)), _words(_said(chosen)), _words(peer) if peer else "not asked"))
        note = (
            "Precision / recall / F1 / accuracy. `nk_*` and entity checks (pairs of whole records) are about identity; "
            "`synth_*` are labelled by an edit-distance policy, not by identity, and are shown without a target."
        )
        return Table("Labelled pairs", ("group", "pairs", "tizim at possible", "logic-v2 at .70"), tuple(rows), note)

    def _confusion(self, scored: Sequence[Scored]) -> Table:
        rows = []
        for group in (*IDENTITY, CHECKS):
            chosen = [one for one in scored if one.group == group]
            for system, cells in (("tizim", _said(chosen)), ("logic-v2", _peer_said(chosen))):
                if cells:
                    counts = (cells.both, cells.missed, cells.said_only, cells.neither)
                    rows.append((f"{group}, {system}", *(str(count) for count in counts)))
        note = (
            "What the label says and what the system says at its threshold (tizim at possible, logic-v2 at .70). "
            "Missed costs a person who should be found; said the same costs a person who should be left alone."
        )
        columns = (
            "group",
            "same, said the same",
            "same, missed",
            "different, said the same",
            "different, told apart",
        )
        return Table("Confusion", columns, tuple(rows), note)

    def _above_median(self, scored: Sequence[Scored]) -> tuple[Target, Table]:
        rows, above, of, peer_above = [], 0, 0, 0
        for group in (*IDENTITY, CHECKS):
            chosen = [one for one in scored if one.group == group]
            middle = median([one.ours for one in chosen if one.same])
            peers = [one.theirs for one in chosen if one.same and one.theirs is not None]
            peer_middle = median(peers) if peers else 2.0
            different = [one for one in chosen if not one.same]
            high = [one for one in different if one.ours >= middle]
            above, of = above + len(high), of + len(different)
            peer_above += sum((one.theirs or 0.0) >= peer_middle for one in different)
            listed = ", ".join(f"no. {one.number} ({one.ours:.3f})" for one in high) or "none"
            rows.append((group, f"{middle:.4f}", share(len(high), len(different)), listed))
        note = (
            "Pairs labelled different that score as high as the median of those labelled the same: no threshold that keeps half of the right ones gets rid of these. "
            "Numbers are rows of the group's file, counted from 1."
        )
        table = Table(
            "Different, but scored like the same",
            ("group", "median of the same", "different at or above it", "which"),
            tuple(rows),
            note,
        )
        peer = share(peer_above, of) if self._theirs else ""
        title = "pairs labelled different at or above the median of the same"
        return Target("k", title, "at most 2 %", share(above, of), above / of <= 0.02, peer), table


def _said(scored: Sequence[Scored]) -> Confusion:
    return Confusion.of([one.same for one in scored], [one.ours for one in scored], shipped().possible)


def _peer_said(scored: Sequence[Scored]) -> Confusion | None:
    theirs = [one.theirs for one in scored if one.theirs is not None]
    return Confusion.of([one.same for one in scored], theirs, PEER_THRESHOLD) if theirs else None


def _words(cells: Confusion) -> str:
    return f"{cells.precision:.3f} / {cells.recall:.3f} / {cells.f1:.3f} / {cells.accuracy:.3f}"


def _named(pair: Pair, name: str) -> tizim.Subject:
    return tizim.Subject(kind=pair.schema, names=[name])


def _record(check: Mapping[str, Any], side: str) -> dict[str, object]:
    listed = {
        prop: [str(one) for one in value] if isinstance(value, list) else [str(value)]
        for prop, value in check[side].items()
    }
    return {"schema": check["schema"], **listed}


def _subject(check: Mapping[str, Any], side: str) -> tizim.Subject:
    record = _record(check, side)

    def values(*props: str) -> list[str]:
        return [str(value) for prop in props for value in _listed(record.get(prop))]

    born = values("birthDate")
    parts = " ".join(values("firstName", "middleName", "fatherName", "lastName"))
    return tizim.Subject(
        kind=check["schema"],
        names=values("name", "alias", "weakAlias") or [parts],
        birth_date=born[0] if born else None,
        countries=values("nationality", "country", "jurisdiction", "citizenship"),
        gender=next(iter(values("gender")), None),
        documents=values(
            "idNumber", "passportNumber", "registrationNumber", "leiCode", "innCode", "taxNumber", "imoNumber"
        ),
        wallets=values("publicKey"),
    )


def _caption(check: Mapping[str, Any], side: str) -> str:
    return " / ".join(_subject(check, side).names)


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []
