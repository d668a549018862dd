"""What of the two sides of a pair matters: the facts that screening compares, and what differs between two states of them.

A fact is the same in whatever case and with whatever blanks it is written. What is not here (remarks, addresses, the version of
the list) may change without anybody being asked anew. Start at `changed`.
"""

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import blake2b

from tizim.compare.asked import understand
from tizim.index.records import Record
from tizim.model.listing import ListingAnswer, listing_on
from tizim.model.rules import Rules
from tizim.model.subject import Subject

Facts = Mapping[str, tuple[str, ...]]
"""field -> values, as they are shown"""

FIELDS = (
    "kind", "names", "birth dates", "countries", "genders", "documents", "wallets", "programs", "listed"
)  # fmt: skip
"""the fields, in the order in which changes are told; the last two are an entry's only"""


@dataclass(frozen=True, slots=True)
class Change:
    """One fact that is another now. side: "entry", "subject", "score" or "review"; before, after: its values, none where there were none."""

    side: str
    field: str
    before: tuple[str, ...]
    after: tuple[str, ...]

    def as_plain(self) -> dict[str, object]:
        """As JSON has it."""
        return {"side": self.side, "field": self.field, "before": list(self.before), "after": list(self.after)}

    @classmethod
    def of(cls, told: Mapping[str, object]) -> "Change":
        """Back from `as_plain`."""
        before, after = told["before"], told["after"]
        return cls(str(told["side"]), str(told["field"]), _words(before), _words(after))

    def __str__(self) -> str:
        return f"{self.side}: {self.field}: {', '.join(self.before) or 'none'} → {', '.join(self.after) or 'none'}"


def subject_facts(subject: Subject, rules: Rules) -> Facts:
    """Who is asked about, as screening understands it."""
    asked = understand(subject, rules).facts
    return _held(
        {
            "kind": (subject.kind,),
            "names": tuple(dict.fromkeys(words for words in subject.names if words.strip())),
            "birth dates": asked.birth_dates,
            "countries": tuple(sorted(asked.countries)),
            "genders": tuple(sorted(asked.genders)),
            "documents": tuple(sorted(asked.documents)),
            "wallets": tuple(sorted(asked.wallets)),
        }
    )


def entry_facts(record: Record) -> Facts:
    """An entry of a list, as a snapshot keeps it, with what its list says of its listing."""
    facts, listing = record.facts, listing_of(record)
    return _held(
        {
            "kind": (facts.schema,),
            "names": tuple(one.words for one in record.names),
            "birth dates": facts.birth_dates,
            "countries": tuple(sorted(facts.countries)),
            "genders": tuple(sorted(facts.genders)),
            "documents": tuple(sorted(facts.documents)),
            "wallets": tuple(sorted(facts.wallets)),
            "programs": record.entity.programs,
            "listed": (str(listing.status), *filter(None, (listing.start, listing.end))),
        }
    )


def listing_of(record: Record) -> ListingAnswer:
    """Whether an entry was listed on the day of its list's version, as screening asks it."""
    return listing_on(record.sightings[-1].published[:10], record.sightings)


def changed(side: str, before: Facts, after: Facts) -> tuple[Change, ...]:
    """Field by field, what differs between two states of a side; values only one of them has, in the order they are told."""
    found = []
    for field in FIELDS:
        old, new = before.get(field, ()), after.get(field, ())
        known, present = set(map(_folded, old)), set(map(_folded, new))
        if known != present:
            gone = tuple(value for value in old if _folded(value) not in present)
            come = tuple(value for value in new if _folded(value) not in known)
            found.append(Change(side, field, gone, come))
    return tuple(found)


def digest(facts: Facts) -> str:
    """The same for the same facts, however they are written (32 hexadecimal digits of blake2b)."""
    told = {field: sorted(set(map(_folded, values))) for field, values in facts.items() if values}
    text = json.dumps(told, ensure_ascii=False, sort_keys=True)
    return blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16, person=b"tizim facts 1").hexdigest()


def facts_of(told: Mapping[str, Iterable[object]]) -> Facts:
    """Back from JSON."""
    return {field: _words(values) for field, values in told.items()}


def plain_facts(facts: Facts) -> dict[str, list[str]]:
    """As JSON has them."""
    return {field: list(values) for field, values in facts.items()}


def _held(facts: Facts) -> Facts:
    return {field: values for field, values in facts.items() if values}


def _words(values: object) -> tuple[str, ...]:
    return tuple(_each(values))


def _each(values: object) -> Iterator[str]:
    if isinstance(values, list | tuple):
        yield from map(str, values)


def _folded(value: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", value).casefold().split())
