"""Puts the pages into the application: their routes, each with its permission and its form checked. Start at `install`."""

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute

from tizim.interfaces.http.caller import caller_of, require_declared
from tizim.interfaces.web import (
    alerts,
    auditing,
    customers,
    dossier,
    figures,
    lists,
    people,
    queue,
    screening,
    search,
    signing,
    statics,
)
from tizim.interfaces.web.forms import require_forms

OPEN = (statics.router, signing.entrance)
"""for whoever reaches the server"""
ASKING = (
    signing.router,
    search.router,
    screening.router,
    dossier.router,
    lists.router,
    customers.router,
    queue.router,
    figures.router,  # before alerts: "figures" is no number of one
    alerts.router,
    auditing.router,
    people.router,
)


def install(app: FastAPI) -> None:
    """Adds the pages. Raises TypeError where a route does not say what it needs, or does not check its form."""
    for router in (*OPEN, *ASKING):
        require_forms(router.routes)
    for router in OPEN:
        app.include_router(router)
    for router in ASKING:
        require_declared(router.routes)
        app.include_router(router, dependencies=[Depends(caller_of)])


def open_to_all(path: str) -> bool:
    """Whether a path of the pages asks nobody who they are."""
    return any(
        isinstance(route, APIRoute) and route.path_regex.match(path) for router in OPEN for route in router.routes
    )
