"""The lists of a home as a catalogue: what each is, whose, of which day, and whether it answers. Start at `catalog_of`."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tizim.jobs.cards import read_card
from tizim.jobs.reindex import STARTER
from tizim.jobs.status import ListStatus

SANCTIONS = "sanctions"
"""the collection of all official lists"""
DEFAULT = "default"
"""the collection of everything"""


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One list. collections: those it belongs to. searched: it answers (the starter register steps back for official lists).

    redress: where a listed person can turn to, "" where nobody said.
    """

    status: ListStatus
    publisher: str
    homepage: str
    official: bool
    collections: tuple[str, ...]
    searched: bool
    redress: str = ""

    @property
    def name(self) -> str:
        """Its name as a data set."""
        return self.status.dataset


def catalog_of(statuses: Iterable[ListStatus], lists: Path, searched: Iterable[str]) -> tuple[CatalogEntry, ...]:
    """The lists by name. lists: the folder of their cards. searched: names of those that answer."""
    answering = set(searched)
    found = []
    for one in statuses:
        card = read_card(lists / one.dataset)
        own = card.collections if card is not None else (SANCTIONS,)
        official = one.dataset == STARTER or SANCTIONS in own
        collections = (DEFAULT, SANCTIONS) if official else (DEFAULT,)
        found.append(
            CatalogEntry(
                status=one,
                publisher=card.publisher if card is not None else "",
                homepage=card.homepage if card is not None else "",
                official=official,
                collections=collections,
                searched=one.dataset in answering,
                redress=card.redress if card is not None else "",
            )
        )
    return tuple(found)
