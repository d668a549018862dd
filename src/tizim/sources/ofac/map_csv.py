"""Rows of the legacy files to statements."""

from collections.abc import Iterator
from types import MappingProxyType

from tizim.model.statement import entity_id
from tizim.sources.draft import Draft
from tizim.sources.ofac.features import Made, put, put_address, put_link, put_name, put_titles, put_vessel
from tizim.sources.ofac.legacy_csv import CUT_OFF, LINKED
from tizim.sources.ofac.listing import OFAC, Voice, begin
from tizim.sources.ofac.remarks import Fact, LinkedTo, WeakName, Words, parse
from tizim.sources.reading import Fields, Reading

ALIAS_KIND = MappingProxyType({"aka": "alias", "fka": "previousName", "nka": "alias"})
VESSEL = ("Call_Sign", "Vess_type", "Tonnage", "GRT", "Vess_flag", "Vess_owner")


def programmes(record: Fields) -> list[tuple[str, str]]:
    """(place, tag) of the programme tags, which stand as "SDGT] [IFSR"."""
    return [("Program", tag.strip(" []")) for tag in (record.take("Program") or "").split("] [") if tag.strip(" []")]


def map_csv(record: Fields, reading: Reading, voice: Voice = OFAC) -> Iterator[Draft]:
    """One row of the primary file: the entry, then its listing, documents, addresses and relations."""
    reference, name = record.take("ent_num"), record.take("SDN_Name")
    where = f"entry {reading.records}"
    if reference is None or not reference.isdigit() or name is None:
        reading.reject(
            where, reference, "expected a number and a name, came " + ("no name" if name is None else f"{reference!r}")
        )
        return
    made = begin(reading, reference, record.take("SDN_Type") or "entity", voice, programmes(record))
    put_name(made, "name", name, at="SDN_Name", parts=True)
    for part in record.take_parts("alt"):
        _alias(made, part)
    titles = put_titles(made, record.take("Title"), at="Title")
    put_vessel(made, {field: record.take(field) for field in VESSEL})
    for part in record.take_parts("add"):
        put_address(
            made,
            {
                prop: part.take(field)
                for field, prop in (
                    ("Address", "street"),
                    ("City", "city"),
                    ("Country", "country"),
                    ("Add_remarks", "remarks"),
                )
            },
            at=part.path,
        )
        # Add_num is "assigned for linking purposes only" (data specification) and links nothing.
        part.drop("Add_num")
    put_remarks(made, record.take("Remarks") or "", linked(record, made), titles, at="Remarks")
    if (cut := record.take(CUT_OFF)) is not None:
        reading.cannot_read("Remarks", cut, f"{reference}: Remarks", "expected its end in the comments file, came none")
        made.entry.add_raw("Remarks", cut)
    # The columns have no names that a person could accept: a table of other columns is rejected by the reader.
    record.require_nothing_left(reading, f"{where} ({reference})")
    yield made.entry
    yield made.listing
    yield from made.parts


def linked(record: Fields, made: Made) -> dict[str, str]:
    """The ids of entries by the names that the remarks link to."""
    found = {}
    for part in record.take_parts(LINKED):
        name, reference = part.take("name"), part.take("ent_num")
        if name is not None and reference is not None:
            found[name] = entity_id(made.reading.dataset, reference)
    return found


def put_remarks(made: Made, text: str, links: dict[str, str], titles: frozenset[str], *, at: str) -> None:
    """Each fragment of a remark where it belongs; words that are no fact OFAC has a word for become notes."""
    for remark in parse(text):
        match remark:
            case Fact():
                put(made, remark, at=at)
            case WeakName():
                put_name(made, "weakAlias", remark.name, at=f"{at}/{remark.kind}")
            case LinkedTo() if remark.name in links:
                put_link(made, links[remark.name], "Linked To", at=at)
            case LinkedTo():
                made.entry.add_raw("Linked To", remark.name, at=at)
            case Words() if remark.words.casefold().rstrip(".") not in titles:
                if remark.structured:
                    made.reading.cannot_read(
                        at, remark.words, f"{made.entry.reference}: {at}", "expected a word of OFAC's for what it is"
                    )
                made.entry.add("notes", remark.words.removesuffix("."), at=at)


def _alias(made: Made, part: Fields) -> None:
    kind = (part.take("alt_type") or "aka").lower()
    if kind not in ALIAS_KIND:
        made.reading.unknown_word("alt_type", kind, f"{made.entry.reference}: {part.path}")
    if (name := part.take("alt_name")) is not None:
        put_name(made, ALIAS_KIND.get(kind, "alias"), name, at=part.place("alt_name"))
    made.entry.add("notes", part.take("alt_remarks"), at=part.place("alt_remarks"))
    # alt_num is "assigned for linking purposes only" (data specification) and links nothing.
    part.drop("alt_num")
