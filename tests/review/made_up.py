"""Made-up pairs for tests of the review: nobody here is real."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from tizim.compare.rules_file import shipped
from tizim.model.subject import Document, Subject
from tizim.model.verdict import Reason
from tizim.review.facts import Facts, subject_facts
from tizim.review.known import Known
from tizim.review.ledger import Ledger
from tizim.review.opening import Opener, Settled, Whom
from tizim.review.policy import Policy
from tizim.review.silence import Doing, Open
from tizim.review.states import Alert

RULES = shipped()
ZARINA = Subject(
    kind="Person",
    names=["Zarina Testova"],
    birth_date="1971-05-03",
    countries=["kz"],
    documents=[Document("N01234567", "passport", "kz")],
    id="C-1",
)
ENTRY: Facts = {
    "kind": ("Person",),
    "names": ("Zarina Testova-Osgood", "Зарина Тестова"),
    "birth dates": ("1971",),
    "countries": ("kz",),
    "programs": ("Invented",),
    "listed": ("LISTED", "2020-01-15"),
}
REASONS = (
    Reason("prior", -5.7, "", "", "start"),
    Reason("name part", 4.0, "zarina", "zarina", "same", "made_up p.1"),
    Reason("birth date", 2.63, "1971-05-03", "1971", "same year", "made_up p.1"),
    Reason("country", 1.29, "kz", "kz", "same", "made_up p.1"),
    Reason("document", 14.0, "N01234567", "N01234567", "same", "made_up p.1"),
    Reason("gender", -3.0, "female", "male", "different", "made_up p.1"),
)


def known(
    subject: Subject = ZARINA,
    entity: str = "made_up-p.1",
    *,
    entry: Facts = ENTRY,
    outcome: str = "hit",
    score: float = 0.95,
    dataset: str = "made_up",
) -> Known:
    """A pair at a moment."""
    return Known(
        subject,
        entity,
        dataset,
        entity.rpartition("-")[2],
        next(iter(entry.get("names", ())), "nobody"),
        outcome,
        score,
        REASONS,
        "2020-01-15",
        "2026-03-01T00:00:00Z",
        RULES.full_version,
        subject_facts(subject, RULES),
        entry,
        "0" * 32,
    )


def whom(number: int = 1, file: str = "clients", subject: Subject = ZARINA) -> Whom:
    """A customer of a file."""
    return Whom(file, f"C-{number}", replace(subject, id=f"C-{number}"))


def open_for(
    ledger: Ledger, whoms: Sequence[Whom], doing: Sequence[Doing] | None = None, policy: Policy | None = None
) -> Settled:
    """Does the same for each of them; a new alert, if nothing else is said."""
    opener = Opener(ledger, policy or Policy(), "tizim")

    def plan(one: Whom, _alerts: object) -> Sequence[Doing]:
        return doing if doing is not None else [Open(known(one.subject))]

    return opener.settle(whoms, plan)


def an_alert(ledger: Ledger, number: int = 1) -> Alert:
    """A new alert about a customer."""
    (made,) = open_for(ledger, [whom(number)]).opened
    return made


def opened(where: str) -> Ledger:
    """A ledger at a path or the URL of a database."""
    is_url = "://" in where
    return Ledger.open(None if is_url else Path(where), url=where if is_url else None)


def where(ledger: Ledger) -> str:
    """The path or the URL that opens a ledger again."""
    url = ledger.engine.url
    return str(url.database) if ledger.engine.dialect.name == "sqlite" else url.render_as_string(hide_password=False)
