"""`tizim customers`: a customer file that is kept, and screened again when the lists change."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.interfaces.cli import codes
from tizim.interfaces.cli.options import Column, Home, Json, Purpose, columns_of, opened, require_kind
from tizim.interfaces.cli.terminal import answering, progress_bar, say, say_json, shown, table

if TYPE_CHECKING:
    from tizim.jobs.customers import Registered, Rescreened

app = typer.Typer(
    no_args_is_help=True, help="Keep customers, and screen again those whom a change of the lists touches."
)

_Name = Annotated[
    str | None, typer.Option("--name", help="What these customers are called; the file's name if not said.")
]


@app.command()
def add(
    file: Annotated[Path, typer.Argument(help="A customer file: .csv, .xlsx, .jsonl, .json, .parquet.")],
    *,
    name: _Name = None,
    kind: Annotated[str, typer.Option(help="Of rows that do not say theirs; Thing is any.")] = "Thing",
    column: Column = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Index a customer file, in place of what had its name."""
    with answering():
        require_kind(kind)
        with opened(home) as tizim, progress_bar("indexing", "customers") as tell:
            added = tizim.customers.add(file, name, columns=columns_of(column), kind=kind, progress=tell)
    if json:
        say_json(_registered_shape(added))
    else:
        say(f"{added.customers:,} customers as {shown(added.name)}; type: tizim customers rescreen --out FILE")


@app.command("list")
def list_(*, home: Home = None, json: Json = False) -> None:
    """What is kept, and against which lists it was last screened."""
    with answering(), opened(home) as tizim:
        found = tizim.customers.status()
    if json:
        say_json([_registered_shape(one) for one in found])
        return
    if not found:
        say("no customers are kept; type: tizim customers add FILE")
        return
    rows = [(shown(one.name), f"{one.customers:,}", one.added[:10], _screened(one)) for one in found]
    table("", [("name", "left"), ("customers", "right"), ("added", "left"), ("last screened against", "left")], rows)


@app.command()
def remove(name: Annotated[str, typer.Argument(help="What they are called.")], *, home: Home = None) -> None:
    """Take customers out, with their index."""
    with answering(), opened(home) as tizim:
        tizim.customers.remove(name)
    say(f"{shown(name)}: taken out")


@app.command()
def rescreen(
    *,
    out: Annotated[Path, typer.Option("--out", help="Results: .csv, .xlsx, .jsonl, .parquet.")],
    name: Annotated[str | None, typer.Option("--name", help="Which customers, where several files are kept.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody, whatever changed.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; all cores where it is worth it.")] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Write the present answers of those whom the lists' changes since the last time may touch; of all, the first time."""
    with answering(), opened(home, purpose=purpose) as tizim, progress_bar("screening", "customers") as tell:
        done = tizim.customers.rescreen(out, name, all_of_them=everybody, workers=workers, progress=tell)
    if json:
        say_json(_rescreened_shape(done, out))
    else:
        _tell(done, out)
    unscreened = done.outcomes.get("not_screened", 0) > 0
    raise typer.Exit(codes.NOT_SCREENED if unscreened else codes.ALERT if done.alerts else codes.NOTHING_FOUND)


def _tell(done: "Rescreened", out: Path) -> None:
    why = f"all, because {done.everybody}" if done.everybody else f"whom {done.changed:,} versions of entries may touch"
    say(f"{done.asked:,} of {done.customers:,} customers asked: {why}")
    counts = [(words, done.outcomes.get(key, 0)) for key, words in _OUTCOMES]
    table("", [("outcome", "left"), ("customers", "right")], [(words, f"{count:,}") for words, count in counts])
    say(f"results in {shown(out)}")


_OUTCOMES = (("hit", "hit"), ("possible", "possible"), ("clear", "clear"), ("not_screened", "not screened"))


def _screened(one: "Registered") -> str:
    if one.screened is None:
        return "never"
    return ", ".join(f"{dataset} at {published[:10]}" for dataset, published in one.screened.items())


def _registered_shape(one: "Registered") -> dict[str, object]:
    return {
        "name": one.name,
        "customers": one.customers,
        "added": one.added,
        "screened": dict(one.screened) if one.screened is not None else None,
    }


def _rescreened_shape(done: "Rescreened", out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "name": done.name,
        "customers": done.customers,
        "asked": done.asked,
        "changed": done.changed,
        "everybody": done.everybody,
        **{key: done.outcomes.get(key, 0) for key, _ in _OUTCOMES},
    }
