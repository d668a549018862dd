"""People sign in at an OpenID Connect provider and come back with a code: begun here, and finished here for what the provider signed.

Authorization code flow with PKCE (RFC 6749, 7636; OpenID Connect Core 1.0, 3.1), by Authlib; what the provider signed is read as any
other token (`access.tokens`). Nothing is kept between the two steps but what the browser holds (`Begun`). Start at `SigningIn`.
"""

import hmac
import time
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

import httpx

from tizim.access.tokens import Person, Provider, kid_of, person_of
from tizim.errors import AccessUnavailable, NotKnown
from tizim.jobs.provider import Get, Keys, configuration, get_json, require_address

_SECONDS = 10.0
_FRESH = 300.0
_AGAIN = "begin again"


@dataclass(frozen=True, slots=True)
class Begun:
    """What a browser holds while its user is at the provider: three random words, none of which anybody else knows."""

    state: str
    nonce: str
    verifier: str

    @classmethod
    def made(cls) -> Self:
        """New ones."""
        from authlib.common.security import generate_token

        return cls(generate_token(32), generate_token(32), generate_token(64))

    @classmethod
    def read(cls, words: str) -> Self | None:
        """Back from `str`; None where it is none."""
        parts = words.split(".")
        return cls(*parts) if len(parts) == 3 and all(30 < len(one) < 80 and one.isalnum() for one in parts) else None

    def __str__(self) -> str:
        return f"{self.state}.{self.nonce}.{self.verifier}"


class SigningIn:
    """Signing in at one provider. Threads may share one. get: in place of the network's, for what is public."""

    def __init__(self, provider: Provider, keys: Keys, get: Get = get_json) -> None:
        self.provider = provider
        self._keys = keys
        self._get = get
        self._told: dict[str, Any] = {}
        self._came = float("-inf")

    def address(self, begun: Begun, back: str) -> str:
        """Where the browser is sent. back: where the provider sends it afterwards. Raises AccessUnavailable."""
        with self._client(back) as client:
            address, _ = client.create_authorization_url(
                self._endpoint("authorization_endpoint"), begun.state, begun.verifier, nonce=begun.nonce
            )
        return str(address)

    def finish(self, begun: Begun, back: str, came: str) -> Person:
        """Who comes back with this query of an address.

        Raises:
            NotKnown: they are not from the provider, for another browser, or nobody here.
            AccessUnavailable: it does not answer.
        """
        told = dict(parse_qsl(came))
        if not hmac.compare_digest(told.get("state", "").encode(), begun.state.encode()):
            raise NotKnown(f"expected to come back from where this browser was sent, came from elsewhere: {_AGAIN}")
        if told.get("iss", self.provider.issuer) != self.provider.issuer:  # RFC 9207
            raise NotKnown(f"expected to come back from {self.provider.host}, came from another provider: {_AGAIN}")
        if "code" not in told:
            raise NotKnown(f"{self.provider.host}: expected a code, came {told.get('error', 'none')[:60]!r}: {_AGAIN}")
        signed = self._signed(told["code"], begun, back)
        ours = replace(self.provider, audience=self.provider.client)
        return person_of(signed, self._keys.of(kid_of(signed)), ours, time.time(), nonce=begun.nonce)

    def _signed(self, code: str, begun: Begun, back: str) -> str:
        """The ID token for a code."""
        from authlib.common.errors import AuthlibBaseError

        try:
            with self._client(back) as client:
                came = client.fetch_token(self._endpoint("token_endpoint"), code=code, code_verifier=begun.verifier)
        except AuthlibBaseError as wrong:
            raise NotKnown(
                f"{self.provider.host}: expected a token for the code, came {wrong.error!r}: {_AGAIN}"
            ) from wrong
        except (httpx.HTTPError, ValueError) as wrong:
            raise self._unavailable(wrong) from wrong
        signed = came.get("id_token")
        if not isinstance(signed, str):
            raise NotKnown(f"{self.provider.host}: expected an ID token, came none: {_AGAIN}")
        return signed

    def _client(self, back: str) -> Any:
        from authlib.integrations.httpx_client import OAuth2Client

        one = self.provider
        return OAuth2Client(
            one.client,
            one.secret or None,
            token_endpoint_auth_method="client_secret_basic" if one.secret else "none",
            code_challenge_method="S256",
            scope=one.scope,
            redirect_uri=back,
            timeout=_SECONDS,
            trust_env=False,
            follow_redirects=False,
        )

    def _endpoint(self, name: str) -> str:
        """An address of the provider's, as it tells them."""
        try:
            if time.monotonic() - self._came > _FRESH:
                self._told, self._came = configuration(self.provider.issuer, self._get), time.monotonic()
            address = require_address(self.provider.issuer, self._told.get(name), name)
        except (httpx.HTTPError, httpx.InvalidURL, ValueError) as wrong:
            raise self._unavailable(wrong) from wrong
        if urlsplit(address).fragment:
            raise self._unavailable(ValueError(name))
        return address

    def _unavailable(self, wrong: Exception) -> AccessUnavailable:
        return AccessUnavailable(
            f"{self.provider.issuer}: expected it to answer, came {type(wrong).__name__}; ask again later"
        )
