"""`tizim compare`: how well do two names agree, and why? No list is asked."""

from typing import Annotated

import typer

from tizim.interfaces.cli.options import Json
from tizim.interfaces.cli.terminal import answering, say, say_json, shown


def compare(
    one: Annotated[str, typer.Argument(help="A name.")],
    other: Annotated[str, typer.Argument(help="Another name.")],
    *,
    kind: Annotated[str, typer.Option(help="Person, Organization, Company, …: of both.")] = "Thing",
    json: Json = False,
) -> None:
    """How well do two names agree, and why?"""
    with answering():
        import tizim

        found = tizim.compare(tizim.Subject(kind=kind, names=[one]), tizim.Subject(kind=kind, names=[other]))
        if json:
            from tizim.interfaces.cli.shapes import reason_shape

            say_json({"score": found.score, "reasons": [reason_shape(reason) for reason in found.reasons]})
        else:
            say(f"score {found.score:.3f}")
            for reason in found.reasons:
                say(f"  {shown(reason)}")
