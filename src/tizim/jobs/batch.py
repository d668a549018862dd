"""A customer file to a file of results.

    rows ──subjects──► chunks ──screen, on all cores──► parts beside the output (a checkpoint each) ──join──► the output

A few chunks are in memory at a time, however long the file. Interrupted, it goes on after the last whole part, if nothing has changed: the input, the lists, the rules, the question. The
result has the same bytes either way, and appears whole or not at all. Start at `run`.
"""

import json
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

from tizim.errors import UnreadableTable
from tizim.jobs.customer_file import CustomerFile
from tizim.jobs.results import COLUMNS, result_rows
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict
from tizim.subjects.table import Asked
from tizim.tables import kind_of, write_rows

PART_ROWS = 1000
"""subjects of one part: what is lost at most when the machine stops"""

Answer = Callable[[Iterable[Subject]], Iterator[Verdict]]
"""screens subjects in order"""


@dataclass(frozen=True, slots=True)
class Part:
    """The answers of one chunk: rows of the results as JSON lines, and how many subjects came to what."""

    text: str
    subjects: int
    outcomes: Mapping[str, int]
    by_list: Mapping[str, int]


def part_of(chunk: Sequence[Asked], answer: Answer) -> Part:
    """The answers of a chunk."""
    verdicts = answer(one.subject for one in chunk if one.subject is not None)
    lines: list[str] = []
    outcomes: Counter[str] = Counter()
    by_list: Counter[str] = Counter()
    for one in chunk:
        verdict = next(verdicts) if one.subject is not None else None
        outcomes[verdict.outcome if verdict is not None else "not_screened"] += 1
        counting = (hit for hit in verdict.hits if hit.distinguished is None) if verdict is not None else ()
        by_list.update({hit.entity.dataset for hit in counting})
        lines += [json.dumps(row, ensure_ascii=False) + "\n" for row in result_rows(one, verdict)]
    return Part("".join(lines), len(chunk), outcomes, by_list)


AnswerParts = Callable[[Iterable[list[Asked]]], Iterator[Part]]
"""answers chunks in order, wherever it is done"""


@dataclass(frozen=True, slots=True)
class Batch:
    """source, out: files, their kinds told by their suffixes. columns: {column: field} where headings do not say it."""

    source: Path
    out: Path
    columns: Mapping[str, str]
    kind: str = "Thing"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a batch came to. rows: subjects in the file; done: answered so far; by_list: hits and possible hits of each list.

    resumed: answers that an interrupted run had left. warnings: about the file.
    """

    rows: int
    done: int = 0
    resumed: int = 0
    hit: int = 0
    possible: int = 0
    clear: int = 0
    not_screened: int = 0
    by_list: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    @property
    def alerts(self) -> int:
        """Subjects that a person should look at."""
        return self.hit + self.possible


def run(batch: Batch, answer: AnswerParts, state: str, progress: Callable[[Summary], None] | None = None) -> Summary:
    """Screens the whole file.

    Args:
        batch: what to read and write.
        answer: makes parts of chunks.
        state: what the answers are a function of besides the file (lists, rules, question), in words.
        progress: told after each part.

    Raises:
        UnreadableTable: the input is not what its suffix says, is damaged, or has nothing to screen by; or the output's
            suffix is no kind that is written.
    """
    out_kind = kind_of(batch.out.name)
    require_writable(batch.out, out_kind)
    customers = CustomerFile.of(batch.source, batch.columns, batch.kind)
    parts = _Parts(batch.out, _digest(batch, customers.held, state))
    summary = parts.resume(Summary(rows=customers.count, columns=customers.held, warnings=customers.warnings))
    for part in answer(_chunks(islice(customers.asked(), summary.done, None))):
        summary = _counted(summary, part)
        parts.add(part.text, summary)
        if progress is not None:
            progress(summary)
    parts.join(out_kind)
    return summary


def _chunks(subjects: Iterator[Asked]) -> Iterator[list[Asked]]:
    while chunk := list(islice(subjects, PART_ROWS)):
        yield chunk


def require_writable(out: Path, kind: str) -> None:
    """Raises UnreadableTable where results of this kind are not written, or there is no folder for them."""
    if kind == "json" or out.suffix.lower() in (".xls", ".xlsb", ".ods", ".xlsm"):
        raise UnreadableTable(f"{out.name}: expected an output of .csv, .xlsx, .jsonl or .parquet, came {out.suffix}")
    if not out.parent.is_dir():
        raise UnreadableTable(f"{out}: expected a folder to write to, came none at {out.parent}")


def _digest(batch: Batch, held: Mapping[str, str], state: str) -> str:
    """What the answers are a function of."""
    digest = blake2b(
        repr((state, sorted(held.items()), batch.kind, batch.source.suffix, PART_ROWS)).encode(), digest_size=16
    )
    with batch.source.open("rb") as file:
        while block := file.read(2**20):
            digest.update(block)
    return digest.hexdigest()


def _counted(summary: Summary, part: Part) -> Summary:
    by_list = Counter(summary.by_list) + Counter(part.by_list)
    return replace(
        summary,
        done=summary.done + part.subjects,
        hit=summary.hit + part.outcomes.get("hit", 0),
        possible=summary.possible + part.outcomes.get("possible", 0),
        clear=summary.clear + part.outcomes.get("clear", 0),
        not_screened=summary.not_screened + part.outcomes.get("not_screened", 0),
        by_list=dict(sorted(by_list.items())),
    )


class _Parts:
    """The folder beside the output that holds answered parts and how far they go."""

    def __init__(self, out: Path, digest: str) -> None:
        self._out = out
        self._digest = digest
        self._folder = out.with_name(f".{out.name}.parts")

    def resume(self, fresh: Summary) -> Summary:
        """Where an interrupted run of the very same batch stopped; else the beginning, with what is there removed."""
        try:
            kept: dict[str, Any] = json.loads((self._folder / "state.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            kept = {}
        if kept.get("digest") != self._digest:
            shutil.rmtree(self._folder, ignore_errors=True)
            self._folder.mkdir(parents=True)
            return fresh
        told = dict(kept["summary"])
        told["warnings"] = tuple(told["warnings"])
        return replace(Summary(**told), resumed=told["done"])

    def add(self, answers: str, summary: Summary) -> None:
        """Puts one part on the disk, then the state that counts it."""
        self._write(f"{-(-summary.done // PART_ROWS):08}.jsonl", answers)
        state = {"digest": self._digest, "summary": asdict(replace(summary, resumed=0))}
        self._write("state.json", json.dumps(state, ensure_ascii=False))

    def join(self, kind: str) -> None:
        """Makes the output of the parts, beside its place, then moves it there and removes the parts."""
        beside = self._folder / f"joined{self._out.suffix}"
        with write_rows(beside, kind, COLUMNS) as writer:
            for part in sorted(self._folder.glob("[0-9]*.jsonl")):
                with part.open(encoding="utf-8", errors="surrogatepass") as lines:
                    writer.extend(json.loads(line) for line in lines)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(self._out)
        shutil.rmtree(self._folder, ignore_errors=True)

    def _write(self, name: str, text: str) -> None:
        beside = self._folder / f".{name}"
        with beside.open("w", encoding="utf-8", errors="surrogatepass") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(self._folder / name)
