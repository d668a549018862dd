"""`/v1/alerts` and `/v1/review`: what people make of hits (docs/review.md)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import JSONResponse, Response

from tizim.access.roles import Permission
from tizim.errors import BulkRefused
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.review_models import (
    AboutIn,
    AlertOut,
    AlertsOut,
    AlertState,
    AskedOut,
    AskIn,
    BulkProblem,
    FiguresOut,
    LetterIn,
    StepIn,
    StepOut,
    StepsIn,
    UpdatedOut,
    UpdateIn,
    WholeAlertOut,
)
from tizim.interfaces.review_shapes import alert_shape, figures_shape, step_shape, updated_shape
from tizim.interfaces.shapes import Shape
from tizim.jobs.reviewing import Review
from tizim.review.states import LIVE, Alert
from tizim.workspace import Tizim

router = APIRouter(prefix="/v1", tags=["Review"])
_LOOKS, _DECIDES = [needs(Permission.CUSTOMERS)], [needs(Permission.DECIDE)]

Number = Annotated[int, Path(ge=1, le=2**53, description="Of an alert", examples=[1])]
_Text = Query(max_length=300)


@router.get("/alerts", dependencies=_LOOKS, responses=answers(400), summary="Alerts, due first")
async def alerts(  # noqa: PLR0913  (what one may choose by)
    desk: AtDesk,
    *,
    state: Annotated[list[AlertState] | None, Query(title="In these states; those to look at, if none is said")] = None,
    every_state: Annotated[bool, Query(title="Whatever their state")] = False,
    assignee: Annotated[str | None, _Text] = None,
    dataset: Annotated[str | None, _Text] = None,
    customers: Annotated[str | None, _Text] = None,
    due_by: Annotated[str | None, _Text] = None,
    pending: Annotated[bool, Query(title="With a proposal that waits for a second person")] = False,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> AlertsOut:
    """Of the lists that one sees. Whom they are about is asked by `POST /v1/alerts/about`."""
    states = () if every_state else tuple(state or LIVE)

    def work(tizim: Tizim) -> AlertsOut:
        found = tizim.review.open_alerts(
            states=states,
            assignee=assignee,
            dataset=dataset,
            customers=customers,
            due_by=due_by,
            pending=pending,
            limit=limit,
            start=offset,
        )
        counts = tizim.review.counts(
            assignee=assignee, dataset=dataset, customers=customers, due_by=due_by, pending=pending
        )
        return AlertsOut(alerts=[_out(one) for one in found], counts=dict(counts))

    return await desk.ask(work)


@router.post(
    "/alerts/steps",
    dependencies=_DECIDES,
    responses=answers(400, 404) | {409: {"model": BulkProblem}},
    summary="Do one thing to several",
    response_model=list[AlertOut],
)
async def several(desk: AtDesk, steps: StepsIn) -> list[AlertOut] | Response:
    """All, or none; then it says of each why not."""
    chosen = {one.number: one.revision for one in steps.alerts}
    try:
        made = await desk.ask(lambda tizim: tizim.review.bulk(steps.do, chosen, **steps.said()))
    except BulkRefused as refused:
        why = {str(number): words for number, words in refused.why.items()}
        return JSONResponse({"detail": str(refused), "why": why}, 409)
    return [_out(one) for one in made]


@router.post("/alerts/about", dependencies=_LOOKS, responses=answers(), summary="All about one customer")
async def about(desk: AtDesk, whom: AboutIn) -> list[AlertOut]:
    """Whatever their state. The number is in the body: no address says about whom."""
    found = await desk.ask(
        lambda tizim: tizim.review.open_alerts(states=(), customers=whom.customers, reference=whom.id, limit=1_000)
    )
    return [_out(one) for one in found]


@router.post("/alerts/ask", dependencies=_DECIDES, responses=answers(400), summary="Ask about somebody, for alerts")
async def ask(desk: AtDesk, question: AskIn) -> AskedOut:
    """By a number of one's own: hits become alerts, and they are asked again whenever the lists change."""
    desk.asker.require(Permission.SCREEN)
    subject = question.subject.subject()
    found = await desk.ask(lambda tizim: tizim.review.ask(subject))
    return AskedOut(outcome=found.verdict.outcome, alerts=[_out(one) for one in found.alerts])


@router.get("/alerts/{number}", dependencies=_LOOKS, responses=answers(404), summary="One alert with its steps")
async def alert(desk: AtDesk, number: Number) -> WholeAlertOut:
    """What it is, and who did what with it, when and why."""
    told = await desk.ask(lambda tizim: tizim.review.alert(number))
    return WholeAlertOut(**alert_shape(told.alert), steps=[StepOut(**step_shape(one)) for one in told.steps])


@router.post(
    "/alerts/{number}/steps",
    dependencies=_DECIDES,
    responses=answers(400, 404, 409),
    summary="Do one thing to an alert",
)
async def step(desk: AtDesk, number: Number, step: StepIn) -> AlertOut:
    """When it answers, it is kept. 409: somebody was faster, and who; or its state does not allow it."""

    def work(review: Review) -> Alert:
        done = getattr(review, step.do)
        made: Alert = done(number, revision=step.revision, **step.said())
        return made

    return _out(await desk.ask(lambda tizim: work(tizim.review)))


@router.post(
    "/alerts/{number}/letter",
    dependencies=_DECIDES,
    responses=answers(400, 404, 409)
    | {
        200: {
            "content": {
                "text/plain": {"schema": {"type": "string"}},
                "application/pdf": {"schema": {"type": "string", "format": "binary"}},
            }
        }
    },
    response_class=Response,
    summary="A letter to the person",
)
async def letter(desk: AtDesk, number: Number, letter: LetterIn) -> Response:
    """Of an alert that is confirmed or dismissed."""

    def work(tizim: Tizim) -> bytes:
        made = tizim.review.letter(number, language=letter.language, name=letter.name)
        return made.pdf() if letter.form == "pdf" else made.text().encode("utf-8", "replace")

    made = await desk.ask(work)
    return Response(made, media_type="application/pdf" if letter.form == "pdf" else "text/plain; charset=utf-8")


@router.post("/review/update", dependencies=_DECIDES, responses=answers(400, 404), summary="Bring alerts up to date")
async def update(desk: AtDesk, told: UpdateIn) -> list[UpdatedOut]:
    """Asks whom a change of the lists may touch, the first time everybody. A list that is loaded does it by itself."""
    done = await desk.do(lambda tizim: tizim.review.update(told.customers, everybody=told.everybody))
    return [UpdatedOut(**updated_shape(one)) for one in done]


@router.get("/review/figures", dependencies=_LOOKS, responses=answers(400), summary="Figures")
async def figures(desk: AtDesk, since: Annotated[str | None, _Text] = None) -> FiguresOut:
    """Of alerts that were opened on or after a day."""
    return FiguresOut(**figures_shape(await desk.ask(lambda tizim: tizim.review.figures(since=since))))


@router.get("/review/reasons", dependencies=_LOOKS, responses=answers(400), summary="Codes of reasons")
async def reasons(desk: AtDesk) -> dict[str, dict[str, dict[str, str]]]:
    """Kind of step -> code -> language -> words."""
    found = await desk.ask(lambda tizim: tizim.review.policy)
    return {kind: {code: dict(words) for code, words in codes.items()} for kind, codes in found.reasons.items()}


def _out(one: Alert) -> AlertOut:
    shape: Shape = alert_shape(one)
    return AlertOut(**shape)
