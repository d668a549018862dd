"""The review end to end: customers to alerts, a second pair of eyes, silence, a list that changes, a letter. All lists are made up."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import tizim
from tests.jobs.made_up import NAMES, UN, organisation, un_list
from tests.postgres import Server
from tizim.errors import (
    BulkRefused,
    Decided,
    NoPurpose,
    ReviewError,
    SettingError,
    SnapshotError,
    StepRefused,
    SubjectError,
)
from tizim.review.states import Alert
from tizim.tables import write_rows
from tizim.workspace import Tizim

ANNA, BORIS = tizim.Caller("anna"), tizim.Caller("boris")
HERON = f"{UN}-xxe.002"
ROWS = (
    {"id": "C-1", "name": "Order of the Grey Heron", "country": "kz", "document": "N01234567"},
    {"id": "C-2", "name": "Velmark Shipping", "country": "", "document": ""},
    {"id": "C-3", "name": "Wholly Unlisted Bakers", "country": "", "document": ""},
    {"id": "", "name": "Osprey Gate Logistics", "country": "", "document": ""},
    {"id": "C-2", "name": "Talovar Front", "country": "", "document": ""},
)
Opening = Callable[[], Tizim]


def load(tz: Tizim, folder: Path, day: str, names: dict[int, str] | None = None, **fields: str) -> Any:
    """A version of the list; fields: of the second organisation."""
    every = dict(enumerate(NAMES, 1)) if names is None else names
    made = [organisation(number, words, **(fields if number == 2 else {})) for number, words in every.items()]
    return tz.lists.add(UN, un_list(folder, day, made), accept=["fewer-records"])


def customer_file(folder: Path, rows: Any = ROWS) -> Path:
    file = folder / "clients.csv"
    with write_rows(file, "csv", ("id", "name", "country", "document")) as writer:
        writer.extend(dict(one) for one in rows)
    return file


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def opening(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Opening]:
    """Opens the same home again and again."""
    url: str | None = None
    if request.param == "postgres":
        server: Server = request.getfixturevalue("postgres")
        url = server.database()
    opened: list[Tizim] = []

    def opens() -> Tizim:
        opened.append(Tizim(tmp_path / "home", user="anna", database=url))
        return opened[-1]

    yield opens
    for one in opened:
        one.close()


@pytest.fixture
def tz(opening: Opening, tmp_path: Path) -> Tizim:
    """A home with a list and five customers."""
    made = opening()
    load(made, tmp_path, "2024-01-01")
    made.customers.add(customer_file(tmp_path), kind="Organization")
    return made


@pytest.fixture
def reviewed(tz: Tizim) -> Tizim:
    """… whose hits are alerts."""
    tz.review.update()
    return tz


def told(alerts: tuple[Alert, ...]) -> dict[str, str]:
    """Reference (as far as it is the customer's own) and state."""
    return {f"{one.reference.partition(' ~')[0]} {one.known.reference}": one.state for one in alerts}


FOUND = {"C-1 XXe.002": "new", "C-2 XXe.004": "new", "no number XXe.008": "new", "C-2 XXe.007": "new"}


def test_hits_of_customers_become_alerts_and_a_second_update_asks_nobody(tz: Tizim) -> None:
    clients, singly = tz.review.update()
    assert (clients.everybody, clients.customers, clients.asked, clients.opened) == (
        "they were never screened",
        5,
        5,
        4,
    )
    assert (singly.name, singly.asked) == ("", 0)
    assert told(tz.review.open_alerts()) == FOUND
    (again,) = tz.review.update("clients")
    assert (again.asked, again.opened, again.updated, again.closed) == (0, 0, 0, 0)
    (everybody,) = tz.review.update("clients", everybody=True, workers=2)
    assert (everybody.asked, everybody.opened, everybody.updated) == (5, 0, 0)
    with pytest.raises(SubjectError, match="came 'nobody'"):
        tz.review.update("nobody")


def test_a_dismissed_pair_is_silent_until_the_entry_is_another_and_then_says_what(
    reviewed: Tizim, tmp_path: Path
) -> None:
    tz = reviewed
    tz.review.take(1, revision=1, caller=BORIS)
    made = tz.review.decide(1, "dismissed", "other_name", "another body", revision=2, caller=BORIS)
    assert (made.state, made.reference) == ("dismissed", "C-1")
    with pytest.raises(Decided, match="decided dismissed by boris"):
        tz.review.decide(1, "confirmed", "same_facts", revision=2, caller=ANNA)
    load(tz, tmp_path, "2024-02-01", COMMENTS1="a remark that does not matter")
    assert "C-1 XXe.002" not in told(tz.review.open_alerts())
    changed = {**dict(enumerate(NAMES, 1)), 2: "ORDER OF THE GREY HERONS"}
    load(tz, tmp_path, "2024-03-01", changed)
    (again,) = [one for one in tz.review.open_alerts() if one.reference == "C-1"]
    assert (again.state, again.round, again.former) == ("new", 2, 1)
    assert [str(one) for one in again.changes] == ["entry: names: ORDER OF THE GREY HERON → ORDER OF THE GREY HERONS"]


def test_a_list_update_closes_what_is_gone_and_says_why(reviewed: Tizim, tmp_path: Path) -> None:
    tz = reviewed
    tz.review.decide(2, "confirmed", "same_facts", caller=ANNA)
    left = {number: name for number, name in enumerate(NAMES, 1) if number != 4}
    load(tz, tmp_path, "2024-02-01", {**left, 8: "OSPREYS OF ANOTHER SHORE", 11: "WHOLLY UNLISTED BAKERS"})
    found = {one.number: one for one in tz.review.open_alerts(states=())}
    assert (found[2].state, found[2].closed) == ("closed", "delisted")
    assert "VELMARK SHIPPING is not in un_sc_sanctions at 2024-02-01" in found[2].closed_words
    gone = next(one for one in found.values() if one.known.reference == "XXe.008")
    assert (gone.state, gone.closed) == ("closed", "no longer a hit")
    assert "below 0.17" in gone.closed_words
    assert [str(one) for one in gone.changes] == ["entry: names: OSPREY GATE LOGISTICS → OSPREYS OF ANOTHER SHORE"]
    assert told(tz.review.open_alerts())["C-3 XXe.011"] == "new"
    load(tz, tmp_path, "2024-03-01")
    again = next(one for one in tz.review.open_alerts() if one.known.reference == "XXe.004")
    assert [str(one) for one in again.changes] == ["review: hit: delisted → a hit again"]
    assert tz.verify().whole


def test_customers_who_change_or_go_are_asked_anew_and_closed(reviewed: Tizim, tmp_path: Path) -> None:
    tz = reviewed
    tz.review.decide(1, "dismissed", "other_name", caller=ANNA)
    rows = [{**ROWS[0], "country": "de"}, ROWS[2]]
    tz.customers.add(customer_file(tmp_path, rows), kind="Organization")
    (done,) = tz.review.update("clients")
    assert (done.everybody, done.opened, done.closed) == ("the file of customers is another", 1, 3)
    (again,) = tz.review.open_alerts()
    assert [str(one) for one in again.changes] == ["subject: countries: kz → de"]
    closed = tz.review.open_alerts(states=("closed",))
    assert {one.closed for one in closed} == {"customer removed"}
    tz.customers.remove("clients")
    assert tz.review.open_alerts() == ()
    assert tz.review.alert(again.number).alert.closed_words == "the file clients was taken out"


def test_where_two_people_are_wanted_the_first_proposes_and_the_second_decides(reviewed: Tizim) -> None:
    tz = reviewed
    (tz.home / "review.toml").write_text('[four_eyes]\ndecisions = ["dismissed"]\n', encoding="utf-8")
    pending = tz.review.decide(1, "dismissed", "other_name", "looked it up", caller=ANNA)
    assert (pending.state, pending.proposal is not None) == ("in_review", True)
    assert [one.number for one in tz.review.open_alerts(pending=True)] == [1]
    with pytest.raises(StepRefused, match="a second person decides"):
        tz.review.decide(1, "dismissed", caller=ANNA)
    with pytest.raises(StepRefused, match="decline the proposal first"):
        tz.review.decide(1, "confirmed", "same_facts", caller=BORIS)
    made = tz.review.decide(1, "dismissed", caller=BORIS)
    assert made.decision is not None
    assert (made.decision.first, made.decision.who, made.decision.reason, made.decision.words) == (
        "anna", "boris", "other_name", "looked it up",
    )  # fmt: skip
    assert tz.review.decide(2, "confirmed", "same_facts", caller=ANNA).state == "confirmed"
    tz.review.propose(3, "confirmed", "same_facts", caller=ANNA)
    assert tz.review.decline(3, "not sure", caller=BORIS).proposal is None
    (tz.home / "review.toml").write_text("[eyes]\n", encoding="utf-8")
    with pytest.raises(SettingError, match="eyes"):
        tz.review.decide(3, "dismissed", "other_name", caller=ANNA)


def test_everything_that_may_be_done_is_kept_with_who_did_it(reviewed: Tizim) -> None:
    review = reviewed.review
    review.assign(1, "boris", caller=ANNA)
    review.comment(1, "asked the branch", caller=BORIS)
    review.escalate(1, "unclear", "two passports", to="chief", caller=BORIS)
    review.decide(1, "confirmed", "same_document", caller=tizim.Caller("chief"))
    review.reopen(1, "complaint", caller=ANNA)
    steps = review.alert(1).steps
    assert [(one.kind, one.who) for one in steps] == [
        ("opened", "tizim"), ("assigned", "anna"), ("commented", "boris"), ("escalated", "boris"), ("decided", "chief"),
        ("reopened", "anna"),
    ]  # fmt: skip
    for wrong, match in (
        (lambda: review.decide(1, "dismissed", "because"), "reason: expected one of other_birth_date"),
        (lambda: review.decide(1, "guilty", "x"), "confirmed or dismissed"),
        (lambda: review.escalate(1, "x"), "reason"),
        (lambda: review.reopen(2, "x"), "reason"),
        (lambda: review.bulk("burn", [1]), "action: expected one of take"),
        (lambda: review.bulk("distinguish", [1]), "evidence is one person's"),
        (lambda: review.open_alerts(due_by="soon"), "due_by"),
    ):
        with pytest.raises((ReviewError, SubjectError), match=match):
            wrong()


def test_many_are_decided_at_once_or_none(reviewed: Tizim) -> None:
    review = reviewed.review
    review.decide(2, "confirmed", "same_facts", caller=BORIS)
    with pytest.raises(BulkRefused) as told_why:
        review.bulk("decide", {1: 1, 2: 1, 3: None}, decision="dismissed", reason="other_name", caller=ANNA)
    assert list(told_why.value.why) == [2]
    assert "decided confirmed by boris" in told_why.value.why[2]
    made = review.bulk("decide", [1, 3], decision="dismissed", reason="other_name", caller=ANNA)
    assert {one.state for one in made} == {"dismissed"}


def test_a_dismissed_best_entry_brings_its_rivals_back(tz: Tizim, tmp_path: Path) -> None:
    load(tz, tmp_path, "2024-02-01", {1: "ORDER OF THE GREY HERON", 2: "GREY HERON SOCIETY"})
    subject = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], id="S-1")
    first = tz.review.ask(subject)
    assert [one.known.reference for one in first.alerts] == ["XXe.001"]
    tz.review.decide(first.alerts[0].number, "dismissed", "other_name", caller=ANNA)
    (rival,) = tz.review.open_alerts(customers="")
    assert rival.known.reference == "XXe.002"
    tz.review.decide(rival.number, "dismissed", "other_name", caller=ANNA)
    assert tz.review.open_alerts(customers="") == ()
    tz.review.update(everybody=True)
    assert tz.review.open_alerts(customers="") == ()
    # Taken back, it speaks against its rival again.
    tz.review.reopen(first.alerts[0].number, "mistake", caller=ANNA)
    tz.review.reopen(rival.number, "mistake", caller=ANNA)
    assert told(tz.review.open_alerts(states=(), customers="")) == {"S-1 XXe.001": "in_review", "S-1 XXe.002": "closed"}
    closed = tz.review.alert(rival.number).alert
    assert (closed.closed, closed.closed_words.startswith("other entry")) == ("no longer a hit", True)


def test_who_is_asked_singly_is_asked_again_when_the_lists_change(tz: Tizim, tmp_path: Path) -> None:
    with pytest.raises(SubjectError, match="id: expected a reference"):
        tz.review.ask(tizim.Subject(names=["Velmark Shipping"]))
    asked = tz.review.ask(tizim.Subject(kind="Organization", names=["Velmark Shipping"], id="S-7"))
    assert (asked.verdict.outcome, len(asked.alerts), asked.alerts[0].file) == ("hit", 1, "")
    assert tz.review.ask(tizim.Subject(names=["Wholly Unlisted Bakers"], id="S-8")).alerts == ()
    load(tz, tmp_path, "2024-02-01", {number: name for number, name in enumerate(NAMES, 1) if number != 4})
    assert tz.review.alert(asked.alerts[0].number).alert.state == "closed"


def test_a_distinguished_customer_is_shown_and_not_counted_until_it_is_over(
    reviewed: Tizim, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tz, review = reviewed, reviewed.review
    subject = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], documents=["N01234567"])
    made = review.distinguish(1, document="N01234567", kind="charter", seen_by="Anna T.", caller=ANNA)
    assert made.decision is not None
    assert made.decision.evidence is not None
    until = made.decision.until
    known = tz.screen(subject)
    assert (known.outcome, len(known.hits)) == ("clear", 1)
    assert known.hits[0].distinguished is not None
    assert known.hits[0].distinguished.because.startswith("charter seen by Anna T. on 20")
    assert tz.screen(replace(subject, documents=())).outcome == "hit"
    summary = tz.screen_file(customer_file(tmp_path), tmp_path / "out.jsonl", kind="Organization", workers=1)
    assert (summary.clear, summary.hit) == (2, 3)
    assert '"outcome": "distinguished"' in (tmp_path / "out.jsonl").read_text()
    # Over: the day after its last one, it comes back by itself and says so.
    monkeypatch.setattr(review, "_day", lambda: "2099-01-01")
    (done,) = review.update("clients")
    assert (done.asked, done.opened) == (1, 1)
    again = next(one for one in review.open_alerts() if one.reference == "C-1")
    assert [str(one) for one in again.changes] == [f"review: distinguished until: {until} → over"]
    assert tz.screen(subject).outcome == "hit"


def test_a_distinction_ends_with_the_entry_it_was_about_and_where_it_is_reopened(
    reviewed: Tizim, opening: Opening, tmp_path: Path
) -> None:
    tz = reviewed
    subject = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], documents=["N01234567"])
    other = opening()
    assert other.screen(subject).outcome == "hit"
    tz.review.distinguish(1, document="N01234567", kind="charter", caller=ANNA)
    assert other.screen(subject).outcome == "clear", "another process knows at once"
    tz.review.reopen(1, "mistake", caller=BORIS)
    assert other.screen(subject).outcome == "hit"
    tz.review.distinguish(1, document="N01234567", kind="charter", caller=ANNA)
    load(tz, tmp_path, "2024-02-01", {**dict(enumerate(NAMES, 1)), 2: "ORDER OF THE GREY HERONS"})
    assert tz.screen(subject).outcome == "hit"
    assert "C-1 XXe.002" in told(tz.review.open_alerts())


def test_evidence_must_let_somebody_be_recognised_and_two_people_distinguish_where_two_are_wanted(
    reviewed: Tizim,
) -> None:
    review = reviewed.review
    for said, match in (
        ({"document": "12", "kind": "charter"}, "a name alone never is enough"),
        ({"document": "N01234567", "kind": " "}, "what document was seen"),
        ({"document": "N01234567", "kind": "charter", "seen_on": "2999-01-01"}, "a day that has come"),
        ({"document": "N01234567", "kind": "charter", "until": "2999-01-01"}, "until: expected a day from"),
        ({"document": "N01234567", "kind": "charter", "until": "2020-01-01"}, "until: expected a day from"),
    ):
        with pytest.raises(ReviewError, match=match):
            review.distinguish(1, **said, caller=ANNA)  # type: ignore[arg-type]  # as above
    (reviewed.home / "review.toml").write_text('[four_eyes]\ndecisions = ["dismissed"]\n', encoding="utf-8")
    subject = tizim.Subject(kind="Organization", names=["Order of the Grey Heron"], documents=["N01234567"])
    review.distinguish(1, document="N01234567", kind="charter", caller=ANNA)
    assert reviewed.screen(subject).outcome == "hit"
    made = review.decide(1, "dismissed", caller=BORIS)
    assert made.decision is not None
    assert (made.decision.reason, made.decision.evidence is not None) == ("distinguished", True)
    assert reviewed.screen(subject).outcome == "clear"


def test_what_is_done_is_in_the_log_with_who_it_is_about_sealed(tz: Tizim, tmp_path: Path) -> None:
    tz.audit.on()
    tz.review.update()
    tz.review.decide(1, "dismissed", "other_name", "he was seen", caller=BORIS)
    tz.review.ask(tizim.Subject(kind="Organization", names=["Velmark Shipping"], id="S-7"))
    tz.review.letter(1)
    tz.review.figures()
    tz.review.open_alerts()
    lines = [one for one in tz.audit.lines() if one.line.action != "on"]
    actions = [one.line.action for one in lines]
    assert actions[:7] == ["review-update", *["screen"] * 5, "review-opened"]
    assert actions[10:] == [
        "review-decided",
        "screen",
        "review-opened",
        "review-letter",
        "review-figures",
        "review-list",
        "read-log",
    ]
    decided = lines[10]
    assert (decided.line.caller.user, decided.line.outcome, decided.line.details["reason"]) == (
        "boris",
        "dismissed",
        "other_name",
    )
    assert decided.private is not None
    assert (decided.private["words"], decided.private["entity"]) == ("he was seen", HERON)
    assert tz.review.alert(1).steps[-1].line == decided.line.id
    tz.audit.on(require_purpose=True)
    with pytest.raises(NoPurpose):
        tz.review.take(2)
    load(tz, tmp_path, "2024-02-01", {number: name for number, name in enumerate(NAMES, 1) if number != 4})
    assert tz.review.alert(2, caller=tizim.Caller("anna", purpose="case 1")).alert.state == "closed"


def test_an_update_of_alerts_that_fails_leaves_the_list_loaded_and_says_so(reviewed: Tizim, tmp_path: Path) -> None:
    tz = reviewed
    manifest = tz.home / "customers" / "clients" / "register" / "register.json"
    whole = manifest.read_text()
    manifest.write_text("{")
    done = load(tz, tmp_path, "2024-02-01", {number: name for number, name in enumerate(NAMES, 1) if number != 4})
    assert any("alerts are not up to date" in words for words in done.warnings)
    assert told(tz.review.open_alerts())["C-2 XXe.004"] == "new"
    with pytest.raises(SnapshotError):
        tz.review.update("clients")
    manifest.write_text(whole)
    (again,) = tz.review.update("clients")
    assert again.closed == 1
    (tz.home / "review.toml").write_text("[eyes]\n", encoding="utf-8")
    assert any("eyes" in words for words in load(tz, tmp_path, "2024-03-01").warnings)


def test_a_customer_who_cannot_be_screened_keeps_the_alert(reviewed: Tizim, tmp_path: Path) -> None:
    tz = reviewed
    rows = [{**ROWS[0], "name": "!!!", "document": ""}, *ROWS[1:]]
    tz.customers.add(customer_file(tmp_path, rows), kind="Organization")
    (done,) = tz.review.update("clients")
    assert (done.not_screened, done.closed) == (1, 0)
    assert told(tz.review.open_alerts()) == FOUND


def test_a_home_without_alerts_asks_for_none(tmp_path: Path) -> None:
    with tizim.open(tmp_path / "home") as tz:
        assert not (tz.home / "review.sqlite").exists()
        load(tz, tmp_path, "2024-01-01")
        tz.customers.add(customer_file(tmp_path), kind="Organization")
        tz.customers.rescreen(tmp_path / "out.csv")
        tz.customers.remove("clients")
        assert not (tz.home / "review.sqlite").exists()
        assert not tz.review.exists


def test_a_ledger_that_cannot_be_read_distinguishes_nobody_and_every_answer_says_so(tmp_path: Path) -> None:
    with tizim.open(tmp_path / "home") as tz:
        load(tz, tmp_path, "2024-01-01")
        (tz.home / "review.sqlite").write_bytes(b"no database at all" * 100)
        verdict = tz.screen(tizim.Subject(kind="Organization", names=["Order of the Grey Heron"]))
        assert verdict.outcome == "hit"
        assert any("nobody is" in words for words in verdict.warnings)


@pytest.mark.parametrize("odd", ["\udcff", "\x00", "\u202e", "'; drop table review_step; --", "x" * 10_000])
def test_odd_words_are_kept_and_break_nothing(reviewed: Tizim, odd: str) -> None:
    review = reviewed.review
    who = tizim.Caller(f"anna{odd}"[:400])
    review.assign(1, odd[:400], caller=who)
    review.comment(1, odd + "." if len(odd) < 10 else odd[:10_000], caller=who)
    review.ask(tizim.Subject(kind="Organization", names=[f"Velmark Shipping {odd}"], id=f"S{odd}"))
    review.decide(1, "dismissed", "other_name", odd, caller=who)
    assert review.alert(1).steps[-1].words == odd
    assert review.letter(1, name=odd).text()
    assert review.letter(1, name=odd).pdf()
    assert reviewed.verify().whole


@settings(deadline=None, max_examples=6)
@given(
    st.lists(
        st.tuples(
            st.dictionaries(st.integers(1, 6), st.sampled_from(("", "Quill", "Bakery")), min_size=1),
            st.lists(st.tuples(st.integers(1, 6), st.sampled_from(("dismissed", "confirmed", "reopen"))), max_size=4),
        ),
        min_size=1,
        max_size=3,
    )
)
def test_whatever_lists_and_people_do_alerts_are_those_of_asking_everybody_anew(
    rounds: list[tuple[dict[int, str], list[tuple[int, str]]]],
) -> None:
    home = Path(mkdtemp())
    with tizim.open(home) as tz:
        load(tz, home, "2022-01-01", dict(enumerate(NAMES[:6], 1)))
        rows = [{"id": str(n), "name": name, "country": "", "document": ""} for n, name in enumerate(NAMES[:6])]
        tz.customers.add(customer_file(home, rows), kind="Organization")
        tz.review.update()
        for year, (update, decisions) in enumerate(rounds, 2023):
            for number, what in decisions:
                try:
                    if what == "reopen":
                        tz.review.reopen(number, "mistake")
                    else:
                        tz.review.decide(number, what, "other_name" if what == "dismissed" else "same_facts")
                except ReviewError:
                    continue
            load(
                tz,
                home,
                f"{year}-01-01",
                {number: f"{NAMES[number - 1]} {word}".strip() for number, word in update.items()},
            )
            after = tz.review.open_alerts(states=())
            done = tz.review.update(everybody=True)
            assert sum(one.opened + one.updated + one.closed for one in done) == 0
            assert tz.review.open_alerts(states=()) == after
            live = {(one.reference, one.entity) for one in after if one.is_live}
            assert len(live) == sum(one.is_live for one in after)
        assert tz.verify().whole
