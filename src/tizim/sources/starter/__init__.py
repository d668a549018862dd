"""The starter register that ships with tizim (see `tizim.starter`): FollowTheMoney JSON lines of one day's UN designations."""

from collections.abc import Iterator

from tizim.sources.contract import Format, Source, SourceSpec
from tizim.sources.ftm_json.map import map_record
from tizim.sources.ftm_json.read import is_ftm_json, read
from tizim.sources.reading import Fields, Reading
from tizim.sources.release import Release
from tizim.starter import PUBLISHED, REGISTER


def _is_starter(release: Release) -> bool:
    """The register's own file, by its name."""
    return len(release.parts) == 1 and release.parts[0].name == REGISTER.name and is_ftm_json(release)


def _read(release: Release, reading: Reading) -> Iterator[Fields]:
    """Its entities; the register is of the day of the list it was made from."""
    reading.published = f"{PUBLISHED}T00:00:00+00:00"
    yield from read(release, reading)


SOURCE = Source(SourceSpec.of(__name__), (Format("starter-ftm-json", _is_starter, _read, map_record),))
