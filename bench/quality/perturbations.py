"""Names of two lists changed in known ways by the package `sanctions-screening-benchmark`: recall by class of change.

It makes cases out of a list that is at hand (it fetches nothing here) and negative controls out of pieces of listed names.
Start at `Perturbations`.
"""

import csv
import lzma
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from ssb.benchmark import build
from ssb.sources import Entity, ListSnapshot

from bench import data
from bench.data import Asked
from bench.peer import Peer
from bench.plots import Figure
from bench.quality.asking import UNSCREENED, Crew, Found
from bench.quality.fuzz_side import Fuzz
from bench.quality.measures import interval
from bench.quality.retrieval import PEER_THRESHOLD, Retrieval
from bench.quality.section import Miss, Result, Target
from bench.report import Table, share

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LEAST_CASES = 100
PER_CLASS = 2
PEER_CASES = 40
PEER_CONTROLS = 200


@dataclass(slots=True)
class Changed:
    """One list: its cases (group is the class of change), its negative controls, and what was answered."""

    home: str
    title: str
    cases: list[Asked]
    controls: list[Asked]
    set_aside: int
    peer_cases: list[Asked] = field(default_factory=list)
    peer_controls: list[Asked] = field(default_factory=list)
    ours: Found = field(default_factory=list)
    alarms: Found = field(default_factory=list)
    fuzz: Found = field(default_factory=list)
    fuzz_alarms: Found = field(default_factory=list)
    theirs: Found = field(default_factory=list)
    their_alarms: Found = field(default_factory=list)


class Perturbations:
    """The UN list (people, as published) and OFAC's list of July 2021 (a sample of people, asked of the whole list)."""

    def __init__(self, retrieval: Retrieval, *, quick: bool) -> None:
        self._retrieval = retrieval
        self._ofac_file = data.shared() / "lists" / "ofac" / "sdn_2021-07"
        people = retrieval.questions.people
        un = [Entity(one.reference, one.primary, "individual", [], [*one.good, *one.low]) for one in people]
        others = [name for _, name in retrieval.questions.organisations]
        ofac, ofac_names = _ofac(self._ofac_file)
        self._un = _changed("un changed", "UN", _sample(un, 250 if quick else None), [*_names(un), *others])
        self._ofac = _changed("ofac changed", "OFAC", _sample(ofac, 150 if quick else 400), ofac_names)
        self._un.peer_cases, self._un.peer_controls = _peer_sample(self._un)

    def ask(self, crew: Crew) -> None:
        """tizim, and token_sort_ratio on the UN list."""
        crew.load(self._un.home, "un_sc_sanctions", data.un_list())
        crew.load(self._ofac.home, "us_ofac_sdn", self._ofac_file)
        for one in (self._un, self._ofac):
            one.ours, one.alarms = crew.ask(one.home, one.cases), crew.ask(one.home, one.controls)
        fuzz = Fuzz((one.reference, name) for one in self._retrieval.questions.people for name in one.latin)
        self._un.fuzz, self._un.fuzz_alarms = fuzz.ask(self._un.cases), fuzz.ask(self._un.controls)

    def ask_peer(self, peer: Peer) -> None:
        """logic-v2: a sample of each class of the UN list."""
        peer.load("un changed", self._retrieval.questions.people)
        self._un.theirs, _ = peer.screen("un changed", self._un.peer_cases)
        self._un.their_alarms, _ = peer.screen("un changed", self._un.peer_controls)

    def result(self) -> Result:
        """Targets h."""
        fuzz_at = self._retrieval.fuzz_threshold()
        result = Result()
        for one in (self._un, self._ofac):
            classes = [name for name, of in _counts(one.cases).items() if of >= LEAST_CASES]
            found = {name: _recall(one.cases, one.ours, name, 0.0) for name in classes}
            worst = min(found, key=lambda name: found[name][0] / found[name][1])
            count, of = found[worst]
            result.targets.append(
                Target("h", f"{one.title} names changed: the worst class of {LEAST_CASES} cases or more", "97 %",
                       f"{share(count, of)}: {worst}", count / of >= 0.97,
                       _worst(one.peer_cases, one.theirs, classes, PEER_THRESHOLD), _worst(one.cases, one.fuzz, classes, fuzz_at))
            )  # fmt: skip
            alarms = _alerts(one.alarms, 0.0)
            result.targets.append(
                Target("h", f"{one.title}: negative controls alerted", "at most 2 %",
                       f"{share(alarms, len(one.controls))}; {one.set_aside:,} set aside", alarms <= 0.02 * len(one.controls),
                       share(_alerts(one.their_alarms, PEER_THRESHOLD), len(one.their_alarms)) if one.theirs else "",
                       share(_alerts(one.fuzz_alarms, fuzz_at), len(one.fuzz_alarms)) if one.fuzz else "")
            )  # fmt: skip
            result.tables.append(_table(one, fuzz_at))
            result.misses += _misses(one)
        result.figures.append(self._figure())
        return result

    def _figure(self) -> Figure:
        un, fuzz_at = self._un, self._retrieval.fuzz_threshold()
        classes = [name for name, of in _counts(un.cases).items() if of >= LEAST_CASES]
        lines = [("tizim", un.cases, un.ours, 0.0), ("token_sort_ratio", un.cases, un.fuzz, fuzz_at)]
        if un.theirs:
            lines.insert(1, ("logic-v2 (sample)", un.peer_cases, un.theirs, PEER_THRESHOLD))

        def draw(axes: "Axes") -> None:
            for place, (name, cases, found, at) in enumerate(lines):
                values = [
                    100 * right / of if of else 0.0 for right, of in (_recall(cases, found, one, at) for one in classes)
                ]
                axes.barh([row + 0.27 * place for row in range(len(classes))], values, height=0.25, label=name)
            axes.set_yticks([row + 0.27 for row in range(len(classes))], classes)
            axes.invert_yaxis()
            axes.set_xlabel("right person found, %")
            axes.axvline(97, color="grey", linewidth=0.8, linestyle=":")
            axes.legend(loc="upper center", bbox_to_anchor=(0.5, -0.1), ncols=3, fontsize="small")

        alt = "Bars: the share of changed UN names that are found, by class of change, for each system"
        return Figure("kinds_of_change", "Recall by kind of change, UN list", alt, draw)


def _ofac(folder: Path) -> tuple[list[Entity], list[str]]:
    """People with their aliases, and every name of the list."""
    rows = csv.reader(StringIO(lzma.decompress((folder / "sdn.csv.xz").read_bytes()).decode("utf-8", "replace")))
    found = {row[0]: Entity(row[0], row[1].strip(), row[2].strip()) for row in rows if len(row) > 3}
    for row in csv.reader(StringIO((folder / "alt.csv").read_text(encoding="utf-8", errors="replace"))):
        if len(row) > 3 and row[0] in found:
            found[row[0]].aliases.append(row[3].strip())
    people = [one for one in found.values() if one.entity_type == "individual"]
    return people, _names(found.values())


def _changed(home: str, title: str, entities: Sequence[Entity], listed: Sequence[str]) -> Changed:
    made = build(
        ListSnapshot(source=title, retrieved_at="", entities=list(entities)), limit=None, max_per_class=PER_CLASS
    )
    names = {name.casefold() for name in listed}
    bags = list({_words(name) for name in listed})
    by_word: dict[str, list[frozenset[str]]] = {}
    for bag in bags:
        for word in bag:
            by_word.setdefault(word, []).append(bag)

    def is_listed(name: str) -> bool:
        words = _words(name)
        rarest = min((by_word.get(word, []) for word in words), key=len, default=[])
        return name.casefold() in names or any(words <= bag for bag in rarest)

    cases, controls, aside = [], [], 0
    for case in made.cases:
        if not case.query.strip():
            continue
        if case.expected_entity_id is not None:
            cases.append(Asked(case.query, answers=frozenset({case.expected_entity_id}), group=case.perturbation))
        elif is_listed(case.query):
            aside += 1
        else:
            controls.append(Asked(case.query, group=case.perturbation))
    return Changed(home, title, cases, controls, aside)


def _sample(entities: Sequence[Entity], size: int | None) -> list[Entity]:
    ranked = sorted(entities, key=lambda one: blake2b(one.entity_id.encode(), digest_size=8).digest())
    return ranked[:size]


def _peer_sample(changed: Changed) -> tuple[list[Asked], list[Asked]]:
    cases = [
        asked
        for name in _counts(changed.cases)
        for asked in data.sample([one for one in changed.cases if one.group == name], PEER_CASES)
    ]
    return cases, data.sample(changed.controls, PEER_CONTROLS)


def _table(one: Changed, fuzz_at: float) -> Table:
    beside = bool(one.theirs), bool(one.fuzz)
    rows = []
    for name, of in sorted(_counts(one.cases).items()):
        right, _ = _recall(one.cases, one.ours, name, 0.0)
        row = [name, f"{of:,}", share(right, of), interval(right, of, 1)]
        if beside[0]:
            row.append(share(*_recall(one.peer_cases, one.theirs, name, PEER_THRESHOLD)))
        if beside[1]:
            row.append(share(*_recall(one.cases, one.fuzz, name, fuzz_at)))
        rows.append(tuple(row))
    for name, of in sorted(_counts(one.controls).items()):
        chosen = [answer for asked, answer in zip(one.controls, one.alarms, strict=True) if asked.group == name]
        row = [f"alerted: {name}", f"{of:,}", share(_alerts(chosen, 0.0), of), interval(_alerts(chosen, 0.0), of, 1)]
        row += ["" for there in beside if there]
        rows.append(tuple(row))
    unscreened = sum(UNSCREENED in answer for answer in one.ours)
    note = (
        f"Each class changes the published name of a person in one way (at most {PER_CLASS} cases a person); found is: the right entry is among the hits of an alert. {unscreened:,} cases could not be screened and count as missed. "
        f"Alerted are negative controls, names put together of pieces of listed names; {one.set_aside:,} that are themselves a listed name, or nothing but words of one, are set aside."
        + (f" logic-v2 (at .70) is asked {PEER_CASES} cases of each class." if one.theirs else "")
    )
    columns = ["class", "cases", "tizim", "95 % interval", *(["logic-v2 at .70"] if beside[0] else [])]
    columns += [f"token_sort_ratio at {fuzz_at:.3f}"] if beside[1] else []
    return Table(f"Names changed in known ways: {one.title}", tuple(columns), tuple(rows), note)


def _counts(asked: Sequence[Asked]) -> dict[str, int]:
    names = sorted({one.group for one in asked})
    return {name: sum(one.group == name for one in asked) for name in names}


def _recall(cases: Sequence[Asked], found: Found, name: str, threshold: float) -> tuple[int, int]:
    chosen = [number for number, one in enumerate(cases) if one.group == name] if found else []
    right = sum(
        any(found[number].get(answer, -1.0) >= threshold for answer in cases[number].answers) for number in chosen
    )
    return right, len(chosen)


def _worst(cases: Sequence[Asked], found: Found, classes: Sequence[str], threshold: float) -> str:
    if not found:
        return ""
    made = {name: _recall(cases, found, name, threshold) for name in classes}
    worst = min(made, key=lambda name: made[name][0] / max(made[name][1], 1))
    return f"{share(*made[worst])}: {worst}"


def _alerts(found: Found, threshold: float) -> int:
    return sum(any(score >= threshold for score in answer.values()) for answer in found)


def _misses(one: Changed) -> Iterator[Miss]:
    for asked, answer in zip(one.cases, one.ours, strict=True):
        if not any(answer.get(reference, -1.0) >= 0 for reference in asked.answers):
            kind = "not screened" if UNSCREENED in answer else "another alerted" if answer else "nothing found"
            yield Miss("h", f"{one.title} {asked.group}: {kind}", asked.name, ", ".join(asked.answers))
    for asked, answer in zip(one.controls, one.alarms, strict=True):
        for reference, score in answer.items():
            if score >= 0:
                yield Miss("h false", f"{one.title} {asked.group}", asked.name, reference, f"{score:.3f}")


def _names(entities: Iterable[Entity]) -> list[str]:
    return [name for one in entities for name in one.all_names()]


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.casefold()))
