"""Customers that are screened again and again: all once, then those whom a change of the lists touches.

    home/customers/<name>/register/       who they are, as they would be asked (personal data: keep the folder as such)
    home/customers/<name>/screened.json   against which lists and under which rules everybody's answer was last given, and who came since

The answers are those that screening everybody anew would give; a test on random updates demands it. Start at `Customers`.
"""

import json
import os
import re
import shutil
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from tizim.customers.register import Register, Spread, write_register
from tizim.customers.touched import touched
from tizim.errors import NoSuchVersion, NothingKept, NothingLoaded, SnapshotError, SubjectError
from tizim.index.build import SLICE
from tizim.index.layout import MANIFEST
from tizim.jobs.answering_parts import answered
from tizim.jobs.batch import PART_ROWS, AnswerParts, Part, require_writable
from tizim.jobs.customer_changes import Changing
from tizim.jobs.customer_file import CustomerFile
from tizim.jobs.results import COLUMNS
from tizim.jobs.workers import cores, in_order
from tizim.model.rules import Rules
from tizim.model.statement import Entity
from tizim.model.subject import Subject
from tizim.screen.answering import Answering
from tizim.subjects.table import Asked
from tizim.tables import kind_of, write_rows

if TYPE_CHECKING:  # only a rescreen reads the bank
    from tizim.bank.bank import Bank

_NAME = re.compile(r"[\w.-]{1,80}")
_SCREENED = "screened.json"
_BESIDE = ".adding-"
_ABANDONED_SECONDS = 86_400
_MANY = 4
"""customers for one changed entry: with fewer, asking everybody anew takes less"""
_WORTH_IT = 2
"""slices of customers from which starting other processes takes less time than it saves"""


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
class Changed:
    """What changes came to: the file afterwards, and how many customers are others, new, and gone."""

    registered: Registered
    changed: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Alerts:
    """Present answers of those customers whom a change may touch, made as `parts` is read. The rest as in `Rescreened`.

    searched: the lists that answer, with the dates of their versions: what to ask from the next time.
    """

    name: str
    customers: int
    asked: int
    changed: int
    everybody: str
    searched: Mapping[str, str]
    parts: Iterator[Part]


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

    recorded: puts the answers about customers of a name on record, where that is done. workers: processes that index many, None
    for all cores. gone: told before a file is taken out.
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
        workers: int | None = 1,
        gone: Callable[[str], None] = lambda _name: None,
    ) -> None:
        self._folder = folder
        self._rules = rules
        self._bank = bank
        self._answering = answering
        self._recorded = recorded
        self._workers = workers
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
        require_name(name)
        found = CustomerFile.of(path, columns or {}, kind)
        with self.beside() as beside:
            told = _told(found.asked(), found.count, progress)
            write_register(
                told, self._rules(), beside / "new" / "register", made=_now(), spread=self._spread(found.count)
            )
            with self._changing():
                self._put(name, beside)
        return self._registered(name)

    def change(self, name: str, changes: Mapping[str, Subject | None]) -> Changed:
        """Puts subjects in the place of all customers of their numbers, or at the end; None takes them out. All, or none.

        Who is new or another has no answer yet, and is asked at the next rescreen; what is known of the others stays. The whole
        file is written anew, so that many changes are best made together.

        Args:
            name: of the customers.
            changes: by the customers' own numbers (the column `id`).

        Raises:
            NothingKept: there are none of this name.
            SubjectError: a number is blank; or nobody would be left.
            SnapshotError: the file was indexed by another tizim or under other rules: add it again.
        """
        if any(not own.strip() for own in changes):
            raise SubjectError("id: expected the customer's own number, came a blank one")
        self._require(name)
        with self._changing(), self.beside() as beside:
            register, noted = self.opened(name), self._noted(name)
            made = Changing(register.everybody(), changes, noted["fresh"] if noted is not None else ())
            count = write_register(
                made, self._rules(), beside / "new" / "register", made=_now(), spread=self._spread(register.entities)
            )
            if not count:
                raise SubjectError(f"customers {name}: expected somebody to be left; tizim customers remove {name}")
            if noted is not None:
                _write_json(beside / "new" / _SCREENED, noted | {"fresh": sorted(made.fresh)})
            self._put(name, beside)
        return Changed(self._registered(name), made.changed, made.added, made.removed)

    def _spread(self, count: int) -> Spread:
        """How so many customers are worked through."""
        workers = 1 if count < _WORTH_IT * SLICE else self._workers or cores()
        return partial(in_order, workers=workers)

    @contextmanager
    def beside(self) -> Iterator[Path]:
        """A folder for what is on its way in, beside the customers and gone afterwards.

        What a killed process left in one is removed a day later by whoever comes next.
        """
        self._folder.mkdir(parents=True, exist_ok=True)
        now = time.time()
        for left in self._folder.glob(f"{_BESIDE}*"):
            with suppress(OSError):  # another process was faster
                if now - left.stat().st_mtime > _ABANDONED_SECONDS:
                    shutil.rmtree(left, ignore_errors=True)
        made = Path(mkdtemp(prefix=_BESIDE, dir=self._folder))  # its owner's only
        try:
            yield made
        finally:
            shutil.rmtree(made, ignore_errors=True)

    @contextmanager
    def _changing(self) -> Iterator[None]:
        """Held by the one process that puts customers in their place."""
        from filelock import FileLock  # only those who change need it

        with FileLock(self._folder / ".lock"):
            yield

    def _put(self, name: str, beside: Path) -> None:
        """Puts the folder `new` in the place of what has the name."""
        place = self._folder / name
        if place.exists():
            place.rename(beside / "gone")
        (beside / "new").rename(place)

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
        with self._changing(), self.beside() as beside, suppress(FileNotFoundError):  # another process was faster
            (self._folder / name).rename(beside / "gone")

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
        chosen = self.chosen(name)
        require_writable(path, kind_of(path.name))
        answering = self._answering()
        found = self._alerts(chosen, answering, None, all_of_them=all_of_them, workers=workers)
        outcomes: Counter[str] = Counter()
        _write(path, _counted(found.parts, outcomes, found.asked, progress))
        self._note(chosen, found.searched, answering)
        return Rescreened(chosen, found.customers, found.asked, found.changed, found.everybody, outcomes)

    def alerts(
        self,
        name: str | None = None,
        *,
        since: Mapping[str, str | None] | None = None,
        all_of_them: bool = False,
        together: int = PART_ROWS,
    ) -> Alerts:
        """The same answers as `rescreen` writes, given as they are made. It leaves what a rescreen goes by as it is.

        Args:
            name: of the customers; not needed where there is one file of them.
            since: what changed in these lists since their versions of these dates (the beginning of one is enough; None: whatever
                they hold); else since the last rescreen.
            all_of_them: asks everybody, whatever changed.
            together: how many are answered at a time.

        Raises:
            SubjectError: there are none of this name.
            NothingLoaded: a list that is named does not answer.
            NoSuchVersion: it has no version of that date.
        """
        return self._alerts(
            self.chosen(name), self._answering(), since, all_of_them=all_of_them, workers=1, together=together
        )

    def touched(self, name: str, since: Mapping[str, str | None]) -> tuple[int, int, str]:
        """How many of how many customers what changed since then may touch, and why all must be asked, or "". It asks nobody.

        Arguments and errors as of `alerts`.
        """
        register = self.opened(self.chosen(name))
        found = self._changed_since(since, self._answering())
        count, why, _ = self._whom(register, found)
        return count, register.entities, why

    def _alerts(
        self,
        name: str,
        answering: Answering,
        since: Mapping[str, str | None] | None,
        *,
        all_of_them: bool,
        workers: int | None,
        together: int = PART_ROWS,
    ) -> Alerts:
        register = self.opened(name)
        lists = {one.dataset: one.published for one in answering.searched}
        if all_of_them:
            found = _Found("all were asked for")
        elif since is not None:
            found = self._changed_since(since, answering)
        else:
            found = self._changed(self._noted(name), lists, answering)
        count, why, asked = self._whom(register, found)
        parts = self._recorded(name, answering)(answered(answering, workers))(_chunks(asked, together))
        return Alerts(name, register.entities, count, len(found.entries), why, lists, iter(parts))

    def _whom(self, register: Register, found: "_Found") -> tuple[int, str, Iterator[Asked]]:
        """How many are to be asked, why it is all of them, and who it is."""
        why = found.why
        if not why and len(found.entries) * _MANY > register.entities:
            why = f"{len(found.entries):,} versions of entries changed"
        if why:
            return register.entities, why, register.everybody()
        numbers = sorted(touched(register, found.entries, self._rules()) | found.fresh)
        return len(numbers), "", register.customers(numbers)

    def _changed_since(self, since: Mapping[str, str | None], answering: Answering) -> "_Found":
        """Entries of these lists that changed since their versions of these dates."""
        there = [one.dataset for one in answering.searched]
        bank = self._bank()
        entries: list[Entity] = []
        for dataset, words in since.items():
            if dataset not in there:
                raise NothingLoaded(
                    f"since: expected a list that answers ({', '.join(there) or 'none does'}), came {dataset!r}"
                )
            published = _version_of(bank, dataset, words) if words is not None else None
            ids = bank.changed_since(dataset, published, listings=True)
            entries += _as_they_were_and_are(bank, dataset, ids or (), published)
        return _Found(entries=entries)

    def to_ask(
        self, register: Register, answering: Answering, noted: Mapping[str, Any] | None, *, all_of_them: bool = False
    ) -> "ToAsk":
        """Who is to be asked, when they were last asked as `noted` says (`noted_of`; None: never)."""
        lists = {one.dataset: one.published for one in answering.searched}
        found = _Found("all were asked for") if all_of_them else self._changed(noted, lists, answering)
        count, why, asked = self._whom(register, found)
        return ToAsk(asked, count, register.entities, len(found.entries), why)

    def digest(self, name: str) -> str:
        """Another one whenever the file of this name was added again, or changed."""
        digest = blake2b(digest_size=16)
        folder = self._folder / name / "register"
        for manifest in sorted(folder.glob(f"*/{MANIFEST}")):
            digest.update(manifest.read_bytes())
        return digest.hexdigest()

    def _changed(self, noted: Mapping[str, Any] | None, lists: Mapping[str, str], answering: Answering) -> "_Found":
        """What changed since the last time; or why that cannot be told."""
        if noted is None:
            return _Found("they were never screened")
        if noted["rules"] != answering.rules.full_version or noted["datasets"] != _datasets(answering):
            return _Found("the rules, the thresholds or the lists chosen are others than the last time")
        known: dict[str, str] = noted["lists"]
        if not set(known) <= set(lists):
            return _Found("a list is no longer loaded")
        entries: list[Entity] = []
        bank = self._bank()
        for dataset in lists:
            since = known.get(dataset)
            ids = bank.changed_since(dataset, since, listings=True)
            if ids is None:
                return _Found(f"the version of {dataset} that they were screened against is gone")
            entries += _as_they_were_and_are(bank, dataset, ids, since)
        return _Found(entries=entries, fresh=frozenset(noted.get("fresh", ())))

    def chosen(self, name: str | None) -> str:
        """The name of the customers that are meant; the only one where none is said. Raises SubjectError, naming those there are."""
        there = self.names()
        if name is None and len(there) == 1:
            return there[0]
        if name is None or name not in there:
            told = ", ".join(there) or "none; tizim customers add FILE"
            raise NothingKept(f"customers: expected the name of those to screen ({told}), came {name!r}")
        return name

    def _require(self, name: str) -> None:
        if name not in self.names():
            raise NothingKept(f"customers: expected a name of {', '.join(self.names()) or 'none'}, came {name!r}")

    def opened(self, name: str) -> Register:
        """The customers of a name, indexed; raises SnapshotError where it was written by another tizim: then the file must be added again."""
        try:
            register = Register.open(self._folder / name / "register")
        except SnapshotError as wrong:
            raise SnapshotError(f"{wrong}; tizim customers add FILE --name {name}") from wrong
        if register.rules_version != self._rules().version:
            raise SnapshotError(
                f"customers {name}: expected an index under the rules {self._rules().version}, came {register.rules_version}; "
                f"tizim customers add FILE --name {name}"
            )
        return register

    def _registered(self, name: str) -> Registered:
        register, noted = Register.open(self._folder / name / "register"), self._noted(name)
        return Registered(name, register.entities, register.made, noted["lists"] if noted is not None else None)

    def _noted(self, name: str) -> dict[str, Any] | None:
        try:
            noted: dict[str, Any] = json.loads((self._folder / name / _SCREENED).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return {"fresh": []} | noted

    def _note(self, name: str, lists: Mapping[str, str], answering: Answering) -> None:
        noted = {**noted_of(answering), "lists": lists, "fresh": []}
        _write_json(self._folder / name / _SCREENED, noted)


@dataclass(frozen=True, slots=True)
class _Found:
    """Whom a change may touch: entries as they were and as they are, and customers who have no answer yet; or why it is all."""

    why: str = ""
    entries: list[Entity] = field(default_factory=list)
    fresh: frozenset[int] = frozenset()


def require_name(name: str) -> None:
    """Raises SubjectError where a name is none for customers: it is a folder's too."""
    if not _NAME.fullmatch(name) or name.startswith("."):
        raise SubjectError(f"name: expected letters, digits, . - and _, came {name!r}")


def _write_json(file: Path, told: Mapping[str, object]) -> None:
    beside = file.with_name(f".{file.name}")
    with beside.open("w", encoding="utf-8") as opened:
        json.dump(told, opened, indent=1)
        opened.flush()
        os.fsync(opened.fileno())
    beside.replace(file)


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


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


def _chunks(asked: Iterator[Asked], together: int) -> Iterator[list[Asked]]:
    while chunk := list(islice(asked, together)):
        yield chunk


def _as_they_were_and_are(bank: "Bank", dataset: str, ids: Sequence[str], since: str | None) -> list[Entity]:
    times = (since, None) if since is not None else (None,)
    return [entity for known_at in times for entity, _ in bank.some(dataset, ids, known_at)]


def _version_of(bank: "Bank", dataset: str, words: str) -> str:
    """The date of the newest version whose date begins so."""
    dates = [one.published for one in bank.versions(dataset)]
    found = [one for one in dates if one.startswith(words)]
    if not found or not words:
        raise NoSuchVersion(f"since: expected a version of {dataset} ({', '.join(dates[-5:])}), came {words!r}")
    return found[-1]


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
