"""Customer files that people upload on the pages: kept for a day, screened one after the other, for whoever uploaded them and nobody else.

    home/uploads/<id>/run.json       whose it is, what it is called, how its columns are read
    home/uploads/<id>/upload.csv     the file (personal data: the folder is its owner's only)
    home/uploads/<id>/state.json     how far it is; any process of the server reads it
    home/uploads/<id>/results.jsonl  the answers, as `screen_file` writes them
    home/uploads/<id>/tuning.json    what each threshold would come to on these customers

A run whose process is gone is told as interrupted, and goes on where it was when it is started again. Start at `Runs`.
"""

import asyncio
import json
import os
import re
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from threading import Event
from typing import IO, Any

from filelock import FileLock, Timeout

from tizim.access.marks import Sees
from tizim.audit.caller import Caller
from tizim.errors import NoSuchEntity, SubjectError, TizimError
from tizim.interfaces.harmless import harmless
from tizim.interfaces.http.desk import Busy
from tizim.jobs.batch import Summary
from tizim.jobs.customers import require_name
from tizim.jobs.results import COLUMNS
from tizim.jobs.tuning import Tuning
from tizim.subjects.columns import BY_HEADING, FIELDS, heading
from tizim.tables import kind_of, rows, write_rows
from tizim.workspace import Tizim

KEPT_SECONDS = 24 * 3600
"""how long an upload and its results are kept, unless they are taken away before"""
_WAITING = 8
_PATIENCE = 2.0
"""seconds for somebody who only looks whether a file is worked on"""
_SWEEP_SECONDS = 3600.0
_PREVIEW = 5
_ID = re.compile(r"[0-9a-f]{24}")
_FORMATS = ("csv", "xlsx", "jsonl", "parquet")
_BLOCK = 1 << 20


class _Stopped(Exception):
    """The server stops, or the run was taken away."""


@dataclass(frozen=True, slots=True)
class State:
    """How far a run is. name: uploaded, waiting, running, tuning, reviewing, done, failed or interrupted. outcomes: customers by outcome. why: it failed."""

    name: str = "uploaded"
    rows: int = 0
    done: int = 0
    outcomes: Mapping[str, int] = field(default_factory=dict)
    why: str = ""
    warnings: tuple[str, ...] = ()

    @property
    def is_busy(self) -> bool:
        """Whether somebody should look again."""
        return self.name in ("waiting", "running", "tuning", "reviewing")


@dataclass(frozen=True, slots=True)
class Run:
    """One upload. title: as its file was called. columns: {column: field}. kept_as: under which name its customers are kept under
    review, "" where they are not; opened: alerts that this opened.
    """

    id: str
    title: str
    created: str
    columns: Mapping[str, str]
    kind: str
    state: State
    has_results: bool
    tuning: Mapping[str, Any] | None
    kept_as: str = ""
    opened: int = 0


@dataclass(frozen=True, slots=True)
class Preview:
    """The first rows of a file. guessed: column -> the field that its heading tells, "" where it tells none."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guessed: Mapping[str, str]
    fields: tuple[str, ...] = FIELDS


@dataclass(frozen=True, slots=True)
class Asking:
    """As whom a run asks."""

    caller: Caller
    sees: Sees | None


class Runs:
    """The uploads of one home. tizim: opened, for the thread that works."""

    def __init__(self, folder: Path, tizim: Tizim) -> None:
        self._folder = folder
        self._tizim = tizim
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="runs")
        self._stopping = Event()
        self._waiting = 0

    def close(self) -> None:
        """Stops what works, which can go on later."""
        self._stopping.set()
        self._thread.shutdown(wait=True, cancel_futures=True)

    # ------------------------------------------------------------------------------------------------------- uploads

    def add(self, owner: str, name: str, file: IO[bytes]) -> str:
        """Keeps a file of somebody, and gives its id. Raises UnreadableTable where its suffix is none of a table."""
        kind_of(name)
        self.forget_old()
        id_ = os.urandom(12).hex()
        folder = self._folder / id_
        folder.mkdir(parents=True, mode=0o700)
        try:
            with _private(folder / f"upload{Path(name).suffix.lower()}") as kept:
                shutil.copyfileobj(file, kept, _BLOCK)
            now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
            told = {
                "owner": _digest(owner),
                "title": harmless(name)[:120],
                "created": now,
                "columns": {},
                "kind": "Thing",
            }
            _write(folder / "run.json", told)
            self.preview(owner, id_)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return id_

    def of(self, owner: str) -> list[Run]:
        """All of somebody's, the newest first."""
        ids = [one.name for one in self._folder.iterdir() if _ID.fullmatch(one.name)] if self._folder.is_dir() else []
        found = []
        for id_ in ids:
            try:
                found.append(self.get(owner, id_))
            except NoSuchEntity:
                continue
        return sorted(found, key=lambda one: one.created, reverse=True)

    def get(self, owner: str, id_: str) -> Run:
        """One of somebody's. Raises NoSuchEntity where they have none of this id: another's is not there for them."""
        folder, told = self._told(owner, id_)
        tuning = _read(folder / "tuning.json")
        return Run(
            id_,
            told["title"],
            told["created"],
            told["columns"],
            told["kind"],
            self._state(folder),
            (folder / "results.jsonl").is_file(),
            tuning or None,
            told.get("kept_as", ""),
            told.get("opened", 0),
        )

    def preview(self, owner: str, id_: str) -> Preview:
        """The first rows, and what the headings tell. Raises UnreadableTable."""
        folder, _ = self._told(owner, id_)
        source = _upload(folder)
        first = [cells for _, cells in islice(rows(source, kind_of(source.name)), _PREVIEW)]
        columns = tuple(dict.fromkeys(column for cells in first for column in cells))
        shown = tuple(
            tuple("" if cells.get(one) is None else str(cells.get(one))[:80] for one in columns) for cells in first
        )
        return Preview(columns, shown, {one: BY_HEADING.get(heading(one), "") for one in columns})

    def remove(self, owner: str, id_: str) -> None:
        """Takes an upload away with its results; one that works stops at its next step."""
        folder, _ = self._told(owner, id_)
        (folder / "run.json").unlink(missing_ok=True)
        shutil.rmtree(folder, ignore_errors=True)

    # ---------------------------------------------------------------------------------------------------------- work

    def start(self, owner: str, id_: str, columns: Mapping[str, str], kind: str, asking: Asking) -> None:
        """Screens a file, when those before it are done. columns: {column: field}, "" for one that is left out."""
        folder, told = self._told(owner, id_)
        if self._state(folder).is_busy:
            raise SubjectError("expected a file that is not being screened, came one that is")
        _write(folder / "run.json", told | {"columns": dict(columns), "kind": kind})
        (folder / "results.jsonl").unlink(missing_ok=True)
        (folder / "tuning.json").unlink(missing_ok=True)
        for one in folder.glob("download.*"):
            one.unlink()
        self._begin(folder, lambda: self._screen(folder, dict(columns), kind, asking))

    def tune(self, owner: str, id_: str, asking: Asking) -> None:
        """Tries all thresholds on a file that was screened."""
        folder, told = self._told(owner, id_)
        if self._state(folder).name != "done":
            raise SubjectError("expected a file that was screened, came one that was not yet")
        self._begin(folder, lambda: self._tune(folder, told["columns"], told["kind"], asking))

    def review(self, owner: str, id_: str, name: str, asking: Asking, *, replacing: bool = False) -> None:
        """Keeps the customers of a file that was screened under review: their hits become alerts, and lists that change ask them again.

        name: under which they are kept; replacing: in place of what has it. Raises SubjectError where something has it and that is not said.
        """
        folder, told = self._told(owner, id_)
        if self._state(folder).name != "done":
            raise SubjectError("expected a file that was screened, came one that was not yet")
        require_name(name)
        if name in self._tizim.customers.names() and not replacing:
            raise SubjectError(
                f"name: expected one under which no customers are kept, came {name!r}, unless they are to be replaced"
            )
        self._begin(folder, lambda: self._review(folder, told, name, asking))

    def _begin(self, folder: Path, work: Callable[[], None]) -> None:
        if self._waiting >= _WAITING:
            raise Busy(f"expected at most {_WAITING} files at once, came one more")
        # Held from now on, by whichever thread: who waits in a process that is gone is told as interrupted, too.
        lock = FileLock(folder / ".lock", thread_local=False)
        try:
            lock.acquire(timeout=_PATIENCE)
        except Timeout as wrong:
            raise SubjectError("expected a file that is not being screened, came one that is") from wrong
        self._waiting += 1
        waiting = replace(self._state(folder), name="waiting", why="")
        _write(folder / "state.json", asdict(waiting))
        self._thread.submit(self._done, folder, work).add_done_callback(lambda _done: lock.release())

    def _done(self, folder: Path, work: Callable[[], None]) -> None:
        self._waiting -= 1
        try:
            self._require_wanted(folder)
            work()
        except (_Stopped, FileNotFoundError):
            return  # gone, or to go on later
        except (TizimError, OSError) as wrong:
            why = str(wrong) if isinstance(wrong, TizimError) else f"this machine: {wrong.strerror}"
            _write(folder / "state.json", asdict(replace(self._state(folder), name="failed", why=why)))

    def _screen(self, folder: Path, columns: dict[str, str], kind: str, asking: Asking) -> None:
        source = _upload(folder)

        def told(summary: Summary, name: str = "running") -> None:
            self._require_wanted(folder)
            _write(folder / "state.json", asdict(_of_summary(summary, name)))

        _write(folder / "state.json", asdict(State("running")))
        with self._tizim.audit.asking_as(asking.caller), self._tizim.seeing(asking.sees):
            summary = self._tizim.screen_file(
                source, folder / "results.jsonl", columns=columns, kind=kind, progress=told
            )
        told(summary, "done")

    def _tune(self, folder: Path, columns: dict[str, str], kind: str, asking: Asking) -> None:
        state = replace(self._state(folder), name="tuning", done=0)

        def told(done: int, count: int) -> None:
            self._require_wanted(folder)
            _write(folder / "state.json", asdict(replace(state, done=done, rows=count)))

        told(0, state.rows)
        with self._tizim.audit.asking_as(asking.caller), self._tizim.seeing(asking.sees):
            tuning = self._tizim.tune_file(_upload(folder), columns=columns, kind=kind, progress=told)
        self._require_wanted(folder)
        _write(folder / "tuning.json", _of_tuning(tuning))
        _write(folder / "state.json", asdict(replace(state, name="done", done=state.rows)))

    def _review(self, folder: Path, run: Mapping[str, Any], name: str, asking: Asking) -> None:
        state = replace(self._state(folder), name="reviewing", done=0)

        def told(done: int, count: int) -> None:
            self._require_wanted(folder)
            _write(folder / "state.json", asdict(replace(state, done=done, rows=count)))

        told(0, state.rows)
        # Everybody's alerts, of all lists: what one does not see is for somebody else.
        with self._tizim.audit.asking_as(asking.caller):
            self._tizim.customers.add(_upload(folder), name, columns=run["columns"], kind=run["kind"], progress=told)
            done = self._tizim.review.update(name, progress=told)
        _write(folder / "run.json", {**run, "kept_as": name, "opened": sum(one.opened for one in done)})
        _write(folder / "state.json", asdict(replace(state, name="done", done=state.rows)))

    def _require_wanted(self, folder: Path) -> None:
        if self._stopping.is_set() or not (folder / "run.json").is_file():
            raise _Stopped

    # ------------------------------------------------------------------------------------------------------- results

    def results(self, owner: str, id_: str, outcome: str, offset: int, limit: int) -> tuple[list[dict[str, Any]], int]:
        """Rows of the results from `offset` on, and how many there are in all. outcome: only those; "" is all of them."""
        folder, _ = self._told(owner, id_)
        page: list[dict[str, Any]] = []
        met = 0
        for row in _rows(folder):
            if outcome and row["outcome"] != outcome:
                continue
            if offset <= met < offset + limit:
                page.append(row)
            met += 1
        return page, met

    def download(self, owner: str, id_: str, form: str) -> Path:
        """The results as a file of this format. Raises NoSuchEntity where there are none."""
        folder, _ = self._told(owner, id_)
        if form not in _FORMATS or not (folder / "results.jsonl").is_file():
            raise NoSuchEntity(f"expected results as one of {', '.join(_FORMATS)}, came {form[:20]!r}")
        out = folder / f"download.{form}"
        if not out.is_file():
            beside = folder / f".{os.urandom(6).hex()}.{form}"
            with write_rows(beside, kind_of(beside.name), COLUMNS) as writer:
                writer.extend(_rows(folder))
            beside.replace(out)
        return out

    # ---------------------------------------------------------------------------------------------------------------

    def _told(self, owner: str, id_: str) -> tuple[Path, dict[str, Any]]:
        folder = self._folder / id_
        told = _read(folder / "run.json") if _ID.fullmatch(id_) else {}
        if told.get("owner") != _digest(owner):
            raise NoSuchEntity("expected a file that you uploaded within a day, came another")
        return folder, told

    def _state(self, folder: Path) -> State:
        told = _read(folder / "state.json")
        state = State(**{**told, "warnings": tuple(told.get("warnings", ()))}) if told else State()
        if not state.is_busy or _is_worked_on(folder):
            return state
        # Its process is gone. Where there are results already, it was only the thresholds that were being tried.
        is_screened = (folder / "results.jsonl").is_file()
        return replace(state, name="done", done=state.rows) if is_screened else replace(state, name="interrupted")

    async def sweep(self) -> None:
        """Forgets what is older than a day, every hour, until it is cancelled."""
        while True:
            await asyncio.to_thread(self.forget_old)
            await asyncio.sleep(_SWEEP_SECONDS)

    def forget_old(self) -> None:
        """Takes away what was uploaded more than a day ago, unless it is worked on."""
        if not self._folder.is_dir():
            self._folder.mkdir(parents=True, mode=0o700)
        limit = time.time() - KEPT_SECONDS
        for one in self._folder.iterdir():
            upload = next(one.glob("upload.*"), one)
            if _ID.fullmatch(one.name) and upload.stat().st_mtime < limit and not _is_worked_on(one):
                shutil.rmtree(one, ignore_errors=True)


def _of_summary(summary: Summary, name: str) -> State:
    outcomes = {one: getattr(summary, one) for one in ("hit", "possible", "clear", "not_screened")}
    return State(name, summary.rows, summary.done, outcomes, warnings=summary.warnings)


def _of_tuning(tuning: Tuning) -> dict[str, Any]:
    names = ("threshold", "hit", "possible", "not_screened", "per_thousand", "low", "high", "missed")
    levels = [{name: getattr(level, name) for name in names} for level in tuning.levels]
    return {"customers": tuning.customers, "possible": tuning.rules.possible, "hit": tuning.rules.hit, "levels": levels}


def _rows(folder: Path) -> Iterator[dict[str, Any]]:
    with (folder / "results.jsonl").open(encoding="utf-8", errors="surrogatepass") as lines:
        yield from map(json.loads, lines)


def _is_worked_on(folder: Path) -> bool:
    """Whether some process works on it now."""
    lock = FileLock(folder / ".lock")
    try:
        with lock.acquire(timeout=0):
            return False
    except Timeout:
        return True
    except OSError:
        return False


def _upload(folder: Path) -> Path:
    found = next(folder.glob("upload.*"), None)
    if found is None:
        raise NoSuchEntity("expected a file that you uploaded within a day, it is gone")
    return found


def _digest(owner: str) -> str:
    return blake2b(owner.encode(), digest_size=16).hexdigest()


@contextmanager
def _private(path: Path) -> Iterator[IO[bytes]]:
    """A new file that its owner alone reads."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        yield file


def _write(path: Path, told: Mapping[str, Any]) -> None:
    beside = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    with _private(beside) as file:
        file.write(json.dumps(told, ensure_ascii=False).encode("utf-8", "replace"))
    beside.replace(path)


def _read(path: Path) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        return {}
    return told
