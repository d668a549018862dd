"""`tizim webhooks`: who is told when lists change and when that touches customers; and the telling."""

from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli.codes import ALERT
from tizim.interfaces.cli.options import Home, Json, Purpose, opened, several
from tizim.interfaces.cli.terminal import answering, say, say_json, shown, table
from tizim.interfaces.shapes import delivery_shape, webhook_shape

if TYPE_CHECKING:
    from tizim.webhooks.outbox import Delivery, Webhook

app = typer.Typer(no_args_is_help=True, help="Tell others when lists change, and when that touches customers.")

_Id = Annotated[str, typer.Argument(metavar="ID", help="As `tizim webhooks list` tells it.")]


@app.command()
def add(
    url: Annotated[str, typer.Argument(metavar="URL", help="An https address that takes events.")],
    *,
    event: Annotated[
        list[str] | None,
        typer.Option("--event", help="list.updated, customers.touched; both if not said. May be repeated."),
    ] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Add a receiver. Its secret is printed now and never again."""
    from tizim.webhooks.events import TYPES  # few need it

    with answering(), opened(home, purpose=purpose) as tizim:
        made, secret = tizim.webhooks.add(url, several(event) or TYPES)
    _tell_secret(made, secret, json=json)


@app.command("list")
def list_(*, home: Home = None, json: Json = False) -> None:
    """Who is told, and how their deliveries stand."""
    with answering(), opened(home) as tizim:
        found = tizim.webhooks.standing()
    if json:
        rows = [webhook_shape(one.webhook) | {"waiting": one.waiting, "dead": one.dead} for one in found]
        say_json(rows)
        return
    if not found:
        say("nobody is told; type: tizim webhooks add URL")
        return
    rows_ = [
        (one.webhook.id, shown(one.webhook.url), ", ".join(one.webhook.events), f"{one.waiting:,}", f"{one.dead:,}")
        for one in found
    ]
    columns = [("webhook", "left"), ("address", "left"), ("told of", "left"), ("waiting", "right"), ("dead", "right")]
    table("", columns, rows_)


@app.command()
def remove(id: _Id, *, purpose: Purpose = None, home: Home = None) -> None:  # noqa: A002  (the field's word)
    """Take a receiver out, with what was still to be delivered to it."""
    with answering(), opened(home, purpose=purpose) as tizim:
        tizim.webhooks.remove(id)
    say(f"{shown(id)}: taken out")


@app.command()
def rotate(
    id: _Id,  # noqa: A002  (the field's word)
    *,
    overlap: Annotated[
        float, typer.Option("--overlap", help="Hours in which the secret before it signs too.", min=0.0)
    ] = 24.0,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a new secret, which is printed now and never again."""
    with answering(), opened(home, purpose=purpose) as tizim:
        changed, secret = tizim.webhooks.rotate(id, overlap)
    _tell_secret(changed, secret, json=json)


@app.command("test")
def try_out(id: _Id, *, home: Home = None, json: Json = False) -> None:  # noqa: A002  (the field's word)
    """Send an event that says nothing happened. Exit code 1 where it did not arrive."""
    with answering(), opened(home) as tizim:
        made = tizim.webhooks.test(id)
    if json:
        say_json(delivery_shape(made))
    else:
        say(f"{made.event}: {_came(made)}")
    raise typer.Exit(0 if made.state == "done" else ALERT)


@app.command()
def deliver(
    *,
    again: Annotated[bool, typer.Option("--again", help="Also what was given up.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """Try every delivery that is due, once. Exit code 1 where one was given up; what failed is due again later."""
    with answering(), opened(home) as tizim:
        done = tizim.webhooks.deliver(again=again)
    if json:
        say_json({"noticed": done.noticed, "arrived": done.arrived, "failed": done.failed, "given_up": done.given_up})
    else:
        say(f"{done.arrived:,} arrived, {done.failed:,} failed and are due again, {done.given_up:,} given up")
    raise typer.Exit(ALERT if done.given_up else 0)


@app.command()
def deliveries(
    *,
    webhook: Annotated[str | None, typer.Option("--webhook", help="Only to this receiver.", metavar="ID")] = None,
    state: Annotated[str | None, typer.Option("--state", help="Only waiting, done or dead.")] = None,
    last: Annotated[int, typer.Option("--last", help="So many of the newest.", min=1, max=10_000)] = 20,
    home: Home = None,
    json: Json = False,
) -> None:
    """What was sent or is to be, the newest first."""
    with answering(), opened(home) as tizim:
        found = tizim.webhooks.deliveries(webhook=webhook, state=state, limit=last)
    if json:
        say_json([delivery_shape(one) for one in found])
        return
    for one in found:
        say(f"{one.at}  {one.event}  {one.type}  to {one.webhook}: {_came(one)}")


def _came(one: "Delivery") -> str:
    if one.state == "done":
        return f"arrived ({one.status}), at attempt {one.attempts:,}"
    tried = f"{one.attempts:,} attempts" + (f", {shown(one.why)}" if one.why else "")
    return f"given up after {tried}" if one.state == "dead" else f"due at {one.due} after {tried}"


def _tell_secret(one: "Webhook", secret: str, *, json: bool) -> None:
    if json:
        say_json(webhook_shape(one) | {"secret": secret})
        return
    say(f"{one.id} is told of {', '.join(one.events)} at {shown(one.url)}")
    say(f"secret: {secret}")
    say("it is not shown again; give it to the receiver, by a way you trust")
    if one.before_until is not None:
        say(f"the secret before it signs too until {one.before_until}")
