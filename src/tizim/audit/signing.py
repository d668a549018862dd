"""Signatures (Ed25519, RFC 8032) and keyed hashes (HMAC-SHA-256, RFC 2104). Keys come in; where they are kept is said in `keys`."""

import hmac
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


@dataclass(frozen=True, slots=True)
class PublicKey:
    """Half of a signing key that others may have. created, retired: from when to when it signed; None: it does."""

    public: bytes
    created: str
    retired: str | None = None

    @property
    def id(self) -> str:
        """Its fingerprint: the first 16 bytes of SHA-256 of the key."""
        return sha256(self.public).hexdigest()[:32]

    def signed(self, message: bytes, signature: bytes) -> bool:
        """Whether it made this signature of the message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


def sign(private: bytes, message: bytes) -> bytes:
    """The signature of a message, 64 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def public_half(private: bytes) -> bytes:
    """The public key of a private one, 32 bytes."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def keyed_hash(key: bytes, message: bytes) -> bytes:
    """HMAC-SHA-256, 32 bytes."""
    return hmac.digest(key, message, sha256)


def is_same(one: bytes, other: bytes) -> bool:
    """Compares in a time that tells nothing of where they differ."""
    return hmac.compare_digest(one, other)
