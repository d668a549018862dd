"""The review of one home: hits become alerts, people decide them, the lists' changes bring them back. `tz.review` is one.

    home/review.sqlite    alerts, their steps, who is distinguished; in the bank's database where that is a server's
    home/review.toml      how this home reviews (see `review.policy`), if it says anything

Whatever is done is a step that is kept, under the name of the caller; where the home records questions, it is a line of that log too,
and on the disk there before it is done here. Start at `Review.update` and `Review.decide`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from tizim.audit.caller import Caller
from tizim.errors import ReviewError, StepRefused, SubjectError, TizimError
from tizim.jobs.auditing import Audit
from tizim.jobs.distinguished import FILE, today_utc
from tizim.jobs.moments import as_day
from tizim.model.subject import Subject
from tizim.model.verdict import Verdict
from tizim.review.ledger import PATIENCE, Ledger, Making, Recording, Told, Which, no_such_alert, not_recorded, now
from tizim.review.opening import Opener, Settled, Whom, files_under_review, subject_to_ask
from tizim.review.policy import Policy, read_policy
from tizim.review.states import Alert, Evidence, Step, storable
from tizim.screen.answering import Answering

if TYPE_CHECKING:  # few need them
    from tizim.access.marks import Sees
    from tizim.jobs.customers import Customers
    from tizim.jobs.letters import Letter
    from tizim.jobs.review_updating import Updated, Updating
    from tizim.review.figures import Figures

SYSTEM = "tizim"
"""who opens, updates and closes"""
SINGLY = ""
"""the file of those who are asked singly"""


@dataclass(frozen=True, slots=True)
class Asked:
    """One subject, asked: the answer, and the alerts there are of it now."""

    verdict: Verdict
    alerts: tuple[Alert, ...]


class Review:
    """Alerts of one home. Threads and processes may use it at once.

    url: of the database that holds the bank; None: the ledger is a file of the home. audit: of the home. asking: how everybody is
    asked, against all lists as they are; as_seen: against those that whoever asks sees. customers: those that are kept. clock, day: the time and the day; the machine's, if not said.
    sees: which lists whoever asks sees at this moment (None: all); alerts of others are not there for them.
    """

    def __init__(  # noqa: PLR0913  (what it stands on)
        self,
        home: Path,
        audit: Audit,
        asking: Callable[[], Answering],
        customers: "Callable[[], Customers]",
        *,
        url: str | None = None,
        clock: Callable[[], str] = now,
        day: Callable[[], str] = today_utc,
        sees: "Callable[[], Sees | None]" = lambda: None,
        as_seen: Callable[[], Answering] | None = None,
    ) -> None:
        self._home = home
        self._audit = audit
        self._asking = asking
        self._customers = customers
        self._url = url
        self._clock = clock
        self._day = day
        self._sees = sees
        self._as_seen = as_seen if as_seen is not None else asking
        self._open: Ledger | None = None
        self._opening = Lock()

    def close(self) -> None:
        """Lets the ledger go, if it was opened; it is opened again where it is needed."""
        with self._opening:
            if self._open is not None:
                self._open.close()
                self._open = None

    @property
    def file(self) -> Path | None:
        """The ledger's file; None where it is in a server's database."""
        return self._home / FILE if self._url is None else None

    @property
    def exists(self) -> bool:
        """Whether this home reviews: there is a ledger with a file of customers, or somebody who was asked singly, in it."""
        if self.file is not None and not self.file.is_file():
            return False
        return bool(files_under_review(self.ledger()))

    @property
    def policy(self) -> Policy:
        """How this home reviews, as its file says now. Raises SettingError where it makes no sense."""
        return read_policy(self._home)

    def ledger(self) -> Ledger:
        """The ledger, opened once."""
        with self._opening:
            if self._open is None:
                if self.file is not None:
                    self._home.mkdir(parents=True, exist_ok=True)
                self._open = Ledger.open(self.file, url=self._url, clock=self._clock, patience=PATIENCE)
            return self._open

    # ------------------------------------------------------------------------------------------------ hits become alerts

    def update(
        self,
        name: str | None = None,
        *,
        everybody: bool = False,
        workers: int | None = 1,
        progress: Callable[[int, int], None] | None = None,
        caller: Caller | None = None,
    ) -> "tuple[Updated, ...]":
        """Asks whom a change of the lists may touch, and opens, updates and closes alerts; the first time, it asks all.

        A list that is loaded or updated does this by itself for every file that was updated once.

        Args:
            name: of one file of customers; None: of all that are kept, and those who were asked singly.
            everybody: asks all, whatever changed.
            workers: processes that screen; None: all cores where it is worth it.
            progress: told how many of a file are done, of how many.
            caller: who wants it.

        Raises:
            SubjectError: no customers of this name are kept.
            SnapshotError: their index must be made anew.
        """
        customers = self._customers()
        names = [*customers.names(), SINGLY] if name is None else [customers.chosen(name)]
        updating = self._updating(self._audit.asker(caller))
        return tuple(updating.update(one, everybody=everybody, workers=workers, progress=progress) for one in names)

    def ask(self, subject: Subject, *, caller: Caller | None = None) -> Asked:
        """Asks one subject by its own `id`; its hits become alerts, and it is asked again whenever the lists change.

        Raises SubjectError where it has no `id`: it would not be known again.
        """
        reference = storable((subject.id or "").strip())
        if not reference:
            raise SubjectError("id: expected a reference of your own, to know who it is about, came none")
        who = self._audit.asker(caller)
        shown = self._as_seen()
        verdict = shown.verdict(subject)
        if who is not None:
            self._record_answer(who, shown, verdict, subject)
        # Alerts are of all lists, whoever asks: one that they do not see is for somebody else.
        answering = self._asking()
        self._settle(answering, [Whom(SINGLY, reference, subject)], who)
        self._mark_singly(answering)
        mine = Which((), file=SINGLY, reference=reference, among=self._among())
        return Asked(verdict, self.ledger().alerts(mine))

    # ------------------------------------------------------------------------------------------------------------ looking

    def open_alerts(  # noqa: PLR0913  (by what alerts may be chosen)
        self,
        *,
        states: Sequence[str] = Which().states,
        assignee: str | None = None,
        dataset: str | None = None,
        customers: str | None = None,
        reference: str | None = None,
        due_by: str | None = None,
        pending: bool = False,
        limit: int | None = None,
        start: int = 0,
        caller: Caller | None = None,
    ) -> tuple[Alert, ...]:
        """Alerts, due first: those that somebody must look at, if no states are said.

        Args:
            states: new, in_review, escalated, confirmed, dismissed, closed; none is all.
            assignee: of whom; "" those that nobody has.
            dataset: of this list.
            customers: of this file of customers; "" of those asked singly.
            reference: about this customer.
            due_by: to be decided by this day.
            pending: with a proposal that waits for a second person.
            limit: so many at most.
            start: leaves out so many before.
            caller: who looks.
        """
        day = as_day(due_by, "due_by") if due_by is not None else None
        which = Which(tuple(states), assignee, dataset, customers, reference, None, day, pending, self._among())
        found = self.ledger().alerts(which, limit=limit, start=start)
        self._note("review-list", caller, {"alerts": len(found)})
        return found

    def counts(
        self,
        *,
        assignee: str | None = None,
        dataset: str | None = None,
        customers: str | None = None,
        due_by: str | None = None,
        pending: bool = False,
    ) -> Mapping[str, int]:
        """How many alerts there are in each state that has any, of those that `open_alerts` would give for the same."""
        day = as_day(due_by, "due_by") if due_by is not None else None
        return self.ledger().count(Which((), assignee, dataset, customers, None, None, day, pending, self._among()))

    def datasets(self) -> tuple[str, ...]:
        """The lists that there are alerts of."""
        found, sees = self.ledger().datasets(), self._sees()
        return found if sees is None else tuple(sees.among(found))

    def alert(self, number: int, *, caller: Caller | None = None) -> Told:
        """One alert, with every step that made it. Raises NoSuchAlert."""
        self._require_seen([number])
        told = self.ledger().alert(number)
        self._note("review-show", caller, {"alert": number})
        return told

    # ------------------------------------------------------------------------------------------------------------- acting

    def take(self, number: int, *, revision: int | None = None, caller: Caller | None = None) -> Alert:
        """Whoever calls looks at it from now on. revision: of the alert that was looked at, as in all that follow.

        Raises Decided or AlertChanged where somebody did something to it since that revision, StepRefused where its state forbids it.
        """
        return self._act("take", number, revision, caller)

    def assign(self, number: int, to: str, *, revision: int | None = None, caller: Caller | None = None) -> Alert:
        """Somebody is to look at it; "" nobody in particular."""
        return self._act("assign", number, revision, caller, to=to)

    def comment(self, number: int, words: str, *, revision: int | None = None, caller: Caller | None = None) -> Alert:
        """Words that stay with it, whatever its state."""
        return self._act("comment", number, revision, caller, words=words)

    def escalate(
        self,
        number: int,
        reason: str,
        words: str = "",
        *,
        to: str = "",
        revision: int | None = None,
        caller: Caller | None = None,
    ) -> Alert:
        """Somebody else must look at it, soon. to: who; "" whoever takes it."""
        return self._act("escalate", number, revision, caller, reason=reason, words=words, to=to)

    def propose(
        self,
        number: int,
        decision: str,
        reason: str,
        words: str = "",
        *,
        revision: int | None = None,
        caller: Caller | None = None,
    ) -> Alert:
        """What a second person is to decide or decline, also where this home does not want two."""
        return self._act("propose", number, revision, caller, decision=decision, reason=reason, words=words)

    def decide(
        self,
        number: int,
        decision: str,
        reason: str = "",
        words: str = "",
        *,
        revision: int | None = None,
        caller: Caller | None = None,
    ) -> Alert:
        """Confirms or dismisses it. Where this home wants two people, the first one proposes, and another one decides the same.

        decision: "confirmed" or "dismissed". reason: a code of `policy.reasons`; of the proposal, if not said. A dismissed pair stays
        silent until something of either side that matters is another.
        """
        return self._act("decide", number, revision, caller, decision=decision, reason=reason, words=words)

    def decline(
        self, number: int, words: str = "", *, revision: int | None = None, caller: Caller | None = None
    ) -> Alert:
        """A proposal is not what it comes to; whoever proposed it takes it back in the same way."""
        return self._act("decline", number, revision, caller, words=words)

    def reopen(
        self,
        number: int,
        reason: str,
        words: str = "",
        *,
        revision: int | None = None,
        caller: Caller | None = None,
    ) -> Alert:
        """What was decided or closed is looked at again, by whoever calls; what it had been decided stays among its steps."""
        return self._act("reopen", number, revision, caller, reason=reason, words=words)

    def distinguish(  # noqa: PLR0913  (what was seen)
        self,
        number: int,
        *,
        document: str,
        kind: str,
        seen_by: str = "",
        seen_on: str | None = None,
        until: str | None = None,
        words: str = "",
        revision: int | None = None,
        caller: Caller | None = None,
    ) -> Alert:
        """Dismisses it because a document shows another person; later answers show the hit, say so, and do not count it.

        The person is known again by the document's number, or by the reference together with the birth date; never by the name. It ends
        with `until`, and as soon as the entry is another. Where a dismissal wants two people, this does.

        Args:
            number: of the alert.
            document: its number; it may be "" where the customer has a reference and a birth date to the day.
            kind: what it is, in words: "passport of Kazakhstan".
            seen_by: who saw it; whoever calls, if not said.
            seen_on: the day; today, if not said.
            until: the last day on which it holds; as long as this home allows, if not said.
            words: more about it.
            revision: of the alert that was looked at.
            caller: who does it.
        """
        said = {"document": document, "evidence_kind": kind, "seen_by": seen_by, "seen_on": seen_on, "until": until}
        return self._act("distinguish", number, revision, caller, words=words, **said)

    def bulk(
        self,
        action: str,
        numbers: Mapping[int, int | None] | Sequence[int],
        *,
        caller: Caller | None = None,
        **said: str,
    ) -> tuple[Alert, ...]:
        """One action to many alerts: all, or none. Raises BulkRefused, whose `why` says of each that could not be done why not.

        Args:
            action: take, assign, comment, escalate, propose, decide, decline, reopen.
            numbers: of the alerts; with the revision that was looked at, where that is known.
            caller: who does it.
            said: what the action is told besides: decision, reason, words, to.
        """
        if action == "distinguish":
            raise ReviewError("bulk: expected anything but distinguish: evidence is one person's")
        chosen = dict(numbers) if isinstance(numbers, Mapping) else dict.fromkeys(numbers)
        self._require_seen(chosen)
        who, make = self._making(action, caller, said)
        made = self.ledger().act_on_all(chosen, make, self._recording(who))
        self._again(made, who)
        return made

    # ------------------------------------------------------------------------------------------------------------- telling

    def letter(self, number: int, *, language: str = "en", name: str = "", caller: Caller | None = None) -> "Letter":
        """A letter to the person: what was found, why as far as that may be told, where it is from, and where to turn to.

        Args:
            number: of an alert that is confirmed or dismissed.
            language: en, ru, kk.
            name: how the person is addressed; the name that was asked about, if not said.
            caller: who writes it.

        Raises:
            StepRefused: it is not decided yet, or this home tells nobody of that list.
        """
        from tizim.jobs.letters import letter_of  # few need it

        self._require_seen([number])
        told = self.ledger().alert(number)
        made = letter_of(told.alert, self.policy, self._home, language, name, self._day())
        self._note("review-letter", caller, {"alert": number, "language": language})
        return made

    def figures(self, *, since: str | None = None, caller: Caller | None = None) -> "Figures":
        """Alerts by list, how long decisions took, how many were confirmed, false alarms by culture of names.

        since: alerts opened on or after this day; all, if not said.
        """
        from tizim.review.figures import figures_of  # few need it

        day = as_day(since, "since") if since is not None else ""
        found = [one for one in self.ledger().alerts(Which((), among=self._among())) if one.opened >= day]
        self._note("review-figures", caller, {"alerts": len(found)})
        return figures_of(found, self._day())

    # ------------------------------------------------------------------------------------------------------------ by itself

    def after_lists(self) -> tuple[str, ...]:
        """What a list that has changed brings by itself; in words, what of it could not be done (it is done at the next chance)."""
        try:
            if not self.exists:
                return ()
            under = set(files_under_review(self.ledger()))
            told = []
            for name in [*self._customers().names(), SINGLY]:
                if name not in under:
                    continue
                try:
                    self._update_one(name)
                except TizimError as wrong:
                    told.append(_behind(wrong))
        except TizimError as wrong:
            return (_behind(wrong),)
        return tuple(told)

    def forget_customers(self, name: str) -> None:
        """Closes the alerts of a file of customers that is being taken out."""
        if self.file is not None and not self.file.is_file():
            return
        self._opener(self._audit.asker(None)).close_all(
            name, None, "customer removed", f"the file {name} was taken out"
        )

    # --------------------------------------------------------------------------------------------------------------------

    def _update_one(self, name: str) -> None:
        # A purpose is wanted of people, not of what follows by itself.
        self._updating(self._audit.caller if self._audit.is_on else None).update(name)

    def _updating(self, who: Caller | None) -> "Updating":
        from tizim.jobs.review_updating import Updating  # with it come the readers of tables

        answering, record = self._asking(), None
        if who is not None:
            from tizim.jobs.review_events import events_of_answers  # needs the log

            record = events_of_answers(who, answering, self._audit.record)
        return Updating(
            self.ledger(), answering, self._customers(), self._opener(who), self._day(), self._clock(), record
        )

    def _act(self, action: str, number: int, revision: int | None, caller: Caller | None, **said: Any) -> Alert:
        self._require_seen([number])
        who, make = self._making(action, caller, said)
        made = self.ledger().act(number, make, self._recording(who), revision=revision)
        self._again([made], who)
        return made

    def _among(self) -> tuple[str, ...] | None:
        """The lists whose alerts are there for whoever asks; None: all."""
        return None if self._sees() is None else self.datasets()

    def _require_seen(self, numbers: Iterable[int]) -> None:
        """Raises NoSuchAlert where one is of a list that whoever asks does not see."""
        if (sees := self._sees()) is None:
            return
        for number in numbers:
            if not sees.sees(self.ledger().alert(number).alert.known.dataset):
                raise no_such_alert(number)

    def _making(self, action: str, caller: Caller | None, said: Mapping[str, Any]) -> tuple[Caller | None, Making]:
        """Who is on record with it, None where nobody is; and what makes the next step of an alert."""
        who = self._audit.asker(caller)
        name = storable(self._audit.name_of(caller))
        policy = self.policy
        maker = _Maker(policy, name, self._day())
        if action not in _ACTIONS:
            raise ReviewError(f"action: expected one of {', '.join(_ACTIONS)}, came {action!r}")
        return who, lambda alert, at: _ACTIONS[action](maker, alert, at, dict(said))

    def _again(self, made: Sequence[Alert], who: Caller | None) -> None:
        """Asks again whose pair was judged: an entry that is not them speaks against no other. What fails is done at the next update."""
        subjects = dict.fromkeys((one.file, one.reference) for one in made if one.state in ("dismissed", "in_review"))
        with suppress(TizimError):
            ledger = self.ledger()
            whom = [found for file, reference in subjects if (found := subject_to_ask(ledger, file, reference))]
            if whom:
                self._settle(self._asking(), whom, who)

    def _settle(self, answering: Answering, whom: Sequence[Whom], who: Caller | None) -> Settled:
        from tizim.jobs.review_planning import Planner  # needs an index

        planner = Planner(answering, self._day())
        return self._opener(who).settle(whom, planner.plan)

    def _opener(self, who: Caller | None) -> Opener:
        return Opener(self.ledger(), self.policy, SYSTEM, self._recording(who))

    def _mark_singly(self, answering: Answering) -> None:
        """Puts those who are asked singly under review, from the lists as they are, unless they are already."""
        from tizim.jobs.review_updating import put_under_review  # as above

        put_under_review(self.ledger(), SINGLY, answering)

    def _recording(self, who: Caller | None) -> Recording:
        if who is None:
            return not_recorded
        from tizim.jobs.review_events import event_of_step  # needs the log

        return lambda steps: [
            line.id for line in self._audit.record([event_of_step(who, alert, step) for alert, step in steps])
        ]

    def _record_answer(self, who: Caller, answering: Answering, verdict: Verdict, subject: Subject) -> None:
        from tizim.jobs.review_events import event_of_answer  # as above

        self._audit.record([event_of_answer(who, answering, verdict, subject)])

    def _note(self, action: str, caller: Caller | None, details: dict[str, object]) -> None:
        who = self._audit.asker(caller)
        if who is not None:
            from tizim.audit.event import Event  # as above

            self._audit.record([Event(action, who, details=details)])


def _behind(wrong: TizimError) -> str:
    return f"the alerts are not up to date with the lists: {wrong}; type: tizim review update"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes steps for one person on one day."""

    policy: Policy
    who: str
    today: str

    def take(self, _alert: Alert, at: str, _said: dict[str, Any]) -> Step:
        return Step("taken", self.who, at)

    def assign(self, _alert: Alert, at: str, said: dict[str, Any]) -> Step:
        return Step("assigned", self.who, at, to=storable(str(said["to"]).strip()))

    def comment(self, _alert: Alert, at: str, said: dict[str, Any]) -> Step:
        return Step("commented", self.who, at, words=said["words"])

    def escalate(self, _alert: Alert, at: str, said: dict[str, Any]) -> Step:
        self.policy.require_reason("escalated", said["reason"])
        due = self.policy.due("urgent", at)
        return Step(
            "escalated",
            self.who,
            at,
            reason=said["reason"],
            words=said.get("words", ""),
            to=storable(said.get("to", "").strip()),
            priority="urgent",
            due=due,
        )

    def propose(self, _alert: Alert, at: str, said: dict[str, Any]) -> Step:
        return replace(self._deciding(at, said), kind="proposed")

    def decide(self, alert: Alert, at: str, said: dict[str, Any]) -> Step:
        first = alert.proposal
        if first is None:
            made = self._deciding(at, said)
            return replace(made, kind="proposed") if self.policy.needs_second(alert.known, made.decision) else made
        reason = said.get("reason") or (first.reason if said["decision"] == first.decision else "")
        made = self._deciding(at, {**said, "reason": reason})
        # The second person confirms what the first one saw.
        return replace(made, words=made.words or first.words, until=first.until, evidence=first.evidence)

    def decline(self, _alert: Alert, at: str, said: dict[str, Any]) -> Step:
        return Step("declined", self.who, at, words=said.get("words", ""))

    def reopen(self, alert: Alert, at: str, said: dict[str, Any]) -> Step:
        self.policy.require_reason("reopened", said["reason"])
        priority = self.policy.priority(alert.known)
        due = self.policy.due(priority, at)
        words = said.get("words", "")
        return Step("reopened", self.who, at, reason=said["reason"], words=words, priority=priority, due=due)

    def distinguish(self, alert: Alert, at: str, said: dict[str, Any]) -> Step:
        from tizim.review.distinctions import distinction_of

        if not str(said["evidence_kind"]).strip():
            raise ReviewError("kind: expected what document was seen, in words, came nothing")
        seen_on = as_day(said["seen_on"], "seen_on") if said["seen_on"] is not None else self.today
        if seen_on > self.today:
            raise ReviewError(f"seen_on: expected a day that has come, came {seen_on}")
        evidence = Evidence(
            str(said["document"]).strip(), str(said["evidence_kind"]).strip(), said["seen_by"] or self.who, seen_on
        )
        until = self._until(said["until"])
        distinction_of(alert, evidence, until)  # raises where nobody could be recognised
        said = {"decision": "dismissed", "reason": "distinguished", "words": said.get("words", "")}
        return replace(self.decide(replace(alert, proposal=None), at, said), until=until, evidence=evidence)

    def _until(self, words: str | None) -> str:
        last = (date.fromisoformat(self.today) + timedelta(days=self.policy.most_days)).isoformat()
        until = as_day(words, "until") if words is not None else last
        if not self.today <= until <= last:
            raise ReviewError(f"until: expected a day from {self.today} to {last}, came {until}")
        return until

    def _deciding(self, at: str, said: dict[str, Any]) -> Step:
        decision = said["decision"]
        if decision not in ("confirmed", "dismissed"):
            raise StepRefused(f"decision: expected confirmed or dismissed, came {decision!r}")
        self.policy.require_reason(decision, said.get("reason", ""))
        return Step("decided", self.who, at, decision=decision, reason=said["reason"], words=said.get("words", ""))


_ACTIONS: Mapping[str, Callable[[_Maker, Alert, str, dict[str, Any]], Step]] = {
    "take": _Maker.take,
    "assign": _Maker.assign,
    "comment": _Maker.comment,
    "escalate": _Maker.escalate,
    "propose": _Maker.propose,
    "decide": _Maker.decide,
    "decline": _Maker.decline,
    "reopen": _Maker.reopen,
    "distinguish": _Maker.distinguish,
}
