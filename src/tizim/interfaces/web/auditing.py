"""The log of who asked what: looked at, narrowed, verified. Reading it is a line in it, too."""

from collections import deque

from fastapi import APIRouter
from starlette.responses import Response

from tizim.access.roles import Permission
from tizim.audit.log import Told
from tizim.audit.verification import Verified
from tizim.errors import AuditError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.forms import AForm
from tizim.interfaces.web.frame import AtPage, Page
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
SHOWN = 100
"""lines on the page, the newest"""
_FIELDS = ("since", "until", "user", "name")


@router.get(f"{PAGES}/audit", dependencies=[needs(Permission.AUDIT)])
async def log(page: AtPage) -> Response:
    """The newest lines."""
    return await _shown(page, dict.fromkeys(_FIELDS, ""))


@router.post(f"{PAGES}/audit", dependencies=[needs(Permission.AUDIT)])
async def narrowed(page: AtPage, form: AForm) -> Response:
    """Lines of a user, of a time, about somebody. A form and never an address: it names people."""
    return await _shown(page, {name: form.text(name) for name in _FIELDS})


@router.post(f"{PAGES}/audit/verify", dependencies=[needs(Permission.AUDIT)])
async def verify(page: AtPage, form: AForm) -> Response:  # noqa: ARG001  (the form is checked)
    """Does the log agree with itself?"""
    return await _shown(page, dict.fromkeys(_FIELDS, ""), verify=True)


async def _shown(page: Page, chosen: dict[str, str], *, verify: bool = False) -> Response:
    def work(tizim: Tizim) -> tuple[list[Told], Verified | None, bool]:
        is_on = tizim.audit.is_on
        since, until, user, name = (chosen[one] or None for one in _FIELDS)
        # Where somebody is looked for, any line may be about them; else the newest are enough.
        last = None if name or user else SHOWN
        try:
            told = tizim.audit.lines(since=since, until=until, last=last, user=user, name=name)
            return list(deque(told, maxlen=SHOWN))[::-1], tizim.audit.verify() if verify else None, is_on
        except AuditError:
            if is_on:
                raise
            return [], None, False  # nothing was ever recorded

    lines, verified, is_on = await page.desk.ask(work)
    return page.show(
        "audit.html", page="audit", lines=lines, verified=verified, is_on=is_on, chosen=chosen, shown=SHOWN
    )
