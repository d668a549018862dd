"""Who may ask in one home: changes that every process sees at once, what is on record, and doors that do not open by mistake."""

import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import tizim
from tests.places import Place
from tests.postgres import serving_postgres
from tizim.access.marks import Clearance, Mark
from tizim.access.roles import Permission, Role
from tizim.access.state import State
from tizim.audit.caller import Caller
from tizim.errors import AccessUnavailable, BankError, NotKnown, SubjectError
from tizim.jobs.accessing import LOOK_SECONDS, SILENT_SECONDS, Access
from tizim.jobs.auditing import Audit

BORIS = Caller("boris", "operator", "ticket 4")


class Clock:
    """A time that a test moves on."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 1, tzinfo=UTC)
        self.seconds = 0.0

    def later(self, **span: float) -> None:
        self.now += timedelta(**span)
        self.seconds += timedelta(**span).total_seconds()


@pytest.fixture
def clock() -> Clock:
    return Clock()


def opened(home: Path, clock: Clock, url: str | None = None) -> Access:
    return Access(home, Audit(home, Caller("ann")), url=url, clock=lambda: clock.now, seconds=lambda: clock.seconds)


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def url(request: pytest.FixtureRequest) -> str | None:
    return None if request.param == "sqlite" else request.getfixturevalue("on_postgres").url


@pytest.fixture
def access(home: Path, clock: Clock, url: str | None) -> Iterator[Access]:
    made = opened(home, clock, url)
    yield made
    made.close()


def test_a_home_without_users_is_open_and_makes_no_file_by_being_asked(home: Path, clock: Clock) -> None:
    access = opened(home, clock)
    assert access.fresh() == access.look() == State()
    assert list(home.iterdir()) == []


def test_another_process_sees_a_new_key_and_that_it_was_revoked_at_its_next_look(
    home: Path, access: Access, clock: Clock, url: str | None
) -> None:
    other = opened(home, clock, url)
    assert not other.look().closed
    access.add_user("anna", Role.ANALYST)
    made = access.make_key("anna")
    clock.later(seconds=LOOK_SECONDS)
    assert other.fresh() is None, "it must be looked at anew"
    assert other.holder(made.words).name == "anna"
    assert other.fresh() is not None, "and then not again"
    access.revoke_key(made.key.id)
    clock.later(seconds=LOOK_SECONDS)
    assert other.fresh() is None
    with pytest.raises(NotKnown, match="it was revoked at 2026-03-01"):
        other.holder(made.words)
    other.close()


def test_the_process_that_changes_something_sees_it_itself(access: Access, clock: Clock) -> None:
    access.add_user("anna", Role.ANALYST)
    clock.later(seconds=LOOK_SECONDS)
    assert access.look().users["anna"].role is Role.ANALYST
    access.change_user("anna", role=Role.REVIEWER, clearance=Clearance(Mark.RED, frozenset({"a"})))
    clock.later(seconds=LOOK_SECONDS)
    user = access.look().users["anna"]
    assert (user.role, user.clearance.mark, user.blocked) == (Role.REVIEWER, Mark.RED, False)


def test_a_key_ends_by_itself(access: Access, clock: Clock) -> None:
    access.add_user("anna", Role.ANALYST)
    made = access.make_key("anna", expires="2d")
    clock.later(days=1)
    assert access.holder(made.words).key == made.key.id
    clock.later(days=1)
    with pytest.raises(NotKnown, match="expired"):
        access.holder(made.words)


def test_a_key_in_the_place_of_another_counts_beside_it_for_a_while(access: Access, clock: Clock) -> None:
    access.add_user("anna", Role.ANALYST)
    old = access.make_key("anna", expires="100d", permissions=[Permission.SCREEN], datasets=["a"])
    clock.later(days=10)
    new = access.rotate_key(old.key.id, overlap="7d")
    assert (new.key.permissions, new.key.datasets, new.key.follows) == (
        old.key.permissions,
        old.key.datasets,
        old.key.id,
    )
    assert new.key.expires == "2026-06-19T00:00:00Z", "it lives as long as the other did"
    clock.later(days=6)
    assert access.holder(old.words).name == access.holder(new.words).name == "anna"
    clock.later(days=1)
    with pytest.raises(NotKnown):
        access.holder(old.words)
    assert access.holder(new.words).name == "anna"
    with pytest.raises(SubjectError, match="it expired at"):
        access.rotate_key(old.key.id)
    at_once = access.rotate_key(new.key.id, overlap="0d")
    clock.later(seconds=LOOK_SECONDS)
    with pytest.raises(NotKnown):
        access.holder(new.words)
    assert access.holder(at_once.words).name == "anna"


def test_a_key_holds_no_permission_that_its_user_lacks_and_no_time_that_is_past(access: Access) -> None:
    access.add_user("anna", Role.ASKER)
    with pytest.raises(SubjectError, match="expected some of the role asker"):
        access.make_key("anna", permissions=[Permission.SCREEN, Permission.AUDIT])
    for past in ("2026-02-01", "0d", "soon"):
        with pytest.raises(SubjectError, match="--expires"):
            access.make_key("anna", expires=past)
    with pytest.raises(SubjectError, match="came 'boris'"):
        access.make_key("boris")


def test_the_day_on_which_a_key_was_used_is_noted_once(access: Access, clock: Clock) -> None:
    access.add_user("anna", Role.ANALYST)
    made = access.make_key("anna").key.id
    clock.later(seconds=LOOK_SECONDS)
    assert access.must_note(made, access.look())
    access.note_used(made)
    assert not access.must_note(made, access.look())
    clock.later(seconds=LOOK_SECONDS)
    clock.later(days=1)
    assert access.look().keys[made].used in (None, "2026-03-01"), "nobody needs to hear of it at once"
    assert access.must_note(made, access.look())
    assert not access.must_note("another", access.look())


def test_a_database_that_cannot_be_written_to_is_no_reason_not_to_answer(
    access: Access, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise BankError("no room")

    access.add_user("anna", Role.ANALYST)
    made = access.make_key("anna").key.id
    monkeypatch.setattr("tizim.access.store.Store.note_used", full)
    access.note_used(made)


def test_removing_the_last_user_does_not_open_the_door(access: Access, clock: Clock) -> None:
    access.add_user("anna", Role.ANALYST)
    access.remove_user("anna")
    clock.later(seconds=LOOK_SECONDS)
    assert access.look().closed
    access.open_again()
    clock.later(seconds=LOOK_SECONDS)
    assert not access.look().closed


def test_a_file_of_users_that_is_gone_lets_nobody_in_until_it_is_back(home: Path, clock: Clock) -> None:
    access = opened(home, clock)
    access.add_user("anna", Role.ANALYST)
    made = access.make_key("anna")
    assert access.holder(made.words).name == "anna"
    kept = home / "kept"
    (home / "access.sqlite").rename(kept)
    assert access.fresh() is None
    with pytest.raises(AccessUnavailable, match="the file is gone"):
        access.look()
    kept.rename(home / "access.sqlite")
    assert access.holder(made.words).name == "anna"
    access.close()


def test_another_file_in_its_place_is_the_one_that_counts(home: Path, clock: Clock, tmp_path: Path) -> None:
    access, elsewhere = opened(home, clock), opened(tmp_path / "elsewhere", clock)
    access.add_user("anna", Role.ANALYST)
    assert set(access.look().users) == {"anna"}
    elsewhere.add_user("boris", Role.ASKER)
    elsewhere.close()
    for left in home.glob("access.sqlite*"):  # with its log, as SQLite wants it
        left.unlink()
    (tmp_path / "elsewhere" / "access.sqlite").replace(home / "access.sqlite")
    assert access.fresh() is None
    assert set(access.look().users) == {"boris"}
    access.close()


def test_every_change_is_on_record_with_who_made_it_and_no_key_is(home: Path) -> None:
    with tizim.open(home, audit=True) as tz:
        tz.access.add_user("anna", Role.ANALYST, Clearance(Mark.RED, frozenset({"a"})), caller=BORIS)
        made = tz.access.make_key("anna", datasets=["a"], caller=BORIS)
        rotated = tz.access.rotate_key(made.key.id, caller=BORIS)
        tz.access.revoke_key(rotated.key.id, caller=BORIS)
        tz.access.change_user("anna", blocked=True, caller=BORIS)
        tz.access.mark("a", Mark.RED, caller=BORIS)
        tz.access.mark("a", None, caller=BORIS)
        tz.access.remove_user("anna", caller=BORIS)
        tz.access.open_again(caller=BORIS)
        told = [one.line for one in tz.audit.lines(user="boris")]
    assert [one.action for one in told] == [
        "access-user-add", "access-key-make", "access-key-rotate", "access-key-revoke", "access-user-change", "access-mark",
        "access-mark", "access-user-remove", "access-open",
    ]  # fmt: skip
    assert {one.caller for one in told} == {BORIS}
    assert told[0].details == {"user": "anna", "role": "analyst", "clearance": "RED", "red": ["a"]}
    assert told[4].details == {"user": "anna", "blocked": True}
    assert not [one for one in told if made.words in one.words or rotated.words in one.words]


def test_a_change_that_cannot_be_recorded_is_not_made(home: Path) -> None:
    with tizim.open(home, audit=True) as tz:
        tz.audit.close()
        (home / "audit" / "log.sqlite").unlink()
        with pytest.raises(Exception, match="the log is gone"):
            tz.access.add_user("anna", Role.ANALYST)
        assert tz.access.look() == State()


def test_a_key_made_in_another_process_counts_here_at_once(home: Path) -> None:
    code = (
        "import tizim\nfrom tizim.access.roles import Role\n"
        "with tizim.open() as tz:\n    tz.access.add_user('anna', Role.ASKER); print(tz.access.make_key('anna').words)"
    )
    with tizim.open(home) as tz:
        assert not tz.access.look().closed
        made = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        assert tz.access.holder(made).name == "anna"


def test_users_keys_and_marks_go_with_a_backup_and_stay_where_there_are_some(
    tmp_path: Path, clock: Clock, url: str | None
) -> None:
    with tizim.open(tmp_path / "one", database=url) as tz:
        tz.access.add_user("anna", Role.ANALYST)
        made = tz.access.make_key("anna")
        tz.access.mark("a", Mark.STRICT)
        tz.lists.add("un_sc_starter")
        file = tz.backup(tmp_path / "backup.zip").path
        tz.access.revoke_key(made.key.id)
        kept = tz.access.look()
        assert "access.sqlite" in tz.restore(file).kept
        assert tz.access.look().keys[made.key.id].revoked, "a key that was revoked since stays so"
    with tizim.open(tmp_path / "two") as another:
        assert another.restore(file).kept == ()
        assert another.access.look().marks == kept.marks
        assert another.access.holder(made.words).name == "anna"
        assert another.access.look().closed


@pytest.mark.postgres
def test_a_restore_into_a_server_brings_users_and_leaves_its_log_of_questions(
    on_postgres: Place, tmp_path: Path
) -> None:
    with tizim.open(tmp_path / "one") as tz:
        tz.access.add_user("anna", Role.ANALYST)
        tz.lists.add("un_sc_starter")
        file = tz.backup(tmp_path / "backup.zip").path
    with tizim.open(tmp_path / "two", database=on_postgres.url, audit=True) as tz:
        tz.screen(tizim.Subject(names=["Grey Heron Bakery"]))
        before = [one.line.number for one in tz.audit.lines()]
        tz.restore(file)
        assert set(tz.access.look().users) == {"anna"}
        assert [one.line.number for one in tz.audit.lines()][: len(before)] == before
        assert tz.audit.verify().whole
    assert not (tmp_path / "two" / "access.sqlite").exists()


@pytest.mark.postgres
def test_a_server_that_is_silent_is_believed_for_a_minute_and_then_nobody_is_let_in(home: Path, clock: Clock) -> None:
    with serving_postgres() as server:
        access = opened(home, clock, server.database())
        access.add_user("anna", Role.ANALYST)
        made = access.make_key("anna")
        assert access.holder(made.words).name == "anna"
        server.stop()
        clock.later(seconds=LOOK_SECONDS)
        assert access.holder(made.words).name == "anna"
        clock.later(seconds=SILENT_SECONDS)
        with pytest.raises(AccessUnavailable, match="who may ask is not known"):
            access.holder(made.words)
        fresh = opened(home, clock, access._url)
        with pytest.raises(AccessUnavailable):
            fresh.look()
        server.start()
        assert access.holder(made.words).name == "anna"
        access.close()
