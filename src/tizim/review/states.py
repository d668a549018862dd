"""An alert, what may be done with it, and what its steps come to. Pure: no clock, no database, no policy.

    new ──take──► in_review ──escalate──► escalated          live: somebody must look
      └──────────────┴─────────────────────┴──decide──► confirmed, dismissed
    live or confirmed ──the system──► closed                  delisted, no longer a hit, the customer is gone
    confirmed, dismissed, closed ──reopen──► in_review

A step is never changed or taken away; `replayed` gives the alert that all of them come to. Start at `after`.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from tizim.errors import StepRefused
from tizim.review.facts import Change
from tizim.review.known import Known

LIVE: Final = ("new", "in_review", "escalated")
DECISIONS: Final = ("confirmed", "dismissed")
STATES: Final = (*LIVE, *DECISIONS, "closed")
PRIORITIES: Final = ("urgent", "high", "normal")
BY_THE_SYSTEM: Final = ("opened", "updated", "closed")
"""kinds of steps that nobody types"""
LONGEST: Final = 10_000
"""characters of words that go with a step"""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What was seen that shows a person to be another than the entry. document: its number; seen_on: an ISO date."""

    document: str
    kind: str
    seen_by: str
    seen_on: str

    def sentence(self) -> str:
        """In words, without the number."""
        return f"{self.kind} seen by {self.seen_by} on {self.seen_on}"


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to an alert.

    kind: opened, updated, closed; taken, assigned, commented, escalated, proposed, declined, decided, reopened. at: ISO 8601 UTC
    to the millisecond. decision: of a proposal or a decision. reason: a code of `reasons`, or why the system closed. to: who is
    assigned; "" nobody. priority, due: where the step sets them. until: when a decision ends of itself (a distinction). known,
    changes: of opened and updated. former: the number of the alert of the same pair before this one. line: of the log of questions.
    evidence: of a dismissal that distinguishes.
    """

    kind: str
    who: str
    at: str
    decision: str = ""
    reason: str = ""
    words: str = ""
    to: str = ""
    priority: str = ""
    due: str = ""
    until: str = ""
    known: Known | None = None
    changes: tuple[Change, ...] = ()
    former: int = 0
    line: str = ""
    evidence: Evidence | None = None

    def body(self) -> dict[str, Any]:
        """What it says besides kind, who and when; blanks are left out."""
        told: dict[str, Any] = {
            name: getattr(self, name)
            for name in ("decision", "reason", "words", "to", "priority", "due", "until", "former", "line")
            if getattr(self, name)
        }
        if self.known is not None:
            told["known"] = self.known.as_plain()
        if self.evidence is not None:
            told["evidence"] = asdict(self.evidence)
        if self.changes:
            told["changes"] = [one.as_plain() for one in self.changes]
        return told

    @classmethod
    def read(cls, kind: str, who: str, at: str, body: Mapping[str, Any]) -> Self:
        """Back from its parts."""
        known = Known.read(body["known"]) if "known" in body else None
        changes = tuple(map(Change.of, body.get("changes", ())))
        evidence = Evidence(**body["evidence"]) if "evidence" in body else None
        return cls(kind, who, at, **{**body, "known": known, "changes": changes, "evidence": evidence})


@dataclass(frozen=True, slots=True)
class Proposal:
    """What one person proposed and a second one is asked to confirm."""

    decision: str
    reason: str
    words: str
    who: str
    at: str
    until: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided, by whom, who proposed it before ("" where nobody had to), and when it ends of itself ("": it does not)."""

    decision: str
    reason: str
    words: str
    who: str
    at: str
    first: str = ""
    until: str = ""
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Alert:
    """One pair that somebody must look at, or has. number, file, reference: its own, and whose it is (file "": asked singly).

    round: 1 for the first alert of the pair. revision: how many steps there are. changes: what made it come, or come back.
    closed: why the system closed it. judged: what was known when it was decided.
    """

    number: int
    file: str
    reference: str
    round: int
    state: str
    revision: int
    opened: str
    priority: str
    due: str
    known: Known
    assignee: str = ""
    changes: tuple[Change, ...] = ()
    former: int = 0
    proposal: Proposal | None = None
    decision: Decision | None = None
    closed: str = ""
    closed_words: str = ""

    @property
    def is_live(self) -> bool:
        """Whether somebody must look."""
        return self.state in LIVE

    @property
    def entity(self) -> str:
        """The id of the entry."""
        return self.known.entity

    @property
    def name(self) -> str:
        """Whom it is about, in a few words."""
        subject = self.known.subject
        numbers = (one if isinstance(one, str) else one.number for one in subject.documents)
        return next(iter((*subject.names, *numbers, *subject.wallets)), "")

    def held(self) -> dict[str, Any]:
        """What the ledger keeps of it besides its columns."""
        return {
            "known": self.known.as_plain(),
            "changes": [one.as_plain() for one in self.changes],
            "former": self.former,
            "proposal": _plain(self.proposal),
            "decision": _plain(self.decision),
            "closed": self.closed,
            "closed_words": self.closed_words,
        }


def _plain(one: Proposal | Decision | None) -> dict[str, Any] | None:
    return None if one is None else asdict(one)


def _evidence(told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a proposal or a decision, with what was seen."""
    seen = told["evidence"]
    return {**told, "evidence": Evidence(**seen) if seen is not None else None}


def read_held(told: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an alert back from `Alert.held`."""
    proposal, decision = told["proposal"], told["decision"]
    return {
        **told,
        "known": Known.read(told["known"]),
        "changes": tuple(map(Change.of, told["changes"])),
        "proposal": Proposal(**_evidence(proposal)) if proposal is not None else None,
        "decision": Decision(**_evidence(decision)) if decision is not None else None,
    }


@dataclass(frozen=True, slots=True)
class Opening:
    """Which alert a first step opens."""

    number: int
    file: str
    reference: str
    round: int = 1


def opened(opening: Opening, step: Step) -> Alert:
    """The alert that a first step comes to."""
    if step.kind != "opened" or step.known is None:
        raise StepRefused(f"alert {opening.number}: expected to be opened first, came {step.kind!r}")
    return Alert(
        opening.number,
        opening.file,
        opening.reference,
        opening.round,
        "new",
        1,
        step.at,
        step.priority,
        step.due,
        step.known,
        changes=step.changes,
        former=step.former,
    )


def after(alert: Alert, step: Step) -> Alert:
    """The alert after one step more. Raises StepRefused where its state does not allow the step, saying why."""
    if len(step.words) > LONGEST:
        raise StepRefused(f"words: expected at most {LONGEST:,} characters, came {len(step.words):,}")
    try:
        made = _STEPS[step.kind](alert, step)
    except KeyError:
        raise StepRefused(f"alert {alert.number}: expected one of {', '.join(_STEPS)}, came {step.kind!r}") from None
    return replace(made, revision=alert.revision + 1)


def replayed(opening: Opening, steps: Iterable[Step]) -> Alert:
    """What steps come to, in their order. Raises StepRefused where one could not follow."""
    rest = iter(steps)
    alert = opened(opening, next(rest))
    for step in rest:
        alert = after(alert, step)
    return alert


def storable(words: str) -> str:
    """Words for a column of a database: halves of letters and control characters, which some refuse, become a sign."""
    return "".join("\N{REPLACEMENT CHARACTER}" if unicodedata.category(one) in ("Cc", "Cs") else one for one in words)


def is_same_person(one: str, other: str) -> bool:
    """Whether two names of accounts are one person's: case, blanks and ways to write the same letters make no second one."""
    return _account(one) == _account(other)


def _account(words: str) -> str:
    return "".join(unicodedata.normalize("NFKC", words).casefold().split())


def _taken(alert: Alert, step: Step) -> Alert:
    _require_live(alert, "taken")
    if is_same_person(alert.assignee, step.who) and alert.state != "new":
        raise StepRefused(f"alert {alert.number}: {step.who} has it already")
    return replace(alert, assignee=step.who, state="in_review" if alert.state == "new" else alert.state)


def _assigned(alert: Alert, step: Step) -> Alert:
    _require_live(alert, "assigned")
    return replace(alert, assignee=step.to)


def _commented(alert: Alert, step: Step) -> Alert:
    if not step.words.strip():
        raise StepRefused(f"alert {alert.number}: expected a comment of some words, came none")
    return alert


def _escalated(alert: Alert, step: Step) -> Alert:
    _require_live(alert, "escalated")
    if alert.state == "escalated":
        raise StepRefused(f"alert {alert.number}: it is escalated already")
    return replace(
        alert, state="escalated", priority=step.priority or alert.priority, due=step.due or alert.due, assignee=step.to
    )


def _proposed(alert: Alert, step: Step) -> Alert:
    _require_live(alert, "decided")
    _require_decision(alert, step)
    if alert.proposal is not None:
        raise StepRefused(
            f"alert {alert.number}: {alert.proposal.who} has proposed {alert.proposal.decision}; a second person decides or declines"
        )
    proposal = Proposal(step.decision, step.reason, step.words, step.who, step.at, step.until, step.evidence)
    return replace(alert, proposal=proposal, state="in_review" if alert.state == "new" else alert.state)


def _declined(alert: Alert, _step: Step) -> Alert:
    if alert.proposal is None:
        raise StepRefused(f"alert {alert.number}: expected a proposal to decline, there is none")
    return replace(alert, proposal=None)


def _decided(alert: Alert, step: Step) -> Alert:
    _require_live(alert, "decided")
    _require_decision(alert, step)
    first = ""
    if (proposal := alert.proposal) is not None:
        if step.decision != proposal.decision:
            raise StepRefused(
                f"alert {alert.number}: {proposal.who} proposes {proposal.decision}, came {step.decision}; decline the proposal first"
            )
        if is_same_person(proposal.who, step.who):
            raise StepRefused(f"alert {alert.number}: {step.who} proposed it; a second person decides")
        first = proposal.who
    decision = Decision(step.decision, step.reason, step.words, step.who, step.at, first, step.until, step.evidence)
    return replace(alert, state=step.decision, proposal=None, decision=decision)


def _reopened(alert: Alert, step: Step) -> Alert:
    if alert.is_live:
        raise StepRefused(
            f"alert {alert.number}: expected one that is decided or closed, came one that is {alert.state}"
        )
    return replace(
        alert,
        state="in_review",
        decision=None,
        closed="",
        closed_words="",
        assignee=step.who,
        due=step.due or alert.due,
        priority=step.priority or alert.priority,
    )


def _updated(alert: Alert, step: Step) -> Alert:
    """A proposal was made on what was known before, so it falls."""
    if not (alert.is_live or alert.state == "confirmed") or step.known is None:
        raise StepRefused(
            f"alert {alert.number}: expected one that is live or confirmed, came one that is {alert.state}"
        )
    return replace(
        alert, known=step.known, changes=step.changes, proposal=None, priority=step.priority or alert.priority
    )


def _closed(alert: Alert, step: Step) -> Alert:
    if not (alert.is_live or alert.state == "confirmed"):
        raise StepRefused(
            f"alert {alert.number}: expected one that is live or confirmed, came one that is {alert.state}"
        )
    return replace(
        alert, state="closed", proposal=None, closed=step.reason, closed_words=step.words, changes=step.changes
    )


def _require_live(alert: Alert, done: str) -> None:
    if not alert.is_live:
        by = f" by {alert.decision.who} at {alert.decision.at}" if alert.decision is not None else ""
        raise StepRefused(f"alert {alert.number}: it is {alert.state}{by} and cannot be {done}; reopen it first")


def _require_decision(alert: Alert, step: Step) -> None:
    if step.decision not in DECISIONS:
        raise StepRefused(f"alert {alert.number}: expected {' or '.join(DECISIONS)}, came {step.decision!r}")


_STEPS: Final = {
    "taken": _taken,
    "assigned": _assigned,
    "commented": _commented,
    "escalated": _escalated,
    "proposed": _proposed,
    "declined": _declined,
    "decided": _decided,
    "reopened": _reopened,
    "updated": _updated,
    "closed": _closed,
}
