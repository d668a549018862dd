"""Who asks? The one place where the caller of a request is determined; every route but those for supervision depends on it.

A server answers only on its own machine (`serving.require_loopback`), so whoever reaches it is "anyone on loopback". Why they
ask, and by which number of theirs, stands in the headers `X-Purpose` and `X-Request-ID`, for a home that records it.
"""

from typing import Annotated

from fastapi import Depends, Request

from tizim.audit.caller import Caller

ANYONE = "anyone on loopback"


def caller_of(request: Request) -> Caller:
    """The caller of a request. Raises SubjectError where a header is too long."""
    told = request.headers
    return Caller(ANYONE, "asker", told.get("x-purpose", ""), told.get("x-request-id", ""))


Asking = Annotated[Caller, Depends(caller_of)]
