"""Receivers, events, and the deliveries that are still to be made, in a database: the home's own file, or the bank's server.

    a version in the bank  ──notice──►  events and a delivery for each receiver  ──lease──►  tried  ──settle──►  done, again, or dead

A version of a list is committed in the bank before anything stands here, and stays there: what was loaded and not yet noticed is
noticed by whoever comes next, so a process that is killed in between loses no event and doubles none (`notice`). A process that
tries a delivery holds a lease; one that is killed lets it run out, and another tries again. Start at `Outbox`.
"""

import json
import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import blake2b
from pathlib import Path
from typing import Any, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from sqlalchemy import ColumnElement, Connection, Engine, and_, delete, exists, func, insert, or_, select, update
from sqlalchemy.exc import IntegrityError

from tizim.db.engine import taking_turns
from tizim.db.opening import open_current
from tizim.db.schema import WEBHOOK, WEBHOOK_DELIVERY, WEBHOOK_EVENT, WEBHOOK_LOOK, WEBHOOK_SEEN, WEBHOOK_STATE
from tizim.errors import AuditError, NothingKept
from tizim.model.version import Version
from tizim.webhooks.events import CUSTOMERS_TOUCHED, Event, list_updated
from tizim.webhooks.signing import new_secret

PATIENCE = 30.0
"""seconds a writer waits for the others"""
WAITING, DONE, DEAD = "waiting", "done", "dead"
LEASE_SECONDS = 120
"""longer than any attempt takes"""
KEPT_DAYS = 30
"""deliveries that were made are told of for so long"""
_NONCE_BYTES = 12


@dataclass(frozen=True, slots=True)
class Webhook:
    """A receiver. events: what it is told. before_until: until when the secret before the present one signs too."""

    id: str
    url: str
    events: tuple[str, ...]
    made: str
    before_until: str | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """One event for one receiver. due: when it is tried next. last: when it was tried last, "" where never. why: it was no success."""

    event: str
    type: str
    at: str
    webhook: str
    state: str
    due: str
    attempts: int
    last: str
    status: int | None
    why: str


@dataclass(frozen=True, slots=True)
class Leased:
    """A delivery in hand: the event, where it goes, and the secrets that sign it; none where the home's keys do not open them."""

    event: Event
    webhook: Webhook
    secrets: tuple[str, ...]
    attempts: int
    holder: str


@dataclass(frozen=True, slots=True)
class Look:
    """A version of a list, of which it is still to be said which customers it touches. before: the date of the one before it."""

    version: str
    dataset: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Standing:
    """How deliveries to one receiver stand: how many wait, and since when the oldest; how many were given up."""

    webhook: Webhook
    waiting: int
    oldest: str | None
    dead: int


def as_time(moment: datetime) -> str:
    """As it is kept: ISO 8601 UTC to the second."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


class Outbox:
    """The outbox of one home. Open with `Outbox.open`; `close` it. Threads and processes may share one.

    sealing: gives the key of the home that seals secrets. clock: gives the time, in UTC.
    """

    def __init__(self, engine: Engine, sealing: Callable[[], AESGCM], clock: Callable[[], datetime]) -> None:
        self._engine = engine
        self._sealing = sealing
        self._clock = clock

    @classmethod
    def open(
        cls,
        sealing: Callable[[], AESGCM],
        clock: Callable[[], datetime],
        path: Path | None = None,
        *,
        url: str | None = None,
        patience: float = PATIENCE,
    ) -> Self:
        """The outbox in a file, which is made where there is none, or in the database at a URL.

        Raises BankError and its kin as opening a database does.
        """
        engine = open_current(path, url, busy=patience)
        try:
            opened = cls(engine, sealing, clock)
            opened._begin()
        except BaseException:
            engine.dispose()
            raise
        return opened

    def close(self) -> None:
        """Lets the database go."""
        self._engine.dispose()

    # -------------------------------------------------------------------------------------------------------- receivers

    def add(self, url: str, events: Sequence[str]) -> tuple[Webhook, str]:
        """A new receiver, and its secret, which is told only now."""
        secret = new_secret()
        made = Webhook(f"whk_{os.urandom(8).hex()}", url, tuple(events), self._now())
        row = {"id": made.id, "url": url, "events": json.dumps(list(events)), "made": made.made}
        with self._alone() as connection:
            connection.execute(insert(WEBHOOK), row | {"secret": self._sealed(made.id, secret)})
        return made, secret

    def webhooks(self) -> tuple[Webhook, ...]:
        """All receivers, in the order in which they were added."""
        with self._engine.connect() as connection:
            return tuple(map(_webhook, connection.execute(select(WEBHOOK).order_by(WEBHOOK.c.made, WEBHOOK.c.id))))

    def webhook(self, id_: str) -> Webhook:
        """One receiver. Raises NothingKept where there is none of this id."""
        with self._engine.connect() as connection:
            row = connection.execute(select(WEBHOOK).where(WEBHOOK.c.id == id_)).one_or_none()
        if row is None:
            raise _no_such(id_)
        return _webhook(row)

    def remove(self, id_: str) -> None:
        """Takes a receiver out, with what was still to be delivered to it. Raises NothingKept."""
        with self._alone() as connection:
            connection.execute(delete(WEBHOOK_DELIVERY).where(WEBHOOK_DELIVERY.c.webhook == id_))
            if not connection.execute(delete(WEBHOOK).where(WEBHOOK.c.id == id_)).rowcount:
                raise _no_such(id_)
            _forget_events(connection)

    def rotate(self, id_: str, overlap: timedelta) -> tuple[Webhook, str]:
        """A new secret; the present one signs too until the overlap is over. Raises NothingKept."""
        secret, until = new_secret(), as_time(self._clock() + overlap)
        with taking_turns(self._engine) as connection:
            values = {"before": WEBHOOK.c.secret, "before_until": until, "secret": self._sealed(id_, secret)}
            if not connection.execute(update(WEBHOOK).where(WEBHOOK.c.id == id_).values(values)).rowcount:
                raise _no_such(id_)
        return self.webhook(id_), secret

    # ----------------------------------------------------------------------------------------------------------- events

    def noticed(self) -> str | None:
        """The mark of the bank when its versions were last looked at; None where they never were."""
        with self._engine.connect() as connection:
            mark: str | None = connection.execute(select(WEBHOOK_STATE.c.mark)).scalar_one()
        return mark

    def notice(self, versions: Iterable[Version], mark: str) -> int:
        """Makes the events of versions that were not seen before, once, whoever asks at the same time; how many there were.

        versions: all there are, of a bank with this mark. The first time, they are what is there already, and no event.
        """
        by_date = sorted(versions, key=lambda one: (one.dataset, one.published))
        with self._alone() as connection:
            first = connection.execute(select(WEBHOOK_STATE.c.mark)).scalar_one() is None
            seen = set(connection.execute(select(WEBHOOK_SEEN.c.version)).scalars())
            fresh = [(one, before) for one, before in _with_before(by_date) if name_of(one) not in seen]
            if fresh:
                connection.execute(insert(WEBHOOK_SEEN), [{"version": name_of(one)} for one, _ in fresh])
            if not first:
                newest = {one.dataset: one for one in by_date}
                for one, before in sorted(fresh, key=lambda pair: pair[0].loaded):
                    self._put(connection, list_updated(one, before, self._now()))
                    if newest[one.dataset] is one:
                        self._look(connection, one, before)
            connection.execute(update(WEBHOOK_STATE).values(mark=mark))
        return 0 if first else len(fresh)

    def looks(self) -> tuple[Look, ...]:
        """Versions of which it is still to be said which customers they touch."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(WEBHOOK_LOOK).order_by(WEBHOOK_LOOK.c.after, WEBHOOK_LOOK.c.dataset))
            return tuple(Look(row.version, row.dataset, row.before, row.after) for row in rows)

    def looked(self, look: Look, events: Sequence[Event]) -> bool:
        """Puts what a look came to, in one step with the end of the look; whether nobody else had done so before."""
        with self._alone() as connection:
            done = connection.execute(delete(WEBHOOK_LOOK).where(WEBHOOK_LOOK.c.version == look.version)).rowcount
            for one in events if done else ():
                self._put(connection, one)
        return bool(done)

    def put_for(self, id_: str, event: Event) -> None:
        """An event for one receiver alone, whatever it subscribed to. Raises NothingKept."""
        with self._alone() as connection:
            if connection.execute(select(WEBHOOK.c.id).where(WEBHOOK.c.id == id_)).first() is None:
                raise _no_such(id_)
            self._put_rows(connection, event, [id_])

    # ------------------------------------------------------------------------------------------------------- deliveries

    def has_due(self) -> bool:
        """Whether there is a delivery to take in hand."""
        with self._engine.connect() as connection:
            free = _free(as_time(self._clock()))
            return connection.execute(select(WEBHOOK_DELIVERY.c.event).where(free).limit(1)).first() is not None

    def lease(self, *, only: str | None = None) -> Leased | None:
        """Takes a delivery that is due in hand, the longest due first; None where none is.

        only: of this event.
        """
        now, holder = self._clock(), os.urandom(8).hex()
        until, words = as_time(now + timedelta(seconds=LEASE_SECONDS)), as_time(now)
        free = _free(words)
        if only is not None:
            free = and_(free, WEBHOOK_DELIVERY.c.event == only)
        while True:
            with self._engine.connect() as connection:
                keys = select(WEBHOOK_DELIVERY.c.event, WEBHOOK_DELIVERY.c.webhook).where(free)
                found = connection.execute(
                    keys.order_by(WEBHOOK_DELIVERY.c.due, WEBHOOK_DELIVERY.c.event).limit(1)
                ).first()
            if found is None:
                return None
            mine = and_(WEBHOOK_DELIVERY.c.event == found.event, WEBHOOK_DELIVERY.c.webhook == found.webhook, free)
            with taking_turns(self._engine) as connection:
                taken = update(WEBHOOK_DELIVERY).where(mine).values(leased=until, holder=holder)
                if connection.execute(taken).rowcount:  # else another process was faster
                    return self._in_hand(connection, found.event, found.webhook, holder)

    def settle(self, leased: Leased, *, state: str, due: datetime, status: int | None, why: str) -> bool:
        """Writes what an attempt came to; whether it was still in this hand (else another process has tried meanwhile)."""
        values = {
            "state": state,
            "due": as_time(due),
            "leased": "",
            "holder": "",
            "attempts": leased.attempts + 1,
            "last": self._now(),
            "status": status,
            "why": why,
        }
        mine = and_(
            WEBHOOK_DELIVERY.c.event == leased.event.id,
            WEBHOOK_DELIVERY.c.webhook == leased.webhook.id,
            WEBHOOK_DELIVERY.c.holder == leased.holder,
        )
        with taking_turns(self._engine) as connection:
            return bool(connection.execute(update(WEBHOOK_DELIVERY).where(mine).values(values)).rowcount)

    def revive(self, id_: str | None = None) -> int:
        """Makes deliveries that were given up due again, of one receiver or of all; how many."""
        dead = WEBHOOK_DELIVERY.c.state == DEAD
        if id_ is not None:
            self.webhook(id_)
            dead = and_(dead, WEBHOOK_DELIVERY.c.webhook == id_)
        with taking_turns(self._engine) as connection:
            values = {"state": WAITING, "due": self._now(), "attempts": 0}
            return connection.execute(update(WEBHOOK_DELIVERY).where(dead).values(values)).rowcount

    def deliveries(
        self, *, webhook: str | None = None, state: str | None = None, event: str | None = None, limit: int = 100
    ) -> tuple[Delivery, ...]:
        """Deliveries, the newest event first."""
        columns = [one for one in WEBHOOK_DELIVERY.c if one.name not in ("leased", "holder")]
        wanted = select(*columns, WEBHOOK_EVENT.c.type, WEBHOOK_EVENT.c.at).join(WEBHOOK_EVENT)
        for column, value in (("webhook", webhook), ("state", state), ("event", event)):
            if value is not None:
                wanted = wanted.where(WEBHOOK_DELIVERY.c[column] == value)
        order = (WEBHOOK_EVENT.c.at.desc(), WEBHOOK_EVENT.c.id, WEBHOOK_DELIVERY.c.webhook)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted.order_by(*order).limit(limit)).mappings()
            return tuple(Delivery(**row) for row in rows)

    def standing(self) -> tuple[Standing, ...]:
        """How deliveries to each receiver stand."""
        counts = select(
            WEBHOOK_DELIVERY.c.webhook, WEBHOOK_DELIVERY.c.state, func.count().label("many"), func.min(WEBHOOK_EVENT.c.at).label("first")
        ).join(WEBHOOK_EVENT)  # fmt: skip
        with self._engine.connect() as connection:
            rows = connection.execute(counts.group_by(WEBHOOK_DELIVERY.c.webhook, WEBHOOK_DELIVERY.c.state)).all()
        told: dict[tuple[str, str], Any] = {(row.webhook, row.state): row for row in rows}
        found = []
        for one in self.webhooks():
            waiting, dead = told.get((one.id, WAITING)), told.get((one.id, DEAD))
            found.append(
                Standing(
                    one,
                    waiting.many if waiting is not None else 0,
                    waiting.first if waiting is not None else None,
                    dead.many if dead is not None else 0,
                )
            )
        return tuple(found)

    def tidy(self) -> None:
        """Forgets deliveries that were made long ago, and events that nobody waits for any more."""
        before = as_time(self._clock() - timedelta(days=KEPT_DAYS))
        old = and_(WEBHOOK_DELIVERY.c.state == DONE, WEBHOOK_DELIVERY.c.last < before)
        with self._engine.connect() as connection:
            if connection.execute(select(WEBHOOK_DELIVERY.c.event).where(old).limit(1)).first() is None:
                return
        with taking_turns(self._engine) as connection:
            connection.execute(delete(WEBHOOK_DELIVERY).where(old))
            _forget_events(connection)

    # ------------------------------------------------------------------------------------------------------------------

    @contextmanager
    def _alone(self) -> Iterator[Connection]:
        """A transaction in which nobody else makes events, or adds or removes receivers."""
        with taking_turns(self._engine) as connection:
            connection.execute(
                update(WEBHOOK_STATE).values(mark=WEBHOOK_STATE.c.mark)
            )  # whoever comes second waits here
            yield connection

    def _now(self) -> str:
        return as_time(self._clock())

    def _begin(self) -> None:
        """The one row of the state, where there is none. Whoever is second leaves that of the first."""
        with self._engine.connect() as connection:
            if connection.execute(select(WEBHOOK_STATE.c.id)).first() is not None:
                return
        try:
            with taking_turns(self._engine) as connection:
                connection.execute(insert(WEBHOOK_STATE), {"id": 1, "mark": None})
        except IntegrityError:
            return

    def _put(self, connection: Connection, event: Event) -> None:
        """An event, and a delivery for each receiver that subscribed to its type; nothing where none did."""
        rows = connection.execute(select(WEBHOOK.c.id, WEBHOOK.c.events)).all()
        self._put_rows(connection, event, [row.id for row in rows if event.type in json.loads(row.events)])

    def _put_rows(self, connection: Connection, event: Event, webhooks: Sequence[str]) -> None:
        if not webhooks:
            return
        row = {"id": event.id, "at": event.at, "type": event.type, "body": event.body}
        fresh = {"state": WAITING, "due": event.at, "leased": "", "holder": "", "attempts": 0, "last": "", "why": ""}
        connection.execute(insert(WEBHOOK_EVENT), row)
        connection.execute(insert(WEBHOOK_DELIVERY), [fresh | {"event": event.id, "webhook": one} for one in webhooks])

    def _look(self, connection: Connection, version: Version, before: str | None) -> None:
        rows = connection.execute(select(WEBHOOK.c.events)).scalars()
        if any(CUSTOMERS_TOUCHED in json.loads(words) for words in rows):
            row = {
                "version": name_of(version),
                "dataset": version.dataset,
                "before": before,
                "after": version.published,
            }
            connection.execute(insert(WEBHOOK_LOOK), row)

    def _in_hand(self, connection: Connection, event: str, webhook: str, holder: str) -> Leased:
        row = connection.execute(
            select(WEBHOOK_EVENT, WEBHOOK_DELIVERY.c.attempts)
            .join(WEBHOOK_DELIVERY)
            .where(WEBHOOK_DELIVERY.c.event == event, WEBHOOK_DELIVERY.c.webhook == webhook)
        ).one()
        to = connection.execute(select(WEBHOOK).where(WEBHOOK.c.id == webhook)).one()
        sealed = [to.secret]
        if to.before is not None and to.before_until > self._now():
            sealed.append(to.before)
        secrets: list[str] = []
        with suppress(InvalidTag, ValueError, AuditError):  # keys of another home: the delivery fails, and says so
            secrets = [self._opened(webhook, one) for one in sealed]
        told = Event(row.id, row.at, row.type, row.body)
        return Leased(told, _webhook(to), tuple(secrets), row.attempts, holder)

    def _sealed(self, webhook: str, secret: str) -> bytes:
        nonce = os.urandom(_NONCE_BYTES)
        return nonce + self._sealing().encrypt(nonce, secret.encode("ascii"), _bound_to(webhook))

    def _opened(self, webhook: str, sealed: bytes) -> str:
        words = self._sealing().decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], _bound_to(webhook))
        return words.decode("ascii")


def name_of(version: Version) -> str:
    """What names one load of a version: a version that was discarded and is loaded again is another."""
    words = json.dumps([version.dataset, version.published, version.sha256, version.loaded])
    return blake2b(words.encode(), digest_size=16).hexdigest()


def _with_before(by_date: Sequence[Version]) -> Iterable[tuple[Version, str | None]]:
    """Each version with the date of the one before it of its list."""
    last: Version | None = None
    for one in by_date:
        yield one, last.published if last is not None and last.dataset == one.dataset else None
        last = one


def _free(now: str) -> ColumnElement[bool]:
    """Deliveries that are due and in nobody's hand."""
    held = or_(WEBHOOK_DELIVERY.c.leased == "", WEBHOOK_DELIVERY.c.leased <= now)
    return and_(WEBHOOK_DELIVERY.c.state == WAITING, WEBHOOK_DELIVERY.c.due <= now, held)


def _forget_events(connection: Connection) -> None:
    connection.execute(delete(WEBHOOK_EVENT).where(~exists().where(WEBHOOK_DELIVERY.c.event == WEBHOOK_EVENT.c.id)))


def _bound_to(webhook: str) -> bytes:
    return b"tizim webhook 1\n" + webhook.encode()


def _webhook(row: Any) -> Webhook:
    return Webhook(row.id, row.url, tuple(json.loads(row.events)), row.made, row.before_until)


def _no_such(id_: str) -> NothingKept:
    return NothingKept(f"webhook: expected the id of one there is (tizim webhooks list), came {id_!r}")
