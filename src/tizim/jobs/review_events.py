"""What is done with alerts, as the log of questions tells it: who is it about and in which words is sealed, the rest is not."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from typing import Any

from tizim.audit.caller import Caller
from tizim.audit.chain import Line
from tizim.audit.event import Asked, Event, hit_facts, of_verdict, subject_facts
from tizim.jobs.review_asking import Answered
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict
from tizim.review.states import Alert, Step
from tizim.screen.answering import Answering


def event_of_step(caller: Caller, alert: Alert, step: Step) -> Event:
    """One step of an alert, told before it is done."""
    details = {
        "alert": alert.number,
        "revision": alert.revision,
        "list": alert.known.dataset,
        "reason": step.reason,
        "to": step.to,
        "until": step.until,
        "former": step.former,
    }
    private: dict[str, Any] = {
        "subject": subject_facts(alert.known.subject),
        "entity": alert.entity,
        "words": step.words,
    }
    if step.changes:
        private["changes"] = [one.as_plain() for one in step.changes]
    held = {key: value for key, value in private.items() if value}
    told = {key: value for key, value in details.items() if value}
    return Event(f"review-{step.kind}", caller, step.decision, details=told, private=held)


def events_of_answers(
    caller: Caller, answering: Answering, record: Callable[[Sequence[Event]], Sequence[Line]]
) -> Callable[[str, Answered], None]:
    """What puts the answers about a file's customers on record, all of them as parts of one update."""
    batches: dict[str, str] = {}

    def recorded(name: str, answered: Answered) -> None:
        if name not in batches:
            private = {"customers": name} if name else None
            batches[name] = record([Event("review-update", caller, asked=_asked(answering), private=private)])[0].id
        told = [
            Event(
                "screen",
                caller,
                verdict.outcome,
                private={"subject": subject_facts(one.subject), "hits": hit_facts(verdict.hits)},
            )
            if (verdict := answered.verdicts.get(place)) is not None
            else Event("screen", caller, "clear", private={"subject": subject_facts(one.subject)})
            for place, one in enumerate(answered.whom)
        ]
        record([one.in_batch(batches[name]) for one in told])

    return recorded


def event_of_answer(caller: Caller, answering: Answering, verdict: Verdict, subject: Subject) -> Event:
    """The answer about a subject whose hits become alerts."""
    return of_verdict(caller, verdict, _asked(answering), subject)


def _asked(answering: Answering) -> Asked:
    rules = answering.rules.full_version
    return Asked(answering.searched, rules, version("tizim"), answering.datasets, answering.day)
