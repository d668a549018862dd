"""Runs both systems on the UN list of 2026-02-27 and prints how they did; `--write` puts it into docs/quality.md."""

import argparse
import tempfile
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bench import data, report, un_list
from bench.data import Asked
from bench.peer import Peer, prepare
from bench.quality import pairs
from bench.quality.questions import Answers, Questions, threshold_for
from bench.report import Table, ratio, share
from bench.tizim_side import Tizim

EQUAL_SHARE = 0.001
"""of the sampled negatives that may raise an alert where the peer's threshold is set by false alarms"""


def main() -> None:
    """Asks, counts, prints."""
    options = _options()
    prepare()
    questions = Questions.read(options.peer_negatives)
    with ThreadPoolExecutor(max_workers=1) as beside, Peer() as peer:
        waiting = beside.submit(_ask_peer, peer, questions)
        ours = _ask_tizim(questions)
        theirs = waiting.result()
        tables = [*_tables(questions, ours, theirs), *pairs.tables(peer)]
    report.show(tables)
    if options.write:
        report.write(data.ROOT / "docs" / "quality.md", tables, "python -m bench.quality --write")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("--write", action="store_true", help="write the tables into docs/quality.md")
    parser.add_argument(
        "--peer-negatives",
        type=int,
        default=2000,
        help="how many of the 26,254 negatives the peer is asked (7 a second)",
    )
    return parser.parse_args()


def _ask_tizim(questions: Questions) -> Answers:
    """Three lists: whole, without the left-out Latin aliases, and without any name in another script."""
    answers = Answers("tizim")
    gone = questions.taken_out()
    root = un_list.read(data.un_list())
    with tempfile.TemporaryDirectory() as folder:
        whole, latin_out, original_out = (
            Path(folder) / f"{name}.xml" for name in ("whole", "latin_out", "original_out")
        )
        whole.write_bytes(un_list.without(root, lambda _reference, _name: True))
        latin_out.write_bytes(un_list.without(root, lambda reference, name: un_list.words(name) != gone.get(reference)))
        original_out.write_bytes(un_list.without(root, lambda _reference, name: un_list.is_latin(name)))
        with Tizim([("un_sc_sanctions", whole, False)]) as tizim:
            for part, asked in _whole_parts(questions).items():
                answers.found[part], _ = tizim.screen(asked)
            for part in ("positives", "negatives"):
                answers.found[f"{part} full"], _ = tizim.screen(_whole_parts(questions)[part], full=True)
        with Tizim([("un_sc_sanctions", latin_out, False)]) as tizim:
            answers.found["left out latin"], _ = tizim.screen(questions.left_out_latin)
        with Tizim([("un_sc_sanctions", original_out, False)]) as tizim:
            answers.found["left out original"], _ = tizim.screen(questions.left_out_original)
    return answers


def _whole_parts(questions: Questions) -> dict[str, list[Asked]]:
    people = questions.people
    return {
        "positives": questions.positives,
        "negatives": questions.negatives,
        "primary": [_ask(person.reference, person.primary) for person in people],
        "good": [_ask(person.reference, name) for person in people for name in person.good],
        "low": [_ask(person.reference, name) for person in people for name in person.low],
        "original": [_ask(person.reference, name) for person in people for name in person.original],
        "organisations": [_ask(reference, name, "Organization") for reference, name in questions.organisations],
    }


def _ask(reference: str, name: str, kind: str = "Person") -> Asked:
    return Asked(name=name, answers=frozenset({reference}), kind=kind)


def _ask_peer(peer: Peer, questions: Questions) -> Answers:
    answers = Answers("logic-v2")
    people = questions.people
    peer.load("whole", people)
    for part, asked in (("positives", questions.positives), ("sampled", questions.sampled)):
        answers.found[part], _ = peer.screen("whole", asked)
        answers.found[f"{part} full"], _ = peer.screen("whole", asked, full=True)
    peer.load("latin out", people, keep=questions.kept())
    answers.found["left out latin"], _ = peer.screen("latin out", questions.left_out_latin)
    latin_only = {person.reference: frozenset(person.latin) for person in people}
    peer.load("original out", people, keep=latin_only)
    answers.found["left out original"], _ = peer.screen("original out", questions.left_out_original)
    return answers


def _tables(questions: Questions, ours: Answers, theirs: Answers) -> list[Table]:
    ours.found["sampled"] = _of_sample(questions, ours, "negatives")
    ours.found["sampled full"] = _of_sample(questions, ours, "negatives full")
    usual = theirs.at("logic-v2 at .70", 0.70)
    equal_at = threshold_for(theirs.found["sampled"], EQUAL_SHARE)
    equal = theirs.at(f"logic-v2 at {equal_at:.3f}", equal_at)
    return [
        _by_name(questions, [ours, equal, usual]),
        _with_facts(questions, [ours, usual]),
        _verbatim(questions, ours),
        _false_alarms(questions, ours),
    ]


def _of_sample(questions: Questions, ours: Answers, part: str) -> list[dict[str, float]]:
    chosen = {id(asked) for asked in questions.sampled}
    return [found for asked, found in zip(questions.negatives, ours.found[part], strict=True) if id(asked) in chosen]


def _by_name(questions: Questions, systems: Sequence[Answers]) -> Table:
    latin = questions.left_out_latin
    rows = [
        _line(
            "alerts on sampled negatives",
            [(one.alerts("sampled"), len(questions.sampled)) for one in systems],
            better="fewer",
        ),
        _line(
            "positives found",
            [(one.right("positives", questions.positives), len(questions.positives)) for one in systems],
        ),
        _line("left-out Latin aliases found", [(one.right("left out latin", latin), len(latin)) for one in systems]),
    ]
    for group in ("near", "middle", "far"):
        chosen = [number for number, asked in enumerate(latin) if questions.distance(asked) == group]
        counts = [
            sum(one.is_right(one.found["left out latin"][number], latin[number]) for number in chosen)
            for one in systems
        ]
        rows.append(_line(f"  of these, {group}", [(count, len(chosen)) for count in counts]))
    original = questions.left_out_original
    rows.append(
        _line(
            "original-script queries found",
            [(one.right("left out original", original), len(original)) for one in systems],
        )
    )
    wrong = [one.wrong_each("positives", questions.positives) for one in systems]
    rows.append(("wrong entries per positive query", *(f"{value:.2f}" for value in wrong), ratio(wrong[0], wrong[1])))
    note = (
        f"{systems[1].name} is where at most {100 * EQUAL_SHARE:.1f} % of the sampled negatives raise an alert. The ratio is tizim to that column. tizim is asked "
        "of people and organisations, at its shipped thresholds; the peer, without retrieval, of the 730 people only."
    )
    return Table(
        "UN list of 2026-02-27, by name alone", ("", *(one.name for one in systems), "ratio"), tuple(rows), note
    )


def _with_facts(questions: Questions, systems: Sequence[Answers]) -> Table:
    asked = questions.positives
    rows = (
        _line("positives found", [(one.right("positives full", asked), len(asked)) for one in systems]),
        _line(
            "alerts on sampled negatives",
            [(one.alerts("sampled full"), len(questions.sampled)) for one in systems],
            better="fewer",
        ),
        (
            "alerts on all negatives",
            share(systems[0].alerts("negatives full"), len(questions.negatives)),
            *("not asked" for _ in systems[1:]),
            "",
        ),
    )
    return Table("The same with birth date and nationality", ("", *(one.name for one in systems), "ratio"), rows)


def _verbatim(questions: Questions, ours: Answers) -> Table:
    titles = {
        "primary": "people: primary names",
        "good": "people: aliases",
        "low": "people: aliases of low quality",
        "original": "people: names in other scripts",
        "organisations": "organisations: primary names",
    }
    parts = _whole_parts(questions)
    rows = tuple((titles[part], share(ours.right(part, parts[part]), len(parts[part]))) for part in titles)
    return Table("The names of the list, verbatim, by name alone", ("", "tizim"), rows)


def _false_alarms(questions: Questions, ours: Answers) -> Table:
    asked = questions.negatives
    alarmed = [bool(found) for found in ours.found["negatives"]]
    rows = []
    for group in ("congress", "global"):
        chosen = [alarm for alarm, one in zip(alarmed, asked, strict=True) if one.group == group]
        rows.append((group, share(sum(chosen), len(chosen))))
    rows.append(("all", share(sum(alarmed), len(alarmed))))
    everybody = Counter(one.nationality for one in asked if one.nationality)
    alarms = Counter(one.nationality for one, alarm in zip(asked, alarmed, strict=True) if alarm and one.nationality)
    worst = sorted(alarms, key=lambda nation: (-alarms[nation] / everybody[nation], nation))[:8]
    rows += [(f"  {nation}", share(alarms[nation], everybody[nation])) for nation in worst]
    note = "The eight nationalities with the highest rates: the rate per culture of names is a figure to bring down."
    return Table("False alarms, by name alone, all negatives", ("", "tizim"), tuple(rows), note)


def _line(title: str, counts: Sequence[tuple[int, int]], *, better: str = "more") -> tuple[str, ...]:
    (ours, _), (theirs, _) = counts[0], counts[1]
    arrow = " (lower is better)" if better == "fewer" else ""
    return (title + arrow, *(share(count, of) for count, of in counts), ratio(ours, theirs))


if __name__ == "__main__":
    main()
