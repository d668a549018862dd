"""Bytes of Kyrgyzstan's list to records: KyrgyzPhysicPerson and KyrgyzLegalPerson elements under SanctionList."""

from collections.abc import Iterator

from tizim.sources.counted import counted
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.sources.xml import records


def is_fiu_xml(release: Release) -> bool:
    """One file whose root is SanctionList."""
    return len(release.parts) == 1 and b"<SanctionList" in release.parts[0].head()


def read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Every person and organisation in the order of the file."""
    yield from counted(records(release.parts[0], "KyrgyzPhysicPerson", "KyrgyzLegalPerson"), reading)
