"""tizim's half, through its public face only: a home of its own, lists loaded into it, questions screened."""

import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from time import perf_counter
from types import TracebackType
from typing import Self

import tizim
from bench.data import Asked


class Tizim:
    """A home with these lists, open until the block ends. lists: (data set, file or folder, is it an excerpt).

    home: one that is there, lists loaded or not, and stays; else a fresh one.
    """

    def __init__(self, lists: Iterable[tuple[str, Path, bool]] = (), home: Path | None = None) -> None:
        self._lists = tuple(lists)
        self._home = home

    def __enter__(self) -> Self:
        self._folder = tempfile.TemporaryDirectory(prefix="tizim-bench-")
        self._open = tizim.open(self._home or Path(self._folder.name))
        for dataset, path, excerpt in self._lists:
            self._open.lists.add(dataset, path, excerpt=excerpt)
        self.entities = sum(one.entities for one in self._open.searched())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._open.close()
        self._folder.cleanup()

    def screen(self, asked: Sequence[Asked], *, full: bool = False) -> tuple[list[dict[str, float]], list[float]]:
        """For each question the references in its alert with their scores (empty: no alert), and the seconds it took.

        Raises SystemExit where a question was not screened: that is never a "nothing found".
        """
        found, seconds = [], []
        for one in asked:
            subject = subject_of(one, full=full)
            began = perf_counter()
            verdict = self._open.screen(subject)
            seconds.append(perf_counter() - began)
            if verdict.outcome == "not_screened":
                raise SystemExit(f"not screened: {verdict.reason}")
            found.append({_bare(hit.entity.reference): hit.score for hit in verdict.hits})
        return found, seconds

    def screen_many(self, asked: Sequence[Asked]) -> float:
        """Seconds that one batch of all questions took."""
        subjects = [subject_of(one, full=False) for one in asked]
        began = perf_counter()
        answered = sum(1 for _ in self._open.screen_many(subjects))
        if answered != len(subjects):
            raise SystemExit(f"expected {len(subjects)} verdicts, came {answered}")
        return perf_counter() - began


def subject_of(asked: Asked, *, full: bool) -> tizim.Subject:
    """The question as a subject: by name alone, or with birth date and nationality."""
    if not full:
        return tizim.Subject(kind=asked.kind, names=[asked.name])
    countries = [asked.nationality] if asked.nationality else []
    return tizim.Subject(kind=asked.kind, names=[asked.name], birth_date=asked.birth_date or None, countries=countries)


def _bare(reference: str) -> str:
    return re.sub(r"\s", "", reference)
