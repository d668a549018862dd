"""Makes the pairs: `python -m fit.data --out FOLDER`.

lists ──without what the UN lists──► entries ──linked──► clusters ──► pairs of each source ──weighted──► FOLDER/pairs.jsonl.xz

The same files give the same bytes. With `--write`, the counts go into docs/data-card.md.
"""

import argparse
import lzma
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench.data import shared as folder_of_data
from bench.report import Table, show, write
from fit.aliases import alias_pairs
from fit.chance import share
from fit.clusters import Clusters
from fit.identifiers import identifier_pairs
from fit.lists import Dropped, entries_to_learn_from, taken_for, un_entries
from fit.nearest import Finder, Index
from fit.ordinary import people
from fit.ordinary_bodies import bodies
from fit.ordinary_pairs import ordinary_pairs
from fit.pairs import Pair, counted, weighted
from fit.perturbed_pairs import perturbed_pairs
from fit.transliteration import read_all, transliteration_pairs
from fit.un_exclusion import Excluded

ORDINARY, BODIES = 14_000, 2_000
CARD = Path(__file__).parents[1] / "docs" / "data-card.md"


@dataclass(frozen=True, slots=True)
class Made:
    """The pairs, and what was dropped on the way."""

    pairs: list[Pair]
    dropped: list[Dropped]


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m fit.data", description=__doc__)
    parser.add_argument("--out", type=Path, required=True, help="folder that pairs.jsonl.xz is written to")
    parser.add_argument("--write", action="store_true", help="put the counts into docs/data-card.md")
    parser.add_argument(
        "--share", type=float, default=1.0, help="of the entries and people that are asked, for a quick look"
    )
    given = parser.parse_args()
    made = make(folder_of_data(), given.share)
    save(made.pairs, given.out / "pairs.jsonl.xz")
    tables = told(made)
    show(tables)
    if given.write:
        write(CARD, tables, "python -m fit.data --write")


def make(shared: Path, part: float = 1.0) -> Made:
    """All pairs out of the folder of public data, or those of a part of the entries and people."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns) as progress, tempfile.TemporaryDirectory(prefix="tizim-fit-") as folder:
        names, work = shared / "bench" / "translit", Path(folder)
        un = un_entries(shared)
        excluded, taken = Excluded.of(un), taken_for(Index(un, work / "un"))
        entries, dropped = entries_to_learn_from(
            shared, excluded, taken, lambda all_of_them: progress.track(all_of_them, description="lists, less the UN's")
        )
        finder = Finder(entries, Clusters.linking(entries), work / "lists")
        everybody = [*people(names, ORDINARY), *bodies(names, BODIES)]
        folk = [one for one in everybody if not excluded.is_name(one.side.names[0])]
        twice = read_all(names, excluded.is_name)
        asking = [one for one in entries if share("part", one.id) < part]
        folk = [one for one in folk if share("part", one.id) < part]
        some = [one for one in twice if share("part", one.latin) < part]
        pairs = [
            *alias_pairs(progress.track(asking, description="aliases"), finder),
            *identifier_pairs(progress.track(asking, description="numbers"), finder),
            *perturbed_pairs(progress.track(asking, description="changed names"), finder),
            *ordinary_pairs(progress.track(folk, description="ordinary customers"), finder),
            *transliteration_pairs(progress.track(some, description="two scripts"), twice),
        ]
    return Made(weighted(pairs), dropped)


def told(made: Made) -> list[Table]:
    """What is made and what was dropped, as tables."""
    counts = counted(made.pairs)
    rows = [(source, *(f"{count:,}" for count in numbers)) for source, numbers in counts.items()]
    totals = [sum(numbers[at] for numbers in counts.values()) for at in range(4)]
    columns = ("source", "train: same", "train: different", "held: same", "held: different")
    lists = [
        (one.file.dataset, one.file.date, one.file.licence, f"{one.read:,}", f"{one.kept:,}", _why(one))
        for one in made.dropped
    ]
    return [
        Table("Pairs", columns, (*rows, ("all", *(f"{count:,}" for count in totals)))),
        Table("Lists", ("list", "date", "licence", "read", "kept", "dropped"), tuple(lists)),
    ]


def _why(one: Dropped) -> str:
    return "; ".join(f"{count:,} {reason}" for reason, count in one.reasons) or "none"


def save(pairs: Iterable[Pair], path: Path) -> None:
    """Writes them beside, then in one step: who reads meanwhile has the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_suffix(".part")
    with lzma.open(beside, "wt", encoding="utf-8", preset=3) as lines:
        lines.writelines(f"{pair.line()}\n" for pair in pairs)
    beside.replace(path)


if __name__ == "__main__":
    main()
