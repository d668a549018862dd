"""The peer's environment and the pipe to its process, and what it answered before.

Its answers depend on its packages and on what it is asked, and on nothing of tizim's: `Peer(KEPT)` keeps them in a folder
that git ignores, by the digest of both, and starts the process only for what it was never asked.
"""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from hashlib import blake2b
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bench.data import ROOT, Asked
from bench.un_list import Person

REQUIREMENTS = ("nomenklatura==4.17.4", "rigour==2.6.1", "followthemoney==4.11.2", "rapidfuzz==3.14.6")
ENVIRONMENT = ROOT / "bench" / ".venv-peer"
KEPT = ROOT / "bench" / ".cache" / "peer"


CHUNK = 200
"""questions in one request: what was answered is kept even where the run is stopped"""


def versions() -> list[str]:
    """The peer's packages as installed."""
    there = ENVIRONMENT.glob("lib/python*/site-packages/*.dist-info")
    wanted = ("nomenklatura-", "rigour-", "followthemoney-", "rapidfuzz-", "pyicu-")
    return sorted(path.name for path in there if path.name.lower().startswith(wanted))


def prepare() -> None:
    """Makes the peer's environment where there is none. pyicu is compiled: README.md says what that needs."""
    if (ENVIRONMENT / "ready").exists():
        return
    print("setting up the peer's environment (once, some minutes)", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    subprocess.run([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True)
    (ENVIRONMENT / "ready").touch()


class Peer:
    """The peer, warm once it is first needed. Leave the block and it ends. kept: a folder of its former answers, or none."""

    def __init__(self, kept: Path | None = None) -> None:
        self._parts = 0
        self._kept = kept
        self._process: subprocess.Popen[str] | None = None
        self._lists: dict[str, list[dict[str, object]]] = {}
        self._loaded: set[str] = set()

    def __enter__(self) -> Self:
        if self._kept is None:
            self._started()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process is not None:
            self._process.terminate()
            self._process.wait()

    def ask(self, op: str, **request: object) -> dict[str, Any]:
        """One request, one answer."""
        process = self._started()
        if process.stdin is None or process.stdout is None:
            raise SystemExit("the peer has no pipes")
        process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        process.stdin.flush()
        line = process.stdout.readline()
        if not line:
            raise SystemExit(f"the peer ended (status {process.poll()}) while asked to {op}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _started(self) -> "subprocess.Popen[str]":
        if self._process is None:
            prepare()
            self._process = subprocess.Popen(
                [str(ENVIRONMENT / "bin" / "python"), str(ROOT / "bench" / "peer_worker.py")],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
                encoding="utf-8",
            )
            warm = [({"name": ["Anna Example"]}, {"name": ["Анна Пример"]})]
            self.ask("compare", part=0, pairs=warm)  # loads the name tagger
        return self._process

    def _remembered(self, op: str, about: object, **request: object) -> dict[str, Any]:
        """The answer given before to the same question about the same data by the same packages, else a new one."""
        if self._kept is None:
            return self.ask(op, **request)
        asked = {name: value for name, value in request.items() if name != "part"}
        text = json.dumps([versions(), op, about, asked], sort_keys=True)
        path = self._kept / f"{blake2b(text.encode(), digest_size=16).hexdigest()}.json"
        if path.exists():
            before: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
            return before
        if op == "screen":
            self._send(str(request["list"]))
        answer = self.ask(op, **request)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(answer), encoding="utf-8")
        return answer

    def load(self, name: str, people: Iterable[Person], *, keep: Mapping[str, frozenset[str]] | None = None) -> None:
        """A list of people. `keep`: by reference, the names left; all where None."""
        self.load_records(name, [_known(person, keep) for person in people])

    def load_records(self, name: str, records: Iterable[dict[str, object]]) -> None:
        """A list of records, each with "id", "schema" and lists of values by property."""
        self._lists[name] = list(records)
        self._loaded.discard(name)
        if self._kept is None:
            self._send(name)

    def _send(self, name: str) -> None:
        if name not in self._loaded:
            self.ask("load", list=name, entities=self._lists[name])
            self._loaded.add(name)

    def screen(
        self, name: str, asked: Sequence[Asked], *, full: bool = False, floor: float = 0.3
    ) -> tuple[list[dict[str, float]], list[float]]:
        """Scores by reference for each question, and the seconds each took; `full` asks with all the row says."""
        found: list[dict[str, float]] = []
        seconds: list[float] = []
        for start in range(0, len(asked), CHUNK):
            queries = [_query(one, full=full) for one in asked[start : start + CHUNK]]
            answer = self._screened(name, queries, floor)
            found += [dict(one) for one in answer["found"]]
            seconds += answer["seconds"]
        return found, seconds

    def blocked(
        self, name: str, asked: Sequence[Asked], floor: float = 0.3
    ) -> tuple[list[dict[str, float]], dict[str, float]]:
        """As `screen` by name alone, behind the peer's own blocker, in one batch; seconds to build, to block and to compare."""
        answer = self.ask("blocked", list=name, floor=floor, queries=[_query(one, full=False) for one in asked])
        return [dict(one) for one in answer["found"]], answer["seconds"]

    def _screened(self, name: str, queries: list[dict[str, object]], floor: float) -> dict[str, Any]:
        self._parts += 1
        return self._remembered("screen", self._lists[name], list=name, part=self._parts, floor=floor, queries=queries)

    def compare(self, pairs: Sequence[tuple[Mapping[str, object], Mapping[str, object]]]) -> list[float]:
        """The score of each pair of records."""
        self._parts += 1
        scores: list[float] = self._remembered("compare", None, part=self._parts, pairs=pairs)["scores"]
        return scores

    def rapidfuzz(self, people: Iterable[Person], names: Sequence[str]) -> tuple[list[float], float]:
        """token_sort_ratio of each name to every name of every person: seconds of each, and of all in one call."""
        known = [name for person in people for name in (*person.latin, *person.original)]
        answer = self.ask("rapidfuzz", names=known, queries=list(names))
        return answer["seconds"], answer["batch"]


def _known(person: Person, keep: Mapping[str, frozenset[str]] | None) -> dict[str, object]:
    def left(names: Sequence[str]) -> list[str]:
        return [name for name in names if keep is None or name in keep[person.reference]]

    return {
        "id": person.reference,
        "schema": "Person",
        "name": left([person.primary]),
        "alias": left([*person.good, *person.original]),
        "weakAlias": left(person.low),
        "birthDate": list(person.birth_dates),
        "nationality": list(person.nationalities),
        "birthPlace": list(person.birth_places),
        "gender": list(person.genders),
    }


def _query(asked: Asked, *, full: bool) -> dict[str, object]:
    if not full:
        return {"schema": asked.kind, "name": [asked.name]}
    facts = {
        "name": asked.name,
        "birthDate": asked.birth_date,
        "nationality": asked.nationality,
        "birthPlace": asked.birth_place,
        "gender": asked.gender,
    }
    return {prop: [value] for prop, value in facts.items() if value}
