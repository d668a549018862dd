"""All users, keys and marks at one moment, and what follows from them for who shows a key. Values only: no clock, no database.

Start at `State.holder`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from tizim.access.keys import is_of, split
from tizim.access.marks import Clearance, Mark, Sees
from tizim.access.roles import PERMISSIONS, Permission, Role
from tizim.errors import NotKnown, SubjectError

_NAME = re.compile(r"\w[\w.@+:|/-]{0,199}")
UNKNOWN = "expected a key or token that counts here, came none that does"
"""the one answer to whoever shows nothing that is known: it does not say which part was wrong"""


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who may ask. blocked: not until that is undone, by whatever key or token. created: a time (ISO 8601 UTC)."""

    name: str
    role: Role
    clearance: Clearance = field(default_factory=Clearance)
    blocked: bool = False
    created: str = ""

    def __post_init__(self) -> None:
        require_name(self.name)


@dataclass(frozen=True, slots=True)
class Key:
    """A key as it is kept. Times are ISO 8601 UTC.

    permissions: of its holder's, these (None: all). datasets: of the lists its holder sees, these (None: all). clearance: of those, up to
    this mark (None: the holder's). used: the day on which it was last used, None where it never was. follows: the key in whose place it
    was made.
    """

    id: str
    holder: str
    digest: bytes = field(repr=False)
    label: str
    created: str
    expires: str
    permissions: frozenset[Permission] | None = None
    datasets: frozenset[str] | None = None
    clearance: Mark | None = None
    revoked: str | None = None
    used: str | None = None
    follows: str | None = None

    def why_not(self, now: str) -> str:
        """Why it does not count at a time; "" where it does."""
        if self.revoked is not None:
            return f"it was revoked at {self.revoked}"
        return f"it expired at {self.expires}" if self.expires <= now else ""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who is known, and what is theirs. sees: None where no list is hidden. key: the id of the key that was shown, "" of none."""

    name: str
    role: Role
    permissions: frozenset[Permission]
    sees: Sees | None
    key: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """closed: only users may ask, also where the last one was removed since."""

    closed: bool = False
    users: Mapping[str, User] = field(default_factory=dict)
    keys: Mapping[str, Key] = field(default_factory=dict)
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def holder(self, key: str, now: str) -> Holder:
        """Who shows this key at a time (ISO 8601 UTC).

        Raises NotKnown: it is no key, none of ours, one that expired or was revoked, or its holder is blocked. Only who shows a
        key that was once ours is told which.
        """
        kept = self.keys.get(split(key) or "")
        # A key that nobody has and one with a wrong secret take the same way to the same words.
        ours = is_of(key, kept.digest if kept is not None else None)
        if kept is None or not ours:
            raise NotKnown(UNKNOWN)
        return self.holder_by(kept.id, now)

    def holder_by(self, id: str, now: str) -> Holder:  # noqa: A002  (the field's word)
        """The same, of a key that was shown before, by its id. Raises NotKnown as `holder`, and where it is gone."""
        kept = self.keys.get(id)
        if kept is None:
            raise NotKnown(UNKNOWN)
        if why := kept.why_not(now):
            raise NotKnown(f"expected a key that counts, came {kept.id}: {why}")
        user = self.users[kept.holder]
        self.require_unblocked(user.name)
        held = PERMISSIONS[user.role]
        permissions = held if kept.permissions is None else held & kept.permissions
        sees = self.sight(user.clearance.no_higher_than(kept.clearance), kept.datasets)
        return Holder(user.name, user.role, permissions, sees, kept.id)

    def require_unblocked(self, name: str) -> None:
        """Raises NotKnown where a user of this name is blocked."""
        user = self.users.get(name)
        if user is not None and user.blocked:
            raise NotKnown(f"expected a user who may ask, came {name}, who is blocked")

    def sight(self, clearance: Clearance, only: frozenset[str] | None = None) -> Sees | None:
        """Which lists a clearance covers at this moment; None where that is all of them, so that looking costs nothing."""
        sees = Sees(clearance, self.marks, only)
        return None if sees.everything else sees


def require_name(name: str) -> None:
    """Raises SubjectError where this is no name for a user: letters, digits and . @ + : | / - _, at most 200."""
    if not _NAME.fullmatch(name):
        raise SubjectError(f"user: expected at most 200 letters, digits, . @ + : | / - and _, came {name!r}")
