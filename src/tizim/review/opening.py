"""The system's side of the ledger: subjects are kept, and their alerts opened, updated and closed, some subjects in one transaction.

One process at a time opens (it holds the head), so a pair never has two live alerts; reviewers go on meanwhile, alert by alert. What is
found of a subject is asked within the transaction, knowing what reviewers judged until then. Start at `Opener.settle`.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, select, update

from tizim.db.schema import REVIEW_ALERT, REVIEW_FILE, REVIEW_HEAD, REVIEW_STEP, REVIEW_SUBJECT
from tizim.model.subject import Subject
from tizim.review.distinctions import end_distinctions
from tizim.review.known import subject_of
from tizim.review.ledger import Ledger, Recording, alerts_of_subjects, columns_of, not_recorded, step_row, write_step
from tizim.review.policy import Policy
from tizim.review.silence import Close, Doing, Open, Update
from tizim.review.states import Alert, Opening, Step, after, opened

_ASKED_AT_ONCE = 500
_Row = tuple[Alert, Step]


@dataclass(frozen=True, slots=True)
class Whom:
    """A subject of a kept customer file, or one asked singly (file ""), by the caller's own reference."""

    file: str
    reference: str
    subject: Subject


@dataclass(frozen=True, slots=True)
class Settled:
    """What was done: alerts as they are now."""

    opened: tuple[Alert, ...] = ()
    updated: tuple[Alert, ...] = ()
    closed: tuple[Alert, ...] = ()

    def __add__(self, other: "Settled") -> "Settled":
        return Settled(self.opened + other.opened, self.updated + other.updated, self.closed + other.closed)


Planning = Callable[[Whom, Mapping[str, Sequence[Alert]]], Sequence[Doing] | None]
"""what to do about a subject, from its alerts by entity; None where it could not be asked: all stays as it is"""


@dataclass(slots=True)
class _Turn:
    """What one transaction writes."""

    connection: Connection
    next_alert: int
    next_subject: int
    at: str
    new: list[tuple[Alert, int, Step]] = field(default_factory=list)
    changed: list[_Row] = field(default_factory=list)


class Opener:
    """Opens, updates and closes in a ledger, by a policy, as `who`."""

    def __init__(self, ledger: Ledger, policy: Policy, who: str, record: Recording = not_recorded) -> None:
        self._ledger = ledger
        self._policy = policy
        self._who = who
        self._record = record

    def settle(self, whom: Sequence[Whom], plan: Planning) -> Settled:
        """Plans and does what is to be done about some subjects, all or nothing. Whoever has neither an alert nor a hit is not kept."""
        with self._turn() as turn:
            known = _numbers(turn.connection, whom)
            alerts = alerts_of_subjects(turn.connection, sorted(known.values()), held=True)
            made, asked = Settled(), dict[int, Subject]()
            for one in whom:
                number = known.get((one.file, one.reference))
                mine = by_entity(alerts.get(number, ())) if number is not None else {}
                doing = plan(one, mine)
                if doing is None:
                    continue
                made += self._do(turn, one, number, doing)
                if number is not None:
                    asked[number] = one.subject
            self._write(turn)
            for number, subject in sorted(asked.items()):
                told = {"subject": plain_subject(subject), "ask": False}
                turn.connection.execute(update(REVIEW_SUBJECT).where(REVIEW_SUBJECT.c.number == number).values(told))
        return made

    def close_all(self, file: str, references: Iterable[str] | None, reason: str, words: str) -> Settled:
        """Closes what is live or confirmed of these subjects of a file (None: of all, and the file is forgotten)."""
        with self._turn() as turn:
            query = select(REVIEW_SUBJECT.c.number, REVIEW_SUBJECT.c.reference).where(REVIEW_SUBJECT.c.file == file)
            wanted = set(references) if references is not None else None
            numbers = [row[0] for row in turn.connection.execute(query) if wanted is None or row[1] in wanted]
            made = Settled()
            for mine in alerts_of_subjects(turn.connection, sorted(numbers), held=True).values():
                for alert in mine:
                    if alert.is_live or alert.state == "confirmed":
                        made += self._closed(turn, Close(alert, reason, words))
            self._write(turn)
            if references is None:
                turn.connection.execute(delete(REVIEW_FILE).where(REVIEW_FILE.c.name == file))
        return made

    @contextmanager
    def _turn(self) -> Iterator[_Turn]:
        with self._ledger.turn() as connection:
            connection.execute(update(REVIEW_HEAD).values(alerts=REVIEW_HEAD.c.alerts))  # a write first: see `Ledger`
            head = connection.execute(select(REVIEW_HEAD)).one()
            yield _Turn(connection, head.alerts + 1, head.subjects + 1, self._ledger.clock())

    def _do(self, turn: _Turn, whom: Whom, number: int | None, doing: Sequence[Doing]) -> Settled:
        made = Settled()
        for one in doing:
            if isinstance(one, Open):
                if number is None:
                    number = self._kept(turn, whom)
                made += self._opened(turn, whom, number, one)
            elif isinstance(one, Update):
                made += self._updated(turn, one)
            else:
                made += self._closed(turn, one)
        return made

    def _kept(self, turn: _Turn, whom: Whom) -> int:
        number, turn.next_subject = turn.next_subject, turn.next_subject + 1
        facts = {"number": number, "file": whom.file, "reference": whom.reference}
        values = facts | {"subject": plain_subject(whom.subject), "ask": False}
        turn.connection.execute(insert(REVIEW_SUBJECT), values)
        return number

    def _opened(self, turn: _Turn, whom: Whom, subject: int, one: Open) -> Settled:
        """A pair that comes back is distinguished no more."""
        if one.former:
            end_distinctions(turn.connection, [one.former], turn.at)
        number, turn.next_alert = turn.next_alert, turn.next_alert + 1
        priority = self._policy.priority(one.known)
        step = Step(
            "opened",
            self._who,
            turn.at,
            priority=priority,
            due=self._policy.due(priority, turn.at),
            known=one.known,
            changes=one.changes,
            former=one.former,
        )
        alert = opened(Opening(number, whom.file, whom.reference, one.round), step)
        turn.new.append((alert, subject, step))
        return Settled(opened=(alert,))

    def _updated(self, turn: _Turn, one: Update) -> Settled:
        known = self._policy.priority(one.known)
        priority = one.alert.priority if one.alert.priority == "urgent" else known
        step = Step("updated", self._who, turn.at, known=one.known, changes=one.changes, priority=priority)
        made = after(one.alert, step)
        turn.changed.append((made, step))
        return Settled(updated=(made,))

    def _closed(self, turn: _Turn, one: Close) -> Settled:
        step = Step("closed", self._who, turn.at, reason=one.reason, words=one.words, changes=one.changes)
        made = after(one.alert, step)
        turn.changed.append((made, step))
        return Settled(closed=(made,))

    def _write(self, turn: _Turn) -> None:
        steps = [*((alert, step) for alert, _, step in turn.new), *turn.changed]
        lines = self._record(steps) if steps else ()
        rows = [
            {
                "number": one.number,
                "subject": subject,
                "entity": one.entity,
                "dataset": one.known.dataset,
                "round": one.round,
            }
            | columns_of(one)
            for one, subject, _ in turn.new
        ]
        if rows:
            turn.connection.execute(insert(REVIEW_ALERT), rows)
            first = zip(turn.new, lines[: len(rows)], strict=True)
            turn.connection.execute(insert(REVIEW_STEP), [step_row(one, step, line) for (one, _, step), line in first])
        for (made, step), line in zip(turn.changed, lines[len(rows) :], strict=True):
            write_step(turn.connection, made, step, line)
        values = {"alerts": turn.next_alert - 1, "subjects": turn.next_subject - 1}
        turn.connection.execute(update(REVIEW_HEAD).values(values))


def subjects_to_ask(ledger: Ledger, file: str) -> tuple[Whom, ...]:
    """Those of a file who are to be asked whatever changed: a reviewer judged one of their pairs since."""
    query = select(REVIEW_SUBJECT).where(REVIEW_SUBJECT.c.file == file, REVIEW_SUBJECT.c.ask)
    with ledger.engine.connect() as connection:
        return tuple(_whom(row.file, row.reference, row.subject) for row in connection.execute(query))


def subjects_with_alerts(ledger: Ledger, file: str) -> tuple[Whom, ...]:
    """Everybody of a file of whom there has been an alert."""
    query = select(REVIEW_SUBJECT).where(REVIEW_SUBJECT.c.file == file).order_by(REVIEW_SUBJECT.c.number)
    with ledger.engine.connect() as connection:
        return tuple(_whom(row.file, row.reference, row.subject) for row in connection.execute(query))


def subject_to_ask(ledger: Ledger, file: str, reference: str) -> Whom | None:
    """One subject, if it is to be asked again."""
    one = (REVIEW_SUBJECT.c.file == file, REVIEW_SUBJECT.c.reference == reference)
    query = select(REVIEW_SUBJECT).where(*one, REVIEW_SUBJECT.c.ask)
    with ledger.engine.connect() as connection:
        row = connection.execute(query).first()
        return _whom(row.file, row.reference, row.subject) if row is not None else None


def read_bookmark(ledger: Ledger, file: str) -> dict[str, object] | None:
    """What a file's subjects were last asked against; None where they never were."""
    with ledger.engine.connect() as connection:
        told = connection.execute(select(REVIEW_FILE.c.told).where(REVIEW_FILE.c.name == file)).scalar()
        return json.loads(told) if told is not None else None


def write_bookmark(ledger: Ledger, file: str, told: Mapping[str, object]) -> None:
    """Notes it."""
    words = json.dumps(told, sort_keys=True)
    with ledger.turn() as connection:
        connection.execute(update(REVIEW_HEAD).values(alerts=REVIEW_HEAD.c.alerts))
        connection.execute(delete(REVIEW_FILE).where(REVIEW_FILE.c.name == file))
        connection.execute(insert(REVIEW_FILE), {"name": file, "told": words})


def files_under_review(ledger: Ledger) -> tuple[str, ...]:
    """Names of the customer files whose hits become alerts; "" where somebody was asked singly."""
    with ledger.engine.connect() as connection:
        return tuple(connection.execute(select(REVIEW_FILE.c.name).order_by(REVIEW_FILE.c.name)).scalars())


def plain_subject(subject: Subject) -> str:
    """A subject as the ledger keeps it."""
    return json.dumps(subject.as_plain())


def by_entity(alerts: Iterable[Alert]) -> dict[str, list[Alert]]:
    """Alerts of one subject by their entry."""
    found: dict[str, list[Alert]] = {}
    for one in alerts:
        found.setdefault(one.entity, []).append(one)
    return found


def _whom(file: str, reference: str, told: str) -> Whom:
    return Whom(file, reference, subject_of(json.loads(told)))


def _numbers(connection: Connection, whom: Sequence[Whom]) -> dict[tuple[str, str], int]:
    found: dict[tuple[str, str], int] = {}
    for file in sorted({one.file for one in whom}):
        references = sorted({one.reference for one in whom if one.file == file})
        for at in range(0, len(references), _ASKED_AT_ONCE):
            query = select(REVIEW_SUBJECT.c.reference, REVIEW_SUBJECT.c.number).where(
                REVIEW_SUBJECT.c.file == file, REVIEW_SUBJECT.c.reference.in_(references[at : at + _ASKED_AT_ONCE])
            )
            found |= {(file, reference): number for reference, number in connection.execute(query)}
    return found
