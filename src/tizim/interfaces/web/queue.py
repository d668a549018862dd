"""The queue of alerts that people work through: what is due first, narrowed, and one thing done to several of them. Start at `queue`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Annotated
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.errors import BulkRefused, SubjectError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.forms import AForm, Form
from tizim.interfaces.web.frame import AtPage, Page
from tizim.jobs.distinguished import today_utc
from tizim.jobs.reviewing import Review
from tizim.review.policy import Policy
from tizim.review.states import LIVE, STATES, Alert
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
QUEUE = f"{PAGES}/review"
PAGE = 50
"""alerts of one page"""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which alerts are shown. state: "" those that somebody must look at, "all". who: "" anybody, mine, nobody. late: overdue ones."""

    state: str = ""
    dataset: str = ""
    who: str = ""
    late: bool = False
    pending: bool = False
    reference: str = ""

    def chosen(self, me: str, yesterday: str) -> dict[str, object]:
        """As `Review.counts` takes it."""
        return {
            "assignee": {"mine": me, "nobody": ""}.get(self.who),
            "dataset": self.dataset or None,
            "due_by": yesterday if self.late else None,
            "pending": self.pending,
        }

    @property
    def states(self) -> Sequence[str]:
        """Those it names."""
        return {"": LIVE, "all": ()}.get(self.state, (self.state,))

    def link(self, **changes: object) -> str:
        """The address of the queue with something else chosen; whom it is about never stands in one."""
        names = ("state", "dataset", "who", "late", "pending")
        told = {name: getattr(self, name) for name in names} | changes
        return f"{QUEUE}?{urlencode({name: int(value) if value is True else value for name, value in told.items() if value})}"


@dataclass(frozen=True, slots=True)
class Group:
    """Alerts about one customer that stand beside each other."""

    reference: str
    file: str
    name: str
    alerts: tuple[Alert, ...]


@dataclass(frozen=True, slots=True)
class Queue:
    """What is in the queue. counts: by state, of all that the filter leaves whatever their state."""

    alerts: tuple[Alert, ...]
    counts: Mapping[str, int]
    lists: tuple[tuple[str, str], ...]
    policy: Policy
    today: str


@router.get(QUEUE, dependencies=[needs(Permission.CUSTOMERS)])
async def queue(
    page: AtPage,
    state: Annotated[str, Query(pattern=f"^(|all|{'|'.join(STATES)})$")] = "",
    dataset: Annotated[str, Query(max_length=200)] = "",
    who: Annotated[str, Query(pattern="^(|mine|nobody)$")] = "",
    late: bool = False,  # noqa: FBT001, FBT002  (a field of the address)
    pending: bool = False,  # noqa: FBT001, FBT002  (as above)
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """What somebody must look at, due first."""
    return await _queue(page, Filter(state, dataset, who, late, pending), offset)


@router.post(QUEUE, dependencies=[needs(Permission.CUSTOMERS)])
async def about(page: AtPage, form: AForm) -> Response:
    """Alerts about one customer, whatever their state. A form and never an address: it says about whom."""
    reference = form.text("reference")
    return await _queue(page, Filter("all", reference=reference) if reference else Filter(), 0)


@router.post(f"{QUEUE}/bulk", dependencies=[needs(Permission.DECIDE)])
async def bulk(page: AtPage, form: AForm) -> Response:
    """One thing done to several alerts: all, or none, and then it says of each why not."""
    chosen = dict(_ticked(one) for one in form.texts("alert"))
    done = _of_many(form)
    if not chosen:
        raise SubjectError("alert: expected at least one that is ticked, came none")
    try:
        await page.desk.ask(lambda tizim: done(tizim.review, chosen))
    except BulkRefused as refused:
        return await _queue(page, Filter(), 0, refused=refused.why, status=409)
    return page.shown.go(QUEUE)


async def _queue(
    page: Page, chosen: Filter, offset: int, *, refused: Mapping[int, str] | None = None, status: int = 200
) -> Response:
    me = page.desk.caller.user

    def work(tizim: Tizim) -> Queue:
        today = today_utc()
        yesterday = (date.fromisoformat(today) - timedelta(days=1)).isoformat()
        review, which = tizim.review, chosen.chosen(me, yesterday)
        titles = {one.name: one.status.title for one in tizim.catalog()}
        found = review.open_alerts(
            states=chosen.states, reference=chosen.reference or None, limit=PAGE + 1, start=offset, **which  # type: ignore[arg-type]
        )  # fmt: skip
        counts = review.counts(**which)  # type: ignore[arg-type]
        lists = tuple((one, titles.get(one, one)) for one in review.datasets())
        return Queue(found, counts, lists, review.policy, today)

    found = await page.desk.ask(work)
    return page.show(
        "review.html",
        status=status,
        page="review",
        groups=_grouped(found.alerts[:PAGE]),
        more=len(found.alerts) > PAGE,
        counts=found.counts,
        live=sum(found.counts.get(one, 0) for one in LIVE),
        states=STATES,
        lists=found.lists,
        titles=dict(found.lists),
        reasons=reasons_of(found.policy, page),
        chosen=chosen,
        offset=offset,
        size=PAGE,
        today=found.today,
        refused=refused or {},
    )


def _grouped(alerts: Iterable[Alert]) -> list[Group]:
    return [
        Group(reference, file, some[0].name, some)
        for (file, reference), each in groupby(alerts, lambda one: (one.file, one.reference))
        for some in [tuple(each)]
    ]


def _ticked(words: str) -> tuple[int, int | None]:
    """The number and the revision of an alert in a list."""
    number, _, revision = words.partition(":")
    if not (number.isascii() and number.isdecimal() and revision.isascii() and revision.isdecimal()) or len(words) > 32:
        raise SubjectError(f"alert: expected a number and a revision, came {words[:40]!r}")
    return int(number), int(revision)


def _of_many(form: Form) -> Callable[[Review, Mapping[int, int | None]], object]:
    """What the form wants done to all of them."""
    do, reason, words, to = (form.text(name) for name in ("do", "reason", "words", "to"))
    if do == "take":
        return lambda review, chosen: review.bulk("take", chosen)
    if do == "assign":
        return lambda review, chosen: review.bulk("assign", chosen, to=to)
    if do == "escalate":
        return lambda review, chosen: review.bulk("escalate", chosen, reason=reason, words=words)
    if do == "dismiss":
        return lambda review, chosen: review.bulk("decide", chosen, decision="dismissed", reason=reason, words=words)
    raise SubjectError(f"do: expected take, assign, escalate or dismiss, came {do[:20]!r}")


def reasons_of(policy: Policy, page: Page) -> dict[str, list[tuple[str, str]]]:
    """Kind of step -> codes with their words; to distinguish has a form of its own."""
    language = page.words.language
    return {
        kind: [(code, policy.reason_in_words(kind, code, language)) for code in codes if code != "distinguished"]
        for kind, codes in policy.reasons.items()
    }
