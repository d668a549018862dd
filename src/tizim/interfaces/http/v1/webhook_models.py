"""Shapes of receivers of events, and of deliveries to them."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

Type = Literal["list.updated", "customers.touched"]
State = Literal["waiting", "done", "dead"]


class WebhookIn(BaseModel):
    """A receiver: an https address on the public internet, and what it is told."""

    model_config = ConfigDict(extra="forbid")

    url: str = Field(max_length=2_000, examples=["https://hook.example/tizim"])
    events: list[Type] = Field(default=["list.updated", "customers.touched"], min_length=1, max_length=10)


class WebhookOut(BaseModel):
    """A receiver. before_until: until when the secret before the present one signs too."""

    id: str
    url: str
    events: list[str]
    made: str
    before_until: str | None


class StandingOut(WebhookOut):
    """How its deliveries stand: how many wait, how many were given up."""

    waiting: int
    dead: int


class SecretOut(WebhookOut):
    """With its secret, which is told now and never again."""

    secret: str


class DeliveryOut(BaseModel):
    """One event for one receiver. due: when it is tried next. status: of the last answer. why: it was no success."""

    event: str
    type: str
    at: str
    webhook: str
    state: State
    due: str
    attempts: int
    last: str
    status: int | None
    why: str
