"""The answer: a verdict with its hits, each with the reasons that made its score.

A verdict is a question to a person, never a decision. "clear" means: nothing found in these lists at these versions.
"""

from dataclasses import dataclass
from typing import Literal

from tizim.model.listing import ListingAnswer
from tizim.model.settling import Settling
from tizim.model.subject import Subject

Outcome = Literal["hit", "possible", "clear", "not_screened"]


@dataclass(frozen=True, slots=True)
class Reason:
    """One term of the score.

    feature: its name in the rules. weight: log-odds it added (negative speaks against). asked, known: the two values that
    met ("" where one side has none). how: how they met, a word of the rules ("same", "sound", "initial", …).
    source: what says the known value (data set, publisher's field), "" for terms of no single value.
    """

    feature: str
    weight: float
    asked: str
    known: str
    how: str
    source: str = ""

    def __str__(self) -> str:
        met = f"{self.asked} ~ {self.known}" if self.asked and self.known else self.asked or self.known
        where = f" [{self.source}]" if self.source else ""
        return (
            f"{self.weight:+.2f}  {self.feature}: {met} ({self.how}){where}"
            if met
            else f"{self.weight:+.2f}  {self.feature} ({self.how})"
        )


@dataclass(frozen=True, slots=True)
class ListedEntity:
    """What a snapshot knows of an entity, enough to show a hit; the dossier is in the bank."""

    id: str
    schema: str
    dataset: str
    reference: str
    caption: str
    names: tuple[str, ...]
    birth_dates: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Distinguished:
    """Somebody looked at who is asked about and found that it is not this entry. until: an ISO date, its last day.

    because: what was seen, and by whom. number: of the distinction in the home that made it.
    """

    number: int
    until: str
    because: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One listed entity that it could be. score = logistic of the sum of the reasons' weights, 0 to 1.

    settle: the one fact about who was asked that would move the outcome most; None from the twenty-first hit on. distinguished:
    who is asked about was found not to be this entry; then it does not count in the outcome of the verdict.
    """

    entity: ListedEntity
    score: float
    reasons: tuple[Reason, ...]
    listing: ListingAnswer
    outcome: Literal["hit", "possible"]
    settle: Settling | None = None
    distinguished: Distinguished | None = None


@dataclass(frozen=True, slots=True)
class Searched:
    """One list that was asked, and the date of the version that answered."""

    dataset: str
    published: str
    entities: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """One answer. `hits` are ordered by score, best first; `reason` says why it was not screened.

    subject is None only where nothing could be made of what was asked (then the outcome is not_screened).
    """

    subject: Subject | None
    outcome: Outcome
    hits: tuple[Hit, ...] = ()
    searched: tuple[Searched, ...] = ()
    rules: str = ""
    warnings: tuple[str, ...] = ()
    reason: str = ""

    @property
    def alert(self) -> bool:
        """Whether a person should look: hit or possible."""
        return self.outcome in ("hit", "possible")

    def sentence(self) -> str:
        """The answer in words. Never "cleared"."""
        lists = ", ".join(f"{one.dataset} at {one.published[:10]}" for one in self.searched)
        if self.outcome == "not_screened":
            return f"not screened: {self.reason}"
        count = len(self.hits) if self.outcome == "clear" else sum(hit.distinguished is None for hit in self.hits)
        if self.outcome == "clear" and count:
            return f"nothing else found in {lists}: distinguished from {count} {'entry' if count == 1 else 'entries'}"
        if self.outcome == "clear":
            return f"nothing found in {lists}"
        return f"{self.outcome}: {count} {'entry' if count == 1 else 'entries'} to look at, in {lists}"
