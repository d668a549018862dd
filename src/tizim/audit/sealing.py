"""What is personal in a line, sealed under a key of that line alone; the keys are kept sealed under one of the home.

AES-256-GCM (NIST SP 800-38D). A line's key seals one content, so its nonce may stand still; the home's key seals many keys, under
96 random bits each: good for 2**32 lines (section 8.3). The line's id goes along as associated data, so neither part opens elsewhere.
Start at `seal`.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import blake2b

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from tizim.errors import AuditError

Random = Callable[[int], bytes]

KEY_BYTES = 32
NONCE_BYTES = 12
WRAPPED_BYTES = NONCE_BYTES + KEY_BYTES + 16
_ONCE = bytes(NONCE_BYTES)


@dataclass(frozen=True, slots=True)
class Sealed:
    """content: sealed under the line's key. wrapped: that key, sealed under the home's."""

    content: bytes
    wrapped: bytes

    @property
    def digest(self) -> str:
        """Of the sealed content: what the chain holds of it."""
        return digest_of(self.content)


def digest_of(content: bytes) -> str:
    """BLAKE2b-256 of a sealed content."""
    return blake2b(content, digest_size=32).hexdigest()


def seal(content: bytes, line: bytes, home_key: AESGCM, random: Random = os.urandom) -> Sealed:
    """Seals a content for the line of this id."""
    key, nonce = random(KEY_BYTES), random(NONCE_BYTES)
    return Sealed(AESGCM(key).encrypt(_ONCE, content, line), nonce + home_key.encrypt(nonce, key, line))


def unseal(sealed: Sealed, line: bytes, home_key: AESGCM) -> bytes:
    """The content; raises AuditError where content, key and line do not belong together."""
    nonce, wrapped = sealed.wrapped[:NONCE_BYTES], sealed.wrapped[NONCE_BYTES:]
    try:
        return AESGCM(home_key.decrypt(nonce, wrapped, line)).decrypt(_ONCE, sealed.content, line)
    except (InvalidTag, ValueError) as wrong:
        raise AuditError(
            f"line {line.hex()}: expected a content and a key that belong to it, came others, or the home's key is another"
        ) from wrong
