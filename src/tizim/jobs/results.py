"""A verdict as rows of a results file: one row for each hit, or one that says "clear" or "not_screened".

Nothing here opens a file. Start at `result_rows`.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from tizim.model.verdict import Hit, Verdict
from tizim.subjects.table import Asked

COLUMNS: Mapping[str, type] = MappingProxyType(
    {
        "row": int,
        "id": str,
        "name": str,
        "outcome": str,
        "score": float,
        "entity_id": str,
        "reference": str,
        "dataset": str,
        "caption": str,
        "listing": str,
        "listed_from": str,
        "listed_until": str,
        "reasons": str,
        "searched": str,
        "rules": str,
        "warnings": str,
        "why_not_screened": str,
    }
)
"""Columns of a results file and their types. `outcome` is the hit's own, "distinguished" where the subject is known not to be the entry; a row without a hit has the subject's."""

SCORE_DIGITS = 6
DISTINGUISHED = "distinguished"
"""the outcome of an entry that the subject is known not to be"""


def result_rows(one: Asked, verdict: Verdict | None) -> Iterator[dict[str, object]]:
    """The rows of one subject; `verdict` is None where the row of the customer file made no subject."""
    start: dict[str, object] = {
        "row": one.row,
        "id": one.id,
        "name": "; ".join(one.subject.names) if one.subject is not None else None,
    }
    if verdict is None:
        yield start | {"outcome": "not_screened", "why_not_screened": one.why}
        return
    asked_of = {
        "searched": "; ".join(f"{listed.dataset}@{listed.published}" for listed in verdict.searched),
        "rules": verdict.rules,
        "warnings": "; ".join(verdict.warnings) or None,
    }
    if not verdict.hits:
        yield start | asked_of | {"outcome": verdict.outcome, "why_not_screened": verdict.reason or None}
    for hit in verdict.hits:
        yield start | asked_of | _of_hit(hit)


def _of_hit(hit: Hit) -> dict[str, object]:
    known = hit.distinguished
    return {
        "outcome": hit.outcome if known is None else DISTINGUISHED,
        "score": round(hit.score, SCORE_DIGITS),
        "entity_id": hit.entity.id,
        "reference": hit.entity.reference,
        "dataset": hit.entity.dataset,
        "caption": hit.entity.caption,
        "listing": f"{hit.listing.status}: {hit.listing.why}",
        "listed_from": hit.listing.start,
        "listed_until": hit.listing.end,
        "reasons": " | ".join(str(reason) for reason in hit.reasons)
        + (f" | distinguished until {known.until} because {known.because}" if known is not None else ""),
    }
