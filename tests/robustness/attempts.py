"""One damaged list against a home that holds the sound list: what came of it, in a form that tests can judge."""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import tizim
from tests.jobs.made_up import NAMES
from tests.robustness.specimens import ALIASES, NEWER, OLDER, Specimen, write
from tizim.errors import SourceError
from tizim.model.verdict import Verdict

ASKED = tuple(tizim.Subject("Organization", [name]) for name in (*NAMES, *ALIASES))


@dataclass(frozen=True, slots=True)
class State:
    """What a home answers: entities and versions of its list, and a verdict for every sound name."""

    entities: int
    versions: tuple[str, ...]
    answers: tuple[tuple[str, tuple[str, ...]], ...]
    """outcome and references of the hits"""

    @property
    def lost(self) -> list[str]:
        """Sound names that raise no alert."""
        return [
            subject.names[0]
            for subject, (outcome, _) in zip(ASKED, self.answers, strict=True)
            if outcome not in ("hit", "possible")
        ]


@dataclass(frozen=True, slots=True)
class Attempt:
    """error: the refusal. load: what was loaded. before, after: the home's states."""

    error: SourceError | None
    load: tizim.Load | None
    before: State
    after: State

    @property
    def notes(self) -> list[str]:
        """What a person is told of a load."""
        if self.load is None:
            return []
        return [*self.load.warnings, *(f"{one.place}: {one.why}" for one in self.load.rejects)]


class Home:
    """A home with the sound list, put back after every load."""

    def __init__(self, specimen: Specimen, folder: Path) -> None:
        self.specimen = specimen
        self._folder = folder
        self._home = folder / "home"
        if specimen.mapping is not None:
            folder.mkdir(parents=True, exist_ok=True)
            (folder / "mapping.toml").write_text(specimen.mapping, encoding="utf-8")
        self._add(write(folder / "sound", specimen.files(OLDER)), OLDER, ("fewer-records",))
        shutil.copytree(self._home, folder / "kept")
        self._before = self._state()
        self._kept = _digests(self._home)

    def attempt(self, files: Mapping[str, bytes], accept: Sequence[str] = ()) -> Attempt:
        """Loads a release as the newer version. Anything but a refusal of the publisher's side goes on up."""
        here = self._folder / "damaged"
        shutil.rmtree(here, ignore_errors=True)
        path = write(here, files)
        try:
            load = self._add(path, NEWER, accept)
        except SourceError as wrong:
            return Attempt(wrong, None, self._before, self._before if self._is_untouched() else self._state())
        after = self._state()
        shutil.rmtree(self._home)
        shutil.copytree(self._folder / "kept", self._home)
        return Attempt(None, load, self._before, after)

    def _add(self, path: Path, day: str, accept: Sequence[str]) -> tizim.Load:
        one = self.specimen
        mapping = self._folder / "mapping.toml" if one.mapping is not None else None
        with tizim.open(self._home) as tz:
            return tz.lists.add(one.dataset, path, published=None if one.dated else day, accept=accept, mapping=mapping)

    def _is_untouched(self) -> bool:
        """Whether bank and index have the same bytes, and one question the same answer."""
        with tizim.open(self._home) as tz:
            answer = _answer(tz.screen(ASKED[0]))
        return answer == self._before.answers[0] and _digests(self._home) == self._kept

    def _state(self) -> State:
        with tizim.open(self._home) as tz:
            answers = tuple(_answer(verdict) for verdict in tz.screen_many(ASKED))
            (status,) = tz.lists.status()
            bank = tz.verify()
        assert bank.whole, bank.findings
        return State(status.entities, (status.published, str(status.versions)), answers)


def _answer(verdict: Verdict) -> tuple[str, tuple[str, ...]]:
    return verdict.outcome, tuple(hit.entity.reference for hit in verdict.hits)


def _digests(home: Path) -> dict[str, str]:
    """What is stored, by file; SQLite's shared memory is no store, and an empty log holds nothing."""
    files = (file for file in home.rglob("*") if file.is_file() and not file.name.endswith("-shm"))
    return {str(file.relative_to(home)): sha256(file.read_bytes()).hexdigest() for file in files if file.stat().st_size}
