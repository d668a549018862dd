"""Who asks? The one place where the caller of a request is determined; every route but those for supervision depends on it.

A server answers only on its own machine (`serving.require_loopback`), so whoever reaches it is "anyone on loopback". Why they
ask, and by which number of theirs, stands in the headers `X-Purpose` and `X-Request-ID`, for a home that records it.
"""

from typing import Annotated

from fastapi import Depends, Header

from tizim.audit.caller import LONGEST, Caller

ANYONE = "anyone on loopback"


async def caller_of(
    x_purpose: Annotated[str, Header(title="Why it is asked", max_length=LONGEST)] = "",
    x_request_id: Annotated[str, Header(title="The caller's own number of the request", max_length=LONGEST)] = "",
) -> Caller:
    """The caller of a request."""
    return Caller(ANYONE, "asker", x_purpose, x_request_id)


Asking = Annotated[Caller, Depends(caller_of)]
