"""A signed value as a file: what it says, which key signed it, the signature. Receipts, tree heads and checkpoints are such.

    {"says": {...}, "key": {"id", "public", "created"}, "signature": "..."}

The signature is of the kind's own first line and the canonical bytes of what it says, so a value of one kind never passes for one of another.
Start at `signed` and `Envelope.read`.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from tizim.audit.canonical import canonical, require_plain
from tizim.audit.keys import Signer, Succession
from tizim.audit.signing import PublicKey
from tizim.errors import AuditError, InvalidReceipt

LARGEST = 16 * 2**20
"""bytes of a file that is read: far more than any receipt has"""


@dataclass(frozen=True, slots=True)
class Envelope:
    """kind: its first line ("tizim receipt 1"). says: canonical facts. key: the one named as the signer."""

    kind: str
    says: Mapping[str, Any]
    key: PublicKey
    signature: bytes

    @property
    def message(self) -> bytes:
        """What is signed."""
        return message_of(self.kind, self.says)

    def to_json(self) -> dict[str, object]:
        """As it stands in a file."""
        key = {"id": self.key.id, "public": self.key.public.hex(), "created": self.key.created}
        return {"kind": self.kind, "says": dict(self.says), "key": key, "signature": self.signature.hex()}

    @classmethod
    def read(cls, told: object, kind: str) -> Self:
        """One of a kind, not yet verified; raises InvalidReceipt where it is none."""
        try:
            fields: dict[str, Any] = told if isinstance(told, dict) else {}
            says, key = dict(fields["says"]), fields["key"]
            require_plain(says)
            made = cls(
                str(fields["kind"]),
                says,
                PublicKey(bytes.fromhex(key["public"]), str(key["created"])),
                bytes.fromhex(fields["signature"]),
            )
        except (KeyError, TypeError, ValueError, AuditError) as wrong:
            raise InvalidReceipt(f"expected a signed value ({kind}), came a file without {wrong}") from wrong
        if made.kind != kind:
            raise InvalidReceipt(f"expected {kind!r}, came {made.kind!r}")
        return made

    def findings(self, trusted: Succession | None) -> tuple[str, ...]:
        """What speaks against the signature; empty where nothing does.

        trusted: the signer's public keys, from where one trusts them. None: only that the key in the file made the signature.
        """
        if not self.key.signed(self.message, self.signature):
            return (f"the signature is not one that the key {self.key.id} made of this",)
        if trusted is None:
            return ()
        known = trusted.named(self.key.id)
        if known is None or known.public != self.key.public:
            return (f"the key {self.key.id} is none of the signer's ({', '.join(one.id for one in trusted.keys)})",)
        at = str(self.says.get("at", ""))
        if known.retired is not None and at > known.retired:
            return (f"signed as of {at}, after the key {known.id} was retired ({known.retired})",)
        return ()


def message_of(kind: str, says: Mapping[str, Any]) -> bytes:
    """What is signed: the kind, a line break, the canonical bytes."""
    return kind.encode("ascii") + b"\n" + canonical(dict(says))


def signed(kind: str, says: Mapping[str, Any], signer: Signer) -> Envelope:
    """Signs what is said."""
    return Envelope(kind, says, signer.key, signer.sign(message_of(kind, says)))


def read_json(content: bytes, where: str) -> object:
    """A file of JSON; raises InvalidReceipt where it is none, or too large."""
    if len(content) > LARGEST:
        raise InvalidReceipt(f"{where}: expected at most {LARGEST:,} bytes, came {len(content):,}")
    try:
        value: object = json.loads(content)
    except (ValueError, RecursionError) as wrong:
        raise InvalidReceipt(f"{where}: expected JSON, came {wrong}") from wrong
    return value
