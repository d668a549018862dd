"""The act of listing that every OFAC entry has, and in whose name it was done."""

from dataclasses import dataclass

from tizim.sources.draft import Draft
from tizim.sources.ofac.features import SCHEMATA, Made
from tizim.sources.reading import Reading

FTO = "FTO"
"""OFAC's programme tag of foreign terrorist organisations, which the Department of State designates."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who lists. only: the one programme tag that is this list's; the entry's other tags are kept raw."""

    authority: str
    only: str | None = None


OFAC = Voice("Office of Foreign Assets Control")
STATE_DEPARTMENT = Voice("US Department of State", only=FTO)


def begin(reading: Reading, reference: str, kind: str, voice: Voice, programmes: list[tuple[str, str]]) -> Made:
    """The entry of a record with its listing; `kind` is OFAC's word for the type, `programmes` are (place, tag)."""
    word = kind.strip().lower() or "entity"
    if word not in SCHEMATA:
        reading.unknown_word("SDN_Type", kind, reference)
    entry = Draft(reading, SCHEMATA.get(word, "LegalEntity"), reference)
    listing = entry.part("Sanction", "entity", reference)
    listing.add("authority", voice.authority, at="")
    listing.add("country", "us", at="")
    listing.add("recordId", reference, at="")
    for place, tag in programmes:
        if voice.only is None or tag == voice.only:
            listing.add("program", tag, at=place)
        else:
            listing.add_raw("Program", tag, at=place)
    return Made(reading, entry, listing)
