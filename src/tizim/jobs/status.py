"""How old and how whole is each list? One line of facts for each list of a bank. Start at `status_of`."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from tizim.bank.bank import Bank
from tizim.jobs.cards import read_card
from tizim.jobs.reindex import STARTER
from tizim.sources.registry import PACKAGES


@dataclass(frozen=True, slots=True)
class ListStatus:
    """One list: its newest version, what of it could not be read, and whether people should trust it to be whole.

    age_days: from the publisher's date to today. unreadable: values kept raw. versions: how many the bank holds.
    checked: when it was last asked for with success. failed: when an update since then failed, else "". official: it is one of the lists tizim knows by name.
    seen_only_in_excerpts: no whole genuine file of this format was at hand when its reader was written.
    """

    dataset: str
    title: str
    published: str
    dated_by: str
    loaded: str
    age_days: int
    versions: int
    records: int
    entities: int
    rejected: int
    unreadable: int
    excerpt: bool
    format: str
    seen_only_in_excerpts: bool
    licence: str
    origin: str
    accepted: tuple[str, ...]
    checked: str
    official: bool
    failed: str = ""


def status_of(bank: Bank, lists: Path, today: date) -> tuple[ListStatus, ...]:
    """Every list of the bank, by name."""
    found = []
    for name in sorted({version.dataset for version in bank.versions()}):
        versions = bank.versions(name)
        newest = versions[-1]
        card = read_card(lists / name)
        found.append(
            ListStatus(
                dataset=name,
                title=card.title if card is not None else name,
                published=newest.published,
                dated_by=newest.dated_by,
                loaded=newest.loaded,
                age_days=max(0, (today - date.fromisoformat(newest.published[:10])).days),
                versions=len(versions),
                records=newest.records,
                entities=newest.entities,
                rejected=newest.rejected,
                unreadable=bank.unreadable(name),
                excerpt=newest.excerpt,
                format=newest.format,
                seen_only_in_excerpts=card is not None and newest.format in card.seen_only_in_excerpts,
                licence=card.licence if card is not None else "",
                origin=newest.origin,
                accepted=newest.accepted,
                checked=(card.checked if card is not None else "") or newest.loaded,
                official=name in PACKAGES and name != STARTER,
                failed=card.failed if card is not None else "",
            )
        )
    return tuple(found)
