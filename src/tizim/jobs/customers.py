"""Customers that are screened again and again: all once, then those whom a change of the lists touches.

    home/customers/<name>/register/       who they are, as they would be asked (personal data: keep the folder as such)
    home/customers/<name>/screened.json   against which lists and under which rules everybody's answer was last given

The answers are those that screening everybody anew would give; a test on random updates demands it. Start at `Customers`.
"""

import json
import os
import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from tizim.customers.register import customer, everybody, write_register
from tizim.customers.touched import touched
from tizim.errors import SnapshotError, SubjectError
from tizim.index.layout import MANIFEST
from tizim.index.snapshot import Snapshot
from tizim.jobs.answering_parts import answered
from tizim.jobs.batch import PART_ROWS, AnswerParts, Part, require_writable
from tizim.jobs.customer_file import CustomerFile
from tizim.jobs.results import COLUMNS
from tizim.model.rules import Rules
from tizim.model.statement import Entity
from tizim.screen.answering import Answering
from tizim.subjects.table import Asked
from tizim.tables import kind_of, write_rows

if TYPE_CHECKING:  # only a rescreen reads the bank
    from tizim.bank.bank import Bank

_NAME = re.compile(r"[\w.-]{1,80}")
_MANY = 4
"""customers for one changed entry: with fewer, asking everybody anew takes less"""


@dataclass(frozen=True, slots=True)
class Registered:
    """One file of customers. screened: the lists they were last screened against, with their dates; None: never."""

    name: str
    customers: int
    added: str
    screened: Mapping[str, str] | None


@dataclass(frozen=True, slots=True)
class Rescreened:
    """What a rescreen came to. asked: whose answer may have changed, and stands in the results; changed: entries that did.

    everybody: why all were asked; "" where only those were whom a change touches.
    """

    name: str
    customers: int
    asked: int
    changed: int
    everybody: str = ""
    outcomes: Mapping[str, int] = field(default_factory=dict)

    @property
    def alerts(self) -> int:
        """Customers among those asked that a person should look at."""
        return self.outcomes.get("hit", 0) + self.outcomes.get("possible", 0)


@dataclass(frozen=True, slots=True)
class ToAsk:
    """asked: whose answer may have changed, count of them; customers: all there are; changed, everybody: as in `Rescreened`."""

    asked: Iterator[Asked]
    count: int
    customers: int
    changed: int
    everybody: str


class Customers:
    """The customers of one home. bank: opens it. answering: how all are asked, against the lists as they are.

    recorded: puts the answers about customers of a name on record, where that is done. gone: told before a file is taken out.
    """

    def __init__(
        self,
        folder: Path,
        rules: Callable[[], Rules],
        bank: "Callable[[], Bank]",
        answering: Callable[[], Answering],
        recorded: Callable[[str, Answering], Callable[[AnswerParts], AnswerParts]] = lambda _name, _how: (
            lambda parts: parts
        ),
        gone: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._folder = folder
        self._rules = rules
        self._bank = bank
        self._answering = answering
        self._recorded = recorded
        self._gone = gone

    def add(
        self,
        source: Path | str,
        name: str | None = None,
        *,
        columns: Mapping[str, str] | None = None,
        kind: str = "Thing",
        progress: Callable[[int, int], None] | None = None,
    ) -> Registered:
        """Indexes a customer file, in place of what had its name (by default the file's). Whole, or not at all.

        Raises:
            UnreadableTable: the file is not what its suffix says, or holds nothing to screen by.
            SubjectError: the name is none for a folder.
        """
        path = Path(source)
        name = path.stem if name is None else name
        if not _NAME.fullmatch(name) or name.startswith("."):
            raise SubjectError(f"name: expected letters, digits, . - and _, came {name!r}")
        found = CustomerFile.of(path, columns or {}, kind)
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = Path(mkdtemp(prefix=".adding-", dir=self._folder))
        try:
            told = _told(found.asked(), found.count, progress)
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            write_register(told, self._rules(), beside / "register", made=now)
            place, gone = self._folder / name, beside / "gone"
            if place.exists():
                place.rename(gone)
            (beside / "new").mkdir()
            (beside / "register").rename(beside / "new" / "register")
            (beside / "new").rename(place)
        finally:
            shutil.rmtree(beside, ignore_errors=True)
        return self._registered(name)

    def names(self) -> tuple[str, ...]:
        """The names of what was added."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(one.name for one in self._folder.iterdir() if not one.name.startswith(".")))

    def status(self) -> tuple[Registered, ...]:
        """What was added, and what it was last screened against."""
        return tuple(map(self._registered, self.names()))

    def remove(self, name: str) -> None:
        """Takes a file of customers out. Raises SubjectError where there is none of this name."""
        self._require(name)
        self._gone(name)
        shutil.rmtree(self._folder / name)

    def rescreen(
        self,
        out: Path | str,
        name: str | None = None,
        *,
        all_of_them: bool = False,
        workers: int | None = None,
        progress: Callable[[int, int], None] | None = None,
    ) -> Rescreened:
        """Writes the present answers of those whom the lists' changes since the last time may touch; of all, the first time.

        Args:
            out: the file of results, as `screen_file` writes it; it appears whole or not at all.
            name: of the customers; not needed where there is one file of them.
            all_of_them: asks everybody, whatever changed.
            workers: as in `screen_file`.
            progress: told how many are done, of how many.

        Raises:
            SubjectError: there are none of this name.
            UnreadableTable: the suffix of `out` is none that is written.
        """
        chosen = self.chosen(name)
        path = Path(out)
        require_writable(path, kind_of(path.name))
        answering = self._answering()
        found = self.to_ask(self.opened(chosen), answering, self._noted(chosen), all_of_them=all_of_them)
        outcomes: Counter[str] = Counter()
        parts = self._recorded(chosen, answering)(answered(answering, workers))(chunks(found.asked))
        _write(path, _counted(parts, outcomes, found.count, progress))
        self._note(chosen, noted_of(answering))
        return Rescreened(chosen, found.customers, found.count, found.changed, found.everybody, outcomes)

    def to_ask(
        self, register: Snapshot, answering: Answering, noted: Mapping[str, Any] | None, *, all_of_them: bool = False
    ) -> "ToAsk":
        """Who is to be asked, when they were last asked as `noted` says (`noted_of`; None: never)."""
        lists = {one.dataset: one.published for one in answering.snapshot.searched}
        why, entries = ("all were asked for", []) if all_of_them else self._changed(noted, lists, answering)
        if not why and len(entries) * _MANY > register.entities:
            why = f"{len(entries):,} versions of entries changed"
        if why:
            return ToAsk(everybody(register), register.entities, register.entities, len(entries), why)
        numbers = sorted(touched(register, entries, answering.rules))
        return ToAsk(
            (customer(register, number) for number in numbers), len(numbers), register.entities, len(entries), ""
        )

    def digest(self, name: str) -> str:
        """Another one whenever the file of this name was added again."""
        manifest = self._folder / name / "register" / MANIFEST
        return blake2b(manifest.read_bytes(), digest_size=16).hexdigest()

    def _changed(
        self, noted: Mapping[str, Any] | None, lists: Mapping[str, str], answering: Answering
    ) -> tuple[str, list[Entity]]:
        """Entries that changed since the last time, as they were and as they are; or why that cannot be told."""
        if noted is None:
            return "they were never screened", []
        if noted["rules"] != answering.rules.full_version or noted["datasets"] != _datasets(answering):
            return "the rules, the thresholds or the lists chosen are others than the last time", []
        known: dict[str, str] = noted["lists"]
        if not set(known) <= set(lists):
            return "a list is no longer loaded", []
        entries: list[Entity] = []
        bank = self._bank()
        for dataset in lists:
            since = known.get(dataset)
            ids = bank.changed_since(dataset, since, listings=True)
            if ids is None:
                return f"the version of {dataset} that they were screened against is gone", []
            for known_at in (since, None) if since is not None else (None,):
                entries += [entity for entity, _ in bank.some(dataset, ids, known_at)]
        return "", entries

    def chosen(self, name: str | None) -> str:
        """The name of the customers that are meant; the only one where none is said. Raises SubjectError, naming those there are."""
        there = self.names()
        if name is None and len(there) == 1:
            return there[0]
        if name is None or name not in there:
            told = ", ".join(there) or "none; tizim customers add FILE"
            raise SubjectError(f"customers: expected the name of those to screen ({told}), came {name!r}")
        return name

    def _require(self, name: str) -> None:
        if name not in self.names():
            raise SubjectError(f"customers: expected a name of {', '.join(self.names()) or 'none'}, came {name!r}")

    def opened(self, name: str) -> Snapshot:
        """The customers of a name, indexed; raises SnapshotError where it was written by another tizim: then the file must be added again."""
        try:
            register = Snapshot.open(self._folder / name / "register")
        except SnapshotError as wrong:
            raise SnapshotError(f"{wrong}; tizim customers add FILE --name {name}") from wrong
        if register.rules_version != self._rules().version:
            raise SnapshotError(
                f"customers {name}: expected an index under the rules {self._rules().version}, came {register.rules_version}; "
                f"tizim customers add FILE --name {name}"
            )
        return register

    def _registered(self, name: str) -> Registered:
        register, noted = Snapshot.open(self._folder / name / "register"), self._noted(name)
        added = register.searched[0].published
        return Registered(name, register.entities, added, noted["lists"] if noted is not None else None)

    def _noted(self, name: str) -> dict[str, Any] | None:
        try:
            noted: dict[str, Any] = json.loads((self._folder / name / "screened.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return noted

    def _note(self, name: str, noted: Mapping[str, object]) -> None:
        file = self._folder / name / "screened.json"
        beside = file.with_name(f".{file.name}")
        with beside.open("w", encoding="utf-8") as opened:
            json.dump(noted, opened, indent=1)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)


def noted_of(answering: Answering) -> dict[str, object]:
    """Against which lists, under which rules somebody is asked: what `to_ask` wants to know the next time."""
    lists = {one.dataset: one.published for one in answering.snapshot.searched}
    return {"lists": lists, "rules": answering.rules.full_version, "datasets": _datasets(answering)}


def _datasets(answering: Answering) -> list[str] | None:
    return sorted(answering.datasets) if answering.datasets is not None else None


def _told(asked: Iterable[Asked], count: int, progress: Callable[[int, int], None] | None) -> Iterator[Asked]:
    for done, one in enumerate(asked, 1):
        yield one
        if progress is not None and (done % PART_ROWS == 0 or done == count):
            progress(done, count)


def chunks(asked: Iterator[Asked]) -> Iterator[list[Asked]]:
    """Some at a time."""
    while chunk := list(islice(asked, PART_ROWS)):
        yield chunk


def _counted(
    parts: Iterable[Part], outcomes: "Counter[str]", count: int, progress: Callable[[int, int], None] | None
) -> Iterator[Part]:
    done = 0
    for part in parts:
        outcomes.update(part.outcomes)
        done += part.subjects
        yield part
        if progress is not None:
            progress(done, count)


def _write(out: Path, parts: Iterable[Part]) -> None:
    """The results, beside their place, then moved there."""
    beside = out.with_name(f".{out.stem}.part{out.suffix}")
    try:
        with write_rows(beside, kind_of(out.name), COLUMNS) as writer:
            for part in parts:
                writer.extend(json.loads(line) for line in part.text.split("\n") if line)
        with beside.open("rb") as written:
            os.fsync(written.fileno())
        beside.replace(out)
    finally:
        beside.unlink(missing_ok=True)
