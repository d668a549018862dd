"""What else is known besides names: dates, countries, gender, kind, numbers. Missing facts give no reason either way."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from tizim.compare.findings import Finding
from tizim.ids import document_key
from tizim.model.ftm import schema
from tizim.model.partial_date import PartialDate
from tizim.model.rules import Rules
from tizim.model.verdict import Reason

_SHORTEST_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Facts:
    """The comparable facts of one side, in normal form (dates as in `model.dates`, ISO country codes, document keys)."""

    schema: str
    birth_dates: tuple[str, ...] = ()
    countries: frozenset[str] = frozenset()
    genders: frozenset[str] = frozenset()
    documents: frozenset[str] = frozenset()
    wallets: frozenset[str] = frozenset()


def comparable_number(value: str) -> str | None:
    """The key of a document number; None for what is too short or has no digit to tell anyone apart by.

    A ship's number is the same with and without the letters IMO before it (IMO resolution A.1117(30)).
    """
    key = document_key(value)
    if key.startswith("IMO") and key[3:].isdigit() and len(key) == 10:
        key = key[3:]
    return key if len(key) >= _SHORTEST_NUMBER and any(letter.isdigit() for letter in key) else None


def compare_facts(asked: Facts, known: Facts, rules: Rules) -> list[Reason]:
    """One reason for each fact that both sides have."""
    return [finding.reason(rules) for finding in find_facts(asked, known, rules)]


def find_facts(asked: Facts, known: Facts, rules: Rules) -> list[Finding]:
    """The same before it is weighed; of several dates the pair that weighs most."""
    findings = _kinds(asked.schema, known.schema)
    if asked.birth_dates and known.birth_dates:
        findings.append(_births(asked.birth_dates, known.birth_dates, rules))
    if asked.countries and known.countries:
        findings.append(_overlap("country", asked.countries, known.countries))
    if asked.genders and known.genders:
        findings.append(_overlap("gender", asked.genders, known.genders))
    findings += _same_number("document", asked.documents, known.documents)
    findings += _same_number("wallet", asked.wallets, known.wallets)
    return findings


def _kinds(asked: str, known: str) -> list[Finding]:
    """A person is no vessel. Kinds that may be the same thing (LegalEntity, Company) give no reason."""
    one, other = schema(asked), schema(known)
    if one.is_a(known) or other.is_a(asked) or (one.is_a("Organization") and other.is_a("Organization")):
        return []
    if one.is_a("LegalEntity") and other.is_a("LegalEntity") and "Person" not in (asked, known):
        return []
    return [Finding("kind", (("kind_conflict", 1.0),), asked, known, "different")]


def _overlap(feature: str, asked: Collection[str], known: Collection[str]) -> Finding:
    same = sorted(set(asked) & set(known))
    if same:
        return Finding(feature, ((f"{feature}_same", 1.0),), same[0], same[0], "same")
    terms = ((f"{feature}_conflict", 1.0),)
    return Finding(feature, terms, ", ".join(sorted(asked)), ", ".join(sorted(known)), "different")


def _same_number(feature: str, asked: Collection[str], known: Collection[str]) -> list[Finding]:
    same = sorted(set(asked) & set(known))
    return [Finding(feature, ((f"{feature}_same", 1.0),), same[0], same[0], "same")] if same else []


def _births(asked: Sequence[str], known: Sequence[str], rules: Rules) -> Finding:
    """The pair of dates that agrees best: a publisher that gives several says any of them may be true."""
    met = [
        (how, coefficient, one, other)
        for one in asked
        for other in known
        for how, coefficient in [_dates_meet(PartialDate.parse(one), PartialDate.parse(other))]
    ]
    how, coefficient, one, other = max(met, key=lambda pair: rules[pair[1]])
    return Finding("birth date", ((coefficient, 1.0),), one, other, how)


def _dates_meet(one: PartialDate, other: PartialDate) -> tuple[str, str]:
    """How two dates meet: (words, coefficient). A listed birth date is often a guess; near years are no conflict."""
    days = one.precision == "day" and other.precision == "day"
    if days and one.earliest == other.earliest:
        # A first of January is often a year that a form made a day of.
        new_year = one.earliest.month == 1 and one.earliest.day == 1
        return ("same day", "birth_month_same" if new_year else "birth_day_same")
    if days and _swapped(one.earliest, other.earliest):
        return "day and month swapped", "birth_swapped"
    gap = _gap_years(one, other)
    if gap == 0 and _overlaps(one, other):
        if "interval" in (one.precision, other.precision) or one.approximate or other.approximate:
            return "within", "birth_circa"
        fine = {one.precision, other.precision}
        return ("same month", "birth_month_same") if "year" not in fine else ("same year", "birth_year_same")
    slack = 1 if one.approximate or other.approximate else 0
    if gap <= 1 + slack:
        return "a year off or less", "birth_near"
    if gap <= 3 + 2 * slack:
        return f"{gap} years off", "birth_off"
    return f"{gap} years off", "birth_conflict"


def _swapped(one: date, other: date) -> bool:
    return one.year == other.year and one.day == other.month and one.month == other.day


def _overlaps(one: PartialDate, other: PartialDate) -> bool:
    return one.earliest <= other.latest and other.earliest <= one.latest


def _gap_years(one: PartialDate, other: PartialDate) -> int:
    if one.latest.year < other.earliest.year:
        return other.earliest.year - one.latest.year
    return max(0, one.earliest.year - other.latest.year)
