"""Who is let in: the key or token of a request becomes a user, or an error; and how often they may ask.

    Authorization: Bearer tizim_…      a key (`ApiKey` in the place of `Bearer`, as clients of yente say it, is the same)
    Authorization: Bearer eyJ…         a token of the OpenID Connect provider, where one is configured
    Cookie: tizim=…                    on the pages only: the session of somebody who signed in there with one of these

Nothing else says who asks. Where no users are configured there is nobody to be: `let_in` gives None. Start there.
"""

import ipaddress
import logging
import time
from asyncio import to_thread
from collections.abc import Sequence
from typing import TYPE_CHECKING

from tizim.access.keys import PREFIX
from tizim.access.marks import Clearance, Sees
from tizim.access.state import UNKNOWN, Holder, State
from tizim.access.tokens import Provider, kid_of, person_of, read_token
from tizim.errors import NotKnown, TizimError
from tizim.interfaces.http.buckets import Buckets
from tizim.interfaces.http.limits import Limits
from tizim.jobs.accessing import Access

if TYPE_CHECKING:  # they bring an HTTP client along
    from tizim.jobs.provider_sign_in import Begun, SigningIn

log = logging.getLogger("tizim.http")
_KEY_SCHEMES, _TOKEN_SCHEME = ("bearer", "apikey"), "bearer"


class TooOften(TizimError):
    """A caller asks more often than one may, or an address shows keys that do not count. seconds: until there is room."""

    def __init__(self, message: str, seconds: float) -> None:
        super().__init__(message)
        self.seconds = seconds


class Door:
    """One for each process. provider: whose tokens count, if any do."""

    def __init__(self, access: Access, limits: Limits, provider: Provider | None = None) -> None:
        self._access = access
        self._provider = provider
        self._asking = Buckets(limits.rate, limits.burst)
        self._failing = Buckets(limits.failures_rate, limits.failures)
        self._keys = None
        self._signing: SigningIn | None = None
        if provider is not None:
            from tizim.jobs import provider_sign_in  # as above
            from tizim.jobs.provider import Keys  # with it comes an HTTP client

            self._keys = Keys(provider)
            self._signing = provider_sign_in.SigningIn(provider, self._keys) if provider.client else None

    async def state(self) -> State:
        """Users, keys and marks as they are now."""
        fresh = self._access.fresh()
        return fresh if fresh is not None else await to_thread(self._access.look)

    def is_closed(self, state: State) -> bool:
        """Whether only users may ask."""
        return state.closed or self._provider is not None

    async def let_in(self, shown: Sequence[str], address: str) -> Holder | None:
        """Who asks; None where no users are configured, so that it may be anyone.

        Args:
            shown: the headers `Authorization` as they came.
            address: where the request is from.

        Raises:
            NotKnown: nothing was shown, or nothing that counts.
            TooOften: this caller, or wrong keys from this address.
            AccessUnavailable: whether it counts cannot be told now.
        """
        state = await self.state()
        if not self.is_closed(state):
            return None
        if not shown:
            raise NotKnown("expected a key or token (Authorization: Bearer ...), came none")
        try:
            holder = await self._known(shown, state, address)
        except NotKnown:
            self._failed(address)
            raise
        if seconds := self._asking.take(holder.key or holder.name):
            raise TooOften("expected fewer requests of one caller, came one more", seconds)
        if holder.key and self._access.must_note(holder.key, state):
            await to_thread(self._access.note_used, holder.key)
        return holder

    async def resume(self, secret: str | None) -> Holder | None:
        """Who asks for a page, by the secret of their session; None where no users are configured. Raises as `let_in`."""
        state = await self.state()
        if not self.is_closed(state):
            return None
        if not secret:
            raise NotKnown("expected to be signed in, came nobody")
        tokens_count = self._provider is not None
        holder = await to_thread(self._access.resume_session, secret, state, tokens_count=tokens_count)
        if seconds := self._asking.take(holder.key or holder.name):
            raise TooOften("expected fewer requests of one caller, came one more", seconds)
        return holder

    async def sign_in(self, shown: str, address: str) -> str:
        """Begins a session of whoever shows a key or a token, and gives its secret. Raises as `let_in`."""
        holder = await self.let_in([f"Bearer {shown}"], address)
        if holder is None:
            raise NotKnown("expected users to sign in, there are none: anyone on this machine may ask")
        person = None
        if not holder.key:
            assert self._keys is not None  # noqa: S101  (for types: a token was let in)
            keys = await to_thread(self._keys.of, kid_of(shown))
            person = person_of(shown, keys, self._keys.provider, time.time())
        return await to_thread(self._access.begin_session, holder, person)

    @property
    def provider(self) -> str:
        """Where people sign in who come back with a code; "" where nobody does."""
        return self._signing.provider.host if self._signing is not None else ""

    async def send_away(self, begun: "Begun", back: str) -> str:
        """The provider's address at which somebody signs in. Raises NotKnown where nobody does, AccessUnavailable where it does not answer."""
        return await to_thread(self._require_signing().address, begun, back)

    async def come_back(self, begun: "Begun | None", back: str, came: str, address: str) -> str:
        """Begins a session of whoever comes back from the provider, and gives its secret. came: the query of their address. Raises as `let_in`."""
        if seconds := self._failing.wait(_network(address)):
            raise TooOften(_TOO_MANY_WRONG, seconds)
        try:
            if begun is None:
                raise NotKnown("expected to come back in the browser that was sent, came another: begin again")  # noqa: TRY301  (counted)
            person = await to_thread(self._require_signing().finish, begun, back, came)
            holder = person.holder(await self.state())
        except NotKnown:
            self._failed(address)
            raise
        return await to_thread(self._access.begin_session, holder, person)

    def _require_signing(self) -> "SigningIn":
        if self._signing is None:
            raise NotKnown("expected a key or a token, came somebody who would sign in elsewhere: nobody does here")
        return self._signing

    async def sign_out(self, secret: str) -> None:
        """Ends a session."""
        await to_thread(self._access.end_session, secret)

    def sight_of_anyone(self, state: State) -> Sees | None:
        """What anyone on this machine sees where no users are configured: all but what is marked for somebody who is named."""
        return state.sight(Clearance())

    async def _known(self, shown: Sequence[str], state: State, address: str) -> Holder:
        scheme, _, words = shown[0].strip().partition(" ")
        words = words.strip()
        if len(shown) > 1:  # which one counts would depend on who reads it
            raise NotKnown("expected one header Authorization, came several")
        if words.startswith(PREFIX) and scheme.lower() in _KEY_SCHEMES:
            return self._access.holder(words, state)
        if self._keys is None or scheme.lower() != _TOKEN_SCHEME:
            raise NotKnown(UNKNOWN)
        # Checking a signature costs more than looking up a key: who showed too many wrong ones waits first.
        if seconds := self._failing.wait(_network(address)):
            raise TooOften(_TOO_MANY_WRONG, seconds)
        return await to_thread(self._person, words, state)

    def _person(self, token: str, state: State) -> Holder:
        assert self._keys is not None  # noqa: S101  (for types: asked above)
        keys = self._keys.of(kid_of(token))
        return read_token(token, keys, self._keys.provider, state, time.time())

    def _failed(self, address: str) -> None:
        network = _network(address)
        if seconds := self._failing.take(network):
            raise TooOften(_TOO_MANY_WRONG, seconds)
        if self._failing.wait(network):  # as its bucket becomes empty
            log.warning("many keys or tokens that do not count came from %s", network)


_TOO_MANY_WRONG = "expected fewer keys and tokens that do not count from one address, came one more"


def _network(address: str) -> str:
    """The address, or of IPv6 the network: whoever has one address of it has all."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return "unknown"
    return str(found) if found.version == 4 else str(ipaddress.ip_network((found, 64), strict=False))
