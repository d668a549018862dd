"""What versions of its list said of one entry over time: in which it stood, and what came to it and went."""

from dataclasses import dataclass

from tizim.model.listing import Sighting
from tizim.model.statement import Statement


@dataclass(frozen=True, slots=True)
class VersionChange:
    """What one version changed in the entry. published: of the version. added: what it said first; ended: what it no longer said."""

    published: str
    added: tuple[Statement, ...]
    ended: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class History:
    """One entry of one data set. sightings: one for each version, in order; changes: of the versions that changed anything, in order."""

    dataset: str
    root: str
    sightings: tuple[Sighting, ...]
    changes: tuple[VersionChange, ...]
