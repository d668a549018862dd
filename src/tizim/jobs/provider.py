"""The public keys of an OpenID Connect provider: fetched when a token needs them, kept for a while, fetched anew where it turned them.

OpenID Connect Discovery 1.0: the issuer says where its keys are. TLS always (plain http for this machine only), no redirects, no proxy
of the environment, ceilings on size and time. Start at `Keys.of`.
"""

import json
import time
from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any
from urllib.parse import urlsplit

import httpx

from tizim.access.tokens import Provider, PublicKey, usable_keys
from tizim.errors import AccessUnavailable
from tizim.jobs.fetch import LOOPBACK

Get = Callable[[str], Any]
"""the JSON at an address"""

FRESH = 300.0
"""seconds for which keys count as they are"""
STALE = 3600.0
"""seconds for which they count where the provider does not answer"""
PAUSE = 10.0
"""seconds between two looks for a key that is not there: strangers may name any"""
_MOST_BYTES = 2**20
_SECONDS = 5.0


class Keys:
    """The keys of one provider. Threads may share one. get, clock: in place of the network's and the machine's."""

    def __init__(
        self, provider: Provider, get: "Get | None" = None, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self.provider = provider
        self._get = get or get_json
        self._clock = clock
        self._fetching = Lock()
        self._kept: Mapping[str, PublicKey] = {}
        self._came = self._tried = float("-inf")

    def of(self, kid: str) -> Mapping[str, PublicKey]:
        """The keys, among which the one of this name if the provider has it.

        Raises AccessUnavailable where it does not answer, and what is kept is too old or nothing.
        """
        age = self._clock() - self._came
        # Whoever can be answered from what is kept does not wait while another asks: strangers' tokens may name any key.
        if (kid not in self._kept or age > FRESH) and self._fetching.acquire(blocking=age > STALE):
            try:
                self._look(kid)
            finally:
                self._fetching.release()
        return self._kept

    def _look(self, kid: str) -> None:
        now = self._clock()
        fresh = now - self._came <= FRESH
        if (fresh and kid in self._kept) or now - self._tried < PAUSE:
            self._require_kept(now)
            return
        self._tried = now
        try:
            found = usable_keys(self._get(self._address()))
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as wrong:
            self._require_kept(now, wrong)
            return
        self._kept, self._came = found, now

    def _require_kept(self, now: float, wrong: Exception | None = None) -> None:
        if now - self._came > STALE:
            told = type(wrong).__name__ if wrong is not None else "none a moment ago"
            raise AccessUnavailable(
                f"{self.provider.issuer}: expected its keys, came {told}; ask again later"
            ) from wrong

    def _address(self) -> str:
        issuer = self.provider.issuer
        return require_address(issuer, configuration(issuer, self._get).get("jwks_uri"), "jwks_uri")


def configuration(issuer: str, get: Get) -> dict[str, Any]:
    """What a provider says of itself. Raises HTTPError, InvalidURL or ValueError where it says nothing, or is another."""
    told = get(f"{issuer.rstrip('/')}/.well-known/openid-configuration")
    if not isinstance(told, dict) or told.get("issuer") != issuer:
        raise ValueError(f"{issuer}: expected a configuration of this issuer, came another")
    return told


def require_address(issuer: str, told: object, name: str) -> str:
    """An address that a provider tells. Raises ValueError where it is not https, but on this machine for a provider on it."""
    address = str(told or "")
    parts = urlsplit(address)
    local = parts.scheme == "http" and parts.hostname in LOOPBACK and urlsplit(issuer).scheme == "http"
    if parts.scheme != "https" and not local:
        raise ValueError(f"{issuer}: expected an https address ({name}), came another")
    return address


def get_json(address: str) -> Any:
    """The JSON at an address. Raises HTTPError or ValueError where there is none, or more than one may be."""
    with (
        httpx.Client(timeout=_SECONDS, trust_env=False, follow_redirects=False) as client,
        client.stream("GET", address, headers={"Accept": "application/json"}) as response,
    ):
        if response.status_code != httpx.codes.OK:
            raise ValueError(f"{address}: expected JSON (200), came {response.status_code}")
        body, until = b"", time.monotonic() + _SECONDS
        for piece in response.iter_bytes():
            body += piece
            if len(body) > _MOST_BYTES or time.monotonic() > until:
                raise ValueError(f"{address}: expected at most {_MOST_BYTES:,} bytes within {_SECONDS:g} s, came more")
    return json.loads(body)
