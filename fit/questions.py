"""What the asking side shows of itself: a name, and as often as customers' records have them a birth date, nationality, gender, number."""

from dataclasses import replace

from fit.chance import chosen, share
from fit.listed import Listed
from fit.names import words
from fit.pairs import Side
from fit.perturb_facts import DATES, date_perturbed, stated_country

NAME_ONLY = 0.45
WITH_BIRTH = 0.65
WITH_COUNTRY = 0.85
WITH_GENDER = 0.97
"""Shares of questions that show no more than this; the rest show a document number too."""
DATE_WRONG = 0.12
"""Share of shown birth dates that are not written as the list has them."""
KIND_UNTOLD = 0.08
"""Share of questions that do not say what they ask about."""


def asked(one: Listed, name: str, key: str) -> Side:
    """A question for an entry by one of its names, with such facts as the key has it."""
    return shown(replace(one.side, names=(name,), weak=()), one.nationalities, key)


def shown(whole: Side, nationalities: tuple[str, ...], key: str) -> Side:
    """Less of a side: what a question shows."""
    depth = share("facts", key)
    birth = _birth(whole.birth, key) if depth >= NAME_ONLY else ()
    countries = stated_country(nationalities, whole.countries, key) if depth >= WITH_BIRTH else ()
    return Side(
        kind="Thing" if share("kind", key) < KIND_UNTOLD else whole.kind,
        names=whole.names,
        birth=birth,
        countries=countries,
        gender=whole.gender if depth >= WITH_COUNTRY else None,
        documents=whole.documents[:1] if depth >= WITH_GENDER else (),
    )


def _birth(known: tuple[str, ...], key: str) -> tuple[str, ...]:
    dates = [date for date in known if "/" not in date and not date.endswith("~")]
    if not dates:
        return ()
    date = chosen(dates, key, "birth")
    if share("birth wrong", key) < DATE_WRONG:
        date = date_perturbed(date, chosen(tuple(DATES), key, "birth"), key) or date
    return (date,)


def without(side: Side, name: str) -> Side | None:
    """A side less this name and all others of the same words; None where none is left."""
    names = tuple(one for one in side.names if words(one) != words(name))
    return replace(side, names=names, weak=tuple(one for one in side.weak if one in names)) if names else None
