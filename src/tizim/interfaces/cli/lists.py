"""`tizim lists`: load, update, look at, compare."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli.codes import NOTHING_FOUND, exit_code
from tizim.interfaces.cli.options import Home, Json, opened
from tizim.interfaces.cli.terminal import answering, progress_bar, say, say_json, shown, table, warn

if TYPE_CHECKING:
    from tizim.jobs.status import ListStatus
    from tizim.model.version import Difference, EntryChange, Load, Version

app = typer.Typer(no_args_is_help=True, help="Load lists, look at their age, compare their versions.")

_REJECTS_SHOWN = 10
_ENTRIES_SHOWN = 20
NO_LIST = "no list is loaded; type: tizim lists update"


@app.command()
def add(  # noqa: PLR0913  (a command line is its options)
    name: Annotated[str, typer.Argument(help="The list: one of tizim's names, or a new name for a list of your own.")],
    place: Annotated[
        str | None, typer.Argument(help="A file, folder or address; without it, the publisher's own address.")
    ] = None,
    *,
    published: Annotated[
        str | None, typer.Option(help="The date the file is of, where it does not say it.", metavar="DATE")
    ] = None,
    excerpt: Annotated[bool, typer.Option("--excerpt", help="The file is a part of the list.")] = False,
    history: Annotated[bool, typer.Option("--history", help="The file may be older than what is loaded.")] = False,
    accept: Annotated[
        list[str] | None, typer.Option(help="Let pass what a load stopped at: fewer-records, many-rejects, field:NAME.")
    ] = None,
    mapping: Annotated[Path | None, typer.Option(help="How to read a table of your own (docs/tables.md).")] = None,
    format: Annotated[str | None, typer.Option(help="Name of the format, where the files do not tell it.")] = None,  # noqa: A002  (the word people use)
    pin_sha256: Annotated[str | None, typer.Option("--pin-sha256", help="The digest the file must have.")] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Load a list, or its next version, from its publisher or from a file."""
    with answering():
        with opened(home) as tizim, progress_bar(shown(name), "records") as tell:
            load = tizim.lists.add(
                name,
                place,
                published=published,
                excerpt=excerpt,
                history=history,
                accept=accept or (),
                mapping=mapping,
                format=format,
                pin_sha256=pin_sha256,
                progress=tell,
            )
        if json:
            from tizim.interfaces.shapes import load_shape

            say_json(load_shape(load))
        else:
            _tell_load(load)


@app.command()
def update(
    names: Annotated[
        list[str] | None, typer.Argument(help="Lists to update; without names, all official ones that are loaded.")
    ] = None,
    *,
    home: Home = None,
    json: Json = False,
) -> None:
    """Fetch new versions from the publishers. Where no list is loaded, begins with the UN Security Council's."""
    with answering():
        with opened(home) as tizim, progress_bar("lists", "records") as tell:
            updated = tizim.lists.update(names or None, progress=lambda _name, records: tell(records))
        if json:
            from tizim.interfaces.shapes import load_shape

            say_json(
                [
                    {
                        "name": one.name,
                        "load": load_shape(one.load) if one.load is not None else None,
                        "error": str(one.error) if one.error is not None else None,
                        "kept": _kept_shape(one.kept),
                    }
                    for one in updated
                ]
            )
        for one in updated:
            if one.load is not None and not json:
                _tell_load(one.load)
            if one.error is not None:
                kept = _kept_shape(one.kept)
                still = f"; answers keep {one.name} of {kept['published']}, {kept['age_days']} days old" if kept else ""
                typer.echo(f"tizim: {shown(one.error)}{shown(still)}", err=True)
        raise typer.Exit(next((exit_code(one.error) for one in updated if one.error is not None), NOTHING_FOUND))


@app.command()
def status(*, home: Home = None, json: Json = False) -> None:
    """How old and how whole is each list?"""
    with answering():
        with opened(home) as tizim:
            found, own = tizim.lists.status(), tizim.own_thresholds()
        if json:
            say_json([_status_shape(one) for one in found])
        elif not found:
            say(NO_LIST)
        else:
            _tell_status(found)
        if own is not None and not json:
            say()
            say(f"thresholds of this home: {shown(own.sentence())}")


@app.command()
def diff(
    name: Annotated[str, typer.Argument(help="The list.")],
    before: Annotated[str | None, typer.Argument(help="The earlier version: the beginning of its date.")] = None,
    after: Annotated[str | None, typer.Argument(help="The later version. Without both: the last two.")] = None,
    *,
    everything: Annotated[bool, typer.Option("--all", help="Every entry, not only the first.")] = False,
    home: Home = None,
    json: Json = False,
) -> None:
    """What changed between two versions of a list."""
    with answering():
        with opened(home) as tizim:
            difference = tizim.lists.diff(name, before, after)
        if json:
            from tizim.interfaces.shapes import difference_shape

            say_json(difference_shape(difference))
        else:
            _tell_difference(difference, None if everything else _ENTRIES_SHOWN)


def _kept_shape(kept: "Version | None") -> "dict[str, object] | None":
    """Date and age of the version that answers where an update failed."""
    if kept is None:
        return None
    day = kept.published[:10]
    return {"published": day, "age_days": max(0, (datetime.now(UTC).date() - date.fromisoformat(day)).days)}


def _tell_load(load: "Load") -> None:
    version = load.version
    if load.unchanged:
        say(f"{shown(version.label)}: unchanged, {version.entities:,} entities")
        return
    part = " (an excerpt)" if version.excerpt else ""
    say(
        f"{shown(version.label)}{part}: {version.records:,} records, {version.entities:,} entities, {version.rejected:,} rejected"
    )
    say(shown(load.difference.summary()) if load.difference is not None else "no earlier version to compare it with")
    for one in load.rejects[:_REJECTS_SHOWN]:
        warn(f"rejected {one.place} ({one.reference or 'no reference'}): {one.why}")
    if len(load.rejects) > _REJECTS_SHOWN:
        warn(f"{len(load.rejects) - _REJECTS_SHOWN:,} more rejects: --json names them all")
    for words in load.warnings:
        warn(words)


def _tell_status(found: "tuple[ListStatus, ...]") -> None:
    columns = [
        ("list", "left"),
        ("version", "left"),
        ("days", "right"),
        ("entities", "right"),
        ("rejected", "right"),
        ("unread", "right"),
    ]
    table(
        "",
        columns,
        [
            (
                one.dataset,
                one.published[:10],
                one.age_days,
                f"{one.entities:,}",
                f"{one.rejected:,}",
                f"{one.unreadable:,}",
            )
            for one in found
        ],
    )
    for one in found:
        say()
        say(f"{shown(one.dataset)}: {shown(one.title)}")
        say(f"  licence: {shown(one.licence or 'not known')}; format {shown(one.format)}; versions {one.versions}")
        say(f"  from {shown(one.origin)}")
        for words in one.accepted:
            say(f"  accepted: {shown(words)}")
        if one.excerpt:
            warn(f"{one.dataset} is an excerpt: most of the list may be missing")
        if one.seen_only_in_excerpts:
            warn(
                f"{one.dataset}: no whole genuine file of the format {one.format} was at hand when its reader was written"
            )
        if one.dated_by in ("loading", "server"):
            warn(
                f"{one.dataset}: the file gives no date of its own; {one.published[:10]} is that of the {one.dated_by}"
            )
    if all(one.dataset == "un_sc_starter" for one in found):
        say()
        say("only the starter register is loaded; type: tizim lists update")


def _status_shape(one: "ListStatus") -> dict[str, object]:
    shape: dict[str, object] = {name: getattr(one, name) for name in one.__dataclass_fields__}
    return shape | {"accepted": list(one.accepted)}


def _tell_difference(difference: "Difference", limit: int | None) -> None:
    before = difference.before[:10] if difference.before is not None else "nothing"
    say(f"{shown(difference.dataset)}: {before} to {difference.after[:10]}")
    say(shown(difference.summary()))
    for title, several in (("added", difference.added), ("removed", difference.removed)):
        if several:
            say()
            say(f"{title}:")
        for _, reference, caption in several[:limit]:
            say(f"  {shown(reference)}  {shown(caption)}")
        _tell_rest(len(several), limit)
    for title, entries in (("amended by the publisher", difference.amended), ("otherwise changed", difference.changed)):
        if entries:
            say()
            say(f"{title}:")
        for entry in entries[:limit]:
            _tell_entry(entry)
        _tell_rest(len(entries), limit)


def _tell_entry(entry: "EntryChange") -> None:
    say(f"  {shown(entry.reference)}  {shown(entry.caption)}")
    for change in entry.changes:
        if change.before is not None:
            say(f"    - {shown(change.field or change.prop)}: {shown(change.before)}")
        if change.after is not None:
            say(f"    + {shown(change.field or change.prop)}: {shown(change.after)}")


def _tell_rest(count: int, limit: int | None) -> None:
    if limit is not None and count > limit:
        say(f"  and {count - limit:,} more: --all")
