"""Which records of an SDN release are foreign terrorist organisations."""

from tizim.sources.ofac.listing import FTO
from tizim.sources.reading import Fields

_TAGS = frozenset({"Program", "programList/program", "sanctionsPrograms/sanctionsProgram/"})


def carries_fto(record: Fields) -> bool:
    """Whether a record carries the programme tag FTO, in any layout; takes nothing."""
    return any(
        path in _TAGS and FTO in (tag.strip(" []") for tag in value.split("] [")) for path, value in record.leaves()
    )
