"""May this reading become a version? The decision alone: no bank, no file, tested as a table.

What is refused says the numbers and what a person can do about it; what a person overruled is named, to be kept with the
version. Start at `judged`.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tizim.errors import SourceError, SuspiciousVersion, UndeclaredExcerpt, UnknownFields, UnreadableSource

FEWER_RECORDS = "fewer-records"
MANY_REJECTS = "many-rejects"
FIELD = "field:"
_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one reading came to.

    duplicates are among `rejected`, first_reject says where the first one stands and why. files: what was read. unknown: name
    -> (how often, first place). previous: entities of the newest version before this one, None for a first load or where that
    version was an excerpt.
    """

    dataset: str
    records: int
    entities: int
    rejected: int
    unknown: Mapping[str, tuple[int, str]]
    declared: int | None = None
    excerpt: str | None = None
    previous: int | None = None
    files: str = ""
    first_reject: str = ""

    @property
    def where(self) -> str:
        """The list and its files, as messages begin."""
        return f"{self.dataset} ({self.files})" if self.files else self.dataset


@dataclass(frozen=True, slots=True)
class Expectation:
    """What the source promises, and what a person said beforehand: `accept` (see the constants here) and `called_excerpt`."""

    min_records: int
    max_reject_share: float
    max_loss_share: float
    accept: Collection[str] = ()
    called_excerpt: bool = False

    def accepts(self, name: str) -> bool:
        """Whether a person let an unknown field or word in."""
        return f"{FIELD}{name}" in self.accept


@dataclass(frozen=True, slots=True)
class Judgement:
    """refusals: why it may not, the gravest first; empty if it may. overruled: what a person let pass, in words."""

    refusals: tuple[SourceError, ...]
    overruled: tuple[str, ...]

    def require(self) -> tuple[str, ...]:
        """What was overruled; raises the first refusal, if any."""
        if self.refusals:
            raise self.refusals[0]
        return self.overruled


def judged(outcome: Outcome, expected: Expectation) -> Judgement:
    """Weighs a reading against what was expected of it."""
    refusals: list[SourceError] = []
    overruled: list[str] = []
    if outcome.records == 0:
        refusals.append(UnreadableSource(f"{outcome.where}: expected records, came none"))
    elif outcome.entities + outcome.rejected != outcome.records:
        counts = f"{outcome.records:,} records, {outcome.entities:,} entities and {outcome.rejected:,} rejects"
        refusals.append(
            UnreadableSource(f"{outcome.where}: expected every record to be an entity or a reject, came {counts}")
        )
    for check in (_unknown, _excerpt, _few, _loss, _rejects):
        refusal, let_pass = check(outcome, expected)
        refusals += [refusal] if refusal is not None else []
        overruled += let_pass
    return Judgement(tuple(refusals), tuple(overruled))


_Checked = tuple[SourceError | None, list[str]]


def _unknown(outcome: Outcome, expected: Expectation) -> _Checked:
    let_pass = [f"{FIELD}{name}" for name in sorted(outcome.unknown) if expected.accepts(name)]
    left = {name: outcome.unknown[name] for name in sorted(outcome.unknown) if not expected.accepts(name)}
    if not left:
        return None, let_pass
    told = "; ".join(
        f"{name} ({count:,} times, first in {place})" for name, (count, place) in list(left.items())[:_SHOWN]
    )
    more = f"; and {len(left) - _SHOWN} more" if len(left) > _SHOWN else ""
    how = " ".join(f'--accept "{FIELD}{name}"' for name in list(left)[:_SHOWN])
    message = (
        f"{outcome.where}: expected only fields and words that the reader knows, came {told}{more}. "
        f"Nothing was changed. To let them in, kept as they are and not scored: {how}"
    )
    return UnknownFields(message, tuple(left)), let_pass


def _excerpt(outcome: Outcome, expected: Expectation) -> _Checked:
    why = outcome.excerpt
    if why is None and outcome.declared is not None and outcome.declared != outcome.records:
        why = f"the file says that it holds {outcome.declared:,} records and holds {outcome.records:,}"
    if why is None or expected.called_excerpt:
        return None, []
    return UndeclaredExcerpt(
        f"{outcome.where}: expected a whole list, came a part ({why}). To load it as one: --excerpt"
    ), []


def _few(outcome: Outcome, expected: Expectation) -> _Checked:
    if outcome.previous is not None or expected.called_excerpt or not 0 < outcome.records < expected.min_records:
        return None, []
    told = f"expected at least {expected.min_records:,} records in a first load, came {outcome.records:,}"
    return _suspicious(outcome, expected, FEWER_RECORDS, told)


def _loss(outcome: Outcome, expected: Expectation) -> _Checked:
    if not outcome.previous or outcome.records == 0:
        return None, []
    lost = outcome.previous - outcome.entities
    if lost <= outcome.previous * expected.max_loss_share:
        return None, []
    allowed = f"at most {expected.max_loss_share:.0%} fewer than the {outcome.previous:,} entries of the version before"
    return _suspicious(
        outcome, expected, FEWER_RECORDS, f"expected {allowed}, came {outcome.entities:,} ({lost:,} fewer)"
    )


def _rejects(outcome: Outcome, expected: Expectation) -> _Checked:
    if outcome.records == 0 or outcome.rejected <= outcome.records * expected.max_reject_share:
        return None, []
    told = f"expected at most {expected.max_reject_share:.1%} rejects, came {outcome.rejected:,} of {outcome.records:,} records"
    told += f" (first: {outcome.first_reject})" if outcome.first_reject else ""
    return _suspicious(outcome, expected, MANY_REJECTS, told)


def _suspicious(outcome: Outcome, expected: Expectation, key: str, told: str) -> _Checked:
    if key in expected.accept:
        return None, [f"{key}: {told}"]
    message = f"{outcome.where}: {told}. Nothing was changed. If you have seen that this is right: --accept {key}"
    return SuspiciousVersion(message), []
