"""Who is asked about.

A subject is what a caller typed, not yet understood: `screen` prepares it. Only what cannot be asked at all is an error here.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tizim.errors import InvalidSubject

KINDS = ("Person", "Organization", "Company", "LegalEntity", "Vessel", "Airplane", "Thing")
"""FollowTheMoney schemata one may ask about. `Thing` is "I do not know which"."""


@dataclass(frozen=True, slots=True)
class Document:
    """A number as printed on a passport, identity card, registration, …; country as an ISO code or words."""

    number: str
    kind: str | None = None
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """A person, organisation, vessel or wallet to screen.

    kind: one of `KINDS`. names: in any script; one subject, several spellings. birth_date: "1971", "1971-05", "1971-05-03"
    or words. countries: nationality, residence, flag, jurisdiction, as ISO codes or words. gender: "male", "female" or words.
    documents: `Document`s or bare numbers. wallets: crypto addresses. id: the caller's own, handed back, never scored.

    Raises InvalidSubject if there is no name, document or wallet, or the kind is unknown.
    """

    kind: str = "Thing"
    names: Sequence[str] = ()
    birth_date: str | None = None
    countries: Sequence[str] = ()
    gender: str | None = None
    documents: Sequence[Document | str] = ()
    addresses: Sequence[str] = ()
    wallets: Sequence[str] = ()
    id: str | None = field(default=None)

    def __post_init__(self) -> None:
        for name in ("names", "countries", "documents", "addresses", "wallets"):
            value = getattr(self, name)
            if isinstance(value, str):
                raise InvalidSubject(f"{name}: expected a list of values, came one text")
            object.__setattr__(self, name, tuple(value))
        if self.kind not in KINDS:
            raise InvalidSubject(f"kind: expected one of {', '.join(KINDS)}, came {self.kind!r}")
        if not any(str(value).strip() for value in (*self.names, *map(_number, self.documents), *self.wallets)):
            raise InvalidSubject("expected a name, a document number or a wallet to screen by, came none")

    def as_plain(self) -> dict[str, Any]:
        """Its values as JSON has them, what is blank included."""
        documents = [
            one if isinstance(one, str) else {"number": one.number, "kind": one.kind, "country": one.country}
            for one in self.documents
        ]
        return {
            "id": self.id,
            "kind": self.kind,
            "names": list(self.names),
            "birth_date": self.birth_date,
            "countries": list(self.countries),
            "gender": self.gender,
            "documents": documents,
            "addresses": list(self.addresses),
            "wallets": list(self.wallets),
        }


@dataclass(frozen=True, slots=True)
class NoSubject:
    """Stands in a batch where nothing to screen by could be made of what came. why: in words, without what came."""

    why: str


def _number(document: Document | str) -> str:
    return document if isinstance(document, str) else document.number
