"""Names of Central Asia in pairs, the same or not, by habit of writing: the file says what each row is about.

What is missed stays in the file: -bek left out of a given name (Almazbek, Almaz), which as often makes another name; and
Qazaq for Kazakh in a company's name. So does what is wrongly said the same: a near name that `text.central_asian_names` does
not know yet is taken for a slip (Arman, Armat), and one word of three in a company's name for a small difference.
"""

import csv
from functools import cache
from pathlib import Path

from tizim.compare.rules_file import shipped
from tizim.compare.subjects import compare
from tizim.model.subject import Subject

PAIRS = Path(__file__).parents[1] / "assets" / "central_asian_names.tsv"
KINDS = {"person": "Person", "organisation": "Organization"}
RULES = shipped()


@cache
def rows() -> list[dict[str, str]]:
    lines = [line for line in PAIRS.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def share_said_the_same(same: str) -> float:
    asked = [row for row in rows() if row["same"] == same]
    sides = [[Subject(KINDS[row["kind"]], [row[side]]) for side in ("left", "right")] for row in asked]
    return sum(compare(one, other, RULES).score >= RULES.possible for one, other in sides) / len(asked)


def test_the_rows_are_many_and_each_stands_once() -> None:
    assert sum(row["same"] == "1" for row in rows()) >= 300
    assert sum(row["same"] == "0" for row in rows()) >= 120
    assert len({(row["left"], row["right"]) for row in rows()}) == len(rows())
    assert {row["kind"] for row in rows()} == set(KINDS)


def test_of_the_same_at_least_99_in_100_are_found() -> None:
    assert share_said_the_same("1") >= 0.99


def test_of_the_different_at_most_12_in_1000_are_said_the_same() -> None:
    assert share_said_the_same("0") <= 0.012
