"""`tizim screen`: one name, or a customer file."""

import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from tizim.errors import SubjectError
from tizim.interfaces.cli import codes
from tizim.interfaces.cli.options import (
    AsOf,
    Column,
    Datasets,
    Home,
    Json,
    KnownAt,
    Lang,
    Purpose,
    columns_of,
    opened,
    require_kind,
    several,
)
from tizim.interfaces.cli.terminal import answering, progress_bar, say, say_json, shown, table, warn

if TYPE_CHECKING:
    from tizim.jobs.batch import Summary
    from tizim.model.subject import Subject
    from tizim.model.verdict import Hit, Verdict
    from tizim.wording.catalogue import Catalogue

_NAMES_SHOWN = 8


def screen(  # noqa: PLR0913  (a command line is its options)
    name: Annotated[
        list[str] | None, typer.Argument(metavar="NAME", help="The name; several words are one name.")
    ] = None,
    *,
    kind: Annotated[
        str, typer.Option(help="Person, Organization, Company, LegalEntity, Vessel, Airplane; Thing is any.")
    ] = "Thing",
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another spelling of the same name.")] = None,
    birth_date: Annotated[
        str | None, typer.Option("--birth-date", help="1971, 1971-05, 1971-05-03, or in words.")
    ] = None,
    country: Annotated[
        list[str] | None, typer.Option("--country", help="Nationality, residence, flag: code or words.")
    ] = None,
    gender: Annotated[str | None, typer.Option("--gender", help="male, female, or in words.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="A document's number.")] = None,
    wallet: Annotated[list[str] | None, typer.Option("--wallet", help="A crypto address.")] = None,
    file: Annotated[
        Path | None, typer.Option("--file", help="A customer file: .csv, .xlsx, .jsonl, .json, .parquet.")
    ] = None,
    out: Annotated[Path | None, typer.Option("--out", help="Results of --file: .csv, .xlsx, .jsonl, .parquet.")] = None,
    column: Column = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes for --file; all cores where it is worth it.")
    ] = None,
    datasets: Datasets = None,
    as_of: AsOf = None,
    known_at: KnownAt = None,
    receipt: Annotated[
        Path | None, typer.Option("--receipt", help="Write a signed receipt of the answer to this file.")
    ] = None,
    purpose: Purpose = None,
    lang: Lang = "en",
    home: Home = None,
    json: Json = False,
) -> None:
    """Is this person or organisation listed? Names in any script."""
    with answering():
        if file is not None or out is not None:
            if receipt is not None:
                raise SubjectError("--receipt: expected for one name, not for a file: tizim screen NAME --receipt FILE")
            _screen_file(
                file,
                out,
                column=column,
                workers=workers,
                kind=kind,
                datasets=datasets,
                as_of=as_of,
                known_at=known_at,
                purpose=purpose,
                home=home,
                json=json,
                name=name,
                lang=lang,
            )
        from tizim.model.subject import Subject

        words = " ".join(name or ()).strip()
        subject = Subject(
            kind=kind,
            names=[one for one in (words, *(alias or ())) if one],
            birth_date=birth_date,
            countries=country or (),
            gender=gender,
            documents=document or (),
            wallets=wallet or (),
        )
        how = (several(datasets), as_of, known_at)
        _screen_one(subject, how, receipt=receipt, purpose=purpose, lang=lang, home=home, json=json)


def _screen_one(
    subject: "Subject",
    how: tuple[list[str] | None, str | None, str | None],
    *,
    receipt: Path | None,
    purpose: str | None,
    lang: str,
    home: Path | None,
    json: bool,
) -> None:
    from tizim.wording.catalogue import catalogue

    words = catalogue(lang)
    with opened(home, purpose=purpose) as tizim:
        if receipt is None:
            verdict = tizim.screen(subject, *how)
        else:
            from tizim.jobs.receipts import write_json

            verdict, made = tizim.screen_with_receipt(subject, *how)
            write_json(receipt, made.to_json())
    if json:
        from tizim.interfaces.shapes import verdict_shape

        say_json(verdict_shape(verdict, words))
    else:
        _tell(verdict, words)
    raise typer.Exit(_code(alerts=verdict.alert, unscreened=verdict.outcome == "not_screened"))


def _code(*, alerts: bool, unscreened: bool) -> int:
    if unscreened:
        return codes.NOT_SCREENED
    return codes.ALERT if alerts else codes.NOTHING_FOUND


def _tell(verdict: "Verdict", words: "Catalogue") -> None:
    """A verdict in words."""
    from tizim.wording.answers import told_verdict

    say(shown(told_verdict(verdict, words)))
    for hit in verdict.hits:
        _tell_hit(hit, words)
    for warning in verdict.warnings:
        warn(warning)


def _tell_hit(hit: "Hit", words: "Catalogue") -> None:
    from tizim.wording.answers import told_settling
    from tizim.wording.reasons import told_reason, value_in_words

    entity = hit.entity
    say()
    outcome = words.outcomes[hit.outcome]
    say(f"{outcome} {hit.score:.3f}  {shown(entity.caption)}")
    facts = [entity.reference, entity.schema, entity.dataset, *entity.programs]
    say(f"  {shown(' · '.join(facts))}")
    since = f" since {hit.listing.start}" if hit.listing.start is not None else ""
    say(f"  {hit.listing.status}{since} ({shown(hit.listing.why)})")
    others = [shown(name) for name in entity.names if name != entity.caption]
    if others:
        more = f"; {words.say('more', n=len(others) - _NAMES_SHOWN)}" if len(others) > _NAMES_SHOWN else ""
        say(f"  {words.say('also')}: {'; '.join(others[:_NAMES_SHOWN])}{more}")
    if entity.birth_dates:
        say(f"  {words.say('born')}: {shown(', '.join(entity.birth_dates))}")
    if entity.countries:
        countries = value_in_words("country", ", ".join(entity.countries), words)
        say(f"  {words.say('countries')}: {shown(countries)}")
    if (known := hit.distinguished) is not None:
        say(f"  {words.say('distinguished', until=known.until, because=shown(known.because))}")
    say(f"  {words.say('why')}:")
    for reason in hit.reasons:
        say(f"    {told_reason(reason, words, shown)}")
    total = math.fsum(reason.weight for reason in hit.reasons)
    say(f"    {total:+.2f}  {words.say('in_all', score=f'{hit.score:.3f}')}")
    if hit.settle is not None:
        say(f"  {words.say('settle')}: {told_settling(hit.settle, words, shown)}")
    say(f"  {words.say('dossier')}: tizim show {shown(entity.id)}")


def _screen_file(  # noqa: PLR0913  (as `screen`)
    file: Path | None,
    out: Path | None,
    *,
    column: list[str] | None,
    workers: int | None,
    kind: str,
    datasets: list[str] | None,
    as_of: str | None,
    known_at: str | None,
    purpose: str | None,
    home: Path | None,
    json: bool,
    name: list[str] | None,
    lang: str,
) -> NoReturn:
    if file is None or out is None or name:
        raise SubjectError(
            "expected --file with customers and --out for the results, and no name: tizim screen --file IN --out OUT"
        )
    require_kind(kind)
    if lang != "en":
        raise SubjectError(
            "--lang: expected for one name; results of a file hold the words of the rules, whatever the language"
        )
    started = time.monotonic()
    with opened(home, purpose=purpose) as tizim, progress_bar("screening", "customers") as tell:
        summary = tizim.screen_file(
            file,
            out,
            columns=columns_of(column),
            kind=kind,
            datasets=several(datasets),
            as_of=as_of,
            known_at=known_at,
            workers=workers,
            progress=lambda so_far: tell(so_far.done, so_far.rows),
        )
    seconds = time.monotonic() - started
    if json:
        say_json(_summary_shape(summary, out))
    else:
        _tell_summary(summary, out, seconds)
    raise typer.Exit(_code(alerts=summary.alerts > 0, unscreened=summary.not_screened > 0))


def _summary_shape(summary: "Summary", out: Path) -> dict[str, object]:
    return {
        "out": str(out),
        "rows": summary.rows,
        "resumed": summary.resumed,
        "hit": summary.hit,
        "possible": summary.possible,
        "clear": summary.clear,
        "not_screened": summary.not_screened,
        "by_list": dict(summary.by_list),
        "columns": dict(summary.columns),
        "warnings": list(summary.warnings),
    }


def _tell_summary(summary: "Summary", out: Path, seconds: float) -> None:
    counts = [
        ("hit", summary.hit),
        ("possible", summary.possible),
        ("clear", summary.clear),
        ("not screened", summary.not_screened),
    ]
    table("", [("outcome", "left"), ("customers", "right")], [(name, f"{count:,}") for name, count in counts])
    for name, count in summary.by_list.items():
        say(f"{count:,} with hits in {shown(name)}")
    read = ", ".join(f"{shown(column)} as {field}" for column, field in summary.columns.items())
    say(f"columns read: {read}")
    fresh = summary.rows - summary.resumed
    resumed = f", {summary.resumed:,} of them by an earlier run that was interrupted" if summary.resumed else ""
    say(f"{summary.rows:,} customers{resumed}; {fresh / max(seconds, 1e-9):,.0f} a second; results in {shown(out)}")
    for words in summary.warnings:
        warn(words)
