"""What was known of a pair at a moment: who was asked about, which entry, how sure, why, of which versions under which rules.

An alert holds it as it was when the alert was opened or last brought up to date; a dismissal, as it was judged. Start at `Known`.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self

from tizim.model.subject import Document, Subject
from tizim.model.verdict import Hit, Reason, Searched
from tizim.review.facts import Change, Facts, changed, digest, facts_of, plain_facts
from tizim.screen.distinguishing import entry_digest


@dataclass(frozen=True, slots=True)
class Known:
    """A pair at a moment. subject: as it was asked. asked, entry: the facts of both sides that matter (see `facts`).

    listed: a digest of what a hit shows of the entry, by which screening knows that it is still the same.
    """

    subject: Subject
    entity: str
    dataset: str
    reference: str
    caption: str
    outcome: str
    score: float
    reasons: tuple[Reason, ...]
    listed_from: str
    published: str
    rules: str
    asked: Facts
    entry: Facts
    listed: str

    @classmethod
    def of(
        cls, subject: Subject, hit: Hit, searched: tuple[Searched, ...], rules: str, asked: Facts, entry: Facts
    ) -> Self:
        """From one hit of an answer."""
        one = hit.entity
        published = next((version.published for version in searched if version.dataset == one.dataset), "")
        return cls(
            subject,
            one.id,
            one.dataset,
            one.reference,
            one.caption,
            hit.outcome,
            hit.score,
            hit.reasons,
            hit.listing.start or "",
            published,
            rules,
            asked,
            entry,
            entry_digest(one),
        )

    @property
    def digests(self) -> tuple[str, str]:
        """Of the subject's facts and of the entry's."""
        return digest(self.asked), digest(self.entry)

    def since(self, before: "Known") -> tuple[Change, ...]:
        """What matters and is another than before: the subject's facts, the entry's, and the outcome."""
        found = (*changed("subject", before.asked, self.asked), *changed("entry", before.entry, self.entry))
        if before.outcome == self.outcome:
            return found
        told = ((before.outcome, f"{before.score:.3f}"), (self.outcome, f"{self.score:.3f}"))
        return (*found, Change("score", "outcome", *told))

    def as_plain(self) -> dict[str, Any]:
        """As JSON has it."""
        return {
            "subject": self.subject.as_plain(),
            "entity": self.entity,
            "dataset": self.dataset,
            "reference": self.reference,
            "caption": self.caption,
            "outcome": self.outcome,
            "score": self.score,
            "reasons": [[one.feature, one.weight, one.asked, one.known, one.how, one.source] for one in self.reasons],
            "listed_from": self.listed_from,
            "published": self.published,
            "rules": self.rules,
            "asked": plain_facts(self.asked),
            "entry": plain_facts(self.entry),
            "listed": self.listed,
        }

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Self:
        """Back from `as_plain`."""
        return cls(
            **{
                **told,
                "subject": subject_of(told["subject"]),
                "reasons": tuple(Reason(*one) for one in told["reasons"]),
                "asked": facts_of(told["asked"]),
                "entry": facts_of(told["entry"]),
            }
        )


def subject_of(told: Mapping[str, Any]) -> Subject:
    """A subject back from `Subject.as_plain`."""
    documents = [one if isinstance(one, str) else Document(**one) for one in told["documents"]]
    return Subject(**{**told, "documents": documents})
