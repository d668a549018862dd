"""`tizim status`: is all well? For a person, and by its exit code for a monitor."""

from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli.codes import ALERT, NOTHING_FOUND, OURS
from tizim.interfaces.cli.options import Home, Json, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown

if TYPE_CHECKING:
    from tizim.jobs.health import Health


def status(
    *,
    max_hours: Annotated[
        float, typer.Option("--max-hours", help="Since a list was last asked for with success.", min=0.0)
    ] = 48.0,
    max_days: Annotated[
        int | None, typer.Option("--max-days", help="Since the publisher's date of a list; usually any.", min=0)
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Is all well with lists, index and bank? Exit code 1 where a person should look, 3 where the bank cannot be asked."""
    with answering():
        with opened(home) as tizim:
            found = tizim.status(max_hours=max_hours, max_days=max_days)
        if json:
            say_json(_shape(found))
        else:
            _tell(found)
        raise typer.Exit(OURS if found.unreachable else ALERT if found.amiss else NOTHING_FOUND)


def _tell(found: "Health") -> None:
    say("all is well" if not found.amiss else "to look at:")
    for words in found.amiss:
        say(f"  {shown(words)}")
    say(f"bank: {shown(found.bank)}")
    state = {True: "current", False: "of an earlier state", None: "not compared"}[found.current]
    say(f"index: {state}, built {found.built}" if found.built else "index: none")
    for one in found.searched:
        say(f"  {shown(one.dataset)} of {one.published[:10]}, {one.entities:,} entities")
    for each in found.lists:
        say(f"{shown(each.dataset)}: {each.age_days} days old, last asked for with success at {each.checked}")


def _shape(found: "Health") -> dict[str, object]:
    return {
        "well": not found.amiss,
        "amiss": list(found.amiss),
        "bank": found.bank,
        "unreachable": found.unreachable,
        "index": {
            "current": found.current,
            "built": found.built,
            "searched": [
                {"dataset": one.dataset, "published": one.published, "entities": one.entities} for one in found.searched
            ],
        },
        "lists": [
            {"dataset": one.dataset, "published": one.published, "age_days": one.age_days, "checked": one.checked}
            for one in found.lists
        ],
    }
