"""Signatures by the scheme of Standard Webhooks 1.0 (https://www.standardwebhooks.com): HMAC-SHA-256 of id, time and body.

    webhook-id         of the event: the same at each attempt, so that a receiver knows what it has already
    webhook-timestamp  of the attempt, seconds since 1970
    webhook-signature  "v1," and the signature in base64; several between blanks while a secret is being replaced

A secret is "whsec_" and base64 of its bytes. Start at `headers_of`.
"""

import hmac
import os
from base64 import b64decode, b64encode
from collections.abc import Callable, Sequence
from hashlib import sha256

PREFIX = "whsec_"
SECRET_BYTES = 32
"""of a new secret; the scheme asks for 24 to 64"""


def new_secret(random: Callable[[int], bytes] = os.urandom) -> str:
    """A secret nobody has seen."""
    return PREFIX + b64encode(random(SECRET_BYTES)).decode("ascii")


def headers_of(secrets: Sequence[str], event: str, timestamp: int, body: bytes) -> dict[str, str]:
    """The three headers of one attempt, signed with each of these secrets, the newest first."""
    signatures = " ".join(_signature(secret, event, timestamp, body) for secret in secrets)
    return {"webhook-id": event, "webhook-timestamp": str(timestamp), "webhook-signature": signatures}


def _signature(secret: str, event: str, timestamp: int, body: bytes) -> str:
    key = b64decode(secret.removeprefix(PREFIX), validate=True)
    signed = b".".join((event.encode("ascii"), str(timestamp).encode("ascii"), body))
    return "v1," + b64encode(hmac.new(key, signed, sha256).digest()).decode("ascii")
