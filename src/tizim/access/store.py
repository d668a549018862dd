"""Users, keys and marks in their database: `access.sqlite` in the home, or the PostgreSQL database that holds the bank.

The same code runs on both. A change is one transaction that moves the epoch on; `Store.epoch` tells cheaply whether there was one, so
every process sees a key revoked at its next look. Nobody waits for an update of the lists. Start at `Store`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import Connection, Engine, Table, delete, insert, select, update

from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Permission, Role
from tizim.access.sessions import Session
from tizim.access.state import Key, State, User
from tizim.db.engine import is_postgresql, taking_turns
from tizim.db.opening import open_current
from tizim.db.schema import ACCESS_KEY, ACCESS_MARK, ACCESS_SESSION, ACCESS_STATE, ACCESS_USER
from tizim.errors import SubjectError

PATIENCE = 10.0
"""seconds a writer waits for another"""


class Store:
    """Open with `Store.open`; `close` it. Threads may share one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._watching = Lock()
        self._watch: Any = None

    @classmethod
    def open(cls, path: Path | None = None, *, url: str | None = None) -> Self:
        """In a file, which is made where there is none, or in the database at a URL. Raises BankError and its kin."""
        return cls(open_current(path, url, busy=PATIENCE))

    def close(self) -> None:
        """Lets the database go."""
        with self._watching:
            if self._watch is not None:
                self._watch.close()
                self._watch = None
        self._engine.dispose()

    # --------------------------------------------------------------------------------------------------------- reading

    def epoch(self) -> int:
        """Another number after every change, whichever process made it."""
        if is_postgresql(self._engine):
            with self._engine.connect() as connection:
                return int(connection.execute(select(ACCESS_STATE.c.epoch)).scalar_one())
        with self._watching:  # SQLite's own count of what other connections committed: no table is read
            if self._watch is None:
                self._watch = self._engine.raw_connection()
            return int(self._watch.cursor().execute("pragma data_version").fetchone()[0])

    def state(self) -> State:
        """All of it, of one moment."""
        with self._engine.connect() as connection:
            return _read(connection)

    # --------------------------------------------------------------------------------------------------------- changes

    def add_user(self, user: User) -> None:
        """Adds a user; from now on only users may ask. Raises SubjectError where there is one of this name."""
        with self._changing(closes=True) as connection:
            if user.name in _read(connection).users:
                raise SubjectError(f"user: expected a new name, came {user.name}, who is there")
            connection.execute(insert(ACCESS_USER), _user_row(user))

    def change_user(self, name: str, change: Callable[[User], User]) -> User:
        """Puts another in the place of a user, of the same name. Raises SubjectError where there is none."""
        with self._changing() as connection:
            changed = replace(change(_user(_read(connection), name)), name=name)
            connection.execute(update(ACCESS_USER).where(ACCESS_USER.c.name == name).values(_user_row(changed)))
        return changed

    def remove_user(self, name: str) -> None:
        """Takes a user out, with all keys of theirs. Raises SubjectError where there is none."""
        with self._changing() as connection:
            _user(_read(connection), name)
            connection.execute(delete(ACCESS_KEY).where(ACCESS_KEY.c.holder == name))
            connection.execute(delete(ACCESS_USER).where(ACCESS_USER.c.name == name))

    def add_key(self, key: Key) -> None:
        """Adds a key of a user. Raises SubjectError where there is no such user."""
        with self._changing() as connection:
            _user(_read(connection), key.holder)
            connection.execute(insert(ACCESS_KEY), _key_row(key))

    def change_key(self, id: str, change: Callable[[Key], Sequence[Key]]) -> None:  # noqa: A002  (the field's word)
        """Puts what becomes of a key in its place: itself, changed, and if wanted another beside it.

        Raises SubjectError where there is none of this id.
        """
        with self._changing() as connection:
            first, *more = change(_key(_read(connection), id))
            connection.execute(update(ACCESS_KEY).where(ACCESS_KEY.c.id == id).values(_key_row(replace(first, id=id))))
            for one in more:
                connection.execute(insert(ACCESS_KEY), _key_row(one))

    def mark(self, dataset: str, mark: Mark | None) -> None:
        """Marks a list; None takes its mark away."""
        with self._changing() as connection:
            connection.execute(delete(ACCESS_MARK).where(ACCESS_MARK.c.dataset == dataset))
            if mark is not None:
                connection.execute(insert(ACCESS_MARK), {"dataset": dataset, "mark": str(mark)})

    def open_again(self) -> None:
        """Lets anyone on this machine ask again. Raises SubjectError where there are users."""
        with self._changing() as connection:
            if there := _read(connection).users:
                raise SubjectError(f"expected that no users are left, came {len(there)}: {', '.join(sorted(there))}")
            connection.execute(update(ACCESS_STATE).values(closed=False))

    def note_used(self, id: str, day: str) -> None:  # noqa: A002  (the field's word)
        """Notes the day on which a key was last used. It changes nothing that anybody may, so the epoch stays."""
        with taking_turns(self._engine) as connection:
            connection.execute(update(ACCESS_KEY).where(ACCESS_KEY.c.id == id).values(used=day))

    # -------------------------------------------------------------------------------------------------------- sessions

    def add_session(self, session: Session) -> None:
        """Keeps a session, and no longer those that expired when it began. Changes nothing that anybody may."""
        with taking_turns(self._engine) as connection:
            connection.execute(delete(ACCESS_SESSION).where(ACCESS_SESSION.c.expires <= session.created))
            connection.execute(insert(ACCESS_SESSION), _session_row(session))

    def session(self, digest: bytes) -> Session | None:
        """The session of a digest; None where there is none."""
        with self._engine.connect() as connection:
            query = select(ACCESS_SESSION).where(ACCESS_SESSION.c.digest == digest)
            row = connection.execute(query).mappings().one_or_none()
        return _session_of(row) if row is not None else None

    def note_seen(self, digest: bytes, now: str) -> None:
        """Notes when a session was last used."""
        with taking_turns(self._engine) as connection:
            connection.execute(update(ACCESS_SESSION).where(ACCESS_SESSION.c.digest == digest).values(seen=now))

    def end_session(self, digest: bytes) -> None:
        """Forgets a session, if there is one."""
        with taking_turns(self._engine) as connection:
            connection.execute(delete(ACCESS_SESSION).where(ACCESS_SESSION.c.digest == digest))

    # --------------------------------------------------------------------------------------------------- all together

    def replace_with(self, state: State) -> None:
        """Puts all of another state in the place of this one."""
        with self._changing() as connection:
            for table in (ACCESS_KEY, ACCESS_USER, ACCESS_MARK, ACCESS_SESSION):
                connection.execute(delete(table))
            tables: tuple[tuple[Table, Iterable[dict[str, object]]], ...] = (
                (ACCESS_USER, map(_user_row, state.users.values())),
                (ACCESS_KEY, map(_key_row, state.keys.values())),
                (ACCESS_MARK, ({"dataset": one, "mark": str(mark)} for one, mark in state.marks.items())),
            )
            for table, rows in tables:
                if kept := list(rows):
                    connection.execute(insert(table), kept)
            connection.execute(update(ACCESS_STATE).values(closed=state.closed))

    @contextmanager
    def _changing(self, *, closes: bool = False) -> Iterator[Connection]:
        """A transaction that moves the epoch on; others who change something wait for its end."""
        with taking_turns(self._engine) as connection:
            values: dict[str, object] = {"epoch": ACCESS_STATE.c.epoch + 1} | ({"closed": True} if closes else {})
            connection.execute(update(ACCESS_STATE).values(values))
            yield connection


def _read(connection: Connection) -> State:
    users = (_user_of(row) for row in connection.execute(select(ACCESS_USER)).mappings())
    keys = (_key_of(row) for row in connection.execute(select(ACCESS_KEY)).mappings())
    marks = connection.execute(select(ACCESS_MARK.c.dataset, ACCESS_MARK.c.mark))
    return State(
        closed=bool(connection.execute(select(ACCESS_STATE.c.closed)).scalar_one()),
        users={one.name: one for one in users},
        keys={one.id: one for one in keys},
        marks={dataset: Mark(mark) for dataset, mark in marks},
    )


def _user(state: State, name: str) -> User:
    if name not in state.users:
        there = ", ".join(sorted(state.users)) or "there are none"
        raise SubjectError(f"user: expected one of those there are ({there}), came {name!r}")
    return state.users[name]


def _key(state: State, id_: str) -> Key:
    if id_ not in state.keys:
        raise SubjectError(f"key: expected the id of one (tizim access key list), came {id_!r}")
    return state.keys[id_]


def _user_row(user: User) -> dict[str, object]:
    clearance = user.clearance
    return {
        "name": user.name,
        "role": str(user.role),
        "clearance": str(clearance.mark),
        "red": json.dumps(sorted(clearance.red)),
        "blocked": user.blocked,
        "created": user.created,
    }


def _user_of(row: Mapping[Any, Any]) -> User:
    clearance = Clearance(Mark(row["clearance"]), frozenset(json.loads(row["red"])))
    return User(row["name"], Role(row["role"]), clearance, bool(row["blocked"]), row["created"])


def _key_row(key: Key) -> dict[str, object]:
    plain = {name: getattr(key, name) for name in ("id", "holder", "digest", "label", "created", "expires")}
    late = {name: getattr(key, name) for name in ("revoked", "used", "follows")}
    several = {"permissions": key.permissions, "datasets": key.datasets}
    kept = {name: json.dumps(sorted(one)) if one is not None else None for name, one in several.items()}
    return plain | late | kept | {"clearance": str(key.clearance) if key.clearance is not None else None}


def _key_of(row: Mapping[Any, Any]) -> Key:
    permissions, datasets = row["permissions"], row["datasets"]
    return Key(
        row["id"],
        row["holder"],
        bytes(row["digest"]),
        row["label"],
        row["created"],
        row["expires"],
        frozenset(map(Permission, json.loads(permissions))) if permissions is not None else None,
        frozenset(json.loads(datasets)) if datasets is not None else None,
        Mark(row["clearance"]) if row["clearance"] is not None else None,
        row["revoked"],
        row["used"],
        row["follows"],
    )


def _session_row(session: Session) -> dict[str, object]:
    clearance = session.clearance
    return {
        "digest": session.digest,
        "name": session.name,
        "key": session.key,
        "role": str(session.role) if session.role is not None else None,
        "clearance": str(clearance.mark) if clearance is not None else None,
        "red": json.dumps(sorted(clearance.red)) if clearance is not None else None,
        "created": session.created,
        "seen": session.seen,
        "expires": session.expires,
    }


def _session_of(row: Mapping[Any, Any]) -> Session:
    role, mark = row["role"], row["clearance"]
    return Session(
        bytes(row["digest"]),
        row["name"],
        row["created"],
        row["seen"],
        row["expires"],
        key=row["key"],
        role=Role(role) if role is not None else None,
        clearance=Clearance(Mark(mark), frozenset(json.loads(row["red"]))) if mark is not None else None,
    )
