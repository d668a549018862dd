"""Alerts and their steps in a database: steps are added, never changed; an alert's row is what its steps come to.

Whoever acts holds the alert's row until it is committed, says on which revision, and is told who was faster. What `act` returned is on
the disk. The same code runs on SQLite (a file of its own, so that nobody waits for an update of the lists) and on PostgreSQL. The system's
side stands in `opening`, who is distinguished in `distinguishing`. Start at `Ledger.act`.

Order of locks, so that nobody waits in a circle: the head, alerts by number, subjects by number.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any, Self

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, and_, case, func, insert, select, update

from tizim.db.engine import is_postgresql, taking_turns
from tizim.db.opening import open_current
from tizim.db.schema import REVIEW_ALERT, REVIEW_STEP, REVIEW_SUBJECT
from tizim.errors import AlertChanged, BulkRefused, Decided, NoSuchAlert, ReviewError
from tizim.review.distinctions import distinguish, end_distinctions
from tizim.review.states import LIVE, PRIORITIES, STATES, Alert, Opening, Step, after, read_held, replayed

PATIENCE = 30.0
"""seconds a writer waits for the others"""
MOST_AT_ONCE = 1000
"""alerts of one bulk action"""
_ASKED_AT_ONCE = 500

Making = Callable[[Alert, str], Step]
"""the next step of an alert as it is, at a time; raises ReviewError where there can be none"""
Recording = Callable[[Sequence[tuple[Alert, Step]]], Sequence[str]]
"""puts steps on record before they are committed; gives the id of each one's line in the log, "" where nothing is recorded"""

_COLUMNS = (*REVIEW_ALERT.c, REVIEW_SUBJECT.c.file, REVIEW_SUBJECT.c.reference)


def now() -> str:
    """The time, as steps have it: ISO 8601 UTC to the millisecond."""
    return f"{datetime.now(UTC).isoformat(timespec='milliseconds')[:23]}Z"


def not_recorded(steps: Sequence[tuple[Alert, Step]]) -> Sequence[str]:
    """Where the home records nothing."""
    return [""] * len(steps)


@dataclass(frozen=True, slots=True)
class Which:
    """Which alerts are meant; None or empty: any. due_by: an ISO day. pending: with a proposal that waits for a second person.

    among: of these lists only; of none where it is empty.
    """

    states: Sequence[str] = LIVE
    assignee: str | None = None
    dataset: str | None = None
    file: str | None = None
    reference: str | None = None
    entity: str | None = None
    due_by: str | None = None
    pending: bool = False
    among: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """One alert, whole: what it is, and every step that made it, in order."""

    alert: Alert
    steps: tuple[Step, ...]


class Ledger:
    """The alerts of one home. Open with `Ledger.open`; `close` it. Threads may share one."""

    def __init__(self, engine: Engine, clock: Callable[[], str] = now) -> None:
        self.engine = engine
        self.clock = clock
        self._one = Lock()

    @classmethod
    def open(
        cls,
        path: Path | None = None,
        *,
        url: str | None = None,
        clock: Callable[[], str] = now,
        patience: float = PATIENCE,
    ) -> Self:
        """The ledger in a file, which is made where there is none, or in the database at a URL.

        Raises BankError and its kin as opening a bank does.
        """
        return cls(open_current(path, url, busy=patience), clock)

    def close(self) -> None:
        """Lets the database go."""
        self.engine.dispose()

    @contextmanager
    def turn(self) -> Iterator[Connection]:
        """A transaction whose first statement is a write. Threads queue for SQLite's one writer here: there, some would wait long."""
        with nullcontext() if is_postgresql(self.engine) else self._one, taking_turns(self.engine) as connection:
            yield connection

    # ---------------------------------------------------------------------------------------------------------- reading

    def alert(self, number: int) -> Told:
        """One alert with its steps. Raises NoSuchAlert."""
        with self.engine.connect() as connection:
            return Told(_read(connection, number), _steps(connection, number))

    def alerts(self, which: Which, *, limit: int | None = None, start: int = 0) -> tuple[Alert, ...]:
        """Alerts, what is due first before the rest; of one day the urgent ones, and those about one subject together."""
        order = (REVIEW_ALERT.c.due, _urgency(), REVIEW_ALERT.c.subject, REVIEW_ALERT.c.number)
        query = _alerts().where(*_conditions(which)).order_by(*order).limit(limit).offset(start)
        with self.engine.connect() as connection:
            return tuple(map(alert_of, connection.execute(query)))

    def count(self, which: Which) -> dict[str, int]:
        """How many there are in each state."""
        query = (
            select(REVIEW_ALERT.c.state, func.count())
            .join(REVIEW_SUBJECT, REVIEW_SUBJECT.c.number == REVIEW_ALERT.c.subject)
            .where(*_conditions(which))
            .group_by(REVIEW_ALERT.c.state)
        )
        with self.engine.connect() as connection:
            found = {str(state): int(number) for state, number in connection.execute(query)}
        return {state: found[state] for state in STATES if state in found}

    def datasets(self) -> tuple[str, ...]:
        """The lists that there are alerts of."""
        with self.engine.connect() as connection:
            found = connection.execute(select(REVIEW_ALERT.c.dataset).distinct()).scalars()
            return tuple(sorted(map(str, found)))

    def verify(self) -> tuple[str, ...]:
        """Findings: alerts that are not what their steps come to. Empty where all is well."""
        with self.engine.connect() as connection:
            numbers = connection.execute(select(REVIEW_ALERT.c.number).order_by(REVIEW_ALERT.c.number)).scalars().all()
        found = []
        for number in numbers:
            try:
                whole = self.replayed(number) == self.alert(number).alert
            except (ReviewError, ValueError, KeyError, TypeError, StopIteration):
                whole = False
            if not whole:
                found.append(f"alert {number}: expected what its steps come to, came another")
        return tuple(found)

    def replayed(self, number: int) -> Alert:
        """The alert that its steps come to, without looking at what is held of it."""
        with self.engine.connect() as connection:
            held = _read(connection, number)
            opening = Opening(held.number, held.file, held.reference, held.round)
            return replayed(opening, _steps(connection, number))

    # ----------------------------------------------------------------------------------------------------------- acting

    def act(self, number: int, make: Making, record: Recording = not_recorded, *, revision: int | None = None) -> Alert:
        """Does one thing to one alert; when it returns, it is on the disk.

        Args:
            number: of the alert.
            make: its next step, from the alert as it is.
            record: puts the step on record.
            revision: of the alert that was looked at; None: whatever it is now.

        Raises:
            NoSuchAlert: there is none of this number.
            Decided: somebody decided it since that revision.
            AlertChanged: somebody did something else to it since.
            StepRefused: its state does not allow it.
        """
        with self.turn() as connection:
            before = _hold(connection, number, revision)
            step = make(before, self.clock())
            made = after(before, step)
            self._write(connection, [(before, made, step)], record)
            return made

    def act_on_all(
        self, numbers: Mapping[int, int | None], make: Making, record: Recording = not_recorded
    ) -> tuple[Alert, ...]:
        """The same to many, all or none. numbers: with the revision that was looked at, or None.

        Raises BulkRefused, which says of each that could not be done why not; then none was.
        """
        if not 0 < len(numbers) <= MOST_AT_ONCE:
            raise ReviewError(f"expected 1 to {MOST_AT_ONCE:,} alerts at once, came {len(numbers):,}")
        why: dict[int, str] = {}
        done: list[tuple[Alert, Alert, Step]] = []
        with self.turn() as connection:
            for number in sorted(numbers):
                try:
                    before = _hold(connection, number, numbers[number])
                    step = make(before, self.clock())
                    done.append((before, after(before, step), step))
                except ReviewError as wrong:
                    why[number] = str(wrong)
            if why:
                first = next(iter(why.values()))
                raise BulkRefused(f"{len(why):,} of {len(numbers):,} cannot be done, so none was: {first}", why)
            self._write(connection, done, record)
        return tuple(made for _, made, _ in done)

    def _write(self, connection: Connection, done: Sequence[tuple[Alert, Alert, Step]], record: Recording) -> None:
        lines = record([(made, step) for _, made, step in done])
        again = []
        for (before, made, step), line in zip(done, lines, strict=True):
            write_step(connection, made, step, line)
            if made.decision is not None and made.decision.evidence is not None and step.kind == "decided":
                distinguish(connection, made, step.evidence)
            elif step.kind == "reopened":
                end_distinctions(connection, [made.number], step.at)
            if before.state != made.state and ("dismissed" in (before.state, made.state) or before.state == "closed"):
                again.append(before.number)
        ask_again(connection, again)


def alert_of(row: Row[Any]) -> Alert:
    """An alert from its row with the file and reference of its subject."""
    one = row._mapping
    columns = ("number", "file", "reference", "round", "state", "revision", "opened", "priority", "due", "assignee")
    return Alert(**{name: one[name] for name in columns}, **read_held(json.loads(one["held"])))


def columns_of(alert: Alert) -> dict[str, object]:
    """What the row of an alert says besides its number, subject and pair."""
    return {
        "state": alert.state,
        "revision": alert.revision,
        "opened": alert.opened,
        "priority": alert.priority,
        "due": alert.due,
        "assignee": alert.assignee,
        "proposed": alert.proposal.decision if alert.proposal is not None else "",
        "decided": alert.decision.at if alert.decision is not None else "",
        "score": alert.known.score,
        "held": json.dumps(alert.held()),
    }


def step_row(alert: Alert, step: Step, line: str) -> dict[str, object]:
    """The row of the step that made the alert what it is."""
    body = step.body() | ({"line": line} if line else {})
    return {
        "alert": alert.number,
        "revision": alert.revision,
        "at": step.at,
        "who": step.who,
        "kind": step.kind,
        "body": json.dumps(body),
    }


def write_step(connection: Connection, made: Alert, step: Step, line: str) -> None:
    """Adds a step and brings the alert's row, which is held, to what it comes to."""
    connection.execute(insert(REVIEW_STEP), step_row(made, step, line))
    connection.execute(update(REVIEW_ALERT).where(REVIEW_ALERT.c.number == made.number).values(columns_of(made)))


def ask_again(connection: Connection, alerts: Iterable[int]) -> None:
    """Notes that whoever these alerts are about is to be asked again: another entry may be the one now."""
    chosen = sorted(set(alerts))
    for at in range(0, len(chosen), _ASKED_AT_ONCE):
        mine = select(REVIEW_ALERT.c.subject).where(REVIEW_ALERT.c.number.in_(chosen[at : at + _ASKED_AT_ONCE]))
        connection.execute(update(REVIEW_SUBJECT).where(REVIEW_SUBJECT.c.number.in_(mine)).values(ask=True))


def alerts_of_subjects(connection: Connection, subjects: Sequence[int], *, held: bool) -> dict[int, list[Alert]]:
    """Alerts by the number of the subject, by number. held: nobody else changes them until the end of the transaction."""
    found: dict[int, list[Alert]] = {}
    for at in range(0, len(subjects), _ASKED_AT_ONCE):
        chosen = subjects[at : at + _ASKED_AT_ONCE]
        query = _alerts().where(REVIEW_ALERT.c.subject.in_(chosen)).order_by(REVIEW_ALERT.c.number)
        if held:
            query = query.with_for_update(of=REVIEW_ALERT)
        for row in connection.execute(query):
            found.setdefault(int(row._mapping["subject"]), []).append(alert_of(row))
    return found


def _alerts() -> Select[Any]:
    return select(*_COLUMNS).join(REVIEW_SUBJECT, REVIEW_SUBJECT.c.number == REVIEW_ALERT.c.subject)


def _conditions(which: Which) -> list[ColumnElement[bool]]:
    unknown = [one for one in which.states if one not in STATES]
    if unknown:
        raise ReviewError(f"state: expected one of {', '.join(STATES)}, came {', '.join(map(repr, unknown))}")
    told = {
        REVIEW_ALERT.c.assignee: which.assignee,
        REVIEW_ALERT.c.dataset: which.dataset,
        REVIEW_ALERT.c.entity: which.entity,
        REVIEW_SUBJECT.c.file: which.file,
        REVIEW_SUBJECT.c.reference: which.reference,
    }
    found: list[ColumnElement[bool]] = [column == value for column, value in told.items() if value is not None]
    if which.states:
        found.append(REVIEW_ALERT.c.state.in_(list(which.states)))
    if which.due_by is not None:
        found.append(and_(REVIEW_ALERT.c.due != "", REVIEW_ALERT.c.due <= which.due_by))
    if which.among is not None:
        found.append(REVIEW_ALERT.c.dataset.in_(list(which.among)))
    if which.pending:
        found.append(REVIEW_ALERT.c.proposed != "")
    return found


def _urgency() -> ColumnElement[int]:
    return case({word: place for place, word in enumerate(PRIORITIES)}, value=REVIEW_ALERT.c.priority, else_=9)


def no_such_alert(number: int) -> NoSuchAlert:
    """Said of an alert that is not there, and of one that somebody may not see."""
    return NoSuchAlert(f"expected the number of an alert, came {number}: there is none")


def _read(connection: Connection, number: int) -> Alert:
    row = connection.execute(_alerts().where(REVIEW_ALERT.c.number == number)).first()
    if row is None:
        raise no_such_alert(number)
    return alert_of(row)


def _steps(connection: Connection, number: int) -> tuple[Step, ...]:
    query = select(REVIEW_STEP).where(REVIEW_STEP.c.alert == number).order_by(REVIEW_STEP.c.revision)
    return tuple(Step.read(row.kind, row.who, row.at, json.loads(row.body)) for row in connection.execute(query))


def _hold(connection: Connection, number: int, revision: int | None) -> Alert:
    """The alert, held until the end of the transaction, if it is still of that revision."""
    where = [REVIEW_ALERT.c.number == number]
    # A write first: SQLite lets one writer in, PostgreSQL holds the row; both wait for whoever has it.
    connection.execute(update(REVIEW_ALERT).where(*where).values(revision=REVIEW_ALERT.c.revision))
    alert = _read(connection, number)
    if revision is not None and revision != alert.revision:
        raise _changed(alert, revision, _steps(connection, number))
    return alert


def _changed(alert: Alert, revision: int, steps: Sequence[Step]) -> ReviewError:
    """Who did what since the revision that was looked at."""
    since = steps[max(revision, 0) :]
    if not since:
        return ReviewError(f"alert {alert.number}: expected revision 1 to {alert.revision}, came {revision}")
    told = next((one for one in since if one.kind == "decided"), since[-1])
    words = f"{told.kind} {told.decision}".strip()
    message = (
        f"alert {alert.number}: expected revision {revision}, came {alert.revision}: {words} by {told.who} at {told.at}; "
        "look again before you go on"
    )
    return (Decided if told.kind == "decided" else AlertChanged)(message, told.who, told.at)
