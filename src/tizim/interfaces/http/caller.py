"""Who asks? The one place where the caller of a request is determined; every route but those for supervision depends on it.

Today a server answers only on its own machine (`serving.require_loopback`), so whoever reaches it is "anyone on loopback".
"""

from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends, Request


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks. name: as it would stand in a record of what was asked."""

    name: str


def caller_of(request: Request) -> Caller:  # noqa: ARG001  (what a caller shows stands in the request)
    """The caller of a request."""
    return Caller("anyone on loopback")


Asking = Annotated[Caller, Depends(caller_of)]
