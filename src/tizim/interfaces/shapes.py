"""JSON shapes: what programs may rely on. docs/cli.md describes them; adding a key is no change of shape, removing one is."""

from typing import TYPE_CHECKING, Any

from tizim.model.listing import ListingAnswer
from tizim.model.settling import Settling
from tizim.model.statement import Entity, SourcedStatement
from tizim.model.verdict import Distinguished, Hit, Reason, Searched, Verdict
from tizim.model.version import Difference, EntryChange, Load, Version
from tizim.wording.answers import told_settling
from tizim.wording.catalogue import Catalogue
from tizim.wording.reasons import how_they_met

if TYPE_CHECKING:  # few tell of webhooks, and they bring a database along
    from tizim.webhooks.outbox import Delivery, Webhook

Shape = dict[str, Any]


def verdict_shape(verdict: Verdict, words: Catalogue) -> Shape:
    """A verdict; its reasons also in the words of a language."""
    return {
        "outcome": verdict.outcome,
        "alert": verdict.alert,
        "subject": verdict.subject.as_plain() if verdict.subject is not None else None,
        "hits": [hit_shape(hit, words) for hit in verdict.hits],
        "searched": [searched_shape(one) for one in verdict.searched],
        "rules": verdict.rules,
        "warnings": list(verdict.warnings),
        "reason": verdict.reason,
    }


def hit_shape(hit: Hit, words: Catalogue) -> Shape:
    """One entry that it could be."""
    entity = hit.entity
    return {
        "outcome": hit.outcome,
        "score": hit.score,
        "entity": {
            "id": entity.id,
            "kind": entity.schema,
            "dataset": entity.dataset,
            "reference": entity.reference,
            "caption": entity.caption,
            "names": list(entity.names),
            "birth_dates": list(entity.birth_dates),
            "countries": list(entity.countries),
            "programs": list(entity.programs),
        },
        "listing": listing_shape(hit.listing),
        "reasons": [reason_shape(reason, words) for reason in hit.reasons],
        "settle": settling_shape(hit.settle, words) if hit.settle is not None else None,
        "distinguished": distinguished_shape(hit.distinguished) if hit.distinguished is not None else None,
    }


def distinguished_shape(one: Distinguished) -> Shape:
    """Why a hit does not count."""
    return {"number": one.number, "until": one.until, "because": one.because}


def settling_shape(one: Settling, words: Catalogue) -> Shape:
    """The one fact that would settle it."""
    return {
        "fact": one.fact,
        "partial": one.partial,
        "side": one.side,
        "other": one.other,
        "agreed": one.agreed,
        "differed": one.differed,
        "if_agreed": one.if_agreed,
        "if_differed": one.if_differed,
        "words": told_settling(one, words),
    }


def reason_shape(reason: Reason, words: Catalogue) -> Shape:
    """One term of a score."""
    return {
        "feature": reason.feature,
        "weight": float(reason.weight),
        "asked": reason.asked,
        "known": reason.known,
        "how": reason.how,
        "source": reason.source,
        "words": how_they_met(reason, words),
    }


def searched_shape(one: Searched) -> Shape:
    """A list that was asked."""
    return {"dataset": one.dataset, "published": one.published, "entities": one.entities}


def listing_shape(listing: ListingAnswer) -> Shape:
    """Was it listed?"""
    return {
        "status": str(listing.status),
        "why": listing.why,
        "start": listing.start,
        "end": listing.end,
        "between": list(listing.between) if listing.between is not None else None,
    }


def version_shape(version: Version) -> Shape:
    """A version of a list."""
    return {
        "dataset": version.dataset,
        "published": version.published,
        "dated_by": version.dated_by,
        "loaded": version.loaded,
        "origin": version.origin,
        "sha256": version.sha256,
        "format": version.format,
        "records": version.records,
        "entities": version.entities,
        "rejected": version.rejected,
        "excerpt": version.excerpt,
        "accepted": list(version.accepted),
    }


def load_shape(load: Load) -> Shape:
    """What one load did."""
    return {
        "version": version_shape(load.version),
        "unchanged": load.unchanged,
        "rejects": [{"place": one.place, "reference": one.reference, "why": one.why} for one in load.rejects],
        "warnings": list(load.warnings),
        "difference": difference_shape(load.difference) if load.difference is not None else None,
    }


def difference_shape(difference: Difference) -> Shape:
    """What changed between two versions."""
    keys = ("entity", "reference", "caption")
    return {
        "dataset": difference.dataset,
        "before": difference.before,
        "after": difference.after,
        "summary": difference.summary(),
        "added": [dict(zip(keys, one, strict=True)) for one in difference.added],
        "removed": [dict(zip(keys, one, strict=True)) for one in difference.removed],
        "amended": [_entry_shape(one) for one in difference.amended],
        "changed": [_entry_shape(one) for one in difference.changed],
        "new_fields": [{"field": one.field, "entries": one.entries, "gone": one.gone} for one in difference.new_fields],
        "unchanged": difference.unchanged,
    }


def _entry_shape(entry: EntryChange) -> Shape:
    changes = [
        {
            "entity": one.entity,
            "kind": one.schema,
            "property": one.prop,
            "field": one.field,
            "before": one.before,
            "after": one.after,
        }
        for one in entry.changes
    ]
    return {
        "entity": entry.root,
        "reference": entry.reference,
        "caption": entry.caption,
        "fields": list(entry.fields),
        "changes": changes,
    }


def entity_shape(entity: Entity) -> Shape:
    """An entity with its parts, every fact with its source."""
    return {
        "id": entity.id,
        "kind": entity.schema,
        "dataset": entity.dataset,
        "reference": entity.reference,
        "caption": entity.caption,
        "properties": {prop: list(values) for prop, values in entity.properties.items()},
        "statements": [statement_shape(one) for one in entity.statements],
        "parts": [entity_shape(part) for part in entity.parts],
    }


def statement_shape(one: SourcedStatement) -> Shape:
    """One fact: what its list says, where, in which words, and since when."""
    said = one.statement
    return {
        "entity": said.entity,
        "property": said.prop,
        "value": said.value,
        "original": said.original,
        "lang": said.lang,
        "place": said.place,
        "seen_from": one.seen_from,
        "seen_until": one.seen_until,
        "last_seen": one.last_seen,
    }


def webhook_shape(one: "Webhook") -> Shape:
    """A receiver of events, without its secret."""
    return {
        "id": one.id,
        "url": one.url,
        "events": list(one.events),
        "made": one.made,
        "before_until": one.before_until,
    }


def delivery_shape(one: "Delivery") -> Shape:
    """One event for one receiver."""
    return {
        "event": one.event,
        "type": one.type,
        "at": one.at,
        "webhook": one.webhook,
        "state": one.state,
        "due": one.due,
        "attempts": one.attempts,
        "last": one.last,
        "status": one.status,
        "why": one.why,
    }
