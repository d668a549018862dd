"""Labelled pairs: precision, recall and F1 of both systems, by group. No group is fitted to."""

from collections.abc import Mapping, Sequence
from typing import Any

import tizim
from bench import data
from bench.data import Pair
from bench.peer import Peer
from bench.report import Table, share
from tizim.compare.rules_file import shipped

PEER_THRESHOLD = 0.70


def tables(peer: Peer) -> list[Table]:
    """F1 on the labelled pairs, accuracy on the entity checks, recall across scripts."""
    pairs = data.name_pairs()
    ours, theirs = _ours(pairs), _theirs(peer, pairs)
    groups = ["all", *dict.fromkeys(pair.group for pair in pairs)]
    rows = []
    for group in groups:
        chosen = [number for number, pair in enumerate(pairs) if group in ("all", pair.group)]
        labels = [pairs[number].same for number in chosen]
        rows.append(
            (
                group,
                str(len(chosen)),
                _f1(labels, [ours[number] for number in chosen], shipped().possible),
                _f1(labels, [theirs[number] for number in chosen], PEER_THRESHOLD),
            )
        )
    note = "`synth_*` are labelled by an edit-distance policy, not by identity; `nk_*` are about identity. Precision / recall / F1."
    return [
        Table("Labelled pairs of names", ("group", "pairs", "tizim at possible", "logic-v2 at .70"), tuple(rows), note),
        _checks(peer),
        _across(peer),
    ]


def _checks(peer: Peer) -> Table:
    checks = peer.ask("checks", path=str(data.entity_checks()))["checks"]
    labels = [bool(check["match"]) for check in checks]
    theirs = peer.compare([(_record(check, "query"), _record(check, "candidate")) for check in checks])
    ours = [tizim.compare(_subject(check, "query"), _subject(check, "candidate")).score for check in checks]
    right = [
        sum((score >= threshold) == label for score, label in zip(scores, labels, strict=True))
        for scores, threshold in ((ours, shipped().possible), (theirs, PEER_THRESHOLD))
    ]
    row = ("entity checks", str(len(checks)), share(right[0], len(checks)), share(right[1], len(checks)))
    return Table("Pairs of records: accuracy", ("set", "pairs", "tizim at possible", "logic-v2 at .70"), (row,))


def _across(peer: Peer) -> Table:
    pairs = data.cross_script_pairs()
    apart = [
        Pair(one.group, one.schema, one.left, other.right, same=False)
        for one, other in zip(pairs, [*pairs[7:], *pairs[:7]], strict=True)
    ]
    rows = []
    for title, chosen in (("same name, said to meet", pairs), ("different names, said to meet", apart)):
        ours = sum(score >= shipped().possible for score in _ours(chosen))
        theirs = sum(score >= PEER_THRESHOLD for score in _theirs(peer, chosen))
        rows.append((title, share(ours, len(chosen)), share(theirs, len(chosen))))
    note = "A Latin name beside the same name in Arabic, Cyrillic or another script, from official lists; the second row pairs each with another's."
    return Table("Names across scripts", ("", "tizim at possible", "logic-v2 at .70"), tuple(rows), note)


def _ours(pairs: Sequence[Pair]) -> list[float]:
    return [
        tizim.compare(
            tizim.Subject(kind=pair.schema, names=[pair.left]), tizim.Subject(kind=pair.schema, names=[pair.right])
        ).score
        for pair in pairs
    ]


def _theirs(peer: Peer, pairs: Sequence[Pair]) -> list[float]:
    return peer.compare(
        [
            ({"schema": pair.schema, "name": [pair.left]}, {"schema": pair.schema, "name": [pair.right]})
            for pair in pairs
        ]
    )


def _record(check: Mapping[str, Any], side: str) -> dict[str, object]:
    listed = {prop: value if isinstance(value, list) else [str(value)] for prop, value in check[side].items()}
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


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _f1(labels: Sequence[bool], scores: Sequence[float], threshold: float) -> str:
    said = [score >= threshold for score in scores]
    both = sum(label and one for label, one in zip(labels, said, strict=True))
    precision = both / sum(said) if any(said) else 0.0
    recall = both / sum(labels) if any(labels) else 0.0
    f1 = 2 * precision * recall / (precision + recall) if both else 0.0
    return f"{precision:.3f} / {recall:.3f} / {f1:.3f}"
