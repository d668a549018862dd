"""Users, their keys, and the marks of lists: who may ask what, for whoever may say so. Every change is on record as theirs."""

from collections.abc import Callable

from fastapi import APIRouter
from starlette.responses import Response

from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Permission, Role
from tizim.access.state import State
from tizim.errors import SubjectError
from tizim.interfaces.http.caller import PAGES, needs
from tizim.interfaces.web.forms import AForm, Form
from tizim.interfaces.web.frame import AtPage, Page
from tizim.jobs.accessing import Access, NewKey
from tizim.workspace import Tizim

router = APIRouter(include_in_schema=False)
_NEEDED = [needs(Permission.USERS)]


@router.get(f"{PAGES}/access", dependencies=_NEEDED)
async def access(page: AtPage) -> Response:
    """Who there is."""
    return await _shown(page)


@router.post(f"{PAGES}/access/users", dependencies=_NEEDED)
async def users(page: AtPage, form: AForm) -> Response:
    """Adds a user, or changes, blocks or removes one: `do` says which."""
    name, do = form.text("name"), form.text("do")

    def changed(access: Access) -> None:
        if do == "add":
            access.add_user(name, _role(form), _clearance(form))
        elif do == "change":
            access.change_user(name, role=_role(form), clearance=_clearance(form))
        elif do in ("block", "unblock"):
            _require_other(page, name)
            access.change_user(name, blocked=do == "block")
        elif do == "remove":
            _require_other(page, name)
            access.remove_user(name)
        else:
            raise SubjectError(f"do: expected add, change, block, unblock or remove, came {do[:20]!r}")

    return await _done(page, changed)


@router.post(f"{PAGES}/access/keys", dependencies=_NEEDED)
async def keys(page: AtPage, form: AForm) -> Response:
    """Makes a key, which is shown once, rotates or revokes one: `do` says which."""
    do, made = form.text("do"), list[NewKey]()

    def changed(access: Access) -> None:
        if do == "make":
            made.append(
                access.make_key(form.text("name"), label=form.text("label"), expires=form.text("expires") or "365d")
            )
        elif do == "rotate":
            made.append(access.rotate_key(form.text("key")))
        elif do == "revoke":
            access.revoke_key(form.text("key"))
        else:
            raise SubjectError(f"do: expected make, rotate or revoke, came {do[:20]!r}")

    await page.desk.ask(lambda tizim: changed(tizim.access))
    return await _shown(page, made[0]) if made else page.shown.go(f"{PAGES}/access")


@router.post(f"{PAGES}/access/marks", dependencies=_NEEDED)
async def marks(page: AtPage, form: AForm) -> Response:
    """Marks a list, or takes its mark away."""
    dataset, mark = form.text("dataset"), form.text("mark")
    if not dataset:
        raise SubjectError("list: expected the name of one, came nothing")
    chosen = Mark.read(mark) if mark != "none" else None
    return await _done(page, lambda access: access.mark(dataset, chosen))


async def _done(page: Page, change: Callable[[Access], None]) -> Response:
    await page.desk.ask(lambda tizim: change(tizim.access))
    return page.shown.go(f"{PAGES}/access")


async def _shown(page: Page, made: NewKey | None = None) -> Response:
    def work(tizim: Tizim) -> tuple[State, list[str], str]:
        return tizim.access.look(), [one.name for one in tizim.catalog()], tizim.access.now()

    state, lists, now = await page.desk.ask(work)
    return page.show(
        "access.html",
        page="access",
        users=sorted(state.users.values(), key=lambda one: one.name),
        keys=sorted(state.keys.values(), key=lambda one: (one.holder, one.created)),
        marks=state.marks,
        lists=sorted({*lists, *state.marks}),
        roles=list(Role),
        labels=list(Mark),
        permissions={role: sorted(PERMISSIONS[role]) for role in Role},
        made=made,
        now=now,
    )


def _role(form: Form) -> Role:
    try:
        return Role(form.text("role"))
    except ValueError as wrong:
        raise SubjectError(f"role: expected one of {', '.join(Role)}, came {form.text('role')[:40]!r}") from wrong


def _clearance(form: Form) -> Clearance:
    red = frozenset(one.strip() for one in form.text("red").split(",") if one.strip())
    return Clearance(Mark.read(form.text("clearance") or "AMBER"), red)


def _require_other(page: Page, name: str) -> None:
    """Nobody shuts the door behind themselves by mistake."""
    if name == page.desk.caller.user:
        raise SubjectError("name: expected another user than yourself, came yourself")
