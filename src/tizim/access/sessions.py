"""Sessions of people who sign in on the pages: a secret in a cookie, of which only a digest is kept, as of a key.

What somebody may is not kept in a session: it is worked out at each request from what they signed in with, so that a key that is
revoked, a user who is blocked and a mark that changes count at once. Values only. Start at `Session.holder`.
"""

import base64
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from tizim.access.marks import Clearance
from tizim.access.roles import PERMISSIONS, Role
from tizim.access.state import Holder, State
from tizim.errors import NotKnown

LIFE_SECONDS = 12 * 3600
"""of a session, whatever is done in it: a working day"""
IDLE_SECONDS = 60 * 60
"""of a session in which nothing is asked"""
_SECRET_BYTES = 32
ENDED = "expected a session that counts, came one that ended: sign in again"


@dataclass(frozen=True, slots=True)
class Session:
    """One, as it is kept. Times are ISO 8601 UTC. key: of a user's key that was shown. role, clearance: of a token, which names both."""

    digest: bytes
    name: str
    created: str
    seen: str
    expires: str
    key: str = ""
    role: Role | None = None
    clearance: Clearance | None = None

    def holder(self, state: State, now: str, idle_since: str) -> Holder:
        """Who asks in it at a time. idle_since: a session that was last used before has ended.

        Raises NotKnown: it ended, or what it was begun with counts no more.
        """
        if self.expires <= now or self.seen < idle_since:
            raise NotKnown(ENDED)
        if self.key:
            return state.holder_by(self.key, now)
        state.require_unblocked(self.name)
        if self.role is None or self.clearance is None:
            raise NotKnown(ENDED)
        return Holder(self.name, self.role, PERMISSIONS[self.role], state.sight(self.clearance))


def new_secret(random: Callable[[int], bytes]) -> str:
    """What a cookie holds: 256 random bits in letters. random: gives so many random bytes."""
    return base64.urlsafe_b64encode(random(_SECRET_BYTES)).decode("ascii").rstrip("=")


def digest_of(secret: str) -> bytes:
    """What is kept of it."""
    return blake2b(secret.encode("utf-8", "replace"), digest_size=32, person=b"tizim session 1").digest()


def form_token(secret: str) -> str:
    """What each form of a page says besides, so that a page of somebody else cannot send one: nobody makes it without the cookie."""
    return blake2b(secret.encode("utf-8", "replace"), digest_size=24, person=b"tizim form 1").hexdigest()
