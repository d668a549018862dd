"""What is told to the log: an action, who asked, of what, and what came out; what is personal apart from what is not.

    action       screen, screen-file, screened, rescreen, show, explain, export, carried, tune, …
    private      who was asked about and who was found: sealed, and gone when it is erased
    the rest     in the clear, in the chain, for good

It reads no clock and opens nothing. Start at `of_verdict`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Self

from tizim.audit.caller import Caller
from tizim.model.subject import Subject
from tizim.model.verdict import Hit, Searched, Verdict

SCORE_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Asked:
    """How it was asked, and of what: the versions of the lists, the rules, the engine."""

    searched: tuple[Searched, ...]
    rules: str
    engine: str
    datasets: Sequence[str] | None = None
    as_of: str | None = None
    known_at: str | None = None

    def question(self) -> dict[str, object]:
        """What was asked besides who: blank where nothing was said."""
        datasets = sorted(self.datasets) if self.datasets is not None else None
        told = {"datasets": datasets, "as_of": self.as_of, "known_at": self.known_at}
        return {key: value for key, value in told.items() if value is not None}


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    part_of: id of the line that tells of the whole batch; then what it was asked of stands there. details: facts that name no
    person. private: what is sealed, None where nothing is.
    """

    action: str
    caller: Caller
    outcome: str = ""
    asked: Asked | None = None
    part_of: str = ""
    details: Mapping[str, Any] = field(default_factory=dict)
    private: Mapping[str, Any] | None = None

    def in_batch(self, batch: str) -> Self:
        """The same as one of a batch."""
        return replace(self, asked=None, part_of=batch)


def of_verdict(caller: Caller, verdict: Verdict, asked: Asked, subject: object = None) -> Event:
    """One answer. subject: who was asked about, where the verdict has none."""
    one = verdict.subject if verdict.subject is not None else subject
    private = {
        "subject": subject_facts(one) if isinstance(one, Subject) else {"unreadable": type(one).__name__},
        "hits": hit_facts(verdict.hits),
        "reason": verdict.reason,
    }
    return Event("screen", caller, verdict.outcome, asked, private=_held(private))


def of_row(caller: Caller, subject: Subject | None, row: int, answers: Iterable[Mapping[str, Any]]) -> Event:
    """One row of a customer file, from its rows of results. Its number is no personal fact, its words are."""
    rows = list(answers)
    outcomes = {str(one["outcome"]) for one in rows}
    known = ("hit", "possible", "not_screened", "clear", "distinguished")
    outcome = next((one for one in known if one in outcomes), "not_screened").replace("distinguished", "clear")
    private = {
        "subject": subject_facts(subject) if subject is not None else {},
        "hits": [
            {"entity": one["entity_id"], "outcome": one["outcome"], "score": score_text(one["score"])}
            for one in rows
            if one.get("entity_id")
        ],
        "reason": next((one["why_not_screened"] for one in rows if one.get("why_not_screened")), ""),
    }
    return Event("screen", caller, outcome, details={"row": row}, private=_held(private))


def subject_facts(subject: Subject) -> dict[str, object]:
    """Who was asked about; what is blank is left out."""
    told = subject.as_plain()
    told["documents"] = [one if isinstance(one, str) else _held(one) for one in told["documents"]]
    return _held(told)


def hit_facts(hits: Iterable[Hit]) -> list[dict[str, str]]:
    """Which entries were found, and how sure."""
    return [
        {"entity": hit.entity.id, "outcome": hit.outcome, "score": score_text(hit.score)}
        | ({"distinguished": hit.distinguished.until} if hit.distinguished is not None else {})
        for hit in hits
    ]


def score_text(score: float) -> str:
    """A score as it is kept: fractions are not printed alike everywhere."""
    return f"{score:.{SCORE_DIGITS}f}"


def _held(told: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if value not in (None, "", [], {})}
