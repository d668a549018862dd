"""`tizim audit`: who asked what, when and why; the log turned on, read, verified, exported, made unreadable."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.errors import SubjectError
from tizim.interfaces.cli.codes import OURS
from tizim.interfaces.cli.options import Home, Json, Purpose, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown
from tizim.jobs.moments import before

if TYPE_CHECKING:
    from tizim.audit.log import Told

app = typer.Typer(no_args_is_help=True, help="Who asked what, when and why: a log that cannot be rewritten unseen.")

_Since = Annotated[str | None, typer.Option("--since", help="From this date or time on.", metavar="DATE")]
_Until = Annotated[str | None, typer.Option("--until", help="Before this date or time.", metavar="DATE")]
_User = Annotated[str | None, typer.Option("--user", help="Only what this user asked.")]
_Name = Annotated[str | None, typer.Option("--name", help="Only where this whole name was asked about.")]
_Customer = Annotated[str | None, typer.Option("--id", help="Only where your own number of the subject was this.")]
_Document = Annotated[str | None, typer.Option("--document", help="Only where this document was asked about.")]


@app.command()
def on(
    *,
    require_purpose: Annotated[
        bool, typer.Option("--require-purpose", help="Who does not say why gets no answer.")
    ] = False,
    home: Home = None,
) -> None:
    """Record every question to this home from now on."""
    with answering(), opened(home) as tizim:
        tizim.audit.on(require_purpose=require_purpose)
        say(f"recording is on{'; who does not say why gets no answer' if require_purpose else ''}")
        say(f"protect and back up {shown(tizim.home / 'keys')}: without it the log cannot be read or verified")


@app.command()
def off(*, purpose: Purpose = None, home: Home = None) -> None:
    """Record nothing from now on. The log stays, and says who turned it off."""
    with answering(), opened(home, purpose=purpose) as tizim:
        was_on = tizim.audit.is_on
        tizim.audit.off()
    say("recording is off" if was_on else "recording was off")


@app.command()
def show(  # noqa: PLR0913  (a command line is its options)
    *,
    since: _Since = None,
    until: _Until = None,
    user: _User = None,
    name: _Name = None,
    customer: _Customer = None,
    document: _Document = None,
    last: Annotated[int | None, typer.Option("--last", min=1, help="Only so many of the newest lines.")] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Lines of the log, with what is not erased of them; without an option, the newest twenty."""
    asked_all = (since, until, user, name, customer, document, last) == (None,) * 7
    with answering(), opened(home, purpose=purpose) as tizim:
        found = list(
            tizim.audit.lines(
                since=since,
                until=until,
                last=_LAST if asked_all else last,
                user=user,
                name=name,
                customer=customer,
                document=document,
            )
        )
    if json:
        say_json([_line_shape(one) for one in found])
        return
    for one in found:
        say(_in_words(one))


@app.command()
def verify(
    *,
    checkpoint: Annotated[
        list[Path] | None, typer.Option("--checkpoint", help="A checkpoint kept elsewhere; may be repeated.")
    ] = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Was a line changed, removed, moved or cut off? Exit code 3 where one was."""
    with answering():
        with opened(home) as tizim:
            found = tizim.audit.verify(checkpoint or ())
        if json:
            say_json(
                {
                    "whole": found.whole,
                    "lines": found.lines,
                    "erased": found.erased,
                    "checkpoints": found.checkpoints,
                    "findings": list(found.findings),
                }
            )
        else:
            against = f", {found.checkpoints:,} checkpoints" if found.checkpoints else ""
            say(f"{'whole' if found.whole else 'damaged'}: {found.lines:,} lines, {found.erased:,} erased{against}")
            for finding in found.findings:
                say(f"  {shown(finding)}")
            if found.whole and not found.checkpoints:
                say("whether its end was cut off by someone with the keys, only a checkpoint kept elsewhere can tell")
        if not found.whole:
            raise typer.Exit(OURS)


@app.command()
def checkpoint(
    out: Annotated[Path, typer.Option("--out", help="The file to write; keep it out of this machine's reach.")],
    *,
    home: Home = None,
) -> None:
    """Write a signed word on where the log stands now."""
    from tizim.jobs.receipts import write_json

    with answering(), opened(home) as tizim:
        made = tizim.audit.checkpoint()
        write_json(out, made.to_json())
    say(f"{made.says['lines']:,} lines, signed by {made.key.id}, in {shown(out)}")


@app.command()
def export(
    out: Annotated[Path, typer.Option("--out", help="The file to write: .jsonl, .csv, .xlsx, .parquet.")],
    *,
    since: _Since = None,
    until: _Until = None,
    user: _User = None,
    purpose: Purpose = None,
    home: Home = None,
) -> None:
    """Write lines to a table, each with the words and the hash that prove it."""
    with answering(), opened(home, purpose=purpose) as tizim:
        count = tizim.audit.export(out, tizim.audit.lines(since=since, until=until, user=user))
    say(f"{count:,} lines in {shown(out)}")


@app.command()
def erase(
    *,
    line: Annotated[list[int] | None, typer.Option("--line", help="The number of a line; may be repeated.")] = None,
    name: _Name = None,
    customer: _Customer = None,
    document: _Document = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Destroy the keys of lines, by number or by whom they are about. Nobody can undo it; the log still verifies."""
    with answering():
        if not line and (name, customer, document) == (None, None, None):
            raise SubjectError("expected --line, --name, --id or --document, to say what to erase")
        with opened(home, purpose=purpose) as tizim:
            erased = tizim.audit.erase(line or (), name=name, customer=customer, document=document)
    if json:
        say_json({"erased": list(erased)})
    else:
        say(f"{len(erased):,} lines erased{': ' + ', '.join(map(str, erased)) if erased else ''}")


@app.command()
def expire(
    older_than: Annotated[
        str, typer.Option("--older-than", help="A date or time; or a number of days: 365d.", metavar="DATE|DAYS")
    ],
    *,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Destroy the keys of all lines older than a date, as a rule of retention says. The log still verifies."""
    with answering():
        moment = before(older_than, "--older-than", datetime.now(UTC))
        with opened(home, purpose=purpose) as tizim:
            count = tizim.audit.expire(moment)
    if json:
        say_json({"before": moment, "erased": count})
    else:
        say(f"{count:,} lines before {moment} erased")


_LAST = 20


def _in_words(one: "Told") -> str:
    line = one.line
    why = f" ({shown(line.caller.purpose)})" if line.caller.purpose else ""
    outcome = f"{line.outcome}: " if line.outcome else ""
    return (
        f"{line.number}  {line.at[:19]}Z  {shown(line.caller.user)}{why}  {line.action}  {outcome}{shown(_about(one))}"
    )


def _about(one: "Told") -> str:
    """Whom or what a line is about, in a few words."""
    if one.erased:
        return "erased"
    private = dict(one.private or {})
    subject = private.get("subject")
    if isinstance(subject, dict):
        numbers = [word if isinstance(word, str) else str(word.get("number")) for word in subject.get("documents", ())]
        return "; ".join([*subject.get("names", ()), *numbers, *subject.get("wallets", ())]) or "no subject"
    return "; ".join(str(value) for value in [*private.values(), *(f"{key} {value}" for key, value in _facts(one))])


def _facts(one: "Told") -> list[tuple[str, object]]:
    """What a line tells besides who and whom, but for long lists of numbers."""
    return [
        (key, f"{len(value):,}" if isinstance(value, list) and len(value) > _LAST else value)
        for key, value in one.line.details.items()
    ]


def _line_shape(one: "Told") -> dict[str, object]:
    line = one.line
    return {
        "number": line.number,
        "at": line.at,
        "action": line.action,
        "user": line.caller.user,
        "role": line.caller.role,
        "purpose": line.caller.purpose,
        "request": line.caller.request,
        "outcome": line.outcome,
        "private": one.private,
        "erased": one.erased,
        "searched": [list(pair) for pair in line.searched],
        "question": dict(line.question),
        "rules": line.rules,
        "engine": line.engine,
        "part_of": line.part_of,
        "details": dict(line.details),
        "id": line.id,
        "hash": line.hash.hex(),
    }
