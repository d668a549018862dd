"""Receivers of events: added, tested, told. `tz.webhooks` is one of these.

    home/webhooks.sqlite    receivers, events and deliveries, unless the bank is on a server: then they are there too

What was loaded becomes events when somebody delivers (`deliver`): a timer, or a server in the background. The versions of the bank
are what that goes by, so nothing has to happen at the moment of a load. Start at `Webhooks.deliver`.
"""

import random
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from tizim.errors import NoSuchVersion, NothingKept, NothingLoaded, SnapshotError, SubjectError
from tizim.jobs.send import Resolve, Sent, require_reachable, resolved, send
from tizim.jobs.send_limits import SendLimits
from tizim.webhooks.events import TYPES, Event, Touched, customers_touched, trial
from tizim.webhooks.outbox import DEAD, DONE, WAITING, Delivery, Leased, Look, Outbox, Standing, Webhook, as_time
from tizim.webhooks.retrying import next_try
from tizim.webhooks.signing import headers_of

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    from tizim.bank.bank import Bank
    from tizim.jobs.customers import Customers

AT_ONCE = 4
"""receivers that are waited for at the same time"""
OVERLAP_HOURS = 24.0
LATE_HOURS = 6.0
"""how long a delivery may wait before a person should look"""
_MOST_HOURS = 30 * 24.0


@dataclass(frozen=True, slots=True)
class Around:
    """What sending meets outside: the time, names and their addresses, and whose certificates count (None: the usual ones)."""

    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    resolve: Resolve = resolved
    trust: str | None = None


@dataclass(frozen=True, slots=True)
class Delivered:
    """What one round came to. noticed: versions that became events. arrived, failed, given_up: deliveries."""

    noticed: int = 0
    arrived: int = 0
    failed: int = 0
    given_up: int = 0


class Webhooks:
    """The receivers of one home.

    url: of the database that keeps them; None: the home's own file. bank, customers: open them. sealing: gives the key that
    seals secrets. make_keys: makes it where there is none. note: puts an action on record, where the home records.
    """

    def __init__(  # noqa: PLR0913  (what it stands on)
        self,
        home: Path,
        url: str | None,
        *,
        bank: "Callable[[], Bank]",
        customers: "Callable[[], Customers]",
        sealing: "Callable[[], AESGCM]",
        make_keys: Callable[[], None],
        note: Callable[[str, dict[str, object]], None],
        limits: SendLimits,
        around: Around | None = None,
    ) -> None:
        self._file = home / "webhooks.sqlite"
        self._url = url
        self._bank = bank
        self._customers = customers
        self._sealing = sealing
        self._make_keys = make_keys
        self._note = note
        self._limits = limits
        self._around = around if around is not None else Around()
        self._open: Outbox | None = None
        self._opening = Lock()

    def close(self) -> None:
        """Lets the outbox go, if it was opened."""
        with self._opening:
            if self._open is not None:
                self._open.close()
                self._open = None

    # -------------------------------------------------------------------------------------------------------- receivers

    def add(self, url: str, events: Collection[str] = TYPES) -> tuple[Webhook, str]:
        """A new receiver, and its secret, which is told only now. It hears of what is loaded from now on.

        Raises:
            UnsafeAddress: nothing may be sent to this address.
            SubjectError: an event that is none.
        """
        chosen = tuple(dict.fromkeys(events))
        if not chosen or not set(chosen) <= set(TYPES):
            raise SubjectError(f"events: expected some of {', '.join(TYPES)}, came {', '.join(chosen) or 'none'}")
        target, _ = require_reachable(url, self._limits, self._around.resolve)
        self._make_keys()
        outbox = self._outbox()
        self._notice(outbox)  # what is loaded already is no news to it
        made, secret = outbox.add(url, chosen)
        self._note("add-webhook", {"webhook": made.id, "host": target.host, "events": list(chosen)})
        return made, secret

    def registered(self) -> tuple[Webhook, ...]:
        """All receivers, without their secrets."""
        return self._outbox().webhooks() if self._is_there else ()

    def remove(self, id: str) -> None:  # noqa: A002  (the field's word)
        """Takes a receiver out, with what was still to be delivered to it. Raises NothingKept."""
        self._kept(id).remove(id)
        self._note("remove-webhook", {"webhook": id})

    def rotate(self, id: str, overlap_hours: float = OVERLAP_HOURS) -> tuple[Webhook, str]:  # noqa: A002  (as above)
        """A new secret, which is told only now; what is sent is signed with both until the overlap is over.

        Raises NothingKept; SubjectError where the overlap is none.
        """
        if not 0 <= overlap_hours <= _MOST_HOURS:
            raise SubjectError(f"overlap: expected 0 to {_MOST_HOURS:g} hours, came {overlap_hours:g}")
        self._make_keys()
        changed, secret = self._kept(id).rotate(id, timedelta(hours=overlap_hours))
        self._note("rotate-webhook", {"webhook": id})
        return changed, secret

    def test(self, id: str) -> Delivery:  # noqa: A002  (as above)
        """Sends an event that says nothing happened, now; what came of it. Raises NothingKept."""
        outbox = self._kept(id)
        event = trial(id, self._now())
        outbox.put_for(id, event)
        leased = outbox.lease(only=event.id)
        if leased is not None:  # else another process was faster
            self._attempt(outbox, leased)
        return outbox.deliveries(event=event.id)[0]

    # ------------------------------------------------------------------------------------------------------- deliveries

    def deliver(self, *, again: bool = False, stop: Callable[[], bool] = lambda: False) -> Delivered:
        """Makes events of what was loaded, and tries every delivery that is due, once.

        again: what was given up is due too. stop: asked before each delivery; the rest stays due. Several processes may do so at
        once: each delivery is one's.
        """
        if not self._is_there:
            return Delivered()
        outbox = self._outbox()
        noticed = self._notice(outbox)
        for look in outbox.looks():
            if stop():
                break
            outbox.looked(look, self._looked_at(look))
        if again:
            outbox.revive()
        rounds: list[list[str]] = []
        if outbox.has_due():
            with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="tizim-webhooks") as threads:
                rounds = list(threads.map(lambda _: self._round(outbox, stop), range(AT_ONCE)))
        outbox.tidy()
        came = [one for some in rounds for one in some]
        return Delivered(noticed, came.count(DONE), came.count(WAITING), came.count(DEAD))

    def deliveries(
        self, *, webhook: str | None = None, state: str | None = None, limit: int = 100
    ) -> tuple[Delivery, ...]:
        """Deliveries, the newest event first: "waiting", "done" (for thirty days) or "dead". Raises NothingKept."""
        if state is not None and state not in (WAITING, DONE, DEAD):
            raise SubjectError(f"state: expected {WAITING}, {DONE} or {DEAD}, came {state!r}")
        if webhook is not None:
            self._kept(webhook)
        return self._outbox().deliveries(webhook=webhook, state=state, limit=limit) if self._is_there else ()

    def standing(self) -> tuple[Standing, ...]:
        """How deliveries to each receiver stand. It makes nothing."""
        return self._outbox().standing() if self._is_there else ()

    # ------------------------------------------------------------------------------------------------------------------

    def _round(self, outbox: Outbox, stop: Callable[[], bool]) -> list[str]:
        came = []
        while not stop() and (leased := outbox.lease()) is not None:
            came.append(self._attempt(outbox, leased))
        return came

    def _attempt(self, outbox: Outbox, leased: Leased) -> str:
        """Tries one delivery and writes what it came to; in which state it is then."""
        sent = self._sent(leased)
        now = self._around.clock()
        state, due = DONE, now
        if not sent.arrived:
            age = now - datetime.fromisoformat(leased.event.at)
            state = DEAD if sent.gone or age > timedelta(days=self._limits.days) else WAITING
            due = now + next_try(leased.attempts + 1, sent.after, random.random)
        outbox.settle(leased, state=state, due=due, status=sent.status, why=sent.why)
        return state

    def _sent(self, leased: Leased) -> Sent:
        if not leased.secrets:
            told = f"its secret is sealed under keys that this home does not have: tizim webhooks rotate {leased.webhook.id}"
            return Sent(None, told)
        body = leased.event.body.encode("utf-8")
        headers = headers_of(leased.secrets, leased.event.id, int(self._around.clock().timestamp()), body)
        around = self._around
        return send(leased.webhook.url, headers, body, self._limits, resolve=around.resolve, trust=around.trust)

    def _notice(self, outbox: Outbox) -> int:
        bank = self._bank()
        mark = bank.mark()
        return outbox.notice(bank.versions(), mark) if outbox.noticed() != mark else 0

    def _looked_at(self, look: Look) -> list[Event]:
        """An event for each file of customers that a version may touch. What cannot be told touches all of them."""
        customers = self._customers()
        events = []
        for name in customers.names():
            try:
                touched = Touched(name, *customers.touched(name, {look.dataset: look.before}))
            except NothingLoaded:  # the starter register, once there is a list
                continue
            except (SnapshotError, NoSuchVersion) as wrong:
                touched = Touched(name, None, None, str(wrong))
            except NothingKept:  # taken out meanwhile
                continue
            if touched.touched or touched.everybody:
                events.append(customers_touched(touched, look.dataset, look.before, look.after, self._now()))
        return events

    def _now(self) -> str:
        return as_time(self._around.clock())

    @property
    def _is_there(self) -> bool:
        return self._url is not None or self._file.is_file()

    def _kept(self, id_: str) -> Outbox:
        """The outbox, where it has this receiver."""
        if not self._is_there:
            raise NothingKept(f"webhook: expected the id of one there is, there is none; came {id_!r}")
        outbox = self._outbox()
        outbox.webhook(id_)
        return outbox

    def _outbox(self) -> Outbox:
        with self._opening:
            if self._open is None:
                path = self._file if self._url is None else None
                if path is not None:
                    path.parent.mkdir(parents=True, exist_ok=True)
                self._open = Outbox.open(self._sealing, self._around.clock, path, url=self._url)
            return self._open


def told_of(standing: Sequence[Standing], now: datetime) -> tuple[str, ...]:
    """What of the deliveries a person should look at, in words."""
    late = as_time(now - timedelta(hours=LATE_HOURS))
    found = []
    for one in standing:
        who = f"webhook {one.webhook.id} ({urlsplit(one.webhook.url).hostname})"
        if one.dead:
            found.append(
                f"{who}: {one.dead:,} deliveries were given up: tizim webhooks deliveries --state dead tells why, tizim webhooks "
                "deliver --again tries them once more"
            )
        if one.oldest is not None and one.oldest < late:
            found.append(
                f"{who}: {one.waiting:,} deliveries wait, the oldest since {one.oldest}: tizim webhooks deliver"
            )
    return tuple(found)
