"""`/v1/webhooks`: who is told when lists change and when that touches customers (docs/webhooks.md)."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs
from tizim.interfaces.http.desk import AtDesk
from tizim.interfaces.http.problems import answers
from tizim.interfaces.http.v1.webhook_models import DeliveryOut, SecretOut, StandingOut, State, WebhookIn
from tizim.interfaces.shapes import delivery_shape, webhook_shape

router = APIRouter(prefix="/v1", tags=["Webhooks"], dependencies=[needs(Permission.WEBHOOKS)])

Id = Annotated[str, Path(max_length=100, description="As the list of them tells it", examples=["whk_0123456789abcdef"])]


@router.post("/webhooks", responses=answers(400), status_code=201, summary="Add a receiver")
async def add(desk: AtDesk, webhook: WebhookIn) -> SecretOut:
    """It hears of what is loaded from now on. Its secret is in this answer, and nowhere else afterwards."""
    made, secret = await desk.ask(lambda tizim: tizim.webhooks.add(webhook.url, webhook.events))
    return SecretOut(**webhook_shape(made), secret=secret)


@router.get("/webhooks", responses=answers(), summary="Receivers")
async def listed(desk: AtDesk) -> list[StandingOut]:
    """All of them, and how their deliveries stand."""
    found = await desk.ask(lambda tizim: tizim.webhooks.standing())
    return [StandingOut(**webhook_shape(one.webhook), waiting=one.waiting, dead=one.dead) for one in found]


@router.get("/webhooks/deliveries", responses=answers(400, 404), summary="What was sent or is to be")
async def deliveries(
    desk: AtDesk,
    webhook: Annotated[str | None, Query(max_length=100, title="Only to this receiver")] = None,
    state: Annotated[State | None, Query(title="Only in this state")] = None,
    limit: Annotated[int, Query(ge=1, le=1_000)] = 100,
) -> list[DeliveryOut]:
    """The newest event first. What arrived is told of for thirty days."""
    found = await desk.ask(lambda tizim: tizim.webhooks.deliveries(webhook=webhook, state=state, limit=limit))
    return [DeliveryOut(**delivery_shape(one)) for one in found]


@router.delete(
    "/webhooks/{id}",
    responses=answers(404),
    status_code=204,
    response_class=Response,
    summary="Take a receiver out",
)
async def remove(desk: AtDesk, id: Id) -> None:  # noqa: A002  (the field's word)
    """With what was still to be delivered to it."""
    await desk.ask(lambda tizim: tizim.webhooks.remove(id))


@router.post("/webhooks/{id}/secret", responses=answers(400, 404), summary="Make a new secret")
async def rotate(
    desk: AtDesk,
    id: Id,  # noqa: A002  (the field's word)
    overlap_hours: Annotated[float, Query(ge=0, le=720, title="In which the secret before it signs too")] = 24.0,
) -> SecretOut:
    """It is in this answer, and nowhere else afterwards."""
    changed, secret = await desk.ask(lambda tizim: tizim.webhooks.rotate(id, overlap_hours))
    return SecretOut(**webhook_shape(changed), secret=secret)


@router.post("/webhooks/{id}/test", responses=answers(404), summary="Send an event that says nothing happened")
async def test(desk: AtDesk, id: Id) -> DeliveryOut:  # noqa: A002  (the field's word)
    """Now; what came of it."""
    return DeliveryOut(**delivery_shape(await desk.ask(lambda tizim: tizim.webhooks.test(id))))
