"""Who is distinguished from which entry, in the ledger: made by a dismissal with evidence, ended when it is over or taken back.

A row stands from the step that made it, in its transaction. What screening does with it stands in `screen.distinguishing`,
how a question reads it from a file in `holding`.
"""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, Engine, func, insert, select, update

from tizim.db.engine import taking_turns
from tizim.db.schema import REVIEW_ALERT, REVIEW_DISTINCTION, REVIEW_SUBJECT
from tizim.errors import ReviewError
from tizim.review.states import Alert, Evidence
from tizim.screen.distinguishing import Distinction, customer_key, document_key


def distinction_of(alert: Alert, evidence: Evidence, until: str) -> Distinction:
    """What screening is to know of a person that evidence shows to be another than the entry.

    Raises ReviewError where nothing in it would let the person be recognised: neither a document's number, nor a reference with a
    birth date to the day.
    """
    subject = alert.known.subject
    keys = [document_key(evidence.document), customer_key(subject.id, subject.birth_date)]
    found = tuple(key for key in keys if key is not None)
    if not found:
        raise ReviewError(
            f"alert {alert.number}: expected a document's number that tells a person from others, or a customer's reference with a "
            "birth date to the day, to recognise the person by; came neither, and a name alone never is enough"
        )
    return Distinction(alert.number, alert.entity, until, evidence.sentence(), found, alert.known.listed)


def distinguish(connection: Connection, alert: Alert, evidence: Evidence | None) -> None:
    """Keeps the distinction that a decision made."""
    if evidence is None or alert.decision is None:
        raise ReviewError(f"alert {alert.number}: expected evidence, came none")
    made = distinction_of(alert, evidence, alert.decision.until)
    subject = select(REVIEW_ALERT.c.subject).where(REVIEW_ALERT.c.number == alert.number).scalar_subquery()
    connection.execute(
        insert(REVIEW_DISTINCTION).values(
            alert=alert.number,
            revision=alert.revision,
            subject=subject,
            entity=alert.entity,
            until=made.until,
            ended="",
            body=json.dumps(made.as_plain()),
        )
    )


def end_distinctions(connection: Connection, alerts: Sequence[int], at: str) -> None:
    """Ends what these alerts distinguished."""
    chosen = (REVIEW_DISTINCTION.c.alert.in_(list(alerts)), REVIEW_DISTINCTION.c.ended == "")
    connection.execute(update(REVIEW_DISTINCTION).where(*chosen).values(ended=at))


def end_what_is_over(engine: Engine, today: str, at: str) -> int:
    """Ends what was until a day before today, and notes that whom it was about is to be asked again; how many there were."""
    over = (REVIEW_DISTINCTION.c.until < today, REVIEW_DISTINCTION.c.ended == "")
    with taking_turns(engine) as connection:
        mine = select(REVIEW_DISTINCTION.c.subject).where(*over)
        connection.execute(update(REVIEW_SUBJECT).where(REVIEW_SUBJECT.c.number.in_(mine)).values(ask=True))
        return connection.execute(update(REVIEW_DISTINCTION).where(*over).values(ended=at)).rowcount


def holding(engine: Engine) -> tuple[Distinction, ...]:
    """All that hold."""
    query = select(REVIEW_DISTINCTION.c.body).where(REVIEW_DISTINCTION.c.ended == "")
    with engine.connect() as connection:
        return _read(connection.execute(query).scalars())


def mark(engine: Engine) -> tuple[int, int]:
    """Another one whenever a distinction was made or ended."""
    query = select(func.count(), func.count().filter(REVIEW_DISTINCTION.c.ended != "")).select_from(REVIEW_DISTINCTION)
    with engine.connect() as connection:
        made, ended = connection.execute(query).one()
    return int(made), int(ended)


def _read(bodies: Iterable[str]) -> tuple[Distinction, ...]:
    return tuple(Distinction.read(json.loads(body)) for body in bodies)
