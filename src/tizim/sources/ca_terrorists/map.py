"""Records of Canada's list of terrorist entities to statements.

The list says of no entry whether it is a person or a group: entries are legal entities, which both are, but for those whose
text describes a person.
"""

from collections.abc import Iterator

from tizim.sources.draft import Draft
from tizim.sources.reading import Fields, Reading
from tizim.sources.shared.name_lists import in_brackets, names_in

DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S%z", "%Y-%m-%dT%H:%M:%S")
PEOPLE = frozenset({"23", "63"})
"""Ids of the two entries that the publisher's text describes as a man."""
NOT_REVIEWED = "Not yet reviewed"


def map_record(record: Fields, reading: Reading) -> Iterator[Draft]:
    """One record: the entry, then its listing."""
    where = f"entry {reading.records}"
    reference, title = record.take("id"), record.take("title")
    if reference is None or title is None:
        reading.reject(where, reference, f"expected an id and a title, came {reference!r} and {title!r}")
        return
    person = reference in PEOPLE
    entry = Draft(reading, "Person" if person else "LegalEntity", reference)
    entry.add("name", title, at="title")
    _in_brackets(entry, title, at="title")
    for place, words in record.take_all("summary"):
        for name, _ in names_in(words, person=person):
            entry.add("alias", name, at=place, original=words)
            _in_brackets(entry, name, at=place)
    entry.add("notes", record.take("content"), at="content")
    for link in record.take_parts("link"):
        link.drop("@rel", "@type", "@hreflang", "@title")  # says only that it is a link to a page
        entry.add("sourceUrl", link.take("@href"), at=link.place("@href"))
    listing = entry.part("Sanction", "entity", reference)
    listing.add("authority", "Public Safety Canada", at="")
    listing.add("country", "ca", at="")
    listing.add("program", "Listed terrorist entities", at="")
    listing.add("provisions", "Criminal Code, section 83.05", at="")
    listing.add("recordId", reference, at="id")
    published = record.take("published")
    for prop in ("listingDate", "startDate"):
        listing.add_date(prop, published, at="published", formats=DATES)
    updated = record.take("updated")
    if updated == NOT_REVIEWED:
        listing.add_raw("updated", updated)
    else:
        listing.add_date("modifiedAt", updated, at="updated", formats=DATES)
    for field, value in record.require_nothing_left(reading, f"{where} ({reference})"):
        entry.add_raw(field, value)
    yield entry
    yield listing


def _in_brackets(entry: Draft, name: str, *, at: str) -> None:
    """As in "Abu Nidal Organization (ANO)": the name without the brackets, and what they hold, are names too."""
    bare, others, short = in_brackets(name)
    for other in (bare, *others):
        if other != name:
            entry.add("alias", other, at=at, original=name)
    for abbreviation in short:
        # "PKK" is how a group is known; of two letters ("AI", "IM") there are too many.
        entry.add("alias" if len(abbreviation) > 2 else "weakAlias", abbreviation, at=at, original=name)
