"""A subject, a snapshot and the rules make a verdict. No clock, no random: the same input gives the same bytes.

subject ──understand──► asked ──candidates──► records ──compare──► compared ──beside rivals──► hits ──decide──► verdict
"""

import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Literal

from tizim.compare.alignment import initials_of, runs_of
from tizim.compare.asked import Asked, understand
from tizim.compare.facts import compare_facts
from tizim.compare.names import Name, prepare
from tizim.compare.rivals import Weighed, beside_rivals
from tizim.compare.settle import Sides, settle
from tizim.compare.subjects import Comparison, KnownName, MayMeet, best_names, weigh
from tizim.errors import NothingLoaded
from tizim.index.bounds import facts_bound
from tizim.index.candidates import Shared, by_name, by_number
from tizim.index.records import Record
from tizim.index.snapshot import Segment, Snapshot
from tizim.model.ftm import schema
from tizim.model.listing import ListingAnswer, ListingStatus, listing_on
from tizim.model.rules import Rules
from tizim.model.subject import Subject
from tizim.model.verdict import Hit, Reason, Searched, Verdict

SETTLED = 20
"""hits of one answer, best first, that come with what would settle them: nobody settles more at a time"""


@dataclass(frozen=True, slots=True)
class _Compared:
    """An entry that could be it, compared. sides: what was held against what, to tell what would settle it."""

    record: Record
    comparison: Comparison
    listing: ListingAnswer
    sides: Sides


def screen(
    subject: Subject,
    snapshot: Snapshot,
    rules: Rules,
    *,
    datasets: Collection[str] | None = None,
    as_of: str | None = None,
    settled: int = SETTLED,
    not_them: Collection[str] = (),
) -> Verdict:
    """Asks the snapshot for a subject.

    datasets: only these lists; raises NothingLoaded if one is not in the snapshot. as_of: ISO date; entries not listed on
    that day are no hits. Without it, entries whose listing ended before the date of their list's version are no hits.
    settled: hits, best first, that come with what would settle them; each costs as much as comparing anew a few times.
    not_them: ids of entries that somebody found not to be the subject; they are hits as they would be, and speak against no other.
    """
    searched = _searched(snapshot, datasets)
    asked = understand(subject, rules)
    if not asked.as_person and not asked.as_other and not asked.facts.documents and not asked.facts.wallets:
        return Verdict(
            subject,
            "not_screened",
            (),
            searched,
            rules.full_version,
            asked.warnings,
            "nothing in the name, document or wallet could be read",
        )
    candidates = _candidates(asked, snapshot, rules, {one.dataset for one in searched})
    left_out = candidates.left_out
    found = [
        one
        for (segment, entity), listed in candidates.found.items()
        if (one := _compared(asked, segment, entity, listed, candidates.shared, rules, as_of)) is not None
    ]
    hits = _hits(found, rules, settled, not_them) if found else []
    if asked.unasked and not hits:
        return Verdict(subject, "not_screened", (), searched, rules.full_version, asked.warnings, asked.unasked)
    outcome: Literal["hit", "possible", "clear"] = (
        "clear" if not hits else "hit" if any(hit.outcome == "hit" for hit in hits) else "possible"
    )
    warnings = (*asked.warnings, asked.unasked) if asked.unasked else asked.warnings
    if left_out:
        likeliest = f"the likeliest {rules.max_candidates:,} of each name asked were compared, {left_out:,} were not"
        warnings = (*warnings, f"more listed names could be it than are compared: {likeliest}")
    return Verdict(subject, outcome, tuple(hits), searched, rules.full_version, warnings)


def _searched(snapshot: Snapshot, datasets: Collection[str] | None) -> tuple[Searched, ...]:
    if datasets is None:
        chosen = snapshot.searched
    else:
        there = {one.dataset for one in snapshot.searched}
        if missing := sorted(set(datasets) - there):
            raise NothingLoaded(
                f"expected lists that are loaded ({', '.join(sorted(there)) or 'none is'}), came {', '.join(missing)}"
            )
        chosen = tuple(one for one in snapshot.searched if one.dataset in datasets)
    if not chosen:
        raise NothingLoaded("no list is loaded: tizim lists add NAME loads one")
    return chosen


@dataclass(slots=True)
class _Listed:
    """Which names of an entry were found; None: found by a number, so all count. others: whether a part asked for may stand in
    others of its names.
    """

    names: set[int] | None
    others: bool = False


@dataclass(slots=True)
class _Candidates:
    """Entities that could be it, by segment and number. left_out: listed names more that could be it than are compared. shared:
    what a name asked, by its identity, may meet in a segment.
    """

    found: dict[tuple[Segment, int], _Listed] = field(default_factory=dict)
    left_out: int = 0
    shared: dict[tuple[Segment, int], Shared] = field(default_factory=dict)


def _candidates(asked: Asked, snapshot: Snapshot, rules: Rules, datasets: set[str]) -> _Candidates:
    made = _Candidates()
    floor, limit, looked_up = _floor(rules), rules.max_candidates, _looked_up(asked)
    documents, wallets = sorted(asked.facts.documents), sorted(asked.facts.wallets)
    for segment in snapshot.segments:
        facts, chosen = facts_bound(segment, asked.facts, rules), segment.asked(datasets)
        for name, read_otherwise in looked_up:
            candidates = by_name(segment, name, facts, rules, floor=floor, limit=limit, datasets=chosen)
            made.left_out += candidates.left_out
            made.shared.update(((segment, id(one)), candidates.shared) for one in (name, *read_otherwise))
            for number, others in candidates.names:
                entity, place = segment.named(number)
                listed = made.found.setdefault((segment, entity), _Listed(set()))
                listed.others |= others
                if listed.names is not None:
                    listed.names.add(place)
        for entity in by_number(segment, documents=documents, wallets=wallets):
            if chosen[segment["entity_dataset"][entity]]:
                made.found[segment, entity] = _Listed(None, others=True)
    return made


def _looked_up(asked: Asked) -> list[tuple[Name, list[Name]]]:
    """The names to look up: those read as a person's, and read otherwise where that finds otherwise; each with what it stands for."""
    looked_up = [(name, list[Name]()) for name in asked.as_person]
    if asked.kind_is_told:
        return looked_up
    read = {_looked_up_by(one[0]): one for one in looked_up}
    for name in asked.as_other:
        if (same := read.get(_looked_up_by(name))) is not None:
            same[1].append(name)
        else:
            looked_up.append((name, []))
    return looked_up


def _looked_up_by(name: Name) -> tuple[object, ...]:
    """All that looking a name up depends on and that may differ between two readings of it."""
    parts = tuple((part.role, part.forms, part.skeletons, part.links, part.heard, part.generic) for part in name.parts)
    return (parts, tuple(runs_of(name)), initials_of(name))


def _floor(rules: Rules) -> float:
    """Log-odds from which an entry is possible."""
    return math.log(rules.possible / (1 - rules.possible))


def _compared(
    asked: Asked,
    segment: Segment,
    entity: int,
    listed: _Listed,
    shared: Mapping[tuple[Segment, int], Shared],
    rules: Rules,
    as_of: str | None,
) -> _Compared | None:
    """An entry compared; None where it stays below the threshold, or is not listed on the day asked about."""
    record, by_number = segment.record(entity), listed.names is None
    places = range(len(record.names)) if listed.names is None else sorted(listed.names)
    facts = compare_facts(asked.facts, record.facts, rules)
    # What the names must bring; an entity found by a number is weighed in full, conflicting names included.
    floor = -math.inf if by_number else _floor(rules) - rules["prior"] - sum(reason.weight for reason in facts)
    person = schema(record.entity.schema).is_a("Person")
    first = int(segment["entity_name"][entity])

    numbers: dict[int, int] = {}

    def name(place: int) -> Name:
        words, parts = record.names[place].words, segment.parts(first + place)
        made = Name(words, parts, person) if parts is not None else _prepared(words, rules, person)
        numbers[id(made)] = first + place
        return made

    asked_names = asked.names(person=person)
    known_names = [KnownName(name(place), record.names[place].kind == "weakAlias") for place in places]
    # Where nothing asked for stands in another name, those are not even read: most of the work, for an entry of many names.
    others = [name(place) for place in range(len(record.names))] if listed.others else [known_names[0].name]

    def may_meet(one: Name, other: Name) -> MayMeet | None:
        found = shared.get((segment, id(one)))
        return found.with_name(numbers[id(other)], other.parts) if found is not None else None

    agreement = best_names(asked_names, known_names, rules, floor=floor, others=others, may_meet=may_meet)
    if agreement is None and not by_number:
        return None
    comparison = weigh(agreement, facts, rules)
    if comparison.score < rules.possible:
        return None
    listing = _listing(record, as_of)
    if listing.status in (ListingStatus.NOT_LISTED, ListingStatus.FORMERLY_LISTED):
        return None
    comparison = replace(comparison, reasons=_sourced(comparison, _source(record)))
    return _Compared(record, comparison, listing, Sides(asked.facts, record.facts, asked_names, known_names))


def _hits(found: list[_Compared], rules: Rules, settled: int, not_them: Collection[str]) -> list[Hit]:
    """What is still possible once the entries of a list stand beside each other, best first."""
    weighed = [
        Weighed(one.record.entity.dataset, _source(one.record), one.comparison, one.record.entity.id in not_them)
        for one in found
    ]
    kept = [
        (one, comparison)
        for one, comparison in zip(found, beside_rivals(weighed, rules), strict=True)
        if comparison.score >= rules.possible
    ]
    kept.sort(key=lambda pair: (-pair[1].score, pair[0].record.entity.id))
    return [
        Hit(
            one.record.entity,
            comparison.score,
            comparison.reasons,
            one.listing,
            "hit" if comparison.score >= rules.hit else "possible",
            settle(one.sides, comparison, rules) if place < settled else None,
        )
        for place, (one, comparison) in enumerate(kept)
    ]


@lru_cache(maxsize=1_000)
def _prepared(words: str, rules: Rules, person: bool) -> Name:  # noqa: FBT001  (a cache key, not a flag of behaviour)
    return prepare(words, rules, person=person)


def _listing(record: Record, as_of: str | None) -> ListingAnswer:
    day = as_of if as_of is not None else record.sightings[-1].published[:10]
    return listing_on(day, record.sightings)


def _source(record: Record) -> str:
    """The list and the entry's reference on it."""
    return f"{record.entity.dataset} {record.entity.reference}"


def _sourced(comparison: Comparison, source: str) -> tuple[Reason, ...]:
    """Reasons with the list that says the known value."""
    return tuple(
        Reason(one.feature, one.weight, one.asked, one.known, one.how, source) if one.known else one
        for one in comparison.reasons
    )
