"""Who may ask in one home: users, keys and marks, read as they are now by every process, changed with a line in the log. `tz.access` is one.

    home/access.sqlite    them, unless the bank is in a PostgreSQL database: then they are there too

A home in which nobody was ever added is open to whoever reaches it; from its first user on only users may ask, also once the last
one is removed (`open_again` undoes that). Start at `Access.holder`.
"""

import os
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from tizim.access.keys import made
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import PERMISSIONS, Permission, Role
from tizim.access.sessions import IDLE_SECONDS, LIFE_SECONDS, Session, digest_of, new_secret
from tizim.access.state import Holder, Key, State, User
from tizim.audit.caller import Caller
from tizim.errors import AccessUnavailable, BankError, BankUnreachable, NotKnown, SubjectError
from tizim.jobs.auditing import Audit
from tizim.jobs.moments import after

if TYPE_CHECKING:  # a home without users opens no database
    from tizim.access.store import Store
    from tizim.access.tokens import Person

LOOK_SECONDS = 0.2
"""how long what a database server said of users counts without asking it again: the longest a revoked key lives on"""
SEEN_SECONDS = 60
"""how exactly it is known when a session was last used"""
SILENT_SECONDS = 60.0
"""how long it counts where the server does not answer; then nobody is let in"""
LIFE = "365d"
"""of a key, where nothing else is said"""
OVERLAP = "7d"
"""how long a key counts beside the one that takes its place"""


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was made. words: the key itself, which is kept nowhere."""

    key: Key
    words: str


@dataclass(frozen=True, slots=True)
class _Known:
    """What was read. epoch: at which it was. when: by the clock that only goes forward."""

    state: State
    epoch: object
    when: float


class Access:
    """Users, keys and marks of one home. Threads and processes may use it at once.

    audit: where changes are recorded, if the home records. url: of the database that keeps them; None: a file of the home. clock,
    seconds: give the time, and one that only goes forward; in place of the machine's.
    """

    def __init__(
        self,
        home: Path,
        audit: Audit,
        *,
        url: str | None = None,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        seconds: Callable[[], float] = time.monotonic,
    ) -> None:
        self._file = home / "access.sqlite"
        self._url = url
        self._audit = audit
        self._clock = clock
        self._seconds = seconds
        self._store: Store | None = None
        self._place: object = None
        self._known: _Known | None = None
        self._is_stale = False
        """whether this process has changed something that it has not read yet"""
        self._noted: dict[str, str] = {}
        self._looking = Lock()

    def close(self) -> None:
        """Lets the database go, if it was opened; it is opened again where it is needed."""
        with self._looking:
            self._close()

    # --------------------------------------------------------------------------------------------------------- asking

    def fresh(self) -> State | None:
        """What is known, where that is known to be so still; None where it must be looked at, which may wait for a database.

        It costs a look at a file, and of a server's database nothing.
        """
        known = self._known
        if known is None:
            return State() if self._url is None and self._store is None and not self._file.exists() else None
        if self._url is not None:
            return known.state if self._seconds() - known.when < LOOK_SECONDS and not self._is_stale else None
        with self._looking:
            same = self._store is not None and self._place == self._at() and self._store.epoch() == known.epoch
        return known.state if same else None

    def look(self) -> State:
        """Users, keys and marks as they are now. Raises AccessUnavailable where that cannot be told."""
        with self._looking:
            found = self._looked()
            self._known, self._is_stale = found, False
        return found.state if found is not None else State()

    def now(self) -> str:
        """The time (ISO 8601 UTC)."""
        return _iso(self._clock().astimezone(UTC))

    def holder(self, key: str, state: State | None = None) -> Holder:
        """Who shows this key. state: as it is now, where the caller has it. Raises NotKnown (see `State.holder`)."""
        return (state if state is not None else self.look()).holder(key, self.now())

    def must_note(self, key: str, state: State) -> bool:
        """Whether that a key was used is still to be noted: once a day and process."""
        day = self.now()[:10]
        kept = state.keys.get(key)
        return kept is not None and kept.used != day and self._noted.get(key) != day

    def note_used(self, key: str) -> None:
        """Notes that a key was used today. A database that cannot be written to now is no reason not to answer."""
        day = self.now()[:10]
        self._noted[key] = day
        with suppress(BankError):
            self._opened().note_used(key, day)

    # ------------------------------------------------------------------------------------------------------- sessions

    def begin_session(self, holder: Holder, person: "Person | None" = None) -> str:
        """Begins a session of whoever showed a key, or (person) a token, and gives the secret for their cookie. On record."""
        now = self._clock().astimezone(UTC)
        ends = now + timedelta(seconds=LIFE_SECONDS)
        if person is not None:
            ends = min(ends, datetime.fromtimestamp(person.expires, UTC))
        secret = new_secret(os.urandom)
        session = Session(
            digest_of(secret),
            holder.name,
            _iso(now),
            _iso(now),
            _iso(ends),
            key=holder.key,
            role=person.grant.role if person is not None else None,
            clearance=person.grant.clearance if person is not None else None,
        )
        self._note("sign-in", Caller(holder.name, str(holder.role), "sign-in"), key=holder.key or None)
        self._opened_to_read().add_session(session)
        return secret

    def resume_session(self, secret: str, state: State, *, tokens_count: bool = True) -> Holder:
        """Who asks in a session, by the secret of their cookie. tokens_count: also where it was begun with a token.

        Raises NotKnown where it ended, or what it was begun with counts no more; AccessUnavailable where that cannot be told.
        """
        now = self._clock().astimezone(UTC)
        digest = digest_of(secret)
        try:
            store = self._opened_to_read()
            session = store.session(digest)
            if session is None or not (session.key or tokens_count):
                raise NotKnown("expected to be signed in, came nobody")
            holder = session.holder(state, _iso(now), _iso(now - timedelta(seconds=IDLE_SECONDS)))
            if session.seen < _iso(now - timedelta(seconds=SEEN_SECONDS)):
                with suppress(BankError):
                    store.note_seen(digest, _iso(now))
        except BankUnreachable as wrong:
            raise AccessUnavailable(f"who asks is not known: {wrong}") from wrong
        return holder

    def end_session(self, secret: str) -> None:
        """Ends a session: its cookie counts no more, in any process."""
        self._opened_to_read().end_session(digest_of(secret))

    # -------------------------------------------------------------------------------------------------------- changes

    def add_user(
        self,
        name: str,
        role: Role,
        clearance: Clearance | None = None,
        *,
        caller: Caller | None = None,
    ) -> User:
        """Adds a user. From the first one on, only users may ask over HTTP. Raises SubjectError as the store does."""
        clearance = clearance if clearance is not None else Clearance()
        user = User(name, role, clearance, created=self.now())
        self._note("access-user-add", caller, user=name, role=role, clearance=clearance.mark, red=clearance.red)
        self._opened().add_user(user)
        return user

    def change_user(
        self,
        name: str,
        *,
        role: Role | None = None,
        clearance: Clearance | None = None,
        blocked: bool | None = None,
        caller: Caller | None = None,
    ) -> User:
        """Gives a user another role or clearance, blocks them or lets them in again; what is None stays."""
        told = {"role": role, "clearance": clearance.mark if clearance else None, "blocked": blocked}
        self._note("access-user-change", caller, user=name, red=clearance.red if clearance else None, **told)
        chosen = {"role": role, "clearance": clearance, "blocked": blocked}
        given = {key: value for key, value in chosen.items() if value is not None}
        return self._opened().change_user(name, lambda user: replace(user, **given))  # type: ignore[arg-type]

    def remove_user(self, name: str, *, caller: Caller | None = None) -> None:
        """Takes a user out, with their keys."""
        self._note("access-user-remove", caller, user=name)
        self._opened().remove_user(name)

    def make_key(
        self,
        user: str,
        *,
        label: str = "",
        expires: str = LIFE,
        permissions: Collection[Permission] | None = None,
        datasets: Collection[str] | None = None,
        clearance: Mark | None = None,
        caller: Caller | None = None,
    ) -> NewKey:
        """Makes a key of a user. expires: a date, a time, or days ("90d"). permissions, datasets: only these of what is theirs.
        clearance: lists up to this mark only.

        Raises SubjectError: there is no such user, a permission is not of their role, or the time is past.
        """
        until = after(expires, "--expires", self._clock())
        holder = self.look().users.get(user)
        if holder is not None and permissions is not None and (beyond := set(permissions) - PERMISSIONS[holder.role]):
            raise SubjectError(
                f"permissions: expected some of the role {holder.role} ({', '.join(sorted(PERMISSIONS[holder.role]))}), "
                f"came {', '.join(sorted(beyond))}"
            )
        id_, words, digest = made(os.urandom)
        key = Key(
            id_,
            user,
            digest,
            label,
            self.now(),
            until,
            frozenset(permissions) if permissions is not None else None,
            frozenset(datasets) if datasets is not None else None,
            clearance,
        )
        told = {"permissions": key.permissions, "datasets": key.datasets, "clearance": clearance}
        self._note("access-key-make", caller, key=id_, user=user, expires=until, **told)
        self._opened().add_key(key)
        return NewKey(key, words)

    def rotate_key(self, id: str, *, overlap: str = OVERLAP, caller: Caller | None = None) -> NewKey:  # noqa: A002  (the field's word)
        """Makes a key in the place of another, which counts beside it for a while ("0d": not at all) and then no more.

        Raises SubjectError where there is none of this id, or it counts no more already.
        """
        now = self.now()
        until = now if overlap.strip() == "0d" else after(overlap, "--overlap", self._clock())
        id_, words, digest = made(os.urandom)

        def rotated(old: Key) -> tuple[Key, Key]:
            if why := old.why_not(now):
                raise SubjectError(f"key: expected one that counts, came {old.id}: {why}")
            fresh = replace(
                old, id=id_, digest=digest, created=now, expires=self._later(old), used=None, follows=old.id
            )
            return replace(old, expires=min(old.expires, until)), fresh

        self._note("access-key-rotate", caller, key=id, by=id_, until=until)
        self._opened().change_key(id, rotated)
        return NewKey(self.look().keys[id_], words)

    def revoke_key(self, id: str, *, caller: Caller | None = None) -> None:  # noqa: A002  (the field's word)
        """A key counts no more from now on, in every process. Raises SubjectError where there is none of this id."""
        now = self.now()
        self._note("access-key-revoke", caller, key=id)
        self._opened().change_key(id, lambda old: (replace(old, revoked=old.revoked or now),))

    def mark(self, dataset: str, mark: Mark | None, *, caller: Caller | None = None) -> None:
        """Marks a list, also one that is not loaded yet; None takes its mark away."""
        self._note("access-mark", caller, list=dataset, mark=mark if mark is not None else "none")
        self._opened().mark(dataset, mark)

    def open_again(self, *, caller: Caller | None = None) -> None:
        """Lets anyone on this machine ask again. Raises SubjectError where there are users."""
        self._note("access-open", caller)
        self._opened().open_again()

    # ------------------------------------------------------------------------------------------- backup and restore

    def copy_to(self, path: Path) -> bool:
        """All of it in a new file, as a home without a database server keeps it; False where there is nothing to keep."""
        from tizim.access.store import Store

        state = self.look()
        if state == State():
            return False
        copy = Store.open(path)
        try:
            copy.replace_with(state)
        finally:
            copy.close()
        return True

    def take_from(self, path: Path) -> bool:
        """Takes over what such a file holds, where there is nothing here yet; False where there is: it stays as it is."""
        from tizim.access.store import Store

        if self.look() != State():
            return False
        copy = Store.open(path)
        try:
            self._opened().replace_with(copy.state())
        finally:
            copy.close()
        return True

    # ------------------------------------------------------------------------------------------------------------------

    def _later(self, old: Key) -> str:
        """When a key ends that lives as long as another did, from now on."""
        whole = datetime.fromisoformat(old.expires) - datetime.fromisoformat(old.created)
        return f"{(self._clock().astimezone(UTC) + whole).isoformat(timespec='seconds')[:19]}Z"

    def _note(self, action: str, caller: Caller | None, **details: object) -> None:
        who = self._audit.asker(caller)
        if who is None:
            return
        from tizim.audit.event import Event  # only a home that records needs it

        told = {key: _plain(value) for key, value in details.items() if value is not None}
        self._audit.record([Event(action, who, details=told)])

    def _at(self) -> object:
        """Which file it is; None where there is none."""
        try:
            facts = self._file.stat()
        except OSError:
            return None
        return facts.st_dev, facts.st_ino

    def _looked(self) -> _Known | None:
        """What is so now; None where nobody was ever added to this home."""
        if self._url is None:
            return self._looked_at_file()
        known, now = self._known, self._seconds()
        if known is not None and now - known.when < LOOK_SECONDS and not self._is_stale:
            return known
        try:
            store = self._opened_store()
            epoch = store.epoch()
            state = known.state if known is not None and known.epoch == epoch else store.state()
        except BankUnreachable as wrong:
            if known is not None and now - known.when < SILENT_SECONDS:
                return known
            raise AccessUnavailable(f"who may ask is not known: {wrong}") from wrong
        return _Known(state, epoch, now)

    def _looked_at_file(self) -> _Known | None:
        if self._place != self._at():
            self._close()  # another file is in its place
        if self._at() is None:
            if self._known is not None and self._known.state.closed:
                raise AccessUnavailable(f"{self._file}: expected the users of this home, the file is gone")
            return None
        store = self._opened_store()
        epoch = store.epoch()  # first: what is written in between is read next time
        if self._known is not None and self._known.epoch == epoch:
            return self._known
        return _Known(store.state(), epoch, self._seconds())

    def _opened(self) -> "Store":
        """To change something in."""
        with self._looking:
            self._is_stale = True
            return self._opened_store()

    def _opened_to_read(self) -> "Store":
        """For sessions, which change nothing that anybody may."""
        with self._looking:
            return self._opened_store()

    def _opened_store(self) -> "Store":
        if self._store is None:
            from tizim.access.store import Store

            if self._url is None:
                self._file.parent.mkdir(parents=True, exist_ok=True)
            self._store = Store.open(None if self._url is not None else self._file, url=self._url)
            self._place = self._at() if self._url is None else None
        return self._store

    def _close(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None
            self._known = replace(self._known, epoch=None) if self._known is not None else None
        self._place = None


def _iso(moment: datetime) -> str:
    return f"{moment.isoformat(timespec='seconds')[:19]}Z"


def _plain(value: object) -> object:
    """As the log has it."""
    if isinstance(value, frozenset | set):
        return sorted(map(str, value))
    return value if isinstance(value, bool) else str(value)
