"""JSON shapes of the review, as `shapes` has those of answers: alerts, their steps, figures."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # few review, and it brings a database along
    from tizim.jobs.review_updating import Updated
    from tizim.review.figures import Figures, Share
    from tizim.review.states import Alert, Step

Shape = dict[str, Any]


def alert_shape(one: "Alert") -> Shape:
    """An alert as JSON."""
    known = one.known
    return {
        "number": one.number,
        "revision": one.revision,
        "state": one.state,
        "customers": one.file,
        "id": one.reference,
        "round": one.round,
        "former": one.former,
        "opened": one.opened,
        "priority": one.priority,
        "due": one.due,
        "assignee": one.assignee,
        "subject": known.subject.as_plain(),
        "entity": known.entity,
        "dataset": known.dataset,
        "reference": known.reference,
        "caption": known.caption,
        "outcome": known.outcome,
        "score": known.score,
        "rules": known.rules,
        "published": known.published,
        "changes": [change.as_plain() for change in one.changes],
        "proposal": one.held()["proposal"],
        "decision": one.held()["decision"],
        "closed": one.closed,
        "closed_words": one.closed_words,
    }


def step_shape(step: "Step") -> Shape:
    """One step; what was known then is not told again."""
    body = {key: value for key, value in step.body().items() if key != "known"}
    return {"kind": step.kind, "who": step.who, "at": step.at, **body}


def updated_shape(one: "Updated") -> Shape:
    """What an update of one file came to."""
    return {name: getattr(one, name) for name in one.__slots__}


def figures_shape(found: "Figures") -> Shape:
    """All figures."""
    return {
        "alerts": found.alerts,
        "states": dict(found.states),
        "lists": {name: dict(told) for name, told in found.lists.items()},
        "decided": _share_shape(found.decided),
        "hours": {"median": found.median_hours, "nine_in_ten": found.slow_hours},
        "overdue": found.overdue,
        "pending": found.pending,
        "cultures": {name: _share_shape(one) for name, one in found.cultures.items()},
    }


def _share_shape(one: "Share") -> Shape:
    return {"decided": one.decided, "confirmed": one.confirmed, "false_alarms": one.false_alarms}
