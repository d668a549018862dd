"""How often a token and its Latin spelling share a skeleton, on names of Wikidata (CC0)."""

import lzma
from collections.abc import Iterator
from pathlib import Path

import pytest

from tizim.text.tokens import Token, tokenise


def lines(path: Path) -> Iterator[list[str]]:
    """Every twentieth row of a table of tab-separated values."""
    text = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    for number, line in enumerate(text.decode("utf-8").splitlines()):
        if number % 20 == 0 and "\t" in line:
            yield line.split("\t")


def token_pairs(folder: Path, name: str) -> Iterator[tuple[Token, Token]]:
    """Token by token; letters of the tables of tokens are set apart by blanks, full names go word by word."""
    for one, other, *_ in lines(folder / name):
        left, right = tokenise(one), tokenise(other if "fullnames" in name else other.replace(" ", ""))
        if len(left) == len(right):
            yield from zip(left, right, strict=True)


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "rate"),
    [
        ("wikidata_russian_dev.tsv", 0.86),
        ("wikidata_arabic_tokens.tsv.xz", 0.89),
        ("wikidata_hebrew_fullnames.tsv.xz", 0.87),
    ],
)
def test_tokens_share_a_skeleton_with_their_latin_spelling(shared: Path, name: str, rate: float) -> None:
    met = [
        not set(one.skeletons).isdisjoint(other.skeletons)
        for one, other in token_pairs(shared / "bench" / "translit", name)
    ]
    assert len(met) > 500
    assert sum(met) / len(met) >= rate
