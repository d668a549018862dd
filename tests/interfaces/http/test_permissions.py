"""Every route says what it needs, or the server does not start."""

import pytest
from fastapi import APIRouter

from tizim.access.roles import Permission
from tizim.interfaces.http.caller import needs, require_declared


def test_a_route_that_does_not_say_what_it_needs_stops_the_start() -> None:
    router = APIRouter()

    @router.get("/told", dependencies=[needs(Permission.LOOK)])
    def told() -> None: ...

    require_declared(router.routes)

    @router.get("/silent")
    def silent() -> None: ...

    with pytest.raises(TypeError, match=r"missing in /silent$"):
        require_declared(router.routes)
