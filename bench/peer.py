"""The peer's environment and the pipe to its process."""

import json
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from bench.data import ROOT, Asked
from bench.un_list import Person

REQUIREMENTS = ("nomenklatura==4.17.4", "rigour==2.6.1", "followthemoney==4.11.2", "rapidfuzz==3.14.6")
ENVIRONMENT = ROOT / "bench" / ".venv-peer"


def prepare() -> None:
    """Makes the peer's environment where there is none. pyicu is compiled: README.md says what that needs."""
    if (ENVIRONMENT / "ready").exists():
        return
    print("setting up the peer's environment (once, some minutes)", file=sys.stderr)
    subprocess.run([sys.executable, "-m", "venv", str(ENVIRONMENT)], check=True)
    subprocess.run([str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--quiet", *REQUIREMENTS], check=True)
    (ENVIRONMENT / "ready").touch()


class Peer:
    """The peer, running and warm. Leave the block and it ends."""

    def __init__(self) -> None:
        self._parts = 0

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [str(ENVIRONMENT / "bin" / "python"), str(ROOT / "bench" / "peer_worker.py")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        self.compare([({"name": ["Anna Example"]}, {"name": ["Анна Пример"]})])  # loads the name tagger
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._process.terminate()
        self._process.wait()

    def ask(self, op: str, **request: object) -> dict[str, Any]:
        """One request, one answer."""
        if self._process.stdin is None or self._process.stdout is None:
            raise SystemExit("the peer has no pipes")
        self._process.stdin.write(json.dumps({"op": op, **request}) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        if not line:
            raise SystemExit(f"the peer ended (status {self._process.poll()}) while asked to {op}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def load(self, name: str, people: Iterable[Person], *, keep: Mapping[str, frozenset[str]] | None = None) -> None:
        """A list of people. `keep`: by reference, the names left; all where None."""
        self.ask("load", list=name, entities=[_known(person, keep) for person in people])

    def screen(
        self, name: str, asked: Sequence[Asked], *, full: bool = False, floor: float = 0.3
    ) -> tuple[list[dict[str, float]], list[float]]:
        """Scores by reference for each question, and the seconds each took; `full` asks with all the row says."""
        self._parts += 1
        answer = self.ask(
            "screen", list=name, part=self._parts, floor=floor, queries=[_query(one, full=full) for one in asked]
        )
        return [dict(found) for found in answer["found"]], answer["seconds"]

    def compare(self, pairs: Sequence[tuple[Mapping[str, object], Mapping[str, object]]]) -> list[float]:
        """The score of each pair of records."""
        self._parts += 1
        scores: list[float] = self.ask("compare", part=self._parts, pairs=pairs)["scores"]
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
        return {"name": [asked.name]}
    facts = {
        "name": asked.name,
        "birthDate": asked.birth_date,
        "nationality": asked.nationality,
        "birthPlace": asked.birth_place,
        "gender": asked.gender,
    }
    return {prop: [value] for prop, value in facts.items() if value}
