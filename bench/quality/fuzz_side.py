"""The plain baseline: rapidfuzz's token_sort_ratio to every name, in one call; a score of 0 to 1 by reference."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from anyascii import anyascii
from rapidfuzz import fuzz, process

from bench.data import Asked

FLOOR = 0.6
CHUNK = 1000


class Fuzz:
    """Names by reference. `latin`: everything is first written in plain Latin letters, any script to ASCII."""

    def __init__(self, names: Iterable[tuple[str, str]], *, latin: bool = False) -> None:
        self._latin = latin
        rows = list(names)
        self._references = [reference for reference, _ in rows]
        self._names = [self._plain(name) for _, name in rows]

    def ask(self, asked: Sequence[Asked], floor: float = FLOOR) -> list[dict[str, float]]:
        """For each question the references at or above the floor, with the best score of their names."""
        return [
            answer for start in range(0, len(asked), CHUNK) for answer in self._ask(asked[start : start + CHUNK], floor)
        ]

    def _ask(self, asked: Sequence[Asked], floor: float) -> list[dict[str, float]]:
        queries = [self._plain(one.name) for one in asked]
        scores = process.cdist(queries, self._names, scorer=fuzz.token_sort_ratio, dtype=np.float32, workers=1)
        answers = []
        for row in scores:
            answer: dict[str, float] = {}
            for number in np.flatnonzero(row >= 100 * floor):
                reference, score = self._references[number], float(row[number]) / 100
                answer[reference] = max(score, answer.get(reference, 0.0))
            answers.append(answer)
        return answers

    def _plain(self, name: str) -> str:
        written = anyascii(name) if self._latin else name
        return " ".join(re.findall(r"\w+", written.casefold()))
