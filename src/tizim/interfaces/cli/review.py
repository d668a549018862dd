"""`tizim review`: hits that people decide: what is open, who does what with it, who is distinguished, letters, figures."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tizim.errors import BulkRefused, SubjectError
from tizim.interfaces.cli import codes
from tizim.interfaces.cli.options import Home, Json, Lang, Purpose, opened, require_kind, several
from tizim.interfaces.cli.terminal import answering, progress_bar, say, say_json, shown, table, warn
from tizim.interfaces.review_shapes import alert_shape, figures_shape, step_shape, updated_shape

if TYPE_CHECKING:
    from tizim.review.figures import Figures
    from tizim.review.states import Alert, Step

app = typer.Typer(
    no_args_is_help=True, help="Hits become alerts, people decide them, changes of the lists bring them back."
)

_Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER...", help="Of alerts; several are done all or none.")]
_Number = Annotated[int, typer.Argument(metavar="NUMBER", help="Of an alert.")]
_Revision = Annotated[
    int | None, typer.Option("--revision", help="Of the alert you looked at: refused where somebody was faster.")
]
_Words = Annotated[str, typer.Option("--words", help="What else there is to say.")]
_Reason = Annotated[str, typer.Option("--reason", help="A code; tizim review reasons lists them.")]


@app.command()
def update(
    *,
    name: Annotated[str | None, typer.Option("--name", help="Of one file of kept customers; all if not said.")] = None,
    everybody: Annotated[bool, typer.Option("--all", help="Everybody, whatever changed.")] = False,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes; all cores where it is worth it.")] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Ask whom a change of the lists may touch; open, update and close alerts. The first time, ask all."""
    with answering(), opened(home, purpose=purpose) as tizim, progress_bar("asking", "customers") as tell:
        done = tizim.review.update(name, everybody=everybody, workers=workers, progress=tell)
    if json:
        say_json([updated_shape(one) for one in done])
    else:
        rows = [
            (
                shown(one.name) or "asked singly",
                f"{one.asked:,} of {one.customers:,}",
                one.opened,
                one.updated,
                one.closed,
            )
            for one in done
        ]
        right = [(heading, "right") for heading in ("asked", "opened", "updated", "closed")]
        table("", [("customers", "left"), *right], rows)
    unscreened = sum(one.not_screened for one in done)
    if unscreened:
        warn(f"{unscreened:,} customers could not be screened: they are not clear, and their alerts stay as they are")
    opened_now = any(one.opened for one in done)
    raise typer.Exit(codes.NOT_SCREENED if unscreened else codes.ALERT if opened_now else codes.NOTHING_FOUND)


@app.command()
def ask(  # noqa: PLR0913  (as above)
    name: Annotated[list[str], typer.Argument(metavar="NAME", help="The name; several words are one name.")],
    *,
    reference: Annotated[str, typer.Option("--id", help="Your own number of who is asked about.")],
    kind: Annotated[str, typer.Option(help="As of tizim screen.")] = "Thing",
    birth_date: Annotated[str | None, typer.Option("--birth-date", help="1971, 1971-05, 1971-05-03.")] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="A code or words.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="A document's number.")] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Ask about one; its hits become alerts, and it is asked again whenever the lists change."""
    from tizim.model.subject import Subject

    with answering():
        require_kind(kind)
        subject = Subject(
            kind=kind,
            names=[" ".join(name)],
            birth_date=birth_date,
            countries=country or (),
            documents=document or (),
            id=reference,
        )
        with opened(home, purpose=purpose) as tizim:
            asked = tizim.review.ask(subject)
    if json:
        say_json({"outcome": asked.verdict.outcome, "alerts": [alert_shape(one) for one in asked.alerts]})
    else:
        say(shown(asked.verdict.sentence()))
        _tell_alerts(asked.alerts)
        for words in asked.verdict.warnings:
            warn(words)
    unscreened = asked.verdict.outcome == "not_screened"
    live = any(one.is_live for one in asked.alerts)
    raise typer.Exit(codes.NOT_SCREENED if unscreened else codes.ALERT if live else codes.NOTHING_FOUND)


@app.command("list")
def list_(  # noqa: PLR0913  (as above)
    *,
    state: Annotated[
        list[str] | None,
        typer.Option(
            "--state", help="new, in_review, escalated (those, if not said), confirmed, dismissed, closed; any."
        ),
    ] = None,
    assignee: Annotated[str | None, typer.Option("--assignee", help="Of whom.")] = None,
    nobody: Annotated[bool, typer.Option("--nobody", help="Those that nobody has.")] = False,
    dataset: Annotated[str | None, typer.Option("--dataset", help="Of this list.")] = None,
    customers: Annotated[str | None, typer.Option("--customers", help="Of this file of customers.")] = None,
    reference: Annotated[str | None, typer.Option("--id", help="About this customer.")] = None,
    due_by: Annotated[str | None, typer.Option("--due-by", help="To be decided by this day.", metavar="DATE")] = None,
    pending: Annotated[bool, typer.Option("--pending", help="That wait for a second person.")] = False,
    last: Annotated[int, typer.Option("--limit", min=1, help="So many at most.")] = 50,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Alerts that somebody must look at, due first."""
    from tizim.review.states import LIVE

    states = several(state) or list(LIVE)
    with answering(), opened(home, purpose=purpose) as tizim:
        found = tizim.review.open_alerts(
            states=() if states == ["any"] else states,
            assignee="" if nobody else assignee,
            dataset=dataset,
            customers=customers,
            reference=reference,
            due_by=due_by,
            pending=pending,
            limit=last + 1,
        )
    if json:
        say_json([alert_shape(one) for one in found[:last]])
    else:
        _tell_alerts(found[:last])
        if len(found) > last:
            say(f"and more: --limit {last * 2}")
    live = any(one.is_live for one in found)
    raise typer.Exit(codes.ALERT if live else codes.NOTHING_FOUND)


@app.command()
def show(number: _Number, *, lang: Lang = "en", purpose: Purpose = None, home: Home = None, json: Json = False) -> None:
    """One alert: who, which entry, why, what changed, and every step that was done."""
    from tizim.wording.catalogue import catalogue

    with answering():
        words = catalogue(lang)
        with opened(home, purpose=purpose) as tizim:
            told, policy = tizim.review.alert(number), tizim.review.policy
    if json:
        say_json(alert_shape(told.alert) | {"steps": [step_shape(one) for one in told.steps]})
        return
    from tizim.wording.reasons import told_reason

    one = told.alert
    say(f"alert {one.number}, revision {one.revision}: {one.state}{_decided_words(one)}")
    say(f"  {shown(one.name)} ({_whose(one)})")
    say(f"  {one.known.outcome} {one.known.score:.3f}  {shown(one.known.caption)}")
    say(f"  {shown(one.known.reference)} · {one.known.dataset} at {one.known.published[:10]} · {shown(one.entity)}")
    say(f"  {one.priority}, due {one.due}, {f'with {shown(one.assignee)}' if one.assignee else 'with nobody'}")
    if one.proposal is not None:
        reason = policy.reason_in_words(one.proposal.decision, one.proposal.reason, lang)
        say(f"  {shown(one.proposal.who)} proposes: {one.proposal.decision} ({shown(reason)}); a second person decides")
    if one.former:
        say(f"  comes back: see alert {one.former}")
    for change in one.changes:
        say(f"  changed: {shown(change)}")
    say(f"  {words.say('why')}:")
    for term in one.known.reasons:
        say(f"    {told_reason(term, words, shown)}")
    say("  steps:")
    for step in told.steps:
        say(f"    {_step_words(step, policy, lang)}")


@app.command()
def reasons(*, lang: Lang = "en", home: Home = None, json: Json = False) -> None:
    """Reasons that may be given, those of this home among them."""
    with answering(), opened(home) as tizim:
        policy = tizim.review.policy
    if json:
        say_json(policy.reasons)
        return
    rows = [
        (kind, shown(code), shown(policy.reason_in_words(kind, code, lang)))
        for kind, codes_ in policy.reasons.items()
        for code in codes_
    ]
    table("", [("for", "left"), ("code", "left"), ("in words", "left")], rows)


@app.command()
def take(
    numbers: _Numbers, *, revision: _Revision = None, purpose: Purpose = None, home: Home = None, json: Json = False
) -> None:
    """Look at it from now on."""
    _act("take", numbers, revision, purpose, home, json=json)


@app.command()
def assign(
    numbers: _Numbers,
    *,
    to: Annotated[str, typer.Option("--to", help="Who is to look at it; '' is nobody in particular.")],
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Somebody is to look at it."""
    _act("assign", numbers, revision, purpose, home, json=json, to=to)


@app.command()
def comment(
    numbers: _Numbers,
    *,
    words: Annotated[str, typer.Option("--words", help="What is to be said.")],
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Words that stay with it."""
    _act("comment", numbers, revision, purpose, home, json=json, words=words)


@app.command()
def escalate(
    numbers: _Numbers,
    *,
    reason: _Reason,
    words: _Words = "",
    to: Annotated[str, typer.Option("--to", help="Who; whoever takes it, if not said.")] = "",
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Somebody else must look at it, soon."""
    _act("escalate", numbers, revision, purpose, home, json=json, reason=reason, words=words, to=to)


@app.command()
def decide(  # noqa: PLR0913  (as above)
    numbers: _Numbers,
    *,
    decision: Annotated[str, typer.Option("--decision", help="confirmed or dismissed.")],
    reason: Annotated[str, typer.Option("--reason", help="A code; of the proposal, if not said.")] = "",
    words: _Words = "",
    propose: Annotated[
        bool, typer.Option("--propose", help="Let a second person decide, whatever this home wants.")
    ] = False,
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Confirm or dismiss it; where two people are wanted, the first one proposes."""
    said = {"decision": decision, "reason": reason, "words": words}
    _act("propose" if propose else "decide", numbers, revision, purpose, home, json=json, **said)


@app.command()
def decline(
    numbers: _Numbers,
    *,
    words: _Words = "",
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """A proposal is not what it comes to, or is taken back."""
    _act("decline", numbers, revision, purpose, home, json=json, words=words)


@app.command()
def reopen(
    numbers: _Numbers,
    *,
    reason: _Reason,
    words: _Words = "",
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Look again at what was decided or closed; its past stays."""
    _act("reopen", numbers, revision, purpose, home, json=json, reason=reason, words=words)


@app.command()
def distinguish(  # noqa: PLR0913  (as above)
    number: _Number,
    *,
    kind: Annotated[str, typer.Option("--kind", help="What document was seen, in words.")],
    document: Annotated[str, typer.Option("--document", help="Its number.")] = "",
    seen_by: Annotated[str, typer.Option("--seen-by", help="Who saw it; you, if not said.")] = "",
    seen_on: Annotated[str | None, typer.Option("--seen-on", help="When; today, if not said.", metavar="DATE")] = None,
    until: Annotated[
        str | None, typer.Option("--until", help="The last day on which it holds.", metavar="DATE")
    ] = None,
    words: _Words = "",
    revision: _Revision = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Dismiss it by evidence: later answers show the hit, say that this is another person, and do not count it."""
    with answering(), opened(home, purpose=purpose) as tizim:
        made = tizim.review.distinguish(
            number,
            document=document,
            kind=kind,
            seen_by=seen_by,
            seen_on=seen_on,
            until=until,
            words=words,
            revision=revision,
        )
    _tell_done([made], json=json)


@app.command()
def letter(
    number: _Number,
    *,
    out: Annotated[
        Path | None, typer.Option("--out", help="A new file, .pdf or .txt; the terminal, if not said.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="How the person is addressed.")] = "",
    lang: Lang = "en",
    purpose: Purpose = None,
    home: Home = None,
) -> None:
    """A letter to the person of a decided alert: what, why, from where, and where to turn to."""
    with answering():
        with opened(home, purpose=purpose) as tizim:
            made = tizim.review.letter(number, language=lang, name=name)
        if out is not None:
            made.write(out)
    if out is None:
        typer.echo(made.text().encode("utf-8", "replace").decode(), nl=False)
    else:
        say(f"letter in {shown(out)}")


@app.command()
def figures(
    *,
    since: Annotated[
        str | None, typer.Option("--since", help="Of alerts opened from this day on.", metavar="DATE")
    ] = None,
    purpose: Purpose = None,
    home: Home = None,
    json: Json = False,
) -> None:
    """Alerts by list, time to decision, how many were confirmed, false alarms by culture of names."""
    with answering(), opened(home, purpose=purpose) as tizim:
        found = tizim.review.figures(since=since)
    if json:
        say_json(figures_shape(found))
    else:
        _tell_figures(found)


def _act(
    action: str,
    numbers: list[int],
    revision: int | None,
    purpose: str | None,
    home: Path | None,
    *,
    json: bool,
    **said: str,
) -> None:
    """One action to one alert or to many, all or none."""
    with answering():
        if revision is not None and len(numbers) > 1:
            raise SubjectError("--revision: expected with one alert, came with several")
        with opened(home, purpose=purpose) as tizim:
            try:
                made = tizim.review.bulk(action, dict.fromkeys(numbers, revision), caller=None, **said)
            except BulkRefused as wrong:
                if len(wrong.why) == 1 and len(numbers) == 1:
                    raise type(wrong)(next(iter(wrong.why.values())), wrong.why) from wrong
                for words in wrong.why.values():
                    warn(words)
                raise
    _tell_done(made, json=json)


def _tell_done(made: "list[Alert] | tuple[Alert, ...]", *, json: bool) -> None:
    if json:
        say_json([alert_shape(one) for one in made])
        return
    for one in made:
        waits = f"; {shown(one.proposal.who)} proposes {one.proposal.decision}" if one.proposal is not None else ""
        say(f"alert {one.number}, revision {one.revision}: {one.state}{_decided_words(one)}{waits}")


def _decided_words(one: "Alert") -> str:
    if one.closed:
        return f": {one.closed}; {shown(one.closed_words)}"
    if one.decision is None:
        return ""
    first = f", proposed by {shown(one.decision.first)}" if one.decision.first else ""
    until = f", until {one.decision.until}" if one.decision.until else ""
    return f" by {shown(one.decision.who)} ({shown(one.decision.reason)}){first}{until}"


def _whose(one: "Alert") -> str:
    return f"{shown(one.reference)} of {shown(one.file)}" if one.file else f"{shown(one.reference)}, asked singly"


def _tell_alerts(alerts: "tuple[Alert, ...]") -> None:
    if not alerts:
        say("no alerts")
        return
    rows = [
        (
            one.number,
            one.state + (" (pending)" if one.proposal is not None else ""),
            one.due,
            one.assignee,
            shown(one.reference),
            one.name,
            one.known.caption,
            one.known.dataset,
            f"{one.known.score:.3f}",
        )
        for one in alerts
    ]
    left = [(heading, "left") for heading in ("state", "due", "with", "id", "asked", "entry", "list")]
    table("", [("alert", "right"), *left, ("score", "right")], rows)


def _step_words(step: "Step", policy: Any, lang: str) -> str:
    kind = {"decided": step.decision, "proposed": step.decision, "escalated": "escalated", "reopened": "reopened"}.get(
        step.kind
    )
    reason = policy.reason_in_words(kind, step.reason, lang) if kind and step.reason else step.reason
    parts = [step.kind, step.decision, shown(reason), f"to {shown(step.to)}" if step.to else "", shown(step.words)]
    if step.evidence is not None:
        parts.append(f"{shown(step.evidence.sentence())}, until {step.until}")
    return f"{step.at[:19]}Z  {shown(step.who)}  {'; '.join(filter(None, parts))}"


def _tell_figures(found: "Figures") -> None:
    states = ", ".join(f"{count:,} {state}" for state, count in found.states.items())
    say(f"{found.alerts:,} alerts: {states or 'none'}")
    say(f"{found.overdue:,} overdue, {found.pending:,} wait for a second person")
    if found.median_hours is not None and found.slow_hours is not None:
        say(f"hours to decision: half within {found.median_hours:.1f}, nine in ten within {found.slow_hours:.1f}")
    say(f"decided: {found.decided.decided:,}, confirmed {_percent(found.decided.confirmed_share)}")
    rows = [
        (name, sum(told.values()), ", ".join(f"{count:,} {state}" for state, count in told.items()))
        for name, told in found.lists.items()
    ]
    if rows:
        table("", [("list", "left"), ("alerts", "right"), ("states", "left")], rows)
    groups = [(name, one.decided, _percent(one.false_alarms)) for name, one in found.cultures.items()]
    if groups:
        table("", [("names", "left"), ("decided", "right"), ("false alarms", "right")], groups)


def _percent(share: float | None) -> str:
    return f"{100 * share:.1f} %" if share is not None else "-"
