"""Makes the application: routes, errors, ceilings, and one opened home behind them. It binds no address (`serving` does)."""

import asyncio
from asyncio import to_thread
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi import Depends, FastAPI
from fastapi.routing import APIRoute
from starlette.middleware.cors import CORSMiddleware
from starlette.types import ASGIApp

import tizim
from tizim.access.tokens import Provider
from tizim.audit.caller import Caller
from tizim.errors import BankUnreachable
from tizim.index.words import Looking
from tizim.interfaces.http import problems
from tizim.interfaces.http.caller import Doorway, caller_of, require_declared
from tizim.interfaces.http.delivering import Delivering
from tizim.interfaces.http.desk import Desk
from tizim.interfaces.http.door import Door
from tizim.interfaces.http.guard import Guard
from tizim.interfaces.http.limits import USUAL, Limits
from tizim.interfaces.http.updating import Updating
from tizim.interfaces.http.v1 import customers, facts, log, receipts, review, screening, webhooks
from tizim.interfaces.http.watching.counting import Counting
from tizim.interfaces.http.watching.metrics import Metrics
from tizim.interfaces.http.watching.observed import Observed
from tizim.interfaces.http.watching.tracing import OFF, Tracing
from tizim.interfaces.http.yente import catalog, entities, match, reconcile, search, system
from tizim.interfaces.web import pages
from tizim.interfaces.web.customers import UPLOAD
from tizim.interfaces.web.frame import told_on_page
from tizim.interfaces.web.runs import Runs
from tizim.jobs.send_limits import SendLimits
from tizim.jobs.steps import watch
from tizim.workspace import SENDING, Tizim

_ABOUT = """\
Is this person or organisation on a list? Paths without a prefix answer as yente 5 does, with scores on its scale; paths under
`/v1` are tizim's own, with the probability, its reasons and their sources. A verdict is a question to a person, never a decision.
"""
_HEADERS = ["Authorization", "X-Purpose", "X-Request-ID"]
"""what a page of an origin that is allowed may say"""


@dataclass(frozen=True, slots=True)
class Served:
    """What is served. home: the folder of the lists. database: the URL of a PostgreSQL database that holds the bank. update_token: what `POST /updatez` wants; "" lets nobody.

    origins: of pages whose browsers may ask. hosts: names it may be asked under, beside its addresses. provider: of OpenID Connect,
    whose tokens count; None: no token does. counts: the folder where the processes
    of one server count; None for one alone. tracing: what is told of the steps of answers. sending:
    where events may go, and how long they are tried.
    """

    home: Path
    user: str = "unknown"
    database: str | None = None
    update_token: str = ""
    limits: Limits = USUAL
    origins: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    provider: Provider | None = None
    counts: Path | None = None
    tracing: Tracing = OFF
    sending: SendLimits = SENDING


class Application(FastAPI):
    """Watched from outside of all that Starlette puts around an application, the answer to mistakes included."""

    def __init__(self, metrics: Metrics, tracing: Tracing, **how: Any) -> None:
        # FastAPI's own telemetry would tell query strings and paths, which hold names.
        super().__init__(telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False}, **how)
        self._metrics = metrics
        self._tracing = tracing

    def build_middleware_stack(self) -> ASGIApp:
        """The layers, the outermost first."""
        return Observed(super().build_middleware_stack(), self._metrics, self._tracing)


def make_app(served: Served) -> FastAPI:
    """The application of one home."""
    metrics, tracing = Metrics(served.counts), served.tracing

    @asynccontextmanager
    async def life(app: FastAPI) -> AsyncIterator[None]:
        opened = Counting(
            served.home, user=served.user, database=served.database, sending=served.sending, tell=metrics.answered
        )
        app.state.metrics = metrics
        app.state.desk = desk = Desk(opened, served.limits, metrics, tracing)
        app.state.door = Door(opened.access, served.limits, served.provider)
        app.state.origins = served.origins
        app.state.updating = updating = Updating(served.home, served.update_token)
        unwatch = watch(tracing.step) if tracing.is_on else None
        delivering = Delivering(opened)
        app.state.runs = runs = Runs(served.home / "uploads", opened)
        sweeping = asyncio.create_task(runs.sweep())
        try:
            await to_thread(_warm, opened)
            delivering.start()
            yield
        finally:
            sweeping.cancel()
            await updating.stop()
            await delivering.stop()
            await to_thread(runs.close)
            desk.close()
            metrics.close()
            if unwatch is not None:
                unwatch()
            tracing.close()

    app = Application(
        metrics,
        tracing,
        title="tizim",
        version=tizim.__version__,
        description=_ABOUT,
        license_info={"name": "Apache-2.0", "identifier": "Apache-2.0"},
        lifespan=life,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    problems.install(app, told_on_page)
    supervised = {route.path for route in system.supervised.routes if isinstance(route, APIRoute)}
    supervised.add(app.openapi_url or "")
    app.add_middleware(
        Doorway,
        is_open=lambda path: path in supervised or pages.open_to_all(path),
        told=problems.teller(told_on_page),
    )
    if served.origins:
        app.add_middleware(
            CORSMiddleware, allow_origins=served.origins, allow_methods=["GET", "POST"], allow_headers=_HEADERS
        )
    limits = served.limits
    app.add_middleware(
        Guard,
        body=limits.body,
        slow=limits.slow,
        origins=served.origins,
        hosts=served.hosts,
        uploads={UPLOAD: limits.upload},
    )
    app.include_router(system.supervised)
    own = (one.router for one in (screening, facts, customers, review, webhooks, receipts, log))
    for router in (match.router, search.router, entities.router, catalog.router, reconcile.router, system.router, *own):
        require_declared(router.routes)
        app.include_router(router, dependencies=[Depends(caller_of)])
    pages.install(app)
    return app


def _warm(opened: Tizim) -> None:
    """Opens the snapshot and the bank, and indexes the words to look around in, before the first question.

    Where the bank cannot be asked, the index there is answers, and there are no words.
    """
    opened.searched()
    with (
        opened.audit.asking_as(Caller("tizim serve", "service", "start of the server")),
        suppress(BankUnreachable),
    ):
        opened.look(Looking(limit=0))
