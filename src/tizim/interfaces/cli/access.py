"""`tizim access`: users, their keys, and the handling marks of lists."""

from typing import TYPE_CHECKING, Annotated

import typer

from tizim.access.marks import Clearance, Mark, mark_of
from tizim.access.roles import Permission, Role
from tizim.errors import SubjectError
from tizim.interfaces.cli.options import Home, Json, Purpose, opened, several
from tizim.interfaces.cli.terminal import answering, say, say_json, shown, table, warn

if TYPE_CHECKING:
    from tizim.access.state import Key, State
    from tizim.jobs.accessing import NewKey

app = typer.Typer(no_args_is_help=True, help="Who may ask over HTTP: users, keys, and the handling marks of lists.")
user_app = typer.Typer(no_args_is_help=True, help="Who may ask.")
key_app = typer.Typer(no_args_is_help=True, help="What they show to be known.")
app.add_typer(user_app, name="user")
app.add_typer(key_app, name="key")

_Name = Annotated[str, typer.Argument(metavar="USER")]
_Id = Annotated[str, typer.Argument(metavar="KEY", help="The id of a key, as `list` shows it.")]
_Clearance = Annotated[
    str | None, typer.Option("--clearance", help="See lists up to this mark (TLP 2.0).", metavar="MARK")
]
_Red = Annotated[
    list[str] | None, typer.Option("--red", help="Lists marked RED that they are given; several with commas.")
]


def _role(words: str) -> Role:
    try:
        return Role(words.strip().lower())
    except ValueError as wrong:
        raise SubjectError(f"--role: expected one of {', '.join(Role)}, came {words!r}") from wrong


def _clearance(words: str | None, red: list[str] | None, before: Clearance) -> Clearance:
    mark = Mark.read(words) if words is not None else before.mark
    lists = frozenset(several(red) or ()) if red is not None else before.red
    if lists and mark is not Mark.RED:
        raise SubjectError(f"--red: expected --clearance RED with it, came {mark}")
    return Clearance(mark, lists)


@user_app.command("add")
def add_user(
    name: _Name,
    *,
    role: Annotated[str, typer.Option("--role", help=f"One of {', '.join(Role)}.")],
    clearance: _Clearance = None,
    red: _Red = None,
    purpose: Purpose = None,
    home: Home = None,
) -> None:
    """Add a user. From the first one on, only users may ask over HTTP."""
    with answering(), opened(home, purpose=purpose) as tizim:
        first = not tizim.access.look().closed
        tizim.access.add_user(name, _role(role), _clearance(clearance, red, Clearance()))
    say(f"{shown(name)} is added; tizim access key make {shown(name)}")
    if first:
        say("from now on only users may ask over HTTP")


@user_app.command("change")
def change_user(
    name: _Name,
    *,
    role: Annotated[str | None, typer.Option("--role", help=f"One of {', '.join(Role)}.")] = None,
    clearance: _Clearance = None,
    red: _Red = None,
    blocked: Annotated[
        bool | None, typer.Option("--blocked/--unblocked", help="May not ask, by no key or token; or may again.")
    ] = None,
    purpose: Purpose = None,
    home: Home = None,
) -> None:
    """Change what a user may; what is not said stays."""
    with answering(), opened(home, purpose=purpose) as tizim:
        before = tizim.access.look().users.get(name)
        changed = None
        if before is not None and (clearance is not None or red is not None):
            changed = _clearance(clearance, red, before.clearance)
        chosen = _role(role) if role is not None else None
        user = tizim.access.change_user(name, role=chosen, clearance=changed, blocked=blocked)
    say(f"{shown(user.name)}: {user.role}, {_told(user.clearance)}{', blocked' if user.blocked else ''}")


@user_app.command("remove")
def remove_user(name: _Name, *, purpose: Purpose = None, home: Home = None) -> None:
    """Take a user out, with their keys."""
    with answering(), opened(home, purpose=purpose) as tizim:
        tizim.access.remove_user(name)
        left = len(tizim.access.look().users)
    say(f"{shown(name)} is removed, with their keys")
    if not left:
        warn("no users are left, and nobody may ask over HTTP; tizim access open lets anyone on this machine ask")


@user_app.command("list")
def list_users(*, home: Home = None, json: Json = False) -> None:
    """Who may ask, as what, and which lists they see."""
    with answering(), opened(home) as tizim:
        users = sorted(tizim.access.look().users.values(), key=lambda one: one.name)
    if json:
        say_json(
            [
                {
                    "name": one.name,
                    "role": str(one.role),
                    "clearance": str(one.clearance.mark),
                    "red": sorted(one.clearance.red),
                    "blocked": one.blocked,
                    "created": one.created,
                }
                for one in users
            ]
        )
        return
    rows = [
        (one.name, one.role, _told(one.clearance), one.created[:10], "blocked" if one.blocked else "") for one in users
    ]
    table("", [(heading, "left") for heading in ("user", "role", "sees", "since", "")], rows)


def _told(clearance: Clearance) -> str:
    red = f" ({', '.join(sorted(clearance.red)) or 'no list'})" if clearance.mark is Mark.RED else ""
    return f"{clearance.mark}{red}"


@key_app.command("make")
def make_key(  # noqa: PLR0913  (a command line is its options)
    user: _Name,
    *,
    label: Annotated[str, typer.Option("--label", help="What it is for.")] = "",
    expires: Annotated[str, typer.Option("--expires", help="A date or time, or days.", metavar="DATE|DAYS")] = "365d",
    permissions: Annotated[
        list[str] | None, typer.Option("--permissions", help="Only these of the role's; several with commas.")
    ] = None,
    datasets: Annotated[
        list[str] | None, typer.Option("--datasets", "-d", help="Only these lists; several with commas.")
    ] = None,
    clearance: _Clearance = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a key of a user. It is shown now and never again."""
    with answering(), opened(home, purpose=purpose) as tizim:
        made = tizim.access.make_key(
            user,
            label=label,
            expires=expires,
            permissions=_permissions(permissions),
            datasets=several(datasets),
            clearance=Mark.read(clearance) if clearance is not None else None,
        )
    _show_once(made, json=json)


def _permissions(words: list[str] | None) -> list[Permission] | None:
    given = several(words)
    if given is None:
        return None
    try:
        return [Permission(one) for one in given]
    except ValueError as wrong:
        raise SubjectError(
            f"--permissions: expected some of {', '.join(Permission)}, came {', '.join(given)}"
        ) from wrong


def _show_once(made: "NewKey", *, json: bool) -> None:
    if json:
        say_json(_key_shape(made.key, "") | {"key": made.words})
        return
    typer.echo(made.words)
    say(
        f"the key {made.key.id} of {shown(made.key.holder)} counts until {made.key.expires}; it is kept nowhere: keep it now"
    )


@key_app.command("list")
def list_keys(*, home: Home = None, json: Json = False) -> None:
    """Every key that was made: whose, until when, last used when."""
    with answering(), opened(home) as tizim:
        keys = sorted(tizim.access.look().keys.values(), key=lambda one: (one.holder, one.created, one.id))
        now = tizim.access.now()
    if json:
        say_json([_key_shape(one, one.why_not(now)) for one in keys])
        return
    rows = [
        (
            one.id,
            one.holder,
            one.label,
            _scope(one),
            one.expires[:10],
            one.used or "never",
            one.why_not(now) or "counts",
        )
        for one in keys
    ]
    headings = ("key", "user", "for", "only", "until", "last used", "")
    table("", [(heading, "left") for heading in headings], rows)


def _scope(key: "Key") -> str:
    told = [", ".join(sorted(one)) for one in (key.permissions, key.datasets) if one is not None]
    return "; ".join([*told, *([f"up to {key.clearance}"] if key.clearance is not None else [])])


def _key_shape(key: "Key", why_not: str) -> dict[str, object]:
    return {
        "id": key.id,
        "user": key.holder,
        "label": key.label,
        "created": key.created,
        "expires": key.expires,
        "permissions": sorted(key.permissions) if key.permissions is not None else None,
        "datasets": sorted(key.datasets) if key.datasets is not None else None,
        "clearance": str(key.clearance) if key.clearance is not None else None,
        "used": key.used,
        "follows": key.follows,
        "counts": not why_not,
        "why_not": why_not,
    }


@key_app.command("rotate")
def rotate_key(
    key: _Id,
    *,
    overlap: Annotated[str, typer.Option("--overlap", help="How many days both count.", metavar="DAYS")] = "7d",
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Make a key in the place of another, which counts beside it for a while. It is shown now and never again."""
    with answering(), opened(home, purpose=purpose) as tizim:
        made = tizim.access.rotate_key(key, overlap=overlap)
        until = tizim.access.look().keys[key].expires
    _show_once(made, json=json)
    if not json:
        say(f"the key {shown(key)} counts until {until}")


@key_app.command("revoke")
def revoke_key(key: _Id, *, purpose: Purpose = None, home: Home = None) -> None:
    """A key counts no more from now on."""
    with answering(), opened(home, purpose=purpose) as tizim:
        tizim.access.revoke_key(key)
    say(f"the key {shown(key)} counts no more")


@app.command("mark")
def mark(
    name: Annotated[str | None, typer.Argument(metavar="LIST", help="A list, loaded or not yet.")] = None,
    label: Annotated[
        str | None, typer.Argument(metavar="TLP", help="CLEAR, GREEN, AMBER, AMBER+STRICT, RED; none takes it away.")
    ] = None,
    *,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Mark a list, so that only who is cleared for it sees it over HTTP. Without an argument: how each is marked."""
    with answering(), opened(home, purpose=purpose) as tizim:
        loaded = sorted({one.dataset for one in tizim.lists.status()})
        if name is not None:
            if label is None:
                raise SubjectError("TLP: expected a mark for the list, or none, came nothing")
            chosen = None if label.strip().lower() == "none" else Mark.read(label)
            tizim.access.mark(name, chosen)
        state = tizim.access.look()
    if name is None:
        _show_marks(state, loaded, json=json)
        return
    say(f"{shown(name)} is marked {mark_of(name, state.marks)}")
    if name not in loaded:
        warn(f"no list of this name is loaded ({', '.join(loaded) or 'none is'}); the mark counts from when one is")


def _show_marks(state: "State", loaded: list[str], *, json: bool) -> None:
    marks = {name: str(mark_of(name, state.marks)) for name in sorted({*loaded, *state.marks})}
    if json:
        say_json(marks)
        return
    table("", [("list", "left"), ("TLP", "left")], list(marks.items()))


@app.command("open")
def open_(*, purpose: Purpose = None, home: Home = None) -> None:
    """Let anyone on this machine ask over HTTP again. Only where no users are left."""
    with answering(), opened(home, purpose=purpose) as tizim:
        tizim.access.open_again()
    say("anyone on this machine may ask over HTTP")
