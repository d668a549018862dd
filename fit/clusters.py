"""Which entries are, may be, or are not the same: links across lists, the split each falls into, and what may be called different."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from fit.chance import share
from fit.listed import Listed
from fit.names import Key, keys, tells
from fit.pairs import HELD_SHARE, Side, Split

ONE_EACH = frozenset(
    {
        "us_ofac_sdn",
        "us_ofac_cons",
        "gb_hmt_sanctions",
        "eu_fsf",
        "au_dfat_sanctions",
        "ca_listed_terrorists",
        "ae_local_terrorists",
        "ch_seco_sanctions",
        "ru_minjust",
    }
)
"""Lists that give one entry to one subject. Canada's autonomous list has one a schedule, Ukraine's one a decree."""

Relation = Literal["linked", "unknown", "different"]


@dataclass(frozen=True, slots=True)
class Clusters:
    """Entries that are linked by a number or a name, as one cluster each."""

    of: dict[str, str]

    @classmethod
    def linking(cls, entries: Sequence[Listed]) -> "Clusters":
        """Links entries that share a document number, or a name that tells (two words, or a long one)."""
        joined = _Joined()
        first: dict[object, str] = {}
        for one in entries:
            joined.root(one.id)
            for mark in _marks(one):
                joined.join(one.id, first.setdefault(mark, one.id))
        members: dict[str, list[str]] = defaultdict(list)
        for one in entries:
            members[joined.root(one.id)].append(one.id)
        return cls({entry: min(group) for group in members.values() for entry in group})

    def split(self, one: Listed) -> Split:
        """The split of an entry's cluster."""
        return split_of(self.of[one.id])

    def relation(self, one: Listed, other: Listed) -> Relation:
        """Linked by a number; different where a publisher keeps them apart or facts rule it out; else nobody knows.

        Of entries of one name both must speak against it: two publishers' birth dates of one person differ often enough.
        """
        if not set(one.side.documents).isdisjoint(other.side.documents):
            return "linked"
        kept_apart = one.dataset == other.dataset and one.dataset in ONE_EACH
        ruled_out = is_ruled_out(one.side, other.side)
        namesakes = self.of[one.id] == self.of[other.id]
        return "different" if (kept_apart and ruled_out if namesakes else kept_apart or ruled_out) else "unknown"


def split_of(cluster: str) -> Split:
    """By the digest of what is kept together."""
    return "held" if share("split", cluster) < HELD_SHARE else "train"


def is_ruled_out(one: Side, other: Side) -> bool:
    """Whether birth years more than five apart, or kinds no subject can have both of, say that they are two."""
    if (one.kind == "Person") != (other.kind == "Person") and "Thing" not in (one.kind, other.kind):
        return True
    vehicles = {"Vessel", "Airplane"}
    if (one.kind in vehicles) != (other.kind in vehicles) and "Thing" not in (one.kind, other.kind):
        return True
    if one.gender and other.gender and one.gender != other.gender:
        return True
    if not one.birth or not other.birth:
        return False
    return min(abs(year - their) for year in _years(one.birth) for their in _years(other.birth)) > 5


def _years(birth: Iterable[str]) -> set[int]:
    """Years of dates; of an interval both ends."""
    return {int(part[:4]) for date in birth for part in date.split("/") if part[:4].isdigit()} or {0}


def _marks(one: Listed) -> set[tuple[str, object]]:
    kind = "person" if one.is_person else "other"  # a ship, and the firm that bears its name, stay together
    named: set[Key] = {key for name in one.side.names if name not in one.side.weak for key in keys(name) if tells(key)}
    return {("number", number) for number in one.side.documents} | {(kind, key) for key in named}


class _Joined:
    """Sets that grow together."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def root(self, one: str) -> str:
        above = self._above.setdefault(one, one)
        while above != one:
            self._above[one] = self._above[above]
            one, above = above, self._above[above]
        return one

    def join(self, one: str, other: str) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._above[second] = first
