"""`tizim explain`: two names, or a name and an entry, held against each other, with what would settle it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from tizim.errors import NoSuchEntity, SubjectError
from tizim.interfaces.cli.options import Home, Json, Lang, Purpose, opened
from tizim.interfaces.cli.terminal import answering, say, say_json, shown, table, warn

if TYPE_CHECKING:
    from tizim.interfaces.shapes import Shape
    from tizim.model.rules import Rules
    from tizim.model.subject import Subject
    from tizim.screen.explaining import Explanation
    from tizim.wording.catalogue import Catalogue
    from tizim.workspace import Tizim

_ONE = "A name in any script, or the id of an entry: un_sc_sanctions-qde.001."


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is given of one side besides its name."""

    birth_date: str | None = None
    countries: Sequence[str] = ()
    gender: str | None = None
    documents: Sequence[str] = ()


def explain(  # noqa: PLR0913  (a command line is its options)
    one: Annotated[str, typer.Argument(metavar="A", help=f"Who is asked about. {_ONE}")],
    other: Annotated[str, typer.Argument(metavar="B", help=f"Who it might be. {_ONE}")],
    *,
    kind: Annotated[
        str,
        typer.Option(help="Of the names: Person, Organization, Company, LegalEntity, Vessel, Airplane; Thing is any."),
    ] = "Thing",
    birth_date: Annotated[str | None, typer.Option("--birth-date", help="Of A.")] = None,
    country: Annotated[list[str] | None, typer.Option("--country", help="Of A: code or words.")] = None,
    gender: Annotated[str | None, typer.Option("--gender", help="Of A: male, female, or in words.")] = None,
    document: Annotated[list[str] | None, typer.Option("--document", help="Of A: a document's number.")] = None,
    other_birth_date: Annotated[str | None, typer.Option("--other-birth-date", help="Of B.")] = None,
    other_country: Annotated[list[str] | None, typer.Option("--other-country", help="Of B.")] = None,
    other_gender: Annotated[str | None, typer.Option("--other-gender", help="Of B.")] = None,
    other_document: Annotated[list[str] | None, typer.Option("--other-document", help="Of B.")] = None,
    purpose: Purpose = None,
    lang: Lang = "en",
    home: Home = None,
    json: Json = False,
) -> None:
    """Why do these two score as they do, and which one fact would settle it?"""
    with answering():
        from tizim.wording.catalogue import catalogue

        words = catalogue(lang)
        facts = _Facts(birth_date, country or (), gender, document or ())
        other_facts = _Facts(other_birth_date, other_country or (), other_gender, other_document or ())
        with opened(home, purpose=purpose) as tizim:
            sides = _side(tizim, one, kind, facts), _side(tizim, other, kind, other_facts)
            found = tizim.explain(*sides)
            rules = tizim.rules
        if json:
            say_json(_shape(found, words, rules))
        else:
            _tell(found, words, rules)
        for warning in (*found.asked.warnings, *found.known.warnings):
            warn(warning)


def _side(tizim: "Tizim", words: str, kind: str, facts: _Facts) -> "Subject | str":
    """An entry's id where the bank has it, else somebody of this name."""
    if _is_entry(tizim, words):
        if facts != _Facts():
            raise SubjectError(
                f"{words}: expected no birth date, country, gender or document with an entry, which has its own"
            )
        return words
    from tizim.model.subject import Subject

    return Subject(
        kind=kind,
        names=[words],
        birth_date=facts.birth_date,
        countries=facts.countries,
        gender=facts.gender,
        documents=facts.documents,
    )


def _is_entry(tizim: "Tizim", words: str) -> bool:
    """Whether this is the id of an entry; raises NoSuchEntity where it begins as one of a list that is loaded, or known."""
    if any(letter.isspace() for letter in words) or not any(letter == "-" or letter.isdigit() for letter in words):
        return False
    try:
        tizim.entity(words)
    except NoSuchEntity:
        from tizim.sources.registry import PACKAGES

        dataset = words.partition("-")[0]
        if dataset in PACKAGES or dataset in {one.dataset for one in tizim.lists.status()}:
            raise
        return False
    return True


def _tell(found: "Explanation", words: "Catalogue", rules: "Rules") -> None:
    from tizim.wording.answers import told_settling
    from tizim.wording.reasons import how_they_met, value_in_words

    say(f"{words.say('column_asked')}: {shown(found.asked.title)}")
    say(f"{words.say('column_known')}: {shown(found.known.title)}")
    say()
    rows = [
        (
            value_in_words(one.feature, one.asked, words),
            value_in_words(one.feature, one.known, words),
            how_they_met(one, words),
            f"{one.weight:+.2f}",
        )
        for one in found.comparison.reasons
    ]
    rows.append(("", "", words.say("sum"), f"{found.comparison.log_odds:+.2f}"))
    names = ("column_asked", "column_known", "column_how", "column_weight")
    headings = [words.say(name) for name in names]
    table("", [*((heading, "left") for heading in headings[:3]), (headings[3], "right")], rows)
    say()
    outcome = words.say("outcome", score=f"{found.comparison.score:.3f}", outcome=words.outcomes[found.outcome])
    say(f"{outcome} ({words.say('thresholds', hit=rules.hit, possible=rules.possible)})")
    say(f"{words.say('settle')}: {told_settling(found.settle, words, shown)}")


def _shape(found: "Explanation", words: "Catalogue", rules: "Rules") -> "Shape":
    from tizim.interfaces.shapes import reason_shape, settling_shape

    return {
        "asked": found.asked.title,
        "known": found.known.title,
        "score": found.comparison.score,
        "log_odds": found.comparison.log_odds,
        "outcome": found.outcome,
        "thresholds": {"hit": rules.hit, "possible": rules.possible},
        "reasons": [reason_shape(one, words) for one in found.comparison.reasons],
        "settle": settling_shape(found.settle, words),
        "rules": rules.version,
        "warnings": [*found.asked.warnings, *found.known.warnings],
    }
