"""Who was found not to be which entry, and what that does to an answer: the hit is shown, says so, and does not count.

A person is recognised by a document's number that was seen, or by the caller's own reference together with the birth date; never by
a name. What is kept of either is a digest. It counts only as long as the entry is what it was when somebody looked, and never against a
document or a wallet that agrees. Start at `with_distinctions`.
"""

import json
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Self

from tizim.compare.facts import comparable_number
from tizim.model.free_dates import read_any_date
from tizim.model.subject import Subject
from tizim.model.verdict import Distinguished, Hit, ListedEntity, Verdict

_NUMBERS = ("document", "wallet")
"""features of reasons against which nobody is distinguished"""


@dataclass(frozen=True, slots=True)
class Distinction:
    """One person and one entry. keys: by which the person is recognised; entry: what the entry was (both digests).

    until: an ISO date, its last day. because: what was seen, and by whom.
    """

    number: int
    entity: str
    until: str
    because: str
    keys: tuple[str, ...]
    entry: str

    def as_plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {name: getattr(self, name) for name in self.__slots__} | {"keys": list(self.keys)}

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Back from `as_plain`."""
        return cls(**{**told, "keys": tuple(told["keys"])})


@dataclass(frozen=True, slots=True)
class Distinctions:
    """All that hold on a day, by the keys of those whom they are about."""

    by_key: Mapping[str, tuple[Distinction, ...]]

    @classmethod
    def on(cls, day: str, every: Iterable[Distinction]) -> "Distinctions | None":
        """Those that are not over on a day (ISO); None where there are none: then nobody need be looked up."""
        found: dict[str, tuple[Distinction, ...]] = {}
        for one in every:
            if one.until >= day:
                for key in one.keys:
                    found[key] = (*found.get(key, ()), one)
        return cls(found) if found else None

    def of(self, subject: Subject) -> dict[str, Distinction]:
        """Those about a subject, by entity; of several the one that holds longest."""
        found: dict[str, Distinction] = {}
        for key in keys_of(subject):
            for one in self.by_key.get(key, ()):
                if one.entity not in found or one.until > found[one.entity].until:
                    found[one.entity] = one
        return found


def with_distinctions(
    verdict: Verdict, distinctions: Distinctions, again: Callable[[Collection[str]], Verdict]
) -> Verdict:
    """A verdict with its distinguished hits marked. again: asks anew, knowing that some entries are not the subject.

    What such an entry spoke against comes back: it is asked again without.
    """
    if verdict.subject is None or not (mine := distinctions.of(verdict.subject)):
        return verdict
    others: set[str] = set()
    made = verdict
    while more := {hit.entity.id for hit in made.hits if _holds(mine.get(hit.entity.id), hit)} - others:
        others |= more
        made = again(others)  # what they spoke against may be another one of these
    if not others:
        return verdict
    hits = tuple(_marked(hit, mine[hit.entity.id]) if hit.entity.id in others else hit for hit in made.hits)
    counting = [hit.outcome for hit in hits if hit.distinguished is None]
    return replace(made, hits=hits, outcome="hit" if "hit" in counting else "possible" if counting else "clear")


def keys_of(subject: Subject) -> tuple[str, ...]:
    """By what a subject is recognised: each document's number; the reference with the birth date. Never a name."""
    return tuple(dict.fromkeys(_keys(subject)))


def document_key(number: str) -> str | None:
    """The key of one document's number; None where it is too short to tell anyone apart by."""
    known = comparable_number(number)
    return _digest("document", known) if known is not None else None


def customer_key(reference: str | None, birth_date: str | None) -> str | None:
    """The key of a caller's own reference with a birth date of a day; None where either is missing."""
    born = read_any_date(birth_date) if birth_date is not None and birth_date.strip() else None
    if reference is None or not reference.strip() or born is None or len(born) != 10:
        return None
    return _digest("customer", reference.strip(), born)


def entry_digest(entity: ListedEntity) -> str:
    """What an entry is, as hits show it: kind, names, birth dates, countries, programmes."""
    parts = (entity.names, entity.birth_dates, entity.countries, entity.programs)
    return _digest("entry", entity.id, entity.schema, json.dumps([sorted(one) for one in parts], ensure_ascii=False))


def _keys(subject: Subject) -> Iterator[str]:
    for one in subject.documents:
        key = document_key(one if isinstance(one, str) else one.number)
        if key is not None:
            yield key
    if (key := customer_key(subject.id, subject.birth_date)) is not None:
        yield key


def _holds(one: Distinction | None, hit: Hit) -> bool:
    """Whether a distinction is about this hit as it is: the entry is what it was, and no number agrees."""
    if one is None or any(reason.feature in _NUMBERS for reason in hit.reasons):
        return False
    return entry_digest(hit.entity) == one.entry


def _marked(hit: Hit, one: Distinction) -> Hit:
    return replace(hit, distinguished=Distinguished(one.number, one.until, one.because))


def _digest(*words: str) -> str:
    text = "\x1f".join(words)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, person=b"tizim distinct").hexdigest()
