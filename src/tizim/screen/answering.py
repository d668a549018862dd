"""One way of asking, made once: a snapshot, the rules, which lists and which day; then a verdict for each subject.

What cannot be screened is an answer too: never an exception that stops a batch, never "clear". Start at `Answering`.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace

from tizim.compare.asked import understand
from tizim.errors import TizimError
from tizim.index.snapshot import Snapshot
from tizim.model.rules import Rules
from tizim.model.subject import Subject
from tizim.model.verdict import Searched, Verdict
from tizim.screen.distinguishing import Distinctions, with_distinctions
from tizim.screen.screening import SETTLED, screen


@dataclass(frozen=True, slots=True)
class Answering:
    """How every subject is asked about.

    datasets: only these lists (None: all). day: as in `screening.screen`. warnings: what goes with each answer. settled: how
    many hits of an answer come with what would settle them. distinctions: who is known not to be which entry.
    """

    snapshot: Snapshot
    rules: Rules
    datasets: tuple[str, ...] | None = None
    day: str | None = None
    warnings: tuple[str, ...] = ()
    settled: int = SETTLED
    distinctions: Distinctions | None = None

    @property
    def searched(self) -> tuple[Searched, ...]:
        """The lists that are asked."""
        return tuple(one for one in self.snapshot.searched if self.datasets is None or one.dataset in self.datasets)

    def verdicts(self, subjects: Iterable[object]) -> Iterator[Verdict]:
        """One for each, in order."""
        return map(self.verdict, subjects)

    def verdict(self, subject: object, not_them: Collection[str] = ()) -> Verdict:
        """The answer about one subject; "not_screened" with the reason where there can be none. not_them: as in `screen`."""
        made = self._verdict(subject, not_them)
        return replace(made, warnings=(*made.warnings, *self.warnings)) if self.warnings else made

    def _verdict(self, subject: object, not_them: Collection[str]) -> Verdict:
        if not isinstance(subject, Subject):
            return self._unscreened(None, f"expected a Subject, came {type(subject).__name__}")
        try:
            made = self._screened(subject, not_them)
            if self.distinctions is None or not made.hits:
                return made
            told = with_distinctions(
                made, self.distinctions, lambda others: self._screened(subject, {*not_them, *others})
            )
            unasked = understand(subject, self.rules).unasked if told.outcome == "clear" else ""
            # Where a part of the question was not asked, what is left after a distinction clears nobody.
            return replace(told, outcome="not_screened", reason=unasked) if unasked else told
        except TizimError as wrong:
            return self._unscreened(subject, str(wrong))

    def _screened(self, subject: Subject, not_them: Collection[str]) -> Verdict:
        return screen(
            subject,
            self.snapshot,
            self.rules,
            datasets=self.datasets,
            as_of=self.day,
            settled=self.settled,
            not_them=not_them,
        )

    def unscreened(self, reason: str) -> Verdict:
        """The answer where nothing could be made of what was asked."""
        made = self._unscreened(None, reason)
        return replace(made, warnings=self.warnings) if self.warnings else made

    def _unscreened(self, subject: Subject | None, reason: str) -> Verdict:
        return Verdict(subject, "not_screened", (), self.searched, self.rules.full_version, (), reason)
