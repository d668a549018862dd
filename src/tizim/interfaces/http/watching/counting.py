"""An opened home that tells the outcome of every answer it gives, to be counted. Start at `Counting`."""

from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from tizim.audit.caller import Caller
from tizim.jobs.send_limits import SendLimits
from tizim.model.subject import NoSubject, Subject
from tizim.model.verdict import Verdict
from tizim.screen.answering import Answering
from tizim.workspace import SENDING, Tizim

if TYPE_CHECKING:
    from tizim.audit.receipt import Receipt


class Counting(Tizim):
    """tell: called with the outcome of each verdict that goes out. Other arguments as of `Tizim`."""

    def __init__(
        self, home: Path, *, user: str, database: str | None, tell: Callable[[str], None], sending: SendLimits = SENDING
    ) -> None:
        super().__init__(home, user=user, database=database, sending=sending)
        self._tell = tell

    def verdicts(
        self,
        answering: Answering,
        subjects: Iterable[Subject | NoSubject],
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> Iterator[Verdict]:
        """As `Tizim.verdicts`, by which `screen` and `screen_many` answer too."""
        return map(self._counted, super().verdicts(answering, subjects, known_at, caller=caller))

    def screen_with_receipt(
        self,
        subject: Subject,
        datasets: Collection[str] | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
        *,
        caller: Caller | None = None,
    ) -> "tuple[Verdict, Receipt]":
        """As `Tizim.screen_with_receipt`."""
        verdict, receipt = super().screen_with_receipt(subject, datasets, as_of, known_at, caller=caller)
        return self._counted(verdict), receipt

    def _counted(self, verdict: Verdict) -> Verdict:
        self._tell(verdict.outcome)
        return verdict
