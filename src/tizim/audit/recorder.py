"""Many threads, one log: whoever comes while another writes is written with the next group, in one transaction. Start at `Grouped`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(slots=True)
class _Waiting(Generic[Given, Made]):
    given: Sequence[Given]
    made: tuple[Made, ...] | None = None
    error: BaseException | None = None


@dataclass(slots=True)
class Grouped(Generic[Given, Made]):
    """Calls `write`, which makes one thing of each given, as few times as it can: a commit costs the same for one as for hundreds."""

    write: Callable[[Sequence[Given]], tuple[Made, ...]]
    _waiting: list[_Waiting[Given, Made]] = field(default_factory=list)
    _list: Lock = field(default_factory=Lock)
    _writer: Lock = field(default_factory=Lock)

    def __call__(self, given: Sequence[Given]) -> tuple[Made, ...]:
        """What was made, once it is on the disk. Raises what `write` raises, in every thread that had a part in the group."""
        mine: _Waiting[Given, Made] = _Waiting(given)
        with self._list:
            self._waiting.append(mine)
        with self._writer:
            if mine.made is None and mine.error is None:
                self._write()
        if mine.error is not None:
            raise mine.error
        return mine.made or ()

    def _write(self) -> None:
        """Writes all that wait, those of this thread among them."""
        with self._list:
            group, self._waiting = self._waiting, []
        try:
            made = self.write([one for part in group for one in part.given])
        except BaseException as wrong:  # noqa: BLE001  (raised again by each thread of the group: none may think it was written)
            for part in group:
                part.error = wrong
            return
        at = 0
        for part in group:
            part.made = made[at : at + len(part.given)]
            at += len(part.given)
