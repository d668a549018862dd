"""What is found of one subject, against what people judged of it: which alerts to open, to update, to close. Start at `Planner.plan`.

    asked ──► hits ──► those that somebody judged as they are are silent ──► asked again without them, until no more are found
                                                                        ──► what is left, against the alerts there are

An entry that somebody found not to be the subject speaks against no other entry of its list: those come back.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

import numpy as np

from tizim.compare.rivals import OTHER_ENTRY
from tizim.index.kernel import hashes
from tizim.index.records import Record
from tizim.index.snapshot import Snapshot
from tizim.model.listing import ListingStatus
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict
from tizim.review.facts import changed, entry_facts, listing_of, subject_facts
from tizim.review.known import Known
from tizim.review.opening import Whom
from tizim.review.silence import Doing, Gone, is_silent, judged, plan
from tizim.review.states import Alert
from tizim.screen.answering import Answering
from tizim.screen.explaining import explain, side_of_record, side_of_subject

DELISTED, NO_HIT = "delisted", "no longer a hit"


class Planner:
    """Asks about subjects from one state of the lists. today: an ISO date."""

    def __init__(self, answering: Answering, today: str) -> None:
        self._answering = replace(answering, distinctions=None, settled=0)  # what people judged stands in the alerts
        self._today = today
        self._records: dict[str, Record | None] = {}

    def verdict(self, subject: Subject, not_them: Collection[str] = ()) -> Verdict:
        """The answer about a subject."""
        return self._answering.verdict(subject, not_them)

    def plan(
        self, whom: Whom, alerts: Mapping[str, Sequence[Alert]], verdict: Verdict | None = None
    ) -> Sequence[Doing] | None:
        """What to do about a subject, by the alerts of each entry there have been. verdict: the answer, where it is there already.

        None where it cannot be screened: that clears nobody, and closes nothing.
        """
        first = verdict if verdict is not None else self.verdict(whom.subject)
        found, silent = self._found(whom.subject, first), set[str]()
        judged_ones = {entity for entity, mine in alerts.items() if judged(mine) is not None}
        while more := self._silent(judged_ones - silent, alerts, found):
            silent |= more
            first = self.verdict(whom.subject, silent)
            found = self._found(whom.subject, first)
        if first.outcome == "not_screened":
            return None
        loud = {entity: known for entity, known in found.items() if entity not in silent}
        gone = {
            entity: why for entity, mine in alerts.items() if entity not in found and (why := self._gone(whom, mine))
        }
        return plan(alerts, loud, gone, self._today)

    def _silent(
        self, candidates: Collection[str], alerts: Mapping[str, Sequence[Alert]], found: Mapping[str, Known]
    ) -> set[str]:
        return {one for one in candidates if one in found and is_silent(alerts[one], found[one], self._today)}

    def _found(self, subject: Subject, verdict: Verdict) -> dict[str, Known]:
        if not verdict.hits:
            return {}
        asked = subject_facts(subject, self._answering.rules)
        records = self._known([hit.entity.id for hit in verdict.hits])
        return {
            hit.entity.id: Known.of(
                subject, hit, verdict.searched, verdict.rules, asked, entry_facts(records[hit.entity.id])
            )
            for hit in verdict.hits
        }

    def _gone(self, whom: Whom, alerts: Sequence[Alert]) -> Gone | None:
        """Why the entry of a pair is no hit; None where its list was not asked."""
        before = max(alerts, key=lambda one: one.round).known
        version = next((one for one in self._answering.searched if one.dataset == before.dataset), None)
        if version is None:
            return None
        record = self._known([before.entity], needed=False).get(before.entity)
        at = f"{before.dataset} at {version.published[:10]}"
        if record is None:
            return Gone(DELISTED, f"{before.caption} is not in {at}")
        listing = listing_of(record)
        if listing.status in (ListingStatus.NOT_LISTED, ListingStatus.FORMERLY_LISTED):
            return Gone(DELISTED, f"{before.caption} is {listing.status} in {at}: {listing.why}")
        asked = subject_facts(whom.subject, self._answering.rules)
        changes = (*changed("subject", before.asked, asked), *changed("entry", before.entry, entry_facts(record)))
        return Gone(NO_HIT, self._why(whom.subject, record, at), changes)

    def _why(self, subject: Subject, record: Record, at: str) -> str:
        rules = self._answering.rules
        score = explain(side_of_subject(subject, rules), side_of_record(record, rules), rules).comparison.score
        if score < rules.possible:
            return f"score {score:.3f} in {at}, below {rules.possible}"
        return f"{OTHER_ENTRY} of {at} fits better; alone, its score is {score:.3f}"

    def _known(self, ids: Collection[str], *, needed: bool = True) -> Mapping[str, Record]:
        missing = [one for one in ids if one not in self._records]
        if missing:
            self._records |= dict.fromkeys(missing) | records_of(self._answering.snapshot, missing)
        return {one: record for one in ids if (record := self._records[one]) is not None or needed}  # type: ignore[misc]  # hits are there


def records_of(snapshot: Snapshot, ids: Collection[str]) -> dict[str, Record]:
    """What a snapshot keeps of entries, by their ids; those it has not are left out."""
    found: dict[str, Record] = {}
    wanted, digests = set(ids), hashes(sorted(ids))
    for segment in snapshot.segments:
        for number in np.flatnonzero(np.isin(segment["entity_hash"], digests)).tolist():
            if segment["entity_dataset"][number] < len(segment.datasets):  # else it is dead
                record = segment.record(number)
                if record.entity.id in wanted:
                    found[record.entity.id] = record
    return found
