"""Shapes of receipts and of the log: signed values as their files have them, proofs, and rows of an export."""

from typing import Any

from pydantic import BaseModel, Field


class KeyOut(BaseModel):
    """The key that is named as the signer."""

    id: str
    public: str
    created: str


class SignedOut(BaseModel):
    """A signed value: a head of the log of receipts, or a checkpoint. As the files of `tizim receipt` and `tizim audit` have it."""

    kind: str
    says: dict[str, Any]
    key: KeyOut
    signature: str


class ReceiptOut(SignedOut):
    """A receipt, as `tizim receipt verify` reads it: keep it as it is. place, path: where it stands in the tree (RFC 6962)."""

    place: int
    path: list[str]
    tree: SignedOut


class StandingReceiptOut(BaseModel):
    """Where the receipt of a number stands now: the hash of what it says, what leads from there to the root, the signed head.

    The log keeps hashes and no receipt.
    """

    number: int
    leaf: str
    path: list[str]
    tree: SignedOut


class ConsistencyOut(BaseModel):
    """What shows that the log begins with its first `size` receipts (RFC 6962, 2.1.2), and its signed head of now."""

    size: int
    path: list[str]
    tree: SignedOut


class PublicKeyOut(BaseModel):
    """A key that signs, or did. endorsed: by the one before it."""

    id: str
    public: str
    created: str
    retired: str | None
    endorsed: str | None


class LogRowOut(BaseModel):
    """A line of the log as `tizim audit export` writes it. line, hash: what was hashed, and what came out."""

    number: int
    at: str
    action: str
    user: str
    role: str | None
    purpose: str | None
    request: str | None
    outcome: str | None
    subject: str | None = Field(description="JSON, as are other, question and details.")
    hits: str | None
    reason: str | None
    other: str | None
    erased: bool
    searched: str | None
    question: str | None
    rules: str | None
    engine: str | None
    details: str | None
    id: str
    part_of: str | None
    line: str
    hash: str


class VerifiedOut(BaseModel):
    """Whether the log agrees with itself. findings: what was changed, removed, moved or cut off, by line."""

    whole: bool
    lines: int
    erased: int
    checkpoints: int
    findings: list[str]
