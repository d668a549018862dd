"""Shapes of alerts and of what is done with them."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from tizim.interfaces.http.v1.models import Language, SubjectIn
from tizim.interfaces.shapes import Shape

AlertState = Literal["new", "in_review", "escalated", "confirmed", "dismissed", "closed"]
Decided = Literal["confirmed", "dismissed"]
_Words = Annotated[str, Field(max_length=10_000)]
_Short = Annotated[str, Field(max_length=300)]
MOST_AT_ONCE = 1_000


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _Done(_Told):
    """What is said of a step. reason: a code of `/v1/review/reasons`. to: a user; "" nobody in particular."""

    decision: Decided | None = None
    reason: _Short = ""
    words: _Words = ""
    to: _Short = ""

    def said(self) -> Shape:
        """What the action that it names is told."""
        return {name: getattr(self, name) for name in _NEEDS[self.do]}  # type: ignore[attr-defined]


_NEEDS = {
    "take": (),
    "assign": ("to",),
    "comment": ("words",),
    "escalate": ("reason", "words", "to"),
    "propose": ("decision", "reason", "words"),
    "decide": ("decision", "reason", "words"),
    "decline": ("words",),
    "reopen": ("reason", "words"),
    "distinguish": ("words", "document", "kind", "seen_by", "seen_on", "until"),
}
"""action -> what it is told; what else is said has no meaning for it"""


class StepIn(_Done):
    """One thing done to one alert. revision: of the alert that was looked at; without it, whatever it is now.

    document, kind, seen_by, seen_on, until: of what shows another person (`distinguish`).
    """

    do: Literal["take", "assign", "comment", "escalate", "propose", "decide", "decline", "reopen", "distinguish"]
    revision: int | None = Field(default=None, ge=1, le=2**31)
    document: _Short = ""
    kind: _Short = ""
    seen_by: _Short = ""
    seen_on: _Short | None = None
    until: _Short | None = None


class RevisionIn(_Told):
    """An alert, as it was looked at."""

    number: int = Field(ge=1, le=2**53)
    revision: int | None = Field(default=None, ge=1, le=2**31)


class StepsIn(_Done):
    """One thing done to several alerts: all, or none."""

    do: Literal["take", "assign", "comment", "escalate", "propose", "decide", "decline", "reopen"]
    alerts: list[RevisionIn] = Field(min_length=1, max_length=MOST_AT_ONCE)


class AskIn(_Told):
    """Who is asked about, with a number of one's own (`id`)."""

    subject: SubjectIn


class AboutIn(_Told):
    """About whom: one's own number of them. customers: of this file; "" asked singly; any, if not said."""

    id: str = Field(min_length=1, max_length=2_000)
    customers: str | None = Field(default=None, max_length=200)


class LetterIn(_Told):
    """A letter. name: how the person is addressed; as they were asked about, if not said."""

    language: Language = "en"
    form: Literal["txt", "pdf"] = "txt"
    name: _Short = ""


class UpdateIn(_Told):
    """Whose alerts are brought up to date. customers: of one file; of all that are under review, if not said."""

    customers: str | None = Field(default=None, max_length=200)
    everybody: bool = False


class ChangeOut(BaseModel):
    """One fact that is another now. side: entry, subject, score or review."""

    side: str
    field: str
    before: list[str]
    after: list[str]


class AlertOut(BaseModel):
    """One pair that somebody must look at, or has. customers, id: whose it is (customers "": asked singly)."""

    number: int
    revision: int
    state: AlertState
    customers: str
    id: str
    round: int
    former: int
    opened: str
    priority: str
    due: str
    assignee: str
    subject: dict[str, Any]
    entity: str
    dataset: str
    reference: str
    caption: str
    outcome: str
    score: float
    rules: str
    published: str
    changes: list[ChangeOut]
    proposal: dict[str, Any] | None
    decision: dict[str, Any] | None
    closed: str
    closed_words: str


class StepOut(BaseModel):
    """One step, with whatever it says besides."""

    model_config = ConfigDict(extra="allow")

    kind: str
    who: str
    at: str


class WholeAlertOut(AlertOut):
    """With every step that made it, in order."""

    steps: list[StepOut]


class AlertsOut(BaseModel):
    """A page of alerts. counts: by state, of all that fit whatever their state."""

    alerts: list[AlertOut]
    counts: dict[str, int]


class AskedOut(BaseModel):
    """The outcome for whom was asked about, and the alerts there are of it now."""

    outcome: str
    alerts: list[AlertOut]


class UpdatedOut(BaseModel):
    """What bringing one file up to date came to."""

    model_config = ConfigDict(extra="allow")

    name: str
    customers: int
    asked: int
    opened: int
    updated: int
    closed: int
    not_screened: int


class ShareOut(BaseModel):
    """Decided alerts of one group; the shares are null where none is."""

    decided: int
    confirmed: int
    false_alarms: float | None


class FiguresOut(BaseModel):
    """Figures of the review."""

    alerts: int
    states: dict[str, int]
    lists: dict[str, dict[str, int]]
    decided: ShareOut
    hours: dict[str, float | None]
    overdue: int
    pending: int
    cultures: dict[str, ShareOut]


class BulkProblem(BaseModel):
    """Why none was done: by the number of each that could not be."""

    detail: str
    why: dict[str, str]
