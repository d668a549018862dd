"""How like the real lists are the made ones? `python -m bench.speed.list_shares --size 100000` prints both, side by side."""

import argparse
import resource
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from time import process_time

from bench import report
from bench.report import Table
from bench.speed.made_lists import made_entries
from bench.speed.measured_lists import real_statistics, statistics_of
from bench.speed.moulds import names_of
from bench.speed.name_parts import parts_of
from tizim.index.build import Entry
from tizim.text.script import script_of


def shares(entries: Iterable[Entry]) -> dict[str, float]:
    """Counts and shares (0 to 1) of a list, by what they are of; one pass, distinct names and words in memory."""
    schemata: Counter[str] = Counter()
    scripts: Counter[str] = Counter()
    words: Counter[str] = Counter()
    main: Counter[str] = Counter()
    every: set[str] = set()
    total = names = parts = born = to_the_day = documents = countries = 0
    for entity, _ in entries:
        total += 1
        schemata[entity.schema] += 1
        main[entity.caption.casefold()] += 1
        for _, name in names_of(entity):
            names += 1
            every.add(name.casefold())
            found = parts_of(name.casefold())
            parts += len(found)
            words.update(found)
            scripts[script_of(name)] += 1
        dates = entity.get("birthDate")
        born += bool(dates)
        to_the_day += any(len(date) == 10 for date in dates)
        documents += any(part.schema in ("Passport", "Identification") for part in entity.parts)
        countries += any(entity.get(prop) for prop in ("nationality", "citizenship", "flag"))
    once = sum(count == 1 for count in main.values())
    return {
        "entities": total,
        "names": names,
        "distinct names": len(every),
        "distinct words": len(words),
        "names of an entity": names / total,
        "parts of a name": parts / names,
        **{f"schema {name}": count / total for name, count in schemata.most_common(4)},
        **{f"script {name}": count / names for name, count in scripts.most_common(4)},
        "birth date": born / total,
        "birth date to the day": to_the_day / total,
        "nationality or flag": countries / total,
        "document": documents / total,
        "main name no other entity has": once / total,
        "commonest main name": main.most_common(1)[0][1] / total,
        "commonest word": words.most_common(1)[0][1] / parts,
    }


def main() -> None:
    """Measures, prints."""
    parser = argparse.ArgumentParser(prog="python -m bench.speed.list_shares", description=__doc__)
    parser.add_argument("--size", type=int, default=100_000, help="entities of the made list")
    parser.add_argument("--home", type=Path, help="a home that holds the real lists; without it they are loaded anew")
    options = parser.parse_args()
    home: Path | None = options.home
    statistics = statistics_of(home) if home is not None else real_statistics()
    began, before = process_time(), _peak_mib()
    drawn = sum(1 for _ in made_entries(statistics, options.size))
    seconds, peak = process_time() - began, _peak_mib()
    made = shares(made_entries(statistics, options.size))
    rows = tuple((name, f"{value:,.0f}" if value >= 10 else f"{value:.4f}") for name, value in made.items())
    note = f"{drawn:,} entities drawn in {seconds:.1f} s of one core; the most memory held: {before:,.0f} MiB before, {peak:,.0f} MiB after."
    report.show([Table("A made list", ("", "made"), rows, note)])


def _peak_mib() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
