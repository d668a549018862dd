"""One alert on a page: all that is known of its pair, what happened to it, and what one does with it.

Every form says the revision of the alert that it was made on: who comes second is told who was faster, and sees the alert as it is now.
Start at `alert`.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.errors import AlertChanged, NoSuchAlert, ReviewError, SubjectError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.http.problems import status_of
from tizim.interfaces.web.forms import AForm, Form
from tizim.interfaces.web.frame import AtPage, Page
from tizim.interfaces.web.names import marked_sides
from tizim.interfaces.web.queue import QUEUE, reasons_of
from tizim.interfaces.web.reasons import rows_of
from tizim.interfaces.web.screening import Asked
from tizim.jobs.distinguished import today_utc
from tizim.jobs.reviewing import Review
from tizim.review.facts import FIELDS, Change
from tizim.review.ledger import Told
from tizim.review.policy import Policy
from tizim.review.states import DECISIONS, Alert, is_same_person
from tizim.wording.catalogue import LANGUAGES
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
_OTHERS = 20
"""alerts about the same customer that are shown beside one"""
_TYPES = {"pdf": "application/pdf", "txt": "text/plain; charset=utf-8"}

Number = Annotated[int, Path(ge=1, le=2**53)]


@dataclass(frozen=True, slots=True)
class One:
    """One alert, whole, with the others about the same customer."""

    told: Told
    others: tuple[Alert, ...]
    title: str
    policy: Policy
    today: str


@dataclass(frozen=True, slots=True)
class Side:
    """One fact of both sides, as they are shown."""

    field: str
    asked: tuple[object, ...]
    known: tuple[object, ...]


@router.get(f"{QUEUE}/{{number}}", dependencies=[needs(Permission.CUSTOMERS)])
async def alert(page: AtPage, number: Number) -> Response:
    """All that is known of it, and what may be done."""
    return await _alert(page, number)


@router.post(f"{QUEUE}/{{number}}", dependencies=[needs(Permission.DECIDE)])
async def act(page: AtPage, number: Number, form: AForm) -> Response:
    """One thing done to it: `do` says which. Whoever was slower is shown what the other one did."""
    make = _ACTIONS.get(form.text("do"))
    if make is None:
        raise SubjectError(f"do: expected one of {', '.join(_ACTIONS)}, came {form.text('do')[:20]!r}")
    revision = form.number("revision") or None
    try:
        await page.desk.ask(lambda tizim: make(tizim.review, number, form, revision))
    except NoSuchAlert:
        raise
    except ReviewError as wrong:
        return await _alert(page, number, wrong, form)
    return page.shown.go(f"{QUEUE}/{number}")


@router.post(f"{QUEUE}/{{number}}/letter", dependencies=[needs(Permission.DECIDE)])
async def letter(page: AtPage, number: Number, form: AForm) -> Response:
    """The letter about it as a file. A form and never an address: it says whom one writes to."""
    language, kind = form.text("language"), form.text("form")
    if language not in LANGUAGES or kind not in _TYPES:
        raise SubjectError(f"letter: expected {', '.join(LANGUAGES)} as {', '.join(_TYPES)}, came another")
    name = form.text("name")

    def work(tizim: Tizim) -> bytes:
        made = tizim.review.letter(number, language=language, name=name)
        return made.pdf() if kind == "pdf" else made.text().encode("utf-8", "replace")

    try:
        made = await page.desk.ask(work)
    except NoSuchAlert:
        raise
    except ReviewError as wrong:
        return await _alert(page, number, wrong, form)
    headers = {"Content-Disposition": f'attachment; filename="letter-{number}-{language}.{kind}"'}
    return Response(made, media_type=_TYPES[kind], headers=headers)


@router.post(f"{PAGES}/screen/review", dependencies=[needs(Permission.DECIDE)])
async def from_screen(page: AtPage, form: AForm) -> Response:
    """Asks about somebody by one's own number: hits become alerts, and one of them is decided at once where the form says so."""
    page.desk.asker.require(Permission.SCREEN)
    asked, entity, decision = Asked.read(form), form.text("entity"), form.text("decision")
    subject = asked.subject(form.text("reference"))

    def work(tizim: Tizim) -> int:
        found = tizim.review.ask(subject).alerts
        about = [one for one in found if one.entity == entity] if entity else list(found)
        # Of several rounds of a pair the last one is what there is to decide.
        chosen = max(about, key=lambda one: (one.is_live, one.number), default=None)
        if chosen is None:
            raise SubjectError("expected a hit that can become an alert, came an answer that has none")
        if decision:
            tizim.review.decide(
                chosen.number, decision, form.text("reason"), form.text("words"), revision=chosen.revision
            )
        return chosen.number

    return page.shown.go(f"{QUEUE}/{await page.desk.ask(work)}")


async def _alert(page: Page, number: int, wrong: ReviewError | None = None, said: Form | None = None) -> Response:
    def work(tizim: Tizim) -> One:
        review = tizim.review
        told = review.alert(number)
        one = told.alert
        others = review.open_alerts(states=(), customers=one.file, reference=one.reference, limit=_OTHERS)
        titles = {each.name: each.status.title for each in tizim.catalog()}
        others = tuple(other for other in others if other.number != number)
        return One(told, others, titles.get(one.known.dataset, one.known.dataset), review.policy, today_utc())

    found = await page.desk.ask(work)
    one, me = found.told.alert, page.desk.caller.user
    known, last = one.known, date.fromisoformat(found.today) + timedelta(days=found.policy.most_days)
    return page.show(
        "alert.html",
        status=status_of(wrong) if wrong is not None else 200,
        page="review",
        alert=one,
        steps=_told_steps(found, page),
        others=found.others,
        title=found.title,
        sides=tuple(_sides(one)),
        rows=rows_of(known.reasons, page.words),
        total=sum(reason.weight for reason in known.reasons),
        asked=_as_asked(one),
        reasons=reasons_of(found.policy, page),
        second={one: found.policy.needs_second(known, one) for one in DECISIONS},
        mine=is_same_person(one.assignee, me),
        proposed_by_me=one.proposal is not None and is_same_person(one.proposal.who, me),
        today=found.today,
        last=last.isoformat(),
        faster=wrong if isinstance(wrong, AlertChanged) else None,
        wrong=str(wrong) if wrong is not None else "",
        said=said.text if said is not None else (lambda _name: ""),
        silent=known.dataset in found.policy.silent,
    )


@dataclass(frozen=True, slots=True)
class Happened:
    """One step as it is told."""

    kind: str
    who: str
    at: str
    decision: str
    reason: str
    words: str
    to: str
    until: str
    former: int
    changes: tuple[Change, ...]
    evidence: str


def _told_steps(found: One, page: Page) -> list[Happened]:
    """What happened, the newest first."""
    policy, language = found.policy, page.words.language
    told = []
    for one in reversed(found.told.steps):
        of = one.decision or one.kind
        reason = policy.reason_in_words(of, one.reason, language) if one.reason else ""
        if one.kind == "closed":
            reason = page.words.get(f"closed.{one.reason.replace(' ', '_')}", one.reason)
        seen = one.evidence.sentence() if one.evidence is not None else ""
        told.append(
            Happened(
                one.kind,
                one.who,
                one.at,
                one.decision,
                reason,
                one.words,
                one.to,
                one.until,
                one.former,
                one.changes,
                seen,
            )
        )
    return told


def _sides(one: Alert) -> Iterable[Side]:
    """Both sides, fact by fact, with the parts of names that met marked."""
    known = one.known
    ours, theirs = marked_sides(known.asked.get("names", ()), known.entry.get("names", ()), known.reasons)
    for name in FIELDS:
        asked, listed = known.asked.get(name, ()), known.entry.get(name, ())
        if asked or listed:
            yield Side(name, *((ours, theirs) if name == "names" else (asked, listed)))


def _as_asked(one: Alert) -> Asked:
    """Who it is about, as the form of the Screen page has it."""
    subject = one.known.subject
    documents = tuple(each if isinstance(each, str) else each.number for each in subject.documents)
    return Asked(
        subject.kind,
        tuple(subject.names),
        subject.birth_date or "",
        tuple(subject.countries),
        subject.gender or "",
        documents,
        tuple(subject.wallets),
    )


_Act = Callable[[Review, int, Form, int | None], object]
_ACTIONS: Mapping[str, _Act] = {
    "take": lambda review, number, _form, revision: review.take(number, revision=revision),
    "assign": lambda review, number, form, revision: review.assign(number, form.text("to"), revision=revision),
    "comment": lambda review, number, form, revision: review.comment(number, form.text("words"), revision=revision),
    "escalate": lambda review, number, form, revision: review.escalate(
        number, form.text("reason"), form.text("words"), to=form.text("to"), revision=revision
    ),
    "decide": lambda review, number, form, revision: review.decide(
        number, form.text("decision"), form.text("reason"), form.text("words"), revision=revision
    ),
    "decline": lambda review, number, form, revision: review.decline(number, form.text("words"), revision=revision),
    "reopen": lambda review, number, form, revision: review.reopen(
        number, form.text("reason"), form.text("words"), revision=revision
    ),
    "distinguish": lambda review, number, form, revision: review.distinguish(
        number,
        document=form.text("document"),
        kind=form.text("kind"),
        seen_by=form.text("seen_by"),
        seen_on=form.text("seen_on") or None,
        until=form.text("until") or None,
        words=form.text("words"),
        revision=revision,
    ),
}
"""what a form's `do` says -> what it does"""
