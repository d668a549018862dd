"""`tizim show`: the dossier of an entity, every fact with its source."""

from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli.options import AsOf, Home, Json, KnownAt, Purpose, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown

if TYPE_CHECKING:
    from tizim.model.listing import ListingAnswer
    from tizim.model.statement import Entity, SourcedStatement


def show(
    entity: Annotated[str, typer.Argument(help="The id, as answers give it: un_sc_sanctions-qde.001.")],
    *,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """All that its list says of an entity: every fact with its field, its words, and since when."""
    with answering():
        with opened(home, purpose=purpose) as tizim:
            found = tizim.entity(entity, as_of, known_at)
            listing = tizim.listing(entity, as_of, known_at)
            links = tizim.links(entity, known_at)
        if json:
            from tizim.interfaces.shapes import entity_shape, listing_shape, statement_shape

            say_json(
                entity_shape(found)
                | {"listing": listing_shape(listing), "links": [statement_shape(one) for one in links]}
            )
        else:
            _tell(found, listing, links, as_of)


def _tell(entity: "Entity", listing: "ListingAnswer", links: "tuple[SourcedStatement, ...]", as_of: str | None) -> None:
    say(shown(entity.caption))
    say(f"{shown(entity.reference)} · {entity.schema} · {shown(entity.dataset)} · {shown(entity.id)}")
    span = "".join(
        f", {word} {day}" for word, day in (("from", listing.start), ("until", listing.end)) if day is not None
    )
    say(f"{'on ' + shown(as_of) if as_of is not None else 'today'}: {listing.status}{span} ({shown(listing.why)})")
    if listing.between is not None:
        say(f"it changed between {listing.between[0] or 'the beginning'} and {listing.between[1] or 'today'}")
    say()
    _tell_facts(entity)
    for part in entity.parts:
        say()
        say(f"{part.schema}  {shown(part.id)}")
        _tell_facts(part)
    if links:
        say()
        say("named by:")
        for one in links:
            say(f"  {shown(one.statement.root)} as {one.statement.prop}")


def _tell_facts(entity: "Entity") -> None:
    for one in entity.statements:
        said = one.statement
        say(f"  {shown(said.prop)}: {shown(said.value)}")
        words = f", in the words {shown(said.original)}" if said.original is not None else ""
        language = f", in {shown(said.lang)}" if said.lang is not None else ""
        field = shown(said.place) if said.place else "implied by the list"
        until = f", no longer since {one.seen_until[:10]}" if one.seen_until is not None else ""
        say(f"      {field}{words}{language}; said from {one.seen_from[:10]} to {one.last_seen[:10]}{until}")
